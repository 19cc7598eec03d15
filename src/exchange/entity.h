#ifndef EXCHANGE_ENTITY_H
#define EXCHANGE_ENTITY_H

#include <stddef.h>

enum { ENTITY_TEXT_SIZE = 8 };

/* The length of the HTML entity that begins at `text`, from its ampersand to
 * its semicolon, and its character as UTF-8; 0 when none does.  A space that
 * does not break is a space. */
size_t entity_read(const char *text, char character[ENTITY_TEXT_SIZE]);

#endif
