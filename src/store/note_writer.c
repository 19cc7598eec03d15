#include "store/note_writer.h"

#include <stdlib.h>

#include "base/memory.h"
#include "core/card.h"
#include "core/text_map.h"
#include "store/card_count_store.h"
#include "store/note_count_store.h"
#include "store/note_parts.h"
#include "store/statement.h"

enum { RUN_MOST = 8192 };

/* Notes with neighbouring ids, in one deck, that have the same directions:
 * their cards are still to be made. */
struct run {
	int64_t first, count;
	int64_t deck_id;
	unsigned directions;
};

struct note_writer {
	struct batch *batch;
	struct run run;
	struct text_map *tags; /* ids by name */
};

struct note_writer *note_writer_new(struct batch *batch)
{
	struct note_writer *writer = memory_alloc(sizeof(*writer));

	*writer = (struct note_writer){
		.batch = batch,
		.tags = text_map_new(),
	};
	return writer;
}

void note_writer_free(struct note_writer *writer)
{
	if (!writer)
		return;
	text_map_free(writer->tags);
	free(writer);
}

/* ---- cards --------------------------------------------------------------- */

/* ?1 the first note, ?2 the last, ?3 their directions. */
#define CARDS_OF_RUN                                                     \
	" FROM note CROSS JOIN (SELECT 0 AS ordinal UNION ALL SELECT 1)" \
	" WHERE note.id BETWEEN ?1 AND ?2 AND ?3 >> ordinal & 1"

static bool write_run(struct note_writer *writer, const struct run *run,
		      const char *sql, struct error *err)
{
	struct statement q = statement_open(writer->batch->store, sql);

	statement_bind_int(&q, 1, run->first);
	statement_bind_int(&q, 2, run->first + run->count - 1);
	statement_bind_int(&q, 3, run->directions);
	statement_next(&q);
	return statement_close(&q, err);
}

bool note_writer_finish(struct note_writer *writer, struct error *err)
{
	const struct run run = writer->run;
	int64_t cards = run.count * (run.directions == DIRECTIONS_BOTH ? 2 : 1);

	writer->run.count = 0;
	return cards == 0 ||
	       (write_run(writer, &run,
			  "INSERT INTO card (id, batch_id, modified_at_ms)"
			  " SELECT note.id * 256 + ordinal, batch_id,"
			  " modified_at_ms" CARDS_OF_RUN,
			  err) &&
		write_run(writer, &run,
			  "INSERT INTO unseen SELECT deck_id,"
			  " note.id * 256 + ordinal" CARDS_OF_RUN,
			  err) &&
		card_count_add(writer->batch, run.deck_id, cards, err) &&
		note_count_add(writer->batch->store, run.deck_id, run.count,
			       err));
}

static bool add_to_run(struct note_writer *writer, int64_t deck_id,
		       int64_t note_id, unsigned directions, struct error *err)
{
	struct run *run = &writer->run;
	bool goes_on = run->count > 0 && run->count < RUN_MOST &&
		       note_id == run->first + run->count &&
		       deck_id == run->deck_id && directions == run->directions;

	if (!goes_on) {
		if (!note_writer_finish(writer, err))
			return false;
		*run = (struct run){ .first = note_id,
				     .deck_id = deck_id,
				     .directions = directions };
	}
	run->count++;
	return true;
}

/* Those that bring a schedule, or ask for deletions, are made alone. */
static bool add_cards(struct note_writer *writer, int64_t deck_id,
		      int64_t note_id, const struct note *note,
		      struct error *err)
{
	unsigned directions = note->directions ? note->directions
					       : DIRECTIONS_FORWARD;

	if (note->start.given || cloze_has(note->front))
		return note_create_cards(writer->batch, deck_id, note_id, note,
					 err);
	return add_to_run(writer, deck_id, note_id, directions, err);
}

/* ---- tags ---------------------------------------------------------------- */

static bool add_tag(struct note_writer *writer, int64_t note_id,
		    const char *name, struct error *err)
{
	struct store *store = writer->batch->store;
	uint32_t *known = text_map_at(writer->tags, "", name);
	struct statement q;

	if (!*known) {
		int64_t tag_id;

		if (!note_require_tag(writer->batch, name, &tag_id, err))
			return false;
		*known = (uint32_t)tag_id;
	}
	q = statement_open(store, "INSERT INTO note_tag VALUES (?1, ?2)");
	statement_bind_int(&q, 1, note_id);
	statement_bind_int(&q, 2, *known);
	statement_next(&q);
	return statement_close(&q, err);
}

bool note_writer_add(struct note_writer *writer, int64_t deck_id,
		     const struct note *note, const struct origin *origin,
		     int64_t *note_id, struct error *err)
{
	if (!batch_require(writer->batch, err) ||
	    !note_insert(writer->batch, deck_id, note, origin, note_id, err))
		return false;
	for (size_t i = 0; i < note->tag_count; i++)
		if (!add_tag(writer, *note_id, note->tags[i], err))
			return false;
	return add_cards(writer, deck_id, *note_id, note, err);
}
