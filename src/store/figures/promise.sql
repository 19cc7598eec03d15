-- The same ratings by the interval that had passed, beside the recall that the
-- interval had promised; :spans are those since :since.

WITH
class (place, least, most, interval) AS (VALUES
	(1, 1, 3, '1-3'), (2, 4, 10, '4-10'), (3, 11, 30, '11-30'),
	(4, 31, 90, '31-90'), (5, 91, 999999, '> 90'), (6, 1, 999999, 'all')
),
counted AS (
	SELECT interval_from, sum(n) AS asked,
		sum(n) FILTER (WHERE grade >= 3) AS recalled,
		sum(promised_ppm) AS promised_ppm
	FROM json_each(:spans) AS part CROSS JOIN rollup
		ON span = part.value ->> 0
		AND first_day BETWEEN part.value ->> 1 AND part.value ->> 2
		AND (:deck = 0 OR deck_id = :deck)
	WHERE kind = 'rate' AND state IN ('young', 'mature')
	GROUP BY interval_from
)
SELECT interval,
	coalesce(sum(asked), 0) AS asked,
	coalesce(sum(recalled), 0) AS recalled,
	(sum(promised_ppm) + sum(asked) / 2) / sum(asked) AS promised
FROM class LEFT JOIN counted ON interval_from BETWEEN least AND most
GROUP BY place
ORDER BY place;
