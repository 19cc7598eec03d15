#ifndef STORE_OUTCOME_H
#define STORE_OUTCOME_H

#include "base/uid.h"
#include "store/store.h"

/*
 * What became of a transaction whose COMMIT failed with SQLite's `code` and
 * said so in *err.  Its pages may all be in the write-ahead log, and then the
 * next start would find them there, although nobody sees them now.  So the
 * file is opened again, which reads the log anew, and the event looked for.
 *
 * True: it is there, and durable.  False: it is not there and will not appear,
 * and *err stands; or that cannot be told, and *err says so, ERROR_DATABASE.
 */
bool outcome_settle(struct store *store, const struct uid *event, int code,
		    struct error *err);

#endif
