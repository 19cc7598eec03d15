#!/bin/sh
# Measure ebb on collections of a thousand to CARDS cards (1000 or a multiple of
# it) with up to REVIEWS answers, each case beside its reference in the same run, and print a table of
# medians of RUNS runs; the same as JSON goes to the file given.  Nothing is
# judged by it: machines differ, and so do minutes of the same machine.
#
# EBB is the program and EBB_BENCH_TOOLS the folder of what this folder's C files
# become; make bench sets both.  ONLY names the cases to run ("start import").
# The collections are made in EBB_BENCH_DIR and stay there for the next time;
# without it they are made anew and go.  A million cards with ten million answers
# take 5 GB and some minutes.
set -eu

: "${EBB:?}" "${EBB_BENCH_TOOLS:?}"
json=${1:?where does the JSON go}
: "${CARDS:=1000000}" "${REVIEWS:=10000000}" "${RUNS:=5}"
: "${ONLY:=start grade import export check stats search memory program growth \
	mnemosyne}"
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${EBB_BENCH_DIR-}" ]; then
	EBB_BENCH_DIR=$(mktemp -d)
	trap 'rm -rf "$EBB_BENCH_DIR"' EXIT
	trap 'exit 1' HUP INT TERM
fi
export EBB_BENCH_DIR EBB_BENCH_ROWS="$EBB_BENCH_DIR/rows" CARDS REVIEWS RUNS
export LC_ALL=C.UTF-8 TZ=UTC TERM=dumb EBB_NOW=2026-03-02T12:00:00+00:00
export XDG_STATE_HOME="$EBB_BENCH_DIR/state"
unset LANGUAGE EBB_SEED EBB_DB

# Powers of ten up to CARDS, each with its share of the answers.
SIZES=$(awk -v cards="$CARDS" 'BEGIN {
	for (size = 1000; size < cards; size *= 10)
		printf "%d ", size
	print cards }')
export SIZES
for size in $SIZES; do
	[ -e "$EBB_BENCH_DIR/$size.db" ] && continue
	echo "bench: making a collection of $size cards" >&2
	sh "$here/collection.sh" "$EBB_BENCH_DIR/$size.new" "$size" \
		"$(awk "BEGIN { printf \"%d\", $REVIEWS * $size / $CARDS }")"
	mv "$EBB_BENCH_DIR/$size.new" "$EBB_BENCH_DIR/$size.db"
done

: >"$EBB_BENCH_ROWS"
: >"$EBB_BENCH_ROWS.chart"
for case in $ONLY; do
	echo "bench: $case" >&2
	sh "$here/$case.sh"
done
awk -f "$here/table.awk" "$EBB_BENCH_ROWS"
cat "$EBB_BENCH_ROWS.chart"
awk -v cards="$CARDS" -v reviews="$REVIEWS" -v runs="$RUNS" \
	-v processors="$(getconf _NPROCESSORS_ONLN)" \
	-v version="$("$EBB" --version)" \
	-v sqlite="$(sqlite3 --version | cut -d ' ' -f 1)" \
	-f "$here/json.awk" "$EBB_BENCH_ROWS" >"$json"
