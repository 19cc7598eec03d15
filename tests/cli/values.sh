# Sourced after tap.sh by the tests of numbers and texts that no ebb writes:
# a collection with some of everything, and what is done to each copy of it.
# shellcheck disable=SC2154,SC2034

# collection: $db, with each table filled; $work/base.db is a copy.
collection() {
	{
		echo front,back,tags,due,interval,ease,repetitions,lapses
		for i in 1 2 3 4 5 6 7 8 9; do
			echo "q$i {{c1::x}},a$i,t u,2026-03-0$i,$i,2.5,3,1"
			echo "r$i,b$i,t,2026-03-0$i,$((i * 9)),2.5,2,0"
		done
		echo n1,m1,,,,,,
	} >a.csv
	given import --yes a.csv
	given away 2026-03-08 2026-03-10
	given exam 2026-04-20
	now=2026-03-05T10:00:00+01:00
	typed zz 0 zz 1 zz 2 zz 3 zz 4 zz 5 "" 4 "" 1 "" 3 "" 4
	given study
	given undo
	given amend r2 3
	given alias r2 foo
	given config new_per_day 30
	cp "$db" "$work/base.db"
}

# Every command that reads much, one a line.
commands() {
	cat <<'END'
simulate
stats
stats --html -
stats --json
stats --as-pressed
stats --search a
show r1
show r2 --json
why r2
plan
due
decks
list
list is:due or ease<2 or added:3 or graded:3:2
list --json
undo --list
undo
redo
export a --as-imported
export --with-schedule
import --all --yes
import --yes a.csv
conflicts
confusions
exam
away
lint a
check
check --repair
amend r2 2
config
suspend r2
rm r2
rm --deck a
backup
backups
study --trust-clock
study --cram
END
}

# try COMMAND: on a copy of mut.db; adds to $crashes what is no answer and no
# sentence.
try() {
	rm -f "$db"-wal "$db"-shm
	cp mut.db "$db"
	case $1 in
	study*) typed a 4 b 1 :undo :why :previous c 3 ;;
	esac
	# shellcheck disable=SC2086
	run timeout "$longest" "$EBB" $1
	[ "$status" -le 2 ] ||
		crashes="$crashes$planted: ebb $1: status $status$nl$(
			grep -E 'ERROR:|runtime error' "$work/run/err" |
				head -n 2)$nl"
}

# plant SQL: mut.db, as nothing keeps it from being.
plant() {
	planted=$1
	cp "$work/base.db" mut.db
	sqlite3 mut.db "PRAGMA ignore_check_constraints = ON;
		DROP TRIGGER review_no_update; DROP TRIGGER retraction_no_update;
		DROP TRIGGER revision_no_update; DROP TRIGGER batch_no_update;
		$1" >/dev/null 2>&1
}

# Columns of all tables, `table column` each, of one type.
columns() {
	sqlite3 -batch -noheader -separator " " "$work/base.db" \
		"SELECT t.name, c.name FROM sqlite_schema AS t
		JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'
		AND t.name NOT LIKE 'sqlite_%' AND c.type = '$1'"
}
