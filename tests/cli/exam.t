# A day by which every card is met once more.
# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

{
	echo front,back
	for i in 1 2 3 4 5 6; do echo "q$i,a$i"; done
} >words.csv
given import words.csv
for day in 02 03 09; do
	now=2026-03-${day}T09:00:00+01:00
	typed "" 4 "" 4 "" 4 "" 4 "" 4 "" 4
	given study
done
before=$(sql "SELECT card_id, due_day, interval_days, ease_centi FROM schedule")
asked=$(sql "SELECT card_id, asked_on_day FROM schedule")
run_ebb exam 2026-03-20 words
expect "an exam" 0 "6 cards are asked once more in the week before; no interval \
changes." ""
is "moves the days on which cards are asked" 1 \
	"$(sql "SELECT min(date(asked_on_day * 86400, 'unixepoch')
		BETWEEN '2026-03-13' AND '2026-03-19') FROM schedule")"
is "and nothing else" "$before" \
	"$(sql "SELECT card_id, due_day, interval_days, ease_centi FROM schedule")"
run_ebb exam
expect "it is listed" 0 "2026-03-20 words" ""
now=2026-03-10T09:00:00+01:00
run_ebb why q1
expect_like "why tells of it" 0 "Not asked today: it is due on 2026-03-24, and \
asked on 2026-03-1* for an absence${nl}  or an exam.*" ""
run_ebb undo
expect "it is a step" 0 "Taken back: exam 2026-03-20 words" ""
is "which leaves all as it was" "$asked" \
	"$(sql "SELECT card_id, asked_on_day FROM schedule")"
given redo
now=2026-03-19T09:00:00+01:00
typed "" 4 "" 4 "" 4 "" 4
given study
run_ebb due --json
is "a card is met once in that week" 2 "$(json '$.due')"
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""
now=2026-03-20T09:00:00+01:00
run_ebb due --json
is "on its day it is over: what it had moved is due when it was" 0 \
	"$(json '$.due')"
run_ebb exam
expect "and it is not listed any more" 0 "" ""
run_ebb undo --list
expect_like "which is no step of its own" 0 "*grade 4 of \"q*" ""
run_ebb check
expect_like "and the schedule is what the log says" 0 "*every schedule*" ""
run_ebb exam 2026-03-20
expect "a day that has come is too late" 2 "" \
	"ebb: an exam is told before its day"
run_ebb exam soon
expect "a day is a day" 2 "" \
	'ebb: "soon" is no day; write it as YYYY-MM-DD'
run_ebb exam 2026-09-01
expect_like "without a deck it is for all" 0 "* asked once more*" ""

finish
