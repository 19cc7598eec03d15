#ifndef STORE_SHARED_MEMORY_H
#define STORE_SHARED_MEMORY_H

#include <sqlite3.h>

#include "store/store.h"

/*
 * The index of a write-ahead log lies in memory that processes share, which
 * not every file system offers.  Without it the log still works when one
 * process has the file to itself.
 */

/* Whether the connection's file system has such calls. */
bool shared_memory_exists(sqlite3 *handle);

/* Whether a failure with that code means that they do not work. */
bool shared_memory_is_lacking(int code);

/* Do without: from the first read on, no other process may open the file. */
bool shared_memory_forgo(struct store *store, struct error *err);

#endif
