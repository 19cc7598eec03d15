-- Cards by the day on which they are asked: today, and the 29 days after.

WITH RECURSIVE span (day) AS (
	SELECT :today
	UNION ALL
	SELECT day + 1 FROM span WHERE day < :today + 29
)
SELECT day, coalesce(sum(n), 0) AS cards
FROM span LEFT JOIN due_count
	ON asked_on_day = day AND (:deck = 0 OR deck_id = :deck)
GROUP BY day
ORDER BY day;
