-- A review may correct another one.  What kinds of batches there are, and of
-- what they keep the previous values, is the program's to say: a new kind
-- needs no new table.

DROP VIEW IF EXISTS v_due;
DROP VIEW IF EXISTS v_deck;
DROP VIEW IF EXISTS v_review;
DROP VIEW IF EXISTS v_card;

ALTER TABLE review ADD COLUMN	-- uid of the review that this one corrects, the
	amends BLOB CHECK (length(amends) = 16); -- first of them; NULL: none

CREATE INDEX review_amends ON review (amends) WHERE amends IS NOT NULL;

CREATE TABLE new_batch (
	-- One change of what the learner wrote.  Rows it created carry its id;
	-- of rows it changed the previous values are in revision.
	id INTEGER PRIMARY KEY,	-- place in this file's one sequence of events
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	kind TEXT NOT NULL CHECK (kind <> ''),
	label TEXT NOT NULL,	-- what `ebb undo` calls it
	undoes BLOB CHECK (length(undoes) = 16), -- uid of the batch taken back
	at_ms INTEGER NOT NULL,
	utc_offset_min INTEGER NOT NULL,
	study_day INTEGER NOT NULL,
	device TEXT NOT NULL
) STRICT;
INSERT INTO new_batch SELECT id, uid, kind, label, undoes, at_ms,
	utc_offset_min, study_day, device FROM batch;
DROP TABLE batch;
ALTER TABLE new_batch RENAME TO batch;
CREATE INDEX batch_undoes ON batch (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE new_revision (
	-- The values a row had before a batch changed it.
	id INTEGER PRIMARY KEY,
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	entity TEXT NOT NULL CHECK (entity <> ''),
	row_id INTEGER NOT NULL,
	before TEXT NOT NULL 	-- JSON: column names and their values
) STRICT;
INSERT INTO new_revision SELECT id, batch_id, entity, row_id, before
	FROM revision;
DROP TABLE revision;
ALTER TABLE new_revision RENAME TO revision;
CREATE INDEX revision_batch ON revision (batch_id);
CREATE INDEX revision_row ON revision (entity, row_id);

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
