#ifndef EXCHANGE_MARKUP_H
#define EXCHANGE_MARKUP_H

#include "base/arena.h"
#include "exchange/preface.h"

/*
 * The HTML that other trainers leave in their texts, made readable: line
 * breaks and lists become lines, entities characters, pictures and sounds
 * their names in brackets, and formatting goes.  A file may say whether its
 * texts are HTML.  Where it does not, only what is certainly meant so counts:
 * entities with their semicolon, tags that stand alone (<br>, <img src="x">),
 * and known tags of which the text has both the opening and the closing one.
 * <s> is never a tag, and a text that would become empty stays as it is.
 */

/* The text without markup: in *arena*, or `text` itself. */
const char *markup_read(const char *text, enum html_markup html,
			struct arena *arena);

/* The text so written that markup_read() gives it back where the file does
 * not say whether it is HTML: in *arena*, or `text` itself. */
const char *markup_write(const char *text, struct arena *arena);

#endif
