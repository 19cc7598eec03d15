-- Ratings by the state that the card had before.

WITH
phase (place, state) AS (VALUES
	(1, 'new'), (2, 'learning'), (3, 'young'), (4, 'mature')
),
counts AS (
	SELECT deck_id, kind, state, grade, n FROM rollup_ever
	WHERE :since IS NULL
	UNION ALL
	SELECT deck_id, kind, state, grade, n FROM rollup
	WHERE study_day >= :since
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
FROM phase LEFT JOIN counts ON counts.state = phase.state
	AND kind = 'rate' AND (:deck = 0 OR deck_id = :deck)
GROUP BY place
ORDER BY place;
