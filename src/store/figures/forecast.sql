-- Cards by the time in which they are asked, and how long that takes when an
-- answer takes :answer_ms.  Days to come reach as far as the longest interval:
-- what is later than a year is the rest of those that wait for a day.

WITH
soon (asked_on_day, n) AS (
	SELECT asked_on_day, n FROM due_count
	WHERE asked_on_day < :today + 365 AND (:deck = 0 OR deck_id = :deck)
),
waiting (n) AS (
	SELECT sum(n) FROM card_count
	WHERE suspended = 0 AND (:deck = 0 OR deck_id = :deck)
),
counted (place, span, n) AS (VALUES
	(1, 'overdue', (SELECT sum(n) FROM soon WHERE asked_on_day < :today)),
	(2, '30 days', (SELECT sum(n) FROM soon WHERE asked_on_day
		BETWEEN :today AND :today + 29)),
	(3, '90 days', (SELECT sum(n) FROM soon WHERE asked_on_day
		BETWEEN :today AND :today + 89)),
	(4, '365 days', (SELECT sum(n) FROM soon WHERE asked_on_day >= :today)),
	(5, 'later', (SELECT n FROM waiting)
		- coalesce((SELECT sum(n) FROM soon), 0))
)
SELECT span, coalesce(n, 0) AS cards, coalesce(n, 0) * :answer_ms AS ms
FROM counted
ORDER BY place;
