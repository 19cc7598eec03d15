# Statistics of the cards that a search chooses, and of grades as pressed.
# shellcheck disable=SC2016,SC2034
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
	sqlite3 -batch -noheader -separator ' ' :memory: "
		WITH r AS (SELECT readfile('$work/run/out') AS r) SELECT
		(SELECT sum(value ->> 'cards') FROM json_each(r, '$.cards')
		 WHERE key < 4), r ->> '$.today[0].answers_ever',
		sum(value ->> 'grade_1'), sum(value ->> 'grade_3'),
		sum(value ->> 'grade_4'), sum(value ->> 'grade_5'),
		coalesce(r ->> '$.hardest[0].question', '')
		FROM r, json_each(r, '$.grades')"
}

is "of all" "3 8 1 1 3 1 cat" "$(counts)"
is "of a tag" "2 5 1 0 3 0 cat" "$(counts --search tag:pet)"
is "of one card" "1 3 0 1 0 1 " "$(counts -s cow)"
is "of operands that are no deck" "2 5 1 0 3 0 cat" "$(counts tag:pet)"
run_ebb stats zebra
expect "of none" 1 "" \
	'ebb: there is no deck "zebra"; `ebb decks` lists them'
run_ebb stats -s zebra
expect "nor of a search" 1 "" 'ebb: no card is found by "zebra"'
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
