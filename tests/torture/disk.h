#ifndef TESTS_TORTURE_DISK_H
#define TESTS_TORTURE_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/random.h"
#include "image.h"

/*
 * What a disk would hold had the power failed.  Each file is kept as it was
 * when it was last synced, beside what was written since; each folder
 * likewise, beside the names made, taken away and changed in it since.  When
 * the power goes, any of those writes may be there or not, by sectors of 512
 * bytes, in any order; a file that grew may have its old length; and any of
 * the names.
 */

struct disk_file;

/* Whether a path is in the place. */
bool disk_holds(const char *path);

/* Forget everything and begin: what is in the place is durable, and what is
 * outside is of no interest.  Until then nothing is. */
void disk_begin(const struct place *place, const struct image *image);

/* What is done, told before it is done for real.  Paths are absolute. */

/* The file of that name, which is made if need be; NULL outside the place.
 * `syncs_folder`: with its next sync its folder is synced, too. */
struct disk_file *disk_open(const char *path, bool syncs_folder);
struct disk_file *disk_find(const char *path);
void disk_write(struct disk_file *file, const void *bytes, int size,
		int64_t offset);
void disk_truncate(struct disk_file *file, int64_t size);
void disk_sync(struct disk_file *file);
void disk_make_folder(const char *path);
void disk_unlink(const char *path);
void disk_rename(const char *from, const char *to);
void disk_sync_folder(const char *path);

/* Told at each of those but finding: the deed may be there after a cut at this
 * moment, and nothing that it makes durable is so yet. */
void disk_watch(void (*at_step)(void *context), void *context);
long disk_steps(void);

/* What survives when the power goes now: one of many, drawn by chance.  The
 * caller releases it. */
struct image disk_survivor(struct random *random);

#endif
