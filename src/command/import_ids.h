#ifndef COMMAND_IMPORT_IDS_H
#define COMMAND_IMPORT_IDS_H

#include <stddef.h>

/* The ids for the rows of a file that are notes, in their order: what
 * exchange/deck_ids.h writes.  Starts zeroed; strings are borrowed. */
struct import_ids {
	const char **list; /* NULL for a row that gets none */
	long *lines;	   /* where each row begins */
	size_t count, capacity;
};

void import_ids_add(struct import_ids *ids, long line, const char *id);
void import_ids_clear(struct import_ids *ids);
void import_ids_release(struct import_ids *ids);

/* That of the row which begins on a line, or NULL. */
const char *import_ids_of_line(const struct import_ids *ids, long line);

#endif
