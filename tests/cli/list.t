. "$(dirname "$0")/tap.sh"

run_ebb list
expect "without a card the list says so" 0 "There is no card." ""
run_ebb list --json
expect "as JSON it is empty" 0 "" ""
cat >words.csv <<'EOF'
front,back,example,tags,cards
dog,Hund,"The ""dog"" barks.",animal pet,both
cat,Katze,,animal,
Ärger,anger,,feeling,
EOF
given import words.csv
printf 'front,back\nuno,one\n' >other.csv
given import other.csv
typed "" 1 "" 5 :q
given study words
given suspend Hund
run_ebb list
expect "one line a card, by deck" 0 "card  question  answer  state      due
1024  uno       one     new
 256  dog       Hund    learning   2026-03-03
 257  Hund      dog     suspended
 512  cat       Katze   young      2026-03-03
 768  Ärger     anger   new" ""
run_ebb list -d other
expect "of one deck" 0 "card  question  answer  state  due
1024  uno       one     new" ""
run_ebb list --suspended
expect "of the suspended" 0 "card  question  answer  state      due
 257  Hund      dog     suspended" ""
for text in kat barks feel OTHER; do
	run_ebb search $text
	expect_like "search $text looks into both sides, fields, tags and deck" 0 \
		"card *$nl*[0-9]*" ""
done
run_ebb search cat
cp "$work/run/out" found
run_ebb list cat
expect "list TEXT is search TEXT" 0 "$(cat found)" ""
run_ebb search example
expect "a search does not look at the names of fields" 0 \
	'No card contains "example".' ""
run_ebb search '"dog" b'
expect_like "quotes in a field are found" 0 "*256  dog *" ""
run_ebb search zebra
expect "nothing found" 0 'No card contains "zebra".' ""
run_ebb search %
expect "a percent sign is only itself" 0 'No card contains "%".' ""
run_ebb search Ärger
expect_like "a text in any alphabet" 0 "*Ärger*" ""
run_ebb list --json dog
uid=$(sql "SELECT uid FROM v_card WHERE id = 256")
expect "the JSON of a card" 0 "{\"id\":256,\"uid\":\"$uid\",\"note\":\"${uid%.0}\",\
\"deck\":\"words\",\"front\":\"dog\",\"back\":\"Hund\",\"fields\":{\"example\":\
\"The \\\"dog\\\" barks.\"},\"tags\":[\"animal\",\"pet\"],\"state\":\"learning\",\
\"due_day\":20515,\"due\":\"2026-03-03\",\"interval_days\":1,\"ease_factor\":2.5,\
\"repetitions\":0,\"lapses\":0,\"suspended\":false,\"flagged\":false,\"buried_until_day\":null}
{\"id\":257,\"uid\":\"${uid%.0}.1\",\"note\":\"${uid%.0}\",\"deck\":\"words\",\
\"front\":\"Hund\",\"back\":\"dog\",\"fields\":{\"example\":\
\"The \\\"dog\\\" barks.\"},\"tags\":[\"animal\",\"pet\"],\"state\":\"new\",\
\"due_day\":null,\"due\":null,\"interval_days\":0,\"ease_factor\":2.5,\
\"repetitions\":0,\"lapses\":0,\"suspended\":true,\"flagged\":false,\"buried_until_day\":null}" ""
run_ebb list --json
is "every line is JSON" "1 5" "$(sqlite3 :memory: "SELECT
	min(json_valid(value)), count(*) FROM json_each('[\"' || replace(replace(
	replace(rtrim(CAST(readfile('$work/run/out') AS TEXT), char(10)),
	'\\', '\\\\'), '\"', '\\\"'), char(10), '\",\"') || '\"]')" |
	tr '|' ' ')"
run_ebb --plain list -d other
expect "--plain divides by tabs, for cut" 0 \
	"$(printf '1024\tuno\tone\tnew\t')" ""
run_ebb list a zebra
expect "of two texts both must stand there" 0 'No card contains "a zebra".' ""


printf 'front,back\nÄrger,trouble\nStraße,street\n' >german.csv
given import german.csv
run_ebb search ärger
expect_like "a search does not mind case, whatever the letter" 0 "*Ärger*" ""
run_ebb search STRASSE
expect_like "nor that ß is ss" 0 "*Straße*" ""
# Of many cards the first are shown before the others are found.
awk 'BEGIN { print "front,back"
	for (i = 1; i <= 1300; i++) print "many " i "," (i % 7 ? "yes" : "no") }' \
	>many.csv
given import many.csv
run_ebb list --deck many
read_run
is "all are listed, below one line of titles" 1301 \
	"$(printf '%s\n' "$out" | wc -l | tr -d ' ')"
is "in columns of the same width" 1 \
	"$(printf '%s\n' "$out" | tail -n +2 | awk '{ print index($0, "new") }' |
		sort -u | wc -l | tr -d ' ')"
run_ebb search no --deck many
read_run
is "and those that are searched for" 186 \
	"$(printf '%s\n' "$out" | wc -l | tr -d ' ')"
is "the search has made the next one quick" "$(sql "SELECT max(id) FROM note")" \
	"$(sql "SELECT note_id FROM gram_end")"
run_ebb --plain search no --deck many
read_run
is "which finds the same" 185 "$(printf '%s\n' "$out" | wc -l | tr -d ' ')"
sed 's/^many 700,.*/many 700,zebra/' many.csv >other.csv
mv other.csv many.csv
given import many.csv
run_ebb search zebra
expect_like "and what an import changed since" 0 "*many 700*" ""
"$EBB" list --deck many 2>errors | head -n 3 >first
is "nobody is disturbed who reads the first only" "3 0" \
	"$(wc -l <first | tr -d ' ') $(wc -c <errors | tr -d ' ')"

finish
