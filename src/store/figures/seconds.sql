-- How long an answer took, by the state that the card had before.

WITH
phase (place, state) AS (VALUES
	(1, 'new'), (2, 'learning'), (3, 'young'), (4, 'mature')
),
counts AS (
	SELECT deck_id, kind, state, n, ms FROM rollup_ever
	WHERE :since IS NULL
	UNION ALL
	SELECT deck_id, kind, state, n, ms FROM rollup
	WHERE study_day >= :since
)
SELECT phase.state AS state,
	coalesce(sum(n), 0) AS answers,
	sum(ms) / sum(n) AS ms
FROM phase LEFT JOIN counts ON counts.state = phase.state
	AND kind IN ('rate', 'drill') AND (:deck = 0 OR deck_id = :deck)
GROUP BY place
ORDER BY place;
