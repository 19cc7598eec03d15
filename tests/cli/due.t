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
run_ebb due words --format '%d due · %n new · %l to drill · ~%m min · %s, 100%%'
expect "in the words of a prompt" 0 \
	"2 due · 1 new · 0 to drill · ~1 min · 1, 100%" ""
run_ebb due --json words
expect "the next day" 0 \
	'{"due":2,"new":1,"drill":0,"minutes":1,"decks":[{"deck":"words","due":2,"new":1,"drill":0}]}' ""
now=2026-04-02T09:00:00+02:00
run_ebb due --json words
is "what is late stays due" 2 "$(json '$.due')"

# ---- in a prompt -----------------------------------------------------------

given config new_per_day 0
run_ebb due --format '%d'
expect "what is due is something to do" 0 2 ""
run_ebb due italian --format '%d%n%m'
expect "nothing to do is status 1, and said" 1 000 ""
given config new_per_day 2
run_ebb due italian --format '%d%n'
expect "a new card is something to do" 0 01 ""
run_ebb due italian
expect "without a format the status only tells failures" 0 \
	"italian   0 due · 1 new · about 1 min" ""
typed "" 1 :q
given study words
run_ebb due words --format '%l'
expect "so is a drill" 0 1 ""
given undo
for format in %x 'due %' '%-d' '%D'; do
	run_ebb due --format "$format"
	expect "a conversion that is none: $format" 2 "" \
		"ebb: --format knows %d, %n, %l, %m, %s and %%, and nothing else \
after %"
done
run_ebb due --format '%d' --json
expect "one of two ways" 2 "" "ebb: choose one of --format and --json"
run_ebb due nonesuch --format '%d'
expect "an unknown deck is told even so" 1 "" \
	'ebb: there is no deck "nonesuch"; `ebb decks` lists them'
typed "due --format %d%%" "due italian --format %d" quit
run_ebb
expect_like "in ebb's own shell, too" 0 "*${nl}2%${nl}0" ""
run EBB_DB="$work/none.db" "$EBB" due --format '%d due'
expect "before the first card" 1 "0 due" ""
run_ebb due --format '%d'
expect "what is due" 0 2 ""
given config reviews_per_day 1
run_ebb due --format '%d'
expect "within the limit of a day" 0 1 ""
sql "UPDATE note_due_count SET n = 3000"
run_ebb due --format '%d'
expect "the same of thousands, which are in a counter" 0 1 ""
given config --default reviews_per_day
given check --repair

run_ebb due nonesuch
expect "an unknown deck" 1 "" \
	'ebb: there is no deck "nonesuch"; `ebb decks` lists them'

finish
