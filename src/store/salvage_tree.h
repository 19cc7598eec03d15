#ifndef STORE_SALVAGE_TREE_H
#define STORE_SALVAGE_TREE_H

#include "store/salvage_page.h"

/*
 * Walking the trees of a damaged file.  What lies below a page that is damaged
 * is not reached from its root; but every page on which something was found
 * that belongs to the tree is claimed, so that afterwards the others can be
 * looked at one by one.
 */

struct salvage_forest {
	struct salvage_file *file;
	unsigned char *claimed; /* by page number */
	uint32_t *walked;	/* by page number: the last walk that saw it */
	uint32_t walks;
};

void salvage_forest_init(struct salvage_forest *forest,
			 struct salvage_file *file);
void salvage_forest_release(struct salvage_forest *forest);

/*
 * What becomes of a row: *taken tells whether it belongs to what is looked
 * for.  False, with *err, when the new database failed; that ends the walk.
 */
typedef bool salvage_taker(void *context, const struct salvage_row *row,
			   bool *taken, struct error *err);

/*
 * Walk the tree of a table or of an index from its root.  Rows of a table whose
 * rowid does not belong where it stands are passed over.  *whole: every page
 * and row of it was there.
 */
bool salvage_walk(struct salvage_forest *forest, uint32_t root, bool is_table,
		  salvage_taker *take, void *context, bool *whole,
		  struct error *err);

/* The rows on one page that nothing claimed, if it is of a table's tree, or of
 * an index's; claims it when one is taken. */
bool salvage_look_at(struct salvage_forest *forest, uint32_t number,
		     bool is_table, salvage_taker *take, void *context,
		     struct error *err);

/* Claim the pages that the file says are free, if what it says of them is
 * sound: what is left on them was removed. */
void salvage_claim_free(struct salvage_forest *forest);

#endif
