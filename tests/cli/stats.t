# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

run_ebb stats
expect_like "without a card every number is nought" 0 \
	"0 notes, 0 cards: 0 new, 0 learning, 0 young, 0 mature; 0 \
suspended
0 answers; streak 0 days, longest 0
*today           0        0        0      -       -             0*" ""

# Forty days of two decks, of which ten are days apart, with days off, failures, drills, undo, suspension,
# an edit and removals.  The grade of an answer follows from a small generator.
awk 'BEGIN { print "front,back,cards"; for (i = 1; i <= 18; i++)
	print "q" i ",a" i "," (i % 3 ? "forward" : "both") }' >one.csv
awk 'BEGIN { print "front,back"; for (i = 1; i <= 6; i++)
	print "x" i ",y" i }' >two.csv
given import one.csv two.csv
given config new_per_day 4
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
WITH RECURSIVE step (card_id, nth, id, grade, n0, i0, n, i, ef, day) AS (
	SELECT card_id, 1, id, grade, NULL, NULL, grade >= 3, 1,
		250 + CASE grade WHEN 5 THEN 10 WHEN 3 THEN -14 ELSE 0 END,
		study_day
	FROM live WHERE kind = 'rate' AND nth = 1
	UNION ALL
	SELECT l.card_id, l.nth, l.id, l.grade, s.n, s.i,
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
		SELECT 'notes', count(DISTINCT card_id / 256) FROM f;
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
		echo "WITH d AS (SELECT DISTINCT study_day AS day FROM l),
			run AS (SELECT day - row_number() OVER (ORDER BY day)
			 AS g, day FROM d),
			length AS (SELECT count(*) AS n, max(day) AS last
			 FROM run GROUP BY g)
			SELECT 'streak', coalesce((SELECT n FROM length
			 WHERE last >= $today - 1), 0), max(n) FROM length;
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
			f.card_id AND n0 > 0 AND grade < 3), ef / 100.0
			FROM f WHERE failed > 0
			ORDER BY failed DESC, ef, card_id LIMIT 10;"
	} >"$work/query.sql"
	sqlite3 -batch -noheader -readonly "$db" <"$work/query.sql" |
		sed 's/\.0$//; s/\.0|/|/g'
}

# The same lines from `ebb stats --json`.
said() {
	sqlite3 -batch -noheader :memory: \
		"CREATE TABLE r AS SELECT CAST(readfile('$work/run/out')
		 AS TEXT) AS r;
		SELECT 'notes', r ->> '$.notes' FROM r;
		SELECT 'cards', r ->> '$.cards.all', r ->> '$.cards.new',
		 r ->> '$.cards.learning', r ->> '$.cards.young',
		 r ->> '$.cards.mature', r ->> '$.cards.suspended' FROM r;
		SELECT 'answers', r ->> '$.answers' FROM r;
		SELECT line FROM (SELECT s.key * 4 AS place, 'span|' ||
		 (s.value ->> 'days') || '|' || (s.value ->> 'answers') || '|'
		 || (s.value ->> 'studied_days') || '|' || (s.value ->> 'ms')
		 AS line FROM r, json_each(r, '$.spans') AS s
		UNION ALL SELECT s.key * 4 + 1, 'learned|' ||
		 (s.value ->> 'learned') FROM r, json_each(r, '$.spans') AS s
		UNION ALL SELECT s.key * 4 + 2, 'young|' ||
		 (s.value ->> '$.young.asked') || '|' ||
		 (s.value ->> '$.young.recalled')
		 FROM r, json_each(r, '$.spans') AS s
		UNION ALL SELECT s.key * 4 + 3, 'mature|' ||
		 (s.value ->> '$.mature.asked') || '|' ||
		 (s.value ->> '$.mature.recalled')
		 FROM r, json_each(r, '$.spans') AS s) ORDER BY place;
		SELECT 'streak', r ->> '$.streak.now', r ->> '$.streak.longest'
		 FROM r;
		SELECT 'grades', r ->> '$.grades[0]', r ->> '$.grades[1]',
		 r ->> '$.grades[2]', r ->> '$.grades[3]', r ->> '$.grades[4]',
		 r ->> '$.grades[5]' FROM r;
		SELECT 'backlog', r ->> '$.backlog' FROM r;
		SELECT 'forecast', f.value FROM r, json_each(r, '$.forecast')
		 AS f ORDER BY f.key;
		SELECT 'hardest', h.value ->> 'id', h.value ->> 'failed',
		 h.value ->> 'lapses', h.value ->> 'ease_factor'
		 FROM r, json_each(r, '$.hardest') AS h ORDER BY h.key;" |
		sed 's/\.0$//'
}

run_ebb stats --json
is "every number equals an SQL query over the log" "$(truth 0)" "$(said)"
for name in one two; do
	run_ebb stats --json $name
	is "and those of the deck $name alone" \
		"$(truth "$(sql "SELECT id FROM deck WHERE name = '$name'")")" \
		"$(said)"
done
like "with something of every kind to compare" "*mature|[1-9]*backlog|[1-9]*\
hardest|*" "$(truth 0)"
run_ebb stats --json
is "percentages follow from the counts" 1 "$(sqlite3 :memory: "SELECT
	min(value ->> '$.young.percent' IS CASE value ->> '$.young.asked'
	WHEN 0 THEN NULL ELSE CAST(round(100.0 *
	(value ->> '$.young.recalled') / (value ->> '$.young.asked')) AS INT)
	END) FROM json_each(readfile('$work/run/out'), '$.spans')")"
answers=$(json '$.answers')
given rm -d one
run_ebb stats --json
is "removing a deck leaves its answers in the totals" "$answers 6" \
	"$(json '$.answers') $(json '$.notes')"
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
expect_like "the report for people" 0 "6 notes, 6 cards: 1 new, 1 learning, \
4 young, 0 mature; 0 suspended
7 answers; streak 2 days, longest 2

Reviews, and how many were recalled
          answers  minutes  learned  young  mature  days studied
today           2        0        0     0%       -             1
7 days          7        0        5     0%       -             2
*
0 again  0
1 again  2  *
2 again  0
3 hard   1  *
4 good   2  *
5 easy   2  *
*Due in the next 30 days
2026-03-03  3  *
2026-03-04  2  *
*Hardest cards
*card  question*" ""
now=2026-03-04T21:30:00-05:00
run_ebb stats --json
is "the streak holds on the day after, in another time zone too" 2 \
	"$(json '$.streak.now')"
now=2026-03-05T21:30:00+01:00
run_ebb stats --json
is "and breaks after a day without" "0 2" \
	"$(json '$.streak.now') $(json '$.streak.longest')"
run_ebb stats nonesuch
expect "an unknown deck" 1 "" \
	'ebb: there is no deck "nonesuch"; `ebb decks` lists them'
run COLUMNS=20 "$EBB" stats
holds "twenty columns are enough" test "$(wc -L <"$work/run/out")" -le 20

finish
