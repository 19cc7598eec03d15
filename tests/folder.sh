# Prints where tests keep their files.  ebb waits for the disk after each
# answer, and they give thousands: so in memory, where there is room for half a
# gigabyte and programs may run.
memory=/dev/shm

has_room() {
	[ "$(df -Pk $memory | awk 'NR == 2 { print $4 }')" -ge 524288 ]
}

runs_programs() {
	script=$(mktemp $memory/ebb-test-XXXXXX) || return
	echo '#!/bin/sh' >"$script"
	chmod +x "$script"
	"$script"
	runs=$?
	rm -f "$script"
	return $runs
}

if [ -n "${TMPDIR:-}" ]; then
	echo "$TMPDIR"
elif { has_room && runs_programs; } 2>/dev/null; then
	echo $memory
else
	echo /tmp
fi
