-- Ratings of cards that had been recalled before, and how many of them were
-- recalled, over spans that end today, and since :since or ever.

WITH
span (place, span, first, last) AS (VALUES
	(1, 'today', :today, :today),
	(2, 'week', :today - 6, :today),
	(3, 'month', :today - 29, :today),
	(4, 'year', :today - 364, :today),
	(5, iif(:since IS NULL, 'ever', 'since'),
		coalesce(:since, -1000000000), 1000000000)
),
counted AS (
	SELECT place, span,
		coalesce(sum(young), 0) AS young,
		coalesce(sum(young_recalled), 0) AS young_recalled,
		coalesce(sum(mature), 0) AS mature,
		coalesce(sum(mature_recalled), 0) AS mature_recalled
	FROM span LEFT JOIN rollup_day ON study_day BETWEEN first AND last
		AND (:deck = 0 OR deck_id = :deck)
	GROUP BY place
)
SELECT place, 1 AS nth, span, 'young' AS cards,
	young AS asked, young_recalled AS recalled FROM counted
UNION ALL
SELECT place, 2, span, 'mature', mature, mature_recalled FROM counted
UNION ALL
SELECT place, 3, span, 'all', young + mature, young_recalled + mature_recalled
FROM counted
ORDER BY place, nth;
