#ifndef CORE_FIGURE_H
#define CORE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * A figure is one section of the statistics, as numbers with their units: the
 * terminal draws it, HTML, JSON and CSV write it, and none of them knows what
 * it is about.
 */

enum unit {
	UNIT_TEXT,    /* as the learner wrote it */
	UNIT_WORD,    /* one of ebb's own words, to be translated */
	UNIT_COUNT,   /* of something */
	UNIT_CARD,    /* the number of a card */
	UNIT_DAY,     /* a study day */
	UNIT_MINUTES, /* milliseconds, shown in minutes */
	UNIT_SECONDS, /* milliseconds, shown in seconds */
	UNIT_SHARE,   /* millionths, shown in percent */
	UNIT_TENTHS,  /* an ease factor in tenths */
};

struct value {
	bool known;	  /* false: there is none */
	int64_t number;	  /* unless it is a text */
	const char *text; /* UNIT_TEXT, UNIT_WORD */
};

struct figure_column {
	const char *name;  /* in JSON and CSV */
	const char *title; /* to be translated */
	enum unit unit;
	bool optional; /* left out where there is no room */
};

enum shape {
	SHAPE_TABLE,
	SHAPE_LIST,	/* one row, shown as pairs or told by its remark */
	SHAPE_BARS,	/* a bar for the second column of each row */
	SHAPE_CALENDAR, /* a day and a count a row, ascending */
};

enum { FIGURE_COLUMNS_MOST = 12 };

struct figure {
	const char *name;  /* in JSON, and of --section */
	const char *title; /* to be translated */
	enum shape shape;
	struct figure_column columns[FIGURE_COLUMNS_MOST];
	int column_count;
	struct value *values; /* row by row */
	size_t row_count;
	int32_t today;	    /* the study day it is as of */
	const char *remark; /* what it means, translated; or NULL */
};

/* The value of a row in the column of that name; NULL without such a one. */
struct value *figure_at(const struct figure *figure, size_t row,
			const char *column);

/* The same as a number; 0 when there is none. */
int64_t figure_number(const struct figure *figure, size_t row,
		      const char *column);

/* The value of a row in a column by its place. */
const struct value *figure_value(const struct figure *figure, size_t row,
				 int column);

/* A value for people: "12", "87%", "3.4", "2026-11-23", "-" for none.  Words
 * are translated.  In *arena*. */
const char *value_format(const struct value *value, enum unit unit,
			 struct arena *arena);

/* The largest number in a column of a figure; at least 1. */
int64_t figure_most(const struct figure *figure, int column);

/* Whether a row has no texts of the learner and nothing but noughts behind its
 * first column; whether all rows are such. */
bool figure_row_is_empty(const struct figure *figure, size_t row);
bool figure_is_empty(const struct figure *figure);

/* Whether a column is one of the two, asked and recalled, that the column
 * share is made of. */
bool figure_is_part_of_share(const struct figure *figure, int column);

enum { HEAT_LEVELS = 5 };

/* What counts as full heat: a number of the column that nineteen of twenty
 * above 0 do not exceed, so that one wild day does not pale the others; at
 * least 1. */
int64_t figure_heat_most(const struct figure *figure, int column);

/* How much of the most a day was: 0 for nothing, 1 to 4 by quarters, 4 for
 * more than the most. */
int figure_heat(int64_t count, int64_t most);

/* The least count of a level, above 0, of figure_heat(). */
int64_t figure_heat_from(int level, int64_t most);

#endif
