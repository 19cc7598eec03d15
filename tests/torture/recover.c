#include "recover.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sum.h"

/* ---- files that are only in memory ------------------------------------- */

struct slot {
	const char *name;
	bool is_there;
	unsigned char *bytes;
	sqlite3_int64 size, room;
};

#define COPY "copy"

static struct slot slots[] = {
	{ .name = IMAGE_DATABASE },
	{ .name = IMAGE_DATABASE "-wal" },
	{ .name = IMAGE_DATABASE "-journal" },
	{ .name = COPY },
	{ .name = COPY "-wal" },
	{ .name = COPY "-journal" },
};

enum { SLOTS = sizeof(slots) / sizeof(*slots) };

struct memory_file {
	sqlite3_file base;
	struct slot *slot;
};

static struct slot *slot_of(sqlite3_file *file)
{
	return ((struct memory_file *)file)->slot;
}

static struct slot *find(const char *name)
{
	for (int i = 0; i < SLOTS; i++)
		if (strcmp(slots[i].name, name) == 0)
			return &slots[i];
	return NULL;
}

/* What is new is zero, but for what is about to be written from `until` on. */
static void resize(struct slot *slot, sqlite3_int64 size, sqlite3_int64 until)
{
	if (size > slot->room) {
		slot->room = 2 * size;
		slot->bytes = memory_resize(slot->bytes, (size_t)slot->room);
	}
	if (until > slot->size)
		memset(slot->bytes + slot->size, 0,
		       (size_t)(until - slot->size));
	slot->size = size;
}

static int close_file(sqlite3_file *file)
{
	(void)file;
	return SQLITE_OK;
}

static int read_file(sqlite3_file *file, void *to, int size,
		     sqlite3_int64 offset)
{
	const struct slot *slot = slot_of(file);
	sqlite3_int64 there = slot->size - offset;

	if (there >= size) {
		memcpy(to, slot->bytes + offset, (size_t)size);
		return SQLITE_OK;
	}
	memset(to, 0, (size_t)size);
	if (there > 0)
		memcpy(to, slot->bytes + offset, (size_t)there);
	return SQLITE_IOERR_SHORT_READ;
}

static int write_file(sqlite3_file *file, const void *from, int size,
		      sqlite3_int64 offset)
{
	struct slot *slot = slot_of(file);

	if (offset + size > slot->size)
		resize(slot, offset + size, offset);
	memcpy(slot->bytes + offset, from, (size_t)size);
	return SQLITE_OK;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
	resize(slot_of(file), size, size);
	return SQLITE_OK;
}

static int do_nothing(sqlite3_file *file, int value)
{
	(void)file;
	(void)value;
	return SQLITE_OK;
}

static int size_file(sqlite3_file *file, sqlite3_int64 *size)
{
	*size = slot_of(file)->size;
	return SQLITE_OK;
}

static int check_lock(sqlite3_file *file, int *taken)
{
	(void)file;
	*taken = 0;
	return SQLITE_OK;
}

static int control(sqlite3_file *file, int what, void *value)
{
	(void)file;
	(void)what;
	(void)value;
	return SQLITE_NOTFOUND;
}

static int tell_sector(sqlite3_file *file)
{
	(void)file;
	return 4096;
}

static int tell_device(sqlite3_file *file)
{
	(void)file;
	return 0;
}

static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = close_file,
	.xRead = read_file,
	.xWrite = write_file,
	.xTruncate = truncate_file,
	.xSync = do_nothing,
	.xFileSize = size_file,
	.xLock = do_nothing,
	.xUnlock = do_nothing,
	.xCheckReservedLock = check_lock,
	.xFileControl = control,
	.xSectorSize = tell_sector,
	.xDeviceCharacteristics = tell_device,
};

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file,
		     int flags, int *flags_out)
{
	struct slot *slot = path ? find(path) : NULL;

	(void)vfs;
	file->pMethods = NULL;
	if (!slot || (!slot->is_there && !(flags & SQLITE_OPEN_CREATE)))
		return SQLITE_CANTOPEN;
	slot->is_there = true;
	((struct memory_file *)file)->slot = slot;
	file->pMethods = &methods;
	if (flags_out)
		*flags_out = flags;
	return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int syncs_folder)
{
	struct slot *slot = find(path);

	(void)vfs;
	(void)syncs_folder;
	if (slot)
		slot->is_there = false, slot->size = 0;
	return SQLITE_OK;
}

static int look_up(sqlite3_vfs *vfs, const char *path, int flags, int *result)
{
	const struct slot *slot = find(path);

	(void)vfs;
	(void)flags;
	*result = slot && slot->is_there;
	return SQLITE_OK;
}

static int same_path(sqlite3_vfs *vfs, const char *path, int size, char *out)
{
	(void)vfs;
	sqlite3_snprintf(size, out, "%s", path);
	return SQLITE_OK;
}

static void register_vfs(void)
{
	static sqlite3_vfs vfs;

	if (vfs.zName)
		return;
	vfs = *sqlite3_vfs_find(NULL);
	vfs.zName = "memory of images";
	vfs.szOsFile = (int)sizeof(struct memory_file);
	vfs.pNext = NULL;
	vfs.xOpen = open_file;
	vfs.xDelete = delete_file;
	vfs.xAccess = look_up;
	vfs.xFullPathname = same_path;
	sqlite3_vfs_register(&vfs, 0);
}

/* ---- recovering -------------------------------------------------------- */

static void fill(const struct image *image)
{
	for (int i = 0; i < SLOTS; i++) {
		const struct image_file *file = image_find(image,
							   slots[i].name);

		slots[i].is_there = file;
		slots[i].size = 0;
		if (!file)
			continue;
		resize(&slots[i], (sqlite3_int64)file->size, 0);
		memcpy(slots[i].bytes, file->bytes, file->size);
	}
}

/* Without shared memory a log can be read by one that is alone. */
static sqlite3 *open_alone(const char *name, const char *pragma)
{
	sqlite3 *plain = NULL;

	sqlite3_open_v2(name, &plain,
			SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			"memory of images");
	sqlite3_db_config(plain, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_exec(plain, pragma, NULL, NULL, NULL);
	return plain;
}

/* The schema is not read: SQLite's backup copies pages. */
bool recover_pages(const struct image *image, uint64_t *sum)
{
	sqlite3 *from, *to;
	sqlite3_backup *copying;
	int code = SQLITE_ERROR;

	register_vfs();
	fill(image);
	from = open_alone(IMAGE_DATABASE, "PRAGMA locking_mode = EXCLUSIVE");
	to = open_alone(COPY, "PRAGMA journal_mode = OFF");
	copying = sqlite3_backup_init(to, "main", from, "main");
	if (copying) {
		sqlite3_backup_step(copying, -1);
		code = sqlite3_backup_finish(copying);
	}
	sqlite3_close(to);
	sqlite3_close(from);
	if (code == SQLITE_OK)
		*sum = sum_bytes(*sum, find(COPY)->bytes,
				 (size_t)find(COPY)->size);
	return code == SQLITE_OK;
}
