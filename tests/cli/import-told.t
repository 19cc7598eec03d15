# What an import tells of a file that is no usual one, and of many changes.

# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

printf 'Words of the week\n\nfront,back\ndog,Hund\ncat,Katze,f\nowl,Eule,f,x\n' \
	>odd.csv
run_ebb import --yes odd.csv
expect_like "a title and fields beyond the columns are told" 0 \
	"*the title above the rows is passed over (lines 1 to *
  2 rows have more fields than there are columns, the first on line 5; they are
  kept
  + 3 new" ""

# many FROM TO WORD: rows of their own
many() {
	awk -v from="$1" -v to="$2" -v word="$3" 'BEGIN {
		print "front,back"
		for (i = from; i <= to; i++)
			print "a question of number " i "," word " " i
	}'
}
many 1 60 answer >many.csv
given import --yes many.csv
many 1 60 answer | sed 's/^a question/the question/; 32,$d' >many.csv
run_ebb import --dry-run many.csv
expect_like "of many changes the first are shown" 1 \
	"*→ 30 renamed (history kept)*− 30 gone*
  line 2: → a question of number 1 → the question of number 1
*  and 10 more; --json lists all
*  − a question of number 31
*  and 10 more; --json lists all" ""
run_ebb import --dry-run --json many.csv
expect_like "JSON lists all of them" 1 "*\"from\":\"a question of number 30\",\
\"to\":\"the question of number 30\"*\"gone\":\[\"a question of number 31\",*\
\"a question of number 60\"\],*" ""
given import --yes --retire many.csv
is "and so many are retired" 30 \
	"$(sql "SELECT count(*) FROM v_card WHERE deck = 'many'")"

printf 'front,back\nbank,Bank\nbank,Ufer\nbank,Lehne\n' >twins.csv
run_ebb import --dry-run --json twins.csv
expect_like "JSON tells fronts that come again" 1 "*\"twins\":\
\[{\"line\":3,\"front\":\"bank\",\"earlier_line\":2},\
{\"line\":4,\"front\":\"bank\",\"earlier_line\":2}\]*" ""

given import --yes odd.csv
run_ebb --db=other.db decks
expect_like "the database may be named in one word" 0 "*" ""
holds "and is another one" test -e other.db

finish
