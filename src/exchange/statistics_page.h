#ifndef EXCHANGE_STATISTICS_PAGE_H
#define EXCHANGE_STATISTICS_PAGE_H

#include "base/text.h"
#include "core/figure.h"

/*
 * The statistics as one page of HTML that needs nothing else: no script, no
 * network, no other file.  Its words are in the language that ebb runs in.
 */

struct statistics_page {
	const char *deck;   /* what the figures are of, or NULL */
	const char *search; /* or NULL */
	int32_t today;
	int32_t since_day; /* the first day that counts, or DAY_NONE */
	const struct figure *figures;
	int figure_count;
};

/* Append the page. */
void statistics_page_write(const struct statistics_page *page,
			   struct text *out);

#endif
