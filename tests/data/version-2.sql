-- A file of schema version 2, as an ebb before corrections wrote it: five notes,
-- one of them both ways, a session with an answer taken back, a setting taken
-- back and brought back, and a file imported again.
PRAGMA application_id = 1700946481; PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE batch (
	-- One change of what the learner wrote.  Rows it created carry its id;
	-- of rows it changed the previous values are in revision.
	id INTEGER PRIMARY KEY,	-- place in this file's one sequence of events
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	kind TEXT NOT NULL CHECK (kind IN ('import', 'add', 'edit', 'remove',
		'suspend', 'unsuspend', 'bury', 'config', 'undo')),
	label TEXT NOT NULL,	-- what `ebb undo` calls it
	undoes BLOB CHECK (length(undoes) = 16), -- uid of the batch taken back
	at_ms INTEGER NOT NULL,
	utc_offset_min INTEGER NOT NULL,
	study_day INTEGER NOT NULL,
	device TEXT NOT NULL
) STRICT;
INSERT INTO batch VALUES(1,X'019cad8fac007f9124e6785f7536ce1e','import','words.csv',NULL,1772438400000,60,20514,'vm');
INSERT INTO batch VALUES(8,X'019cadc69a800c679a538cf44636776f','suspend','sea',NULL,1772442000000,60,20514,'vm');
INSERT INTO batch VALUES(9,X'019cadc784e0502a86b8b74ec5cede5d','add','owl',NULL,1772442060000,60,20514,'vm');
INSERT INTO batch VALUES(10,X'019cadc86f40add81d1ea8ff0ae6b6fd','config','new_per_day 7',NULL,1772442120000,60,20514,'vm');
INSERT INTO batch VALUES(11,X'019cadc959a08425e311bb6dbd4e06df','undo','new_per_day 7',X'019cadc86f40add81d1ea8ff0ae6b6fd',1772442180000,60,20514,'vm');
INSERT INTO batch VALUES(12,X'019cadca44006b5108ff8f9536d128af','undo','new_per_day 7',X'019cadc959a08425e311bb6dbd4e06df',1772442240000,60,20514,'vm');
INSERT INTO batch VALUES(13,X'019cb2f0a0002f5fecaca8e810cc5ff8','import','words.csv',NULL,1772528640000,60,20515,'vm');
CREATE TABLE revision (
	-- The values a row had before a batch changed it.
	id INTEGER PRIMARY KEY,
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	entity TEXT NOT NULL CHECK (entity IN ('deck', 'note', 'card',
		'setting')),
	row_id INTEGER NOT NULL,
	before TEXT NOT NULL 	-- JSON: column names and their values
) STRICT;
INSERT INTO revision VALUES(1,8,'card',1024,'{"suspended":0,"buried_until_day":null,"deleted_at_ms":null}');
INSERT INTO revision VALUES(2,10,'setting',1,'{"value":null}');
INSERT INTO revision VALUES(3,11,'setting',1,'{"value":"7"}');
INSERT INTO revision VALUES(4,12,'setting',1,'{"value":null}');
INSERT INTO revision VALUES(5,13,'note',3,'{"deck_id":1,"key":"3","front":"receive","back":"empfangen","fields":"{}","source_id":1,"place":4,"imported":null,"imported_front":null,"disputed":null,"deleted_at_ms":null,"tags":["verb"]}');
CREATE TABLE deck (
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	name TEXT NOT NULL UNIQUE CHECK (name <> ''),
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL,
	deleted_at_ms INTEGER	-- a tombstone when not NULL
) STRICT;
INSERT INTO deck VALUES(1,X'019cad8fac007f91239b9adeee48a0b0','words',1,1772438400000,NULL);
INSERT INTO deck VALUES(2,X'019cadc784e0502a80c61da599ce0f61','default',9,1772442060000,NULL);
CREATE TABLE note (
	-- What the learner wrote; it gives one card or more.
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	key TEXT,		-- the id column of the deck file
	front TEXT NOT NULL CHECK (front <> ''),
	back TEXT NOT NULL CHECK (back <> ''),
	fields TEXT NOT NULL DEFAULT '{}', -- JSON: further columns by name
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL,
	deleted_at_ms INTEGER
, source_id INTEGER REFERENCES source (id), place INTEGER, imported TEXT, imported_front TEXT, disputed TEXT) STRICT;
INSERT INTO note VALUES(1,X'019cad8fac007f9125046152ad710b72',1,'1','dog','Hund','{"example":"The dog barks."}',1,1772438400000,NULL,1,2,NULL,NULL,NULL);
INSERT INTO note VALUES(2,X'019cad8fac007f913ea1bc942fab588f',1,'2','cat','Katze','{}',1,1772438400000,NULL,1,3,NULL,NULL,NULL);
INSERT INTO note VALUES(3,X'019cad8fac007f914e7804271be41b06',1,'3','receive','bekommen','{}',1,1772528640000,NULL,1,4,NULL,NULL,NULL);
INSERT INTO note VALUES(4,X'019cad8fac007f9158a59a6b3731b4a6',1,'4','sea','See','{}',1,1772438400000,NULL,1,5,NULL,NULL,NULL);
INSERT INTO note VALUES(5,X'019cadc784e0502a8823f5d308f91296',2,NULL,'owl','Eule','{}',9,1772442060000,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE card (
	-- One question asked of a note.  Its id is note id * 256 + ordinal, so
	-- siblings are neighbours; its name in every copy of the database is
	-- the note's uid with the ordinal.
	id INTEGER PRIMARY KEY,
	suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
	buried_until_day INTEGER, -- not asked before this study day
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL,
	deleted_at_ms INTEGER
, start TEXT) STRICT;
INSERT INTO card VALUES(256,0,NULL,1,1772438400000,NULL,NULL);
INSERT INTO card VALUES(512,0,NULL,1,1772438400000,NULL,NULL);
INSERT INTO card VALUES(768,0,NULL,1,1772438400000,NULL,NULL);
INSERT INTO card VALUES(1024,1,NULL,1,1772442000000,NULL,NULL);
INSERT INTO card VALUES(1280,0,NULL,9,1772442060000,NULL,NULL);
INSERT INTO card VALUES(1281,0,NULL,9,1772442060000,NULL,NULL);
CREATE TABLE tag (
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	name TEXT NOT NULL UNIQUE CHECK (name <> ''),
	modified_at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO tag VALUES(1,X'019cad8fac007f9134c9e3344a70c50b','animal',1772438400000);
INSERT INTO tag VALUES(2,X'019cad8fac007f91581d0b50849bd0a9','verb',1772438400000);
CREATE TABLE note_tag (
	note_id INTEGER NOT NULL REFERENCES note (id),
	tag_id INTEGER NOT NULL REFERENCES tag (id),
	PRIMARY KEY (note_id, tag_id)
) STRICT, WITHOUT ROWID;
INSERT INTO note_tag VALUES(1,1);
INSERT INTO note_tag VALUES(2,1);
INSERT INTO note_tag VALUES(3,2);
CREATE TABLE setting (
	id INTEGER PRIMARY KEY,
	deck_id INTEGER REFERENCES deck (id), -- NULL: for all decks
	name TEXT NOT NULL,
	value TEXT,		-- NULL: back to the default
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO setting VALUES(1,NULL,'new_per_day','7',10,1772442240000);
CREATE TABLE review (
	-- One answer given to one card: inputs only, append-only.
	id INTEGER PRIMARY KEY,	-- place in this file's one sequence of events
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	card_id INTEGER NOT NULL REFERENCES card (id),
	answered_at_ms INTEGER NOT NULL,
	utc_offset_min INTEGER NOT NULL,
	study_day INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('rate', 'drill', 'cram', 'reset')),
	grade INTEGER CHECK (grade BETWEEN 0 AND 5),
	suggested_grade INTEGER CHECK (suggested_grade BETWEEN 0 AND 5),
	typed TEXT,		-- the answer as typed; NULL: none was
	hints INTEGER NOT NULL DEFAULT 0,
	recall_ms INTEGER NOT NULL DEFAULT 0, -- question to answer shown
	check_ms INTEGER NOT NULL DEFAULT 0,  -- answer shown to grade given
	device TEXT NOT NULL,
	CHECK ((grade IS NULL) = (kind = 'reset'))
) STRICT;
INSERT INTO review VALUES(2,X'019cad943fe08c0f8a7cb15770894d89',256,1772438700000,60,20514,'rate',4,4,'Hund',0,0,0,'vm');
INSERT INTO review VALUES(3,X'019cad943fe08c0f91edfcd92b65d259',512,1772438700000,60,20514,'rate',1,4,'Kaze',0,0,0,'vm');
INSERT INTO review VALUES(4,X'019cad943fe08c0f9509d098aca4cfa9',768,1772438700000,60,20514,'rate',5,4,NULL,0,0,0,'vm');
INSERT INTO review VALUES(5,X'019cad943fe08c0f98ed4f3693fded3e',1024,1772438700000,60,20514,'rate',3,4,'See',0,0,0,'vm');
INSERT INTO review VALUES(6,X'019cad943fe1f605c38ef72875d162f6',512,1772438700001,60,20514,'drill',4,4,'Katze',0,0,0,'vm');
CREATE TABLE retraction (
	-- Takes back a review, or a retraction (which is a redo).  Append-only.
	id INTEGER PRIMARY KEY,	-- place in this file's one sequence of events
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	target BLOB NOT NULL CHECK (length(target) = 16),
	at_ms INTEGER NOT NULL,
	utc_offset_min INTEGER NOT NULL,
	study_day INTEGER NOT NULL,
	device TEXT NOT NULL
) STRICT;
INSERT INTO retraction VALUES(7,X'019cadab2340c8c8b2b83512fccfe3b6',X'019cad943fe1f605c38ef72875d162f6',1772440200000,60,20514,'vm');
CREATE TABLE source (
	-- A file from which a deck was imported, and may be again.
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	path TEXT NOT NULL,	-- absolute
	deck TEXT NOT NULL,	-- of rows that name none
	encoding TEXT,		-- what the learner said of the file;
	delimiter TEXT,		-- NULL: it is detected each time
	header TEXT,
	map TEXT,
	cards TEXT,
	format TEXT NOT NULL,	-- JSON: how it was written when last read
	size INTEGER NOT NULL,	-- bytes, when last read
	changed_at_ns INTEGER NOT NULL, -- the file's own time, when last read
	modified_at_ms INTEGER NOT NULL,
	deleted_at_ms INTEGER,
	UNIQUE (path, deck)
) STRICT;
INSERT INTO source VALUES(1,X'019cad8fac007f91162d1cd51c20b20c','/home/ann/words.csv','words',NULL,NULL,NULL,NULL,NULL,'{"encoding":"UTF-8","line_end":"\n","delimiter":",","preface":"","header":1,"quotes_all":0,"columns":[["id","id"],["front","front"],["back","back"],["example","field"],["tags","tags"]]}',117,1795514454706088749,1772528640000,NULL);
CREATE TABLE derived (
	version INTEGER NOT NULL -- of this file
) STRICT;
INSERT INTO derived VALUES(2);
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
	ratings INTEGER NOT NULL
) STRICT;
INSERT INTO schedule VALUES(256,1,20515,1,1,250,0,20515,20514,NULL,20514,4,1772438700000,2,1);
INSERT INTO schedule VALUES(512,1,20515,0,1,250,0,20515,20514,20514,20514,1,1772438700000,3,1);
INSERT INTO schedule VALUES(768,1,20515,1,1,260,0,20515,20514,NULL,20514,5,1772438700000,4,1);
INSERT INTO schedule VALUES(1024,1,NULL,1,1,236,0,20515,20514,20514,20514,3,1772438700000,5,1);
CREATE TABLE unseen (
	-- Cards that are new, live and not suspended, in the order of asking.
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	card_id INTEGER NOT NULL REFERENCES card (id),
	PRIMARY KEY (deck_id, card_id)
) STRICT, WITHOUT ROWID;
INSERT INTO unseen VALUES(2,1280);
INSERT INTO unseen VALUES(2,1281);
CREATE TABLE rollup (
	-- Live reviews of each study day, counted: statistics need no scan of
	-- the log.
	study_day INTEGER NOT NULL,
	deck_id INTEGER NOT NULL REFERENCES deck (id),
	kind TEXT NOT NULL,	-- of the reviews
	state TEXT NOT NULL,	-- of the cards before: new, learning, ...
	grade INTEGER NOT NULL,	-- -1 for a reset
	n INTEGER NOT NULL,
	ms INTEGER NOT NULL,	-- recall and check together
	PRIMARY KEY (study_day, deck_id, kind, state, grade)
) STRICT, WITHOUT ROWID;
INSERT INTO rollup VALUES(20514,1,'rate','new',1,1,0);
INSERT INTO rollup VALUES(20514,1,'rate','new',3,1,0);
INSERT INTO rollup VALUES(20514,1,'rate','new',4,1,0);
INSERT INTO rollup VALUES(20514,1,'rate','new',5,1,0);
CREATE INDEX batch_undoes ON batch (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX revision_batch ON revision (batch_id);
CREATE INDEX revision_row ON revision (entity, row_id);
CREATE INDEX note_front ON note (deck_id, front);
CREATE INDEX note_key ON note (deck_id, key) WHERE key IS NOT NULL;
CREATE INDEX note_tag_tag ON note_tag (tag_id);
CREATE UNIQUE INDEX setting_name ON setting (coalesce(deck_id, 0), name);
CREATE INDEX review_card ON review (card_id, answered_at_ms, uid);
CREATE INDEX retraction_target ON retraction (target);
CREATE TRIGGER review_no_update BEFORE UPDATE ON review
BEGIN SELECT raise(ABORT, 'reviews are never changed'); END;
CREATE TRIGGER review_no_delete BEFORE DELETE ON review
BEGIN SELECT raise(ABORT, 'reviews are never deleted'); END;
CREATE TRIGGER review_no_replace BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM review WHERE id = NEW.id OR uid = NEW.uid)
BEGIN SELECT raise(ABORT, 'reviews are never replaced'); END;
CREATE TRIGGER retraction_no_update BEFORE UPDATE ON retraction
BEGIN SELECT raise(ABORT, 'retractions are never changed'); END;
CREATE TRIGGER retraction_no_delete BEFORE DELETE ON retraction
BEGIN SELECT raise(ABORT, 'retractions are never deleted'); END;
CREATE TRIGGER retraction_no_replace BEFORE INSERT ON retraction
WHEN EXISTS (SELECT 1 FROM retraction WHERE id = NEW.id OR uid = NEW.uid)
BEGIN SELECT raise(ABORT, 'retractions are never replaced'); END;
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision
BEGIN SELECT raise(ABORT, 'revisions are never changed'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'revisions are never deleted'); END;
CREATE TRIGGER revision_no_replace BEFORE INSERT ON revision
WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'revisions are never replaced'); END;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch
BEGIN SELECT raise(ABORT, 'batches are never changed'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch
BEGIN SELECT raise(ABORT, 'batches are never deleted'); END;
CREATE TRIGGER batch_no_replace BEFORE INSERT ON batch
WHEN EXISTS (SELECT 1 FROM batch WHERE id = NEW.id OR uid = NEW.uid)
BEGIN SELECT raise(ABORT, 'batches are never replaced'); END;
CREATE INDEX note_imported ON note (deck_id, imported_front)
	WHERE imported_front IS NOT NULL;
CREATE INDEX schedule_due ON schedule (deck_id, asked_on_day, card_id)
	WHERE asked_on_day IS NOT NULL;
CREATE INDEX schedule_asked ON schedule (asked_on_day, card_id)
	WHERE asked_on_day IS NOT NULL;
CREATE INDEX schedule_drill ON schedule (drill_day, deck_id, last_at_ms)
	WHERE drill_day IS NOT NULL;
CREATE INDEX schedule_first ON schedule (first_day, deck_id);
CREATE INDEX schedule_last ON schedule (last_day);
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
	NOT EXISTS (SELECT 1 FROM retraction AS r WHERE r.target = review.uid
		AND NOT EXISTS (SELECT 1 FROM retraction AS u
			WHERE u.target = r.uid)) AS live
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
COMMIT;
