# Days off, and the load of days to come.
# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

{
	echo front,back
	for i in 1 2 3 4 5 6; do echo "q$i,a$i"; done
} >words.csv
given import words.csv
run_ebb plan
expect_like "what is to come, if all is recalled" 0 \
	"day         again  new  min
2026-03-02      0    6    1  ##############################
2026-03-03      6    0    1  ##############################
2026-03-04      0    0    0
*
2026-03-09      6    0    1  ##############################
*" ""
run_ebb plan --json
is "thirty days of it" 30 "$(json '$.day' | wc -l | tr -d ' ')"
is "with the minutes" "6 1" \
	"$(json '$.new' | head -1) $(json '$.minutes' | head -1)"
typed "" 4 "" 4 "" 4 "" 4 "" 4 "" 4
given study
now=2026-03-03T09:00:00+01:00
typed "" 4 "" 4 "" 4 "" 4 "" 4 "" 4
given study
before=$(sql "SELECT card_id, due_day, interval_days, ease_centi FROM schedule")
run_ebb away 2026-03-08 2026-03-14
expect "an absence" 0 \
	"Of what is due then, 0 before and 6 after; no interval changes." ""
is "moves the days on which cards are asked" 1 \
	"$(sql "SELECT min(date(asked_on_day * 86400, 'unixepoch')
		BETWEEN '2026-03-15' AND '2026-03-21') FROM schedule")"
is "and nothing else" "$before" \
	"$(sql "SELECT card_id, due_day, interval_days, ease_centi FROM schedule")"
run_ebb away
expect "it is listed" 0 "2026-03-08 2026-03-14" ""
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""
now=2026-03-09T09:00:00+01:00
run_ebb due --json
is "nothing is due in it" 0 "$(json '$.due')"
run_ebb undo
expect "it is a step" 0 "Taken back: away 2026-03-08 2026-03-14" ""
run_ebb due --json
is "without it all is due" 6 "$(json '$.due')"
given redo
now=2026-03-22T09:00:00+01:00
typed "" 4 :quit
given study
is "a break does not inflate the interval that follows" "15" \
	"$(sql "SELECT max(interval_days) FROM schedule")"
run_ebb check
expect_like "and the log still replays to the same" 0 "*every schedule*" ""
while read -r from to message; do
	run_ebb away "$from" "$to"
	expect "away $from $to" 2 "" "ebb: $message"
done <<'EOF'
2026-04-01 soon "soon" is no day; write it as YYYY-MM-DD
2026-04-02 2026-04-01 an absence ends after it begins; give its first day and then its last
2026-03-01 2026-03-02 that is over; an absence is told before it ends
2026-04-01 2046-04-01 that is longer than ten years
EOF
run_ebb away 2026-04-01
expect "one day is not enough" 2 "" "ebb: an absence has a first and a last day: \
\`ebb away 2026-08-01 2026-08-14\`"

# ---- what it does to the plan ----------------------------------------------

# days FILE: the days on which a plan asks again, and how many.
days() {
	awk '$2 > 0 { print $1, $2 }' "$1"
}

now=2026-03-02T09:00:00+01:00
{
	echo front,back
	for i in 1 2 3 4 5 6 7 8; do echo "new$i,a$i"; done
} >new.csv
given --db new.db import new.csv
given --db new.db away 2026-03-03 2026-03-06
given --db new.db away 2026-03-12 2026-03-20
run_ebb --db new.db plan
out | sed 1d >before
holds "a plan asks all new cards again after an absence" awk '
	$2 > 0 && ($1 < "2026-03-07" || $1 > "2026-03-11" && $1 < "2026-03-21") {
		print; exit 1 }' before
typed "" 4 "" 4 "" 4 "" 4 "" 4 "" 4 "" 4 "" 4
given --db new.db study
run_ebb --db new.db plan
out | sed 1d >after
is "on the days on which they are then asked" "$(days before)" "$(days after)"
is "by the schedule" "$(sqlite3 new.db "SELECT
	date(asked_on_day * 86400, 'unixepoch') || ' ' || count(*)
	FROM schedule GROUP BY asked_on_day")" \
	"$(days before | awk '$1 < "2026-03-12"')"
now=2026-04-01T09:00:00+02:00

# Rows are taken as they come: an index may know of fewer.
for month in 04 05 06 07 08 09; do
	given away 2026-$month-01 2026-$month-02
done
sql "PRAGMA writable_schema = ON;
	UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema
		WHERE name = 'sqlite_autoindex_alias_1')
	WHERE name = 'sqlite_autoindex_absence_1'"
run_ebb away
is "days away are read where their index is another table's" 7 \
	"$(wc -l <"$work/run/out" | tr -d ' ')"

# What one absence moves, others move on: they touch it, or are behind it.
{
	echo front,back,due,interval,ease,repetitions
	for i in 10 11 12 13 14 15 16 17 18 19; do
		for j in 1 2 3 4; do
			echo "q$i$j,a$i$j,2026-03-$i,2,2.5,3"
		done
	done
} >moved.csv
again() {
	rm -r "$HOME/.local"
	now=2026-02-20T09:00:00+01:00
	given import moved.csv
}
again
given away 2026-03-10 2026-03-19
given away 2026-03-05 2026-03-09
run_ebb check
expect_like "two that touch are one" 0 "*every schedule*" ""
given undo
run_ebb check
expect_like "and two again" 0 "*every schedule*" ""
given undo
run_ebb check
expect_like "and then none" 0 "*every schedule*" ""
again
given away 2026-03-10 2026-03-15
given exam 2026-03-19
run_ebb check
expect_like "an exam moves what an absence had put behind it" 0 \
	"*every schedule*" ""
now=2026-03-19T09:00:00+01:00
given due
run_ebb check
expect_like "and it is back when the exam is over" 0 "*every schedule*" ""
run_ebb backup
is "so that a backup can be made" 0 "$status"

finish
