# Sourced after tap.sh by the tests of what is made to do harm: bounds of memory
# and time, and much of anything.
# shellcheck disable=SC2154

# An ebb made to find its own faults reserves terabytes: of that one only the
# time is bounded.
most=200000
# shellcheck disable=SC3045 # every sh has it
(ulimit -v $most && clean "$EBB" --version) >/dev/null 2>&1 || most=unlimited

# within KIB SECONDS ARG...: run ebb with so much memory and CPU time.
within() {
	_memory=$1 _seconds=$2
	[ $most != unlimited ] || _memory=$most _seconds=$((_seconds * 10))
	shift 2
	run sh -c 'ulimit -v "$1" && ulimit -t "$2" && shift 2 && exec "$@"' sh \
		"$_memory" "$_seconds" "$EBB" "$@"
}

# tells NAME STATUS REGEX: of output that is too much for a shell's pattern.
tells() {
	judge "$1" "$(compare status "$2" "$status"
		grep -q "$3" "$work/run/out" || echo "nothing like $3, but:"
		grep -q "$3" "$work/run/out" || tail -c 300 "$work/run/out"
		head -c 300 "$work/run/err")"
}

# flood COUNT TEXT: the text so often, on one line.
flood() {
	awk -v count="$1" -v text="$2" 'BEGIN {
		for (i = 0; i < count; i++) printf "%s", text }'
}

# deck FILE BACK: of one row.
deck() {
	printf 'front,back\ndog,%s\n' "$2" >"$1"
}
