#include "store/import_parts.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/statement.h"

/* The notes that came from this file, in its order; those that no row is are
 * left over. */
struct notes_of_file {
	struct leftover *left;
	int64_t *left_ids;
	size_t count;
};

static void add_left_note(struct importer *importer,
			  struct notes_of_file *notes, struct statement *q,
			  int64_t before)
{
	struct arena *arena = &importer->arena;
	size_t n = notes->count;

	if ((n & (n - 1)) == 0) {
		size_t wider = n ? 2 * n : 1;

		notes->left = memory_resize(
			notes->left,
			memory_product(wider, sizeof(*notes->left)));
		notes->left_ids = memory_resize(
			notes->left_ids,
			memory_product(wider, sizeof(*notes->left_ids)));
	}
	notes->left_ids[n] = import_note_id(q, 0);
	notes->left[n] = (struct leftover){
		.deck_id = statement_int(q, 1),
		.key = statement_text(q, 2, arena),
		.front = statement_required(q, 3, arena),
		.back = statement_required(q, 4, arena),
		.before = before,
	};
	notes->count++;
}

static int64_t neighbour(const struct importer *importer, int64_t note_id)
{
	return import_row_of(importer, note_id) ? note_id : NEIGHBOUR_LEFT_OVER;
}

#define NOTES_OF_FILE                                             \
	" FROM note JOIN deck ON deck.id = deck_id"               \
	" WHERE place IS NOT NULL AND note.deleted_at_ms IS NULL" \
	" AND (source_id = ?1 OR (source_id IS NULL AND deck.name = ?2))"

static struct statement select_notes(const struct importer *importer,
				     const char *sql)
{
	struct statement q = statement_open(importer->options.batch->store,
					    sql);

	statement_bind_int(&q, 1, importer->options.source_id);
	statement_bind_text(&q, 2, importer->options.deck);
	return q;
}

/* Mostly none is left over: then there is no need to sort them all. */
static bool any_is_left(const struct importer *importer, bool *any,
			struct error *err)
{
	struct statement q = select_notes(importer,
					  "SELECT note.id" NOTES_OF_FILE);

	*any = false;
	while (!*any && statement_next(&q))
		*any = !import_row_of(importer, statement_int(&q, 0));
	return statement_close(&q, err);
}

static bool list_left_notes(struct importer *importer,
			    struct notes_of_file *notes, struct error *err)
{
	struct statement q;
	int64_t before = 0;
	bool any;

	if (!any_is_left(importer, &any, err))
		return false;
	if (!any)
		return true;
	q = select_notes(
		importer,
		"SELECT note.id, deck_id, key, coalesce(imported_front, front),"
		" coalesce(json_extract(imported, '$.back'), back)" NOTES_OF_FILE
		" ORDER BY place, note.id");
	while (statement_next(&q)) {
		int64_t here = neighbour(importer, statement_int(&q, 0));

		if (notes->count && notes->left[notes->count - 1].after == 0)
			notes->left[notes->count - 1].after = here;
		if (here == NEIGHBOUR_LEFT_OVER)
			add_left_note(importer, notes, &q, before);
		before = here;
	}
	return statement_close(&q, err);
}

/* The note of the nearest row in a direction that is a card of its own. */
static int64_t row_neighbour(const struct importer *importer, size_t row,
			     int step)
{
	for (row += (size_t)step; row < importer->row_count;
	     row += (size_t)step) {
		const struct row_match match = import_match_of(importer, row);

		if (match.note_id)
			return match.note_id;
		if (match.kind == ROW_NEW)
			return NEIGHBOUR_LEFT_OVER;
	}
	return 0;
}

static void adopt_guesses(struct importer *importer,
			  struct notes_of_file *notes)
{
	int *guesses = memory_alloc(
		memory_product(importer->left_count + 1, sizeof(*guesses)));

	for (size_t i = 0; i < importer->left_count; i++) {
		size_t row = importer->row_of_left[i];

		importer->left[i].before = row_neighbour(importer, row, -1);
		importer->left[i].after = row_neighbour(importer, row, 1);
	}
	rename_guess(importer->left, importer->left_count, notes->left,
		     notes->count, guesses);
	for (size_t i = 0; i < importer->left_count; i++)
		if (guesses[i] != RENAME_NONE) {
			size_t row = importer->row_of_left[i];
			int64_t note_id = notes->left_ids[guesses[i]];
			const struct row_match match = {
				.note_id = note_id,
				.kind = ROW_IS_GUESSED,
			};

			import_keep_match(importer, row, &match);
			import_claim(importer, note_id, row);
		}
	free(guesses);
}

static void keep_gone(struct importer *importer,
		      const struct notes_of_file *notes)
{
	importer->gone = arena_array(&importer->arena, notes->count,
				     sizeof(*importer->gone));
	for (size_t i = 0; i < notes->count; i++)
		if (!import_row_of(importer, notes->left_ids[i]))
			importer->gone[importer->gone_count++] =
				(struct import_gone){
					.note_id = notes->left_ids[i],
					.front = notes->left[i].front,
				};
}

bool importer_guess(struct importer *importer, struct error *err)
{
	struct notes_of_file notes = { 0 };
	bool ok = list_left_notes(importer, &notes, err);

	if (ok && notes.count) {
		adopt_guesses(importer, &notes);
		keep_gone(importer, &notes);
	}
	free(notes.left);
	free(notes.left_ids);
	free(importer->deck);
	importer->deck = NULL;
	return ok;
}
