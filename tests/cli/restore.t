# Going back to a backup, from whatever there is, and back again.
# shellcheck disable=SC2010,SC2012,SC2034
. "$(dirname "$0")/tap.sh"

state=$HOME/.local/state/ebb

# Everything that the learner wrote and did.
# Who was killed may hold its locks a moment longer.
truth() {
	sqlite3 -readonly -cmd '.timeout 5000' "${1:-$db}" 'SELECT * FROM review ORDER BY id;
		SELECT * FROM retraction ORDER BY id;
		SELECT * FROM batch ORDER BY id; SELECT * FROM note;
		SELECT * FROM card; SELECT * FROM deck; SELECT * FROM schedule'
}

run_ebb restore
expect "without a backup" 1 "" "ebb: there is no backup of $db in $state"
holds "nothing is made" test ! -e "$HOME/.local"
given backup
run_ebb decks
expect_like "a backup without cards is not worth naming" 0 "Welcome to ebb. *
  $db${nl}Bring in*" ""
rm -r "$HOME/.local"
printf 'front,back\ndog,Hund\ncat,Katze\nhen,Huhn\n' >words.csv
given import words.csv
typed Hund 4 :quit
given study
truth >first
now=2026-03-03T09:00:00+01:00
typed Hund 5 Katze 4 Huhn 2 :quit
given study
given suspend hen
truth >second
folder=$(echo "$state"/ebb.db-*)

# ---- asking ----------------------------------------------------------------

run_ebb restore 2026-03-02
expect "without --yes it tells what would be lost" 2 \
	"2026-03-02 · 3 cards · 1 review
Not in it: 3 answers, 1 change" "ebb: nothing changed; say --yes to restore it"
is "and does nothing" "$(cat second)" "$(truth)"
run_ebb restore
expect "the newest is meant when none is named" 2 \
	"2026-03-03 · 3 cards · 4 reviews
Not in it: 1 change" "ebb: nothing changed; say --yes to restore it"
for name in 2026-03-01 yesterday no/such.db; do
	run_ebb restore --yes "$name"
	expect "$name is none" 1 "" \
		"ebb: there is no backup \"$name\"; \`ebb backups\` lists them"
done
run_ebb restore --yes "$db"
expect "nor is the database itself" 2 "" "ebb: $db is the database itself"
is "as a Tab knows" "2026-03-02 2026-03-03" \
	"$(ebb completion bash -- restore '' | sort | tr '\n' ' ' |
		sed 's/ $//')"

# ---- back, and forth -------------------------------------------------------

run_ebb restore --yes 2026-03-02
expect "a day is gone back to" 0 "2026-03-02 · 3 cards · 1 review
Not in it: 3 answers, 1 change
Restored 2026-03-02. What was here is kept: \`ebb restore 2026-03-03.2\` brings it
back." ""
is "to what was known then" "$(cat first)" "$(truth)"
run_ebb check
expect_like "soundly" 0 "3 cards, 1 review
every schedule is what the log says
the file is sound" ""
is "as a database in use is kept" "wal 600" \
	"$(sql 'PRAGMA journal_mode') $(stat -c %a "$db")"
now=2026-03-03T10:00:00+01:00
typed Hund 3 :quit
given study
run_ebb backups
expect "the list tells how each has gone another way" 0 \
	"2026-03-03.2 · 3 cards · 4 reviews · 1 behind · 3 answers, 1 change only there ·
before a restore
2026-03-03 · 3 cards · 4 reviews · 1 behind · 3 answers only there
2026-03-02 · 3 cards · 1 review · 1 behind" ""
run_ebb restore --yes 2026-03-03.2
expect "a restore is undone by restoring what it kept" 0 \
	"2026-03-03.2 · 3 cards · 4 reviews
Not in it: 1 answer
Only in it: 3 answers, 1 change
Restored 2026-03-03.2. What was here is kept: \`ebb restore 2026-03-03.3\` brings
it back." ""
is "wholly" "$(cat second)" "$(truth)"
run_ebb restore --yes
expect_like "what was kept last is the newest" 0 "2026-03-03.3 *
Restored 2026-03-03.3. *" ""
given restore --yes 2026-03-03.2
run_ebb restore --yes 2026-03-03.2
expect_like "where nothing differs it says so" 0 \
	"*It holds every answer and change that is here.*" ""
given backup mine.db
given add uno one
run_ebb restore --yes mine.db
expect_like "a file of one's own will do" 0 \
	"mine.db · 3 cards · 4 reviews${nl}Not in it: 1 change${nl}Restored mine.db. *" ""
is "as well" "$(cat second)" "$(truth)"

# ---- what cannot be restored -----------------------------------------------

echo "just a letter to somebody, longer than a header" >letter.txt
run_ebb restore --yes letter.txt
expect_like "a letter" 1 "" "ebb: letter.txt: *letter.txt is not an ebb database*"
sqlite3 theirs.db 'CREATE TABLE friend (name)'
run_ebb restore --yes theirs.db
expect_like "a database of another program" 1 "" \
	"ebb: theirs.db: *is a database of another program*"
run_ebb --db theirs.db restore --yes mine.db
expect "which is not replaced by one of ours, either" 1 "" "ebb: theirs.db is a \
database of another program; choose another file with EBB_DB or --db"
page=$(sqlite3 mine.db "SELECT rootpage FROM sqlite_schema
	WHERE name = 'review_card'")
printf 'this is no page of an index' | dd of=mine.db bs=4096 \
	seek=$((page - 1)) conv=notrunc 2>/dev/null
run_ebb restore --yes mine.db
expect_like "a backup that is damaged" 1 "" "ebb: mine.db is damaged; \
\`ebb restore 2026-03-03.?\` goes back to the newest backup that is sound"
head -c 50000 "$folder/2026-03-02.1.daily.db" >"$folder/2026-03-01.1.daily.db"
run_ebb restore --yes 2026-03-01
expect_like "half of one" 1 "" "ebb: 2026-03-01 is damaged; \
\`ebb restore 2026-03-03.?\` goes back to the newest backup that is sound"
run_ebb backups
expect_like "which is listed as what it is" 0 "*${nl}2026-03-01 · damaged" ""
rm "$folder/2026-03-01.1.daily.db"
is "all of them leave everything as it was" "$(cat second)" "$(truth)"

# ---- from ruins ------------------------------------------------------------

# ruined NAME: what is there can be replaced, and is kept as it was.
ruined() {
	cp "$db" "$work/ruin"
	run_ebb restore --yes 2026-03-02
	expect_like "$1: a backup takes its place" 0 "2026-03-02 · 3 cards · 1 review
What is in $db now?cannot?be?read.
Restored 2026-03-02. What was here is damaged; it is kept in
  $folder/2026-03-03.*.before-restore.db
and \`ebb salvage\` gets out of it what can be read." ""
	is "$1: as it was" "$(cat first)" "$(truth)"
	holds "$1: what was there is kept to the byte" cmp "$work/ruin" \
		"$(out | sed -n 's/^  //p')"
	run_ebb check
	expect_like "$1: and all is well" 0 "3 cards, 1 review*is sound" ""
}

dd if=/dev/zero of="$db" bs=4096 count=1 conv=notrunc 2>/dev/null
ruined "a header of zeros"
truncate -s 40960 "$db"
ruined "half a file"
cp letter.txt "$db"
ruined "a letter"
rm -rf "$HOME/.local/share"
run_ebb decks
expect_like "where cards are missed, the newest backup is named" 0 "Welcome to ebb. *
There were some: \`ebb restore 2026-03-03.?\` goes back to the newest backup.
Bring in*" ""
rm -rf "$HOME/.local/share"
run_ebb restore --yes 2026-03-02
expect "of a database that is gone" 0 "2026-03-02 · 3 cards · 1 review
Restored 2026-03-02." ""
is "everything comes back" "$(cat first)" "$(truth)"
is "with the modes it had" "600 700" "$(stat -c %a "$db" "${db%/*}" |
	tr '\n' ' ' | sed 's/ $//')"
: >"$db"
run_ebb restore --yes 2026-03-02
expect_like "an empty file is no loss" 0 "*Restored 2026-03-02.*" ""
is "nor is it a hindrance" "$(cat first)" "$(truth)"

# ---- among damaged ones ----------------------------------------------------

# Each restore keeps the ruin that it replaces, as the newest of all.
ruin() {
	rm -f "$db-wal" "$db-shm"
	awk 'BEGIN { for (i = 0; i < 3072; i++) printf "ruin" }' |
		dd of="$db" conv=notrunc 2>/dev/null
}

now=2026-03-04T09:00:00+01:00
given restore --yes 2026-03-02
ruin
given restore --yes
sound=$(out | sed -n '1s/ · .*//p')
is "the newest sound one comes back" "$(cat first)" "$(truth)"
ruin
run_ebb restore --yes
expect_like "a damaged one that a restore kept is passed over" 0 \
	"2026-03-04.2 is damaged and passed over.$nl$sound · 3 cards · 1 review
What is in $db now?cannot?be?read.
Restored $sound. *2026-03-04.3.before-restore.db*" ""
is "as often as that is" "$(cat first)" "$(truth)"
run_ebb restore --yes 2026-03-04.3
expect "one that is named is refused, and a sound one named" 1 "" \
	"ebb: 2026-03-04.3 is damaged; \`ebb restore $sound\` goes back to the \
newest backup that is sound"
given add uno one
truth >third
given restore --yes
run_ebb restore --yes
expect_like "what a restore kept sound is the newest sound one" 0 \
	"2026-03-04.4 · 4 cards*" ""
is "so that a restore is undone" "$(cat third)" "$(truth)"
mkdir "$work/aside"
mv "$folder"/2026-03-0[123]* "$folder"/2026-03-04.[145]* "$work/aside"
run_ebb restore --yes
expect "when all are damaged, that is said" 1 \
	"2026-03-04.3 is damaged and passed over.
2026-03-04.2 is damaged and passed over." \
	"ebb: no backup of $db in $state is sound"
run_ebb restore --yes 2026-03-04
expect "of a named one, too" 1 "" "ebb: 2026-03-04.3 is damaged, and no other \
backup is sound; \`ebb salvage $folder/2026-03-04.3.before-restore.db\` gets \
out what can be read"
mv "$work/aside"/* "$folder"
rm "$folder"/2026-03-04.*
now=2026-03-03T10:00:00+01:00

# ---- while others have it open ---------------------------------------------

given restore --yes 2026-03-03
given due
mkfifo "$work/keys" "$work/screen"
exec_ebb study --cram <"$work/keys" >"$work/screen" 2>&1 &
session=$!
exec 3>"$work/keys" 4<"$work/screen"
while read -r line <&4; do
	case $line in "Q  "*) break ;; esac
done
mkfifo "$work/sql" "$work/rows"
sqlite3 -batch "$db" <"$work/sql" >"$work/rows" &
exec 5>"$work/sql" 6<"$work/rows"
echo 'SELECT count(*) FROM review;' >&5
read -r line <&6
is "the sqlite3 shell sees four answers" 4 "$line"
run_ebb restore --yes 2026-03-02
expect_like "a backup is restored under both" 0 "*Restored 2026-03-02.*" ""
echo 'SELECT count(*) FROM review; PRAGMA integrity_check;' >&5
read -r line <&6
read -r sound <&6
is "the shell sees the one that was known then" "1 ok" "$line $sound"
exec 5>&- 6<&-
printf '\n4\n:quit\n' >&3
cat <&4 >screen &
exec 3>&-
wait $session
exec 4<&-
given check
run_ebb check
expect_like "what the session answers then is kept once, or asked again" 0 \
	"3 cards, [12] review*is sound" ""

mkfifo "$work/hold" "$work/held"
{
	echo "BEGIN IMMEDIATE;"
	echo "SELECT 'held';"
	cat "$work/hold"
	echo "ROLLBACK;"
} | sqlite3 -batch "$db" >"$work/held" &
exec 4<"$work/held" 3>"$work/hold"
read -r line <&4
truth >before
run_ebb restore --yes 2026-03-03
expect_like "while another program writes, nothing is restored" 1 "*" "ebb: $db is being \
written by another program; try again when it is done"
exec 3>&-
wait
exec 4<&-
is "and nothing has changed" "$(cat before)" "$(truth)"

# ---- a backup by another version of ebb ------------------------------------

# What it derived from the log is of other tables, which this one makes anew.
given backup
older=$(find "$folder" -name '*.asked*.db' | sort | tail -n 1)
sqlite3 "$older" "UPDATE derived SET version = 7; DROP TABLE rollup_closed;
	ALTER TABLE rollup_hours RENAME TO rollup_hour"
truth "$older" >before
run_ebb restore --yes "$(basename "$older" | sed 's/\.asked.*//')"
is "a backup by an earlier ebb is restored" 0 "$status"
is "with all that it has" "$(cat before)" "$(truth)"
run_ebb check
expect_like "and what follows from it is made anew" 0 "*every schedule*" ""

# ---- a full disk, a sudden end ---------------------------------------------

awk 'BEGIN { print "front,back"; for (i = 0; i < 4000; i++)
	print "front " i ",back " i }' >big.csv
given import big.csv
given backup
given restore --yes 2026-03-02
truth >before
(
	ulimit -f 400
	run_ebb restore --yes 2026-03-03
	echo "$status" >"$work/run/status"
) 2>/dev/null
status=$(cat "$work/run/status")
is "a disk that fills" 1 "$status"
is "changes nothing" "$(cat before)" "$(truth)"

sqlite3 "$db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
large=$(ls "$folder" | grep asked | tail -n 1 | sed 's/\.asked.*//')
truth "$folder/$large.asked.db" >after
run_ebb check
wrong=0
for wait in 01 02 03 04 05 06 08 10 15 20; do
	clean timeout -s KILL "0.$wait" "$EBB" restore --yes "$large" \
		>/dev/null 2>&1
	truth >now
	cmp -s now before || cmp -s now after || wrong=$((wrong + 1))
	run_ebb check
	[ "$status" -eq 0 ] || wrong=$((wrong + 1))
done
is "killed at any moment it leaves the old or the new" 0 $wrong
finish
