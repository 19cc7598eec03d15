#ifndef STORE_BACKUP_COPY_H
#define STORE_BACKUP_COPY_H

#include "store/backup_store.h"
#include "store/connection.h"

/* What the files that make backups and restore them share. */

/* Copy the pages of a database over those of another one, in one transaction
 * there; SQLite's code. */
int backup_copy_pages(sqlite3 *from, sqlite3 *to,
		      const struct store_watch *watch);

/* Whether the code says that the file is damaged, or no database. */
bool backup_is_ruin(int code);

/* Run a statement without values; SQLite's code. */
int backup_run(sqlite3 *handle, const char *sql);

/* The pages of a database, as they are at one moment though others write, into
 * an empty file, down to the disk.  The copy needs no log beside it. */
bool backup_copy(sqlite3 *from, const char *path,
		 const struct store_watch *watch, struct error *err);

/* What the next backup is called. */
bool backup_next_name(const char *folder, const struct backup_order *order,
		      struct arena *arena, struct backup_name *name,
		      struct error *err);

#endif
