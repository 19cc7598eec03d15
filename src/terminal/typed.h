#ifndef TERMINAL_TYPED_H
#define TERMINAL_TYPED_H

#include <stddef.h>

#include "base/arena.h"

/*
 * What was typed or pasted, fit to be stored and shown: at most `most`
 * characters, a tab or newline as a blank, other control characters left out,
 * U+FFFD for bytes that are not UTF-8; in *arena*.
 */
char *typed_clean(const char *bytes, size_t length, size_t most,
		  struct arena *arena);

#endif
