#ifndef STORE_SALVAGE_TABLE_H
#define STORE_SALVAGE_TABLE_H

#include "store/salvage_page.h"
#include "store/store.h"

/*
 * The tables of what the learner wrote and did, as the rows of any version of
 * ebb have them: columns were only ever added at the end.
 */

enum { SALVAGE_TABLES = 13 };

struct salvage_table {
	const char *name;
	/* A letter a column: what its values may be, see salvage_table.c. */
	const char *shape;
	int least; /* columns of the oldest rows */
	const char *insert;
};

extern const struct salvage_table salvage_tables[SALVAGE_TABLES];

/* The table of that name, or NULL. */
const struct salvage_table *salvage_table_find(const char *name);

/* The table of which it is a row by its looks alone, or NULL. */
const struct salvage_table *salvage_table_guess(const struct salvage_row *row);

/* Whether every value is one that the table can hold. */
bool salvage_table_fits(const struct salvage_table *table,
			const struct salvage_row *row);

/*
 * Put a row into the new database, unless it is there.  An answer, or what
 * takes one back, is kept under another id when a different one has its own.
 * *kept is false when it is there already or contradicts what is there.  In a
 * transaction.
 */
bool salvage_table_put(const struct salvage_table *table, struct store *into,
		       const struct salvage_row *row, bool *kept,
		       struct error *err);

/* Whether it is UTF-8 without NUL, a uid. */
bool salvage_is_text(const struct salvage_value *value);
bool salvage_is_uid(const struct salvage_value *value);

/* Bind a text or a uid of a row to a statement. */
struct statement;
void salvage_bind(struct statement *q, int index,
		  const struct salvage_value *value);

#endif
