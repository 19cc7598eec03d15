# Sourced by each test: runs ebb in a home of its own, with a clean environment
# and a fixed clock, and says in TAP whether it printed and returned what was
# wanted.
#
#   typed LINE...                 what the next run reads, a line each
#   run_ebb ARG...                run ebb; run NAME=VALUE... "$EBB" ARG... too
#   expect NAME STATUS STDOUT STDERR          exactly these
#   expect_like NAME STATUS STDOUT STDERR     shell patterns of the whole text
#
# $now is the time the next runs see.  `finish` prints the plan.

# Starting a process costs more than anything else here, so that what is done for
# each run and each judgement starts none that it can do without.

set -u
umask 022
: "${EBB:?names the program to be tested}"

# Begin anew without what the tester's shell has set.
if [ -z "${EBB_TEST_IS_CLEAN-}" ]; then
	exec env -i EBB_TEST_IS_CLEAN=1 EBB="$EBB" PATH="$PATH" \
		EBB_TEST_PARENT="${TMPDIR:-/tmp}" LC_ALL=C.UTF-8 TERM=dumb \
		TZ=UTC EBB_SEED=1 \
		EBB_WRITE_SCREENS="${EBB_WRITE_SCREENS-}" sh "$0"
fi
work=$(mktemp -d "$EBB_TEST_PARENT/ebb-test-XXXXXX") || exit 1
program=$EBB
unset EBB EBB_TEST_IS_CLEAN EBB_TEST_PARENT
EBB=$program

# shellcheck disable=SC2034 # for the tests
tests=$(cd "$(dirname "$0")/.." && pwd)
work=$(cd "$work" && pwd -P)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
export HOME="$work/home" TMPDIR="$work"
db=$HOME/.local/share/ebb/ebb.db
now=2026-03-02T09:00:00+01:00
count=0
failed=0
mkdir "$HOME" "$work/run"
cd "$HOME" || exit 1
: >"$work/run/in"
nl='
'

# ---- running ---------------------------------------------------------------

typed() {
	printf '%s\n' "$@" >"$work/run/in"
}

# clean [NAME=VALUE...] COMMAND ARG...: at the time that it is now.
clean() {
	case $1 in
	*=*) EBB_NOW="$now" env "$@" ;;
	*) EBB_NOW="$now" "$@" ;;
	esac
}

ebb() {
	clean "$EBB" "$@"
}

# For `exec_ebb ... &`: it takes the place of the shell that would wait for it,
# so that $! is ebb itself, and a signal to it is one to ebb.
exec_ebb() {
	export EBB_NOW="$now"
	exec "$EBB" "$@"
}

run() {
	clean "$@" <"$work/run/in" >"$work/run/out" 2>"$work/run/err"
	status=$?
	: >"$work/run/in"
}

run_ebb() {
	run "$EBB" "$@"
}

# Run to set the scene: that it works is another test's matter.
given() {
	run_ebb "$@"
	[ "$status" -eq 0 ] && return
	echo "# given: ebb $*: status $status: $(cat "$work/run/err")"
	failed=1
}

# What the last run said.
out() {
	cat "$work/run/out"
}

err() {
	cat "$work/run/err"
}

# The same in $out and $err, for judging.
read_run() {
	out=
	err=
	[ ! -s "$work/run/out" ] || out=$(cat "$work/run/out")
	[ ! -s "$work/run/err" ] || err=$(cat "$work/run/err")
}

sql() {
	sqlite3 -batch -noheader "$db" "$@"
}

# What a JSON path holds in the last run's output, for each of its lines:
# json '$.deck'
json() {
	sqlite3 -batch -noheader :memory: "WITH RECURSIVE text(rest) AS
		(SELECT CAST(readfile('$work/run/out') AS TEXT)),
		line(line, rest) AS (SELECT NULL, rest FROM text UNION ALL
		 SELECT substr(rest, 1, instr(rest, char(10)) - 1),
		 substr(rest, instr(rest, char(10)) + 1) FROM line
		 WHERE instr(rest, char(10)))
		SELECT json_extract(line, '$1') FROM line
		WHERE line IS NOT NULL"
}

# ---- judging ---------------------------------------------------------------

pass() {
	count=$((count + 1))
	echo "ok $count - $1"
}

# fail NAME WHY
fail() {
	count=$((count + 1))
	failed=1
	echo "not ok $count - $1"
	printf '%s\n' "$2" | sed 's/^/#   /'
}

# differ WHAT WANTED GOT: in $why, what differs; of long texts only the lines
# around it.
differ() {
	if [ ${#2} -lt 1000 ]; then
		why="$why$1 wanted:$nl$2$nl$1 got:$nl$3$nl"
	else
		printf '%s\n' "$2" >"$work/run/wanted"
		printf '%s\n' "$3" >"$work/run/got"
		why="$why$1: - is wanted, + is what came$nl$(
			diff -U 3 "$work/run/wanted" "$work/run/got" |
				tail -n +3)$nl"
	fi
}

compare() {
	[ "$2" = "$3" ] || differ "$@"
}

resemble() {
	# shellcheck disable=SC2254
	case $3 in
	$2) ;;
	*) differ "$@" ;;
	esac
}

# Say how a test went: by $why it failed, if it did.
judge() {
	if [ -z "$why" ]; then
		pass "$1"
	else
		fail "$1" "$why"
	fi
}

expect() {
	read_run
	why=
	compare status "$2" "$status"
	compare stdout "$3" "$out"
	compare stderr "$4" "$err"
	judge "$1"
}

expect_like() {
	read_run
	why=
	compare status "$2" "$status"
	resemble stdout "$3" "$out"
	resemble stderr "$4" "$err"
	judge "$1"
}

# is NAME WANTED GOT
is() {
	why=
	compare value "$2" "$3"
	judge "$1"
}

# like NAME PATTERN GOT
like() {
	why=
	resemble value "$2" "$3"
	judge "$1"
}

# holds NAME COMMAND ARG...
holds() {
	_name=$1
	shift
	if "$@" >"$work/run/said" 2>&1; then
		pass "$_name"
	else
		fail "$_name" "$(cat "$work/run/said")${nl}failed: $*"
	fi
}

finish() {
	echo "1..$count"
	exit $failed
}
