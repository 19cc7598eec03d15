#ifndef TESTS_TORTURE_DISK_H
#define TESTS_TORTURE_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/random.h"

/*
 * What a disk holds after the power failed.  Each file is kept as it was when
 * it was last synced, beside what was written since.  When the power goes,
 * any of those writes may be there or not, by sectors of 512 bytes, in any
 * order; a file that grew may have its old length; a file that was unlinked
 * or made without a sync of its folder may be back or gone.
 */

struct disk_file;

/* Forget everything and begin: files are taken as durable as they stand. */
void disk_begin(void);

/* Each tells whether there is still power; the caller does it for real. */
bool disk_write(struct disk_file *file, const void *bytes, int size,
		int64_t offset);
bool disk_truncate(struct disk_file *file, int64_t size);
bool disk_sync(struct disk_file *file);
bool disk_unlink(const char *path, bool sync_folder);
bool disk_has_power(void);

/* Before it is opened for real.  NULL for a file without a name. */
struct disk_file *disk_open(const char *path);

/* The power goes with the step of that number: writes, truncations, syncs and
 * unlinks are counted from 1.  0: it stays. */
void disk_cut_at(long step);
long disk_steps(void);

/* Cut now, if not yet; then make the real files what survived. */
void disk_survive(struct random *random);

#endif
