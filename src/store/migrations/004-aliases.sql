-- What a learner lets count as right besides the answer of a card; cards that
-- the learner flagged; and an index by which the card is found whose answer was
-- typed for another one.

CREATE TABLE alias (
	id INTEGER PRIMARY KEY,
	uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
	card_id INTEGER NOT NULL REFERENCES card (id),
	text TEXT NOT NULL CHECK (text <> ''),
	batch_id INTEGER NOT NULL REFERENCES batch (id),
	modified_at_ms INTEGER NOT NULL,
	deleted_at_ms INTEGER	-- a tombstone when not NULL
) STRICT;
CREATE UNIQUE INDEX alias_text ON alias (card_id, text);

ALTER TABLE card ADD COLUMN	-- 1: to be looked at again
	flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1));

CREATE INDEX note_back ON note (deck_id, back COLLATE NOCASE)
	WHERE length(back) <= 60;
