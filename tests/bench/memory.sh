#!/bin/sh
# The most memory that a session holds over 300 answers: SQLite's cache of 16 MiB
# and as much besides.
. "$(dirname "$0")/lib.sh"

# session FILE
session() {
	cp "$1" "$dir/copy.db"
	timed "$2" "$EBB" --db "$dir/copy.db" study
	rm -f "$dir/copy.db"*
}

large() {
	session "$big" large
}

little() {
	session "$small" little
}

awk 'BEGIN { for (i = 0; i < 300; i++) print "\n4"; print ":quit" }' >"$dir/in"
in_turns 1 large little
within "a session of 300 answers, $CARDS cards" MiB \
	"$(calculate "$(figure large kib) / 1024")" 32
within "a session of 300 answers, 1000 cards" MiB \
	"$(calculate "$(figure little kib) / 1024")" 32
