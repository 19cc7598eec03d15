#ifndef EXCHANGE_COLUMNS_H
#define EXCHANGE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "exchange/cell.h"
#include "exchange/preface.h"
#include "exchange/row_shape.h"

/*
 * What each column of a deck file is for.  Names decide (see
 * column_names.h), a map given by the learner comes before them, and where
 * neither speaks the first column that does not merely count the rows is the
 * front and the next is the back.
 */
enum column_role {
	COLUMN_FIELD, /* kept under its name, shown with the back */
	COLUMN_FRONT, /* exactly one column */
	COLUMN_BACK,  /* exactly one column */
	COLUMN_TAGS,
	COLUMN_KEY, /* `id`: the learner's own name for the note */
	COLUMN_DECK,
	COLUMN_CARDS, /* forward, both, reverse */
	COLUMN_DUE,   /* where the card starts, from another trainer: */
	COLUMN_INTERVAL,
	COLUMN_EASE,
	COLUMN_REPETITIONS,
	COLUMN_LAPSES,
};

struct column {
	const char *name; /* never empty; that of a field is unique */
	enum column_role role;
	bool stands_in; /* a field that becomes the back of a row whose back
			 * is empty: another translation, say */
};

struct columns {
	struct column *list;
	size_t count;
};

/* What is known of the columns beside their names; zeroed is nothing. */
struct column_hints {
	struct preface_columns said; /* by directives */
	bool single_column;	     /* the front is all there is */
};

/*
 * Give names and roles to the columns of a file, in *arena*.
 *
 * `header` is the row of names, or NULL when the file has none; then the
 * columns are called "field 1", "field 2"...  as are columns without a name.
 * A column called "field:NAME" is always the field NAME, whatever NAME would
 * mean otherwise.  `shape` is the evidence collected over the rows.  `map`
 * ("front=2,back=3,tags=5") gives roles to columns by number, counted from 1,
 * or by header name; a second `back` stands in; NULL is no map.
 *
 * Columns for a schedule (due, interval, ease, repetitions, lapses) go by
 * their names only where `due` or `interval` is among two or more of them: a
 * lone one is a field like any other.
 *
 * A header with one name too few, over rows that are counted, begins with the
 * second column.
 *
 * Fails with ERROR_USAGE when the map is wrong, with ERROR_FORMAT when no
 * column is left for the front or the back.
 */
bool columns_understand(const struct cells *header,
			const struct row_shape *shape, const char *map,
			const struct column_hints *hints, struct arena *arena,
			struct columns *out, struct error *err);

/* Whether a map names a column by something else than its number, which only
 * makes sense when there is a header. */
bool columns_map_needs_header(const char *map);

/* The word for a role, as in a map: "front", "back", "tags", "id", "deck",
 * "cards", "due", "interval", "ease", "repetitions", "lapses", "field"; not
 * translated. */
const char *column_role_name(enum column_role role);

#endif
