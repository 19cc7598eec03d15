-- The days with answers since :since, or of 53 weeks.

SELECT study_day AS day, sum(answers) AS answers
FROM rollup_day
WHERE study_day BETWEEN coalesce(:since, :today - 370) AND :today
	AND (:deck = 0 OR deck_id = :deck)
GROUP BY study_day
ORDER BY study_day;
