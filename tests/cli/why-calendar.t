# Why a card with a schedule of its own is asked early, or not yet.

# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back,due,interval,ease,repetitions\n%s\n' \
	'dog,Hund,2026-03-20,100,2.5,3' >words.csv
given import --yes words.csv
run_ebb why dog
expect_like "a card that is due later waits for its day" 0 \
	"*Not asked today: it is due on 2026-03-20.*It came with n = 3, I = 100 d, \
EF 2.50, due 2026-03-20.*" ""
given away 2026-03-18 2026-03-25
asked=$(sql "SELECT date('1970-01-01', asked_on_day || ' days') FROM schedule")
run_ebb why dog
expect_like "one that is due in an absence, for the day it is asked instead" 0 \
	"*Not asked today: it is due on 2026-03-20, and asked on $asked for *" ""
now=${asked}T12:00:00+01:00
run_ebb why dog
expect_like "and then it is said why it comes early" 0 \
	"*Asked today: it is due on 2026-03-20, but for an absence or an exam.*" ""

finish
