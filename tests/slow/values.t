# Each column of each table holds what ebb never writes there, and each command
# is run: it answers, or it says what is wrong, and soon.  A few of all are in
# tests/cli/values.t.
# shellcheck disable=SC2034
. "$(dirname "$0")/../cli/tap.sh"
. "$tests/cli/values.sh"

longest=10
collection

# survives VALUE TYPE: one test.
survives() {
	crashes=
	for column in $(columns "$2" | tr ' ' .); do
		plant "UPDATE OR IGNORE ${column%.*} SET ${column#*.} = $1" ||
			continue
		while read -r command; do
			try "$command"
		done <<END
$(commands)
END
	done
	is "$1 in the place of any $2 is no harm" "" "$crashes"
}

for value in 100000000 -1 9223372036854775807 -9223372036854775808; do
	survives "$value" INTEGER
done
for value in "''" "'{}'" "char(27, 91, 51, 49, 109, 8238)"; do
	survives "$value" TEXT
done
for value in "x''" "x'ffffffffffffffffffffffffffffffff'"; do
	survives "$value" BLOB
done

finish
