# make bench on few cards: each case runs, and what it says is JSON.  What it
# measures is for reading.
# shellcheck disable=SC2034
. "$(dirname "$0")/../cli/tap.sh"

build=$(dirname "$EBB")/..
EBB=$EBB EBB_BENCH_TOOLS=$build/tests CARDS=1000 REVIEWS=10000 RUNS=1 \
	sh "$tests/bench/bench.sh" "$work/bench.json" >"$work/table" 2>"$work/said"
is "every case runs" 0 $?
is "and complains of nothing" "" "$(grep -v '^bench: [a-z0-9 ]*$' "$work/said")"

# of SQL: of the JSON.
of() {
	sqlite3 -batch :memory: "WITH bench(text) AS
		(SELECT readfile('$work/bench.json')), one AS
		(SELECT value ->> 'group' AS kind, value ->> 'case' AS name,
			value ->> 'ebb' AS ebb, value ->> 'ratio' AS ratio,
			value ->> 'target' AS target, value ->> 'met' AS met,
			value ->> 'note' AS note
		FROM bench, json_each(text, '\$.cases')) $1"
}

is "what it measured is JSON, too" 1 \
	"$(of "SELECT json_valid(text) AND text ->> 'cards' = 1000 FROM bench")"
is "of each case" \
	"check export grade growth import memory mnemosyne program search start stats" \
	"$(of "SELECT group_concat(kind, ' ') FROM
		(SELECT DISTINCT kind FROM one ORDER BY kind)")"
is "with a number for each, but for what is not installed" 0 \
	"$(of "SELECT count(*) FROM one
		WHERE (ebb IS NULL OR ebb < 0) AND note NOT LIKE '%installed%'")"
is "a target is met or not" 0 \
	"$(of "SELECT count(*) FROM one WHERE (target IS NULL) <> (met IS NULL)")"
is "an answer is one sync" 1 \
	"$(of "SELECT ebb FROM one WHERE name LIKE 'syncs of an answer, median%'")"
is "a file that did not change changes nothing" 0 \
	"$(of "SELECT ebb FROM one WHERE name LIKE 'bytes that differ%'")"
like "the table has a line for each" "*first question, 1000 cards*" \
	"$(cat "$work/table")"
finish
