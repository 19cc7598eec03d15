# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

run_ebb stats
expect "without an answer there is nothing to draw" 0 "Today
Nothing has been answered yet." ""
run_ebb stats --section ease,hours
expect "but for a section that was asked for" 0 "Cards by ease factor
Nothing yet.

Hours of the day
Nothing yet." ""
run_ebb stats --json
is "in JSON too" "0 0 0 null" "$(json '$.today[0].answers_ever') $(json \
	'$.cards[0].cards') $(json '$.forecast[1].cards') $(sqlite3 :memory: \
	"SELECT coalesce(readfile('$work/run/out') ->> '$.today[0].share',
	'null')")"

# Forty days of two decks, of which ten are days apart, with days off, failures, drills, undo, suspension,
# an edit and removals.  The grade of an answer follows from a small generator.
awk 'BEGIN { print "front,back,cards"; for (i = 1; i <= 18; i++)
	print "q" i ",a" i "," (i % 3 ? "forward" : "both") }' >one.csv
awk 'BEGIN { print "front,back"; for (i = 1; i <= 6; i++)
	print "x" i ",y" i }' >two.csv
given import one.csv two.csv
given config new_per_day 4
given config backups off
seed=3
d=0
at() {
	date -u -d "2026-03-02 + $1 days" +"%Y-%m-%dT$2"
}
while [ $d -lt 40 ]; do
	if [ $d -lt 12 ]; then
		day=$d
	elif [ $d -lt 22 ]; then
		day=$((12 + (d - 12) * 6))
	else
		day=$((d + 50))
	fi
	now=$(at $day 21:30:00+01:00)
	d=$((d + 1))
	case $d in 6 | 7 | 8 | 24) continue ;; esac
	awk -v seed=$((seed * 7 + d)) -v many=$((d < 35 ? 14 : 1)) 'BEGIN {
		# A generator of our own: each awk has another rand().
		x = seed * 61 % 65537
		for (i = -5; i < many; i++) {
			x = (x * 75 + 74) % 65537
			if (i >= 0)
				print "\n" substr("0123333444445555",
					1 + int(x * 16 / 65537), 1)
		}
		print ":q" }' >"$work/run/in"
	given study
	seed=$((seed + 1))
	case $d in
	9 | 12) given undo ;;
	15) given suspend q2 ;;
	25) given rm q4 ;;
	esac
done
# What took how long cannot come from a clock that stands still.
now=$(at 89 22:00:00+01:00)
today=$(($(date -u -d 2026-03-02 +%s) / 86400 + 89))
holds "there is enough to count" test "$(sql 'SELECT count(*) > 250 AND
	count(DISTINCT grade) = 6 FROM review')" = 1

# Each number again, from the log and from the cards alone: state before an
# answer is replayed by SM-2 in SQL, a step for each live rating of a card.
cat >"$work/truth.sql" <<'EOF'
CREATE TEMP TABLE live AS
SELECT review.*, note.deck_id AS deck,
	row_number() OVER (PARTITION BY card_id, kind
		ORDER BY answered_at_ms, review.uid) AS nth
FROM review JOIN note ON note.id = card_id / 256
WHERE (SELECT count(*) FROM retraction WHERE target = review.uid) = 0;

CREATE TEMP TABLE step AS
WITH RECURSIVE step (card_id, nth, id, grade, n0, i0, day0, n, i, ef, day) AS (
	SELECT card_id, 1, id, grade, NULL, NULL, NULL, grade >= 3, 1,
		250 + CASE grade WHEN 5 THEN 10 WHEN 3 THEN -14 ELSE 0 END,
		study_day
	FROM live WHERE kind = 'rate' AND nth = 1
	UNION ALL
	SELECT l.card_id, l.nth, l.id, l.grade, s.n, s.i, s.day,
		CASE WHEN l.grade < 3 THEN 0 ELSE s.n + 1 END,
		CASE WHEN l.grade < 3 OR s.n = 0 THEN 1 WHEN s.n = 1 THEN 6
			ELSE (s.i * s.ef + 99) / 100 END,
		max(130, s.ef + CASE l.grade WHEN 5 THEN 10 WHEN 3 THEN -14
			ELSE 0 END),
		l.study_day
	FROM step AS s JOIN live AS l ON l.card_id = s.card_id
	AND l.kind = 'rate' AND l.nth = s.nth + 1)
SELECT * FROM step;

CREATE TEMP TABLE final AS
SELECT card.id AS card_id, note.deck_id AS deck, suspended,
	coalesce(last.nth, 0) AS ratings, last.n, last.i, last.ef,
	last.day + last.i AS due
FROM card JOIN note ON note.id = card.id / 256
LEFT JOIN step AS last ON last.card_id = card.id AND nth = (SELECT max(nth)
	FROM step WHERE step.card_id = card.id)
WHERE card.deleted_at_ms IS NULL AND note.deleted_at_ms IS NULL;
EOF

# truth DECK_ID (0: all): the report as lines "name value".
truth() {
	{
		cat "$work/truth.sql"
		echo "CREATE TEMP TABLE l AS SELECT * FROM live
			WHERE $1 IN (0, deck);
		CREATE TEMP TABLE f AS SELECT * FROM final
			WHERE $1 IN (0, deck);
		CREATE TEMP TABLE s AS SELECT step.* FROM step JOIN l USING (id);
		SELECT 'cards', count(*), sum(ratings = 0),
			total(ratings > 0 AND n = 0), total(n > 0 AND i < 21),
			total(n > 0 AND i >= 21), sum(suspended) FROM f;
		SELECT 'answers', count(*) FROM l;"
		for span in 1 7 30 365; do
			echo "SELECT 'span', $span, count(*),
				count(DISTINCT study_day),
				coalesce(sum(recall_ms + check_ms), 0)
				FROM l WHERE study_day > $today - $span;
			SELECT 'learned', total(n0 IS NULL) FROM s
				WHERE day > $today - $span;
			SELECT 'young', count(*), total(grade >= 3) FROM s
				WHERE n0 > 0 AND i0 < 21
				AND day > $today - $span;
			SELECT 'mature', count(*), total(grade >= 3) FROM s
				WHERE n0 > 0 AND i0 >= 21
				AND day > $today - $span;"
		done
		for class in "1 3" "4 10" "11 30" "31 90" "91 99999"; do
			echo "SELECT 'promise', count(*), total(grade >= 3),
				coalesce(round(avg(pow(0.9, (day - day0) * 256
				/ i0 / 256.0)), 4), '') FROM s WHERE n0 > 0
				AND i0 BETWEEN ${class% *} AND ${class#* };"
		done
		echo "WITH d AS (SELECT DISTINCT study_day AS day FROM l),
			run AS (SELECT day - row_number() OVER (ORDER BY day)
			 AS g, day FROM d),
			length AS (SELECT count(*) AS n, max(day) AS last
			 FROM run GROUP BY g)
			SELECT 'streak', coalesce((SELECT n FROM length
			 WHERE last >= $today - 1), 0), max(n) FROM length;
		SELECT 'hour', strftime('%H', answered_at_ms / 1000 +
			utc_offset_min * 60, 'unixepoch') + 0 AS h, count(*)
			FROM l WHERE kind IN ('rate', 'drill') GROUP BY h
			ORDER BY h;
		SELECT 'ease', ef / 10 / 10.0 AS e, count(*) FROM f
			WHERE ratings GROUP BY e ORDER BY e;
		SELECT 'interval', total(i BETWEEN 1 AND 3),
			total(i BETWEEN 4 AND 10), total(i BETWEEN 11 AND 20),
			total(i BETWEEN 21 AND 30), total(i BETWEEN 31 AND 90),
			total(i BETWEEN 91 AND 180),
			total(i BETWEEN 181 AND 365), total(i > 365) FROM f;
		SELECT 'added', date(batch.study_day * 86400, 'unixepoch',
			'start of month') AS m, count(*) FROM card JOIN note
			ON note.id = card.id / 256 JOIN batch
			ON batch.id = card.batch_id
			WHERE $1 IN (0, deck_id) GROUP BY m;
		SELECT 'grades', total(grade = 0), total(grade = 1),
			total(grade = 2), total(grade = 3), total(grade = 4),
			total(grade = 5) FROM l WHERE kind = 'rate';
		SELECT 'backlog', count(*) FROM f
			WHERE NOT suspended AND due < $today;
		WITH RECURSIVE ahead (k) AS (SELECT 0 UNION ALL
			SELECT k + 1 FROM ahead WHERE k < 29)
		SELECT 'forecast', (SELECT count(*) FROM f WHERE NOT suspended
			AND due = $today + k) FROM ahead;
		SELECT 'hardest', card_id, (SELECT count(*) FROM l WHERE
			l.card_id = f.card_id AND kind = 'rate' AND grade < 3)
			AS failed, (SELECT count(*) FROM s WHERE s.card_id =
			f.card_id AND n0 > 0 AND grade < 3), ef / 10 / 10.0
			FROM f WHERE failed > 0
			ORDER BY failed DESC, ef, card_id LIMIT 10;"
	} >"$work/query.sql"
	sqlite3 -batch -noheader -readonly "$db" <"$work/query.sql" |
		sed 's/\.0$//; s/\.0|/|/g'
}

# The same lines from `ebb stats --json`.
say() {
	sqlite3 -batch -noheader :memory: \
		"CREATE TABLE r AS SELECT CAST(readfile('$work/run/out')
		 AS TEXT) AS r; $1" | sed 's/\.0$//; s/\.0|/|/g'
}

# rows SECTION KEY...: a line of the values of these keys for each row.
rows() {
	section=$1
	shift
	columns=
	for key in "$@"; do
		columns="$columns, s.value ->> '$key'"
	done
	say "SELECT '$label'$columns FROM r, json_each(r, '$.$section') AS s
		ORDER BY s.key;"
}

# said ARG...: what the statistics of these operands say.
said() {
	run_ebb stats --json "$@"
	say "SELECT 'cards', (SELECT sum(s.value ->> 'cards') FROM
		json_each(r, '$.cards') AS s WHERE s.key < 4), r ->>
		'$.cards[0].cards', r ->> '$.cards[1].cards', r ->>
		'$.cards[2].cards', r ->> '$.cards[3].cards', r ->>
		'$.cards[4].cards' FROM r;
		SELECT 'answers', r ->> '$.today[0].answers_ever' FROM r;"
	place=0
	for span in 1 7 30 365; do
		run_ebb stats --json --section days "$@" --since \
			"$(date -u -d "@$(((today - span + 1) * 86400))" +%F)"
		say "SELECT 'span', $span, sum(s.value ->> 'answers'),
			sum((s.value ->> 'answers') > 0), sum(s.value ->> 'ms')
			FROM r, json_each(r, '$.days') AS s;
			SELECT 'learned', sum(s.value ->> 'learned')
			FROM r, json_each(r, '$.days') AS s;"
		run_ebb stats --json "$@"
		say "SELECT 'young', r ->> '$.retention[$place].asked',
			r ->> '$.retention[$place].recalled' FROM r;
			SELECT 'mature', r ->>
			'$.retention[$((place + 1))].asked', r ->>
			'$.retention[$((place + 1))].recalled' FROM r;"
		place=$((place + 3))
	done
	say "SELECT 'promise', s.value ->> 'asked', s.value ->> 'recalled',
		coalesce(round(s.value ->> 'promised', 4), '')
		FROM r, json_each(r, '$.promise') AS s
		WHERE s.key < 5 ORDER BY s.key;
		SELECT 'streak', r ->> '$.today[0].streak',
		 r ->> '$.today[0].longest_streak' FROM r;"
	label=hour rows hours hour answers
	label=ease rows ease ease cards
	say "SELECT 'interval|' || group_concat(s.value ->> 'cards', '|')
		FROM r, json_each(r, '$.intervals') AS s;
		SELECT 'added', (s.value ->> 'month') || '-01', s.value ->>
		'added' FROM r, json_each(r, '$.added') AS s
		WHERE s.value ->> 'added' > 0 ORDER BY s.key;
		SELECT 'grades', sum(s.value ->> 'grade_0'),
		 sum(s.value ->> 'grade_1'), sum(s.value ->> 'grade_2'),
		 sum(s.value ->> 'grade_3'), sum(s.value ->> 'grade_4'),
		 sum(s.value ->> 'grade_5')
		 FROM r, json_each(r, '$.grades') AS s;
		SELECT 'backlog', r ->> '$.forecast[0].cards' FROM r;"
	label=forecast rows due cards
	label=hardest rows hardest card failed lapses ease
}

is "every number equals an SQL query over the log" "$(truth 0)" "$(said)"
for name in one two; do
	is "and those of the deck $name alone" \
		"$(truth "$(sql "SELECT id FROM deck WHERE name = '$name'")")" \
		"$(said $name)"
done
is "or found by a search" "$(said two)" "$(said deck:two)"
like "with something of every kind to compare" "*mature|[1-9]*backlog|[1-9]*\
hardest|*" "$(truth 0)"
run_ebb stats --json
is "shares follow from the counts" 1 "$(sqlite3 :memory: "SELECT
	min(value ->> 'share' IS CASE value ->> 'asked' WHEN 0 THEN NULL
	ELSE round(1.0 * (value ->> 'recalled') / (value ->> 'asked'), 6) END)
	FROM json_each(readfile('$work/run/out'), '$.retention')")"
is "and lie between their bounds" 1 "$(sqlite3 :memory: "SELECT
	min(value ->> 'low' <= value ->> 'share' AND
	value ->> 'share' <= value ->> 'high')
	FROM json_each(readfile('$work/run/out'), '$.retention')
	WHERE value ->> 'asked' > 0")"
cp "$work/run/out" before.json
for zone in Pacific/Kiritimati America/Los_Angeles; do
	run TZ=$zone EBB_NOW="$now" EBB_DB="$db" "$EBB" stats --json
	is "another time zone changes no number, $zone" "$(cat before.json)" \
		"$(cat "$work/run/out")"
done
given config rollover 09:00
run_ebb stats --json --section calendar
is "nor does another rollover change a past day" \
	"$(sqlite3 :memory: "SELECT readfile('before.json') ->> '$.calendar'")" \
	"$(json '$.calendar')"
given undo
run_ebb stats --csv --section retention
expect_like "a section is a table in CSV" 0 "span,cards,asked,recalled,share,\
low,high
today,young,*
ever,all,*" ""
run_ebb stats --csv
expect "CSV is of one section" 2 "" \
	"ebb: --csv writes one section: name it with --section"
run_ebb stats --section nought
expect_like "a section that is none" 2 "" \
	'ebb: there is no section "nought"; there are today, retention,*'
run_ebb stats --since yesterday
expect "a day that is none" 2 "" 'ebb: --since takes a day, like 2026-11-23, '\
'not "yesterday"'
run_ebb stats --since 2100-01-01
expect "a day to come" 2 "" "ebb: 2100-01-01 is yet to come"
run_ebb stats --since 2026-05-20 --section grades,typed --json
is "answers before the day do not count" \
	"$(sql "SELECT count(*) FROM v_review WHERE live AND kind = 'rate'
	AND study_date >= '2026-05-20'")" "$(sqlite3 :memory: "SELECT
	sum(value ->> 'asked') FROM json_each(readfile('$work/run/out'),
	'$.grades')")"
run_ebb stats --json
answers=$(json '$.today[0].answers_ever')
given rm -d one
run_ebb stats --json
is "removing a deck leaves its answers in the totals" "$answers" \
	"$(json '$.today[0].answers_ever')"
given undo
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""

# ---- for people ------------------------------------------------------------

rm -rf .local
now=2026-03-02T09:00:00+01:00
given import two.csv
typed "" 1 "" 4 "" 5 "" 5 "" 3 :q
given study
now=2026-03-03T09:00:00+01:00
typed "" 4 "" 1 :q
given study
run_ebb stats
expect_like "the report for people" 0 "Today
2 answers in less than a minute.
0 of 1 card asked again was recalled (0%).
3 cards are due.
Streak 2 days, the longest so far.
7 answers on 2 days in all.

How many were recalled
over   cards  asked  of them    recalled
today  young      1        0  0% (0-79%)
       all        1        0  0% (0-79%)
*There are too few answers yet*Grades by the state of the card
cards     0  1  2  3  4  5  asked  of them  recalled
new       0  1  0  1  1  2      5        4       80%  ████████████████
*Due in the next 30 days
   3 █
     █ █
     █ █
   0 ┬─*
Nothing yet: typed · confusions." ""
now=2026-03-04T21:30:00-05:00
run_ebb stats --json
is "the streak holds on the day after, in another time zone too" 2 \
	"$(json '$.today[0].streak')"
now=2026-03-05T21:30:00+01:00
run_ebb stats --json
is "and breaks after a day without" "0 2" \
	"$(json '$.today[0].streak') $(json '$.today[0].longest_streak')"
run_ebb stats nonesuch
expect "an unknown deck that is no search either" 1 "" \
	'ebb: there is no deck "nonesuch"; `ebb decks` lists them'
run_ebb stats tag:nonesuch
expect "nor is a tag" 1 "" 'ebb: no card is found by "tag:nonesuch"'
for columns in 20 40 80; do
	run COLUMNS=$columns "$EBB" stats
	holds "$columns columns are enough" \
		test "$(wc -L <"$work/run/out")" -le $columns
done
run_ebb stats --ascii
holds "--ascii is nothing else" \
	test "$(LC_ALL=C tr -d '\000-\177' <"$work/run/out" | wc -c)" = 0

finish
