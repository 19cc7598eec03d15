-- Each study day since :since, or of the last thirty, with or without answers.

WITH RECURSIVE
span (day) AS (
	SELECT coalesce(:since, :today - 29)
	UNION ALL
	SELECT day + 1 FROM span WHERE day < :today
),
counted AS (
	SELECT study_day,
		sum(n) FILTER (WHERE kind IN ('rate', 'drill')) AS answers,
		sum(ms) FILTER (WHERE kind IN ('rate', 'drill')) AS ms,
		sum(n) FILTER (WHERE kind = 'rate' AND state = 'new')
			AS learned,
		sum(n) FILTER (WHERE kind = 'rate'
			AND state IN ('young', 'mature')) AS asked,
		sum(n) FILTER (WHERE kind = 'rate'
			AND state IN ('young', 'mature') AND grade >= 3)
			AS recalled
	FROM rollup
	WHERE study_day >= coalesce(:since, :today - 29)
		AND (:deck = 0 OR deck_id = :deck)
	GROUP BY study_day
)
SELECT day,
	coalesce(answers, 0) AS answers,
	coalesce(ms, 0) AS ms,
	coalesce(learned, 0) AS learned,
	coalesce(asked, 0) AS asked,
	coalesce(recalled, 0) AS recalled
FROM span LEFT JOIN counted ON study_day = day
ORDER BY day;
