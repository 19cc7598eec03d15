#ifndef TESTS_TORTURE_FAULT_VFS_H
#define TESTS_TORTURE_FAULT_VFS_H

#include <stdbool.h>

/*
 * A VFS of SQLite that stands before the usual one and lets it fail.  It
 * syncs nothing for real: what a sync is good for, disk.h knows.
 */

enum fault {
	FAULT_READ,
	FAULT_WRITE, /* half of it is written */
	FAULT_FULL,  /* the same, for want of room */
	FAULT_SYNC,
	FAULT_OPEN,
	FAULT_TRUNCATE,
	FAULT_DELETE,
	FAULT_LOCK,
	FAULT_SHM_MAP,
	FAULT_SHM_LOCK,
	FAULT_SIZE,
	FAULT_ACCESS,
	FAULT_RENAME, /* this and the next ones: ebb's own, see own_calls.c */
	FAULT_FOLDER,
	FAULT_MODE,
	FAULT_COUNT
};

const char *fault_name(enum fault fault);

/* Take the place of the default VFS, or give it back. */
void fault_vfs_install(void);
void fault_vfs_remove(void);
bool fault_vfs_is_installed(void);

/* How many files are open through it. */
int fault_vfs_open_files(void);

enum { FAULT_FOR_EVER = 1000000 };

/* Let so many calls of that kind fail, from the nth on, the first being 1. */
void fault_arm(enum fault fault, long nth, long times);

/* After that one, every call of another kind. */
void fault_then(enum fault fault);

/* Whether the call that is now made has to fail. */
bool fault_strikes(enum fault fault);

/* No more faults.  How many calls have failed. */
long fault_disarm(void);

enum shared_memory {
	SHARED_MEMORY,
	SHARED_MEMORY_MISSING, /* the VFS has no such calls */
	SHARED_MEMORY_FAILS    /* it has, but the file system does not */
};

void fault_set_shared_memory(enum shared_memory how);

#endif
