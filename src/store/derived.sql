-- What follows from the truth: dropped and made again whenever its version
-- changes or `ebb check --repair` asks for it; never migrated, never merged.

DROP VIEW IF EXISTS v_due;
DROP VIEW IF EXISTS v_deck;
DROP VIEW IF EXISTS v_review;
DROP VIEW IF EXISTS v_card;
DROP VIEW IF EXISTS v_day;
DROP VIEW IF EXISTS v_count;
DROP TABLE IF EXISTS schedule;
DROP TABLE IF EXISTS unseen;
DROP TABLE IF EXISTS held;
DROP TABLE IF EXISTS rollup_ever; -- of earlier versions
DROP TABLE IF EXISTS rollup_day;
DROP TABLE IF EXISTS rollup;
DROP TABLE IF EXISTS rollup_typed;
DROP TABLE IF EXISTS rollup_hour; -- of earlier versions
DROP TABLE IF EXISTS rollup_hours;
DROP TABLE IF EXISTS rollup_closed;
DROP TABLE IF EXISTS card_count;
DROP TABLE IF EXISTS lapse_count;
DROP TABLE IF EXISTS due_count;
DROP TABLE IF EXISTS added_count;
DROP TABLE IF EXISTS note_due_count;
DROP TABLE IF EXISTS note_new_count;
DROP TABLE IF EXISTS unseen_buried;
DROP TABLE IF EXISTS gram;
DROP TABLE IF EXISTS gram_end;
DROP TABLE IF EXISTS gram_stale;
DROP TABLE IF EXISTS derived;

CREATE TABLE derived (
	version INTEGER NOT NULL -- of this file
) STRICT;

CREATE TABLE schedule (
	-- replay() of each card that has a live review, or came with a schedule.
	card_id INTEGER PRIMARY KEY REFERENCES card (id),
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	asked_on_day INTEGER,	-- first study day on which ebb asks it; NULL:
				-- suspended, removed or new again
	repetitions INTEGER NOT NULL,
	interval_days INTEGER NOT NULL,
	ease_centi INTEGER NOT NULL,
	lapses INTEGER NOT NULL,
	due_day INTEGER,
	last_day INTEGER,
	drill_day INTEGER,	-- study day whose drill it still is in
	first_day INTEGER,
	last_grade INTEGER NOT NULL,
	last_at_ms INTEGER NOT NULL,
	last_id INTEGER NOT NULL, -- newest live review
	ratings INTEGER NOT NULL,
	failures INTEGER NOT NULL, -- of those, below 3
	removed INTEGER NOT NULL -- 1: the card is no more
) STRICT;
CREATE INDEX schedule_due ON schedule (deck_id, asked_on_day, card_id)
	WHERE asked_on_day IS NOT NULL;
CREATE INDEX schedule_asked ON schedule (asked_on_day, card_id)
	WHERE asked_on_day IS NOT NULL;
CREATE INDEX schedule_drill ON schedule (drill_day, deck_id, last_at_ms)
	WHERE drill_day IS NOT NULL;
CREATE INDEX schedule_first ON schedule (first_day, deck_id);
CREATE INDEX schedule_last ON schedule (last_day);
CREATE INDEX schedule_failed ON schedule (deck_id, failures DESC, ease_centi)
	WHERE failures > 0 AND removed = 0;

CREATE TABLE unseen (
	-- Cards that are new, live and not suspended, in the order of asking.
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	card_id INTEGER NOT NULL REFERENCES card (id),
	PRIMARY KEY (deck_id, card_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE held (
	-- Cards that are new, live and suspended.
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	card_id INTEGER NOT NULL REFERENCES card (id),
	PRIMARY KEY (deck_id, card_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE unseen_buried (
	-- Cards of unseen that are buried, or were.
	card_id INTEGER PRIMARY KEY REFERENCES card (id),
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	until_day INTEGER NOT NULL
) STRICT;
CREATE INDEX unseen_buried_until ON unseen_buried (until_day);

-- Live reviews, counted, so that statistics need no scan of the log.  Those
-- with a span are counted for each day, and when that is over for its month and
-- year, named by its first day, and for ever, where first_day is 0: what
-- happened since some day is then the sum of few rows, however long ago that is.

CREATE TABLE rollup_day (
	-- What a study day was like.
	study_day INTEGER NOT NULL,
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	answers INTEGER NOT NULL, -- ratings and drills
	ms INTEGER NOT NULL,	-- of these, recall and check together
	learned INTEGER NOT NULL, -- ratings of new cards
	young INTEGER NOT NULL,	-- ratings of young cards
	young_recalled INTEGER NOT NULL, -- of those, 3 or better
	mature INTEGER NOT NULL,
	mature_recalled INTEGER NOT NULL,
	PRIMARY KEY (study_day, deck_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup (
	-- Reviews by their grade and by what they found.
	span TEXT NOT NULL,	-- day, month, year or ever
	first_day INTEGER NOT NULL,
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	kind TEXT NOT NULL,	-- of the reviews
	state TEXT NOT NULL,	-- of the cards before: new, learning, ...
	interval_from INTEGER NOT NULL, -- class of the interval before
	grade INTEGER NOT NULL,	-- -1 for a reset
	n INTEGER NOT NULL,
	ms INTEGER NOT NULL,	-- recall and check together
	promised_ppm INTEGER NOT NULL, -- sum of the chances of recall
	PRIMARY KEY (span, first_day, deck_id, kind, state, interval_from,
		grade)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_typed (
	-- Ratings of answers that were typed without a hint.
	span TEXT NOT NULL,
	first_day INTEGER NOT NULL,
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	suggested_grade INTEGER NOT NULL, -- 1: wrong, 3: nearly, 4: right
	grade INTEGER NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (span, first_day, deck_id, suggested_grade, grade)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_hours (
	-- Ratings and drills by the hour on the learner's clock.
	span TEXT NOT NULL,
	first_day INTEGER NOT NULL,
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	hour INTEGER NOT NULL,	-- 0 to 23
	n INTEGER NOT NULL,
	asked INTEGER NOT NULL,	-- ratings of young and mature cards
	recalled INTEGER NOT NULL, -- of those, 3 or better
	PRIMARY KEY (span, first_day, deck_id, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_closed (
	-- One row, or none before the first answer.
	closed_day INTEGER NOT NULL -- the last day that months, years and ever
				-- hold: the one before the newest of any review
) STRICT;

-- Cards, counted.

CREATE TABLE card_count (
	-- Rows of schedule, but for removed and reset cards.
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	state TEXT NOT NULL,
	interval_from INTEGER NOT NULL, -- class of the interval
	ease_from INTEGER NOT NULL, -- ease factor in tenths, rounded down
	suspended INTEGER NOT NULL, -- 0 or 1
	n INTEGER NOT NULL,
	PRIMARY KEY (deck_id, state, interval_from, ease_from, suspended)
) STRICT, WITHOUT ROWID;

CREATE TABLE lapse_count (
	-- The same with lapses, by these.
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	lapses INTEGER NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (deck_id, lapses)
) STRICT, WITHOUT ROWID;

CREATE TABLE due_count (
	-- Rows of schedule by the day on which the card is asked.
	asked_on_day INTEGER NOT NULL,
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	n INTEGER NOT NULL,
	PRIMARY KEY (asked_on_day, deck_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE added_count (
	-- All cards, removed ones too, by the batch that made them.
	study_day INTEGER NOT NULL, -- of the batch
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	n INTEGER NOT NULL,
	PRIMARY KEY (study_day, deck_id, batch_id)
) STRICT, WITHOUT ROWID;

-- Notes, counted, for where of siblings only one is asked a day.

CREATE TABLE note_due_count (
	-- Notes by the first day on which one of their cards is asked.
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	asked_on_day INTEGER NOT NULL,
	n INTEGER NOT NULL,
	with_new INTEGER NOT NULL, -- of these, with a card in unseen
	PRIMARY KEY (deck_id, asked_on_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE note_new_count (
	-- Notes with a card in unseen.
	deck_id INTEGER PRIMARY KEY REFERENCES deck (id),
	n INTEGER NOT NULL
) STRICT;

-- Texts, indexed: core/gram.h.  It begins empty, and searches extend it.

CREATE TABLE gram (
	-- A shelf: which blocks of notes have what is in 16 buckets.
	id INTEGER PRIMARY KEY,	-- 4096 * segment + shelf
	shelf BLOB NOT NULL
) STRICT;

CREATE TABLE gram_end (
	-- One row, or none before the first note.
	note_id INTEGER NOT NULL -- the last one that is indexed
) STRICT;

CREATE TABLE gram_stale (
	-- Indexed notes whose text or deck has changed since.
	note_id INTEGER PRIMARY KEY REFERENCES note (id)
) STRICT;

-- For people with the sqlite3 shell; ebb itself does not read them.

CREATE VIEW v_card AS
SELECT card.id AS id,
	lower(hex(note.uid)) || '.' || (card.id & 255) AS uid,
	deck.name AS deck,
	CASE card.id & 255 WHEN 1 THEN note.back ELSE note.front END AS front,
	CASE card.id & 255 WHEN 1 THEN note.front ELSE note.back END AS back,
	note.fields AS fields,
	(SELECT group_concat(name, ' ') FROM (SELECT name FROM tag
		JOIN note_tag ON tag_id = tag.id WHERE note_id = note.id
		ORDER BY name)) AS tags,
	CASE WHEN coalesce(ratings, 0) = 0 THEN 'new'
		WHEN repetitions = 0 THEN 'learning'
		WHEN interval_days < 21 THEN 'young'
		ELSE 'mature' END AS state,
	due_day,
	date(due_day * 86400, 'unixepoch') AS due,
	coalesce(interval_days, 0) AS interval_days,
	coalesce(ease_centi, 250) / 100.0 AS ease_factor,
	coalesce(repetitions, 0) AS repetitions,
	coalesce(lapses, 0) AS lapses,
	card.suspended AS suspended,
	card.flagged AS flagged,
	card.buried_until_day AS buried_until_day
FROM card
JOIN note ON note.id = card.id >> 8
JOIN deck ON deck.id = note.deck_id
LEFT JOIN schedule ON schedule.card_id = card.id
WHERE card.deleted_at_ms IS NULL AND note.deleted_at_ms IS NULL
	AND deck.deleted_at_ms IS NULL;

CREATE VIEW v_review AS
SELECT review.id AS id,
	lower(hex(review.uid)) AS uid,
	review.card_id AS card_id,
	lower(hex(note.uid)) || '.' || (review.card_id & 255) AS card,
	deck.name AS deck,
	answered_at_ms,
	datetime(answered_at_ms / 1000 + utc_offset_min * 60, 'unixepoch')
		AS answered_at,
	utc_offset_min,
	study_day,
	date(study_day * 86400, 'unixepoch') AS study_date,
	review.kind AS kind,
	grade, suggested_grade, typed, hints, recall_ms, check_ms,
	review.device AS device,
	iif(amends IS NULL, NULL, lower(hex(amends))) AS amends,
	NOT EXISTS (SELECT 1 FROM retraction AS r WHERE r.target = review.uid
		AND NOT EXISTS (SELECT 1 FROM retraction AS u
			WHERE u.target = r.uid))
	AND NOT EXISTS (SELECT 1 FROM review AS twin
		WHERE twin.amends = coalesce(review.amends, review.uid)
		AND twin.uid > review.uid AND NOT EXISTS (SELECT 1
			FROM retraction AS r WHERE r.target = twin.uid
			AND NOT EXISTS (SELECT 1 FROM retraction AS u
				WHERE u.target = r.uid))) AS live
FROM review
JOIN note ON note.id = review.card_id >> 8
JOIN deck ON deck.id = note.deck_id;

CREATE VIEW v_due AS
SELECT v_card.*
FROM v_card JOIN schedule ON schedule.card_id = v_card.id
WHERE asked_on_day <= (SELECT
	(strftime('%s', 'now', 'localtime') / 60 - coalesce((SELECT
		substr(value, 1, 2) * 60 + substr(value, 4, 2) FROM setting
		WHERE deck_id IS NULL AND name = 'rollover'), 240)) / 1440);

CREATE VIEW v_deck AS
SELECT deck.id AS id,
	lower(hex(deck.uid)) AS uid,
	deck.name AS name,
	(SELECT count(*) FROM note WHERE note.deck_id = deck.id
		AND note.deleted_at_ms IS NULL) AS notes,
	(SELECT count(*) FROM v_card WHERE v_card.deck = deck.name) AS cards,
	(SELECT count(*) FROM v_card WHERE v_card.deck = deck.name
		AND state = 'new') AS new,
	(SELECT count(*) FROM v_due WHERE v_due.deck = deck.name) AS due
FROM deck WHERE deck.deleted_at_ms IS NULL;

CREATE VIEW v_day AS
SELECT study_day,
	date(study_day * 86400, 'unixepoch') AS study_date,
	deck.name AS deck,
	answers, ms, learned,
	young + mature AS asked,
	young_recalled + mature_recalled AS recalled
FROM rollup_day JOIN deck ON deck.id = deck_id;

CREATE VIEW v_count AS
SELECT first_day AS study_day,
	date(first_day * 86400, 'unixepoch') AS study_date,
	deck.name AS deck,
	kind, state, interval_from, grade, n, ms, promised_ppm
FROM rollup JOIN deck ON deck.id = deck_id
WHERE span = 'day';
