-- Cards by the month in which they were added, but for those of a change that was
-- taken back; and by that of their first rating.  Since :since, or over twelve
-- months.

WITH RECURSIVE
span (first) AS (
	SELECT coalesce(:since, strftime('%s', (:today - 334) * 86400,
		'unixepoch', 'start of month') / 86400)
),
month (month) AS (
	SELECT date(first * 86400, 'unixepoch', 'start of month') FROM span
	UNION ALL
	SELECT date(month, '+1 month') FROM month
	WHERE date(month, '+1 month') <= date(:today * 86400, 'unixepoch')
),
added AS (
	SELECT added_count.study_day AS day, sum(n) AS n
	FROM span JOIN added_count ON added_count.study_day >= first
	JOIN batch ON batch.id = batch_id
	WHERE (:deck = 0 OR deck_id = :deck)
		AND NOT EXISTS (SELECT 1 FROM batch AS undone
			WHERE undone.undoes = batch.uid AND NOT EXISTS (
			SELECT 1 FROM batch AS redone
			WHERE redone.undoes = undone.uid))
	GROUP BY day
),
learned AS (
	SELECT study_day AS day, sum(learned) AS n
	FROM span JOIN rollup_day ON study_day >= first
	WHERE :deck = 0 OR deck_id = :deck
	GROUP BY day
),
counted AS (
	SELECT date(day * 86400, 'unixepoch', 'start of month') AS month,
		sum(added) AS added, sum(learned) AS learned
	FROM (SELECT day, n AS added, 0 AS learned FROM added
		UNION ALL SELECT day, 0, n FROM learned)
	GROUP BY 1
)
SELECT substr(month, 1, 7) AS month,
	coalesce(added, 0) AS added,
	coalesce(learned, 0) AS learned
FROM month LEFT JOIN counted USING (month)
ORDER BY month;
