#!/bin/sh
# From nothing to the first question, and to the counts of the day: whole
# processes, beside an empty one and beside the same with a thousand cards.
. "$(dirname "$0")/lib.sh"

empty() {
	timed empty "$tools/empty"
}

# Nothing but the loader's work.
version() {
	timed version "$EBB" --version
}

# What any program on SQLite does before it has read a row.
shell() {
	timed shell sqlite3 -readonly "$big" \
		'SELECT id FROM review ORDER BY id LIMIT 1'
}

# Up to the line with the question, the third.
study_big() {
	timed_lines 3 study_big "$EBB" --db "$big" study
}

study_small() {
	timed_lines 3 study_small "$EBB" --db "$small" study
}

session_big() {
	timed session_big "$EBB" --db "$big" study
}

session_small() {
	timed session_small "$EBB" --db "$small" study
}

due_big() {
	timed due_big "$EBB" --db "$big" due
}

due_small() {
	timed due_small "$EBB" --db "$small" due
}

typed :quit
in_turns $((RUNS * 5)) empty version shell study_big study_small session_big session_small \
	due_big due_small
race "first question, $CARDS cards" study_big empty 3 "an empty program"
race "first question, $CARDS cards" study_big study_small 1.1 "1000 cards"
race "first question, $CARDS cards" study_big shell "" \
	"sqlite3, one row of the same"
race "ebb --version" version empty "" "an empty program"
race "and left at once, with the summary" session_big session_small "" \
	"1000 cards"
race "due, $CARDS cards" due_big empty 3 "an empty program"
race "due, $CARDS cards" due_big due_small 1.1 "1000 cards"
