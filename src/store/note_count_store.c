#include "store/note_count_store.h"

#include "store/deck_store.h"
#include "store/statement.h"

bool note_count_add(struct store *store, int64_t deck_id, int64_t notes,
		    struct error *err)
{
	return statement_run_with(store,
				  "INSERT INTO note_new_count VALUES (?1, ?2)"
				  " ON CONFLICT DO UPDATE SET n = n + ?2",
				  deck_id, notes, err);
}

/* The first day on which a card of the note is asked, and the deck; that of its
 * new cards. */
#define READ(decks)                                                      \
	"SELECT min(asked_on_day), deck_id, (SELECT deck_id FROM unseen" \
	"  WHERE deck_id " decks                                         \
	"  AND card_id BETWEEN (?1 & ~255) AND (?1 | 255) LIMIT 1)"      \
	" FROM schedule WHERE asked_on_day IS NOT NULL"                  \
	" AND card_id BETWEEN (?1 & ~255) AND (?1 | 255)"

bool note_count_read(struct store *store, int64_t card_id, int64_t deck_id,
		     struct note_counted *counted, struct error *err)
{
	struct statement q = statement_open(
		store, deck_id == DECK_ALL
			       ? READ("IN (SELECT id FROM deck WHERE ?2 = ?2)")
			       : READ("= ?2"));

	*counted = (struct note_counted){ 0 };
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, deck_id);
	if (statement_next(&q)) {
		counted->is_asked = !statement_is_null(&q, 0);
		if (counted->is_asked)
			counted->asked_on_day = statement_day(&q, 0);
		counted->deck_id = statement_int(&q, 1);
		counted->has_new = !statement_is_null(&q, 2);
		counted->new_deck_id = statement_int(&q, 2);
	}
	return statement_close(&q, err);
}

static bool add_to_due(struct store *store, const struct note_counted *note,
		       int sign, struct error *err)
{
	struct statement q;

	if (!note->is_asked)
		return true;
	q = statement_open(store,
			   "INSERT INTO note_due_count VALUES (?1, ?2, ?3, ?4)"
			   " ON CONFLICT DO UPDATE SET"
			   " n = n + ?3, with_new = with_new + ?4");
	statement_bind_int(&q, 1, note->deck_id);
	statement_bind_int(&q, 2, note->asked_on_day);
	statement_bind_int(&q, 3, sign);
	statement_bind_int(&q, 4, note->has_new ? sign : 0);
	statement_next(&q);
	return statement_close(&q, err);
}

static bool add_to_new(struct store *store, const struct note_counted *note,
		       int sign, struct error *err)
{
	return !note->has_new ||
	       note_count_add(store, note->new_deck_id, sign, err);
}

static bool same_due(const struct note_counted *a, const struct note_counted *b)
{
	return a->is_asked == b->is_asked &&
	       a->asked_on_day == b->asked_on_day && a->deck_id == b->deck_id &&
	       a->has_new == b->has_new;
}

static bool same_new(const struct note_counted *a, const struct note_counted *b)
{
	return a->has_new == b->has_new && a->new_deck_id == b->new_deck_id;
}

bool note_count_move(struct store *store, const struct note_counted *from,
		     const struct note_counted *to, struct error *err)
{
	return (same_due(from, to) || (add_to_due(store, from, -1, err) &&
				       add_to_due(store, to, 1, err))) &&
	       (same_new(from, to) || (add_to_new(store, from, -1, err) &&
				       add_to_new(store, to, 1, err)));
}
