#include "store/import_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/cloze.h"
#include "store/deck_store.h"
#include "store/import_parts.h"
#include "store/note_index.h"
#include "store/note_store.h"
#include "store/statement.h"

struct import_census import_census_new(void)
{
	return (struct import_census){ text_tally_new(), text_map_new() };
}

void import_census_release(struct import_census *census)
{
	text_tally_free(census->fronts);
	text_map_free(census->keys);
	*census = (struct import_census){ 0 };
}

void import_census_add(struct import_census *census, const char *deck,
		       const struct note *note)
{
	text_tally_add(census->fronts, deck, note->front);
	if (note->key)
		*text_map_at(census->keys, deck, note->key) = UINT32_MAX;
}

struct importer *importer_new(const struct importer_options *options)
{
	struct importer *importer = memory_alloc(sizeof(*importer));

	*importer = (struct importer){
		.options = *options,
		.writer = note_writer_new(options->batch),
		.whole_rows = text_map_new(),
		.repeats = import_repeats_new(),
	};
	return importer;
}

void importer_free(struct importer *importer)
{
	if (!importer)
		return;
	note_writer_free(importer->writer);
	free(importer->deck);
	free(importer->matches);
	text_map_free(importer->whole_rows);
	import_repeats_free(importer->repeats);
	free(importer->row_of_note);
	free(importer->left);
	free(importer->row_of_left);
	arena_release(&importer->arena);
	free(importer);
}

/* No collection has so many; each takes four bytes. */
enum { NOTE_ID_MOST = (1 << 26) - 1 };

uint32_t import_row_of(const struct importer *importer, int64_t note_id)
{
	if ((size_t)note_id >= importer->note_capacity)
		return 0;
	return importer->row_of_note[note_id];
}

int64_t import_note_id(struct statement *q, int column)
{
	return statement_within(q, column, 1, NOTE_ID_MOST);
}

void import_claim(struct importer *importer, int64_t note_id, size_t row)
{
	size_t id = (size_t)note_id, old = importer->note_capacity;

	if (id >= old) {
		size_t wider = id + id / 2 + 1024;

		importer->row_of_note = memory_resize(
			importer->row_of_note,
			memory_product(wider, sizeof(uint32_t)));
		memset(importer->row_of_note + old, 0,
		       (wider - old) * sizeof(uint32_t));
		importer->note_capacity = wider;
	}
	importer->row_of_note[id] = (uint32_t)row + 1;
}

struct row_match import_match_of(const struct importer *importer, size_t row)
{
	return row < importer->match_count ? importer->matches[row]
					   : (struct row_match){ 0 };
}

void import_keep_match(struct importer *importer, size_t row,
		       const struct row_match *match)
{
	size_t old = importer->match_count;

	if (row >= old) {
		size_t wider = row + row / 2 + 1024;

		importer->matches = memory_resize(
			importer->matches,
			memory_product(wider, sizeof(*importer->matches)));
		memset(importer->matches + old, 0,
		       (wider - old) * sizeof(*importer->matches));
		importer->match_count = wider;
	}
	importer->matches[row] = *match;
}

/* ---- decks --------------------------------------------------------------- */

static void remember_deck(struct importer *importer, const char *name)
{
	free(importer->deck);
	importer->deck = strcpy(memory_alloc(strlen(name) + 1), name);
}

bool import_find_deck(struct importer *importer, const char *name,
		      struct error *err)
{
	struct statement q;

	if (text_equal(importer->deck, name))
		return true;
	if (!deck_check_name(name, err))
		return false;
	q = statement_open(importer->options.batch->store,
			   "SELECT id FROM deck WHERE name = ?1");
	statement_bind_text(&q, 1, name);
	if (!statement_single(&q, 0, &importer->deck_id, err))
		return false;
	remember_deck(importer, name);
	return true;
}

/* The same in the second pass, where it is made. */
static bool require_deck(struct importer *importer, const char *name,
			 struct error *err)
{
	if (text_equal(importer->deck, name))
		return true;
	if (!deck_require(importer->options.batch, name, &importer->deck_id,
			  err))
		return false;
	remember_deck(importer, name);
	return true;
}

/* ---- second pass --------------------------------------------------------- */

/* One row being taken. */
struct taking {
	struct importer *importer;
	const struct row_match *match;
	const struct note *file;
	struct origin origin;
	struct arena *arena;
	struct import_result *result;
	bool moves; /* its row is in another deck now */
};

static const char *deck_of_row(const struct taking *taking)
{
	return taking->file->deck ? taking->file->deck
				  : taking->importer->options.deck;
}

static bool create_note(struct taking *taking, struct error *err)
{
	struct importer *importer = taking->importer;

	taking->result->outcome = IMPORT_ADDED;
	return importer->options.rehearse ||
	       (require_deck(importer, deck_of_row(taking), err) &&
		note_writer_add(importer->writer, importer->deck_id,
				taking->file, &taking->origin,
				&taking->result->note_id, err));
}

/* Its cards, or its key, are to be others. */
static bool changes_otherwise(const struct note *here, const struct note *file)
{
	return (file->key && !text_equal(file->key, here->key)) ||
	       (file->directions && here->directions &&
		!cloze_has(file->front) &&
		file->directions != here->directions);
}

static enum import_outcome outcome_of(const struct taking *taking,
				      const struct note_history *history,
				      const struct merge *merge)
{
	if (history->removed)
		return IMPORT_ADDED;
	if (merge->disputed)
		return IMPORT_DISPUTED;
	if (!merge->changes && !taking->moves &&
	    !changes_otherwise(&history->here, taking->file))
		return merge->differs ? IMPORT_OWN : IMPORT_SAME;
	if (taking->match->kind == ROW_IS_GUESSED &&
	    !text_equal(merge->note.front, history->here.front))
		return IMPORT_RENAMED;
	return IMPORT_CHANGED;
}

static bool move_note(struct taking *taking, struct error *err)
{
	struct importer *importer = taking->importer;

	return require_deck(importer, deck_of_row(taking), err) &&
	       note_move(importer->options.batch, taking->match->note_id,
			 importer->deck_id, err);
}

static bool write_merge(struct taking *taking, const struct merge *merge,
			struct error *err)
{
	struct batch *batch = taking->importer->options.batch;
	int64_t note_id = taking->match->note_id;
	enum import_outcome outcome = taking->result->outcome;

	if (taking->importer->options.rehearse)
		return true;
	if (outcome == IMPORT_SAME || outcome == IMPORT_OWN)
		return origin_settle(batch, note_id, &taking->origin, merge,
				     taking->file, err);
	return origin_merge(batch, note_id, &taking->origin, merge,
			    taking->file, err) &&
	       (!taking->moves || move_note(taking, err)) &&
	       deck_restore_for(batch, note_id, err);
}

static bool merge_note(struct taking *taking, struct error *err)
{
	struct note_history history;
	struct merge merge = { 0 };

	if (!origin_load(taking->importer->options.batch->store,
			 taking->match->note_id, taking->arena, &history, err))
		return false;
	if (history.removed)
		history.imported = history.here;
	taking->moves = !text_equal(history.deck, deck_of_row(taking));
	merge_notes(&history.imported, &history.here, taking->file,
		    taking->arena, &merge);
	taking->result->former_front = history.here.front;
	taking->result->outcome = outcome_of(taking, &history, &merge);
	return write_merge(taking, &merge, err);
}

static bool keep_place(struct taking *taking, struct error *err)
{
	return taking->importer->options.rehearse ||
	       !taking->match->has_moved ||
	       origin_set(taking->importer->options.batch,
			  taking->match->note_id, &taking->origin, err);
}

static int64_t count_new_rows(const struct importer *importer)
{
	int64_t count = 0;

	for (size_t row = 0; row < importer->row_count; row++)
		count += import_match_of(importer, row).kind == ROW_NEW;
	return count;
}

/* From here on notes are found by their ids. */
static bool begin_writing(struct importer *importer, struct error *err)
{
	return importer->options.rehearse ||
	       note_index_expect(importer->options.batch->store,
				 count_new_rows(importer),
				 &importer->without_indexes, err);
}

bool importer_take(struct importer *importer, const struct note *note,
		   long line, struct arena *arena, struct import_result *result,
		   struct error *err)
{
	const struct row_match match = import_match_of(importer,
						       importer->next++);
	struct taking taking = {
		.importer = importer,
		.match = &match,
		.file = note,
		.origin = { importer->options.source_id, line },
		.arena = arena,
		.result = result,
	};

	if (importer->next == 1 && !begin_writing(importer, err))
		return false;
	*result = (struct import_result){
		.note_id = match.note_id,
		.earlier_line = (long)match.earlier_line,
	};
	switch ((enum row_kind)match.kind) {
	case ROW_NEW:
		return create_note(&taking, err);
	case ROW_IS_NOTE:
	case ROW_IS_GUESSED:
		return merge_note(&taking, err);
	case ROW_IS_SAME:
		result->outcome = IMPORT_SAME;
		return keep_place(&taking, err);
	case ROW_IS_REMOVED:
		result->outcome = IMPORT_REMOVED;
		return true;
	case ROW_IS_DUPLICATE:
		result->outcome = IMPORT_DUPLICATE;
		return true;
	case ROW_IS_REJECTED:
		result->outcome = IMPORT_REJECTED;
		return true;
	}
	return true;
}

bool importer_finish(struct importer *importer, struct error *err)
{
	return note_writer_finish(importer->writer, err) &&
	       (!importer->without_indexes ||
		note_index_make(importer->options.batch->store, err));
}

size_t importer_gone(const struct importer *importer,
		     const struct import_gone **gone)
{
	*gone = importer->gone;
	return importer->gone_count;
}

bool importer_retire(struct importer *importer, struct error *err)
{
	for (size_t i = 0; i < importer->gone_count; i++)
		if (!note_retire(importer->options.batch,
				 importer->gone[i].note_id, err))
			return false;
	return true;
}
