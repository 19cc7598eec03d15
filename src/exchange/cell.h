#ifndef EXCHANGE_CELL_H
#define EXCHANGE_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * What a deck file holds between two delimiters.  The bytes are borrowed,
 * are not NUL-terminated and may be anything.  Blanks are space, tab, line
 * breaks, NBSP (U+00A0) and the ideographic space (U+3000).
 */
struct cell {
	const char *bytes;
	size_t length;
};

struct cells {
	const struct cell *list;
	size_t count;
};

/* The cell without outer blanks. */
struct cell cell_trim(struct cell cell);

/* Whether a cell, or every cell of a row, is empty or blanks only. */
bool cell_is_blank(const struct cell *cell);
bool cells_are_blank(const struct cells *row);

/* A cell with a NUL byte can be no string. */
bool cell_has_nul(const struct cell *cell);

/* The cell as text, in *arena*: trimmed, and every CR LF or CR a LF. */
char *cell_text(const struct cell *cell, struct arena *arena);

/* The same on one line: each run of line breaks is one space. */
char *cell_line(const struct cell *cell, struct arena *arena);

/*
 * The tags in a cell, in *arena*: cut at blanks and at , ; and their
 * full-width forms, sorted by bytes, each once.  Returns how many.
 */
size_t cell_tags(const struct cell *cell, struct arena *arena,
		 const char ***tags);

#endif
