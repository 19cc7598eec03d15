-- What stands of the log, by sets: an answer, unless something took it back
-- that was not taken back itself, and of an answer and its corrections the
-- newest.  In pressed the same without corrections.

CREATE TABLE undone AS SELECT DISTINCT target AS uid FROM retraction
WHERE uid NOT IN (SELECT target FROM retraction);
CREATE UNIQUE INDEX undone_uid ON undone (uid);

CREATE TABLE live AS
SELECT id, card_id, study_day, kind, grade FROM (
	SELECT *, max(uid) FROM review WHERE uid NOT IN undone
	GROUP BY coalesce(amends, uid));
CREATE TABLE pressed AS
SELECT id, card_id, study_day, kind, grade FROM review
WHERE amends IS NULL AND uid NOT IN undone;
