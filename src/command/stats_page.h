#ifndef COMMAND_STATS_PAGE_H
#define COMMAND_STATS_PAGE_H

#include "command/app.h"
#include "exchange/statistics_page.h"

/* Write the page whole or not at all into a file, and say so; or to standard
 * output for "-". */
bool stats_page_write(struct app *app, const struct statistics_page *page,
		      const char *path, struct error *err);

#endif
