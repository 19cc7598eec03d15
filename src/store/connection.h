#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include <sqlite3.h>

/* How long it waits for another writer. */
enum { CONNECTION_BUSY_MS = 5000 };

/*
 * A connection to a file that may be hostile: nothing stored in it is run,
 * and no value is larger than a note may be.  It knows ebb's SQL functions,
 * waits up to five seconds for another writer, and gives extended result
 * codes.  Whether the file is ebb's is not looked at.
 *
 * `flags` are SQLITE_OPEN_...  Returns SQLite's code; *handle is to be closed
 * in any case.
 */
int connection_open(const char *path, int flags, sqlite3 **handle);

#endif
