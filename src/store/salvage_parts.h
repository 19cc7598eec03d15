#ifndef STORE_SALVAGE_PARTS_H
#define STORE_SALVAGE_PARTS_H

#include "store/batch_store.h"
#include "store/salvage_store.h"
#include "store/salvage_tree.h"

/*
 * What the files of a salvage share.  salvage_store.c finds rows,
 * salvage_index.c what indexes and schedules tell of others, salvage_mend.c
 * makes the database one that agrees with itself.
 */

/* Something that the file's own schema names. */
struct salvage_object {
	char name[64];
	uint32_t root;
	bool is_table; /* with rows by number; else an index, or a table like
			* one */
};

enum { SALVAGE_OBJECTS_MOST = 200 };

struct salvage {
	struct salvage_file file;
	struct salvage_forest forest;
	struct store *into;
	struct batch batch; /* of what is made up */
	struct salvage_report *report;
	struct salvage_object objects[SALVAGE_OBJECTS_MOST];
	int object_count;
};

/* Add the row to the temporary tables of what is known to be lost: lost_note,
 * lost_card, lost_review. */
bool salvage_read_indexes(struct salvage *salvage, struct error *err);

/* Make up what rows name and was lost, and count it. */
bool salvage_mend(struct salvage *salvage, struct error *err);

#endif
