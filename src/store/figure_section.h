#ifndef STORE_FIGURE_SECTION_H
#define STORE_FIGURE_SECTION_H

#include "core/figure.h"

/*
 * What there is to know of a section of the statistics: how it is called, the
 * query that fills it, and its columns.  A query is a file of figures/, for
 * the sqlite3 shell as well; of these values it names those it needs:
 *
 *	:deck       a deck, or 0 for all
 *	:today      the study day it is as of
 *	:since      the first day that counts, or NULL
 *	:spans      the same as a JSON array of [span, first, last], the rows of
 *	            the tables rollup that are to be added up
 *	:answer_ms  how long an answer takes, or NULL
 *	:leech      as many lapses make a leech, or 0
 *	:answers    how many of the newest reviews are looked at for confusions,
 *	            or -1
 *	:most       how many pairs are told, or -1
 */
struct figure_section {
	const char *name;  /* for programs; where people read it, */
	const char *title; /* as the title, to be translated */
	enum shape shape;
	const char *sql;
	/* Fills the columns that the query does not give; or NULL. */
	void (*finish)(struct figure *figure, struct arena *arena);
	struct figure_column columns[FIGURE_COLUMNS_MOST + 1]; /* to NULL */
};

/* In the order in which they are shown; the last has no name. */
extern const struct figure_section figure_sections[];

#endif
