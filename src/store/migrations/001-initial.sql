-- ebb's truth: what the learner wrote, and what the learner did.  What
-- follows from both is in derived.sql.  Times are UTC milliseconds since 1970,
-- days are study days since 1970-01-01.  ebb-db(5) tells the whole story.

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
CREATE INDEX batch_undoes ON batch (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE revision (
	-- The values a row had before a batch changed it.
	id INTEGER PRIMARY KEY,
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	entity TEXT NOT NULL CHECK (entity IN ('deck', 'note', 'card',
		'setting')),
	row_id INTEGER NOT NULL,
	before TEXT NOT NULL 	-- JSON: column names and their values
) STRICT;
CREATE INDEX revision_batch ON revision (batch_id);
CREATE INDEX revision_row ON revision (entity, row_id);

CREATE TABLE deck (
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	name TEXT NOT NULL UNIQUE CHECK (name <> ''),
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL,
	deleted_at_ms INTEGER	-- a tombstone when not NULL
) STRICT;

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
) STRICT;
CREATE INDEX note_front ON note (deck_id, front);
CREATE INDEX note_key ON note (deck_id, key) WHERE key IS NOT NULL;

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
) STRICT;

CREATE TABLE tag (
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	name TEXT NOT NULL UNIQUE CHECK (name <> ''),
	modified_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE note_tag (
	note_id INTEGER NOT NULL REFERENCES note (id),
	tag_id INTEGER NOT NULL REFERENCES tag (id),
	PRIMARY KEY (note_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_tag_tag ON note_tag (tag_id);

CREATE TABLE setting (
	id INTEGER PRIMARY KEY,
	deck_id INTEGER REFERENCES deck (id), -- NULL: for all decks
	name TEXT NOT NULL,
	value TEXT,		-- NULL: back to the default
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX setting_name ON setting (coalesce(deck_id, 0), name);

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
CREATE INDEX review_card ON review (card_id, answered_at_ms, uid);

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
CREATE INDEX retraction_target ON retraction (target);

-- The log can only grow.  REPLACE would walk past the DELETE triggers, so an
-- INSERT over an existing row is refused as well.

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
