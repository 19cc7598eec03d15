#!/bin/sh
# The first page of a search: whole processes up to the 24th line.
. "$(dirname "$0")/lib.sh"

page() {
	timed_lines 24 "$1" "$EBB" --db "$big" search "$2"
}

rare() {
	page rare quokka
}

chinese() {
	page chinese 麒麟
}

frequent() {
	page frequent river
}

none() {
	page none zyzzyva
}

in_turns "$RUNS" rare chinese frequent none
within "a rare word" ms "$(milliseconds rare)" 20
within "a rare Chinese word of two characters" ms "$(milliseconds chinese)" 20
within "a frequent word" ms "$(milliseconds frequent)" 20
within "a word that is nowhere" ms "$(milliseconds none)" 20
