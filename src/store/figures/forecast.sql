-- Cards by the time in which they are asked, and how long that takes when an
-- answer takes :answer_ms.  Days to come reach as far as the longest interval:
-- what is later than a year is the rest of those that wait for a day.

WITH
part (place, first, last) AS (VALUES
	(1, -1000000000, :today - 1), (2, :today, :today + 29),
	(3, :today + 30, :today + 89), (4, :today + 90, :today + 364)
),
soon (place, n) AS MATERIALIZED (
	SELECT place, (SELECT sum(n) FROM due_count
		WHERE asked_on_day BETWEEN first AND last
			AND (:deck = 0 OR deck_id = :deck))
	FROM part
),
waiting (n) AS (
	SELECT sum(n) FROM card_count
	WHERE suspended = 0 AND (:deck = 0 OR deck_id = :deck)
),
counted (place, span, n) AS (VALUES
	(1, 'overdue', (SELECT n FROM soon WHERE place = 1)),
	(2, '30 days', (SELECT n FROM soon WHERE place = 2)),
	(3, '90 days', (SELECT sum(n) FROM soon WHERE place IN (2, 3))),
	(4, '365 days', (SELECT sum(n) FROM soon WHERE place > 1)),
	(5, 'later', (SELECT n FROM waiting)
		- coalesce((SELECT sum(n) FROM soon), 0))
)
SELECT span, coalesce(n, 0) AS cards, coalesce(n, 0) * :answer_ms AS ms
FROM counted
ORDER BY place;
