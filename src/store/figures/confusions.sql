-- Pairs of live cards of a deck that are asked in the same direction, where the
-- answer of one was typed for the other: the :most frequent among the newest
-- :answers reviews since :since.

WITH
wrong AS (
	SELECT card_id, deck_id, typed, study_day
	FROM review JOIN card ON card.id = card_id
	JOIN note ON note.id = card_id >> 8
	WHERE review.id >= coalesce((SELECT id FROM review ORDER BY id DESC
			LIMIT :answers > 0 OFFSET :answers - 1),
			(SELECT min(id) FROM review))
		AND typed IS NOT NULL AND suggested_grade < 3
		AND study_day >= coalesce(:since, -1000000000)
		AND (:deck = 0 OR deck_id = :deck)
		AND card.deleted_at_ms IS NULL AND note.deleted_at_ms IS NULL
		AND NOT EXISTS (SELECT 1 FROM retraction AS undone
			WHERE undone.target = review.uid AND NOT EXISTS (
			SELECT 1 FROM retraction AS redone
			WHERE redone.target = undone.uid))
		AND NOT EXISTS (SELECT 1 FROM review AS twin
			WHERE twin.amends = coalesce(review.amends, review.uid)
			AND twin.uid > review.uid AND NOT EXISTS (
			SELECT 1 FROM retraction AS undone
			WHERE undone.target = twin.uid AND NOT EXISTS (
			SELECT 1 FROM retraction AS redone
			WHERE redone.target = undone.uid)))
),
taken AS (
	-- The index of backs holds no longer ones, nor are they typed.
	SELECT card_id AS asked, other.id * 256 AS taken, study_day
	FROM wrong JOIN note AS other ON other.deck_id = wrong.deck_id
		AND other.back = typed COLLATE NOCASE
		AND length(other.back) <= 60
	WHERE card_id & 255 = 0 AND other.id <> card_id >> 8
		AND other.deleted_at_ms IS NULL
	UNION ALL
	SELECT card_id, other.id * 256 + 1, study_day
	FROM wrong JOIN note AS other ON other.deck_id = wrong.deck_id
		AND other.front = typed
	WHERE card_id & 255 = 1 AND other.id <> card_id >> 8
		AND other.deleted_at_ms IS NULL
),
pair AS (
	SELECT min(asked, taken) AS a, max(asked, taken) AS b,
		count(*) AS count, max(study_day) AS last
	FROM taken JOIN card ON card.id = taken
	WHERE deleted_at_ms IS NULL
	GROUP BY 1, 2
	ORDER BY count DESC, last DESC, a, b LIMIT :most
)
SELECT a, b, count, last,
	(SELECT iif(a & 255, back, front) FROM note WHERE id = a >> 8)
		AS question,
	(SELECT iif(b & 255, back, front) FROM note WHERE id = b >> 8)
		AS other
FROM pair
ORDER BY count DESC, last DESC, a, b;
