-- How long an answer took, by the state that the card had before; :spans are
-- those since :since.

WITH
phase (place, state) AS (VALUES
	(1, 'new'), (2, 'learning'), (3, 'young'), (4, 'mature')
),
counted AS (
	SELECT state, sum(n) AS n, sum(ms) AS ms
	FROM json_each(:spans) AS part CROSS JOIN rollup
		ON span = part.value ->> 0
		AND first_day BETWEEN part.value ->> 1 AND part.value ->> 2
		AND (:deck = 0 OR deck_id = :deck)
	WHERE kind IN ('rate', 'drill')
	GROUP BY state
)
SELECT phase.state AS state, coalesce(n, 0) AS answers, ms / n AS ms
FROM phase LEFT JOIN counted ON counted.state = phase.state
ORDER BY place;
