-- The days with answers since :since, or of 53 weeks.

SELECT study_day AS day, sum(n) AS answers
FROM rollup
WHERE study_day BETWEEN coalesce(:since, :today - 370) AND :today
	AND kind IN ('rate', 'drill') AND (:deck = 0 OR deck_id = :deck)
GROUP BY study_day
ORDER BY study_day;
