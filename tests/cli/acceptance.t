# What broke in other trainers, and must not here; each test is named after it.
# shellcheck disable=SC2016,SC2034,SC2086
. "$(dirname "$0")/tap.sh"

deck() {
	{
		echo front,back
		for i in $(seq "$1"); do echo "q$i,a$i"; done
	} >deck.csv
	given import deck.csv
}

# ---- undo ------------------------------------------------------------------

deck 2
typed "" 5 "" 1
given study
now=2026-03-03T09:00:00+01:00
run_ebb undo
expect "undo works after a restart and after the rollover" 0 \
	'Taken back: grade 1 of "q2"' ""
is "and leaves a trace: the answer stays in the log, and what took it back" \
	"2 1" "$(sql "SELECT (SELECT count(*) FROM review),
		(SELECT count(*) FROM retraction)" | tr '|' ' ')"

# ---- days ------------------------------------------------------------------

rm -rf "$HOME/.local"
deck 1
given config backups off
days=
for day in 01 02 03 04 05 06 07 08 09 10 11 12 13 14; do
	now=2026-05-${day}T23:30:00+02:00
	typed "" 1 "" 4
	given study
	days="$days $(sql "SELECT date(max(due_day) * 86400, 'unixepoch')
		FROM schedule" | cut -c 9-)"
done
is "a card studied at 23:30 each day never creeps to the next" \
	" 02 03 04 05 06 07 08 09 10 11 12 13 14 15" "$days"
now=2026-05-15T03:59:00+02:00
run_ebb due --json
is "it is not due a minute before its study day" 0 "$(json '$.due')"
now=2026-05-15T04:00:00+02:00
run_ebb due --json
is "and is due from its first minute" 1 "$(json '$.due')"

# Each day before noon, where the learner is: Tokyo, then Los Angeles; and over
# both nights on which clocks change there.
rm -rf "$HOME/.local"
deck 1
for now in 2026-03-05T09:00:00+09:00 2026-03-06T09:00:00+09:00 \
	2026-03-07T09:00:00-08:00 2026-03-08T09:00:00-07:00 \
	2026-03-09T09:00:00-07:00; do
	typed "" 1 "" 4
	given study
done
run_ebb stats --json
is "from Tokyo to Los Angeles and over a change of clocks a streak is five \
days" 5 "$(json '$.today[0].streak')"
past=$(sql "SELECT study_date, count(*) FROM v_review GROUP BY 1")
now=2026-03-09T20:00:00+13:00
run_ebb stats --json
is "and past days stay what they were, wherever one looks from" "5 $past" \
	"$(json '$.today[0].longest_streak') \
$(sql "SELECT study_date, count(*) FROM v_review GROUP BY 1")"
for now in 2026-10-31T09:00:00-07:00 2026-11-01T09:00:00-08:00 \
	2026-11-02T09:00:00-08:00; do
	typed "" 1 "" 4
	given study
done
run_ebb stats --json
is "so is the one over the other change" 3 "$(json '$.today[0].streak')"

rm -rf "$HOME/.local"
deck 3
for day in 02 03; do
	now=2026-03-${day}T09:00:00+01:00
	typed "" 4 "" 4 "" 4
	given study
done
run_ebb stats --json
is "the streak is the days with an answer, though all cards were asked again \
on the last" 2 "$(json '$.today[0].streak')"

# ---- interruptions ---------------------------------------------------------

rm -rf "$HOME/.local"
deck 5
(
	ulimit -f 16
	typed "" 4 "" 4
	run_ebb study
	echo "$status" >"$work/run/status"
) 2>/dev/null
is "a disk that fills in the middle of a session ends it" 1 \
	"$(cat "$work/run/status")"
like "is told" "ebb: *could not be*" "$(err)"
is "and the answer is not claimed to be saved" 0 \
	"$(out | grep -c "4 good: in")"
is "nor is it" 0 "$(sql "SELECT count(*) FROM review")"
typed "" 4
given study
before=$(sql .dump)
mkfifo "$work/rows"
exec_ebb import --yes -d more - <"$work/rows" >"$work/run/out" 2>&1 &
import=$!
exec 3>"$work/rows"
{
	echo front,back
	seq 3000 | sed 's/.*/front &,back &/'
} >&3
kill -9 $import
wait $import 2>/dev/null
exec 3>&-
is "a kill in the middle of an import leaves the file as it was" "$before" \
	"$(sql .dump)"

mkdir old
sqlite3 old/ebb.db <"$tests/data/version-2.sql"
sqlite3 old/ebb.db "CREATE TABLE alias (in_the_way)"
log=$(sqlite3 old/ebb.db "SELECT * FROM review ORDER BY id")
run_ebb --db old/ebb.db list
expect_like "an upgrade that fails half-way is told" 1 "" "ebb: *alias*"
is "and the file is sound, with every answer" "ok $log" \
	"$(sqlite3 old/ebb.db "PRAGMA integrity_check") \
$(sqlite3 old/ebb.db "SELECT id, uid, card_id, answered_at_ms, utc_offset_min,
	study_day, kind, grade, suggested_grade, typed, hints, recall_ms,
	check_ms, device FROM review ORDER BY id")"
sqlite3 old/ebb.db "DROP TABLE alias"
run_ebb --db old/ebb.db check
expect_like "and the upgrade goes on from there" 0 "*the file is sound" ""

finish
