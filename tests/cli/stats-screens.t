# Statistics as they look after nothing, one answer, one day and ten years: the
# screens in tests/data/screens.  To look at a wanted change, run this with
# EBB_WRITE_SCREENS=1 and read the difference.
# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

screens=$tests/data/screens
write=${EBB_WRITE_SCREENS:-}

# look STATE.COLUMNS.NAME LANGUAGE ARG...
look() {
	name=stats.$1
	columns=${1#*.}
	columns=${columns%.*}
	language=$2
	shift 2
	case ${1-} in
	--plain) set -- --plain stats ;;
	*) set -- stats "$@" ;;
	esac
	run LANGUAGE="$language" COLUMNS="$columns" "$EBB" "$@"
	[ -z "$write" ] || cp "$work/run/out" "$screens/$name.txt"
	expect "$name is as it was" 0 "$(cat "$screens/$name.txt")" ""
	holds "$name is not too wide" \
		test "$(wc -L <"$work/run/out")" -le "$columns"
}

looks() {
	for columns in 80 40; do
		look "$1.$columns.en" en
		look "$1.$columns.zh" zh_CN
		look "$1.$columns.ascii" en --ascii
		holds "and nothing but ASCII" test \
			"$(LC_ALL=C tr -d '\000-\177' <"$work/run/out" |
				wc -c)" = 0
	done
}

looks empty

printf 'front,back\nalpha,the first\nbeta,the second\ngamma,the third\n' \
	>greek.csv
given import greek.csv
typed "" 4 :q
given study
looks review

typed "" 5 "" 1 "" 4 :q
given study
looks day
look day.80.plain en --plain
is "to be read aloud nothing is drawn" "" "$(grep '##' "$work/run/out")"
run_ebb --plain stats --section calendar
expect "and a year of days is told when asked for" 0 "A year of answers
day         answers
2026-03-02        4" ""

rm -rf .local
days=3652
notes=600
last=$(($(date -u -d 2026-03-02 +%s) / 86400))
first=$((last - days + 1))
awk -v notes=$notes 'BEGIN { print "front,back"
	for (i = 1; i <= notes; i++) print "q" i ",a" i }' >words.csv
now=$(date -u -d "@$((first * 86400 + 21600))" +%FT%TZ)
given import words.csv
{
	echo "BEGIN;"
	awk -v first=$first -v days=$days -v notes=$notes \
		-f "$tests/cli/history.awk"
	echo "COMMIT;"
} >history.sql
sql <history.sql
given check --repair
now=2026-03-02T22:00:00+01:00
looks years
look years-since.80.en en --since 2016-05-01 --section days,added,retention
look years-since.40.en en --since 2016-05-01 --section days,added,retention

finish
