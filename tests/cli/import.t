# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

# deck_of NAME: front and back of the notes, as the database has them.
deck_of() {
	sql "SELECT front || ' = ' || back FROM v_card WHERE deck = '$1'
		ORDER BY id"
}

# ---- what a file looks like ------------------------------------------------

printf 'front,back\ndog,Hund\ncat,Katze\n' >plain.csv
run_ebb import plain.csv
expect "the report says what was understood and counts the notes" 0 \
	"plain.csv → deck plain
  UTF-8, comma, header: front, back
  + 2 new" ""
run_ebb import plain.csv
expect "a second import of the same file changes nothing" 0 \
	"plain.csv → deck plain
  UTF-8, comma, header: front, back
  = 2 same" ""
is "and leaves no step behind to take back" 1 "$(sql 'SELECT count(*) FROM batch')"

printf 'dog\tHund\ncat\tKatze, die\n' >tabs.tsv
run_ebb import tabs.tsv
expect_like "tabs divide, and the comma in a field does not" 0 \
	"*UTF-8, tab, no header: field 1 (front), field 2 (back)*2 new*" ""
is "the fields of a tab file are whole" "dog = Hund${nl}cat = Katze, die" \
	"$(deck_of tabs)"
printf 'Frage;Antwort\ndog;Hund\n1,5;eineinhalb\n' >semi.csv
run_ebb import semi.csv
expect_like "semicolons divide, and a German header is a header" 0 \
	"*UTF-8, semicolon, header: Frage (front), Antwort (back)*2 new*" ""
printf 'dog|Hund\ncat|Katze\n' >pipe.txt
run_ebb import pipe.txt
expect_like "pipes divide" 0 "*UTF-8, pipe, no header:*2 new*" ""
cat >colons.csv <<'EOF'
9:00,nine
http://a.example/x;y,link
a::b,scope
x|y,either
#include <stdio.h>,header
EOF
run_ebb import colons.csv
expect_like "colons, pipes and semicolons in a comma file divide nothing" 0 \
	"*comma, no header*+ 5 new" ""
is "a line that begins with # is a row" "#include <stdio.h> = header" \
	"$(deck_of colons | tail -1)"
printf 'dog~Hund\n' >tilde.csv
run_ebb import --delimiter '~' tilde.csv
expect_like "--delimiter takes any character" 0 "*other, no header*1 new*" ""
run_ebb import --delimiter pipe --header no pipe.txt -d words
expect_like "--delimiter takes a word" 0 "*deck words*pipe*2 new*" ""

printf '\357\273\277front,back\r\nHund,"bark\r\n  at"\r\n"a ""b"" c",d\r\n' \
	>dos.csv
run_ebb import --json dos.csv
expect_like "a byte order mark and CRLF are understood" 0 \
	'*"encoding":"UTF-8 with BOM"*"rows":2,"added":2*"rejected":?]}' ""
is "nothing of the mark is left, quotes and line breaks are" \
	"Hund = bark$nl  at${nl}a \"b\" c = d" \
	"$(deck_of dos)"
printf 'dog,Hund,,\ncat,Katze,,\n' >trailing.csv
run_ebb import trailing.csv
expect_like "trailing commas of a spreadsheet do no harm" 0 "*+ 2 new" ""
run_ebb list --json -d trailing
is "and make no fields" "{}$nl{}" "$(json '$.fields')"
printf 'front,back' >nonewline.csv
printf '\ndog,Hund' >>nonewline.csv
run_ebb import nonewline.csv
expect_like "the last line needs no end" 0 "*1 new*" ""
printf 'dog,the front paw\nfront,Vorderseite\n' >word.csv
run_ebb import word.csv
expect_like "a first card that holds the word front is no header" 0 \
	"*no header*2 new*" ""
run_ebb import --header yes word.csv -d headed
expect_like "--header yes makes it one" 0 \
	"*header: dog (front), the front paw (back)*1 new*" ""

# ---- how its characters are written ----------------------------------------

printf '\377\376a\0,\0b\0\n\0' >utf16.csv
run_ebb import utf16.csv
expect_like "UTF-16 with its mark" 0 "*  UTF-16LE with BOM, comma*+ 1 new" ""
printf 'a\0,\0b\0\n\0c\0,\0d\0\n\0' >utf16-bare.csv
run_ebb import utf16-bare.csv
expect_like "UTF-16 without" 0 "*  UTF-16LE, comma*+ 2 new" ""
printf 'a,b\ncaf\351,coffee\nl\222\351t\351,summer\n' >latin1.csv
run_ebb import latin1.csv
expect_like "an older encoding is guessed, and it is said" 0 \
	"*  CP1252 (guessed), comma*+ 3 new" ""
is "and right" "a = b${nl}café = coffee${nl}l’été = summer" "$(deck_of latin1)"
run_ebb import --encoding cp1251 -d other latin1.csv
expect_like "--encoding says it" 0 "*  CP1251, comma*+ 3 new" ""
printf 'front,back\na,xb' >vietnamese.csv
run_ebb import --encoding CP1258 vietnamese.csv
expect_like "not even the last letter of a file is lost" 0 "*+ 1 new*" ""
is "of an encoding that writes marks after letters" xb \
	"$(sql "SELECT back FROM v_card WHERE deck = 'vietnamese'")"
given rm -d vietnamese
run_ebb import --encoding klingon latin1.csv
expect_like "--encoding that nobody knows" 2 "" \
	'ebb: latin1.csv: no encoding is called "klingon"; usual ones are*'
awk 'BEGIN { for (i = 0; i < 40; i++) print "naïf " i ",naive" }' >damaged.csv
printf 'broken \377,x\nlast,one\n' >>damaged.csv
run_ebb import damaged.csv
expect_like "a damaged byte costs its row and no other" 1 \
	"*  UTF-8, comma*+ 41 new  ✗ 1 rejected
  line 41: ✗ the row has a byte that is no text" "ebb: damaged.csv: 1 row*"

# ---- columns ---------------------------------------------------------------

cat >columns.csv <<'EOF'
id,term,definition,example,tags,deck,cards
k1,dog,Hund,"The dog barks.",animal pet,beasts,both
k2,cat,Katze,,animal,beasts,reverse
k3,run,laufen,,verb,,
EOF
run_ebb import columns.csv
expect "columns are known by their names" 0 "columns.csv → deck columns
  UTF-8, comma, header: id, term (front), definition (back), example, tags,
  deck, cards
  + 3 new" ""
is "the deck column chooses the deck, the cards column the questions" \
	"beasts dog
beasts Hund
beasts Katze
columns run" "$(sql "SELECT deck || ' ' || front FROM v_card WHERE deck IN
	('beasts', 'columns') ORDER BY deck, id")"
run_ebb list --json "The dog barks"
is "a further column is a named field" \
	'{"example":"The dog barks."}' "$(json '$.fields' | head -1)"
is "tags are words" '["animal","pet"]' "$(json '$.tags' | head -1)"
run_ebb import -d reversed --map front=2,back=1 --header no pipe.txt
expect_like "--map turns the columns round" 0 \
	"*field 1 (back), field 2 (front)*" ""
is "as the cards show" "Hund = dog${nl}Katze = cat" "$(deck_of reversed)"
run_ebb import -d two --cards both plain.csv
expect_like "--cards both asks both ways" 0 "*2 new*" ""
is "with two cards a note" 4 "$(sql "SELECT cards FROM v_deck
	WHERE name = 'two'")"

# ---- rows that are no cards ------------------------------------------------

printf 'front,back\ngood,gut\nalone\n,no front\nno back,\n"two\nlines",ok\nbad,\0\nlast,letzt\n' \
	>mixed.csv
run_ebb import mixed.csv
expect "rejected rows are named by line and reason, the good ones arrive" 1 \
	"mixed.csv → deck mixed
  UTF-8, comma, header: front, back
  + 3 new  ✗ 4 rejected
  line 3: ✗ there is only one field
  line 4: ✗ the front is empty
  line 5: ✗ there is no back
  line 8: ✗ the row has a byte that is no text" \
	"ebb: mixed.csv: 4 rows were not imported; mend them and import again"
is "all of the good ones, those after a bad one too" \
	"good = gut${nl}two${nl}lines = ok${nl}last = letzt" "$(deck_of mixed)"
run_ebb import --json mixed.csv
expect "the JSON report has the promised keys" 1 \
	'{"file":"mixed.csv","deck":"mixed","encoding":"UTF-8","delimiter":"comma","header":true,"comments":0,"wide_rows":0,"dry_run":false,"rows":7,"added":0,"twins":[],"changed":0,"renamed":[],"conflicts":[],"same":3,"changed_here":0,"removed_here":0,"gone":[],"retired":false,"duplicates":0,"rejected":[{"line":3,"reason":"there is only one field"},{"line":4,"reason":"the front is empty"},{"line":5,"reason":"there is no back"},{"line":8,"reason":"the row has a byte that is no text"}]}' \
	"ebb: mixed.csv: 4 rows were not imported; mend them and import again"
printf 'front,back,cards\na,b,sideways\nc,d,both\n' >sideways.csv
run_ebb import sideways.csv
expect_like "a cards column takes three words" 1 \
	"*1 new*line 2: ✗ \`cards\` is none of forward, both, reverse" \
	"ebb: sideways.csv: 1 row was not imported; mend it and import again"
printf 'id,front,back\nk,a,b\nk,c,d\n' >ids.csv
run_ebb import ids.csv
expect_like "an id stands in a file once" 1 \
	"*1 new*line 3: ✗ its id stands on line 2 already" "ebb: ids.csv: 1 row*"
awk 'BEGIN { print "front,back"; for (i = 1; i <= 40; i++) print "x" i ","
	print "good,gut" }' >many.csv
run_ebb import many.csv
expect_like "of very many rejected rows twenty are listed" 1 \
	"*1 new*line 21: ✗ *  and 20 more; --json lists all" \
	"ebb: many.csv: 40 rows were not imported; mend them and import again"

# ---- what is the same ------------------------------------------------------

printf 'front,back\nbank,Ufer\nbank,Geldhaus\nsee,sehen\nbank,Ufer\n' >again.csv
run_ebb import again.csv
expect "equal rows are one note and both lines are named; another back is \
another note" 0 \
	"again.csv → deck again
  UTF-8, comma, header: front, back
  + 3 new  ≡ 1 duplicate
  line 3: + bank, as on line 2 with another back
  line 5: ≡ the same as line 2, kept once" ""
run_ebb import again.csv
expect_like "and again nothing changes" 0 \
	"*= 3 same  ≡ 1 duplicate*" ""
is "a front with two backs is two notes" \
	"bank = Ufer${nl}bank = Geldhaus${nl}see = sehen" "$(deck_of again)"

printf 'front,back\nbank,Ufer\nbank,Bank\nsee,schauen\n' >again.csv
run_ebb import again.csv
expect_like "a repeated front with another back between the same neighbours is \
that note corrected" 0 "*  ~ 2 changed  = 1 same" ""
is "and none of the others is overwritten" \
	"bank = Ufer${nl}bank = Bank${nl}see = schauen" "$(deck_of again)"
now=2026-03-02T10:00:00+01:00
typed "" 4
given study plain
before=$(sql "SELECT uid FROM v_card WHERE front = 'dog' AND deck = 'plain'")
printf 'front,back\ndog,der Hund\ncat,Katze\n' >plain.csv
run_ebb import plain.csv
expect_like "a back that was changed in the file changes the note" 0 \
	"*  ~ 1 changed  = 1 same" ""
is "which keeps its identity and its history" "$before 1 der Hund" \
	"$(sql "SELECT uid, repetitions, back FROM v_card WHERE front = 'dog'
	AND deck = 'plain'" | tr '|' ' ')"
printf 'id,front,back\nk1,hound,Hund\n' >key.csv
sed 's/hound/dog/' key.csv >old.csv
given import -d keyed old.csv
typed "" 4
given study keyed
run_ebb import -d keyed key.csv
expect_like "with an id the front can be corrected too" 0 "*  ~ 1 changed" ""
is "and the history stays" "hound 1" \
	"$(sql "SELECT front, repetitions FROM v_card WHERE deck = 'keyed'" |
	tr '|' ' ')"
printf 'front,back,tags\ndog,der Hund,new\ncat,Katze,\n' >plain.csv
run_ebb import plain.csv
expect_like "a tag that was added is a change" 0 "*  ~ 1 changed  = 1 same" ""

# ---- files that are no decks -----------------------------------------------

none() {
	run_ebb import "$2"
	expect "$1" 1 "" "ebb: $2: $3"
}

decks=$(sql 'SELECT count(*) FROM deck')
: >empty.csv
printf '\n \n' >blank.csv
printf 'front,back\n' >header.csv
printf 'a\nb\nc\n' >one.csv
head -c 4096 "$EBB" >program.csv
printf 'PK\003\004 and so on' >deck.apkg
none "a file that is missing" nix.csv \
	"cannot open the file: No such file or directory"
none "an empty file" empty.csv "the file is empty"
none "a file of blank lines" blank.csv "the file has only blank lines"
none "a header and nothing else" header.csv "the file has only a header"
none "one column" one.csv "every row is one field, but a card needs a front \
and a back; if something divides them, say what with --delimiter; the file \
begins: a ⏎ b ⏎ c"
none "a program" program.csv "this is a binary file, not text; export the deck \
as CSV, or say with --encoding how its text is written"
none "a package" deck.apkg "this is a package or a spreadsheet (zip), not \
text; export the deck as CSV"
none "ebb's own database" "$db" \
	"this is an SQLite database, not text; export the deck as CSV"
mkdir folder
none "a folder without a deck" folder \
	"no deck came from a file in this folder; name the files to import"
is "none of them left a deck behind" "$decks" \
	"$(sql 'SELECT count(*) FROM deck')"

run_ebb import nix.csv pipe.txt empty.csv
expect_like "of several files the good ones arrive and each bad one is told" 1 \
	"pipe.txt → deck pipe*= 2 same" \
	"ebb: nix.csv: cannot open the file: No such file or directory
ebb: empty.csv: the file is empty"
typed "uno,one" "due,two"
run_ebb import -
expect_like "a dash reads standard input" 0 "- → deck stdin*2 new*" ""
ebb import -d piped - <plain.csv >"$work/run/out" 2>&1
is "into the deck that --deck names" "dog = der Hund${nl}cat = Katze" \
	"$(deck_of piped)"

# ---- options that are wrong ------------------------------------------------

run_ebb import --delimiter xx plain.csv
expect "--delimiter" 2 "" "ebb: --delimiter cannot be \"xx\"; it takes one \
character, or comma, tab, semicolon, pipe, space, colon"
run_ebb import --delimiter '"' plain.csv
expect "a quote does not divide" 2 "" "ebb: plain.csv: the delimiter is one \
ASCII character, and no quote or line break"
run_ebb import --header maybe plain.csv
expect "--header" 2 "" 'ebb: --header cannot be "maybe"; it takes yes, no or auto'
run_ebb import --cards three plain.csv
expect "--cards" 2 "" \
	'ebb: --cards cannot be "three"; it takes forward, reverse or both'
run_ebb import --map nonsense plain.csv
expect "--map" 2 "" "ebb: plain.csv: a map is written front=2,back=3,tags=5; \
the names are front, back, tags, id, deck, cards, due, interval, ease, repetitions, lapses and field"
run_ebb import --map front=9 plain.csv
expect "--map with a column too many" 2 "" \
	"ebb: plain.csv: the map names column 9, but there are 3"
run_ebb import --map front=Vorderseite plain.csv
expect "--map with a column that is not there" 2 "" \
	'ebb: plain.csv: the map names column "Vorderseite", but there is none'
run_ebb import -d "" plain.csv
expect "a deck without a name" 2 "" "ebb: the name of a deck cannot be empty"
run_ebb check
expect_like "after all that the log and the schedule agree" 0 \
	"*every schedule is what the log says*the file is sound" ""

finish
