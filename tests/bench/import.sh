#!/bin/sh
# A deck of CARDS rows, imported once and again, beside sqlite3's .import of the
# same file into one table with the same unique key, and into one without.
. "$(dirname "$0")/lib.sh"

awk -v first=1 -v rows="$CARDS" -f "$here/deck.awk" >"$dir/deck.csv"
export EBB_DB="$dir/ebb.db"

# sqlite NAME KEY
sqlite() {
	rm -f "$dir/plain.db"*
	timed "$1" sqlite3 "$dir/plain.db" 'PRAGMA journal_mode = WAL' \
		'PRAGMA synchronous = NORMAL' 'PRAGMA cache_size = -65536' \
		"CREATE TABLE note (front TEXT, back TEXT, reading TEXT,
			example TEXT, source TEXT$2)" \
		".import --csv --skip 1 '$dir/deck.csv' note"
}

unique() {
	sqlite unique ', UNIQUE (front)'
}

bare() {
	sqlite bare ''
}

# The same rows in the same tables with the same indexes, by SQLite alone.
rows() {
	rm -f "$dir/rows.db"*
	"$EBB" --db "$dir/rows.db" config >/dev/null
	set --
	for _table in batch deck source tag note card unseen note_tag; do
		set -- "$@" "INSERT INTO $_table SELECT * FROM ebb.$_table WHERE 1"
	done
	timed rows sqlite3 "$dir/rows.db" 'PRAGMA cache_size = -65536' \
		"ATTACH '$EBB_DB' AS ebb" BEGIN "$@" COMMIT
}

first() {
	rm -f "$EBB_DB"*
	timed first "$EBB" import --yes "$dir/deck.csv"
	stat -c %s "$EBB_DB" >"$dir/size"
}

again() {
	cp "$EBB_DB" "$dir/before.db"
	timed again "$EBB" import --yes "$dir/deck.csv"
	cmp -l "$EBB_DB" "$dir/before.db" | wc -l >"$dir/changed" || true
}

in_turns "$(((RUNS + 1) / 2))" unique first again rows bare
race "import, $CARDS rows" first unique 1.15 ".import, unique key"
race "import, $CARDS rows" first bare 2.2 ".import, bare table"
race "import, $CARDS rows" first rows "" "SQLite, the same rows"
race "those rows by SQLite alone" rows unique "" ".import, unique key"
race "the same file again" again first 0.65 "the first import"
within "bytes that differ in the file after it" bytes "$(cat "$dir/changed")" 0
tell "bytes written to the disk by it" bytes "$(figure again bytes)"
within "most memory, first import" MiB \
	"$(calculate "$(figure first kib) / 1024")" 80
within "most memory, second import" MiB \
	"$(calculate "$(figure again kib) / 1024")" 80
compare "size of the database" bytes "$(cat "$dir/size")" \
	"$(stat -c %s "$dir/deck.csv")" 2 "the CSV file"
