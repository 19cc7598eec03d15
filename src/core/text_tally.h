#ifndef CORE_TEXT_TALLY_H
#define CORE_TEXT_TALLY_H

#include <stdbool.h>

/*
 * Which of very many texts come more than once, in 11 to 21 bytes a text: they
 * are kept as 62 bits of hash, so that of a million two are taken for one once
 * in nine million times.  Pure.
 */
struct text_tally;

struct text_tally *text_tally_new(void);
void text_tally_free(struct text_tally *tally); /* NULL is allowed */

/* Count a text within a scope (a deck's name, say). */
void text_tally_add(struct text_tally *tally, const char *scope,
		    const char *text);
bool text_tally_repeats(const struct text_tally *tally, const char *scope,
			const char *text);

#endif
