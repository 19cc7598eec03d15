. "$(dirname "$0")/tap.sh"

mend1="ebb: 1 thing to mend; --ignore RULE passes over what is meant"

# ---- files -----------------------------------------------------------------

printf 'front,back\none,eins\ntwo,zwei\n' >clean.csv
run_ebb lint clean.csv
expect "a clean file" 0 "2 notes: nothing to mend" ""
run_ebb lint --json clean.csv
expect "as JSON it is an empty array" 0 "[]" ""
holds "a file needs no database" test ! -e "$HOME/.local"

zwsp=$(printf '\342\200\213')
es=$(printf '\321\201') # Cyrillic, looks like c
cat >pets.csv <<END
front,back,hint,cards
cat,Katze,,both
"dog",
"Hund",,,
cat,Kater,,
${es}at,Katze,a (small,
Cat,Schmusekatze,,
p${zwsp}ig,**Schwein**,,
cow  red,{{c1::}},,
cat,Katze,,
END
run_ebb lint pets.csv
expect "each finding has its line, rule and column" 1 \
"pets.csv:3: rejected: there is no back
pets.csv:4: rejected: there is no back
pets.csv:5: equal-front: front: the same as line 2, with another back
pets.csv:6: equal-back: back: the same as line 2; asked from it, either front is right
pets.csv:6: look-alike: front: \"${es}at\" has letters of two alphabets that look the same (write \"cat\")
pets.csv:6: brackets: hint: ( is not closed in \"a (small\"
pets.csv:7: note: near-front: front: the same as line 2 but for case, width, accents or blanks
pets.csv:8: invisible: front: U+200B ZERO WIDTH SPACE after \"p\" (write \"pig\")
pets.csv:8: markup: back: \"**Schwein**\" is markup, which is shown as it is (write \"Schwein\")
pets.csv:9: spaces: front: more than one blank in \"cow  red\" (write \"cow red\")
pets.csv:9: empty-cloze: back: the cloze hides nothing in \"{{c1::}}\"
pets.csv:10: equal-row: the same front and back as line 2
7 notes: 2 rejected · 1 equal-row · 1 equal-front · 1 near-front · 1 equal-back · 1 invisible · 1 look-alike · 1 spaces · 1 brackets · 1 markup · 1 empty-cloze" \
"ebb: 11 things to mend; --ignore RULE passes over what is meant"

run_ebb lint --only brackets,nfd pets.csv
expect "--only" 1 "pets.csv:6: brackets: hint: ( is not closed in \"a (small\"
7 notes: 1 brackets" "$mend1"
run_ebb lint --only brackets,nfd --ignore brackets pets.csv
expect "--ignore wins" 0 "7 notes: nothing to mend" ""
run_ebb lint --ignore near-front,rejected,equal-row,equal-back,markup,spaces \
	--ignore equal-front,look-alike pets.csv
like "the last --ignore counts" "*7 notes: 2 rejected*" "$(out)"
run_ebb lint --only near-front pets.csv
expect "notes alone are no failure" 0 "pets.csv:7: note: near-front: front: \
the same as line 2 but for case, width, accents or blanks
7 notes: 1 near-front" ""

run_ebb lint --json pets.csv
is "--json has every finding" "11 1" "$(json '$' | sqlite3 -batch -noheader \
	:memory: "SELECT sum(json_extract(value, '\$.level') <> 'note'),
	sum(json_extract(value, '\$.level') = 'note')
	FROM json_each(CAST(readfile('$work/run/out') AS TEXT))" | tr '|' ' ')"
is "with its file, line and rule" "pets.csv 5 equal-front warning front" \
	"$(json '$[2].file') $(json '$[2].line') $(json '$[2].rule') $(json \
	'$[2].level') $(json '$[2].column')"
is "and what may be meant" pig "$(json '$[7].suggestion')"
is "the same status and error" "1 ebb: 11 things to mend; --ignore RULE \
passes over what is meant" "$status $(err)"

printf 'id,front,back\n1,a,b\n1,c,d\n' >ids.csv
run_ebb lint ids.csv
expect "an id that comes again is rejected, as by import" 1 \
"ids.csv:3: rejected: its id stands on line 2 already
2 notes: 1 rejected" "$mend1"

printf 'front\tback\none\tword\ntwo\ta b c d e\n' >long.tsv
run_ebb lint --words 4 long.tsv
expect "--words" 0 \
"long.tsv:3: note: long-answer: back: the answer has 5 words; a card asks best for one thing
2 notes: 1 long-answer" ""
run_ebb lint --words 5 long.tsv
expect "as many are allowed" 0 "2 notes: nothing to mend" ""

typed front,back one,eins
run_ebb lint -
expect "standard input" 0 "1 note: nothing to mend" ""
run_ebb lint clean.csv missing.csv long.tsv
expect "the other files are read when one cannot be" 1 \
	"4 notes: nothing to mend" \
	"ebb: missing.csv: cannot open the file: No such file or directory"
run_ebb lint ./missing nothing.txt
expect "a slash or an ending makes a file" 1 "" \
"ebb: ./missing: cannot open the file: No such file or directory
ebb: nothing.txt: cannot open the file: No such file or directory"

# ---- decks -----------------------------------------------------------------

run_ebb import pets.csv
given add -d birds owl Eule
given add -d birds --both "snowy  owl" Schneeeule
run_ebb lint pets
like "a deck is told by cards" "pets:512: equal-front: front: the same as \
card 256, with another back*" "$(out)"
is "it fails" 1 "$status"
run_ebb lint --json birds
is "the deck and the card are in the JSON" "birds" "$(json '$[0].deck')"
run_ebb lint --only spaces,equal-back
like "without a word all decks are looked at" "birds:*pets:*" "$(out)"
given lint --only nfd birds pets clean.csv
is "decks and files together" "10 notes: nothing to mend" "$(out)"
mkdir birds
given lint --only nfd birds
pass "a directory is no file"
run_ebb lint bird
expect_like "a deck that is not there" 1 "" 'ebb: there is no deck "bird"*'

# ---- usage -----------------------------------------------------------------

run_ebb lint --only bracket clean.csv
expect "a rule that is not there" 2 "" \
	'ebb: there is no rule "bracket"; did you mean brackets?'
run_ebb lint --ignore "" clean.csv
expect "a rule without a name" 2 "" \
	"ebb: there is no rule \"\"; \`man ebb\` lists them"
run_ebb lint --words many clean.csv
expect "words are a number" 2 "" \
	'ebb: --words cannot be "many"; it takes a number from 1 to 9999'
is "completion offers decks and files" "birds${nl}pets${nl}<file>" \
	"$(ebb completion bash -- lint clean.csv '')"

# The rules of ebb(1) are those of the program.
page=$(dirname "$tests")/man/ebb.1
sed -n '/^\.Ss ebb lint/,/^\.Ss ebb check/s/^\.It Ic //p' "$page" >rules
while read -r rule; do
	given lint --only "$rule" clean.csv
done <rules
is "ebb(1) explains every rule that there is" 14 "$(wc -l <rules)"

for language in en zh; do
	run_ebb lint "$(dirname "$tests")/decks/llm-terms.$language.csv"
	expect "the bundled deck in $language is clean" 0 \
		"89 notes: nothing to mend" ""
done

finish
