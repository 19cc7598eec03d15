-- Cards by the class of their interval.

WITH
class (least, interval) AS (VALUES
	(1, '1-3'), (4, '4-10'), (11, '11-20'), (21, '21-30'), (31, '31-90'),
	(91, '91-180'), (181, '181-365'), (366, '> 365')
),
counted AS (
	SELECT interval_from, sum(n) AS n FROM card_count
	WHERE :deck = 0 OR deck_id = :deck
	GROUP BY interval_from
)
SELECT interval, coalesce(n, 0) AS cards
FROM class LEFT JOIN counted ON interval_from = least
ORDER BY least;
