#ifndef STORE_RESTORE_STORE_H
#define STORE_RESTORE_STORE_H

#include "store/backup_store.h"

/*
 * Going back to a backup.  The file is never swapped behind SQLite's back:
 * its content is replaced in one transaction.
 */

/*
 * Keep the file that is to be replaced, which may be damaged or no database at
 * all.  *sound: it passed as a backup does.  *made: false when there is no
 * such file.  No store may have it open in this process.
 */
bool backup_set_aside(const char *db_path, const struct backup_order *order,
		      struct backup_name *name, bool *made, bool *sound,
		      struct error *err);

/*
 * Make the content of a backup that of the database, which is made when it is
 * missing.  Other processes that have it open see it change as by any other
 * writer; a power cut leaves the old or the new.  No store may have it open in
 * this process.
 */
bool backup_restore(const char *backup_path, const char *db_path,
		    struct error *err);

#endif
