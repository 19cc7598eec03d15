-- Gives the cards of a database a history of REVIEWS answers over three years up
-- to the day LAST, always the same: three of five cards were asked, in turns
-- that jump through the decks, and two were not.  In order of time, as a log is.
-- collection.sh puts the numbers in.

PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -400000;
BEGIN;
CREATE TEMP TABLE size AS SELECT REVIEWS AS reviews,
	max((SELECT max(id) FROM note) * 3 / 5, 1) AS asked,
	LAST - 1095 AS first, 1095 AS days;

-- Chance is a number from 0 to 999; a day of answers lasts fifteen hours.
INSERT INTO review (id, uid, card_id, answered_at_ms, utc_offset_min, study_day,
	kind, grade, suggested_grade, typed, recall_ms, check_ms, device)
SELECT id, CAST(printf('%016d', id) AS BLOB), note * 256,
	day * 86400000 + 18000000 + past % 86400000 * 15 / 24,
	60, day,
	CASE WHEN chance < 800 THEN 'rate' WHEN chance < 950 THEN 'drill'
		ELSE 'cram' END,
	CASE WHEN chance % 7 = 0 THEN chance % 3 ELSE 3 + chance % 3 END,
	CASE WHEN chance % 3 THEN 1 + 3 * (chance % 7 > 0) END,
	CASE WHEN chance % 3 THEN 'word ' || (note +
		CASE WHEN chance % 7 THEN 0 ELSE chance % 5 * 10 END) END,
	1000 + chance * 9, 500 + chance, 'here'
FROM (SELECT id, asking / 3 * 5 + asking % 3 + 1 AS note,
		first + past / 86400000 AS day, past, chance
	FROM (SELECT 1000 + value AS id, value * 7919 % asked AS asking, first,
		value * days * 86400000 / reviews AS past,
		(value * 2654435761 + value / asked * 40503) % 4294967296 / 997
			% 1000 AS chance
		FROM size,
			generate_series(0, (SELECT reviews - 1 FROM size))));
COMMIT;
