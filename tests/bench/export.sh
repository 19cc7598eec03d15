#!/bin/sh
# All notes as CSV, beside sqlite3 writing the same columns.
. "$(dirname "$0")/lib.sh"

export EBB_DB="$big"

ours() {
	timed ours "$EBB" export
}

sqlite() {
	timed sqlite sqlite3 -csv -header "$big" "SELECT front, back,
		fields ->> 'reading' AS reading, fields ->> 'example' AS example,
		fields ->> 'source' AS source, CASE (SELECT
			sum(1 << (card.id & 255)) FROM card
			WHERE card.id BETWEEN note.id * 256 AND note.id * 256 + 1
			AND card.deleted_at_ms IS NULL)
			WHEN 1 THEN 'forward' WHEN 2 THEN 'reverse'
			WHEN 3 THEN 'both' END AS cards, deck.name AS deck
		FROM note JOIN deck ON deck.id = deck_id
		WHERE note.deleted_at_ms IS NULL ORDER BY deck.name, note.id"
}

in_turns "$RUNS" ours sqlite
race "export of $CARDS cards" ours sqlite 1.2 "sqlite3 -csv"
tell "most memory" MiB "$(calculate "$(figure ours kib) / 1024")"
