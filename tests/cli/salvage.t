# What can be read of a damaged database comes out of it.
# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

awk 'BEGIN { print "front,back,tags"; for (i = 1; i <= 200; i++)
	print "front " i ",the back of number " i ",t" i % 5 }' >deck.csv
given import deck.csv
typed x 1 x 2 x 4 x 5 :quit
given study
given suspend "front 3"

# page TABLE: where a leaf of its tree is.
page() {
	sql "SELECT pageno FROM dbstat WHERE name = '$1' AND pagetype = 'leaf'
		LIMIT 1 OFFSET 1"
}

# overwrite FILE PAGE
overwrite() {
	dd if=/dev/urandom of="$1" bs=4096 seek=$(($2 - 1)) count=1 \
		conv=notrunc 2>/dev/null
}

cp "$db" ebb.db
run_ebb salvage ebb.db
expect "of a sound one comes everything" 0 \
	'200 notes · 200 cards · 4 reviews → ebb.salvaged.db
  nothing is missing
`ebb restore ebb.salvaged.db` puts it in the place of the database.' ""
for table in review note card deck batch note_tag tag schedule; do
	is "$table is the same" "$(sql "SELECT * FROM $table ORDER BY 1, 2")" \
		"$(sqlite3 ebb.salvaged.db "SELECT * FROM $table ORDER BY 1, 2")"
done
is "for the learner alone" 600 "$(stat -c %a ebb.salvaged.db)"
run_ebb salvage ebb.db
expect "nothing is written over" 2 "" \
	"ebb: ebb.salvaged.db exists; name a new file"

overwrite ebb.db "$(page note)"
cp ebb.db before
run_ebb --db ebb.db check
expect_like "a damaged page is told of, with the ways out" 1 "*" 'ebb: ebb.db is damaged*; `ebb restore` goes back to a backup, `ebb salvage ebb.db` gets out what can be read'
run_ebb salvage -o new.db ebb.db
expect_like "notes of a damaged page are pieced together" 0 \
	'1[0-9]* notes · 200 cards · 4 reviews → new.db
  [0-9]* notes put together from indexes, without their other fields
`ebb restore new.db` puts it in the place of the database.' ""
holds "the damaged file is left alone" cmp before ebb.db
is "with front, back and tags" "200|200|200" "$(sqlite3 new.db "SELECT
	count(*), count(DISTINCT front), sum(back = 'the back of number ' ||
	substr(front, 7)) FROM note")"
run_ebb --db new.db check
expect "soundly" 0 "200 cards, 4 reviews
every schedule is what the log says
the file is sound" ""
run_ebb restore --yes new.db
expect_like "and it can take the place of the database" 0 \
	"new.db · 200 cards · 4 reviews*Restored new.db. *" ""
run_ebb list is:suspended
expect_like "with what was suspended" 0 "*front 3 *" ""
run_ebb undo --list
expect_like "what was made up is a step" 0 "*salvage ebb.db*" ""

dd if=/dev/zero of=ebb.db bs=4096 count=1 conv=notrunc 2>/dev/null
run_ebb salvage -o headless.db ebb.db
expect_like "without its first page" 0 "1[0-9]* notes · 200 cards · 4 reviews *" ""
head -c $(($(wc -c <before) / 2)) before >half.db
run_ebb salvage half.db
expect_like "half a file" 0 "* → half.salvaged.db*" ""
run_ebb --db half.salvaged.db check
expect_like "is sound as well" 0 "*is sound" ""
sqlite3 oldest.db <"$tests/data/version-1.sql"
told=$(sqlite3 oldest.db "SELECT (SELECT count(*) FROM note) || ' notes · ' ||
	(SELECT count(*) FROM card) || ' cards · ' ||
	(SELECT count(*) FROM review) || ' reviews'")
run_ebb salvage oldest.db
expect_like "of the first version comes everything" 0 \
	"$told → oldest.salvaged.db${nl}  nothing is missing*" ""
is "with what it did not know yet" "0" "$(sqlite3 oldest.salvaged.db \
	"SELECT DISTINCT flagged FROM card")"
echo "just a letter to somebody" >letter.txt
run_ebb salvage letter.txt
expect "nothing comes of a letter" 1 "" \
	"ebb: nothing that ebb wrote was found in letter.txt"
holds "not even a file" test ! -e letter.txt.salvaged.db
sqlite3 theirs.db 'CREATE TABLE friend (name)'
run_ebb salvage theirs.db
expect "nor of another program's database" 1 "" \
	"ebb: nothing that ebb wrote was found in theirs.db"
holds "and no file comes of it" test ! -e theirs.salvaged.db
run_ebb salvage nowhere.db
expect "a file that is not there" 1 "" "ebb: nowhere.db: No such file or directory"
mkdir folder
run_ebb salvage folder
expect "a folder" 1 "" "ebb: folder is no file"
run_ebb salvage
expect_like "nothing named" 2 "" "ebb: something is missing; usage: ebb salvage*"
finish
