#ifndef STORE_CHECK_STORE_H
#define STORE_CHECK_STORE_H

#include "base/text.h"
#include "store/store.h"

/* Whether the database is what its log says. */

struct check_report {
	int64_t cards;	     /* live ones */
	int64_t reviews;     /* all, those taken back included */
	int64_t misshapen;   /* derived tables, views, indexes and triggers
			      * that are not as they are made */
	int64_t differences; /* those; if none, cards whose schedule, and
			      * counts, that the log contradicts, and notes
			      * that the index of texts lacks */
	bool sound;	     /* SQLite's own integrity and foreign key checks */
	bool indexes_lack;   /* all that SQLite complains of is that indexes
			      * lack rows */
	struct text complaints; /* of those checks, a line each */
};

/* Reads everything; releases nothing in *report but fills it.  The caller
 * releases report->complaints. */
bool check_store(struct store *store, struct check_report *report,
		 struct error *err);

/* Only what SQLite checks, for a file of an older schema: *report has neither
 * counts nor differences. */
bool check_file(struct store *store, struct check_report *report,
		struct error *err);

/* Make all indexes anew from their tables. */
bool check_reindex(struct store *store, struct error *err);

/* Make what is misshapen and the derived tables anew, and write what the log
 * says, in one transaction. */
bool check_repair(struct store *store, struct error *err);

#endif
