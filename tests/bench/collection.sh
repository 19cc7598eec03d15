#!/bin/sh
# Make a database of CARDS cards in ten decks, with a history of REVIEWS
# answers: collection.sh FILE CARDS REVIEWS.  EBB is the program; the history
# ends on the day of EBB_NOW.  A million cards with ten million answers take
# some minutes and 3 GB.
set -eu

: "${EBB:?}" "${EBB_NOW:?}"
here=$(dirname "$0")
export EBB_DB="$1"
cards=$2 reviews=$3
dir=$1.d
today=$(($(date -u -d "${EBB_NOW%%T*}" +%s) / 86400))

rm -rf "$EBB_DB" "$EBB_DB"-* "$dir"
mkdir -p "$dir"
trap 'rm -rf "$dir"' EXIT

deck=0 rows=$((cards / 10))
while [ "$deck" -lt 10 ]; do
	awk -v first=$((rows * deck + 1)) -v rows="$rows" \
		-f "$here/deck.awk" >"$dir/deck $deck.csv"
	deck=$((deck + 1))
done
"$EBB" import --yes "$dir"/*.csv >/dev/null
"$EBB" config backups off >/dev/null
"$EBB" config new_per_day 9999 >/dev/null

# Nothing is there to be guarded.  The indexes stay, so that their pages are as
# full as those of a log that grew: an index made afterwards has no room, and
# each answer would split some.  What follows from the log is made when ebb opens
# the file.
sqlite3 -batch "$EBB_DB" "SELECT sql || ';' FROM sqlite_schema
	WHERE name = 'review_no_replace'" >"$dir/again"
{
	echo "DROP TRIGGER review_no_replace;"
	sed "s/REVIEWS/$reviews/g; s/LAST/$today/g" "$here/history.sql"
	cat "$dir/again"
	echo "DELETE FROM derived;"
} | sqlite3 -batch "$EBB_DB" >/dev/null
"$EBB" config >/dev/null
