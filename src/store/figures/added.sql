-- Live cards by the month of their arrival, and cards by that of their first
-- rating, over the months since :since or the last twelve.

WITH RECURSIVE
month (first) AS (
	SELECT date(coalesce(:since, :today - 334) * 86400, 'unixepoch',
		'start of month')
	UNION ALL
	SELECT date(first, '+1 month') FROM month
	WHERE date(first, '+1 month') <= date(:today * 86400, 'unixepoch')
),
arrived AS (
	SELECT card.batch_id, count(*) AS n
	FROM card JOIN note ON note.id = card.id >> 8
	WHERE card.deleted_at_ms IS NULL AND note.deleted_at_ms IS NULL
		AND (:deck = 0 OR deck_id = :deck)
	GROUP BY card.batch_id
),
added AS (
	SELECT date(study_day * 86400, 'unixepoch', 'start of month') AS first,
		sum(n) AS n
	FROM arrived JOIN batch ON batch.id = batch_id
	GROUP BY 1
),
met AS (
	SELECT study_day, sum(n) AS n FROM rollup
	WHERE study_day >= coalesce(:since, :today - 365)
		AND kind = 'rate' AND state = 'new'
		AND (:deck = 0 OR deck_id = :deck)
	GROUP BY study_day
),
learned AS (
	SELECT date(study_day * 86400, 'unixepoch', 'start of month') AS first,
		sum(n) AS n
	FROM met
	GROUP BY 1
)
SELECT substr(first, 1, 7) AS month,
	coalesce(added.n, 0) AS added,
	coalesce(learned.n, 0) AS learned
FROM month LEFT JOIN added USING (first) LEFT JOIN learned USING (first)
ORDER BY first;
