# A disk that is full or may only be read: a small file system of its own where
# one can be mounted, else a limit to how far files may grow.
if [ -z "${own_mounts-}" ] && unshare -m true 2>/dev/null; then
	own_mounts=yes exec unshare -m sh "$0"
fi
# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

disk=$HOME/disk
mkdir "$disk"
if [ "${own_mounts-}" = yes ] && mount -t tmpfs -o size=1500k tmpfs "$disk"; then
	trap 'umount "$disk"; rm -rf "$work"' EXIT
	echo "# on a file system of 1500 KiB"
	mounted=1
else
	echo "# by a limit of the files' length"
	mounted=
fi
db=$disk/ebb.db

# fill KIB: leave that much room, for each file or in all.
fill() {
	if [ -n "$mounted" ]; then
		rm -f "$disk/filler"
		head -c "$(($(df -Pk "$disk" | awk 'NR == 2 { print $4 }') - $1))k" \
			/dev/zero >"$disk/filler"
	else
		limit=$1
	fi
}

# Room is made.
empty() {
	rm -f "$disk/filler"
	limit=
}

# Run ebb there, its status in $status as always.
there() {
	if [ -n "${limit-}" ]; then
		(
			size=$(wc -c <"$db")
			ulimit -f $(((size + limit * 1024) / 512))
			run "$EBB" --db "$db" "$@"
			echo "$status" >"$work/run/status"
		)
		status=$(cat "$work/run/status")
	else
		run "$EBB" --db "$db" "$@"
	fi
}

# In words that hold for both.
full="ebb: *nothing was saved*"

awk 'BEGIN { print "front,back"; for (i = 0; i < 60; i++) print "q" i ",a" i }' \
	>deck.csv
awk 'BEGIN { print "front,back"; for (i = 0; i < 9000; i++)
	print "front " i ",back " i }' >big.csv
limit=
there import deck.csv
typed "" 4
there study
expect_like "with room an answer is saved" 0 "*1 answer*" ""

empty
fill 200
there import big.csv
expect_like "an import that does not fit is refused" 1 "*" "$full"
is "as a whole" 60 "$(sql 'SELECT count(*) FROM note')"
empty
there check
expect_like "and leaves a sound file" 0 "*the file is sound" ""

# As many answers as there is room for, and not one more.
awk 'BEGIN { for (i = 0; i < 60; i++) print "typed " i "\n4" }' >answers
fill 120
cp answers "$work/run/in"
there study
expect_like "a session that fills the disk ends with a sentence" 1 \
	"*4 good*" "$full"
told=$(out | grep -c '^4 good')
empty
is "what it called saved is saved, and nothing else" "$told" \
	"$(sql "SELECT count(*) FROM review WHERE typed LIKE 'typed %'")"
there check
expect_like "in a sound file" 0 "*every schedule is what the log says*" ""
typed "" 4
there study
expect_like "which goes on when there is room" 0 "*1 answer*" ""

if [ -n "$mounted" ]; then
	fill 0
	there due
	expect_like "on a disk without any room one can still look" 0 \
		"deck*" ""
	typed "" 4
	there study
	expect_like "though not answer" 1 "*" "$full"
	empty
	there check
	expect_like "nor do harm" 0 "*the file is sound" ""
	mount -o remount,ro "$disk"
	there add bird Vogel
	expect_like "on one that may only be read nothing is written" 1 "" \
		"ebb: $db cannot be *; check *permissions*"
fi
finish
