-- Cards by the time in which they are asked, and how long that takes when an
-- answer takes :answer_ms.

WITH span (place, span, first, last) AS (VALUES
	(1, 'overdue', -1000000000, :today - 1),
	(2, '30 days', :today, :today + 29),
	(3, '90 days', :today, :today + 89),
	(4, '365 days', :today, :today + 364),
	(5, 'later', :today + 365, 1000000000)
)
SELECT span, coalesce(sum(n), 0) AS cards,
	coalesce(sum(n), 0) * :answer_ms AS ms
FROM span LEFT JOIN due_count ON asked_on_day BETWEEN first AND last
	AND (:deck = 0 OR deck_id = :deck)
GROUP BY place
ORDER BY place;
