-- Answers by the hour on the learner's clock; :spans are those since :since.

SELECT hour, sum(n) AS answers, sum(asked) AS asked, sum(recalled) AS recalled
FROM json_each(:spans) AS part CROSS JOIN rollup_hours
	ON span = part.value ->> 0
	AND first_day BETWEEN part.value ->> 1 AND part.value ->> 2
	AND (:deck = 0 OR deck_id = :deck)
GROUP BY hour
ORDER BY hour;
