#include "store/note_parts.h"

#include "core/card.h"
#include "core/cloze.h"
#include "store/card_count_store.h"
#include "store/note_count_store.h"
#include "store/schedule_store.h"
#include "store/start_store.h"
#include "store/statement.h"

bool note_create_card(struct batch *batch, int64_t deck_id, int64_t card_id,
		      const struct card_start *brought, bool *counted,
		      struct error *err)
{
	struct card_start nothing = { 0 };
	struct schedule start = card_start_schedule(
		brought ? brought : &nothing, batch->stamp.study_day);

	struct statement q = statement_open(
		batch->store, "INSERT INTO card (id, batch_id, modified_at_ms)"
			      " VALUES (?1, ?2, ?3)");

	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, batch->id);
	statement_bind_int(&q, 3, batch->stamp.at_ms);
	statement_next(&q);
	if (!statement_close(&q, err) ||
	    !card_count_add(batch, deck_id, 1, err))
		return false;
	if (start.ratings) {
		*counted = true;
		return start_put(batch->store, card_id, &start, err);
	}
	return *counted ? schedule_add_sibling(batch->store, deck_id, card_id,
					       err)
			: schedule_add_unseen(batch->store, deck_id, card_id,
					      err);
}

bool note_create_cards(struct batch *batch, int64_t deck_id, int64_t note_id,
		       const struct note *note, struct error *err)
{
	struct number_set ordinals = note_ordinals(note);
	bool is_first = true, counted = false;

	for (int ordinal = 0; ordinal < CARDS_PER_NOTE; ordinal++) {
		if (!number_set_has(&ordinals, ordinal))
			continue;
		if (!note_create_card(
			    batch, deck_id, note_id * CARDS_PER_NOTE + ordinal,
			    is_first ? &note->start : NULL, &counted, err))
			return false;
		is_first = false;
	}
	return counted || note_count_add(batch->store, deck_id, 1, err);
}

static bool set_card_removed(struct batch *batch, int64_t card_id, bool removed,
			     struct error *err)
{
	struct statement q;

	if (!batch_remember(batch, ENTITY_CARD, card_id, err))
		return false;
	q = statement_open(batch->store,
			   "UPDATE card SET modified_at_ms = ?2, deleted_at_ms"
			   " = CASE WHEN ?3 THEN ?2 END WHERE id = ?1");
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, batch->stamp.at_ms);
	statement_bind_int(&q, 3, removed);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool card_presence(struct store *store, int64_t card_id, bool *exists,
			  bool *live, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT deleted_at_ms IS NULL FROM card WHERE id = ?1");

	*exists = *live = false;
	statement_bind_int(&q, 1, card_id);
	if (statement_next(&q)) {
		*exists = true;
		*live = statement_int(&q, 0);
	}
	return statement_close(&q, err);
}

static bool set_card(struct batch *batch, int64_t deck_id, int64_t card_id,
		     bool wanted, struct error *err)
{
	bool exists, live, counted = true;

	if (!card_presence(batch->store, card_id, &exists, &live, err))
		return false;
	if (wanted == live)
		return true;
	return wanted && !exists
		       ? note_create_card(batch, deck_id, card_id, NULL,
					  &counted, err)
		       : set_card_removed(batch, card_id, !wanted, err);
}

bool note_load_ordinals(struct store *store, int64_t note_id,
			struct number_set *ordinals, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id & 255 FROM card WHERE id BETWEEN ?1 * 256"
		       " AND ?1 * 256 + 255 AND deleted_at_ms IS NULL");

	*ordinals = (struct number_set){ { 0 } };
	statement_bind_int(&q, 1, note_id);
	while (statement_next(&q))
		number_set_add(ordinals, (int)statement_int(&q, 0));
	return statement_close(&q, err);
}

bool note_set_cards(struct batch *batch, int64_t note_id, int64_t deck_id,
		    const struct note *note, struct error *err)
{
	struct number_set wanted = note_ordinals(note), live;
	bool was_cloze;

	if (!note_load_ordinals(batch->store, note_id, &live, err))
		return false;
	was_cloze = !(live.bits[0] & DIRECTIONS_BOTH);
	if (!note->directions && !was_cloze && !cloze_has(note->front))
		return true;
	for (int ordinal = 0; ordinal < CARDS_PER_NOTE; ordinal++) {
		bool is_wanted = number_set_has(&wanted, ordinal);

		if (is_wanted != number_set_has(&live, ordinal) &&
		    !set_card(batch, deck_id,
			      note_id * CARDS_PER_NOTE + ordinal, is_wanted,
			      err))
			return false;
	}
	return true;
}
