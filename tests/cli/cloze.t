# Notes with deletions: a card for each number.

# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

cat >cloze.tsv <<'EOF'
{{c1::Paris}} is the capital of {{c2::France::country}}
Water boils at {{c1::100}} °C	at sea level
plain	back
a {{c1::row that does not close	x
EOF
run_ebb import cloze.tsv
expect_like "a row with deletions needs no back, and is told when it is wrong" 1 \
	"cloze.tsv → deck cloze
  UTF-8, tab, no header: field 1 (front), field 2 (back)
  + 3 new  ✗ 1 rejected
  line 4: ✗ a cloze deletion has no closing braces" "ebb: cloze.tsv: 1 row*"
run_ebb list
expect_like "each number is a card" 0 \
	"*258*is the capital of France*Paris*259*is the capital of*country*France*514*100*768*plain*" ""
run_ebb list --json
is "as JSON has it too" \
	"[…] is the capital of France = Paris
Paris is the capital of [country] = France
Water boils at […] °C = 100
plain = back" "$(json '$.front' >fronts; json '$.back' >backs
	paste -d '=' fronts backs | sed 's/=/ = /')"
run_ebb show 514
expect_like "the back says more" 0 "*question*[…]*answer*100*remark*at sea level*" ""
typed Paris 4 100 4 back 4
given study
is "siblings wait for another day" "258 514 768" \
	"$(sql "SELECT group_concat(card_id, ' ') FROM schedule")"
run_ebb import cloze.tsv
expect_like "the same file again changes nothing" 1 "*  = 3 same*" "*1 row*"
run_ebb import --cards both cloze.tsv
expect_like "nor do directions, to notes with deletions" 1 \
	"*  ~ 1 changed  = 2 same*" "*1 row*"
given undo
sed -i '/does not/d; s/{{c2::France::country}}/{{c3::France}}/' cloze.tsv
run_ebb import --cards auto cloze.tsv
expect_like "a number that becomes another" 0 "*→ 1 renamed*" ""
is "is another card, and the one that stays keeps its history" \
	"258 1${nl}260 0" "$(sql "SELECT id || ' ' || repetitions FROM v_card
	WHERE id BETWEEN 256 AND 511")"
given undo
is "until it is taken back" "258${nl}259" \
	"$(sql "SELECT id FROM v_card WHERE id BETWEEN 256 AND 511")"
run_ebb export cloze
expect "the text goes out as it came" 0 \
	"front,back,cards
{{c1::Paris}} is the capital of {{c2::France::country}},,
Water boils at {{c1::100}} °C,at sea level,
plain,back,forward" ""
printf 'The {{c1::sun}} rises\nThe {{c1::moon}} sets\n' >single.txt
run_ebb import single.txt
expect_like "a file of nothing but such texts is a deck" 0 "*+ 2 new" ""
run_ebb add -d single 'Made {{c1::here}}' ''
expect_like "one can be added without a back" 0 "Added*" ""
run_ebb add -d single 'Made here' ''
expect "another not" 2 "" "ebb: the back is empty"
run_ebb import --reverse -d ways single.txt
run_ebb check
expect_like "after all that the log and the schedule agree" 0 \
	"*every schedule is what the log says*the file is sound" ""

finish
