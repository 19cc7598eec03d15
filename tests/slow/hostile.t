# What hostile files cost when they are large, and as large as they can be made,
# and all the places at which a database can be damaged: see tests/cli/hostile.t.
# shellcheck disable=SC2034
. "$(dirname "$0")/../cli/tap.sh"
. "$tests/cli/hostile.sh"

# ---- decks -----------------------------------------------------------------

{
	printf 'front,back\ndog,"'
	flood 1300000 "never closed "
	printf '\ncat,Katze\n'
} >unclosed.csv
within 200000 30 import --yes unclosed.csv
expect_like "a quote that is not closed over 17 MB costs a row" 1 "*+ 1 new*" \
	"*1 row was not*"
given rm -d unclosed

{
	printf 'front,back\ndog,"not closed\n'
	flood 20000 "cat%,Katze$nl" | awk '{ sub(/%/, NR); print }'
} >swallows.csv
within 200000 30 import --yes swallows.csv
expect_like "and on a line of its own swallows none below it" 0 "*+ 20001 new*" ""
given rm -d swallows

{
	printf 'front,back\ndog,Hund\n'
	flood 1000000 ,
	printf '\ncat,Katze\n'
} >wide.csv
within 200000 30 import --yes wide.csv
expect_like "a million columns are one row too many" 1 \
	"*+ 2 new*line 3: ✗ the row has more than 4096 fields" "*1 row was not*"
given rm -d wide

{
	printf 'front,back,tags\ndog,Hund,'
	awk 'BEGIN { for (i = 0; i < 100000; i++) printf "tag%d ", i }'
} >tags.csv
within 200000 30 import --yes tags.csv
expect_like "a note may have a hundred thousand tags" 0 "*+ 1 new*" ""
within 200000 30 list tag:tag99999
expect_like "and is found by each" 0 "*dog*" ""
within 200000 30 rm -d tags
expect_like "and removed" 0 "Removed*" ""

awk 'BEGIN { print "front,back"
	for (i = 0; i < 10000; i++) printf "{{c%d::gap%d}} ", i % 254 + 1, i
	print "," }' >gaps.csv
within 200000 30 import --yes gaps.csv
expect_like "ten thousand deletions are 254 cards" 0 "*+ 1 new*" ""
typed "" 4
within 200000 30 study
tells "which can be asked" 0 "4 good: in 1 day"
within 200000 30 list
is "each of them" 254 "$(grep -c gap "$work/run/out")"
given rm -d gaps

# A gigabyte, without a line end.
gigabyte() {
	yes "a quarter of a kilobyte" | tr '\n' ' ' | head -c 1073741824
}

{
	printf 'front,back\ndog,"'
	gigabyte
	printf '\ncat,Katze\n'
} >unclosed.csv
within 250000 600 import --yes unclosed.csv
expect_like "a quote that is not closed over a gigabyte costs a row" 1 \
	"*+ 1 new*line 2: ✗ the row is longer than 16 MiB" "*1 row was not*"
within 250000 600 lint unclosed.csv
expect_like "which lint tells too" 1 "*16 MiB*" "*"
rm unclosed.csv

{
	printf 'front,back\ndog,Hund\n'
	yes , | tr -d '\n' | head -c 1073741824
	printf '\ncat,Katze\n'
} >wide.csv
within 250000 600 import --yes wide.csv
expect_like "and so do a thousand million columns" 1 "*+ 2 new*" "*"
rm wide.csv

{
	printf 'front,back\ndog,"open\n'
	awk 'BEGIN { for (i = 0; i < 2000000; i++) print "cat" i ",Katze" }'
} >rows.csv
within 600000 600 import --yes rows.csv
expect_like "a quote on the first of two million rows swallows none" 0 \
	"*+ 2000001 new*" ""
rm rows.csv
rm -rf "$HOME/.local"

# ---- every page, and every length ------------------------------------------

printf 'front,back,tags\ndog,Hund,a\ncat,Katze,b\n' >words.csv
given import words.csv
typed "" 1 "" 4 "" 4
given study
pages=$(($(stat -c %s "$db") / 4096))

# survives FILE: each command ends with a sentence or an answer.
survives() {
	for command in check stats "list --json" "show dog" "search tag:a" \
		"suspend dog" undo "check --repair"; do
		# shellcheck disable=SC2086
		run timeout 60 "$EBB" --db "$1" $command
		[ "$status" -le 1 ] || echo "$2: $command: $status"
	done
	typed x 1 "" 4
	run timeout 60 "$EBB" --db "$1" study
	[ "$status" -le 1 ] || echo "$2: study: $status"
}

# damage PAGE WITH: overwrite a page by the output of a command.
damage() {
	cp "$db" bad.db
	rm -f bad.db-wal bad.db-shm
	$2 | head -c 4096 | dd of=bad.db bs=4096 seek="$1" conv=notrunc \
		2>/dev/null
}

noughts() {
	cat /dev/zero
}

ones() {
	tr '\0' '\377' </dev/zero
}

another_page() {
	tail -c +$((4096 * 4 + 1)) "$db"
}

for with in noughts ones another_page; do
	page=1
	crashes=
	while [ $page -lt "$pages" ]; do
		damage $page $with
		crashes=$crashes$(survives bad.db "page $page")
		page=$((page + 1))
	done
	is "no page of $with crashes ebb" "" "$crashes"
done

crashes=
for length in 1 99 100 511 512 4095 4096 8191 20000 $((pages * 4096 - 4096)) \
	$((pages * 4096 - 1)); do
	rm -f bad.db-wal bad.db-shm
	head -c $length "$db" >bad.db
	crashes=$crashes$(survives bad.db "length $length")
done
is "nor does a file that is cut short" "" "$crashes"

finish
