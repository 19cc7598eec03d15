#ifndef CORE_BACKUP_H
#define CORE_BACKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a backup is called, and which of them stay.  A backup is named by the
 * study day on which it was made and its place among those of the day; why it
 * was made is in the name of its file: 2026-11-22.1.daily.db.
 */

enum backup_kind {
	BACKUP_DAILY,	  /* after the first session of a study day */
	BACKUP_ASKED,	  /* by `ebb backup` */
	BACKUP_IMPORT,	  /* before an import */
	BACKUP_MIGRATION, /* before the schema was brought up to date */
	BACKUP_RESTORE,	  /* before another backup was restored */
};

struct backup_name {
	int32_t day;
	int ordinal; /* among those of the day, from 1 */
	enum backup_kind kind;
};

enum { BACKUP_NAME_SIZE = 64 };

/* The name of its file; what people call it ("2026-11-22", or "2026-11-22.2"
 * from the second of a day on).  Into a buffer of BACKUP_NAME_SIZE, which is
 * returned. */
char *backup_file_name(const struct backup_name *name, char *buffer);
char *backup_label(const struct backup_name *name, char *buffer);

/* Reads exactly what backup_file_name() writes. */
bool backup_name_parse(const char *file, struct backup_name *name);

/* By day, then by ordinal: less than 0, 0, more than 0. */
int backup_name_compare(const struct backup_name *a,
			const struct backup_name *b);

/*
 * The backup that a person means, of `count` in ascending order: one by its
 * label; the newest of a day by the date alone; the newest that is not dated
 * after `today` for NULL.  NULL when there is none.
 */
const struct backup_name *backup_choose(const struct backup_name *list,
					size_t count, const char *word,
					int32_t today);

/* Whether a day has none yet that counts as its daily one; whether it has
 * none at all. */
bool backup_is_due(const struct backup_name *list, size_t count, int32_t today);
bool backup_is_first(const struct backup_name *list, size_t count,
		     int32_t today);

/*
 * Which of `count` backups, in ascending order, make room; goes[i] tells.
 * Of those made daily or by hand the newest one stays of each of the last 7
 * days, the last 4 weeks and the last 12 months that have any.  What was not
 * made daily stays for 30 days besides.  The newest of all stays, and so does
 * what is dated after today, when the clock may be wrong.
 */
void backup_thin(const struct backup_name *list, size_t count, int32_t today,
		 bool *goes);

#endif
