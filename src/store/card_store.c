#include "store/card_store.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "store/note_store.h"
#include "store/review_store.h"
#include "store/schedule_store.h"
#include "store/statement.h"

/* A uid is asked for by at least this many digits of it. */
enum { UID_LEAST_DIGITS = 8, MATCHES_NAMED = 5 };

static bool load_row(struct store *store, int64_t card_id, struct card *card,
		     bool *found, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT note.uid, note.deck_id, card.suspended,"
		" card.buried_until_day, card.flagged,"
		" schedule.card_id IS NOT NULL,"
		" repetitions, interval_days, ease_centi, lapses, due_day,"
		" last_day, drill_day, first_day, last_grade, last_at_ms,"
		" last_id, ratings, failures"
		" FROM card JOIN note ON note.id = card.id >> 8"
		" LEFT JOIN schedule ON schedule.card_id = card.id"
		" WHERE card.id = ?1 AND card.deleted_at_ms IS NULL"
		" AND note.deleted_at_ms IS NULL");

	statement_bind_int(&q, 1, card_id);
	*found = statement_next(&q);
	if (*found)
		*card = (struct card){
			.id = card_id,
			.note_uid = statement_uid(&q, 0),
			.deck_id = statement_int(&q, 1),
			.direction = (enum direction)(card_id &
						      (CARDS_PER_NOTE - 1)),
			.suspended = statement_int(&q, 2),
			.buried_until_day = statement_day(&q, 3),
			.flagged = statement_int(&q, 4),
			.schedule = statement_int(&q, 5)
					    ? schedule_from_row(&q, 6)
					    : schedule_new,
		};
	return statement_close(&q, err);
}

bool card_load(struct store *store, int64_t card_id, struct arena *arena,
	       struct card *card, struct error *err)
{
	bool found;

	if (!load_row(store, card_id, card, &found, err))
		return false;
	if (!found)
		return error_set(err, ERROR_NOT_FOUND,
				 _("there is no card %lld; `ebb list` shows "
				   "their numbers"),
				 (long long)card_id);
	if (!note_load(store, card_id / CARDS_PER_NOTE, arena, &card->note,
		       err))
		return false;
	card->deck = card->note.deck;
	card_prepare(card, arena);
	return true;
}

bool card_check_same(struct store *store, const struct card *card,
		     struct error *err)
{
	struct card now;
	bool found;

	if (!load_row(store, card->id, &now, &found, err))
		return false;
	return (found && uid_equal(&now.note_uid, &card->note_uid)) ||
	       error_set(err, ERROR_NOT_FOUND,
			 _("this card was removed elsewhere in the meantime; "
			   "nothing was changed"));
}

bool card_last(struct store *store, int64_t *card_id, struct error *err)
{
	struct statement q = statement_open(store, "SELECT max(id) FROM card");

	return statement_single(&q, 0, card_id, err);
}

static bool is_number(const char *text)
{
	return *text && strlen(text) < 19 &&
	       strspn(text, "0123456789") == strlen(text);
}

static bool is_uid_prefix(const char *text)
{
	size_t digits = strspn(text, "0123456789abcdefABCDEF");

	return digits >= UID_LEAST_DIGITS && digits <= 2 * UID_SIZE &&
	       (text[digits] == '\0' || text[digits] == '.');
}

/* The question nearest to a text that is none, in *arena*, or NULL.  What was
 * meant has nearly the same length. */
static bool nearest_question(struct store *store, const char *text,
			     struct arena *arena, const char **question,
			     struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT count(*) OVER (), question FROM (SELECT"
		" CASE card.id & 255 WHEN 1 THEN back ELSE front END"
		" AS question FROM card JOIN note ON note.id = card.id >> 8"
		" WHERE card.deleted_at_ms IS NULL"
		" AND note.deleted_at_ms IS NULL)"
		" WHERE abs(length(question) - length(?1)) <= 2");
	const char **questions = NULL;
	int count = 0, nearest;

	statement_bind_text(&q, 1, text);
	while (statement_next(&q)) {
		if (count == 0)
			questions = arena_array(arena,
						(size_t)statement_int(&q, 0),
						sizeof(*questions));
		questions[count++] = statement_required(&q, 1, arena);
	}
	if (!statement_close(&q, err))
		return false;
	nearest = text_nearest(text, questions, count);
	*question = nearest >= 0 ? questions[nearest] : NULL;
	return true;
}

static bool unknown_card(struct store *store, const char *text,
			 struct error *err)
{
	struct arena arena = { 0 };
	const char *question = NULL;

	if (is_number(text) ||
	    nearest_question(store, text, &arena, &question, err)) {
		if (question)
			error_set(err, ERROR_NOT_FOUND,
				  _("no card is called \"%s\"; did you mean "
				    "\"%s\"?"),
				  text, question);
		else
			error_set(err, ERROR_NOT_FOUND,
				  _("no card is called \"%s\"; `ebb list %s` "
				    "searches their texts"),
				  text, text);
	}
	arena_release(&arena);
	return false;
}

/* Puts the one id a statement yields into *card_id, 0 when there is none;
 * fails when there are several. */
static bool only_match(struct statement *q, const char *text, int64_t *card_id,
		       struct error *err)
{
	struct text ids = { 0 };
	int matches = 0;

	*card_id = 0;
	while (statement_next(q)) {
		*card_id = statement_int(q, 0);
		if (matches++ < MATCHES_NAMED)
			text_printf(&ids, " %lld", (long long)*card_id);
	}
	if (!statement_close(q, err)) {
		text_release(&ids);
		return false;
	}
	if (matches > 1)
		error_set(err, ERROR_USAGE,
			  _("\"%s\" is %d cards; name one by its number:%s%s"),
			  text, matches, text_string(&ids),
			  matches > MATCHES_NAMED ? " ..." : "");
	text_release(&ids);
	return matches <= 1;
}

static bool find_by_uid(struct store *store, const char *text, int64_t *card_id,
			struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT card.id FROM card JOIN note ON note.id = card.id >> 8"
		" WHERE lower(hex(note.uid)) || '.' || (card.id & 255)"
		"  LIKE ?1 || '%' AND card.deleted_at_ms IS NULL"
		" AND note.deleted_at_ms IS NULL");

	statement_bind_text(&q, 1, text);
	return only_match(&q, text, card_id, err);
}

static bool find_by_question(struct store *store, const char *text,
			     int64_t *card_id, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT card.id FROM card JOIN note ON note.id = card.id >> 8"
		" WHERE card.deleted_at_ms IS NULL"
		" AND note.deleted_at_ms IS NULL AND CASE card.id & 255"
		"  WHEN 1 THEN back ELSE front END = ?1 COLLATE NOCASE");

	statement_bind_text(&q, 1, text);
	return only_match(&q, text, card_id, err);
}

bool card_find(struct store *store, const char *text, int64_t *card_id,
	       struct error *err)
{
	const char *number = *text == '#' ? text + 1 : text;
	struct card card;
	int64_t id = 0;
	bool found;

	if (is_number(number)) {
		id = strtoll(number, NULL, 10);
		if (!load_row(store, id, &card, &found, err))
			return false;
		if (!found)
			id = 0;
	}
	if (!id && is_uid_prefix(text) && !find_by_uid(store, text, &id, err))
		return false;
	if (!id && !find_by_question(store, text, &id, err))
		return false;
	if (!id)
		return unknown_card(store, text, err);
	*card_id = id;
	return true;
}

bool card_suspend(struct batch *batch, int64_t card_id, bool suspended,
		  struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_CARD, card_id, err))
		return false;
	q = statement_open(batch->store, "UPDATE card SET suspended = ?2,"
					 " modified_at_ms = ?3 WHERE id = ?1");
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, suspended);
	statement_bind_int(&q, 3, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err) &&
	       schedule_refresh(batch->store, card_id, NULL, err);
}

bool card_bury(struct batch *batch, int64_t card_id, int32_t until_day,
	       struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_CARD, card_id, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE card SET buried_until_day = ?2,"
			   " modified_at_ms = ?3 WHERE id = ?1");
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, until_day);
	statement_bind_int(&q, 3, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err) &&
	       schedule_refresh(batch->store, card_id, NULL, err);
}

bool card_flag(struct batch *batch, int64_t card_id, bool flagged,
	       struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_CARD, card_id, err))
		return false;
	q = statement_open(batch->store, "UPDATE card SET flagged = ?2,"
					 " modified_at_ms = ?3 WHERE id = ?1");
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, flagged);
	statement_bind_int(&q, 3, batch->stamp.at_ms);
	statement_next(&q);
	return statement_close(&q, err);
}
