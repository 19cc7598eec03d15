#ifndef EXCHANGE_FIGURE_WRITER_H
#define EXCHANGE_FIGURE_WRITER_H

#include "base/text.h"
#include "core/figure.h"

/*
 * Figures for programs.  Numbers are as they are kept: milliseconds; shares
 * as fractions of 1; days as 2026-11-23; words in English; null in JSON and
 * nothing in CSV where there is none.
 */

/* Append "name":[{...},...], an object a row. */
void figure_write_json(const struct figure *figure, struct text *out);

/* Append a header row of the columns' names, then the rows. */
void figure_write_csv(const struct figure *figure, struct text *out);

#endif
