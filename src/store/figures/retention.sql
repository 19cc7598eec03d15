-- Ratings of cards that had been recalled before, and how many of them were
-- recalled, over spans that end today.

WITH
span (place, span, days) AS (VALUES
	(1, 'today', 1), (2, 'week', 7), (3, 'month', 30), (4, 'year', 365),
	(5, iif(:since IS NULL, 'ever', 'since'), NULL)
),
cards (nth, cards) AS (VALUES (1, 'young'), (2, 'mature'), (3, 'all')),
counts AS (
	SELECT deck_id, kind, state, grade, n FROM rollup_ever
	WHERE :since IS NULL
	UNION ALL
	SELECT deck_id, kind, state, grade, n FROM rollup
	WHERE study_day >= :since
),
counted AS (
	SELECT place, state, sum(n) AS asked,
		sum(n) FILTER (WHERE grade >= 3) AS recalled
	FROM span JOIN rollup
		ON study_day BETWEEN :today - days + 1 AND :today
	WHERE kind = 'rate' AND state IN ('young', 'mature')
		AND (:deck = 0 OR deck_id = :deck)
	GROUP BY place, state
	UNION ALL
	SELECT 5, state, sum(n), sum(n) FILTER (WHERE grade >= 3)
	FROM counts
	WHERE kind = 'rate' AND state IN ('young', 'mature')
		AND (:deck = 0 OR deck_id = :deck)
	GROUP BY state
)
SELECT span, cards,
	coalesce(sum(asked), 0) AS asked,
	coalesce(sum(recalled), 0) AS recalled
FROM span JOIN cards
LEFT JOIN counted ON counted.place = span.place AND cards IN (state, 'all')
GROUP BY span.place, nth
ORDER BY span.place, nth;
