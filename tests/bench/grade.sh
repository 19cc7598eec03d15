#!/bin/sh
# From a grade to the next question, with the answer kept in between: beside
# overwriting 4 KiB and fdatasync() in the same folder, in turns.
. "$(dirname "$0")/lib.sh"

# answer FILE COUNT: on a copy; a line of figures to $dir/SIZE.
answer() {
	cp "$EBB_BENCH_DIR/$1.db" "$dir/copy.db"
	sync "$dir/copy.db"
	"$tools/answers" "$dir/copy.db" "$2" >>"$dir/$1"
	rm -f "$dir/copy.db"*
}

# column SIZE NUMBER: the median over the runs.
column() {
	awk -v column="$2" '{ print $column }' "$dir/$1" | median
}

for size in $SIZES; do
	run=0
	while [ "$run" -lt "$RUNS" ]; do
		answer "$size" 300
		run=$((run + 1))
	done
done
for size in $SIZES; do
	compare "grade to next question, median, $size cards" µs \
		"$(column "$size" 1)" "$(column "$size" 3)" 3 "4 KiB and sync"
	compare "grade to next question, p99, $size cards" µs \
		"$(column "$size" 2)" "$(column "$size" 3)" 4 "4 KiB and sync"
	compare "grade to next question, median, $size cards" µs \
		"$(column "$size" 1)" "$(column "$size" 13)" "" \
		"all it writes, and sync"
	tell "bytes that it writes, median, $size cards" bytes \
		"$(column "$size" 16)"
	compare "grade to next question, p99, $size cards" µs \
		"$(column "$size" 2)" "$(column "$size" 19)" "" \
		"all it writes, appended, p99"
	tell "processor time of that, median, $size cards" µs \
		"$(column "$size" 11)"
	within "syncs of an answer, median, $size cards" "" \
		"$(column "$size" 6)" 1
	tell "syncs of an answer, most, $size cards" "" "$(column "$size" 7)"
	compare "steps of SQLite's machine, $size cards" "" \
		"$(column "$size" 9)" "$(column "${SIZES%% *}" 9)" 1.1 \
		"${SIZES%% *} cards"
done
