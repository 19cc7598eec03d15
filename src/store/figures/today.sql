-- The study day :today, how many answers there ever were, and the days in a row
-- with an answer; a row of days that ended yesterday still stands.

WITH RECURSIVE
studied (day) AS (
	-- Each day is found from the one before, whatever the number of decks.
	SELECT min(study_day) FROM rollup_day
	WHERE :deck = 0 OR deck_id = :deck
	UNION ALL
	SELECT (SELECT study_day FROM rollup_day WHERE study_day > day
		AND (:deck = 0 OR deck_id = :deck) ORDER BY study_day LIMIT 1)
	FROM studied WHERE day IS NOT NULL
),
row_of_days (first, last, length) AS (
	SELECT min(day), max(day), count(*)
	FROM (SELECT day, day - row_number() OVER (ORDER BY day) AS place
		FROM studied WHERE day IS NOT NULL)
	GROUP BY place
),
streak AS (
	SELECT coalesce(max(min(last, :today) - first + 1)
			FILTER (WHERE :today BETWEEN first AND last + 1), 0)
			AS streak,
		coalesce(max(length), 0) AS longest_streak,
		coalesce(sum(length), 0) AS studied_days
	FROM row_of_days
),
day AS (
	SELECT coalesce(sum(answers), 0) AS answers,
		coalesce(sum(ms), 0) AS ms,
		coalesce(sum(learned), 0) AS learned,
		coalesce(sum(young + mature), 0) AS asked,
		coalesce(sum(young_recalled + mature_recalled), 0) AS recalled
	FROM rollup_day
	WHERE study_day = :today AND (:deck = 0 OR deck_id = :deck)
)
SELECT day.*, streak.*,
	(SELECT coalesce(sum(n), 0) FROM due_count
		WHERE asked_on_day <= :today
		AND (:deck = 0 OR deck_id = :deck)) AS due,
	(SELECT coalesce(sum(n), 0)
		FROM json_each(:ever) AS part CROSS JOIN rollup
			ON span = part.value ->> 0
			AND first_day BETWEEN part.value ->> 1
				AND part.value ->> 2
			AND (:deck = 0 OR deck_id = :deck)
		WHERE kind IN ('rate', 'drill')) AS answers_ever
FROM day, streak;
