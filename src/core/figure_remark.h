#ifndef CORE_FIGURE_REMARK_H
#define CORE_FIGURE_REMARK_H

#include "core/figure.h"

/*
 * What no query counts: the columns share, low and high of a figure with asked
 * and recalled, and a sentence that says what the figure means.
 */

/* Fill share, and low and high where there are such columns: the share
 * recalled and its 95% confidence interval (E. B. Wilson, 1927); none where
 * nothing was asked. */
void figure_fill_shares(struct figure *figure, struct arena *arena);

/* The same, with the recall promised and what the difference means. */
void figure_finish_promise(struct figure *figure, struct arena *arena);

/* The same, with the day in sentences, a line each. */
void figure_finish_today(struct figure *figure, struct arena *arena);

/* How often good was pressed for what was wrong. */
void figure_finish_typed(struct figure *figure, struct arena *arena);

/* A Wilson interval in millionths, for recalled of asked > 0. */
void wilson_interval(int64_t recalled, int64_t asked, int64_t *low_ppm,
		     int64_t *high_ppm);

#endif
