-- Cards by the tenths of their ease factor.

SELECT ease_from AS ease, sum(n) AS cards
FROM card_count
WHERE :deck = 0 OR deck_id = :deck
GROUP BY ease_from HAVING sum(n) > 0
ORDER BY ease_from;
