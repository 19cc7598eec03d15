# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back\ndog,Hund\ncat,Katze\n' >words.csv
given import words.csv
typed "" 1 "" 4 "" 4
given study

# ---- where it is -----------------------------------------------------------

is "the database is under HOME, for the learner alone" "600 700 700" \
	"$(stat -c %a "$db" "${db%/*}" "$HOME/.local" | tr '\n' ' ' |
	sed 's/ $//')"
run XDG_DATA_HOME="$HOME/xdg" "$EBB" config new_per_day
expect_like "XDG_DATA_HOME moves it" 0 "new_per_day*" ""
run XDG_DATA_HOME="$HOME/xdg" EBB_DB="$HOME/named.db" "$EBB" config answer
expect_like "EBB_DB names it" 0 "answer*" ""
run EBB_DB="$HOME/named.db" "$EBB" --db deep/er/option.db config answer
expect_like "--db goes before both, and makes its folders" 0 "answer*" ""
is "each where it should be" "600 600 600" "$(stat -c %a xdg/ebb/ebb.db \
	named.db deep/er/option.db | tr '\n' ' ' | sed 's/ $//')"
run XDG_DATA_HOME=relative "$EBB" due
expect_like "a relative XDG_DATA_HOME does not count, as its standard says" 0 \
	"words *" ""
run_ebb --db
expect "--db without a file" 2 "" "ebb: --db needs the path of a file"
run EBB_NOW=tomorrow "$EBB" due
expect "EBB_NOW that is no time" 2 "" "ebb: EBB_NOW is \"tomorrow\"; it takes a \
time like 2026-11-23T08:30:00+01:00"
run EBB_SEED=-1 "$EBB" due
expect "EBB_SEED that is no number" 2 "" 'ebb: EBB_SEED is "-1"; it takes a number'
for seed in 99999999999999999999 7x x; do
	run EBB_SEED=$seed "$EBB" due
	expect "nor is $seed" 2 "" "ebb: EBB_SEED is \"$seed\"; it takes a number"
done
run EBB_NOW='' EBB_SEED='' EBB_DB='' "$EBB" due
expect_like "what is empty is not said" 0 "words *" ""
run_ebb --db=
expect "nor does an equals sign name a file" 2 "" \
	"ebb: --db needs the path of a file"
for name in :memory: file:named.db file::memory:?cache=shared; do
	given --db "$name" import words.csv
	run_ebb --db "$name" due
	expect_like "$name is a file like any other" 0 "words *" ""
	holds "$name is there" test -s "$name"
done
mkdir homeless
(
	cd homeless || exit 1
	unset HOME
	run "$EBB" import ../words.csv
	run "$EBB" backup
	run HOME='' "$EBB" due
	cp "$work/run/out" ../said
)
like "without a HOME all is where one is" "words *" "$(cat said)"
holds "the database" test -s homeless/ebb.db
holds "and its backups" test -d homeless/ebb-backups

# ---- files that are not ours -----------------------------------------------

# refuses NAME FILE MESSAGE: and leaves it as it was.
refuses() {
	cp "$2" "$work/before"
	run_ebb --db "$2" due
	expect "$1" 1 "" "ebb: $2 $3"
	holds "$1: it is left as it was" cmp "$2" "$work/before"
}

cp "$db" newer.db
sqlite3 newer.db 'PRAGMA user_version = 99'
refuses "a database from a newer ebb" newer.db \
	"was written by a newer ebb (schema 99, this one knows \
$(sql 'PRAGMA user_version')); install the newer ebb"
cp "$db" negative.db
sqlite3 negative.db 'PRAGMA user_version = -2000000000'
refuses "a database with a number that no ebb wrote" negative.db \
	"says that its schema is number -2000000000, which no ebb wrote; \`ebb restore\` goes back to a backup, \`ebb salvage negative.db\` gets out what can be read"
sqlite3 foreign.db 'CREATE TABLE friend (name)'
refuses "a database of another program" foreign.db "is a database of another \
program; choose another file with EBB_DB or --db"
echo "just a letter to somebody, longer than the header" >letter.txt
refuses "a text file" letter.txt \
	"is not an ebb database; choose another file with EBB_DB or --db"
for length in 16 100 4096; do
	cp "$db" first.db
	awk 'BEGIN { for (i = 0; i < 1024; i++) printf "ruin" }' |
		head -c $length | dd of=first.db conv=notrunc 2>/dev/null
	[ $length -lt 4096 ] || dd if=/dev/zero of=first.db bs=4096 count=1 \
		conv=notrunc 2>/dev/null
	refuses "one whose first $length bytes are damaged" first.db \
		"is not an ebb database, or a damaged one; \`ebb restore\` goes \
back to a backup, \`ebb salvage first.db\` gets out what can be read"
done
awk 'BEGIN { for (i = 0; i < 2048; i++) printf "book" }' >pages.txt
refuses "a text as long as two pages" pages.txt \
	"is not an ebb database; choose another file with EBB_DB or --db"
head -c 40960 "$db" >half.db
refuses "half a database" half.db "is damaged (database disk image is \
malformed); \`ebb restore\` goes back to a backup, \`ebb salvage half.db\` gets \
out what can be read"
run_ebb --db "$HOME" due
expect "a folder" 1 "" "ebb: $HOME is a folder; name a file with EBB_DB or --db"
run_ebb --db letter.txt/ebb.db due
expect_like "a folder that is a file" 1 "" "ebb: letter.txt* cannot be made (Not a directory); choose another place*"
: >nothing.db
run_ebb --db nothing.db decks
expect_like "an empty file becomes a database" 0 "Welcome to ebb*" ""

page=$(sql "SELECT rootpage FROM sqlite_schema WHERE name = 'review'")
cp "$db" damaged.db
printf 'this is no page of a table' | dd of=damaged.db bs=4096 \
	seek=$((page - 1)) conv=notrunc 2>/dev/null
run_ebb --db damaged.db show dog
expect_like "a damaged page is told where it is met" 1 "*" "ebb: damaged.db is \
damaged (database disk image is malformed); \`ebb restore\` goes back to a \
backup, \`ebb salvage damaged.db\` gets out what can be read"
run_ebb --db damaged.db check
expect_like "and by ebb check" 1 "*" "ebb: damaged.db is damaged*; \`ebb restore\` \
goes back to a backup, *"
typed "" 4
now=2026-03-03T09:00:00+01:00
run_ebb --db damaged.db study
expect_like "a session does not claim to have saved there" 1 "" \
	"ebb: damaged.db is damaged*"
now=2026-03-02T09:00:00+01:00

# ---- places that cannot be written -----------------------------------------

# Root may write anywhere, so the one who may not is nobody: who is to count
# what is reached (make coverage), does so elsewhere.
chmod 755 "$work" "$HOME"
cp "$EBB" "$work/ebb"
mkdir -m 777 "$work/counts"
nobody() {
	if [ "$(id -u)" -eq 0 ]; then
		run GCOV_PREFIX="$work/counts" setpriv --reuid=65534 \
			--regid=65534 --clear-groups "$work/ebb" "$@"
	else
		run "$work/ebb" "$@"
	fi
}
mkdir shut
cp "$db" shut/ebb.db
chmod 444 shut/ebb.db
chmod 555 shut
nobody --db "$HOME/shut/ebb.db" add bird Vogel
expect "a database that is read-only" 1 "" "ebb: $HOME/shut/ebb.db cannot be \
written; check the permissions of the file and its folder"
nobody --db "$HOME/shut/new.db" import words.csv
expect_like "a folder that is read-only" 1 "" \
	"ebb: $HOME/shut/new.db* cannot be made (Permission denied); choose another place*"
chmod 000 shut/ebb.db
nobody --db "$HOME/shut/ebb.db" due
expect_like "a database of somebody else" 1 "" "ebb: $HOME/shut/ebb.db cannot \
be opened; check the path and the permissions of its folder"
chmod 755 shut

awk 'BEGIN { for (i = 0; i < 9000; i++) print "front " i ",back " i }' >big.csv
# A file may grow to a limit here: to the database that is a disk that fills.
(
	ulimit -f 600
	run_ebb import big.csv
	echo "$status" >"$work/run/status"
) 2>/dev/null
status=$(cat "$work/run/status")
expect_like "a disk that fills while importing" 1 "*" \
	"ebb: big.csv: $db could not be*nothing was saved*"
is "leaves nothing of the file" "2 words" "$(sql "SELECT (SELECT count(*)
	FROM note), (SELECT group_concat(name) FROM deck)" | tr '|' ' ')"
run_ebb check
expect_like "and a sound database" 0 "*the file is sound" ""

mkfifo "$work/hold" "$work/held"
{
	echo "BEGIN IMMEDIATE;"
	echo "SELECT 'held';"
	cat "$work/hold"
	echo "ROLLBACK;"
} | sqlite3 -batch "$db" >"$work/held" &
exec 4<"$work/held" 3>"$work/hold"
read -r line <&4
run_ebb due
expect_like "while another program writes, ebb can read" 0 "words*" ""
run_ebb add bird Vogel
expect "but not write, and says so after five seconds" 1 "" "ebb: $db is being \
written by another program; try again when it is done"
exec 3>&-
wait
exec 4<&-
run_ebb add bird Vogel
expect_like "until that is done" 0 "Added to deck default*" ""

# ---- the log only grows ----------------------------------------------------

guarded() {
	is "$1" "$2" "$(sql "$3" 2>&1 | grep -o '[a-z]* are never [a-z]*')"
}

given undo
guarded "no UPDATE of a review" "reviews are never changed" \
	"UPDATE review SET grade = 5"
guarded "no DELETE of a review" "reviews are never deleted" \
	"DELETE FROM review"
guarded "no REPLACE of a review" "reviews are never replaced" \
	"REPLACE INTO review SELECT * FROM review"
guarded "no REPLACE by the uid" "reviews are never replaced" "REPLACE INTO
	review (id, uid, card_id, answered_at_ms, utc_offset_min, study_day,
	kind, grade, device) SELECT 999, uid, card_id, 0, 0, 0, 'rate', 5, ''
	FROM review LIMIT 1"
given add x y
typed "" 4
given study
given undo
for table in retraction revision batch; do
	case $table in batch) plural=batches ;; *) plural=${table}s ;; esac
	guarded "no UPDATE of a $table" "$plural are never changed" \
		"UPDATE $table SET id = id + 1000"
	guarded "no DELETE of a $table" "$plural are never deleted" \
		"DELETE FROM $table"
	guarded "no REPLACE of a $table" "$plural are never replaced" \
		"REPLACE INTO $table SELECT * FROM $table"
done

# ---- for people with the sqlite3 shell -------------------------------------

mkfifo "$work/keys" "$work/screen"
exec_ebb study <"$work/keys" >"$work/screen" 2>&1 &
exec 3>"$work/keys" 4<"$work/screen"
while read -r line <&4; do
	case $line in "Q  "*) break ;; esac
done
for view in v_card v_review v_due v_deck; do
	holds "$view can be read while a session runs" \
		sqlite3 -readonly "$db" "SELECT * FROM $view"
done
is "v_deck counts" "words|2|2|0" "$(sqlite3 -readonly "$db" "SELECT name,
	notes, cards, new FROM v_deck WHERE name = 'words'")"
is "v_card tells the schedule" "dog|Hund|learning|2026-03-03|1|2.5|0" \
	"$(sqlite3 -readonly "$db" "SELECT front, back, state, due,
	interval_days, ease_factor, lapses FROM v_card WHERE front = 'dog'")"
is "v_review tells the answers" "2026-03-02 09:00:00|rate|1|1" \
	"$(sqlite3 -readonly "$db" "SELECT answered_at, kind, grade, live
	FROM v_review ORDER BY id LIMIT 1")"
is "v_due tells what is due by the real clock" 2 "$(sqlite3 -readonly "$db" \
	"SELECT count(*) FROM v_due WHERE deck = 'words'")"
exec 3>&- 4<&-
wait

# ---- files of an earlier ebb -----------------------------------------------

mkdir old
sqlite3 old/ebb.db <"$tests/data/version-1.sql"
reviews=$(sqlite3 old/ebb.db "SELECT id, hex(uid), card_id, grade FROM review")
run_ebb --db old/ebb.db check
expect_like "a file of version 1 is brought up to date" 0 \
	"*every schedule is what the log says*the file is sound" ""
is "with every review as it was" "$reviews" \
	"$(sqlite3 old/ebb.db "SELECT id, hex(uid), card_id, grade FROM review")"
printf 'id,front,back,example,tags\n1,dog,Hund,The dog barks.,animal\n2,receive,empfangen,,verb\n4,owl,Uhu,,\n' \
	>words.csv
run_ebb --db old/ebb.db import words.csv
expect_like "what it imported counts as unchanged, what was added by hand is \
nobody's but the learner's" 0 "*~ 1 changed  ! 1 in conflict*  = 1 same*" ""

mkdir newer
sqlite3 newer/ebb.db <"$tests/data/version-2.sql"
log="SELECT id, hex(uid), card_id, grade FROM review UNION ALL
	SELECT id, hex(uid), hex(target), 0 FROM retraction UNION ALL
	SELECT id, hex(uid), kind, hex(undoes) FROM batch UNION ALL
	SELECT id, batch_id, entity, before FROM revision"
before=$(sqlite3 newer/ebb.db "$log")
run_ebb --db newer/ebb.db check
expect_like "a file of version 2 too" 0 \
	"*every schedule is what the log says*the file is sound" ""
is "with the whole log as it was" "$before" "$(sqlite3 newer/ebb.db "$log")"
is "which still only grows" "batches are never deleted" \
	"$(sqlite3 newer/ebb.db "DELETE FROM batch" 2>&1 |
		grep -o "batches are never deleted")"
run_ebb --db newer/ebb.db undo
expect "and what it did can be taken back" 0 "Taken back: import words.csv" ""

finish
