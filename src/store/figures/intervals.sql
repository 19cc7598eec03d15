-- Cards by the class of their interval.

WITH class (least, interval) AS (VALUES
	(1, '1-3'), (4, '4-10'), (11, '11-20'), (21, '21-30'), (31, '31-90'),
	(91, '91-180'), (181, '181-365'), (366, '> 365')
)
SELECT interval, coalesce(sum(n), 0) AS cards
FROM class LEFT JOIN card_count
	ON interval_from = least AND (:deck = 0 OR deck_id = :deck)
GROUP BY least
ORDER BY least;
