#!/bin/sh
# The same deck and as many answers with Mnemosyne, through its own library
# without windows: peer.py.  Python's start is part of each, as it is for who
# uses it.
. "$(dirname "$0")/lib.sh"

# Debian's package is for Debian's Python.
python=/usr/bin/python3
[ -x "$python" ] || python=python3
if ! "$python" -c 'import sys; sys.path.append("/usr/lib/python3/dist-packages")
import mnemosyne.libmnemosyne' 2>/dev/null; then
	lacking "Mnemosyne" "not installed: apt-get install mnemosyne"
	exit
fi

# Two columns: the question, and all else.
awk -v first=1 -v rows="$CARDS" -v header=0 -f "$here/deck.awk" >"$dir/deck.csv"
sqlite3 -batch :memory: 'CREATE TABLE note (a, b, c, d, e)' \
	".import --csv '$dir/deck.csv' note" '.mode list' ".separator '	'" \
	"SELECT a, replace(b || ' ' || c || ' ' || d || ' ' || e, char(10), ' ')
		FROM note" >"$dir/deck.tsv"

# theirs NAME STEP...
theirs() {
	_times=$1
	shift
	timed "$_times" "$python" "$here/peer.py" "$dir/mnemosyne" "$@"
}

theirs their_import import "$dir/deck.tsv"
timed our_import "$EBB" --db "$dir/ebb.db" import --yes "$dir/deck.csv"
race "import" our_import their_import 0.06 Mnemosyne
tell "memory of its import" MiB \
	"$(calculate "$(figure their_import kib) / 1024")"
rm -f "$dir/ebb.db"* "$dir/deck.tsv"
theirs history history "$REVIEWS"

their_first() {
	theirs their_first first
}

our_first() {
	timed_lines 3 our_first "$EBB" --db "$big" study
}

typed :quit
in_turns "$RUNS" their_first our_first
theirs their_statistics statistics
timed our_statistics "$EBB" --db "$big" stats
theirs grades grade 200
cp "$dir/out" "$dir/their_grades"
cp "$big" "$dir/copy.db"
"$tools/answers" "$dir/copy.db" 200 >"$dir/our_grades"
read -r their_median their_p99 <<-END
	$(tail -n 1 "$dir/their_grades")
END
read -r our_median our_p99 _ <"$dir/our_grades"

race "first card" our_first their_first 0.05 Mnemosyne
compare "grade with a commit each, median" µs "$our_median" "$their_median" \
	0.3 Mnemosyne
compare "grade with a commit each, p99" µs "$our_p99" "$their_p99" 0.02 \
	Mnemosyne
race "statistics, every page" our_statistics their_statistics 0.001 Mnemosyne
