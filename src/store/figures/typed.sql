-- The grade that was pressed for what was typed without a hint; :spans are those
-- since :since.

WITH
typed (place, typed, least, most) AS (VALUES
	(1, 'right', 4, 5), (2, 'nearly', 2, 3), (3, 'wrong', 0, 1)
),
counted AS (
	SELECT suggested_grade, grade, sum(n) AS n
	FROM json_each(:spans) AS part CROSS JOIN rollup_typed
		ON span = part.value ->> 0
		AND first_day BETWEEN part.value ->> 1 AND part.value ->> 2
		AND (:deck = 0 OR deck_id = :deck)
	GROUP BY suggested_grade, grade
)
SELECT typed,
	coalesce(sum(n), 0) AS answers,
	coalesce(sum(n) FILTER (WHERE grade = 0), 0) AS grade_0,
	coalesce(sum(n) FILTER (WHERE grade = 1), 0) AS grade_1,
	coalesce(sum(n) FILTER (WHERE grade = 2), 0) AS grade_2,
	coalesce(sum(n) FILTER (WHERE grade = 3), 0) AS grade_3,
	coalesce(sum(n) FILTER (WHERE grade = 4), 0) AS grade_4,
	coalesce(sum(n) FILTER (WHERE grade = 5), 0) AS grade_5
FROM typed LEFT JOIN counted ON suggested_grade BETWEEN least AND most
GROUP BY place
ORDER BY place;
