# Statistics of the cards that a search chooses, and of grades as pressed.
# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back,tags\ndog,Hund,pet\ncat,Katze,pet\ncow,Kuh,farm\n' >words.csv
given import words.csv
typed "" 4 "" 1 "" 5 "" 4
given study
now=2026-03-03T09:00:00+01:00
typed "" 4 "" 4 "" 3 "" 4
given study

# counts ARG...: cards, answers, the grades 1, 3, 4 and 5, and what is due.
counts() {
	run_ebb stats --json "$@"
	echo "$(json '$.cards.all') $(json '$.answers')" \
		"$(json '$.grades[1]') $(json '$.grades[3]')" \
		"$(json '$.grades[4]') $(json '$.grades[5]')" \
		"$(json '$.hardest[0].front')"
}

is "of all" "3 8 1 1 3 1 cat" "$(counts)"
is "of a tag" "2 5 1 0 3 0 cat" "$(counts --search tag:pet)"
is "of one card" "1 3 0 1 0 1 " "$(counts -s cow)"
is "of none" "0 0 0 0 0 0 " "$(counts -s zebra)"
is "of a deck and a search" "2 5 1 0 3 0 cat" "$(counts words -s tag:pet)"
is "and then of all again" "3 8 1 1 3 1 cat" "$(counts)"
given amend dog 2
is "a correction counts" "3 8 1 1 2 1 dog" "$(counts)"
is "unless grades are asked for as they were pressed" "3 8 1 1 3 1 dog" \
	"$(counts --as-pressed)"
given undo
is "where nothing was corrected both are the same" "$(counts)" \
	"$(counts --as-pressed)"
run_ebb stats -s "is:dew"
expect_like "nonsense is refused" 2 "" "ebb: the search makes no sense*"
run_ebb check
expect_like "and nothing was changed by any of it" 0 "*every schedule*" ""

finish
