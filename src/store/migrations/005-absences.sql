-- Days on which the learner does not study.  What is due in them is asked
-- before or after; no interval depends on it.

CREATE TABLE absence (
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	from_day INTEGER NOT NULL,
	to_day INTEGER NOT NULL CHECK (to_day >= from_day),
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL,
	deleted_at_ms INTEGER	-- a tombstone when not NULL
) STRICT;
