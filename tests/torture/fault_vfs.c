#include "fault_vfs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disk.h"

struct shim_file {
	sqlite3_file base;
	struct disk_file *disk;
	sqlite3_file *real; /* behind this struct */
};

static sqlite3_vfs *real_vfs;

static struct {
	bool armed;
	enum fault fault;
	long nth, times, seen, fired;
	bool goes_on;
	enum fault then;
} plan;

static enum shared_memory shared_memory;
static bool is_installed;
static int open_files;

const char *fault_name(enum fault fault)
{
	static const char *const names[FAULT_COUNT] = {
		[FAULT_READ] = "read",
		[FAULT_WRITE] = "write",
		[FAULT_FULL] = "full disk",
		[FAULT_SYNC] = "sync",
		[FAULT_OPEN] = "open",
		[FAULT_TRUNCATE] = "truncate",
		[FAULT_DELETE] = "unlink",
		[FAULT_LOCK] = "lock",
		[FAULT_SHM_MAP] = "shared memory",
		[FAULT_SHM_LOCK] = "lock of shared memory",
		[FAULT_SIZE] = "length",
		[FAULT_ACCESS] = "look-up",
		[FAULT_RENAME] = "rename",
		[FAULT_FOLDER] = "new folder",
		[FAULT_MODE] = "change of mode",
	};

	return names[fault];
}

void fault_arm(enum fault fault, long nth, long times)
{
	plan.armed = true;
	plan.goes_on = false;
	plan.times = times;
	plan.fault = fault;
	plan.nth = nth;
	plan.seen = plan.fired = 0;
}

void fault_then(enum fault fault)
{
	plan.goes_on = true;
	plan.then = fault;
}

long fault_disarm(void)
{
	plan.armed = false;
	return plan.fired;
}

void fault_set_shared_memory(enum shared_memory how)
{
	shared_memory = how;
}

bool fault_strikes(enum fault fault)
{
	if (!plan.armed)
		return false;
	if (plan.goes_on && plan.then == fault && plan.fired)
		return true;
	if (plan.fault != fault)
		return false;
	plan.seen++;
	if (plan.seen < plan.nth || plan.seen >= plan.nth + plan.times)
		return false;
	plan.fired++;
	return true;
}

static struct shim_file *shim(sqlite3_file *file)
{
	return (struct shim_file *)file;
}

static sqlite3_file *real(sqlite3_file *file)
{
	return shim(file)->real;
}

/* ---- one file ---------------------------------------------------------- */

static int shim_close(sqlite3_file *file)
{
	open_files--;
	return real(file)->pMethods->xClose(real(file));
}

static int shim_read(sqlite3_file *file, void *to, int size,
		     sqlite3_int64 offset)
{
	if (fault_strikes(FAULT_READ))
		return SQLITE_IOERR_READ;
	return real(file)->pMethods->xRead(real(file), to, size, offset);
}

static int write_real(sqlite3_file *file, const void *from, int size,
		      sqlite3_int64 offset)
{
	return real(file)->pMethods->xWrite(real(file), from, size, offset);
}

static int write_half(sqlite3_file *file, const void *from, int size,
		      sqlite3_int64 offset, int code)
{
	disk_write(shim(file)->disk, from, size / 2, offset);
	write_real(file, from, size / 2, offset);
	return code;
}

static int shim_write(sqlite3_file *file, const void *from, int size,
		      sqlite3_int64 offset)
{
	if (fault_strikes(FAULT_FULL))
		return write_half(file, from, size, offset, SQLITE_FULL);
	if (fault_strikes(FAULT_WRITE))
		return write_half(file, from, size, offset, SQLITE_IOERR_WRITE);
	disk_write(shim(file)->disk, from, size, offset);
	return write_real(file, from, size, offset);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	if (fault_strikes(FAULT_TRUNCATE))
		return SQLITE_IOERR_TRUNCATE;
	disk_truncate(shim(file)->disk, size);
	return real(file)->pMethods->xTruncate(real(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	if (fault_strikes(FAULT_SYNC))
		return SQLITE_IOERR_FSYNC;
	disk_sync(shim(file)->disk);
	return SQLITE_OK;
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
	if (fault_strikes(FAULT_SIZE))
		return SQLITE_IOERR_FSTAT;
	return real(file)->pMethods->xFileSize(real(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
	if (fault_strikes(FAULT_LOCK))
		return SQLITE_IOERR_LOCK;
	return real(file)->pMethods->xLock(real(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
	return real(file)->pMethods->xUnlock(real(file), level);
}

static int shim_check_lock(sqlite3_file *file, int *taken)
{
	if (fault_strikes(FAULT_LOCK))
		return SQLITE_IOERR_CHECKRESERVEDLOCK;
	return real(file)->pMethods->xCheckReservedLock(real(file), taken);
}

static int shim_control(sqlite3_file *file, int what, void *value)
{
	return real(file)->pMethods->xFileControl(real(file), what, value);
}

static int shim_sector(sqlite3_file *file)
{
	return real(file)->pMethods->xSectorSize(real(file));
}

static int shim_device(sqlite3_file *file)
{
	return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int shim_shm_map(sqlite3_file *file, int page, int size, int extend,
			void volatile **memory)
{
	if (shared_memory == SHARED_MEMORY_FAILS ||
	    fault_strikes(FAULT_SHM_MAP))
		return SQLITE_IOERR_SHMMAP;
	return real(file)->pMethods->xShmMap(real(file), page, size, extend,
					     memory);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	if ((flags & SQLITE_SHM_LOCK) && fault_strikes(FAULT_SHM_LOCK))
		return SQLITE_IOERR_SHMLOCK;
	return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void shim_shm_barrier(sqlite3_file *file)
{
	real(file)->pMethods->xShmBarrier(real(file));
}

static int shim_shm_unmap(sqlite3_file *file, int delete)
{
	return real(file)->pMethods->xShmUnmap(real(file), delete);
}

#define COMMON_METHODS                                                       \
	.xClose = shim_close, .xRead = shim_read, .xWrite = shim_write,      \
	.xTruncate = shim_truncate, .xSync = shim_sync,                      \
	.xFileSize = shim_size, .xLock = shim_lock, .xUnlock = shim_unlock,  \
	.xCheckReservedLock = shim_check_lock, .xFileControl = shim_control, \
	.xSectorSize = shim_sector, .xDeviceCharacteristics = shim_device

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	COMMON_METHODS,
	.xShmMap = shim_shm_map,
	.xShmLock = shim_shm_lock,
	.xShmBarrier = shim_shm_barrier,
	.xShmUnmap = shim_shm_unmap,
};

static const sqlite3_io_methods methods_without_memory = {
	.iVersion = 1,
	COMMON_METHODS,
};

/* ---- all files --------------------------------------------------------- */

/* As SQLite's own VFS does: a log or journal is there for good after its first
 * sync. */
static struct disk_file *find_disk_file(const char *path, int flags)
{
	const int logs = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL |
			 SQLITE_OPEN_SUPER_JOURNAL;

	if (flags & SQLITE_OPEN_CREATE)
		return disk_open(path, flags & logs);
	return disk_find(path);
}

static int shim_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file,
		     int flags, int *flags_out)
{
	int code;

	(void)vfs;
	file->pMethods = NULL;
	if (fault_strikes(FAULT_OPEN))
		return SQLITE_CANTOPEN;
	shim(file)->real = (sqlite3_file *)(shim(file) + 1);
	shim(file)->disk = find_disk_file(path, flags);
	code = real_vfs->xOpen(real_vfs, path, real(file), flags, flags_out);
	open_files += code == SQLITE_OK;
	if (code == SQLITE_OK)
		file->pMethods = shared_memory == SHARED_MEMORY_MISSING
					 ? &methods_without_memory
					 : &methods;
	return code;
}

static void sync_folder_of(const char *path)
{
	char folder[300];

	snprintf(folder, sizeof(folder), "%s", path);
	*strrchr(folder, '/') = '\0';
	disk_sync_folder(folder);
}

static int shim_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
	(void)vfs;
	if (fault_strikes(FAULT_DELETE))
		return SQLITE_IOERR_DELETE;
	disk_unlink(path);
	if (sync_folder)
		sync_folder_of(path);
	return real_vfs->xDelete(real_vfs, path, 0);
}

static int shim_access(sqlite3_vfs *vfs, const char *path, int flags,
		       int *result)
{
	(void)vfs;
	if (fault_strikes(FAULT_ACCESS))
		return SQLITE_IOERR_ACCESS;
	return real_vfs->xAccess(real_vfs, path, flags, result);
}

static sqlite3_vfs shim_vfs;

void fault_vfs_install(void)
{
	if (!real_vfs) {
		real_vfs = sqlite3_vfs_find(NULL);
		shim_vfs = *real_vfs;
		shim_vfs.zName = "fault";
		shim_vfs.szOsFile = (int)sizeof(struct shim_file) +
				    real_vfs->szOsFile;
		shim_vfs.pNext = NULL;
		shim_vfs.xOpen = shim_open;
		shim_vfs.xDelete = shim_delete;
		shim_vfs.xAccess = shim_access;
	}
	sqlite3_vfs_register(&shim_vfs, 1);
	is_installed = true;
}

void fault_vfs_remove(void)
{
	if (real_vfs)
		sqlite3_vfs_register(real_vfs, 1);
	is_installed = false;
}

bool fault_vfs_is_installed(void)
{
	return is_installed;
}

int fault_vfs_open_files(void)
{
	return open_files;
}
