# Decks, databases and surroundings made to do harm: nothing of them is run, and
# memory and time stay bounded.  Memory is bounded by `ulimit -v`, time by CPU
# seconds, which do not depend on what else the machine does; the limits are
# many times what is needed.  What takes minutes is in tests/slow/hostile.t.
# shellcheck disable=SC2034,SC2016
. "$(dirname "$0")/tap.sh"
. "$tests/cli/hostile.sh"

# ---- decks -----------------------------------------------------------------

{
	printf 'front,back\ndog,"not closed\n'
	flood 2000 "cat%,Katze$nl" | awk '{ sub(/%/, NR); print }'
} >swallows.csv
within 200000 30 import --yes swallows.csv
expect_like "a quote that is not closed swallows no row below" 0 "*+ 2001 new*" ""
given rm -d swallows

{
	printf 'front,back\ndog,Hund\n'
	flood 10000 ,
	printf '\ncat,Katze\n'
} >wide.csv
within 200000 30 import --yes wide.csv
expect_like "ten thousand columns are one row too many" 1 \
	"*+ 2 new*line 3: ✗ the row has more than 4096 fields" "*1 row was not*"
given rm -d wide

{
	printf 'front,back,tags\ndog,Hund,'
	awk 'BEGIN { for (i = 0; i < 5000; i++) printf "tag%d ", i }'
} >tags.csv
within 200000 30 import --yes tags.csv
expect_like "a note may have five thousand tags" 0 "*+ 1 new*" ""
within 200000 30 list tag:tag4999
expect_like "and is found by each" 0 "*dog*" ""
within 200000 30 rm -d tags
expect_like "and removed" 0 "Removed*" ""

awk 'BEGIN { print "front,back"
	for (i = 0; i < 1000; i++) printf "{{c%d::gap%d}} ", i % 254 + 1, i
	print "," }' >gaps.csv
within 200000 30 import --yes gaps.csv
expect_like "a thousand deletions are 254 cards" 0 "*+ 1 new*" ""
typed "" 4
within 200000 30 study
tells "which can be asked" 0 "4 good: in 1 day"
within 200000 30 list
is "each of them" 254 "$(grep -c gap "$work/run/out")"
given rm -d gaps

deck nested.csv "$(flood 20000 "{{c1::a::")$(flood 20000 "}}")"
printf '%s,b\n' "$(flood 100000 "{{c1::")" >>nested.csv
within 200000 30 import --yes nested.csv
expect_like "deletions in each other are not gone through again and again" 1 \
	"*+ 1 new*line 3: ✗ a cloze deletion has no closing braces" "*"
given rm -d nested

{
	printf 'front,back\n'
	for text in "&amp;<b>" "<" "&" "<a b=" "[sound:" "<!--" "<style>" \
		"<ruby>" "</b>" "&#" "<img src=\"\"x"; do
		printf '"%s' "$(printf '%s' "$text" | sed 's/"/""/g')"
		flood 10000 "$text" | sed 's/"/""/g'
		printf '",Hund\n'
	done
} >markup.csv
within 200000 60 import --yes markup.csv
expect_like "nor is markup" 0 "*+ 11 new*" ""
within 300000 60 export --delimiter tab markup
mv "$work/run/out" out.tsv
within 300000 60 import --yes -d markup out.tsv
expect_like "and comes back as it went out" 0 "*11 same*" ""
given rm -d markup

# What an undo puts back is JSON in JSON: there these are seven times as long.
controls() {
	head -c "$1" /dev/zero | tr '\0' '\001'
}
for end in x y; do
	printf 'front,back\ndog,%s%s\ncat,%s\n' "$(controls 2390000)" $end \
		"$(controls 2397000)" >controls$end.csv
done
within 600000 60 import --yes -d controls controlsx.csv
expect_like "a note that no undo could put back is refused" 1 "*+ 1 new*\
line 3: ✗ the note is longer than 16 MiB as the database keeps it*" \
	"*1 row was not*"
card=$(sql "SELECT id FROM v_card WHERE deck = 'controls'")
# longer TEXT COMMAND...: with an editor that puts the text into the back.
longer() {
	printf '#!/bin/sh\nsed "s/^=== back/&\\n%s/" "$1" >was && cat was >"$1"' \
		"$1" >editor
	chmod +x editor
	shift
	run env VISUAL="$HOME/editor" TMPDIR="$HOME" "$EBB" "$@"
}
longer z edit "$card"
expect_like "the longest of all can be edited" 0 "Changed*" ""
within 600000 60 import --yes -d controls controlsy.csv
expect_like "changed in its file too" 1 "*! 1 *" "*"
run_ebb undo
expect_like "and taken back" 0 "*" ""
run_ebb rm "$card"
expect_like "removed" 0 "*" ""
run_ebb undo
expect_like "brought back" 0 "*" ""
run_ebb rm -d controls
expect_like "and removed with its deck" 0 "Removed*" ""
run_ebb undo
expect_like "which comes back, too" 0 "*" ""
longer "$(flood 60000 z)" edit "$card"
expect_like "no editor makes it longer" 2 "" "*your text is kept in *: the note \
is longer than 16 MiB as the database keeps it; shorten it"
given rm -d controls
controls 2400000 >huge
printf '#!/bin/sh\n{ printf "=== front\\na\\n=== back\\n"; cat huge; } >"$1"' \
	>editor
run env VISUAL="$HOME/editor" TMPDIR="$HOME" "$EBB" add
expect_like "and what was written of a new one is kept" 2 "" "*no note was added, \
and your text is kept in *: the note is longer than 16 MiB*"

# ---- answers ---------------------------------------------------------------

given config answer type
given config alternatives all
deck answers.csv "$(flood 5000 "(a)/")"
printf 'cat,%s\nmouse,%s\n' "$(flood 100000 "()")" "$(flood 10000 b)" \
	>>answers.csv
given import --yes answers.csv
long=$(flood 9999 b)
typed "$long" 4 "$long" 4 "${long}c" 4
within 300000 60 study
tells "an answer of ten thousand characters is compared in time" 0 \
	"3 answers in"
given rm -d answers
given config --default answer
given config --default alternatives

# Floods of marks and of what is not seen at all, under 60 columns wide.
deck marks.csv "a$(flood 20000 "$(printf '\314\201')")b"
printf 'cat,a%sb\n' "$(flood 20000 "$(printf '\342\200\213')")" >>marks.csv
given import --yes marks.csv
typed ab 4 ab 4
within 200000 30 study
holds "marks on one character, and characters not seen, are a few" \
	test "$(wc -c <"$work/run/out")" -lt 4000
given rm -d marks

# ---- searches --------------------------------------------------------------

deck one.csv Hund
given import --yes one.csv
card=$(sql "SELECT min(id) FROM v_card")
within 200000 30 list "$(flood 50000 "a ")"
expect "a search of fifty thousand terms is refused" 2 "" "ebb: the search \
makes no sense at column 201: there are too many terms"
within 200000 30 list "$(flood 50000 "(")"
expect_like "and one of parentheses" 2 "" "*too many parentheses*"
# shellcheck disable=SC2046
within 200000 30 list $(flood 20000 "a ")
expect_like "many words are one search" 2 "" "*too many terms"

# ---- files that stand in the way -------------------------------------------

mkfifo fifo
ln -s loop loop
for path in fifo /dev/null /dev/zero /dev/full; do
	run timeout 20 "$EBB" --db $path due
	expect "$path is no database" 1 "" \
		"ebb: $path is no ordinary file; name one with EBB_DB or --db"
done
run_ebb --db loop due
expect_like "nor is a link to itself" 1 "" "ebb: loop cannot be made (*"
run_ebb --db "" due
expect "nor is nothing" 2 "" "ebb: --db needs the path of a file"
ln -s elsewhere.db link.db
run_ebb --db link.db import --yes one.csv
expect_like "a link to a file that is not there makes it" 0 "*+ 1 new*" ""
is "for the learner alone" 600 "$(stat -c %a elsewhere.db)"
rm -rf open
(umask 000 && clean "$EBB" --db open/er/ebb.db import --yes one.csv >/dev/null &&
	clean "$EBB" --db open/er/ebb.db export -o open/er/out.csv >/dev/null)
is "whatever the umask is, cards are private" "700 700 600 " \
	"$(stat -c %a open open/er open/er/ebb.db | tr '\n' ' ')"

# ---- what others put into the environment ----------------------------------

for value in TZ=:/etc/passwd TZ=UTC+99999 TZ=../../dev/zero \
	LC_ALL=../../etc/passwd LANGUAGE=../../.. TERM=../../etc/passwd \
	HOME=/nonexistent HOME= COLUMNS=2000000000 COLUMNS=-5 \
	COLUMNS=99999999999999999999 INPUTRC=/dev/zero PAGER=/dev/zero; do
	run env EBB_DB="$db" "$value" sh -c 'ulimit -v "$1" && ulimit -t 20 &&
		exec "$2" due' sh "$most" "$EBB"
	expect_like "$value does no harm" 0 "one *1 new*" ""
done
run env TERM="$(flood 50000 a)" "$EBB" due
expect_like "nor does a terminal of fifty thousand letters" 0 "one *" ""
# An editor is a program and its words, and no line for a shell.
for editor in '$(touch pwned)' '`touch pwned`' 'true; touch pwned' \
	'true && touch pwned' 'true | touch pwned' 'true > pwned'; do
	run env VISUAL="$editor" "$EBB" edit "$card"
	holds "not even $editor" test ! -e pwned
done
run env VISUAL="$(printf 'no\033[31m')" "$EBB" edit "$card"
expect_like "whose name is shown and not obeyed" 1 "" "*no␛?31m cannot be run*"

# ---- databases made to do harm ---------------------------------------------

typed "" 4
now=2026-03-03T09:00:00+01:00
given study

# planted NAME SQL: put something into a database of its own, and live with it.
planted() {
	cp "$db" bad.db
	sqlite3 bad.db "CREATE TABLE canary (n); $2" >sql.err 2>&1 ||
		fail "$1: planting" "$(cat sql.err)"
	for command in check "list dog" stats "suspend $card" \
		"import --yes one.csv"; do
		# shellcheck disable=SC2086
		run env EBB_DB="$HOME/bad.db" timeout 60 "$EBB" $command
		[ "$status" -le 1 ] ||
			fail "$1: ebb $command" "status $status: $(err)"
		case $command in
		"list dog") listed=$(out) ;;
		esac
	done
	typed x 1 "" 4
	run env EBB_DB="$HOME/bad.db" timeout 60 "$EBB" study
	is "$1 is not run" 0 "$(sqlite3 bad.db 'SELECT count(*) FROM canary')"
}

all_triggers=$(sql "SELECT 'CREATE TRIGGER t' || row_number() OVER () ||
	' AFTER ' || e || ' ON ' || name ||
	' BEGIN INSERT INTO canary VALUES (1); END;'
	FROM sqlite_schema, (SELECT 'INSERT' AS e UNION SELECT 'UPDATE'
	UNION SELECT 'DELETE') WHERE type = 'table'")
planted "a trigger on every table" "$all_triggers"
like "and all works" "*dog*Hund*" "$listed"
planted "a view in the place of a table" "ALTER TABLE note RENAME TO old;
	CREATE VIEW note AS SELECT * FROM old;
	CREATE TRIGGER t INSTEAD OF INSERT ON note
	BEGIN INSERT INTO canary VALUES (1); END;"
planted "a view that never ends" "ALTER TABLE tag RENAME TO old;
	CREATE VIEW tag AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
	SELECT i + 1 FROM n) SELECT i AS id, i AS name, 0 AS uid FROM n;"
planted "a function in an index" "CREATE INDEX i ON note (length(front));
	CREATE INDEX j ON note (back) WHERE front LIKE '%d%';"
planted "a virtual table" "DROP TABLE alias;
	CREATE VIRTUAL TABLE alias USING fts5(text);"
planted "a value of a strange type" "DROP TABLE setting;
	CREATE TABLE setting (id, deck_id, name, value, batch_id,
	modified_at_ms); INSERT INTO setting VALUES (1, NULL, 5, x'00ff', 0, 0),
	(2, NULL, NULL, 'x', 0, 0);"
planted "what is no JSON" "UPDATE note SET fields = '{\"a\":null,\"b\":[1]}';"
planted "a day far away" "DROP TRIGGER review_no_update;
	UPDATE review SET study_day = 9223372036854775807,
	answered_at_ms = -9223372036854775807, utc_offset_min = 2147483647;"
planted "text that is no text" "UPDATE note SET
	front = CAST(x'ff41c0' AS TEXT); UPDATE deck SET
	name = CAST(x'edbfbf' AS TEXT) || id;"

cp "$db" names.db
sqlite3 names.db "CREATE TABLE \"$(printf 'a\033[31mb')\" (x UNIQUE);
	INSERT INTO \"$(printf 'a\033[31mb')\" VALUES (1), (2);
	PRAGMA writable_schema = ON; DELETE FROM sqlite_schema
	WHERE name LIKE 'sqlite_autoindex_a%';"
run_ebb --db names.db check
like "the name of a table is shown and not obeyed" "*" "$(out)"
holds "whatever the check says of it" sh -c '! grep -q "$(printf "\033")" "$1"' \
	sh "$work/run/out"

# The same complaint before an index is made again.
cp "$db" index.db
name=$(printf 'e\033]0;PWNED\007')
sqlite3 index.db '.dbconfig defensive off' >/dev/null \
	"CREATE INDEX \"$name\" ON note(front) WHERE 0" \
	'PRAGMA writable_schema = ON' \
	"UPDATE sqlite_schema SET sql = replace(sql, ' WHERE 0', '')
	WHERE sql LIKE '% WHERE 0'"
run_ebb --db index.db check --repair
like "the name of an index that is made again is shown, too" \
	"*missing from index e␛?0;PWNED␇*" "$(out)"

cp "$db" kind.db
sqlite3 kind.db "DROP TRIGGER batch_no_update" "PRAGMA ignore_check_constraints
	= ON; UPDATE batch SET kind = char(27) || ']0;PWN' || char(7)" \
	"UPDATE source SET encoding = 'ISO-8859-1//' || char(27) || ']0;PWN'"
run_ebb --db kind.db undo --list
expect_like "a kind of change that this ebb does not know is a change" 0 \
	"*  change *one.csv*" ""
now=2026-03-09T09:00:00+01:00
typed :undo :undo :undo
run_ebb --db kind.db study
holds "in a session, too" sh -c 'grep -q "Taken back: change " "$1" &&
	! grep -q "$(printf "\033")" "$1"' sh "$work/run/out"
run_ebb --db kind.db redo
like "and when it comes back" "Brought back: change *" "$(out)"
run_ebb --db kind.db import --yes one.csv
like "the name of an encoding is shown and not obeyed" \
	"*  ISO-8859-1//␛?0;PWN, comma*" "$(out)"

cp "$db" format.db
sqlite3 format.db "UPDATE source SET format = '[]'"
run_ebb --db format.db export --as-imported one
like "a file of which nothing is known is exported as UTF-8" "*Hund*" "$(out)"

# ---- spreadsheets ----------------------------------------------------------

cat >formulas.csv <<'EOF'
front,back
"=cmd|' /C calc'!A0","+1+1"
"-2+3","@SUM(1)"
EOF
given import --yes formulas.csv
run_ebb export --safe-for-excel formulas
expect "a formula is none in an export that is safe for spreadsheets" 0 "front,back,cards
'=cmd|' /C calc'!A0,'+1+1,forward
'-2+3,'@SUM(1),forward" ""
run_ebb export formulas
expect "and else what it was" 0 "front,back,cards
=cmd|' /C calc'!A0,+1+1,forward
-2+3,@SUM(1),forward" ""

finish
