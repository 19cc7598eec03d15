. "$(dirname "$0")/tap.sh"

run_ebb check
expect "a new database is sound" 0 "0 cards, 0 reviews
every schedule is what the log says
the file is sound" ""
printf 'front,back\nq,a\n' >one.csv
given --db one.db import one.csv
typed "" 4
given --db one.db study
run_ebb --db one.db check
expect_like "one is not many" 0 "1 card, 1 review$nl*" ""
run_ebb --db one.db stats
expect_like "in the statistics, too" 0 "Today
1 answer in less than a minute, 1 new card learned.
*Streak 1 day, the longest so far.
1 answer on 1 day in all.
*" ""
awk 'BEGIN { print "front,back,cards"; for (i = 1; i <= 6; i++)
	print "q" i ",a" i ",both" }' >deck.csv
given import deck.csv
typed "" 1 "" 4 "" 5 "" 3 :undo "" 0 "" 4 "" 4
given study
given suspend q1
run_ebb check --json
expect "answers, undo and suspensions leave nothing to mend" 0 \
	"{\"cards\":12,\"reviews\":$(sql 'SELECT count(*) FROM review'),\
\"differences\":0,\"integrity\":\"ok\"}" ""
reviews=$(sql 'SELECT count(*) FROM review')

# breaks NAME SQL: what the caches say is not what the log says.
breaks() {
	name=$1
	shift
	sql "$@"
	set -- "$name"
	run_ebb check --json
	expect_like "$1 is found" 1 \
		'{"cards":12,"reviews":'"$reviews"',"differences":[1-9]*' \
		"ebb: the schedule disagrees with the log; \`ebb check \
--repair\` writes what the log says"
	run_ebb check --repair
	expect_like "and mended with --repair" 0 \
		"*repaired: the schedule is what the log says" ""
	run_ebb check
	expect_like "for good" 0 "*every schedule is what the log says*" ""
}

breaks "a wrong interval" "UPDATE schedule SET interval_days = 99
	WHERE card_id = (SELECT max(card_id) FROM schedule)"
breaks "a schedule that is gone" "DELETE FROM schedule"
breaks "a schedule of a card that was never asked" "INSERT INTO schedule
	SELECT max(unseen.card_id), s.deck_id, asked_on_day, repetitions,
	interval_days, ease_centi, lapses, due_day, last_day, drill_day,
	first_day, last_grade, last_at_ms, last_id, ratings,
	failures, removed
	FROM schedule AS s, unseen"
breaks "a new card that is not in the queue" "DELETE FROM unseen
	WHERE card_id = (SELECT max(card_id) FROM unseen)"
breaks "an answered card among the new ones" "INSERT INTO unseen
	SELECT deck_id, card_id FROM schedule LIMIT 1"
breaks "a count that is off" "UPDATE rollup SET n = n + 1
	WHERE grade = 4"
breaks "counts that are gone" "DELETE FROM rollup"
for table in card_count due_count added_count note_due_count note_new_count; do
	breaks "a number of $table that is off" "UPDATE $table SET n = n + 1"
done
breaks "lapses that were not" "INSERT INTO lapse_count
	SELECT id, 3, 1 FROM deck LIMIT 1"
breaks "a card among the buried that is not" "INSERT INTO unseen_buried
	SELECT card_id, deck_id, 20000 FROM unseen LIMIT 1"
breaks "a buried card that is not among them" "UPDATE card
	SET buried_until_day = 20000
	WHERE id = (SELECT max(card_id) FROM unseen)"
breaks "a day until which it is buried" "UPDATE unseen_buried
	SET until_day = until_day + 1"
breaks "additions that are gone" "DELETE FROM added_count"
breaks "an index that is gone" "DROP INDEX schedule_due"
breaks "a table of another shape" "ALTER TABLE schedule DROP COLUMN last_grade"
breaks "an index of what was written, gone" "DROP INDEX note_front"
breaks "one that is another" "DROP INDEX review_card" \
	"CREATE INDEX review_card ON review (card_id)"
breaks "a guard of the log that is gone" "DROP TRIGGER review_no_delete"
is "which it has again" "reviews are never deleted" \
	"$(sql "DELETE FROM review" 2>&1 | grep -o 'reviews are never deleted')"
breaks "a view that says something else" "DROP VIEW v_due" \
	"CREATE VIEW v_due AS SELECT 1"

for gone in "TABLE schedule" "TABLE unseen" "TABLE rollup" "TABLE held" \
	"TABLE added_count" "TABLE derived" \
	"VIEW v_deck"; do
	sql "DROP $gone"
	run_ebb check
	expect "a dropped ${gone#* } is there again" 0 \
		"12 cards, $reviews reviews
every schedule is what the log says
the file is sound" ""
done
run_ebb check
expect "a clean report says so in words" 0 "12 cards, $reviews reviews
every schedule is what the log says
the file is sound" ""
sql "UPDATE schedule SET ease_centi = 999 WHERE lapses = 0"
run_ebb check
expect_like "a difference is told in words, too" 1 "12 cards, $reviews reviews
[1-9]* schedules or counts are not what the log says
the file is sound" "ebb: the schedule disagrees with the log; *"
given check --repair
sql "PRAGMA foreign_keys = OFF" "INSERT INTO note_tag VALUES (1, 4711)"
run_ebb check
expect_like "a row that names what is not there" 1 \
	"*row * of note_tag names a tag that does not exist" \
	"ebb: $db is damaged; \`ebb restore\` goes back to a backup, \`ebb salvage $db\` \
gets out what can be read"
cp "$db" lacking.db
sqlite3 lacking.db "PRAGMA foreign_keys = OFF" \
	"DELETE FROM note_tag WHERE tag_id = 4711"
# An index that lacks a row: it was not there when the row came.
index=$(sqlite3 lacking.db "SELECT 'INSERT INTO sqlite_schema VALUES (''index'',
	''note_key'', ''note'', ' || rootpage || ', ' || quote(sql) || ')'
	FROM sqlite_schema WHERE name = 'note_key'")
sqlite3 lacking.db '.dbconfig defensive off' 'PRAGMA writable_schema = ON' \
	"DELETE FROM sqlite_schema WHERE name = 'note_key'"
sqlite3 lacking.db "UPDATE note SET key = 'a key'"
sqlite3 lacking.db '.dbconfig defensive off' 'PRAGMA writable_schema = ON' \
	"$index"
run_ebb --db lacking.db check
expect_like "an index that lacks rows" 1 "*row 1 missing from index note_key*" \
	"ebb: lacking.db is damaged; *"
run_ebb --db lacking.db check --repair
expect_like "is made again" 0 "row 1 missing from index note_key*
the indexes are made again from their tables
12 cards, $reviews reviews
every schedule is what the log says
the file is sound" ""
run_ebb --db lacking.db check
expect_like "and sound then" 0 "*the file is sound" ""
run_ebb check more
expect "operands" 2 "" \
	"ebb: there is too much on the line; usage: ebb check [options]"

finish
