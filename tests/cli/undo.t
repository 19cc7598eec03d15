# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back\ndog,Hund\ncat,Katze\n' >words.csv
run_ebb undo
expect "with nothing done there is nothing to take back" 1 "" \
	"ebb: there is nothing to take back"
given import words.csv
typed "" 1 "" 5 "" 4
given study
given suspend dog
given add bird Vogel
given config new_per_day 7
run_ebb undo --list
expect "the list names every step, the newest first" 0 \
	'step  day         what
   7  2026-03-02  config new_per_day 7
   6  2026-03-02  add bird
   5  2026-03-02  suspend dog
   4  2026-03-02  grade 4 of "dog"
   3  2026-03-02  grade 5 of "cat"
   2  2026-03-02  grade 1 of "dog"
   1  2026-03-02  import words.csv' ""
run_ebb undo
expect "the newest is taken back first: a setting" 0 \
	"Taken back: config new_per_day 7" ""
run_ebb config --json new_per_day
is "which has its default again" 20 "$(json '$.value')"
run_ebb undo
expect "a card that was added" 0 "Taken back: add bird" ""
run_ebb search bird
expect "is gone" 0 'No card contains "bird".' ""
run_ebb undo
expect "a suspension" 0 "Taken back: suspend dog" ""
run_ebb list --suspended --json
expect "is gone" 0 "" ""
run_ebb undo
expect "an answer" 0 'Taken back: grade 4 of "dog"' ""
run_ebb due --json
is "so the drill is open again" 1 "$(json '$.drill')"
now=2026-03-20T09:00:00+01:00
run_ebb redo
expect "redo brings back what was taken back last" 0 \
	'Brought back: grade 4 of "dog"' ""
run_ebb redo
expect "and what was taken back before" 0 "Brought back: suspend dog" ""
run_ebb undo
expect "which can be taken back again" 0 "Taken back: suspend dog" ""
given undo
run_ebb undo 2
expect "an older answer by its number, weeks later" 0 \
	'Taken back: grade 1 of "dog"' ""
run_ebb show --json dog
is "which makes the card new, and keeps the answers as taken back" "new 0 0" \
	"$(json '$.state') $(json '$.history[0].live') $(json '$.history[1].live')"
run_ebb undo 2
expect "what is taken back cannot be again" 1 "" "ebb: there is no step 2 that \
could be taken back; \`ebb undo --list\` shows them"
run_ebb undo two
expect "a step is a number" 2 "" \
	'ebb: "two" is no step; `ebb undo --list` shows their numbers'
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""

# ---- imports and edits -----------------------------------------------------

printf 'front,back\ndog,der Hund\ncat,die Katze\nbird,Vogel\n' >words.csv
given import words.csv
given rm cat
run_ebb undo --list
expect_like "removing is a step" 0 "*remove cat*import words.csv*" ""
given undo
run_ebb undo
expect "an import can be taken back" 0 "Taken back: import words.csv" ""
is "changed notes are as they were, new ones are gone" \
	"dog Hund${nl}cat Katze" "$(sql "SELECT front || ' ' || back FROM v_card
	ORDER BY id")"
is "and the history of all is kept" 1 "$(sql "SELECT repetitions FROM v_card
	WHERE front = 'cat'")"

given import words.csv
now=2026-03-21T09:00:00+01:00
printf 'front,back\ndog,HUND\n' >later.csv
given import -d words later.csv
step=$(sql "SELECT max(id) FROM batch WHERE label = 'words.csv'")
run_ebb undo "$step"
expect "what was changed again later stays" 0 "Taken back: import words.csv
1 row was changed again later and stays as it is." ""
is "as it was changed later" "dog HUND${nl}cat Katze" \
	"$(sql "SELECT front || ' ' || back FROM v_card ORDER BY id")"

cat >"$work/editor" <<'EOF'
#!/bin/sh
sed -i 's/^Katze$/Mieze/; s/^forward$/both/' "$1"
EOF
chmod +x "$work/editor"
run EDITOR="$work/editor" "$EBB" edit cat
is "an edit can give a second card" 2 "$(sql "SELECT count(*) FROM v_card
	WHERE back = 'Mieze' OR front = 'Mieze'")"
run_ebb undo
expect "an edit can be taken back" 0 "Taken back: edit cat" ""
is "with the card it gave" "cat Katze" "$(sql "SELECT front || ' ' || back
	FROM v_card WHERE front = 'cat' OR back = 'cat'")"

given rm -d words
run_ebb decks
expect_like "a deck that was removed" 0 "Welcome*" ""
given undo
run_ebb decks --names
expect "comes back" 0 words ""
is "with the history of its cards" 1 "$(sql "SELECT repetitions FROM v_card
	WHERE front = 'cat'")"
run_ebb check
expect_like "and a schedule that the log says" 0 "*every schedule*" ""

rm -rf "$HOME/.local"
now=2026-03-02T09:00:00+01:00
awk 'BEGIN { print "front,back"; for (i = 1; i <= 12; i++)
	print "q" i ",a" i }' >many.csv
given import many.csv
yes "" | sed "s/^$/\n4/" | head -24 >"$work/run/in"
given study
i=0
while [ $i -lt 12 ]; do
	given undo
	i=$((i + 1))
done
run_ebb undo
expect "any depth, down to the import" 0 "Taken back: import many.csv" ""
run_ebb decks
expect_like "and its deck" 0 "Welcome*" ""

# A note that comes back needs its deck.
printf 'front,back\nowl,Eule\nelk,Elch\n' >woods.csv
given import woods.csv
given rm owl
step=$(sql "SELECT max(id) FROM batch")
given rm -d woods
given undo "$step"
run_ebb list owl
expect_like "a note that comes back brings its deck back" 0 "*owl*Eule*" ""
given check

# A deck that a step brought back stays for what came into it later.
given add --deck hedge yew Eibe
given rm -d hedge
given add --deck hedge ash Esche
step=$(sql "SELECT max(id) FROM batch")
given add --deck hedge oak Eiche
given undo "$step"
run_ebb decks --json
expect_like "what brought a deck back goes without it, for later notes are there" \
	0 '*"deck":"hedge","notes":1,"cards":1,*' ""
run_ebb due --json
is "and all counts know of them" "$(sql "SELECT count(*) FROM unseen")" \
	"$(json '$.new')"

# A change that another ebb made, of something this one does not know.
given rm owl
step=$(sql "SELECT max(id) FROM batch")
sql "INSERT INTO revision (batch_id, entity, row_id, before)
	VALUES ($step, 'song', 1, '{}')"
run_ebb undo "$step"
expect "a change of what this ebb does not know stays" 1 "" \
	"ebb: the database keeps a change of a \"song\", which this ebb does not know"
run_ebb list owl
expect "and nothing of the step comes back" 0 'No card contains "owl".' ""
finish
