#!/bin/sh
# What a start costs in instructions, and the size of the program.
. "$(dirname "$0")/lib.sh"

# instructions COMMAND...
instructions() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" \
		</dev/null 2>&1 >/dev/null |
		awk '/Collected/ { print $NF / 1000000 }'
}

if command -v valgrind >/dev/null; then
	tell "instructions, an empty program" million \
		"$(instructions "$tools/empty")"
	tell "instructions, ebb --version" million \
		"$(instructions "$EBB" --version)"
	tell "instructions, ebb due, 1000 cards" million \
		"$(instructions "$EBB" --db "$small" due)"
	tell "instructions, ebb study, 1000 cards" million \
		"$(instructions "$EBB" --db "$small" study)"
	tell "instructions, ebb study, $CARDS cards" million \
		"$(instructions "$EBB" --db "$big" study)"
else
	lacking "instructions" "valgrind is not installed"
fi
strip -o "$dir/ebb" "$EBB"
tell "the program without symbols" KiB \
	"$(calculate "$(stat -c %s "$dir/ebb") / 1024")"
