# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

# What clocks do: they go back, run ahead, change twice a year, travel, and
# reach 2038.

# anew WORD...: a database with a card a word and nothing else.
anew() {
	rm -rf "$HOME/.local"
	{
		echo front,back
		for word in "$@"; do echo "$word,$word"; done
	} >deck.csv
	given import deck.csv
	given config backups off
}

# at TIME GRADE...: a session then, a grade a card.
at() {
	now=$1
	shift
	for grade in "$@"; do printf '\n%s\n' "$grade"; done >"$work/run/in"
	given study
}

due() {
	sql "SELECT group_concat(front || ' ' || due, ', ') FROM
		(SELECT front, due FROM v_card ORDER BY id)"
}

# Each card's answers in the order in which they were given.
ordered() {
	sql "SELECT count(*) FROM review AS a JOIN review AS b USING (card_id)
		WHERE a.id < b.id AND a.answered_at_ms >= b.answered_at_ms"
}

checks() {
	run_ebb check
	expect_like "$1: the log replays to the same" 0 \
		"*every schedule is what the log says*" ""
}

# ---- back ------------------------------------------------------------------

anew dog
at 2026-03-02T09:00:00+01:00 1
at 2026-03-02T08:30:00+01:00 4
is "a clock that went back half an hour: the drill still comes after" \
	"rate drill 0" "$(sql "SELECT group_concat(kind, ' ') FROM
	(SELECT kind FROM review ORDER BY answered_at_ms)") $(ordered)"
is "and no time is negative" 0 "$(sql "SELECT count(*) FROM review
	WHERE recall_ms < 0 OR check_ms < 0")"
now=2026-02-20T08:30:00+01:00
typed "" 5
run_ebb study --trust-clock
at 2026-03-03T09:00:00+01:00 4
is "days back, if one says so: still in order" 0 "$(ordered)"
checks "a clock that went back"

# ---- a year ahead, and back ------------------------------------------------

anew dog cat
at 2026-03-02T09:00:00+01:00 4 4
before=$(due)
at 2027-03-02T09:00:00+01:00 4 5
is "with the clock a year ahead cards go a year ahead" \
	"dog 2027-03-08, cat 2027-03-08" "$(due)"
now=2026-03-03T09:00:00+01:00
run_ebb study
expect "when it is right again that is noticed" 1 "" "ebb: the clock is 8736 \
hours behind your newest answer; set it right, take answers of a wrong clock \
back with \`ebb undo\`, or study all the same with --trust-clock"
given undo
given undo
is "and taking back what it did brings the cards back" "$before" "$(due)"
at 2026-03-03T09:00:00+01:00 4 4
is "to be studied as if nothing had been" "dog 2026-03-09, cat 2026-03-09 0" \
	"$(due) $(ordered)"
checks "a year ahead"

# ---- summer and winter -----------------------------------------------------

anew dog
at 2026-03-28T23:30:00+01:00 4
at 2026-03-29T04:00:00+02:00 4
is "over the change to summer time a day is a day" "dog 2026-04-04" "$(due)"
anew dog
at 2026-10-24T23:30:00+02:00 4
now=2026-10-25T03:59:00+01:00
run_ebb study
expect_like "and over the other: not before the rollover" 0 \
	"*Nothing is left for today*" ""
at 2026-10-25T04:00:00+01:00 4
is "but with it" "dog 2026-10-31" "$(due)"
# 02:30 comes twice that night; the second answer has the earlier wall clock.
anew dog
at 2026-10-25T02:50:00+02:00 1
at 2026-10-25T02:10:00+01:00 4
is "the hour that comes twice is in order" "rate drill 0" "$(sql "SELECT
	group_concat(kind, ' ') FROM (SELECT kind FROM review
	ORDER BY answered_at_ms)") $(ordered)"

# ---- travel ----------------------------------------------------------------

anew dog cat
at 2026-03-02T22:00:00+09:00 4 4
now=2026-03-02T08:00:00-08:00
run_ebb study
expect_like "landed on the same day again nothing is asked twice" 0 \
	"*Nothing is left for today*" ""
at 2026-03-03T08:00:00-08:00 4 4
is "and the next day is the next day" "dog 2026-03-09, cat 2026-03-09" "$(due)"
# West over the date line to a day that is a day earlier.
anew dog
at 2026-03-04T00:30:00+14:00 4
at 2026-03-04T09:00:00+14:00 4
now=2026-03-03T09:30:00-11:00
run_ebb study
expect_like "over the date line nothing is due before its day" 0 \
	"*Nothing is left for today*" ""
at 2026-03-10T09:00:00-11:00 4
is "and it is on that day" "2026-03-10 0" "$(sql "SELECT max(study_date) FROM
	v_review") $(ordered)"
checks "travel"

# ---- another rollover ------------------------------------------------------

anew dog
at 2026-03-03T02:00:00+01:00 4
is "at two at night it is yesterday" "2026-03-02 dog 2026-03-03" \
	"$(sql 'SELECT study_date FROM v_review') $(due)"
given config rollover 00:00
is "past answers keep their day when the rollover moves" \
	"2026-03-02 dog 2026-03-03" \
	"$(sql 'SELECT study_date FROM v_review') $(due)"
at 2026-03-03T02:10:00+01:00 4
is "and the new one holds at once" "2026-03-03 dog 2026-03-09" \
	"$(sql 'SELECT max(study_date) FROM v_review') $(due)"
given config rollover 12:00
at 2026-03-09T11:59:00+01:00
is "also when it is noon: the 9th has not begun" 2 \
	"$(sql 'SELECT count(*) FROM review')"
at 2026-03-09T12:00:00+01:00 4
is "and then it has" 3 "$(sql 'SELECT count(*) FROM review')"
checks "another rollover"

# ---- dates -----------------------------------------------------------------

anew dog
at 2028-02-28T09:00:00+00:00 4
is "a leap day is a day" "dog 2028-02-29" "$(due)"
at 2028-02-29T09:00:00+00:00 4
is "and the next month begins after it" "dog 2028-03-06" "$(due)"
anew dog
at 2038-01-18T23:00:00+00:00 4
at 2038-01-19T09:00:00+00:00 4
is "2038-01-19 comes and goes" "dog 2038-01-25 2038-01-19 09:00:00" \
	"$(due) $(sql "SELECT max(answered_at) FROM v_review")"
anew dog
at 2100-02-28T09:00:00+00:00 4
is "2100 is no leap year" "dog 2100-03-01" "$(due)"
at 2106-02-07T09:00:00+00:00 4
is "and seconds have more than 32 bits" "2106-02-07 09:00:00" \
	"$(sql "SELECT max(answered_at) FROM v_review")"
checks "dates"

# ---- far -------------------------------------------------------------------

anew dog
at 2026-01-01T09:00:00+00:00 5
for year in 2027 2028 2030 2040 2060 2090; do
	at $year-06-01T09:00:00+00:00 5
done
is "an answer ever so late, time and again, keeps its card within the longest \
interval" 1 "$(sql "SELECT due_day - last_day BETWEEN 1 AND 36500
	FROM schedule")"
given config max_interval 100
is "and with a shorter one it comes back" "dog 2090-09-09" "$(due)"
checks "far"

finish
