-- Answers by the hour on the learner's clock.

SELECT hour, sum(n) AS answers, sum(asked) AS asked, sum(recalled) AS recalled
FROM rollup_hour
WHERE study_day >= coalesce(:since, -1000000000)
	AND (:deck = 0 OR deck_id = :deck)
GROUP BY hour
ORDER BY hour;
