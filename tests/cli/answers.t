# What helps with an answer, and what is learnt from one.
# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back\ndog,Hund\ncat,Katze\ncow,die Kuh\n' >words.csv
given import words.csv

# ---- hints -----------------------------------------------------------------

typed :hint :hint :hint :hint Hund "" :quit
run_ebb study
expect_like "hints show more and more, and cost" 0 "*Q  dog
?  ____
?  H___
?  Hu__
There are no more hints.
✓  Hund
0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · Enter = 2
2 again: *" ""
run_ebb show --json dog
is "and are kept with the answer" "3 2" \
	"$(json '$.history[0].hints') $(json '$.history[0].grade')"

# ---- what counts as right --------------------------------------------------

typed Mieze k "" :quit
run_ebb study
expect_like "what was typed can count as right from now on" 0 "*Q  cat
✗  Katze
0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · Enter = 1
What you typed counts as right for this card from now on.
0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · Enter = 4
4 good: *" ""
run_ebb alias cat
expect "it is an alias of the card" 0 Mieze ""
run_ebb show cat
expect_like "which show tells" 0 "*also        Mieze*" ""
now=2026-03-03T09:00:00+01:00
typed "" 4 mieze! "" :quit
run_ebb study
expect_like "and is right the next time" 0 "*✓  Katze
   right, as you let it count
0 1 2*Enter = 4*" ""
run_ebb alias cat Kätzchen
expect "one can be added" 0 "That counts as right from now on." ""
run_ebb alias cat Kätzchen
expect "once" 0 "That counts as right already." ""
run_ebb undo
expect "as a step" 0 "Taken back: alias Kätzchen" ""
given redo
run_ebb alias --remove cat Kätzchen
expect "and removed" 0 "That does not count as right any more." ""
run_ebb alias --remove cat Kätzchen
expect "once" 1 "" 'ebb: card 512 has no other answer "Kätzchen"; `ebb show 512` lists them'
run_ebb alias --remove cat
expect "by its text" 2 "" "ebb: --remove needs the answer to remove"
run_ebb alias cat ""
expect "an answer is a text" 2 "" "ebb: an answer must be text in UTF-8"
given config --deck words articles de
typed Kuh "" :quit
run_ebb study
expect_like "an article may be left out where the deck says so" 0 \
	"*✓  die Kuh
   right, but for the article
*Enter = 4*" ""
given config --deck words alternatives slash
given add -d words run "laufen / rennen"
typed rennen "" :quit
run_ebb study
expect_like "and one of several answers is enough" 0 \
	"*✓  laufen / rennen
0 1 2*Enter = 4*" ""

# ---- taking one for the other ----------------------------------------------

run_ebb confusions
expect "nothing was taken for another yet" 0 \
	"No answer was ever typed for another card." ""
now=2026-03-20T09:00:00+01:00
typed Katze 1 Hund 1 :quit
run_ebb study
expect_like "the card that was meant is named" 0 \
	'*✗  *   What you typed answers "*' ""
run_ebb confusions
expect_like "and the pair is counted" 0 \
	"times  last        this card  and this one
    1  2026-03-20  dog: Hund  cat: Katze
    1  2026-03-20  dog: Hund  cow: die Kuh" ""

before=$(sql "SELECT card_id, due_day, interval_days FROM schedule")
typed "" 4 "" 4 "" 4 "" 4
run_ebb confusions --drill
is "they are drilled beside each other" "dog cat cow" \
	"$(out | sed -n 's/^Q  //p' | tr '\n' ' ' | sed 's/ $//')"
is "without a change of any date" "$before" \
	"$(sql "SELECT card_id, due_day, interval_days FROM schedule")"

# ---- tags, flags, the card before ------------------------------------------

now=2026-05-20T09:00:00+01:00
typed :flag ":tag pet, animal" :tag "" 4 :previous :flag :flag :quit
run_ebb study
expect_like "a card can be flagged and tagged, and looked back at" 0 "*Flagged.
Tagged.
Which tags? \`:tag verb -noun\` gives one and takes another away.
*4 good: *
A  *
   You gave it 4 good.
Flagged.
No longer flagged.
*" ""
is "which is kept" 1 "$(sql "SELECT count(*) FROM v_card
	WHERE flagged AND tags = 'animal pet'")"
run_ebb undo
expect_like "each as a step" 0 "Taken back: flag *" ""
given flag dog
run_ebb flag dog cow
expect_like "cards can be flagged by name" 0 "Flagged * card*" ""
is "both are" 1 "$(sql "SELECT min(flagged) FROM v_card
	WHERE front IN ('dog', 'cow')")"
run_ebb unflag dog cow
expect "and unflagged" 0 "Took the flags from 2 cards." ""
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""
printf 'front,back\nowl,Eule\n' >birds.csv
given import birds.csv
cat >editor <<'EOF'
#!/bin/sh
sed 's/Eule/Kauz/' "$1" >"$1.new" && cat "$1.new" >"$1"
EOF
chmod +x editor
run EDITOR="$PWD/editor" "$EBB" edit owl
printf 'front,back\nowl,Uhu\n' >birds.csv
run_ebb import birds.csv
typed ":tag bird" :quit
given study owl
run_ebb conflicts --json
is "a tag settles no conflict with the file" "Kauz" "$(json '$.parts[0].here')"
is "and is kept" bird "$(sql "SELECT tags FROM v_card WHERE front = 'owl'")"
typed wrong H q
run_ebb study
expect_like "what has no place where it is asked for says so" 0 "*✗  *
That is for the question.
*" ""
typed :keep "" 4
run_ebb study
expect_like "and :keep at a question" 0 "*That is for the grade.
*" ""

finish
