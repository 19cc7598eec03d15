#!/bin/sh
# Answer many cards of a long deck with ebb, and commit as many rows one by one
# with sqlite3, as durably, alternately.  EBB and MEASURE are the programs;
# CARDS, ANSWERS and RUNS say how much.  Prints medians; judges nothing.
set -eu

: "${EBB:?}" "${MEASURE:?}" "${CARDS:=200000}" "${ANSWERS:=300}" "${RUNS:=5}"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export LC_ALL=C.UTF-8 EBB_NOW=2026-03-02T09:00:00+01:00

# time_one NAME INPUT COMMAND...
time_one()
{
	name=$1
	input=$2
	shift 2
	"$MEASURE" "$dir/$name" "$@" <"$input" >/dev/null
}

# report NAME TITLE: milliseconds an answer, and how many times the reference.
report()
{
	median=$(sort -n "$dir/$1" | awk '{ value[NR] = $1 }
		END { print value[int((NR + 1) / 2)] }')
	[ "$1" = commit ] && reference=$median
	awk -v title="$2" -v seconds="$median" -v answers="$ANSWERS" \
		-v reference="$reference" 'BEGIN {
			printf "%-28s %8.2f %8.2f\n", title,
				1000 * seconds / answers, seconds / reference }'
}

awk -v cards="$CARDS" 'BEGIN {
	print "front,back,tags"
	for (i = 0; i < cards; i++)
		print "front " i ",back " i ",t" i % 100 }' >"$dir/deck.csv"
EBB_DB="$dir/deck.db" "$EBB" import --yes "$dir/deck.csv" >/dev/null
EBB_DB="$dir/deck.db" "$EBB" config new_per_day 9999 >/dev/null
EBB_DB="$dir/deck.db" "$EBB" config backups off >/dev/null
awk -v answers="$ANSWERS" 'BEGIN {
	for (i = 0; i < answers; i++)
		print "\n4"
	print ":quit" }' >"$dir/keys"
{
	echo "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
	awk -v answers="$ANSWERS" 'BEGIN { for (i = 0; i < answers; i++)
		print "INSERT INTO answer VALUES (" i ", 4);" }'
} >"$dir/commits"

run=0
while [ "$run" -lt "$RUNS" ]; do
	rm -f "$dir"/plain.db* "$dir"/ebb.db*
	sqlite3 "$dir/plain.db" "CREATE TABLE answer (card, grade)"
	time_one commit "$dir/commits" sqlite3 "$dir/plain.db"
	cp "$dir/deck.db" "$dir/ebb.db"
	EBB_DB="$dir/ebb.db" time_one all "$dir/keys" "$EBB" study
	cp "$dir/deck.db" "$dir/ebb.db"
	EBB_DB="$dir/ebb.db" time_one chosen "$dir/keys" "$EBB" study tag:t7
	run=$((run + 1))
done

echo "$ANSWERS answers, $CARDS cards, median of $RUNS runs"
printf '%-28s %8s %8s\n' '' ms/answer ratio
report commit "sqlite3, a row and a commit"
report all "ebb study"
report chosen "ebb study tag:t7"
