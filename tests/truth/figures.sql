-- What `ebb stats --json` has to say, row by row, from the log, the cards and
-- the replay of SM-2 in awk alone.  scope.sql says of which.

CREATE TEMP TABLE want (section TEXT, row TEXT);

CREATE TEMP VIEW answer AS SELECT * FROM l WHERE kind IN ('rate', 'drill');
CREATE TEMP VIEW again AS SELECT * FROM l
WHERE kind = 'rate' AND state IN ('young', 'mature');
CREATE TEMP VIEW recent AS SELECT l.* FROM l, asked WHERE day >= since;

-- Today.
WITH studied AS (SELECT DISTINCT day FROM answer),
stretch AS (
	-- A day after which nothing comes ends a row; it began after the newest
	-- day before which nothing was.
	SELECT e.day AS last, (SELECT max(b.day) FROM studied AS b
		WHERE b.day <= e.day AND b.day - 1 NOT IN studied) AS first
	FROM studied AS e WHERE e.day + 1 NOT IN studied
)
INSERT INTO want SELECT 'today', json_object(
	'answers', (SELECT count(*) FROM answer WHERE day = today),
	'ms', (SELECT cast(total(ms) AS INTEGER) FROM answer WHERE day = today),
	'learned', (SELECT count(*) FROM l WHERE day = today AND kind = 'rate'
		AND state = 'new'),
	'asked', (SELECT count(*) FROM again WHERE day = today),
	'recalled', (SELECT count(*) FROM again WHERE day = today
		AND grade > 2),
	'share', (SELECT round(avg(grade > 2), 6) FROM again WHERE day = today),
	'due', (SELECT count(*) FROM due WHERE day <= today),
	'answers_ever', (SELECT count(*) FROM answer),
	'studied_days', (SELECT count(*) FROM studied),
	'streak', coalesce((SELECT min(last, today) - first + 1 FROM stretch
		WHERE today BETWEEN first AND last + 1), 0),
	'longest_streak', coalesce((SELECT max(last - first + 1) FROM stretch),
		0))
FROM asked;

-- Retention, with Wilson's interval.
CREATE TEMP TABLE share AS
WITH span (place, span, least) AS (
	SELECT 1, 'today', today FROM asked UNION ALL
	SELECT 2, 'week', today - 6 FROM asked UNION ALL
	SELECT 3, 'month', today - 29 FROM asked UNION ALL
	SELECT 4, 'year', today - 364 FROM asked UNION ALL
	SELECT 5, iif(since > -1e9, 'since', 'ever'), since FROM asked),
cards (nth, cards) AS (VALUES (1, 'young'), (2, 'mature'), (3, 'all'))
SELECT 'retention' AS section, place * 10 + nth AS place, span, cards.cards,
	count(grade) AS n, count(*) FILTER (WHERE grade > 2) AS k,
	NULL AS promised
FROM span JOIN cards JOIN asked LEFT JOIN again
	ON day >= least AND (place = 5 OR day <= today)
	AND cards.cards IN (state, 'all')
GROUP BY place, nth;

-- The promise: 0.9 to the power of the share of the interval that is over, in
-- whole 256ths.
WITH class (place, least, most, interval) AS (VALUES (1, 1, 3, '1-3'),
	(2, 4, 10, '4-10'), (3, 11, 30, '11-30'), (4, 31, 90, '31-90'),
	(5, 91, 1e9, '> 90'), (6, 1, 1e9, 'all'))
INSERT INTO share SELECT 'promise', place, interval, NULL, count(grade),
	count(*) FILTER (WHERE grade > 2),
	round(avg(round(1e6 * pow(0.9, max(day - begun, 0) * 256 / i / 256.0)))
		/ 1e6, 6)
FROM class JOIN asked LEFT JOIN again
	ON day >= since AND i BETWEEN least AND most
GROUP BY place;

WITH wilson AS (
	SELECT *, 1.0 * k / nullif(n, 0) AS p, 1.959963984540054 AS z
	FROM share),
bound AS (
	SELECT *, (p + z * z / (2 * n)) / (1 + z * z / n) AS centre,
		z / (1 + z * z / n) * sqrt(p * (1 - p) / n
			+ z * z / (4.0 * n * n)) AS half
	FROM wilson)
INSERT INTO want SELECT section, CASE section
	WHEN 'retention' THEN json_object('span', span, 'cards', cards,
		'asked', n, 'recalled', k, 'share', round(p, 6),
		'low', round(centre - half, 6), 'high', round(centre + half, 6))
	ELSE json_object('interval', span, 'asked', n, 'recalled', k,
		'share', round(p, 6), 'low', round(centre - half, 6),
		'high', round(centre + half, 6), 'promised', promised) END
FROM bound ORDER BY section DESC, place;

-- Grades.
WITH class (place, typed, least, most) AS (VALUES (1, 'right', 4, 5),
	(2, 'nearly', 2, 3), (3, 'wrong', 0, 1))
INSERT INTO want SELECT 'typed', json_object('typed', class.typed,
	'answers', count(grade), 'grade_0', count(*) FILTER (WHERE grade = 0),
	'grade_1', count(*) FILTER (WHERE grade = 1),
	'grade_2', count(*) FILTER (WHERE grade = 2),
	'grade_3', count(*) FILTER (WHERE grade = 3),
	'grade_4', count(*) FILTER (WHERE grade = 4),
	'grade_5', count(*) FILTER (WHERE grade = 5))
FROM class LEFT JOIN recent ON kind = 'rate' AND recent.typed <> ''
	AND hints = 0 AND suggested BETWEEN least AND most
GROUP BY place ORDER BY place;

WITH class (place, state) AS (VALUES (1, 'new'), (2, 'learning'),
	(3, 'young'), (4, 'mature'))
INSERT INTO want SELECT 'grades', json_object('state', class.state,
	'grade_0', count(*) FILTER (WHERE grade = 0),
	'grade_1', count(*) FILTER (WHERE grade = 1),
	'grade_2', count(*) FILTER (WHERE grade = 2),
	'grade_3', count(*) FILTER (WHERE grade = 3),
	'grade_4', count(*) FILTER (WHERE grade = 4),
	'grade_5', count(*) FILTER (WHERE grade = 5),
	'asked', count(grade), 'recalled', count(*) FILTER (WHERE grade > 2),
	'share', round(avg(grade > 2), 6))
FROM class LEFT JOIN recent ON recent.state = class.state AND kind = 'rate'
GROUP BY place ORDER BY place;

-- Days.
INSERT INTO want SELECT 'calendar', json_object('day',
	date(day * 86400, 'unixepoch'), 'answers', count(*))
FROM answer, asked
WHERE day BETWEEN iif(since > -1e9, since, today - 370) AND today
GROUP BY day ORDER BY day;

INSERT INTO want SELECT 'days', json_object('day',
	date(value * 86400, 'unixepoch'),
	'answers', count(*) FILTER (WHERE kind IN ('rate', 'drill')),
	'ms', cast(total(ms) FILTER (WHERE kind IN ('rate', 'drill'))
		AS INTEGER),
	'learned', count(*) FILTER (WHERE kind = 'rate' AND state = 'new'),
	'asked', count(*) FILTER (WHERE kind = 'rate'
		AND state IN ('young', 'mature')),
	'recalled', count(*) FILTER (WHERE kind = 'rate'
		AND state IN ('young', 'mature') AND grade > 2),
	'share', round(avg(grade > 2) FILTER (WHERE kind = 'rate'
		AND state IN ('young', 'mature')), 6))
FROM asked, generate_series(iif(since > -1e9, since, today - 29), today)
LEFT JOIN l ON day = value
GROUP BY value ORDER BY value;

-- Cards.
INSERT INTO want SELECT 'cards', json_object('state', state, 'cards', (
	SELECT count(*) FROM f JOIN asked WHERE CASE state
	WHEN 'suspended' THEN suspended
	WHEN 'leech' THEN lapses >= leech
	WHEN 'new' THEN ratings = 0
	WHEN 'learning' THEN ratings > 0 AND n = 0
	WHEN 'young' THEN n > 0 AND i < 21
	ELSE n > 0 AND i >= 21 END))
FROM (SELECT column1 AS state FROM (VALUES ('new'), ('learning'), ('young'),
	('mature'), ('suspended'), ('leech')));

WITH class (least, most, interval) AS (VALUES (1, 3, '1-3'), (4, 10, '4-10'),
	(11, 20, '11-20'), (21, 30, '21-30'), (31, 90, '31-90'),
	(91, 180, '91-180'), (181, 365, '181-365'), (366, 1e9, '> 365'))
INSERT INTO want SELECT 'intervals', json_object('interval', interval,
	'cards', count(card))
FROM class LEFT JOIN f ON ratings > 0 AND i BETWEEN least AND most
GROUP BY least ORDER BY least;

INSERT INTO want SELECT 'ease', json_object('ease', ease / 10 / 10.0,
	'cards', count(*))
FROM f WHERE ratings > 0 GROUP BY ease / 10 ORDER BY 1, ease / 10;

-- Added and learned.
WITH shown AS (
	SELECT DISTINCT strftime('%Y-%m', value * 86400, 'unixepoch') AS month
	FROM asked, generate_series(iif(since > -1e9, since, today - 334),
		today)),
added AS (SELECT month, count(*) AS n FROM arrived, asked
	WHERE day >= since GROUP BY month),
learned AS (SELECT month, count(*) AS n FROM recent
	WHERE kind = 'rate' AND state = 'new' GROUP BY month)
INSERT INTO want SELECT 'added', json_object('month', month,
	'added', coalesce(added.n, 0), 'learned', coalesce(learned.n, 0))
FROM shown LEFT JOIN added USING (month) LEFT JOIN learned USING (month)
ORDER BY month;

-- The clock.
INSERT INTO want SELECT 'hours', json_object('hour', hour,
	'answers', count(*),
	'asked', count(*) FILTER (WHERE kind = 'rate'
		AND state IN ('young', 'mature')),
	'recalled', count(*) FILTER (WHERE kind = 'rate'
		AND state IN ('young', 'mature') AND grade > 2),
	'share', round(avg(grade > 2) FILTER (WHERE kind = 'rate'
		AND state IN ('young', 'mature')), 6))
FROM recent WHERE kind IN ('rate', 'drill') GROUP BY hour ORDER BY hour;

WITH class (place, state) AS (VALUES (1, 'new'), (2, 'learning'),
	(3, 'young'), (4, 'mature'))
INSERT INTO want SELECT 'seconds', json_object('state', class.state,
	'answers', count(grade), 'ms', sum(ms) / count(grade))
FROM class LEFT JOIN recent ON recent.state = class.state
	AND kind IN ('rate', 'drill')
GROUP BY place ORDER BY place;

-- Hard cards.
INSERT INTO want SELECT 'hardest', json_object('card', card,
	'question', iif(card % 256, back, front), 'failed', failures,
	'lapses', lapses, 'ease', ease / 10 / 10.0)
FROM f JOIN note ON note.id = card / 256 WHERE failures > 0
ORDER BY failures DESC, ease, card LIMIT 10;

CREATE TEMP TABLE confused AS
SELECT min(mine.id, other.id) AS a, max(mine.id, other.id) AS b,
	count(*) AS n, max(wrong.study_day) AS last
FROM asked JOIN (SELECT * FROM review ORDER BY id DESC LIMIT 20000) AS wrong
JOIN live USING (id)
JOIN there AS mine ON mine.id = wrong.card_id
JOIN there AS other ON other.deck_id = mine.deck_id
	AND other.id % 256 = mine.id % 256 AND other.id <> mine.id
	AND other.answer = iif(mine.id % 256, typed, lower(typed))
WHERE suggested_grade < 3 AND wrong.study_day >= since
GROUP BY 1, 2;
INSERT INTO want SELECT 'confusions', json_object(
	'question', (SELECT iif(a % 256, back, front) FROM there WHERE id = a),
	'other', (SELECT iif(b % 256, back, front) FROM there WHERE id = b),
	'count', n, 'last', date(last * 86400, 'unixepoch'))
FROM confused ORDER BY n DESC, last DESC, a, b LIMIT 10;

-- What is to come.
INSERT INTO want SELECT 'due', json_object('day',
	date(value * 86400, 'unixepoch'), 'cards', (SELECT count(*) FROM due
		WHERE day = value))
FROM asked, generate_series(today, today + 29) ORDER BY value;

WITH span (span, least, most) AS (VALUES ('overdue', -1e9, -1),
	('30 days', 0, 29), ('90 days', 0, 89), ('365 days', 0, 364),
	('later', 365, 1e9))
INSERT INTO want SELECT 'forecast', json_object('span', span, 'cards', n,
	'ms', n * answer_ms)
FROM asked JOIN (SELECT span, (SELECT count(*) FROM due, asked
	WHERE day - today BETWEEN least AND most) AS n FROM span);
