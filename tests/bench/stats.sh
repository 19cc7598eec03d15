#!/bin/sh
# Load each section of the statistics over logs of 10^4, 10^5 ... answers, beside
# one scan of the log.  EBB and FIGURES are the programs; LOG is the largest log
# (10,000,000 takes ten minutes and 5 GB under TMPDIR), RUNS says how often.
# Prints medians; judges nothing.
set -eu

: "${EBB:?}" "${FIGURES:?}" "${LOG:=1000000}" "${RUNS:=5}"
here=$(dirname "$0")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export LC_ALL=C.UTF-8 EBB_NOW=2026-03-02T12:00:00+01:00 EBB_DB="$dir/ebb.db"
today=$(($(date -u -d 2026-03-02 +%s) / 86400))

# An index is made faster afterwards, and nothing is there to be guarded.  What
# follows from the log is made when ebb opens the file.
fill()
{
	"$EBB" config >/dev/null
	sqlite3 -batch "$EBB_DB" "SELECT sql || ';' FROM sqlite_schema
		WHERE name IN ('review_card', 'review_no_replace')" >"$dir/again"
	{
		echo "DROP INDEX review_card; DROP TRIGGER review_no_replace;"
		sed "s/REVIEWS/$1/g; s/LAST/$today/g" "$here/log.sql"
		cat "$dir/again"
		echo "DELETE FROM derived;"
	} | sqlite3 -batch "$EBB_DB" >/dev/null
	"$EBB" config >/dev/null
}

sizes=
reviews=10000
while [ "$reviews" -le "$LOG" ]; do
	rm -f "$EBB_DB" "$EBB_DB"-*
	fill "$reviews"
	"$FIGURES" "$EBB_DB" "$today" "$RUNS" >"$dir/$reviews"
	sizes="$sizes $reviews"
	reviews=$((reviews * 10))
done

echo "sections of the statistics: steps of SQLite's machine, and milliseconds"
# shellcheck disable=SC2086
(cd "$dir" && awk '
	FNR == 1 {
		size[++sizes] = FILENAME
	}
	!($1 in place) {
		place[$1] = ++names
		name[names] = $1
	}
	{
		cell[place[$1], sizes] = sprintf("%11s %9s", $2, $3)
	}
	END {
		printf "%-28s", "answers"
		for (s = 1; s <= sizes; s++)
			printf " %21s", size[s]
		print ""
		for (n = 1; n <= names; n++) {
			printf "%-28s", name[n]
			for (s = 1; s <= sizes; s++)
				printf " %s", cell[n, s]
			print ""
		}
	}' $sizes)
