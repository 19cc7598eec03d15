#ifndef STORE_PRIVATE_FILE_H
#define STORE_PRIVATE_FILE_H

#include <stdbool.h>

#include "base/error.h"

/*
 * Files and folders that are for the learner alone, whatever the umask: modes
 * 0600 and 0700.  `instead` ends the sentence when that fails: how to choose
 * another place.
 */

/* The folders above a path, those that are missing.  They are on the disk when
 * this returns true: what is written in them is not lost with them. */
bool private_folders_make(const char *path, const char *instead,
			  struct error *err);

/* One of them; that there is something of the name already is no failure.
 * errno. */
bool private_folder_make(const char *path);

/* An empty file that must not exist yet, not even as a symbolic link. */
bool private_file_make(const char *path, const char *instead,
		       struct error *err);

/* Bring the name of a file or folder to the disk, that is the folder in which
 * it is, where the learner may read that and the file system can.  errno. */
bool private_file_sync_name(const char *path);

/* Bring what was written to a file, or into a folder, to the disk. */
bool private_file_sync(const char *path, struct error *err);

/* Always false: that errno kept the path from being made. */
bool private_file_fail(const char *path, const char *instead,
		       struct error *err);

#endif
