# The search language, in the commands that take it.
# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

cat >words.csv <<'EOF'
front,back,tags,cards
dog,Hund,animal pet,both
cat,Katze,animal pet,
go,gehen,verb,
be,sein,verb::irregular,
EOF
given import words.csv
printf 'front,back\nuno,one\n' >spanish.csv
given import -d "my spanish" spanish.csv
typed "" 1 "" 5 "" 4 "" 4 :q
given study words
given suspend Hund
given flag cat
now=2026-03-03T09:00:00+01:00

# finds SEARCH FRONT...: it chooses exactly these questions.
finds() {
	_search=$1
	shift
	run_ebb list --json -- "$_search"
	is "$_search" "$*" "$(json '$.front' | tr '\n' ' ' | sed 's/ $//')"
}

finds tag:verb go
finds "tag:verb*" go be
finds "TAG:VERB"
finds "tag:PET -Hund -hund"  cat
finds "deck:my*" uno
finds "-deck:words" uno
finds is:suspended Hund
finds is:flagged cat
finds "is:new -is:suspended" uno
finds is:learning dog
finds is:young cat go be
finds is:mature
finds "is:due -tag:verb*" dog cat
finds "ease>2.5" cat
finds "ease<=2.5 is:young" go be
finds "interval=1 -is:young" dog
finds "due<=0 katze" cat
finds "due=2026-03-03 -tag:pet" go be
finds "lapses>0"
finds "graded:2:1" dog
finds "graded:1"
finds "added:1"
finds "added:2 uno" uno
finds "(dog or uno) -hund" uno
finds "katze or sein" cat be
finds "is:drill"
finds "is:buried"
finds "is:leech"
finds "repetitions>=1 tag:verb" go
finds "tag:[verb]"
run_ebb list "is:dew"
expect "what makes no sense is refused" 2 "" "ebb: the search makes no sense \
at column 1: is: knows due, new, learning, young, mature, drill, suspended, \
buried, flagged and leech"
run_ebb list -d words is:young verb
expect_like "words stand beside each other" 0 "*go*be*" ""

# ---- in other commands -----------------------------------------------------

run_ebb suspend --search tag:pet
expect "suspend" 0 "Suspended 2 cards." ""
run_ebb undo
expect "is one step" 0 "Taken back: suspend dog and 1 more" ""
run_ebb unsuspend --search is:suspended
expect "unsuspend" 0 "1 card is asked again." ""
run_ebb suspend --search zebra
expect "nothing found is an error where something is to be done" 1 "" \
	'ebb: no card contains "zebra"'
run_ebb suspend --search tag:pet dog
expect "cards are named or searched for" 2 "" \
	"ebb: name cards or search for them, not both"
run_ebb suspend
expect "one of both it must be" 2 "" \
	'ebb: which card? `ebb list` shows their numbers'
run_ebb flag -s tag:verb
expect "flag" 0 "Flagged 1 card." ""
run_ebb export words --search tag:pet
expect "export writes the notes of the cards" 0 "front,back,tags,cards
dog,Hund,animal pet,both
cat,Katze,animal pet,forward" ""

finish
