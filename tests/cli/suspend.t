# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back\ndog,Hund\ncat,Katze\nbird,Vogel\n' >words.csv
given import words.csv
typed "" 4
given study
run_ebb suspend dog cat
expect "cards can be suspended" 0 "Suspended 2 cards." ""
now=2026-03-03T09:00:00+01:00
run_ebb due --json
is "and are not asked, due or new" "0 1" "$(json '$.due') $(json '$.new')"
run_ebb suspend bird bird
expect "one named twice is one" 0 "Suspended 1 card." ""
run_ebb study
expect_like "so nothing is left" 0 "*Nothing is left for today.*" ""
run_ebb unsuspend dog
expect "and asked again" 0 "1 card is asked again." ""
run_ebb due --json
is "when they are due" 1 "$(json '$.due')"
run_ebb suspend dog nonesuch
expect_like "if one is not there none is" 1 "" \
	'ebb: no card is called "nonesuch"*'
is "none" 0 "$(sql "SELECT suspended FROM v_card WHERE front = 'dog'")"
given suspend dog
run_ebb suspend dog
expect "a card that is suspended already changes nothing" 0 \
	"It is suspended already." ""
given unsuspend bird
run_ebb unsuspend bird
expect "nor does one that is asked already" 0 "It is not suspended." ""
run_ebb unsuspend bird bird
expect "nor do several" 0 "None is suspended." ""
run_ebb suspend bird dog
expect "only those that change are counted" 0 "Suspended 1 card." ""
run_ebb undo --list
is "and what changed nothing is no step" "suspend unsuspend suspend" \
	"$(sed -n '2,4s/.*  \([a-z]*\) [a-z]*$/\1/p' "$work/run/out" |
		tr '\n' ' ' | sed 's/ $//')"
given undo
given undo
given undo
is "undo takes it back" 0 \
	"$(sql "SELECT suspended FROM v_card WHERE front = 'dog'")"
printf 'front,back\ndog,Hund\ncat,die Katze\n' >words.csv
given import words.csv
is "an import does not wake a suspended card" 1 \
	"$(sql "SELECT suspended FROM v_card WHERE front = 'cat'")"
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""

finish
