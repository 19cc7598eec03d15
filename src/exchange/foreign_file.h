#ifndef EXCHANGE_FOREIGN_FILE_H
#define EXCHANGE_FOREIGN_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Files that people take for decks by their names, and what to do with them
 * instead: false with *err set, ERROR_FORMAT, by how they begin. */
bool foreign_file_check(const char *head, size_t length, struct error *err);

#endif
