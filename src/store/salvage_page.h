#ifndef STORE_SALVAGE_PAGE_H
#define STORE_SALVAGE_PAGE_H

#include <stdbool.h>

#include "store/salvage_file.h"

/*
 * Pages of B-trees and the rows on them, decoded from bytes that may be
 * anything: what does not fit in every way is no row.
 */

enum { SALVAGE_VALUES_MOST = 24 };

enum salvage_kind {
	SALVAGE_NULL,
	SALVAGE_INT,
	SALVAGE_REAL,
	SALVAGE_TEXT,
	SALVAGE_BLOB,
};

struct salvage_value {
	enum salvage_kind kind;
	int64_t number;
	const unsigned char *bytes;
	size_t length;
};

/* A row of a table, or an entry of an index (rowid 0). */
struct salvage_row {
	int64_t rowid;
	int count; /* values */
	struct salvage_value values[SALVAGE_VALUES_MOST];
};

enum salvage_page_type {
	PAGE_OTHER = 0,
	PAGE_INDEX_INSIDE = 2,
	PAGE_TABLE_INSIDE = 5,
	PAGE_INDEX_LEAF = 10,
	PAGE_TABLE_LEAF = 13,
};

/* One page in memory, with room for the row that was read last. */
struct salvage_page {
	struct salvage_file *file;
	uint32_t number;
	unsigned char *bytes;
	enum salvage_page_type type;
	int cells;
	unsigned char *payload;
	size_t capacity; /* of payload */
};

/* Load a page; one that is of no tree is PAGE_OTHER, without cells.  Released
 * in any case. */
void salvage_page_load(struct salvage_page *page, struct salvage_file *file,
		       uint32_t number);
void salvage_page_release(struct salvage_page *page);

/* The row or entry in a cell; its bytes are borrowed until the next one.
 * False when it cannot be read whole. */
bool salvage_page_row(struct salvage_page *page, int cell,
		      struct salvage_row *row);

/* The page below a cell of a page inside a tree, or (cell == page->cells) the
 * last one; 0 when it is none.  *key: of a table, the greatest rowid there. */
uint32_t salvage_page_child(const struct salvage_page *page, int cell,
			    int64_t *key);

#endif
