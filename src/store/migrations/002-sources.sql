-- A deck remembers its file, and a note the text that it last had there, so
-- that a change in the file and a change made here are told apart.

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

ALTER TABLE note ADD COLUMN	-- the file it last came from
	source_id INTEGER REFERENCES source (id);
ALTER TABLE note ADD COLUMN	-- its line there; NULL: it came from none
	place INTEGER;
ALTER TABLE note ADD COLUMN	-- JSON: the text as last imported; NULL: as it
	imported TEXT;		-- stands here
ALTER TABLE note ADD COLUMN	-- and its front there; NULL likewise
	imported_front TEXT;
ALTER TABLE note ADD COLUMN	-- JSON: the text before here and the file
	disputed TEXT;		-- changed it differently; NULL: no conflict

CREATE INDEX note_imported ON note (deck_id, imported_front)
	WHERE imported_front IS NOT NULL;

ALTER TABLE card ADD COLUMN	-- JSON: the schedule that it came with from
	start TEXT;		-- another trainer, before its first review

-- What an earlier ebb imported and nobody removed is taken to stand as it came.
UPDATE note SET place = id WHERE deleted_at_ms IS NULL
	AND batch_id IN (SELECT id FROM batch WHERE kind = 'import');
