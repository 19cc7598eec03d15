-- Live cards by their state; which of them are suspended, and which are leeches,
-- is counted once more.  To count a whole table SQLite only looks at its pages.

WITH
scheduled AS MATERIALIZED (
	SELECT state, sum(n) AS n, sum(n) FILTER (WHERE suspended) AS suspended
	FROM card_count
	WHERE :deck = 0 OR deck_id = :deck
	GROUP BY deck_id, state
),
suspended AS MATERIALIZED (
	SELECT count(*) AS new FROM held WHERE :deck = 0 OR deck_id = :deck
),
counted (place, state, n) AS (VALUES
	(1, 'new', (SELECT new FROM suspended) + CASE :deck
		WHEN 0 THEN (SELECT count(*) FROM unseen)
		ELSE (SELECT count(*) FROM unseen WHERE deck_id = :deck) END),
	(2, 'learning',
		(SELECT sum(n) FROM scheduled WHERE state = 'learning')),
	(3, 'young', (SELECT sum(n) FROM scheduled WHERE state = 'young')),
	(4, 'mature', (SELECT sum(n) FROM scheduled WHERE state = 'mature')),
	(5, 'suspended', (SELECT new FROM suspended)
		+ (SELECT coalesce(sum(suspended), 0) FROM scheduled)),
	(6, 'leech', (SELECT sum(n) FROM lapse_count
		WHERE lapses >= :leech AND :leech > 0
		AND (:deck = 0 OR deck_id = :deck)))
)
SELECT state, coalesce(n, 0) AS cards FROM counted
ORDER BY place;
