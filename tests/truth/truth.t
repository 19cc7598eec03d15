# Every number of `ebb stats --json`, over ten years and 100,000 answers, against
# SQL and awk that share nothing with ebb: they read the log and the cards, and
# replay SM-2 on their own.
# shellcheck disable=SC2034
. "$(dirname "$0")/../cli/tap.sh"

here=$tests/truth
now=2026-02-17T12:00:00+01:00
today=$(($(date -u -d 2026-02-17 +%s) / 86400))

# ---- what is true ----------------------------------------------------------

# replay TABLE SUFFIX: how each answer in the table found its card.
replay() {
	sqlite3 -batch -noheader -separator '	' truth.db "ATTACH '$db' AS ebb" \
		"SELECT card.id, start ->> 'due_day', start ->> 'interval_days',
		start ->> 'ease_centi', start ->> 'repetitions',
		start ->> 'lapses', l.id, l.study_day, l.kind, l.grade FROM card
		LEFT JOIN (SELECT $1.*, answered_at_ms AS at_ms, uid FROM $1
		JOIN review USING (id)) AS l ON l.card_id = card.id
		ORDER BY card.id, at_ms, uid" |
		awk -v BEFORE="before$2" -v AFTER="after$2" -f "$here/replay.awk"
	sqlite3 -batch truth.db "CREATE TABLE before$2 (id INTEGER PRIMARY KEY,
		state, i INTEGER, begun INTEGER, card INTEGER)" \
		"CREATE TABLE after$2 (card INTEGER PRIMARY KEY,
		ratings INTEGER, n INTEGER, i INTEGER, ease INTEGER,
		lapses INTEGER, failures INTEGER, due INTEGER)" \
		'.mode tabs' ".import before$2 before$2" ".import after$2 after$2"
}

prepare() {
	rm -f truth.db
	# Without a card awk writes none of them.
	for table in before after before_pressed after_pressed; do
		: >$table
	done
	sqlite3 -batch truth.db "ATTACH '$db' AS ebb" ".read $here/prepare.sql"
	replay live ""
	replay pressed _pressed
}

# What both sides are made of: a line for each row, by the names of sections.
lines="SELECT section, group_concat(key || '=' || coalesce(value, '-'), ' ')
	FROM want, json_each(row) GROUP BY want.rowid
	ORDER BY section, want.rowid"

# truth CARDS SINCE PRESSED: all, deck or search; a day or -1e9; 0 or 1.
truth() {
	sqlite3 -batch -noheader truth.db "ATTACH '$db' AS ebb" \
		"CREATE TEMP TABLE asked AS SELECT '$1' AS cards,
		$2 AS since, $3 AS pressed, $today AS today, 8 AS leech,
		(SELECT ms FROM (SELECT ms, row_number() OVER (ORDER BY ms)
		 AS place, count(*) OVER () AS n FROM (SELECT recall_ms
		 + check_ms AS ms FROM review WHERE kind IN ('rate', 'drill')
		 AND recall_ms + check_ms > 0 ORDER BY id DESC LIMIT 200))
		 WHERE place = n / 2 + 1 AND n > 9) AS answer_ms" \
		".read $here/scope.sql" ".read $here/figures.sql" "$lines"
}

# said ARG...: the same lines of what ebb says.
said() {
	run_ebb stats --json "$@"
	sqlite3 -batch -noheader :memory: \
		"CREATE TABLE want AS SELECT s.key AS section, r.value AS row
		FROM json_each(CAST(readfile('$work/run/out') AS TEXT)) AS s,
		json_each(s.value) AS r WHERE s.type = 'array'
		ORDER BY s.key, r.key" "$lines"
}

# same NAME CARDS SINCE PRESSED ARG...: what ebb says with these is true.
same() {
	_name=$1
	_truth=$(truth "$2" "$3" "$4")
	shift 4
	is "$_name" "$_truth" "$(said "$@")"
}

# ---- little to tell --------------------------------------------------------

# little WHAT: each section of a small database is true, and a table.
little() {
	prepare
	same "$1: every number is true" all -1e9 0
	holds "$1: the report for people" ebb stats
	sqlite3 -batch -noheader -separator ' ' :memory: "SELECT section,
		count(row) + 1 FROM (SELECT s.key AS section, r.value AS row
		FROM json_each(CAST(readfile('$work/run/out') AS TEXT)) AS s
		LEFT JOIN json_each(s.value) AS r WHERE s.type = 'array')
		GROUP BY section ORDER BY section" >rows
	while read -r section _; do
		ebb stats --section "$section" --csv >table.csv
		echo "$section $(wc -l <table.csv)$(grep -iE 'nan|inf' table.csv)"
	done <rows >tables
	is "$1: and each section in CSV" "$(cat rows)" "$(cat tables)"
}

given config
little "an empty database"
printf 'front,back,tags\nPeru,Lima,rare\nKenya,Nairobi,\nJapan,Tokyo,\n' \
	>alpha.csv
given import alpha.csv
typed Lima 4 :quit
given study
little "one review"
typed Tokyo 1 Tokyo 4 Nairobi 5 Tokyo 2 :quit
given study
little "one day"
same "one day: as pressed" all -1e9 1 --as-pressed
same "one day: since tomorrow, seen today" all "$today" 0 --since 2026-02-17
rm -f "$db" "$db"-*

# ---- the history -----------------------------------------------------------

given config
awk -v LAST="$today" -f "$here/history.awk" | sqlite3 -batch "$db" >history.log
given check --repair
prepare

is "there is something of every kind" 1 "$(sqlite3 -batch truth.db \
	"ATTACH '$db' AS ebb; SELECT (SELECT count(*) >= 100000
	AND count(DISTINCT utc_offset_min) > 4
	AND count(DISTINCT kind) = 4 FROM review)
	AND (SELECT count(*) FROM review WHERE amends IS NOT NULL) > 1000
	AND (SELECT count(*) FROM retraction
		WHERE target IN (SELECT uid FROM retraction)) > 100
	AND (SELECT count(*) > 50 FROM review JOIN before USING (id)
		WHERE study_day < begun)
	AND (SELECT count(*) FROM live)
		> (SELECT count(*) FROM live JOIN pressed USING (id)) + 500")"

given stats
for scope in all deck search; do
	case $scope in
	all) words= ;;
	deck) words=alpha ;;
	search) words=tag:rare ;;
	esac
	# shellcheck disable=SC2086
	{
		same "$scope: every number is true" $scope -1e9 0 $words
		same "$scope: since a day" $scope 19800 0 $words \
			--since 2024-03-18
		same "$scope: as pressed" $scope -1e9 1 $words --as-pressed
	}
done
same "a deck since a day, as pressed" deck 19800 1 alpha --since 2024-03-18 \
	--as-pressed
same "since the first of a year" all 19723 0 --since 2024-01-01
same "since the first of a month" all 20454 0 --since 2026-01-01
same "since long ago" all 14610 0 --since 2010-01-01

# ---- what is changed now ---------------------------------------------------

# The cards that the next steps change, of those that are there.
card=$(sql "SELECT id FROM schedule JOIN card ON card.id = card_id
	WHERE removed = 0 AND deck_id = 1 AND ratings > 20
	AND suspended = 0 ORDER BY id LIMIT 1")
awk 'BEGIN { for (i = 0; i < 40; i++) print "\n" i * 7 % 6; print ":quit" }' \
	>"$work/run/in"
given study
awk 'BEGIN { for (i = 0; i < 5; i++) print "\n" i; print ":quit" }' \
	>"$work/run/in"
given study --cram beta
given undo
given undo
given redo
given amend "$card" 2
given amend "$card" 5
given undo
given suspend "$card"
given rm "$(sql "SELECT card_id FROM schedule WHERE removed = 0 AND lapses > 9
	ORDER BY card_id DESC LIMIT 1")"
given rm -d gamma
given undo
printf 'front,back\nq101,a101\nnew,card\n' >again.csv
given import -d alpha again.csv
given rm -d beta
printf 'front,back\nwrong,file\n' >wrong.csv
given import wrong.csv
given undo
prepare
same "after a day of changes every number is true" all -1e9 0
same "of a deck too" deck -1e9 0 alpha
same "as pressed too" all -1e9 1 --as-pressed
run_ebb check
expect_like "and each change left the counts as a replay makes them" 0 \
	"*every schedule is what the log says*" ""

# The queries of the manual beside the numbers that they are to give.
awk '/^\$ ebb stats --section/ { on = 1; pairs++; print "exec >told." pairs }
	/^\$ sqlite3 -csv/ { if (on) print "exec >asked." pairs }
	on && /^(\$|>) / { print substr($0, 3); next }
	/^\.Ed/ { on = 0 }' "$tests/../man/ebb-db.5" >pairs.sh
cp pairs.sh "$(dirname "$db")"
(cd "$(dirname "$db")" && PATH=$(dirname "$EBB"):$PATH clean sh pairs.sh)
for pair in "$(dirname "$db")"/told.*; do
	is "$(grep -A 1 "told.${pair##*.}\$" pairs.sh | tail -n 1)" \
		"$(cat "$(dirname "$pair")/asked.${pair##*.}")" "$(cat "$pair")"
	holds "which is something" test -s "$pair"
done

# ---- another clock ---------------------------------------------------------

run_ebb stats --json
cp "$work/run/out" noon.json
for zone in 2026-02-17T11:00:00Z 2026-02-18T01:00:00+14:00 \
	2026-02-17T04:00:00-07:00; do
	run EBB_NOW=$zone EBB_DB="$db" "$EBB" stats --json
	is "the same day elsewhere, $zone, is the same report" "" \
		"$(cmp noon.json "$work/run/out" 2>&1)"
done

# past: what is not about now, of the days before yesterday.  That leaves out
# today, spans that end today, what is due and to come.
past() {
	run_ebb stats --json --since 2016-03-01
	sqlite3 -batch -noheader :memory: \
		"SELECT s.key, r.value FROM
		json_each(CAST(readfile('$work/run/out') AS TEXT)) AS s,
		json_each(s.value) AS r WHERE s.type = 'array'
		AND s.key NOT IN ('today', 'due', 'forecast')
		AND coalesce(r.value ->> 'span' = 'since', 1)
		AND coalesce(r.value ->> 'day' < '2026-02-16', 1)"
}

before=$(past)
now=2026-02-17T12:00:00-11:00
is "another zone, a day later, moves nothing of the past" "$before" "$(past)"
now=2026-02-17T05:00:00+01:00
given config rollover 06:00
is "nor does another rollover" "$before" "$(past)"
given config rollover 00:00
is "nor another one" "$before" "$(past)"
given undo
given undo
now=2026-02-17T12:00:00+01:00

# ---- counts that are lost --------------------------------------------------

for table in rollup_day rollup rollup_typed rollup_hours rollup_closed \
	card_count lapse_count due_count added_count; do
	sql "DELETE FROM $table"
done
run_ebb check
expect_like "lost counts are noticed" 1 "*not what the log says*" "*--repair*"
given check --repair
run_ebb stats --json
is "and come back to the same report" "" \
	"$(cmp noon.json "$work/run/out" 2>&1)"

finish
