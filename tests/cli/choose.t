# Which cards a session asks: searches, budgets, practice, ahead, new.
# shellcheck disable=SC2016,SC2034,SC2046
. "$(dirname "$0")/tap.sh"

{
	echo front,back,tags,cards
	for i in 1 2 3 4 5 6 7 8; do
		echo "q$i,a$i,t$((i % 2)),"
	done
	echo "both ways,a9,t9,both"
} >words.csv
given import words.csv

# asked: the questions of the last run, in their order.
asked() {
	out | sed -n 's/^Q  //p' | tr '\n' ' ' | sed 's/ $//'
}

# ---- searches --------------------------------------------------------------

typed "" 4 "" 4 "" 4 "" 4
run_ebb study tag:t1
is "a search chooses what is asked" "q1 q3 q5 q7" "$(asked)"
typed "" 1 "" 4
run_ebb study q2
is "a word chooses, and the drill of its cards" "q2 q2" "$(asked)"
given flag a9
typed "" 4
run_ebb study is:flagged
is "a sibling that was not chosen keeps none back" "a9" "$(asked)"
run_ebb study nonesuch
expect "a lone word that finds nothing was meant for a deck" 1 "" \
	'ebb: there is no deck "nonesuch"; `ebb decks` lists them'
run_ebb study "is:dew"
expect_like "nonsense is refused" 2 "" "ebb: the search makes no sense at *"
typed :quit
run_ebb study words
expect_like "a deck is chosen by its name" 0 "*1/3 · words*" ""

# ---- new cards and days to come --------------------------------------------

given config new_per_day 6
typed "" 4
run_ebb study
expect_like "no new card beyond the setting, which the end tells" 0 \
	"*Nothing is left for today.*4 new cards wait for other days: new_per_day \
is 6; \`ebb study --new 10\`*" ""
is "was asked" "" "$(asked)"
typed "" 4
run_ebb study --new 1
is "but for those asked for" "q4" "$(asked)"
run_ebb study --new many
expect "which is a number" 2 "" \
	'ebb: --new takes a number from 0 to 9999, not "many"'
typed "" 4
run_ebb study --ahead 1 q1
is "what is due tomorrow is asked today if wished" "" "$(asked)"
now=2026-03-03T09:00:00+01:00
typed "" 4
run_ebb study q1
now=2026-03-04T09:00:00+01:00
run_ebb study q1
is "q1 is due in five days" "" "$(asked)"
run_ebb study --ahead 4 q1
is "and not in four" "" "$(asked)"
typed "" 4
run_ebb study --ahead 5 q1
is "but in five" "q1" "$(asked)"
run_ebb show --json q1
is "its interval follows from the day it was asked" "2026-03-19" "$(json '$.due')"

# ---- practice --------------------------------------------------------------

before=$(sql "SELECT * FROM schedule
	WHERE ratings ORDER BY card_id" | cut -d'|' -f 1-12)
typed "" 4 "" 1 "" 5 "" 3 "" 4 "" 2 "" 4 "" 4
run_ebb study --cram "tag:t1 or tag:t0"
expect_like "practice says what it is" 0 "*1/8 · words · practice*
0 1 2 3 once more · 4 5 done · Enter = 4
4 good: done; no date changes*1 again: once more; no date changes*" ""
is "every card once, and then again what was not done" 12 "$(
	typed $(for i in 1 2 3 4 5 6 7 8; do echo "- 1"; done) "" 4 "" 4 "" 4
	run_ebb study -c "tag:t1 or tag:t0"
	asked | wc -w | tr -d ' ')"
is "cramming changes no schedule" "$before" \
	"$(sql "SELECT * FROM schedule
	WHERE ratings ORDER BY card_id" | cut -d'|' -f 1-12)"
is "and every answer is kept" "19" \
	"$(sql "SELECT count(*) FROM review WHERE kind = 'cram'")"
given undo
is "as a step to take back" "18" \
	"$(sql "SELECT sum(live) FROM v_review WHERE kind = 'cram'")"
run_ebb check
expect_like "the log replays to the same" 0 "*every schedule*" ""
typed "" 4 "" 4 "" 4
run_ebb study --cram 2
is "a number of cards is enough" 2 "$(asked | wc -w | tr -d ' ')"

typed "" 1 "" 1 "" 1 "" 1 "" 1 :quit
run_ebb study --cram "q1 or q2 or q3"
is "what was not done comes again from the one longest not asked" 3 \
	"$(out | sed -n 's/^Q  //p' | sed -n 4,6p | sort -u | wc -l | tr -d ' ')"
typed :suspend :bury "" 4
run_ebb study --cram "q1 or q2 or q3"
is "what was put aside does not come again" 3 "$(asked | wc -w | tr -d ' ')"
given undo
given undo
given undo
typed :why :quit
run_ebb study --cram q1
expect_like "why says that practice was wished for" 0 \
	"*Asked now because you chose it.*" ""
typed "" 4 "" 4 "" 4 "" 4 "" 4 "" 4 "" 4 "" 4 "" 4 "" 4 "" 4
run_ebb study --cram 1m
is "minutes limit practice, too" 6 "$(out | grep -c '^Q  ')"
given add -d lonely x y
given rm x
run_ebb study --cram lonely
expect_like "where there is nothing to practise nothing is asked" 0 \
	"There is no card." ""

# ---- budgets ---------------------------------------------------------------

now=2026-03-12T09:00:00+01:00
given config new_per_day 0
typed "" 4 "" 4 "" 4
run_ebb study 3
expect_like "a budget promises first, and ends with what it leaves" 0 \
	"6 due, 0 new, about 1 min; these 3 now, the rest on 1 other day.
*
The latest of what is left is *% of its interval late." ""
is "and keeps to it" 3 "$(asked | wc -w | tr -d ' ')"
typed "" 4 "" 4 "" 4 "" 4 "" 4 "" 4
run_ebb study 10m
expect_like "minutes are a budget too" 0 "3 due, 0 new, about 1 min; all of \
them now.
*Safe to stop: nothing is due." ""
is "in which all fits here" 3 "$(asked | wc -w | tr -d ' ')"
rm -rf "$HOME/.local"
now=2026-03-12T09:00:00+01:00
# 30 due today and 8 on each of the next three days: at ten a day 20 are left,
# then 18, 16, 14 and, with nothing more, 4 and 0.
awk 'BEGIN { print "front,back,due,interval"
	for (i = 0; i < 54; i++)
		printf "q%d,a,2026-03-%d,10\n", i,
			i < 30 ? 12 : 13 + int((i - 30) / 8) }' >load.csv
given import load.csv
given config new_per_day 0
typed :quit
run_ebb study 10
expect_like "the rest is promised with what comes due meanwhile" 0 \
	"30 due, 0 new, about 5 min; these 10 now, the rest over 5 days.*" ""
typed :quit
run_ebb study 7
expect_like "which takes more days with fewer cards a day" 0 \
	"*; these 7 now, the rest over 7 days.*" ""
given confusions --drill

# What waits longest is 1 day of 100 late, and behind 5,000 of that kind wait
# ten of an interval of 1: nobody looked at those.
rm -rf "$HOME/.local"
now=2026-03-12T09:00:00+01:00
awk 'BEGIN { print "front,back,due,interval"
	for (i = 0; i < 5010; i++)
		printf "q%d,a,2026-03-%d,%d\n", i, i < 5000 ? 11 : 12,
			i < 5000 ? 100 : 1 }' >pile.csv
given import pile.csv
typed :quit
run_ebb study
is "of a pile too high to look through nothing is called safe" 0 \
	"$(out | grep -c Safe)"
like "but what is left of it is told" "*Left for today: 5010 due*" "$(out)"

finish
