# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back,example,tags\ndog,Hund,"The dog
barks.",animal pet\ncat,Katze,,\n' >words.csv
given import words.csv
uid=$(sql "SELECT uid FROM v_card WHERE id = 256")
run_ebb show 256
expect "a card that was never asked" 0 "card        256  $uid
deck        words
question    dog
answer      Hund
example     The dog
            barks.
tags        animal pet
schedule    new, never asked" ""
typed Hnud "" "" 1 "" 3 "" 4
given study
run_ebb show cat
expect_like "its schedule and its whole history" 0 "card        512*
schedule    due 2026-03-03, interval 1 d, repetition 0, ease factor 2.50, lapses
            0
intervals   █  1

step  answered          kind   grade    recall  typed
   3  2026-03-02 09:00  rate   1 again     0 s
   4  2026-03-02 09:00  drill  3 hard      0 s
   5  2026-03-02 09:00  drill  4 good      0 s" ""
given undo
run_ebb show cat
expect_like "what was taken back is shown as that" 0 \
	"*2026-03-02 09:00  taken back  4 good *" ""
run_ebb show --json dog
expect_like "the JSON has the history" 0 \
	"*\"leech\":false,\"expected_recall\":1.0,\"intervals\":\[1\],\"aliases\":\[\],\"history\":\[{\"id\":2,*\"kind\":\"rate\",\"grade\":4,\
\"suggested_grade\":4,\"typed\":\"Hnud\",\"hints\":0,\"recall_ms\":0,\
\"check_ms\":0,*\"live\":true,\"amends\":null}\]}" ""
for name in "#256" "$uid" "$(echo "$uid" | cut -c1-32).0" DOG; do
	run_ebb show "$name"
	expect_like "a card can be named $name" 0 "card        256 *" ""
done
run_ebb show "$(echo "$uid" | cut -c1-8)"
expect_like "a uid that is too short names two" 2 "" \
	"ebb: \"*\" is 2 cards; name one by its number: 256 512"
given add dog Köter
run_ebb show dog
expect "so does a question that stands twice" 2 "" \
	'ebb: "dog" is 2 cards; name one by its number: 256 768'
run_ebb show 99999999999999999999999999
expect_like "a number beyond all numbers" 1 "" "ebb: no card is called \"9999*"
given config leech_threshold 1
now=2026-03-03T09:00:00+01:00
typed "" 0 "" 0 :q
given study
run_ebb show 256
expect_like "a leech is called one" 0 "*leech       forgotten again and again*" ""

# Intervals grow, and begin again after a lapse.
given config leech_threshold 8
given add -d one up down
for day in 04:4 05:4 11:4 26:0 27:4; do
	now=2026-03-${day%:*}T09:00:00+01:00
	typed "" "${day#*:}" "" 4 :q
	given study one
done
run_ebb show up
expect_like "the intervals of a card, a lapse among them" 0 \
	"*intervals   ▂▆█▂▂  1 → 6 → 15 × 1 → 1
expected    100% recall today
*" ""
now=2026-03-30T09:00:00+02:00
run_ebb --plain show up
expect_like "and what is left when it is late" 0 \
	"*intervals   1 → 6 → 15 × 1 → 1
expected    73% recall today
*" ""
run_ebb show --json up
is "both in JSON" "[1,6,15,1,1] 0.729" \
	"$(json '$.intervals') $(json '$.expected_recall' | cut -c1-5)"

printf 'front,back\ndeadbeef,hex\n20240101,a day\n' >hex.csv
given import hex.csv
for question in deadbeef 20240101; do
	run_ebb show $question
	expect_like "$question is a question where it is no uid" 0 \
		"*question    $question*" ""
done
run_ebb show deadbee1
expect "a uid that is none may be a question that was meant" 1 "" \
	'ebb: no card is called "deadbee1"; did you mean "deadbeef"?'

finish
