. "$(dirname "$0")/tap.sh"

run_ebb decks --json
expect "no decks" 0 "" ""
printf 'front,back,cards\ndog,Hund,both\ncat,Katze,\n' >words.csv
printf 'front,back,deck\na,b,two words\nc,d,中文\n' >others.csv
given import words.csv others.csv
typed "" 1 :q
given study words
run_ebb decks
expect "what each deck holds for today" 0 \
	"deck       notes  cards  due  new  drill
two words      1      1    0    1      0
words          2      3    0    1      1
中文           1      1    0    1      0" ""
run_ebb decks --json
expect "as JSON" 0 \
	'{"deck":"two words","notes":1,"cards":1,"due":0,"new":1,"drill":0}
{"deck":"words","notes":2,"cards":3,"due":0,"new":1,"drill":1}
{"deck":"中文","notes":1,"cards":1,"due":0,"new":1,"drill":0}' ""
run_ebb decks --names
expect "names alone" 0 "two words${nl}words${nl}中文" ""

finish
