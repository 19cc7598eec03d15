# What days to come would look like.
# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

# row PATH: what a JSON path holds in the last run's output, "null" for null.
row() {
	sqlite3 -batch -noheader :memory: "SELECT coalesce(json_extract(
		CAST(readfile('$work/run/out') AS TEXT), '$1'), 'null')"
}

# days EXPRESSION: of the days in the last run's output.
days() {
	sqlite3 -batch -noheader :memory: "SELECT $1 FROM json_each(CAST(
		readfile('$work/run/out') AS TEXT), '\$.days')"
}

run_ebb simulate
expect "without cards there is nothing to tell" 0 "There is no card." ""
run_ebb simulate --json --days 2
is "in JSON noughts" "2 0 0 null" "$(days "count(*)") $(days "sum(value ->>
	'answers')") $(row '$.summary[0].learned') $(row '$.summary[0].most_day')"

awk 'BEGIN { print "front,back,tags"; for (i = 1; i <= 30; i++)
	print "q" i ",a" i "," (i > 20 ? "late" : "early") }' >one.csv
printf 'front,back,cards\nx,y,both\n' >two.csv
given import one.csv two.csv
files() {
	cksum "$db"* | sort
	sql .dump | cksum
}
before=$(files)

# ---- for people ------------------------------------------------------------

run_ebb simulate --days 3 --new 10
expect_like "the report for people" 0 "Days to come
*█*
*0 ┬────
*03-02
minutes *  most *
new     █ █ █  most 10

new a day  answers  min a day  peak  peak day    learned  mature  recalled
       10  *
       20  *
10 new a day: * min at the peak, * on average; with your 20: * and *.
Means of 20 runs.*" ""
holds "it fits 80 columns" test "$(out | wc -L)" -le 80
run_ebb simulate --days 90 --new 5
holds "and a quarter fits 24 lines with a comparison" \
	test "$(out | wc -l)" -lt 24
for span in 1 14 15 98 99 420 421 1274 3650; do
	run_ebb simulate --days $span
	holds "so do $span days" test "$(out | wc -l)" -lt 24
done
run COLUMNS=40 "$EBB" simulate --new 5 --reviews 3
holds "it fits 40 columns" test "$(out | wc -L)" -le 40
like "with the columns" "*█*┬*03-02*" "$(out)"
run_ebb simulate --ascii
is "ASCII when asked for" "" "$(out | LC_ALL=C grep '[^ -~]')"
like "with columns, too" "*#*+*03-02*" "$(out)"
run_ebb --plain simulate
is "and when plain" "" "$(out | LC_ALL=C grep '[^ -~]')"
run_ebb simulate --new 20
holds "what is set already is not compared with itself" \
	sh -c '! grep "with your" "$1"' sh "$work/run/out"
run_ebb simulate --days 60 --reviews 2
expect_like "a limit of reviews shows what waits" 0 "*${nl}waiting *
*With the limit asked for: * min at the peak, * on average; as you have set it: *" ""
run LANGUAGE=zh_CN "$EBB" simulate --new 5
expect_like "in Chinese" 0 "今后的日子
*${nl}分钟 *${nl}新卡 *
*每天新卡 5 张：*分钟*20*20 次*90%*" ""

# ---- for programs ----------------------------------------------------------

run_ebb simulate --json
is "a day a row, from today" "90 2026-03-02 2026-05-30" \
	"$(days "count(*) || ' ' || min(value ->> 'day') || ' ' ||
	max(value ->> 'day')")"
is "every new card is learned, and the report says when" "32 32 0" \
	"$(days "sum(value ->> 'new')") $(row '$.summary[0].learned') $(row \
	'$.summary[0].unseen')"
is "siblings on different days" "20 11 0 1" "$(row '$.days[0].new') $(row \
	'$.days[1].new') $(row '$.days[2].new') $(row '$.days[3].new')"
holds "the days are those that the sum is of" test "$(days "abs(sum(value ->>
	'answers') - $(row '$.summary[0].answers')) <= 45")" = 1
is "no run is out of the range" 1 "$(days "min(value ->> 'ms_low' <=
	value ->> 'ms' AND value ->> 'ms' <= value ->> 'ms_high')")"
is "the heaviest day is one of them" "$(row '$.summary[0].most_ms')" \
	"$(days "max(value ->> 'ms')")"
is "nothing was answered yet" "0 null null 20" "$(row '$.basis[0].answers') \
$(row '$.basis[0].since') $(row '$.basis[0].again_share') $(row \
	'$.basis[0].runs')"
cp "$work/run/out" first.json
run_ebb simulate --json
is "the same seed tells the same" "$(cat first.json)" "$(out)"
run EBB_SEED=2 "$EBB" simulate --json
holds "another one does not" test "$(cat first.json)" != "$(out)"
run_ebb simulate --json --new 3 --reviews 4 --days 40
is "limits hold" "3 1" "$(days "max(value ->> 'new')") $(days \
	"max(value ->> 'asked') <= 4")"
is "what is set is the second row" "3 4 20 0" "$(row \
	'$.summary[0].new_per_day') $(row '$.summary[0].reviews_per_day') $(row \
	'$.summary[1].new_per_day') $(row '$.summary[1].reviews_per_day')"
run_ebb simulate --csv --days 2 one
expect_like "the days as CSV" 0 "day,answers,ms,new,waiting,ms_low,ms_high,\
asked,recalled
2026-03-02,*,*,20,0,*,*,0,0
2026-03-03,*" ""
run_ebb simulate --json one
is "of a deck" "one null 30" "$(row '$.deck') $(row '$.search') $(row \
	'$.summary[0].learned')"
run_ebb simulate --json tag:late
is "of a search" "null tag:late 10" "$(row '$.deck') $(row '$.search') $(row \
	'$.summary[0].learned')"
run_ebb simulate --json one -s tag:early
is "of both" "one tag:early 20" "$(row '$.deck') $(row '$.search') $(row \
	'$.summary[0].learned')"

# ---- refused ---------------------------------------------------------------

for wrong in "new 10000 0 9999" "new -1 0 9999" "new many 0 9999" \
	"days 0 1 3650" "days 3651 1 3650" "days 3x 1 3650" \
	"reviews 100000 0 99999"; do
	# shellcheck disable=SC2086
	set -- $wrong
	run_ebb simulate "--$1" "$2"
	expect "--$1 $2" 2 "" \
		"ebb: --$1 takes a number from $3 to $4, not \"$2\""
done
run_ebb simulate --new ''
expect "nor is nothing a number" 2 "" \
	'ebb: --new takes a number from 0 to 9999, not ""'
run_ebb simulate zebra
expect "a deck that is none" 1 "" \
	'ebb: there is no deck "zebra"; `ebb decks` lists them'
run_ebb simulate -s zebra
expect "a search that finds nothing" 1 "" 'ebb: no card is found by "zebra"'
run_ebb simulate zebra -s tag:early
expect "a deck that is none, with a search" 1 "" \
	'ebb: there is no deck "zebra"; `ebb decks` lists them'
is "no byte of the database was changed by any of it" "$before" "$(files)"

# ---- from answers ----------------------------------------------------------

awk 'BEGIN { for (i = 1; i <= 20; i++) print "\n" (i <= 15 ? 1 : 4)
	for (i = 1; i <= 15; i++) print "\n4" }' >"$work/run/in"
given study one
given suspend q1 q2 q3
now=2026-03-02T20:00:00+01:00
before=$(files)
run_ebb simulate --json
is "it goes by the answers" "35 2026-03-02 0.25" "$(row '$.basis[0].answers') \
$(row '$.basis[0].since') $(row '$.basis[0].new_share')"
is "today is what is left of it" "0 0" "$(row '$.days[0].answers') $(row \
	'$.days[0].new')"
is "suspended cards are left out" 12 "$(row '$.summary[0].learned')"
holds "what was failed comes tomorrow" test "$(row '$.days[1].answers')" -ge 17
run_ebb simulate
expect_like "and says so" 0 "*by your 35 answers since?2026-03-02; *" ""
run_ebb simulate two
expect_like "of a deck of which there are none, by all" 0 \
	"*by your 0 answers to?these cards; where *all your 35*" ""
now=2026-03-03T09:00:00+01:00
given config reviews_per_day 5
typed "" 4 "" 4 :q
given study one
run_ebb simulate --json --new 0 one
is "what was done today counts for the limit" 12 "$(row '$.days[0].waiting')"
given config --default reviews_per_day
given away 2026-03-10 2026-03-16
run_ebb simulate --json --new 0
is "an absence is kept" "0 1" "$(days "sum(value ->> 'asked') FILTER (WHERE
	value ->> 'day' BETWEEN '2026-03-10' AND '2026-03-16')") $(days \
	"sum(value ->> 'asked') > 0")"
given config max_interval 1
run_ebb simulate --json --new 0 --days 6
holds "and so is the longest interval" test "$(row '$.days[5].answers')" -ge 17
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""

for column in grade interval_from; do
	for value in 100000000 -1 9223372036854775807; do
		cp "$db" bad.db
		sqlite3 bad.db "UPDATE OR REPLACE rollup
			SET $column = $value WHERE span = 'day'"
		run_ebb --db bad.db simulate
		expect_like "nobody answers with $column $value" 1 "" \
			"ebb: bad.db is damaged*"
	done
done
run_ebb --db bad.db check --repair
expect_like "and what was counted so is counted again" 0 "*repaired*" ""
run_ebb --db bad.db simulate
is "to be what it was" 0 "$status"
finish
