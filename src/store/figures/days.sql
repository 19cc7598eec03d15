-- Each study day since :since, or of the last thirty, with or without answers.

WITH RECURSIVE
span (day) AS (
	SELECT coalesce(:since, :today - 29)
	UNION ALL
	SELECT day + 1 FROM span WHERE day < :today
)
SELECT day,
	coalesce(sum(answers), 0) AS answers,
	coalesce(sum(ms), 0) AS ms,
	coalesce(sum(learned), 0) AS learned,
	coalesce(sum(young + mature), 0) AS asked,
	coalesce(sum(young_recalled + mature_recalled), 0) AS recalled
FROM span LEFT JOIN rollup_day
	ON study_day = day AND (:deck = 0 OR deck_id = :deck)
GROUP BY day
ORDER BY day;
