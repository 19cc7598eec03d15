. "$(dirname "$0")/tap.sh"

cat >hard.csv <<'EOF'
id,front,back,example,field:tags,tags,cards
k1,dog,Hund,"The ""dog"" barks, loud.",odd,animal pet,both
,"two
lines","with
 three

lines",,,,forward
k3,"comma, semicolon; tab	pipe|","'quote'",=1+1,,x,reverse
,你好,"  kept, in the middle  ",e=mc²,,,forward
,#hash,"""quoted""",,,verb,both
,bank,Ufer,,,,forward
,bank,Geldhaus,,,,forward
EOF
given import hard.csv
run_ebb export hard
expect 'a deck comes out as CSV' 0 'id,front,back,example,field:tags,tags,cards
k1,dog,Hund,"The ""dog"" barks, loud.",odd,animal pet,both
,"two
lines","with
 three

lines",,,,forward
k3,"comma, semicolon; tab	pipe|",'"'quote'"',=1+1,,x,reverse
,你好,"kept, in the middle",e=mc²,,,forward
,#hash,"""quoted""",,,verb,both
,bank,Ufer,,,,forward
,bank,Geldhaus,,,,forward' ""
run_ebb export -o out.csv hard
expect "into a file with -o" 0 "7 notes written to out.csv" ""
run_ebb import -d hard out.csv
expect_like "importing it back changes nothing" 0 \
	"*= 7 same" ""
run_ebb import -d copy out.csv
expect_like "importing it elsewhere makes the same notes" 0 \
	"*+ 7 new*" ""
run_ebb export -o copy.csv copy
holds "and exporting those gives the same bytes" cmp out.csv copy.csv
is "and the same cards" \
	"$(sql "SELECT front, back, fields, tags FROM v_card
		WHERE deck = 'hard' ORDER BY id")" \
	"$(sql "SELECT front, back, fields, tags FROM v_card
		WHERE deck = 'copy' ORDER BY id")"
for delimiter in tab ';' '|'; do
	given export --delimiter "$delimiter" -o "other.csv" hard
	run_ebb import -d hard other.csv
	expect_like "divided by $delimiter as well" 0 \
		"*= 7 same" ""
done
for delimiter in space colon '#' x; do
	given export --delimiter "$delimiter" -o "other.csv" hard
	run_ebb import --delimiter "$delimiter" -d hard other.csv
	expect_like "and by $delimiter, where import is told" 0 \
		"*= 7 same" ""
done
printf 'front back\r\nHund dog\r\n"die Katze" cat\r\n' >words.txt
given import --delimiter space words.txt
given export --as-imported -o copy.txt words
holds "a file that spaces divide is written so again" cmp words.txt copy.txt
given rm -d words
given add -d second x y
given export -o all.csv
rm -rf .local
run_ebb import all.csv
expect_like "all decks in one file" 0 "*+ 15 new*" ""
is "go back where they were" "copy 7${nl}hard 7${nl}second 1" \
	"$(sql "SELECT name || ' ' || notes FROM v_deck ORDER BY name")"
given export -o again.csv
holds "byte for byte" cmp all.csv again.csv
run_ebb export second
expect "what is not in the deck does not come" 0 \
	"front,back,cards${nl}x,y,forward" ""

# ---- as it came ------------------------------------------------------------

printf '%s\r\n' 'Nr;Frage;Antwort;Stichwörter' '1;"1 + 1";zwei;rechnen' \
	'2;=SUM(A1);"eine ""Formel"""; ' >manner.csv
given import manner.csv
run_ebb export --as-imported -o back.csv manner
printf '%s\r\n' 'Nr;Frage;Antwort;Stichwörter' '1;1 + 1;zwei;rechnen' \
	'2;=SUM(A1);"eine ""Formel""";' >wanted.csv
holds "--as-imported: columns, names, delimiter and line ends are the file's" \
	cmp back.csv wanted.csv
printf 'Wort;word\r\nT\374r;door\r\n\304rger;anger\r\n' >western.csv
given import western.csv
run_ebb export --as-imported western -o western.out
holds "and so is its encoding" cmp western.csv western.out
run_ebb export --encoding "UTF-16LE with BOM" western -o western.out
is "--encoding chooses another" "fffe6600" \
	"$(od -An -tx1 -N4 western.out | tr -d " ")"
given add -d western 词 word
run_ebb export --as-imported western
expect "a character that it has not is named" 1 "" \
	"ebb: line 4 has a character (U+8BCD) that CP1252 has not; choose another encoding, such as UTF-8"
printf 'Hund;dog;1\nKatze;cat;2\n' >bare.csv
given import bare.csv
run_ebb export --as-imported bare
expect "a file without names comes without them" 0 "Hund;dog;1${nl}Katze;cat;2" ""
run_ebb export --as-imported --delimiter tab bare
expect "an option overrules the file" 0 "Hund	dog	1${nl}Katze	cat	2" ""
given add -d bare -t wild Eule owl
run_ebb export --as-imported bare
expect "unless a note needs a column that the file had not" 0 \
	"front;back;field 3;tags${nl}Hund;dog;1;${nl}Katze;cat;2;${nl}Eule;owl;;wild" ""
given import --cards both -d ways bare.csv
run_ebb export --as-imported ways
expect "cards that were said once are not said in each row" 0 \
	"Hund;dog;1${nl}Katze;cat;2" ""
run_ebb export --line-end crlf --safe-for-excel -o safe.out manner
holds "--safe-for-excel defuses what would be a formula, --line-end ends lines" \
	grep -q "'=SUM(A1)" safe.out
is "each of them" 3 "$(grep -c "$(printf '\r')\$" safe.out)"
run_ebb export --line-end nl manner
expect "--line-end that is none" 2 "" \
	'ebb: --line-end cannot be "nl"; it takes lf, crlf or cr'
given add -d handmade a b
run_ebb export --as-imported handmade
expect "a deck that came from no file" 1 "" \
	"ebb: --as-imported needs a deck that came from a file"

# ---- with where the cards stand --------------------------------------------

printf 'front,back\nHund,dog\nKatze,cat\n' >moving.csv
given import moving.csv
typed dog 5
given study moving
run_ebb export --with-schedule moving -o moved.csv
is "--with-schedule adds it, for those that have one" \
	"front,back,cards,due,interval,ease,repetitions,lapses
Hund,dog,forward,2026-03-03,1,2.60,1,0
Katze,cat,forward,,,,," "$(cat moved.csv)"
run_ebb import -d elsewhere moved.csv
expect_like "people who move in bring it with them" 0 "*+ 2 new" ""
is "and go on where they were" \
	"Hund young 2026-03-03 1 2.6 1${nl}Katze new  0 2.5 0" "$(sql "SELECT
	front || ' ' || state || ' ' || coalesce(due, '') || ' ' ||
	interval_days || ' ' || ease_factor || ' ' || repetitions FROM v_card
	WHERE deck = 'elsewhere' ORDER BY id")"
run_ebb import -d elsewhere moved.csv
expect_like "once" 0 "*  = 2 same" ""
run_ebb check
expect_like "the schedules are what the log and the start say" 0 \
	"*every schedule is what the log says*" ""

# ---- an awkward deck made by chance, the same each time --------------------

# A generator of our own: each awk has another rand().
awk 'function random(below) {
		x = (x * 75 + 74) % 65537
		return int(x * below / 65537)
	}
	BEGIN { x = 7; n = split("a|b|\"|\"\"|,|;|\t|\n|\\|é|中|#|=|  |\047|front|:", c, "|")
	c[++n] = "|"
	print "front,back,field:id,tags,cards"
	for (i = 1; i <= 300; i++) {
		row = ""
		for (k = 0; k < 3; k++) {
			s = ""
			for (j = random(8); j >= 0; j--)
				s = s c[1 + random(n)]
			if (k < 2) s = s i
			gsub(/"/, "\"\"", s)
			row = row "\"" s "\","
		}
		print row (i % 3 ? "t" i % 5 : "") "," (i % 2 ? "both" : "forward")
	} }' >chance.csv
run_ebb import chance.csv
expect_like "three hundred odd rows" 0 "*+ 300 new" ""
given export -o once.csv chance
run_ebb import -d chance once.csv
expect_like "come back the same" 0 "*= 300 same" ""
given import -d twice once.csv
given export -o twice.csv twice
holds "and the second export is the first" cmp once.csv twice.csv

# ---- where it cannot go ----------------------------------------------------

ebb export hard >/dev/full 2>"$work/run/err"
status=$?
: >"$work/run/out"
expect "a full disk under standard output" 1 "" \
	"ebb: cannot write the deck: No space left on device"
run_ebb export -o /dev/full hard
expect "and under -o" 1 "" "ebb: cannot write the deck: No space left on device"
holds "a device is written to, never replaced" test -c /dev/full
run_ebb export -o no/such/file.csv hard
expect "a folder that is not there" 1 "" \
	"ebb: no/such/file.csv: No such file or directory"
run_ebb export -o . hard
expect_like "a folder" 1 "" "ebb: .: Is a directory"
echo old >kept.csv
awk 'BEGIN { for (i = 0; i < 4000; i++) print "front " i ",back " i }' >big.csv
given import big.csv
(
	ulimit -f 100
	run_ebb export -o kept.csv
	echo "$status" >"$work/run/status"
) 2>/dev/null
status=$(cat "$work/run/status")
expect_like "a disk that fills half-way is told" 1 "" "ebb: *: File too large"
is "and the old file stays, nothing beside it" "old kept.csv" \
	"$(cat kept.csv) $(echo kept.csv*)"
ln -s kept.csv link.csv
run_ebb export -o link.csv hard
is "through a link the file is written, the link stays" "7 kept.csv" \
	"$(sed -n 's/^7 notes.*/7/p' "$work/run/out") $(readlink link.csv)"
run_ebb export -o - second
expect "a dash is standard output" 0 "front,back,cards${nl}x,y,forward" ""
run_ebb export nonesuch
expect "an unknown deck" 1 "" \
	"ebb: there is no deck \"nonesuch\"; \`ebb decks\` lists them"
run_ebb export --delimiter xy hard
expect "a delimiter of two characters" 2 "" \
	"ebb: --delimiter cannot be \"xy\"; it takes one \
character, or comma, tab, semicolon, pipe, space, colon"
run_ebb export --delimiter '"' hard
expect_like "a quote" 2 "" "ebb: the delimiter is one ASCII character, and no *"
for command in list stats decks due "list --json" config "show 256" check; do
	# shellcheck disable=SC2086
	ebb $command >/dev/full 2>"$work/run/err"
	status=$?
	expect "$command says that its output was lost" 1 "" "ebb: standard \
output could not be written to the end; is the disk full?"
done
ebb list 2>"$work/run/err" | head -1 >/dev/null
is "a reader that has seen enough is no error" "" "$(err)"

: >private.csv
chmod 600 private.csv
given export -o private.csv
is "a private file stays private" 600 "$(stat -c %a private.csv)"
# ---- fields in whatever number and spelling --------------------------------

awk 'BEGIN {
	printf "front,back"
	for (i = 1; i <= 20; i++)
		printf ",field %d", i
	printf "\ndog,Hund"
	for (i = 1; i <= 20; i++)
		printf ",value %d", i
	print ""
}' >many.csv
given import many.csv
run_ebb export many
expect_like "a note keeps twenty fields" 0 \
	"*,field 8,field 9,*,field 20,cards*,value 8,value 9,*,value 20,forward" ""
sql "UPDATE note SET fields = '{ \"a\" : \"caf\u00e9\",\"b\":\"\u0007\"}'
	WHERE front = 'dog' AND fields LIKE '%value 20%'"
run_ebb export many
expect "fields that another program wrote come out as it meant them" 0 \
	"front,back,a,b,cards${nl}dog,Hund,café,$(printf '\007'),forward" ""

finish
