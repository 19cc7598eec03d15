-- The study day :today, how many answers there ever were, and the days in a row
-- with an answer; a row of days that ended yesterday still stands.

WITH RECURSIVE
studied (day) AS (
	-- Each day with an answer, found from the one before it.
	SELECT (SELECT min(study_day) FROM rollup
		WHERE kind IN ('rate', 'drill')
		AND (:deck = 0 OR deck_id = :deck))
	UNION ALL
	SELECT (SELECT study_day FROM rollup
		WHERE study_day > studied.day AND kind IN ('rate', 'drill')
		AND (:deck = 0 OR deck_id = :deck)
		ORDER BY study_day LIMIT 1)
	FROM studied WHERE studied.day IS NOT NULL
),
row_of_days (first, last, length) AS (
	SELECT min(day), max(day), count(*)
	FROM (SELECT day, day - row_number() OVER (ORDER BY day) AS place
		FROM studied WHERE day IS NOT NULL)
	GROUP BY place
),
day AS (
	SELECT coalesce(sum(n) FILTER (WHERE kind IN ('rate', 'drill')), 0)
			AS answers,
		coalesce(sum(ms) FILTER (WHERE kind IN ('rate', 'drill')), 0)
			AS ms,
		coalesce(sum(n) FILTER (WHERE kind = 'rate'
			AND state = 'new'), 0) AS learned,
		coalesce(sum(n) FILTER (WHERE kind = 'rate'
			AND state IN ('young', 'mature')), 0) AS asked,
		coalesce(sum(n) FILTER (WHERE kind = 'rate'
			AND state IN ('young', 'mature') AND grade >= 3), 0)
			AS recalled
	FROM rollup
	WHERE study_day = :today AND (:deck = 0 OR deck_id = :deck)
)
SELECT answers, ms, learned, asked, recalled,
	(SELECT coalesce(sum(n), 0) FROM due_count
		WHERE asked_on_day <= :today
		AND (:deck = 0 OR deck_id = :deck)) AS due,
	(SELECT coalesce(sum(n), 0) FROM rollup_ever
		WHERE kind IN ('rate', 'drill')
		AND (:deck = 0 OR deck_id = :deck)) AS answers_ever,
	(SELECT coalesce(sum(length), 0) FROM row_of_days) AS studied_days,
	(SELECT coalesce(max(:today - first + 1 - (last < :today)), 0)
		FROM row_of_days
		WHERE :today BETWEEN first AND last + 1) AS streak,
	(SELECT coalesce(max(length), 0) FROM row_of_days) AS longest_streak
FROM day;
