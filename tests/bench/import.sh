#!/bin/sh
# Import a long deck with ebb, and the same rows with sqlite3's .import into
# a table with the same unique key, alternately.  EBB and MEASURE are the
# programs; ROWS and RUNS say how much.  Prints medians; judges nothing.
set -eu

: "${EBB:?}" "${MEASURE:?}" "${ROWS:=200000}" "${RUNS:=5}"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export EBB_DB="$dir/ebb.db" LC_ALL=C.UTF-8

# rows CHANGED: a deck; of one row in a hundred the back says CHANGED.
rows()
{
	awk -v rows="$ROWS" -v changed="$1" '
	function pick(count) {
		state = (state * 16807) % 2147483647
		return state % count
	}
	BEGIN {
		state = 20260101
		split("take bring carry house river stone letter winter" \
			" garden window answer morning copper silver", w, " ")
		print "front,back,tags"
		for (row = 1; row <= rows; row++) {
			back = w[1 + pick(14)]
			for (n = 3 + pick(6); n > 0; n--)
				back = back " " w[1 + pick(14)]
			if (changed != "" && row % 100 == 0)
				back = changed
			printf "%s %s %d,\"%s, %d\",%s\n", w[1 + pick(14)],
				w[1 + pick(14)], row, back, pick(1000),
				pick(4) ? w[1 + pick(14)] : ""
		}
	}'
}

# time NAME COMMAND...
time_one()
{
	name=$1
	shift
	"$MEASURE" "$dir/$name" "$@" >/dev/null
}

# median NAME COLUMN
median()
{
	sort -n -k"$2","$2" "$dir/$1" |
		awk -v column="$2" '{ value[NR] = $column }
			END { print value[int((NR + 1) / 2)] }'
}

# report NAME TITLE
report()
{
	awk -v title="$2" -v seconds="$(median "$1" 1)" \
		-v kib="$(median "$1" 2)" -v rows="$ROWS" \
		-v reference="$(median sqlite 1)" 'BEGIN {
			printf "%-24s %8.2f %9.0f %9.1f %8.2f\n", title,
				seconds, rows / seconds, kib / 1024,
				seconds / reference }'
}

rows "" >"$dir/deck.csv"
rows "another answer" >"$dir/changed.csv"
run=0
while [ "$run" -lt "$RUNS" ]; do
	rm -f "$dir"/*.db*
	time_one sqlite sqlite3 "$dir/plain.db" 'PRAGMA journal_mode = WAL' \
		'CREATE TABLE note (front TEXT, back TEXT, tags TEXT,
			UNIQUE (front))' \
		".import --csv --skip 1 '$dir/deck.csv' note"
	time_one new "$EBB" import --deck deck "$dir/deck.csv"
	time_one unchanged "$EBB" import --deck deck "$dir/deck.csv"
	cp "$dir/deck.csv" "$dir/kept.csv"
	cp "$dir/changed.csv" "$dir/deck.csv"
	time_one changed "$EBB" import --deck deck "$dir/deck.csv"
	mv "$dir/kept.csv" "$dir/deck.csv"
	run=$((run + 1))
done

echo "$ROWS rows, median of $RUNS runs"
printf '%-24s %8s %9s %9s %8s\n' '' seconds rows/s 'peak MiB' ratio
report sqlite "sqlite3 .import"
report new "ebb import, new"
report unchanged "ebb import, unchanged"
report changed "ebb import, 1% changed"
