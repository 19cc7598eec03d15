#ifndef STORE_SALVAGE_FILE_H
#define STORE_SALVAGE_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * The pages of a damaged database file, as they were after its last commit:
 * those in the write-ahead log beside it stand for those in the file.  Both are
 * only ever read, and nothing in them is believed: SQLite does not see them.
 */

struct salvage_file {
	int fd;
	int wal;	  /* -1: none */
	uint64_t bytes;	  /* of the file */
	size_t page_size; /* bytes */
	size_t usable;	  /* of each, without what is reserved at its end */
	uint32_t page_count;
	uint64_t *in_wal; /* by page number: where its page begins, or 0 */
	bool has_header;  /* the first page begins as SQLite's do */
	/* How many more pages are read because a row goes on over them.  A
	 * sound file needs few readings of each; one that was made to do harm
	 * could let a thousand rows go on over the same thousand. */
	uint64_t chained_left;
};

/* ERROR_NEWER when the header says so. */
bool salvage_file_open(struct salvage_file *file, const char *path,
		       struct error *err);

void salvage_file_close(struct salvage_file *file);

/* Read page `number` (from 1) into page_size bytes; zeros where the file ends
 * or the disk gives nothing.  False when there is no such page. */
bool salvage_file_read(const struct salvage_file *file, uint32_t number,
		       unsigned char *page);

/* The big-endian number of 2 or 4 bytes. */
uint32_t salvage_get_2(const unsigned char *bytes);
uint32_t salvage_get_4(const unsigned char *bytes);

#endif
