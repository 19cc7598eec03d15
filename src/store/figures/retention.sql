-- Ratings of cards that had been recalled before, and how many of them were
-- recalled, over spans that end today, and since :since or ever, which is what
-- :spans add up to.

WITH
span (place, span, days) AS (VALUES
	(1, 'today', 1), (2, 'week', 7), (3, 'month', 30), (4, 'year', 365),
	(5, iif(:since IS NULL, 'ever', 'since'), NULL)
),
cards (nth, cards) AS (VALUES (1, 'young'), (2, 'mature'), (3, 'all')),
recent AS (
	SELECT place, sum(young) AS young, sum(young_recalled) AS young_recalled,
		sum(mature) AS mature, sum(mature_recalled) AS mature_recalled
	FROM span JOIN rollup_day
		ON study_day BETWEEN :today - days + 1 AND :today
		AND (:deck = 0 OR deck_id = :deck)
	GROUP BY place
),
counted (place, state, asked, recalled) AS (
	SELECT place, 'young', young, young_recalled FROM recent
	UNION ALL
	SELECT place, 'mature', mature, mature_recalled FROM recent
	UNION ALL
	SELECT 5, state, sum(n), coalesce(sum(n) FILTER (WHERE grade >= 3), 0)
	FROM json_each(:spans) AS part CROSS JOIN rollup
		ON span = part.value ->> 0
		AND first_day BETWEEN part.value ->> 1 AND part.value ->> 2
		AND (:deck = 0 OR deck_id = :deck)
	WHERE kind = 'rate' AND state IN ('young', 'mature')
	GROUP BY state
)
SELECT span, cards,
	coalesce(sum(asked), 0) AS asked,
	coalesce(sum(recalled), 0) AS recalled
FROM span JOIN cards
LEFT JOIN counted ON counted.place = span.place AND cards IN (state, 'all')
GROUP BY span.place, nth
ORDER BY span.place, nth;
