#!/bin/sh
# Whether the program and its objects are hardened as the Makefile asks.
# usage: tests/hardened.sh PROGRAM LIBRARY [CET-FLAG]; TAP.
program=$1 library=$2 cet=${3-}
count=0
bad=0

# has NAME PATTERN TEXT
has() {
	count=$((count + 1))
	if printf '%s\n' "$3" | grep -qE -e "$2"; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		bad=1
	fi
}

lacks() {
	count=$((count + 1))
	if printf '%s\n' "$3" | grep -qE -e "$2"; then
		echo "not ok $count - $1"
		bad=1
	else
		echo "ok $count - $1"
	fi
}

headers=$(readelf -hlW "$program")
dynamic=$(readelf -dW "$program")
symbols=$(readelf -sW "$program")

has "it lies at a random address" 'Type:[[:space:]]+DYN' "$headers"
has "and says so" 'FLAGS_1.*PIE' "$dynamic"
has "what is relocated is read-only afterwards" GNU_RELRO "$headers"
has "all of it, before main" 'BIND_NOW|FLAGS_1.*NOW' "$dynamic"
has "the stack is no code" 'GNU_STACK.* RW ' "$headers"
lacks "nothing is writable and code" 'LOAD.*RWE' "$headers"
has "stacks are guarded" __stack_chk_fail "$symbols"
has "lengths are checked" '__(mem|vsn?|sn?|f)(cpy|printf)_chk' "$symbols"
lacks "no path leads to libraries" 'R(UN)?PATH' "$dynamic"
if [ -n "$cet" ]; then
	notes=$(readelf -n "$library" 2>/dev/null)
	files=$(printf '%s\n' "$notes" | grep -c '^File: ')
	marked=$(printf '%s\n' "$notes" | grep -c 'feature:.*IBT.*SHSTK')
	has "there are objects to look at" '^[1-9]' "$files"
	has "each tells where calls and returns may go" "^$files$" "$marked"
fi
echo "1..$count"
exit $bad
