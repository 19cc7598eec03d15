-- The ten live cards that were failed most often.

SELECT card_id AS card,
	CASE card_id & 255 WHEN 1 THEN back ELSE front END AS question,
	failures AS failed, lapses, ease_centi / 10 AS ease
FROM schedule JOIN note ON note.id = card_id >> 8
WHERE failures > 0 AND removed = 0
	AND (:deck = 0 OR schedule.deck_id = :deck)
ORDER BY failures DESC, ease_centi, card_id
LIMIT 10;
