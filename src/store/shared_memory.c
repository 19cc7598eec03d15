#include "store/shared_memory.h"

#include "store/statement.h"

bool shared_memory_exists(sqlite3 *handle)
{
	sqlite3_file *file = NULL;

	return sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER,
				    &file) != SQLITE_OK ||
	       !file || !file->pMethods || file->pMethods->iVersion >= 2;
}

bool shared_memory_is_lacking(int code)
{
	return code == SQLITE_IOERR_SHMOPEN || code == SQLITE_IOERR_SHMSIZE ||
	       code == SQLITE_IOERR_SHMLOCK || code == SQLITE_IOERR_SHMMAP;
}

bool shared_memory_forgo(struct store *store, struct error *err)
{
	return statement_run(store, "PRAGMA locking_mode = EXCLUSIVE", err);
}
