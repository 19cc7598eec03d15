#ifndef TESTS_UNIT_IMPORT_ROWS_H
#define TESTS_UNIT_IMPORT_ROWS_H

#include "temporary_store.h"

enum { IMPORT_ROWS_MOST = 64 };

/* One import of these rows, standing on lines 2, 3...: what becomes of each,
 * and how many notes are gone.  Nothing is written when it is rehearsed. */
static inline size_t import_rows(struct batch *batch, int64_t source_id,
				 const struct note *rows, size_t count,
				 bool rehearse, bool retire,
				 struct import_result *results)
{
	struct import_census census = import_census_new();
	const struct importer_options options = {
		.batch = batch,
		.deck = "deck",
		.source_id = source_id,
		.census = &census,
		.rehearse = rehearse,
	};
	struct importer *importer = importer_new(&options);
	const struct import_gone *gone;
	size_t gone_count;
	struct error err;

	for (size_t i = 0; i < count; i++)
		import_census_add(&census, rows[i].deck ? rows[i].deck : "deck",
				  &rows[i]);
	for (size_t i = 0; i < count; i++)
		must(importer_match(importer, &rows[i], (long)i + 2, &err));
	must(importer_guess(importer, &err));
	for (size_t i = 0; i < count; i++) {
		struct arena arena = { 0 };

		must(importer_take(importer, &rows[i], (long)i + 2, &arena,
				   &results[i], &err));
		arena_release(&arena);
	}
	must(importer_finish(importer, &err));
	gone_count = importer_gone(importer, &gone);
	if (retire)
		must(importer_retire(importer, &err));
	importer_free(importer);
	import_census_release(&census);
	return gone_count;
}

#endif
