-- Of which cards and answers figures.sql tells; asked says which:
--   cards    'all', 'deck' (number one of these) or 'search' (tag:rare)
--   pressed  1: grades as they were pressed
--   since    a day, or -1e9

CREATE TEMP TABLE there AS
SELECT card.*, note.deck_id, front, back,
	iif(card.id % 256, front, lower(back)) AS answer FROM asked, card
JOIN note ON note.id = card.id / 256
WHERE card.deleted_at_ms IS NULL AND note.deleted_at_ms IS NULL
	AND CASE cards WHEN 'deck' THEN deck_id = 1
		WHEN 'search' THEN note.id IN (SELECT note_id FROM note_tag)
		ELSE 1 END;
CREATE UNIQUE INDEX temp.there_id ON there (id);
CREATE INDEX temp.there_answer ON there (answer);

-- Answers, each with the card as it found it; those of cards that were removed
-- count, but a search does not find these.
CREATE TEMP TABLE l AS
SELECT counted.*, study_day AS day, state, i, begun,
	strftime('%Y-%m', study_day * 86400, 'unixepoch') AS month,
	recall_ms + check_ms AS ms, suggested_grade AS suggested, typed, hints,
	cast(strftime('%H', answered_at_ms / 1000 + utc_offset_min * 60,
		'unixepoch') AS INTEGER) AS hour
FROM asked, (
	SELECT 0 AS which, id, card_id, kind, grade, state, i, begun
	FROM live JOIN before USING (id)
	UNION ALL
	SELECT 1, id, card_id, kind, grade, state, i, begun
	FROM pressed JOIN before_pressed USING (id)) AS counted
JOIN review USING (id) JOIN note ON note.id = counted.card_id / 256
WHERE which = asked.pressed AND CASE cards WHEN 'deck' THEN deck_id = 1
	WHEN 'search' THEN counted.card_id IN (SELECT id FROM there)
	ELSE 1 END;

-- Cards as they stand.
CREATE TEMP TABLE f AS
SELECT after.*, suspended FROM after JOIN there ON id = card;
CREATE TEMP TABLE due AS
SELECT max(due, coalesce(buried_until_day, due)) AS day
FROM f JOIN there ON id = card WHERE ratings > 0 AND NOT there.suspended;

-- Arrivals, but for those of a batch that was taken back.
CREATE TEMP TABLE arrived AS
SELECT batch.study_day AS day,
	strftime('%Y-%m', batch.study_day * 86400, 'unixepoch') AS month
FROM asked, card JOIN note ON note.id = card.id / 256
JOIN batch ON batch.id = card.batch_id
WHERE batch.uid NOT IN (SELECT undoes FROM batch WHERE undoes IS NOT NULL
	AND uid NOT IN (SELECT undoes FROM batch WHERE undoes IS NOT NULL))
AND CASE cards WHEN 'deck' THEN deck_id = 1
	WHEN 'search' THEN card.id IN (SELECT id FROM there) ELSE 1 END;
