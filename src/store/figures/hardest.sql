-- The ten live cards that were failed most often: the worst ten of each deck are
-- found without looking at others.

SELECT card_id AS card,
	CASE card_id & 255 WHEN 1 THEN back ELSE front END AS question,
	failures AS failed, lapses, ease_centi / 10 AS ease
FROM deck CROSS JOIN schedule ON card_id IN (
	SELECT card_id FROM schedule
	WHERE schedule.deck_id = deck.id AND failures > 0 AND removed = 0
	ORDER BY failures DESC, ease_centi, card_id LIMIT 10)
JOIN note ON note.id = card_id >> 8
WHERE :deck = 0 OR deck.id = :deck
ORDER BY failures DESC, ease_centi, card_id
LIMIT 10;
