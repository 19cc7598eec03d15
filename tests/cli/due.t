# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

run_ebb due --json
expect "nothing yet" 0 '{"due":0,"new":0,"drill":0,"minutes":0,"decks":[]}' ""
printf 'front,back,cards\ndog,Hund,both\ncat,Katze,\nbird,Vogel,\n' >words.csv
printf 'front,back\nuno,one\n' >italian.csv
given import words.csv italian.csv
given config new_per_day 2
run_ebb due --json
expect "the total is what a session would ask" 0 \
	'{"due":0,"new":2,"drill":0,"minutes":1,"decks":[{"deck":"italian","due":0,"new":1,"drill":0},{"deck":"words","due":0,"new":2,"drill":0}]}' ""
typed "" 1 "" 5 "" :q
given study words
run_ebb due
expect "for people" 0 "italian   0 due · 0 new
words     0 due · 0 new · 1 to drill · about 1 min" ""
run_ebb due words
expect "one deck" 0 "words     0 due · 0 new · 1 to drill · about 1 min" ""
now=2026-03-03T09:00:00+01:00
run_ebb due --json words
expect "the next day" 0 \
	'{"due":2,"new":1,"drill":0,"minutes":1,"decks":[{"deck":"words","due":2,"new":1,"drill":0}]}' ""
now=2026-04-02T09:00:00+02:00
run_ebb due --json words
is "what is late stays due" 2 "$(json '$.due')"
run_ebb due nonesuch
expect "an unknown deck" 1 "" \
	'ebb: there is no deck "nonesuch"; `ebb decks` lists them'

finish
