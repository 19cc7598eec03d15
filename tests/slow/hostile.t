# What hostile files cost when they are as large as they can be made, and all
# the places at which a database can be damaged: see tests/cli/hostile.t.
# shellcheck disable=SC2034
. "$(dirname "$0")/../cli/tap.sh"

# within KIB SECONDS ARG...: run ebb with so much memory and CPU time.
within() {
	_memory=$1 _seconds=$2
	shift 2
	run sh -c 'ulimit -v "$1" && ulimit -t "$2" && shift 2 && exec "$@"' sh \
		"$_memory" "$_seconds" "$EBB" "$@"
}

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
