#!/bin/sh
# From nothing to the first question, and to the counts of the day: whole
# processes, beside an empty one and beside the same with a thousand cards.
. "$(dirname "$0")/lib.sh"

empty() {
	timed empty "$tools/empty"
}

study_big() {
	timed study_big "$EBB" --db "$big" study
}

study_small() {
	timed study_small "$EBB" --db "$small" study
}

due_big() {
	timed due_big "$EBB" --db "$big" due
}

due_small() {
	timed due_small "$EBB" --db "$small" due
}

typed :quit
in_turns $((RUNS * 5)) empty study_big study_small due_big due_small
race "first question, $CARDS cards" study_big empty 3 "an empty program"
race "first question, $CARDS cards" study_big study_small 1.1 "1000 cards"
race "due, $CARDS cards" due_big empty 3 "an empty program"
race "due, $CARDS cards" due_big due_small 1.1 "1000 cards"
