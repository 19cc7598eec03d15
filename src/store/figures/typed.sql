-- The grade that was pressed for what was typed without a hint.

WITH typed (place, typed, least, most) AS (VALUES
	(1, 'right', 4, 5), (2, 'nearly', 2, 3), (3, 'wrong', 0, 1)
)
SELECT typed,
	coalesce(sum(n), 0) AS answers,
	coalesce(sum(n) FILTER (WHERE grade = 0), 0) AS grade_0,
	coalesce(sum(n) FILTER (WHERE grade = 1), 0) AS grade_1,
	coalesce(sum(n) FILTER (WHERE grade = 2), 0) AS grade_2,
	coalesce(sum(n) FILTER (WHERE grade = 3), 0) AS grade_3,
	coalesce(sum(n) FILTER (WHERE grade = 4), 0) AS grade_4,
	coalesce(sum(n) FILTER (WHERE grade = 5), 0) AS grade_5
FROM typed LEFT JOIN rollup_typed
	ON suggested_grade BETWEEN least AND most
	AND study_day >= coalesce(:since, -1000000000)
	AND (:deck = 0 OR deck_id = :deck)
GROUP BY place
ORDER BY place;
