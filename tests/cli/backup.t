# Backups: when they are made, what they are, and what becomes of old ones.
# shellcheck disable=SC2010,SC2012,SC2016,SC2034
. "$(dirname "$0")/tap.sh"

state=$HOME/.local/state/ebb

# The folder of the backups of a database in $HOME; the usual one is $main.
folder() {
	if [ $# -eq 0 ]; then
		echo "$main"
	else
		echo "$state/$1"-*
	fi
}

# The names in it, on one line.
names() {
	(cd "$(folder "$@")" 2>/dev/null && ls | grep -v '^lock$' |
		tr '\n' ' ' | sed 's/ $//')
}

on() {
	now=2026-03-$1T09:00:00+01:00
}

# ---- when ------------------------------------------------------------------

run_ebb backups
expect "there is none at first" 0 \
	'There is no backup yet; `ebb backup` makes one.' ""
run_ebb backups --json
expect "nor as JSON" 0 "" ""
holds "looking makes neither folder nor database" test ! -e "$HOME/.local"
printf 'front,back\ndog,Hund\ncat,Katze\n' >words.csv
given import words.csv
given import words.csv
holds "before an import a database without answers needs none" \
	test ! -e "$state"
typed Hund 4 :quit
run_ebb study
expect_like "a session says nothing of its backup" 0 \
	"*Due tomorrow: 1. Streak: 1 day." ""
main=$(echo "$state"/ebb.db-*)
is "but has made it" "2026-03-02.1.daily.db" "$(names)"
typed Katze 4
given study
is "one of a study day" "2026-03-02.1.daily.db" "$(names)"
run_ebb backups
expect "the list tells what it holds and what it lacks" 0 \
	"2026-03-02 · 2 cards · 1 review · 1 behind" ""
now=2026-03-03T03:59:00+01:00
given study
is "the day lasts until the rollover" "2026-03-02.1.daily.db" "$(names)"
on 03
typed Hund 4 Katze 4
given study
is "the next day has its own" "2026-03-02.1.daily.db 2026-03-03.1.daily.db" \
	"$(names)"
now=2026-03-04T08:00:00+01:00
typed :quit
given study
is "a day without an answer has none" \
	"2026-03-02.1.daily.db 2026-03-03.1.daily.db" "$(names)"
on 04
given config new_per_day 30
run_ebb backups
expect "a change counts as well" 0 \
	"2026-03-03 · 2 cards · 4 reviews · 1 change behind
2026-03-02 · 2 cards · 1 review · 3 behind" ""
given config backups off
typed "" 4 :quit
given study --cram
printf 'front,back\ncow,Kuh\n' >more.csv
given import more.csv
is "none where the setting says so" \
	"2026-03-02.1.daily.db 2026-03-03.1.daily.db" "$(names)"
given config backups on
printf 'front,back\npig,Schwein\n' >more.csv
given import more.csv
is "an import keeps what was there" "2026-03-04.1.before-import.db" \
	"$(names | grep -o '2026-03-04.*')"
run_ebb backups
expect_like "and the list says why it was made" 0 \
	"2026-03-04 · 3 cards · 5 reviews · 1 change behind · before an import$nl*" ""
printf 'front,back\nhen,Huhn\n' >more.csv
given import more.csv
run_ebb import more.csv
is "once a day" "2026-03-04.1.before-import.db" \
	"$(names | grep -o '2026-03-04.*')"
run_ebb backup
expect "ebb backup makes one at any time" 0 \
	"Backed up: 2026-03-04.2 · 5 cards · 5 reviews
  $(folder)/2026-03-04.2.asked.db" ""
given study
is "and stands for the day" "2026-03-04.1.before-import.db
2026-03-04.2.asked.db" "$(names | grep -ao '2026-03-04.*' | tr ' ' '\n')"
run_ebb backups --json
expect_like "as JSON" 0 \
	'{"name":"2026-03-04.2","made":"asked","path":"'"$(folder)"'/2026-03-04.2.asked.db","bytes":'"$(stat -c %s "$(folder)/2026-03-04.2.asked.db")"',"cards":5,"reviews":5,"answers_behind":0,"changes_behind":0,"damage":null}
*"name":"2026-03-02",*"answers_behind":4,*' ""

# ---- what ------------------------------------------------------------------

newest=$(folder)/2026-03-04.2.asked.db
is "folders are 0700, files 0600" "700 700 600 600" "$(stat -c %a "$state" \
	"$(folder)" "$newest" "$(folder)/lock" | tr '\n' ' ' | sed 's/ $//')"
is "it needs no log beside it" delete \
	"$(sqlite3 -readonly "$newest" 'PRAGMA journal_mode')"
is "and is whole" "$(sql 'SELECT * FROM review')" \
	"$(sqlite3 -readonly "$newest" 'SELECT * FROM review')"
cp "$newest" copy.db
run_ebb --db copy.db check
expect_like "ebb can work with it" 0 "5 cards, 5 reviews*is sound" ""
is "the lock and the backups are all there is" "" \
	"$(ls -A "$(folder)" | grep -v '^lock$\|^20.*\.db$')"
for mask in 000 777; do
	(
		umask $mask
		run_ebb --db "mask$mask.db" backup
		echo "$status" >"$work/run/status"
	)
	is "whatever the umask ($mask)" "0 600 700 600" "$(cat "$work/run/status"
		) $(stat -c %a "mask$mask.db" "$(folder "mask$mask.db")" \
			"$(folder "mask$mask.db")"/*.db | tr '\n' ' ' |
		sed 's/ $//')"
done
given --db wide.db add uno one
given --db wide.db backup
chmod 755 "$(folder wide.db)"
given --db wide.db backup
is "a folder that others can look into is shut again" 700 \
	"$(stat -c %a "$(folder wide.db)")"
for n in $(seq 1 40); do
	cp "$(folder wide.db)/2026-03-04.1.asked.db" \
		"$(folder wide.db)/2026-01-01.$n.before-import.db"
done
run_ebb --db wide.db backups --json
is "however many there are, they are listed" "42 2026-01-01.40 2026-01-01.1" \
	"$(json '$.name' | awk '{ name[NR] = $0 }
		END { print NR, name[3], $0 }' | sed 's/2026-01-01$/&.1/')"
: >flat
run XDG_STATE_HOME="$HOME/flat" "$EBB" backups
expect_like "where a file is in the way that is said" 1 "" \
	"ebb: $HOME/flat/*: Not a directory"
rm flat
mkdir other
given --db other/ebb.db add uno one
given --db other/ebb.db backup
run_ebb --db other/ebb.db backups
expect "databases do not mix, though they have one name" 0 \
	"2026-03-04 · 1 card · 0 reviews · up to date" ""
(cd other && run_ebb --db ebb.db backups)
expect "however the path is written" 0 \
	"2026-03-04 · 1 card · 0 reviews · up to date" ""
ln -s other/ebb.db link.db
run_ebb --db link.db backups
expect "also by a symbolic link" 0 \
	"2026-03-04 · 1 card · 0 reviews · up to date" ""
run XDG_STATE_HOME="$HOME/xdg" "$EBB" backup
expect_like "XDG_STATE_HOME moves them" 0 \
	"*  $HOME/xdg/ebb/ebb.db-*/2026-03-04.1.asked.db" ""
run XDG_STATE_HOME=xdg "$EBB" backups
expect_like "a relative one does not count, as its standard says" 0 \
	"2026-03-04.2 *" ""

run_ebb backup aside.db
expect "into a file of one's own" 0 "Backed up: aside.db · 5 cards · 5 reviews
  aside.db" ""
is "which is private, too" 600 "$(stat -c %a aside.db)"
run_ebb backup aside.db
expect "but never over a file" 2 "" "ebb: aside.db exists; name a new file"
ln -s nowhere dangling.db
run_ebb backup dangling.db
expect "nor through a link" 2 "" "ebb: dangling.db exists; name a new file"
run_ebb backup no/folder.db
expect "a folder that is not there" 1 "" \
	"ebb: no/folder.db: No such file or directory"
is "leaves nothing behind" "aside.db" "$(ls | grep -x 'aside.*')"

# ---- while others write ----------------------------------------------------

mkfifo "$work/hold" "$work/held"
{
	echo "BEGIN IMMEDIATE;"
	echo "INSERT INTO tag VALUES (99, randomblob(16), 'half', 0);"
	echo "SELECT 'held';"
	cat "$work/hold"
	echo "COMMIT;"
} | sqlite3 -batch "$db" >"$work/held" &
exec 4<"$work/held" 3>"$work/hold"
read -r line <&4
run_ebb backup
expect_like "a backup does not wait for who is writing" 0 "Backed up: *" ""
exec 3>&-
wait
exec 4<&-
is "and holds nothing that is half done" "0 1" "$(sqlite3 -readonly \
	"$(folder)/2026-03-04.3.asked.db" "SELECT count(*) FROM tag
	WHERE name = 'half'") $(sql "SELECT count(*) FROM tag
	WHERE name = 'half'")"
cat >writer.sh <<'END'
while [ ! -e stop ]; do
	i=$((i + 1))
	"$EBB" add -d busy "word $i" "Wort $i" >/dev/null || exit 1
	echo . >>written
done
END
rm -f written
clean EBB="$EBB" sh writer.sh &
while [ ! -s written ]; do :; done
for _ in 1 2 3 4 5; do
	given backup
done
touch stop
wait $!
is "the writer is not disturbed" 0 $?
is "and every one is sound" "ok ok ok ok ok" "$(for i in 4 5 6 7 8; do
	sqlite3 -readonly "$(folder)/2026-03-04.$i.asked.db" \
		'PRAGMA integrity_check'
done | tr '\n' ' ' | sed 's/ $//')"
is "the notes that were added" "$(wc -l <written)" \
	"$(sql "SELECT count(*) FROM note WHERE front LIKE 'word %'")"

mkfifo "$work/lock"
flock "$(folder)/lock" sh -c 'echo held; read -r line' <"$work/hold" \
	>"$work/lock" &
exec 3>"$work/hold" 4<"$work/lock"
read -r line <&4
exec_ebb backup >waited 2>&1 3>&- 4<&- &
waiting=$!
exec 3>&- 4<&-
wait $waiting
is "one waits for another ebb that makes a backup" 0 $?
like "and has its own then" "Backed up: 2026-03-04.9 *" "$(cat waited)"

# ---- when it goes wrong ----------------------------------------------------

# A database that takes a while to check, and is larger than the limit below.
sqlite3 :memory: "ATTACH 'copy.db' AS d" "WITH RECURSIVE c(i) AS (SELECT 1
	UNION ALL SELECT i + 1 FROM c WHERE i < 15000) INSERT INTO d.review
	(id, uid, card_id, answered_at_ms, utc_offset_min, study_day, kind,
	grade, device) SELECT 100 + i, randomblob(16), 256, 1700000000000 + i,
	60, 19675, 'rate', 4, 'x' FROM c"
given --db copy.db check --repair
given --db copy.db backup
made=$(names copy.db)
killed=no
for _ in 1 2 3 4 5 6 7 8 9 10; do
	exec_ebb --db copy.db backup >/dev/null 2>&1 &
	while [ ! -s "$(folder copy.db)/partial.db" ] &&
		kill -0 $! 2>/dev/null; do :; done
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	[ -e "$(folder copy.db)/partial.db" ] && killed=yes && break
done
is "killed on the way, it leaves a part" yes $killed
made=$(names copy.db | sed 's/ partial.*//')
run_ebb --db copy.db backups
is "which is not listed" "$(echo "$made" | wc -w)" "$(out | wc -l)"
touch "$(folder copy.db)/partial.db-journal"
given --db copy.db backup
is "and gone with the next one" "$(echo "$made" | wc -w)" \
	"$(names copy.db | sed 's/ [^ ]*$//' | wc -w)"

made=$(names copy.db)
on 05
typed Hund 4 :quit
(
	ulimit -f 1000
	run_ebb --db copy.db study
	echo "$status" >"$work/run/status"
)
status=$(cat "$work/run/status")
expect_like "a disk that fills costs the backup, not the session" 0 "*Streak*" \
	"ebb: the backup could not be written to $(folder copy.db)/partial.db (*); older ones stay"
is "nor the older ones" "$made" "$(names copy.db)"
is "nor the answer" 1 "$(sqlite3 -readonly copy.db 'SELECT count(*) FROM review
	WHERE study_day = 20517')"
sqlite3 copy.db 'UPDATE schedule SET interval_days = 4711'
run_ebb --db copy.db backup
expect "a copy that does not pass its check is not kept" 1 "" \
	"ebb: a copy of copy.db did not pass its check, so it was not kept and \
older backups stay: the schedule disagrees with the log; \`ebb check --repair\` \
writes what the log says"
is "and nothing else changes" "$made" "$(names copy.db)"
given --db copy.db check --repair
page=$(sqlite3 copy.db "SELECT rootpage FROM sqlite_schema
	WHERE name = 'note_back'")
printf 'this is no page of an index' | dd of=copy.db bs=4096 \
	seek=$((page - 1)) conv=notrunc 2>/dev/null
run_ebb --db copy.db backup
expect_like "nor is one that is damaged" 1 "" "ebb: a copy of copy.db did not \
pass its check, so it was not kept and older backups stay: *"
is "the older ones stay then" "$made" "$(names copy.db)"

# ---- planted ---------------------------------------------------------------

given --db planted.db add uno one
echo precious >precious
given --db planted.db backup
planted=$(folder planted.db)
rm -f "$planted"/*
ln -s "$HOME/precious" "$planted/partial.db"
ln -s "$HOME/precious" "$planted/2026-03-05.1.daily.db"
ln -s "$HOME/precious" "$planted/2026-03-05.1.asked.db"
mkdir "$planted/2026-03-05.7.asked.db"
run_ebb --db planted.db backups
expect "links and folders are no backups" 0 \
	'There is no backup yet; `ebb backup` makes one.' ""
given --db planted.db backup
is "no link is followed" "precious 600" \
	"$(cat precious) $(stat -c %a "$planted/2026-03-05.1.asked.db")"
holds "the backup is a file" test ! -L "$planted/2026-03-05.1.asked.db"
rm -rf "${planted:?}"/*
ln -s "$HOME/precious" "$planted/lock"
run_ebb --db planted.db backup
expect_like "not even by the lock" 1 "" "ebb: $planted cannot be made (Too many \
levels of symbolic links); choose another place with XDG_STATE_HOME"
rm -rf "$planted"
mkdir elsewhere
ln -s "$HOME/elsewhere" "$planted"
run_ebb --db planted.db backup
expect_like "a link in place of the folder is refused" 1 "" "ebb: $planted: *"
is "and nothing comes to its end" "" "$(ls elsewhere)"
rm "$planted"
mkdir -m 777 "$planted"
given --db planted.db backup
is "a folder that others could write is theirs no more" 700 \
	"$(stat -c %a "$planted")"
mv "$state" moved
ln -s "$HOME/moved" "$state"
run_ebb --db planted.db backup
expect_like "a learner's own link to a larger disk is fine" 0 \
	"Backed up: 2026-03-05.2 · 1 card*
  $HOME/moved/planted.db-*" ""
rm "$state"
mv moved "$state"

chmod 755 "$work" "$HOME"
cp "$EBB" "$work/ebb"
mkdir -m 777 theirs "$work/counts"
mkdir -m 555 shut
printf 'front,back\nuno,one\n' >uno.csv
nobody() {
	if [ "$(id -u)" -eq 0 ]; then
		run XDG_STATE_HOME="$HOME/shut" GCOV_PREFIX="$work/counts" \
			setpriv --reuid=65534 --regid=65534 --clear-groups \
			"$work/ebb" "$@"
	else
		run XDG_STATE_HOME="$HOME/shut" "$work/ebb" "$@"
	fi
}
umask 000
nobody --db theirs/ebb.db import uno.csv
typed one 4
nobody --db theirs/ebb.db study
umask 022
expect_like "a folder that is read-only costs only the backup" 0 "*Streak*" \
	"ebb: $HOME/shut/ebb cannot be made (Permission denied); choose another place with XDG_STATE_HOME"

# ---- which stay ------------------------------------------------------------

given --db thin.db add uno one
given --db thin.db backup
thin=$(folder thin.db)
for day in 01 02 03 04; do
	cp "$thin/2026-03-05.1.asked.db" "$thin/2026-03-$day.1.daily.db"
done
for day in 01 08 15 20 21 22 23 24 25 26 27 28; do
	cp "$thin/2026-03-05.1.asked.db" "$thin/2026-02-$day.1.daily.db"
done
cp "$thin/2026-03-05.1.asked.db" "$thin/2026-01-10.1.before-restore.db"
cp "$thin/2026-03-05.1.asked.db" "$thin/2026-02-25.2.before-restore.db"
cp "$thin/2026-03-05.1.asked.db" "$thin/2025-01-31.1.daily.db"
cp "$thin/2026-03-05.1.asked.db" "$thin/2030-01-01.1.daily.db"
given --db thin.db backup
is "days, weeks, months, and what was not daily for thirty days" \
	"2025-01-31.1.daily.db 2026-02-15.1.daily.db 2026-02-22.1.daily.db \
2026-02-25.2.before-restore.db 2026-02-27.1.daily.db 2026-02-28.1.daily.db \
2026-03-01.1.daily.db 2026-03-02.1.daily.db 2026-03-03.1.daily.db \
2026-03-04.1.daily.db 2026-03-05.1.asked.db 2026-03-05.2.asked.db \
2030-01-01.1.daily.db" "$(names thin.db)"
made=$(names thin.db)
now=2009-01-01T00:00:00Z
given --db thin.db backup
is "a clock that went back takes nothing away" "2008-12-31.1.asked.db $made" \
	"$(names thin.db)"
on 05

# ---- before the schema changes ---------------------------------------------

sqlite3 old.db <"$tests/data/version-1.sql"
reviews=$(sqlite3 old.db 'SELECT count(*) FROM review')
given --db old.db due
is "an older database is kept before it is brought up to date" \
	"2026-03-05.1.before-update.db" "$(names old.db)"
is "as it was" "1 $reviews" "$(sqlite3 -readonly "$(folder old.db)"/*.db \
	'PRAGMA user_version; SELECT count(*) FROM review' | tr '\n' ' ' |
	sed 's/ $//')"
run_ebb --db old.db backups
expect_like "it is listed with the reason" 0 \
	"2026-03-05 · * cards · $reviews reviews · up to date · before an update of ebb" ""
run_ebb --db old.db restore --yes 2026-03-05
expect_like "and can be gone back to" 0 "*Restored 2026-03-05. *" ""
run_ebb --db old.db check
expect_like "to be brought up to date again" 0 "* $reviews reviews
every schedule is what the log says
the file is sound" ""
sqlite3 older.db <"$tests/data/version-1.sql"
sqlite3 older.db 'PRAGMA foreign_keys = OFF' \
	'INSERT INTO note_tag VALUES (1, 4711)'
cp older.db oldest.db
given --db oldest.db due
is "kept in any case" 1 "$(names oldest.db | wc -w)"
: >flat
run XDG_STATE_HOME="$HOME/flat" "$EBB" --db older.db due
expect_like "where it cannot be kept it is left as it is" 1 "" \
	"ebb: $HOME/flat/ebb cannot be made (Not a directory); choose another place with XDG_STATE_HOME"
is "in its old shape" 1 "$(sqlite3 older.db 'PRAGMA user_version')"

# A signal in the middle leaves nothing of a file with what is private.
# stopped NAME FILE ARG...: end ebb as soon as there is something beside FILE.
stopped() {
	_name=$1 _file=$2
	shift 2
	exec_ebb --db large.db "$@" >"$work/run/out" 2>"$work/run/err" &
	child=$!
	while kill -0 $child 2>"$work/run/said" &&
		! ls "$_file".* >"$work/run/said" 2>&1; do
		:
	done
	kill -TERM $child 2>"$work/run/said"
	wait $child 2>"$work/run/said"
	is "$_name leaves no part of it" "" "$(ls "$_file".* 2>"$work/run/said")"
}
awk 'BEGIN { print "front,back"; for (i = 0; i < 30000; i++)
	print "question " i ",an answer that is a little longer " i }' >large.csv
given --db large.db import --yes large.csv
stopped "a backup that is stopped" out.db backup out.db
stopped "an export that is stopped" out.csv export -o out.csv
finish
