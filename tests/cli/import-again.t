# An import that keeps faith with the spreadsheet: what becomes of the notes
# when a deck file is imported again.

# shellcheck disable=SC2034,SC2016
. "$(dirname "$0")/tap.sh"

notes() {
	sql "SELECT front || ' = ' || back FROM v_card WHERE deck = '$1'
		ORDER BY id"
}

# ---- before it is done -----------------------------------------------------

printf 'front,back\nrecieve,empfangen\ndog,Hund\ncat,Katze\n' >words.csv
run_ebb import --dry-run words.csv
expect "a dry run tells what would come, and that it would, by its status" 1 \
	"words.csv → deck words
  UTF-8, comma, header: front, back
  + 3 new" ""
is "and leaves nothing behind" "0 0 0" "$(sql "SELECT
	(SELECT count(*) FROM note) || ' ' || (SELECT count(*) FROM batch)
	|| ' ' || (SELECT count(*) FROM source)")"
given import words.csv
run_ebb import --dry-run words.csv
expect_like "a dry run that would change nothing succeeds" 0 "*  = 3 same" ""

# ---- a corrected front -----------------------------------------------------

typed empfangen 4 Hund 4 Katze 4
given study
printf 'front,back\nreceive,empfangen\ndog,der Hund\nowl,Eule\n' >words.csv
run_ebb import -n words.csv
expect "the difference is shown line by line before it is made" 1 \
	"words.csv → deck words
  UTF-8, comma, header: front, back
  + 1 new  ~ 1 changed  → 1 renamed (recieve → receive, history kept)  − 1 gone
  (kept; --retire to retire)
  line 3: ~ dog
  − cat" ""
run_ebb import words.csv
expect_like "the import then does just that" 0 \
	"*+ 1 new  ~ 1 changed  → 1 renamed (recieve → receive, history kept)*" ""
is "a corrected front is the same card with its history" "receive 1" \
	"$(sql "SELECT front || ' ' || repetitions FROM v_card WHERE id = 256")"
is "what is gone from the file stays" \
	"receive = empfangen${nl}dog = der Hund${nl}cat = Katze${nl}owl = Eule" \
	"$(notes words)"
run_ebb undo
expect "all of it is one step back" 0 "Taken back: import words.csv" ""
is "to what it was" \
	"recieve = empfangen${nl}dog = Hund${nl}cat = Katze" "$(notes words)"
given import words.csv
run_ebb import --json words.csv
expect_like "JSON names what is gone" 0 '*"same":3,*"gone":\["cat"\],*' ""

# ---- rows that are gone ----------------------------------------------------

run_ebb import --retire words.csv
expect "--retire retires them" 0 "words.csv → deck words
  UTF-8, comma, header: front, back
  − 1 retired  = 3 same
  − cat" ""
is "their reviews stay" "1" \
	"$(sql "SELECT count(*) FROM review WHERE card_id = 768")"
is "they are not asked any more" "0" \
	"$(sql "SELECT count(*) FROM v_card WHERE front = 'cat'")"
printf 'cat,Katze\n' >>words.csv
run_ebb import words.csv
expect_like "and come back with their rows" 0 "*+ 1 new  = 3 same" ""
is "and their history" "1" \
	"$(sql "SELECT repetitions FROM v_card WHERE front = 'cat'")"

# ---- changes on both sides -------------------------------------------------

# edit CARD FRONT BACK
edit() {
	printf '#!/bin/sh\ncp "%s" "$1"\n' "$work/text" >"$work/editor"
	chmod +x "$work/editor"
	printf '=== front\n%s\n=== back\n%s\n' "$2" "$3" >"$work/text"
	run EDITOR="$work/editor" "$EBB" edit "$1"
}
printf 'front,back\na,1\nb,2\nc,3\n' >both.csv
given import both.csv
first=$(sql "SELECT min(id) FROM v_card WHERE deck = 'both'")
edit "$first" A 1
run_ebb import both.csv
expect_like "a change made here outlives a file that did not change" 0 \
	"*  = 3 same (1 changed here)" ""
printf 'front,back\na,one\nb,2\nc,3\n' >both.csv
run_ebb import both.csv
expect_like "changes of different parts come together" 0 "*  ~ 1 changed*" ""
is "from both sides" "A = one${nl}b = 2${nl}c = 3" "$(notes both)"
edit "$first" A here
printf 'front,back\na,file\nb,2\nc,3\n' >both.csv
run_ebb import both.csv
expect_like "different changes of one part are a conflict" 0 \
	"*  ! 1 in conflict (kept as here; see \`ebb conflicts\`)  = 2 same
  line 2: ! a" ""
is "in which the text from here is asked" "A = here${nl}b = 2${nl}c = 3" \
	"$(notes both)"
run_ebb conflicts
expect_like "both texts are kept" 0 "#$first  both · A
  back
    here     here
    file     file
    before   one
  from line 2 of $PWD/both.csv
*--here CARD*--file takes*" ""
run_ebb conflicts --json
expect "as JSON too" 0 \
	"{\"card\":$first,\"deck\":\"both\",\"front\":\"A\",\"path\":\"$PWD/both.csv\",\"line\":2,\"parts\":[{\"part\":\"back\",\"here\":\"here\",\"file\":\"file\",\"before\":\"one\"}]}" ""
run_ebb import both.csv
expect_like "the same file raises it no second time" 0 \
	"*  = 3 same (1 changed here)" ""
run_ebb conflicts --file "$first"
expect "the file's text can be taken" 0 \
	'1 conflict settled; `ebb undo` opens it again.' ""
is "and what was changed here beside it stays" \
	"A = file${nl}b = 2${nl}c = 3" "$(notes both)"
run_ebb conflicts
expect "then it is settled" 0 "There are no conflicts." ""
given undo
is "until that is taken back" "A = here" "$(notes both | head -1)"
run_ebb conflicts --here
expect_like "or the text from here kept" 0 "1 conflict settled*" ""
is "as it is" "A = here" "$(notes both | head -1)"
run_ebb conflicts "$first"
expect "a card in no conflict" 1 "" \
	"ebb: card $first is in no conflict; \`ebb conflicts\` lists them"
run_ebb conflicts --here --file
expect "both sides at once" 2 "" "ebb: say --here or --file, not both"

# ---- a deck remembers its file ---------------------------------------------

printf '1;Hund;dog\n2;Katze;cat\n' >de.csv
given import -d german --map front=3,back=2 --cards both de.csv
printf '1;Hund;dog\n2;Katze;cat\n3;Eule;owl\n' >de.csv
run_ebb import
expect_like "import alone brings in what changed, as it was told before" 0 \
	"*/de.csv → deck german
*field 1, field 2 (back), field 3 (front)
  + 1 new  = 2 same" ""
is "with the same cards" 6 "$(sql "SELECT count(*) FROM v_card
	WHERE deck = 'german'")"
run_ebb import --all
expect "--all is the same, and what did not change is not read" 0 \
	"3 files, all as they were imported." ""
printf '1;Hund;dog\n2;Katze;cat\n3;Eule;the owl\n' >de.csv
run_ebb import de.csv
expect_like "so is the file by its name" 0 "*→ deck german*  → 1 renamed*" ""
run_ebb import --map auto --header no de.csv
expect_like "auto forgets what was said" 0 "*field 2 (front), field 3 (back)*" ""
given undo
mkdir deeper
printf 'x,y\n' >deeper/x.csv
given import deeper/x.csv
printf 'x,y\nz,w\n' >deeper/x.csv
run_ebb import deeper
expect_like "a folder is the files in it" 0 "*x.csv → deck x*  + 1 new*" ""
rm deeper/x.csv
run_ebb import deeper
expect_like "a file that is gone is named" 1 "" \
	"ebb: deeper: $PWD/deeper/x.csv, from which deck x came, is not there*"
given rm -d x
run_ebb import deeper
expect_like "a deck that was removed is not refreshed" 1 "" \
	"ebb: deeper: no deck came from a file in this folder*"
run_ebb import --all words.csv
expect_like "--all with a file" 2 "" "ebb: --all is every file*"

# ---- ids into the file -----------------------------------------------------

# ids FILE: with each id of 12 hex digits as a star.
ids() {
	sed 's/[0-9a-f]\{12\}/*/' "$1"
}
printf '\357\273\277front;back;note\r\nHund;dog;\r\n\r\n"Kat;ze";"a ""cat""";x\r\nallein\r\nEule;owl' \
	>own.csv
cp own.csv before.csv
run_ebb import --write-ids own.csv
expect_like "--write-ids puts an id into each row that is a note" 1 \
	"*+ 3 new  ✗ 1 rejected*" "ebb: own.csv: 1 row*"
is "as one column more, and leaves every other byte as it was" \
	"$(printf '\357\273\277front;back;note;id\r\nHund;dog;;*\r\n\r\n"Kat;ze";"a ""cat""";x;*\r\nallein\r\nEule;owl;;*')" \
	"$(ids own.csv)"
is "the ids are those of the notes" "$(sql "SELECT key FROM note JOIN deck ON
	deck.id = deck_id WHERE deck.name = 'own' ORDER BY note.id")" \
	"$(grep -o '[0-9a-f]\{12\}' own.csv)"
run_ebb import own.csv
expect_like "the file with them is what was imported" 1 "*= 3 same*" "*1 row*"
sed -i 's/Hund;dog/der Hund;hound/' own.csv
printf '\r\nElch;elk;;\r\n' >>own.csv
run_ebb import --write-ids own.csv
expect_like "with them a note may become another altogether" 1 \
	"*+ 1 new  ~ 1 changed  = 2 same*" "*1 row*"
is "and a row without gets its own" 'Elch;elk;;*' \
	"$(ids own.csv | tail -1 | tr -d '\r')"
printf '1,Hund,dog\n2,Katze,cat\n' >nameless.csv
given import --map front=2,back=3 --write-ids nameless.csv
is "a file without names gets them" \
	"field 1,front,back,id${nl}1,Hund,dog,*${nl}2,Katze,cat,*" \
	"$(ids nameless.csv)"
run_ebb import --map auto --header auto nameless.csv
expect_like "by which it is understood" 0 "*field 1, front, back, id*= 2 same" ""
printf '#separator:tab\n#html:false\nHund\tdog\n# kept\nKatze\tcat\n' >anki.txt
given import --write-ids anki.txt
is "a file with directives gets one more" \
	"#separator:tab
#html:false
#guid column:3
Hund	dog	*
# kept
Katze	cat	*" "$(ids anki.txt)"
run_ebb import anki.txt
expect_like "which names the column" 0 "*field 3 (id)*= 2 same" ""
# A row that has more fields than the others.
printf 'front,back\nHund,dog\nKatze,cat,see\nEule,owl,see,too\nElch,elk,,\nUhu,eagle owl\n' >wide.csv
given import wide.csv
typed dog 4 cat 4 owl 4 elk 4 'eagle owl' 4
given study wide
given import --write-ids wide.csv
is "ids stand behind the widest row" \
	"front,back,field 3,field 4,id
Hund,dog,,,*
Katze,cat,see,,*
Eule,owl,see,too,*
Elch,elk,,,*
Uhu,eagle owl,,,*" "$(ids wide.csv)"
run_ebb import wide.csv
expect_like "by which wide rows are found again too" 0 "*field 4, id*
  = 5 same" ""
sed -i 's/Katze,cat,see/Kater,tomcat,hear/' wide.csv
run_ebb import wide.csv
expect_like "whatever becomes of them" 0 "*  ~ 1 changed  = 4 same*" ""
is "with their history" 1 "$(sql "SELECT repetitions FROM v_card
	WHERE front = 'Kater'")"
printf 'a,b\nc,d,extra\ne,f,,,\ng,h\n' >wider.csv
given import wider.csv
given import --write-ids wider.csv
is "a file without names gets one for each field that is filled" \
	"front,back,field 3,id
a,b,,*
c,d,extra,*
e,f,,*,
g,h,,*" "$(ids wider.csv)"
run_ebb import wider.csv
expect_like "and is the same again" 0 "*  = 4 same" ""
printf '#separator:tab\na\tb\nc\td\textra\ne\tf\n' >wide.txt
given import wide.txt
given import --write-ids wide.txt
is "one with directives is told the column behind all" \
	"#separator:tab
#guid column:4
a	b		*
c	d	extra	*
e	f		*" "$(ids wide.txt)"
run_ebb import wide.txt
expect_like "and is the same, too" 0 "*  = 3 same" ""

# Rows that are wholly equal stay one note.
printf 'a,b\na,b\nc,d\na,e\na,b\n' >same.csv
given import same.csv
given import --write-ids same.csv
is "a row that is there again has the id of the first" "1 3" \
	"$(grep '^a,b' same.csv | sort -u | grep -c .) $(
		sed 1d same.csv | sort -u | grep -c '[0-9a-f]\{12\}$')"
run_ebb import same.csv
expect_like "and is kept once as before" 0 "*  = 3 same  ≡ 2 duplicate
  line 3: ≡ the same as line 2, kept once
*" ""
printf 'id,front,back\n,a,b\n,a,b\nk,c,d\nk,e,f\n' >keyed.csv
run_ebb import --write-ids keyed.csv
expect_like "also where there is a column for it" 1 "*+ 2 new  ≡ 1 duplicate  ✗ 1 rejected*" "*"
run_ebb import keyed.csv
expect_like "and other rows keep their own" 1 "*= 2 same  ≡ 1 duplicate  ✗ 1 rejected*" "*"

# refused FILE ERROR [OPTION...]: nothing happens to it, nor to its deck.
refused() {
	file=$1
	error=$2
	shift 2
	cp "$file" before
	run_ebb import --write-ids "$@" "$file"
	expect_like "$file is refused ids" 1 "*" "ebb: $file: $error"
	holds "stays as it was" cmp "$file" before
	is "and is not imported" 0 "$(sql "SELECT count(*) FROM source
		WHERE path LIKE '%/$file'")"
}
printf 'front,back\na,b\nc,d%070d\n' 0 | sed 's/0/,x/g' >broken.csv
refused broken.csv "line 3 has 72 fields, too many for a column of ids behind them; mend it first"
printf 'a,b,c\nd,,e\nf,g,h\n' >standing.csv
refused standing.csv "with ids in the file line 2 would not be read as it is now; say with --header and --map what the columns are"
run_ebb import --write-ids --map front=1,back=2,back=3 standing.csv
expect_like "unless it is said what stands in for the back" 0 "*+ 3 new*" ""
run_ebb import standing.csv
expect_like "which holds" 0 "*= 3 same*" ""
printf '0,1\na,b\nc,d\n' >counted.csv
refused counted.csv "with ids in the file line 2 would not be read as it is now; *"
printf 'front,back\na,b\nc,d\n' >quoted.csv
given import --header no quoted.csv
given import --write-ids quoted.csv
is "where no row was to be a header there is one" \
	"front,back,id
front,back,*
a,b,*
c,d,*" "$(ids quoted.csv)"
run_ebb import quoted.csv
expect_like "which is known" 0 "*, header: front, back, id*= 3 same*" ""
printf 'term,meaning\na,b\nterm,meaning\nc,d\n' >twice.csv
given import --write-ids twice.csv
is "a header that is repeated gets the name each time" \
	"term,meaning,id
a,b,*
term,meaning,id
c,d,*" "$(ids twice.csv)"
run_ebb import twice.csv
expect_like "and is no card" 0 "*= 2 same*" ""

printf '| front | back |\n|---|---|\n| Hund | dog |\n' >table.md
cp table.md table.bak
run_ebb import --write-ids table.md
expect_like "a drawn table" 1 "*" \
	"ebb: table.md: ids cannot be written into a drawn table*"
holds "is left as it was" cmp table.md table.bak
is "and nothing imported" 0 "$(sql "SELECT count(*) FROM deck
	WHERE name = 'table'")"
printf 'front,back\ncaf\351,coffee\n' >latin.csv
run_ebb import --encoding cp1252 --write-ids latin.csv
expect_like "in another encoding" 0 "*+ 1 new*" ""
is "it stays in it" "$(printf 'caf\351,coffee,*')" \
	"$(ids latin.csv | LC_ALL=C tail -n 1)"
# A byte that is no character, and a switch of characters that is not needed.
printf 'front,back\na\240b,x\nc,d\n' >UTF-8.csv
printf '\033$B%%"\033$B%%"\033(B,x\n' >ISO-2022-JP.csv
for encoding in UTF-8 ISO-2022-JP; do
	cp $encoding.csv before.csv
	run_ebb import --encoding $encoding --write-ids $encoding.csv
	expect_like "a file in $encoding that would not be the same again" 1 "*" \
		"ebb: $encoding.csv: writing the file again as $encoding would change more than the ids; save it as UTF-8 first"
	holds "stays as it is" cmp $encoding.csv before.csv
done
run_ebb import --write-ids -
expect_like "standard input" 2 "" "ebb: ids cannot be written into standard input"
mkfifo pipe.csv
run_ebb import --write-ids pipe.csv
expect "a pipe" 2 "" "ebb: pipe.csv: ids can only be written into a regular file"
printf 'front,back\nalone\n' >none.csv
cp none.csv before.csv
run_ebb import --write-ids none.csv
expect_like "a file without a note" 1 "*✗ 1 rejected*" "*1 row was not imported*"
holds "stays as it was" cmp none.csv before.csv

# ---- ids that no note has ---------------------------------------------------

# Such are in a file when the import that wrote them is taken back, or the
# database is an older one than the file.
printf 'front,back\nHand,hand\nFuss,foot\nFuss,feet\n' >unknown.csv
given import unknown.csv
typed hand 4 foot 4 feet 4
given study unknown
reviewed() {
	sql "SELECT front || '=' || back || ' ' || count(review.id) FROM v_card
		JOIN review ON card_id = v_card.id WHERE deck = 'unknown'
		GROUP BY v_card.id ORDER BY v_card.id"
}
before=$(reviewed)
given import --write-ids unknown.csv
given undo
is "an import that is taken back leaves ids in the file only" "0 3" \
	"$(sql "SELECT count(key) FROM note JOIN deck ON deck.id = deck_id
		WHERE deck.name = 'unknown'") $(grep -c ',[0-9a-f]\{12\}$' unknown.csv)"
run_ebb import unknown.csv
expect_like "by the texts of their rows the notes are found all the same" 0 \
	"*  ~ 3 changed" ""
is "with their histories" "$before" "$(reviewed)"
sed -i 's/^Hand,hand/Mund,mouth/' unknown.csv
run_ebb import unknown.csv
expect_like "and have the ids from then on" 0 "*  ~ 1 changed  = 2 same" ""
is "by which they keep their histories" "Mund=mouth 1" "$(reviewed | head -n 1)"

# ---- very many rows --------------------------------------------------------

# many N: a deck of so many rows in no order of their fronts.
many() {
	awk -v rows="$1" 'BEGIN {
		print "id,front,back"
		for (i = 1; i <= rows; i++)
			printf "m%d,front %d,back %d\n", i, i * 7919 % 10007, i
	}'
}

shape() {
	sql "SELECT name, sql FROM sqlite_schema WHERE name LIKE 'note%'
		ORDER BY name"
}

many 3000 >many.csv
shape=$(shape)
run_ebb import many.csv
expect_like "very many new rows" 0 "*+ 3000 new*" ""
is "have their indexes, as before" "$shape" "$(shape)"
is "with all of them" "3000 3000 3000" "$(sql "SELECT
	(SELECT count(*) FROM note INDEXED BY note_front WHERE deck_id = d.id)
	|| ' ' || (SELECT count(*) FROM note INDEXED BY note_key
		WHERE deck_id = d.id AND key IS NOT NULL)
	|| ' ' || (SELECT count(*) FROM note INDEXED BY note_back
		WHERE deck_id = d.id AND length(back) <= 60)
	FROM deck d WHERE name = 'many'")"
many 9000 | sed 's/back 17$/back seventeen/' >many.csv
run_ebb import many.csv
expect_like "more of them, and a mended one" 0 "*+ 6000 new  ~ 1 changed  = 2999 same*" ""
is "have them too" "$shape" "$(shape)"
run_ebb import many.csv
expect_like "and are the same again" 0 "*= 9000 same*" ""
run_ebb undo
run_ebb undo
expect_like "all can be taken back" 0 "*" ""
is "with their deck" 0 "$(sql "SELECT count(*) FROM v_card
	WHERE deck = 'many'")"
is "and the indexes stay" "$shape" "$(shape)"

run_ebb check
expect_like "after all that the log and the schedule agree" 0 \
	"*every schedule is what the log says*the file is sound" ""

finish
