#!/bin/sh
# Rules that a layer check cannot see: where time, chance, exits and SQL that
# is not a constant may stand.  Silent when all is well.
bad=0

# forbid PATTERN WHAT ALLOWED...: no line of src matches but in these files.
forbid() {
	pattern=$1 what=$2
	shift 2
	found=$(grep -nE "$pattern" -r src --include='*.[ch]' |
		grep -vE ':[0-9]+:[[:space:]]*(/\*|\*)')
	for file in "$@"; do
		found=$(printf '%s\n' "$found" | grep -v "^$file:")
	done
	if [ -n "$found" ]; then
		printf '%s\n%s\n' "$what" "$found" >&2
		bad=1
	fi
}

forbid '\b(time|gettimeofday|clock_gettime|localtime|localtime_r)\(' \
	'the clock is read in base/clock.c only:' \
	src/base/clock.c src/base/random.c
forbid '\b(rand|random|srand|getrandom|arc4random)\(' \
	'randomness comes from base/random.c only:' src/base/random.c
forbid '\b(exit|_exit|_Exit|abort|err|errx|perror)\(' \
	'only main.c ends the program:' \
	src/main.c src/base/memory.c
forbid '\b(sqlite3_exec|sqlite3_mprintf|sqlite3_get_table)\(' \
	'SQL is a constant with bound values:' src/store/migrate.c
forbid '\b(system|popen)\(' 'never a shell in between:'
forbid '\b(strcat|sprintf|gets|strtok)\(' 'these forget how long things are:'
exit $bad
