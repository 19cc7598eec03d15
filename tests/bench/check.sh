#!/bin/sh
# What `ebb check` does to the log: all of it is replayed and compared.  Beside
# reading it from one end to the other, in the same process.
. "$(dirname "$0")/lib.sh"

"$tools/replay" "$big" "$(((RUNS + 1) / 2))" >"$dir/figures"
read -r reviews replay reading kib differences <"$dir/figures"
[ "$differences" -eq 0 ] || echo "bench: the schedule is not what the log says"
compare "replay of $reviews reviews" s "$replay" "$reading" "" "reading them"
within "of each review, beyond reading it" µs \
	"$(calculate "($replay - $reading) * 1000000 / $reviews")" 1
tell "most memory" MiB "$(calculate "$kib / 1024")"
timed check "$EBB" --db "$big" check
tell "ebb check as a whole, SQLite's own check included" s \
	"$(figure check cpu)"
