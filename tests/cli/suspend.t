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
