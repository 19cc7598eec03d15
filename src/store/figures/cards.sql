-- Live cards by their state; which of them are suspended, and which are leeches,
-- is counted once more.

WITH
held AS (
	SELECT count(*) AS n, count(*) FILTER (WHERE NOT EXISTS (
		SELECT 1 FROM schedule
		WHERE card_id = card.id AND ratings > 0)) AS new
	FROM card JOIN note ON note.id = card.id >> 8
	WHERE suspended = 1 AND card.deleted_at_ms IS NULL
		AND note.deleted_at_ms IS NULL
		AND (:deck = 0 OR deck_id = :deck)
),
counted (place, state, n) AS (VALUES
	(1, 'new', (SELECT new FROM held) + (SELECT count(*) FROM unseen
		WHERE :deck = 0 OR deck_id = :deck)),
	(2, 'learning', 0),
	(3, 'young', 0),
	(4, 'mature', 0),
	(5, 'suspended', (SELECT n FROM held)),
	(6, 'leech', (SELECT count(*) FROM schedule
		WHERE failures >= :leech AND failures > 0 AND :leech > 0
		AND lapses >= :leech AND removed = 0
		AND (:deck = 0 OR deck_id = :deck)))
)
SELECT state,
	n + coalesce((SELECT sum(n) FROM card_count
		WHERE card_count.state = counted.state
		AND (:deck = 0 OR deck_id = :deck)), 0) AS cards
FROM counted
ORDER BY place;
