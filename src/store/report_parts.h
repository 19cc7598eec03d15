#ifndef STORE_REPORT_PARTS_H
#define STORE_REPORT_PARTS_H

#include <stdio.h>

#include "base/text.h"
#include "store/statement.h"

/* What the files that make reports share; only store/ sees it. */

/* Print the one value of a statement as a line, and close it. */
bool report_line(struct statement *q, FILE *out, struct error *err);

/* Append the one value of a statement to a JSON list that is being made, and
 * close it; then end the list. */
bool report_item(struct statement *q, struct text *list, struct error *err);
void report_end_list(struct text *list);

#endif
