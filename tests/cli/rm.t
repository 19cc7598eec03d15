# shellcheck disable=SC2016
. "$(dirname "$0")/tap.sh"

printf 'front,back,cards\ndog,Hund,both\ncat,Katze,\nbird,Vogel,\n' >words.csv
given import words.csv
typed "" 4 "" 4 "" 1 :q
given study
run_ebb rm dog
expect "a note goes with its siblings" 0 "Removed the note of 1 card with its \
siblings; its history stays, and \`ebb undo\`
brings it back." ""
is "and its answers stay in the log" "2 3" "$(sql "SELECT (SELECT count(*)
	FROM v_card), (SELECT count(*) FROM review)" | tr '|' ' ')"
run_ebb show 256
expect_like "it cannot be named any more" 1 "" 'ebb: no card is called "256"*'
run_ebb rm cat cat 768
expect_like "several at once, each once" 0 "Removed the notes of 2 cards*" ""
given undo
is "are one step" 2 "$(sql 'SELECT count(*) FROM v_card')"
run_ebb rm cat nonesuch
expect_like "if one is not there none goes" 1 "" \
	'ebb: no card is called "nonesuch"*'
is "none" 2 "$(sql 'SELECT count(*) FROM v_card')"
run_ebb rm -d words
expect "a whole deck" 0 "Removed the deck words; its history stays, and \`ebb \
undo\` brings it back." ""
run_ebb decks
expect_like "is gone" 0 "Welcome to ebb*" ""
given undo
run_ebb decks --json
is "and back" 2 "$(json '$.cards')"
given rm -d words
run_ebb import words.csv
expect_like "an import brings it back too" 0 "*3 new*" ""
is "with its history" "1 1" "$(sql "SELECT group_concat(repetitions, ' ')
	FROM v_card WHERE id IN (256, 512)")"
run_ebb rm
expect "what?" 2 "" 'ebb: which card? `ebb list` shows their numbers'
run_ebb rm dog -d words
expect "a card and a deck" 2 "" "ebb: name cards or a deck to remove, not both"
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""

finish
