#!/bin/sh
# The same from a thousand cards up: what grows, and how.
. "$(dirname "$0")/lib.sh"

# grow CASE UNIT VALUE
grow() {
	tell "$1, $size cards" "$2" "$3"
	printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$size" "$3" >>"$dir/chart"
}

first_question() {
	timed_lines 3 first_question "$EBB" --db "$db" study
}

due() {
	timed due "$EBB" --db "$db" due
}

search() {
	timed_lines 24 search "$EBB" --db "$db" search quokka
}

import() {
	rm -f "$dir/import.db"*
	timed import "$EBB" --db "$dir/import.db" import --yes "$dir/deck.csv"
}

for size in $SIZES; do
	db=$EBB_BENCH_DIR/$size.db
	rm -f "$dir"/*.times
	awk -v first=1 -v rows="$size" -f "$here/deck.awk" >"$dir/deck.csv"
	typed :quit
	in_turns "$RUNS" first_question due search
	in_turns 1 import
	cp "$db" "$dir/copy.db"
	"$tools/answers" "$dir/copy.db" 100 >"$dir/answers"
	rm -f "$dir/copy.db"*
	grow "import, a row" µs \
		"$(calculate "$(figure import seconds) * 1000000 / $size")"
	grow "first question" ms "$(milliseconds first_question)"
	grow "grade to next question" ms \
		"$(awk '{ print $1 / 1000 }' "$dir/answers")"
	grow "search, a rare word" ms "$(milliseconds search)"
	grow "due" ms "$(milliseconds due)"
done
awk -f "$here/chart.awk" "$dir/chart" >>"$EBB_BENCH_ROWS.chart"
