# shellcheck shell=sh disable=SC2034
# Sourced by each case: times commands in turns and notes what came of them.
#
#   in_turns COUNT NAME... : run the functions NAME one after the other, all of
#       them COUNT times; each runs what it measures with `timed NAME COMMAND`
#   typed TEXT             : what the next `timed` commands read
#   figure NAME KIND       : the median of NAME's seconds, cpu (seconds), kib
#       or bytes
#
# and then one line for each figure of the table:
#
#   race CASE NAME REFERENCE MOST WHAT        : of two that ran in turns, NAME
#       takes at most MOST times as long as REFERENCE, which is WHAT
#   compare CASE UNIT EBB REFERENCE MOST WHAT : of numbers, likewise
#   bound CASE UNIT EBB MOST REFERENCE TIMES WHAT : both of these
#   within CASE UNIT EBB MOST                 : EBB is at most MOST
#   tell CASE UNIT EBB                        : no target
#   lacking CASE WHY                          : it could not be measured
#
# $dir is a folder for the case, $big and $small the collections.

set -eu
: "${EBB:?}" "${EBB_BENCH_TOOLS:?}" "${EBB_BENCH_DIR:?}" "${EBB_BENCH_ROWS:?}"
: "${CARDS:?}" "${REVIEWS:?}" "${RUNS:?}"
here=$(cd "$(dirname "$0")" && pwd)
tools=$EBB_BENCH_TOOLS
title=$(basename "$0" .sh)
dir=$EBB_BENCH_DIR/$title
big=$EBB_BENCH_DIR/$CARDS.db small=$EBB_BENCH_DIR/1000.db
[ "$CARDS" -gt 1000 ] || small=$big
rm -rf "$dir"
mkdir -p "$dir"
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
: >"$dir/in"

# ---- measuring -------------------------------------------------------------

typed() {
	printf '%s\n' "$@" >"$dir/in"
}

# timed NAME COMMAND...: a status of 1 is an answer, too, as of `ebb due`.
timed() {
	_name=$1
	shift
	"$tools/measure" "$dir/$_name.times" "$@" <"$dir/in" >"$dir/out" \
		2>"$dir/err" || [ $? -eq 1 ] || {
		echo "bench: $title: $* failed" >&2
		cat "$dir/err" >&2
		exit 1
	}
}

# timed_lines COUNT NAME COMMAND...: up to so many lines of output.
timed_lines() {
	_lines=$1 _name=$2
	shift 2
	"$tools/measure" -l "$_lines" "$dir/$_name.times" "$@" <"$dir/in" \
		2>"$dir/err" || true
}

# The first time is not counted where there are several.
in_turns() {
	_count=$1
	shift
	[ "$_count" -eq 1 ] || _count=$((_count + 1))
	_turn=0
	while [ "$_turn" -lt "$_count" ]; do
		for _function in "$@"; do
			"$_function"
		done
		_turn=$((_turn + 1))
		[ "$_turn" -ne 1 ] || [ "$_count" -eq 1 ] || rm -f "$dir"/*.times
	done
}

# Of numbers, one a line.
median() {
	sort -g | awk '{ value[NR] = $1 }
		END { print value[int((NR + 1) / 2)] }'
}

figure() {
	case $2 in
	seconds) _column=1 ;;
	cpu) _column=2 ;;
	kib) _column=3 ;;
	bytes) _column=4 ;;
	esac
	awk -v column="$_column" '{ print $column }' "$dir/$1.times" | median
}

# ratio NAME REFERENCE COLUMN: the median of the ratios of what ran in the same
# turn; of the clock's seconds (1) or the processor's (2).
ratio() {
	paste "$dir/$1.times" "$dir/$2.times" | awk -v column="$3" '{
		reference = $(column + 4)
		print (reference > 0 ? $column / reference : 0)
	}' | median
}

# calculate EXPRESSION: with awk, in full.
calculate() {
	awk "BEGIN { printf \"%.9g\", $1 }"
}

# Milliseconds of NAME.
milliseconds() {
	calculate "1000 * $(figure "$1" seconds)"
}

# ---- noting ----------------------------------------------------------------

# note CASE UNIT EBB REFERENCE RATIO TARGET MET WHAT CPU
note() {
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$title" "$1" "$2" \
		"$3" "$4" "$5" "$6" "$7" "$8" "$9" >>"$EBB_BENCH_ROWS"
}

# judge CONDITION: in awk's words; nothing without one.
judge() {
	[ -z "$1" ] || awk "BEGIN { print (($1) ? \"met\" : \"missed\") }"
}

divide() {
	calculate "($2 > 0 ? $1 / $2 : 0)"
}

race() {
	_ratio=$(ratio "$2" "$3" 1)
	note "$1" ms "$(milliseconds "$2")" "$(milliseconds "$3")" "$_ratio" \
		"${4:+<= $4 x}" "$(judge "${4:+$_ratio <= $4}")" "$5" \
		"$(ratio "$2" "$3" 2)"
}

compare() {
	_ratio=$(divide "$3" "$4")
	note "$1" "$2" "$3" "$4" "$_ratio" "${5:+<= $5 x}" \
		"$(judge "${5:+$_ratio <= $5}")" "$6" ""
}

bound() {
	_ratio=$(divide "$3" "$5")
	note "$1" "$2" "$3" "$5" "$_ratio" "<= $4, $6 x" \
		"$(judge "$3 <= $4 && $_ratio <= $6")" "$7" ""
}

within() {
	note "$1" "$2" "$3" "" "" "<= $4" "$(judge "$3 <= $4")" "" ""
}

tell() {
	note "$1" "$2" "$3" "" "" "" "" "" ""
}

lacking() {
	note "$1" "" "" "" "" "" "" "$2" ""
}
