-- Cards by the time in which they are asked, and how long that takes when an
-- answer takes :answer_ms.

WITH
span (place, span, first, last) AS (VALUES
	(1, 'overdue', -1000000000, :today - 1),
	(2, '30 days', :today, :today + 29),
	(3, '90 days', :today, :today + 89),
	(4, '365 days', :today, :today + 364),
	(5, 'later', :today + 365, 1000000000)
),
counted AS (
	SELECT place, span, coalesce((SELECT sum(n) FROM due_count
		WHERE asked_on_day BETWEEN first AND last
		AND (:deck = 0 OR deck_id = :deck)), 0) AS n
	FROM span
)
SELECT span, n AS cards, n * :answer_ms AS ms
FROM counted
ORDER BY place;
