-- Ratings by the state that the card had before; :spans are those since :since.

WITH
phase (place, state) AS (VALUES
	(1, 'new'), (2, 'learning'), (3, 'young'), (4, 'mature')
),
counted AS (
	SELECT state, grade, sum(n) AS n
	FROM json_each(:spans) AS part CROSS JOIN rollup
		ON span = part.value ->> 0
		AND first_day BETWEEN part.value ->> 1 AND part.value ->> 2
		AND (:deck = 0 OR deck_id = :deck)
	WHERE kind = 'rate'
	GROUP BY state, grade
)
SELECT phase.state AS state,
	coalesce(sum(n) FILTER (WHERE grade = 0), 0) AS grade_0,
	coalesce(sum(n) FILTER (WHERE grade = 1), 0) AS grade_1,
	coalesce(sum(n) FILTER (WHERE grade = 2), 0) AS grade_2,
	coalesce(sum(n) FILTER (WHERE grade = 3), 0) AS grade_3,
	coalesce(sum(n) FILTER (WHERE grade = 4), 0) AS grade_4,
	coalesce(sum(n) FILTER (WHERE grade = 5), 0) AS grade_5,
	coalesce(sum(n), 0) AS asked,
	coalesce(sum(n) FILTER (WHERE grade >= 3), 0) AS recalled
FROM phase LEFT JOIN counted ON counted.state = phase.state
GROUP BY place
ORDER BY place;
