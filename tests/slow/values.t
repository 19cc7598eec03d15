# Each column of each table holds what ebb never writes there, and each command
# is run: it answers, or it says what is wrong, and soon.  A few of all are in
# tests/cli/values.t.
# shellcheck disable=SC2034
. "$(dirname "$0")/../cli/tap.sh"
. "$tests/cli/values.sh"

longest=10
collection

# survives TYPE VALUE...: one test.  Each column holds one of the values, the
# next one the next; with EBB_VALUES=all each of them, in turns.
survives() {
	type=$1
	crashes=
	shift
	for column in $(columns "$type" | tr ' ' .); do
		values=$1
		[ "${EBB_VALUES-}" != all ] || values=$(printf '%s\n' "$@")
		while read -r value; do
			survive "$column" "$value"
		done <<END
$values
END
		first=$1
		shift
		set -- "$@" "$first"
	done
	is "what no ebb writes in the place of any $type is no harm" \
		"" "$crashes"
}

survive() {
	plant "UPDATE OR IGNORE ${1%.*} SET ${1#*.} = $2" || return 0
	while read -r command; do
		try "$command"
	done <<END
$(commands)
END
}

survives INTEGER 100000000 -1 9223372036854775807 -9223372036854775808
survives TEXT "''" "'{}'" "char(27, 91, 51, 49, 109, 8238)"
survives BLOB "x''" "x'ffffffffffffffffffffffffffffffff'"

finish
