-- Days by which every card of a deck is to be met once more.  What that moves is
-- only the day on which a card is asked.

CREATE TABLE exam (
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	deck_id INTEGER REFERENCES deck (id), -- NULL: all decks
	day INTEGER NOT NULL,
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL,
	deleted_at_ms INTEGER	-- over, or taken back, when not NULL
) STRICT;
