#ifndef STORE_SOURCE_FORMAT_H
#define STORE_SOURCE_FORMAT_H

#include "base/arena.h"
#include "store/store.h"

/* How a deck file was written, as a source keeps it in JSON, so that the deck
 * can be written like it again. */
struct source_column {
	const char *name;
	const char *role; /* as in a map: "front", "back", "field" ... */
};

struct source_format {
	const char *encoding;
	const char *line_end; /* the bytes themselves */
	char delimiter;
	bool header;
	bool quotes_all;
	const char *preface; /* lines above the rows, verbatim */
	struct source_column *columns;
	size_t column_count;
};

/* As JSON, in *arena*. */
char *source_format_json(const struct source_format *format,
			 struct arena *arena);

/* And back, in *arena*; of a file about which nothing is known any more, UTF-8
 * with commas. */
bool source_format_read(struct store *store, const char *json,
			struct arena *arena, struct source_format *format,
			struct error *err);

#endif
