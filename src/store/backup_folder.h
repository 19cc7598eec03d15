#ifndef STORE_BACKUP_FOLDER_H
#define STORE_BACKUP_FOLDER_H

#include "base/arena.h"
#include "base/error.h"
#include "core/backup.h"

/*
 * The folder that holds the backups of one database: files named as
 * core/backup.h says, a file `lock`, and while one is being made
 * `partial.db`.  It is the learner's alone, and no symbolic link in it is
 * followed.
 */

/*
 * Which folder below `state` it is, in *arena*: named by the database's own
 * name and its path, so that databases do not mix, and one that was lost or
 * damaged finds its backups.  Makes nothing.
 */
const char *backup_folder_of(const char *state, const char *db_path,
			     struct arena *arena);

/* The backups in it, in ascending order, in *arena*; none when there is no
 * such folder. */
bool backup_folder_list(const char *folder, struct arena *arena,
			struct backup_name **list, size_t *count,
			struct error *err);

/* The path of one of them, in *arena*, without symbolic links above it. */
const char *backup_folder_file(const char *folder,
			       const struct backup_name *name,
			       struct arena *arena);

/* Open for writing: no other ebb has it open meanwhile. */
struct backup_folder {
	const char *path;    /* without symbolic links */
	const char *partial; /* the path of `partial.db` */
	int fd;
	int lock;
};

/*
 * Make the folder if it is missing, lock it, remove what an ebb that was
 * killed has left there, and make an empty `partial.db`.  Paths are in
 * *arena*.  ERROR_BUSY when another ebb has it for more than five seconds.
 * The caller closes it.
 */
bool backup_folder_open(struct backup_folder *folder, const char *path,
			struct arena *arena, struct error *err);

/* Give `partial.db`, complete on the disk, its name; durable when this
 * returns true, and gone when not. */
bool backup_folder_publish(const struct backup_folder *folder,
			   const struct backup_name *name, struct error *err);

bool backup_folder_remove(const struct backup_folder *folder,
			  const struct backup_name *name, struct error *err);

/* Removes `partial.db` if it is still there. */
void backup_folder_close(struct backup_folder *folder);

#endif
