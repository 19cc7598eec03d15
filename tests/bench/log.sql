-- Fills an empty database with a log of REVIEWS answers over ten years, always
-- the same: ten decks, a card for fifty answers, and a fifth more cards that
-- were never asked.  stats.sh puts the numbers in.

PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -400000;
BEGIN;
CREATE TEMP TABLE size AS SELECT REVIEWS AS reviews,
	max(REVIEWS / 50, 10) AS cards, LAST - 3650 AS first, 3650 AS days;

INSERT INTO batch (id, uid, kind, label, at_ms, utc_offset_min, study_day,
	device)
SELECT value, CAST(printf('batch %10d', value) AS BLOB), 'import', 'file', 0, 0,
	first + (value - 1) * 30, 'here'
FROM size, generate_series(1, 121);
INSERT INTO deck (id, uid, name, batch_id, modified_at_ms)
SELECT value, CAST(printf('deck %11d', value) AS BLOB), 'deck ' || value, 1, 0
FROM generate_series(1, 10);
INSERT INTO note (id, uid, deck_id, front, back, batch_id, modified_at_ms)
SELECT value, CAST(printf('note %11d', value) AS BLOB), 1 + value % 10,
	'front ' || value, 'back ' || value, 1 + value * 120 / (cards * 6 / 5),
	0
FROM size, generate_series(1, (SELECT cards * 6 / 5 FROM size));
INSERT INTO card (id, suspended, batch_id, modified_at_ms)
SELECT id * 256, id % 20 = 0, batch_id, 0 FROM note;

-- Each card in its turn, so that the log is in the order of time; chance is a
-- number from 0 to 999.
INSERT INTO review (id, uid, card_id, answered_at_ms, utc_offset_min, study_day,
	kind, grade, suggested_grade, typed, recall_ms, check_ms, device)
SELECT id, CAST(printf('%016d', id) AS BLOB), note * 256,
	(day * 1440 + 300 + id * 7 % 900) * 60000 + id % 60000,
	60 * (1 + day / 180 % 2), day,
	CASE WHEN chance < 800 THEN 'rate' WHEN chance < 950 THEN 'drill'
		ELSE 'cram' END,
	CASE WHEN chance % 7 = 0 THEN chance % 3 ELSE 3 + chance % 3 END,
	CASE WHEN chance % 3 THEN 1 + 3 * (chance % 7 > 0) END,
	CASE WHEN chance % 3 THEN 'back ' || (note +
		CASE WHEN chance % 7 THEN 0 ELSE chance % 5 * 10 END) END,
	1000 + chance * 9, 500 + chance, 'here'
FROM (SELECT 1000 + value AS id, 1 + value % cards AS note,
	first + value * days / reviews AS day,
	(value * 2654435761 + (value / cards) * 40503) % 4294967296 / 997
		% 1000 AS chance
	FROM size, generate_series(0, (SELECT reviews - 1 FROM size)));
COMMIT;
