#!/bin/sh
# Each section of the statistics, with all answers and with a thousandth of them.
. "$(dirname "$0")/lib.sh"

today=$(($(date -u -d "${EBB_NOW%%T*}" +%s) / 86400))

many() {
	"$tools/figures" "$big" "$today" "$RUNS" >>"$dir/many"
}

few() {
	"$tools/figures" "$small" "$today" "$RUNS" >>"$dir/few"
}

# of SECTION FILE
of() {
	awk -v section="$1" '$1 == section { print $3 }' "$dir/$2" | median
}

in_turns "$(((RUNS + 1) / 2))" many few
awk '!seen[$1]++ && $1 !~ /^(scan|peak)/ { print $1 }' "$dir/many" \
	>"$dir/sections"
while read -r section; do
	bound "$section" ms "$(of "$section" many)" 50 "$(of "$section" few)" 2 \
		"a 1000th"
done <"$dir/sections"
tell "a scan of the log" ms "$(of scan-of-the-log many)"
