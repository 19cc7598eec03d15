#include "core/backup.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

enum {
	DAYS_KEPT = 7,
	WEEKS_KEPT = 4,
	MONTHS_KEPT = 12,
	OTHERS_KEPT_DAYS = 30,
};

static const char *const kind_words[] = {
	[BACKUP_DAILY] = "daily",
	[BACKUP_ASKED] = "asked",
	[BACKUP_IMPORT] = "before-import",
	[BACKUP_MIGRATION] = "before-update",
	[BACKUP_RESTORE] = "before-restore",
};

enum { KIND_COUNT = sizeof(kind_words) / sizeof(*kind_words) };

/* ---- names --------------------------------------------------------------- */

char *backup_file_name(const struct backup_name *name, char *buffer)
{
	char day[DAY_TEXT_SIZE];

	snprintf(buffer, BACKUP_NAME_SIZE, "%s.%d.%s.db",
		 day_format(name->day, day), name->ordinal,
		 kind_words[name->kind]);
	return buffer;
}

char *backup_label(const struct backup_name *name, char *buffer)
{
	char day[DAY_TEXT_SIZE];

	day_format(name->day, day);
	if (name->ordinal == 1)
		snprintf(buffer, BACKUP_NAME_SIZE, "%s", day);
	else
		snprintf(buffer, BACKUP_NAME_SIZE, "%s.%d", day, name->ordinal);
	return buffer;
}

static bool parse_kind(const char *word, enum backup_kind *kind)
{
	for (int i = 0; i < KIND_COUNT; i++) {
		size_t length = strlen(kind_words[i]);

		if (strncmp(word, kind_words[i], length) == 0 &&
		    strcmp(word + length, ".db") == 0) {
			*kind = (enum backup_kind)i;
			return true;
		}
	}
	return false;
}

bool backup_name_parse(const char *file, struct backup_name *name)
{
	char day[DAY_TEXT_SIZE] = "", again[BACKUP_NAME_SIZE];
	int used = 0;

	if (sscanf(file, "%10[0-9-].%6d.%n", day, &name->ordinal, &used) != 2 ||
	    !used || name->ordinal < 1 || !day_parse(day, &name->day) ||
	    !parse_kind(file + used, &name->kind))
		return false;
	return strcmp(backup_file_name(name, again), file) == 0;
}

int backup_name_compare(const struct backup_name *a,
			const struct backup_name *b)
{
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
}

static const struct backup_name *newest_until(const struct backup_name *list,
					      size_t count, int32_t day)
{
	while (count > 0 && list[count - 1].day > day)
		count--;
	return count > 0 ? &list[count - 1] : NULL;
}

const struct backup_name *backup_choose(const struct backup_name *list,
					size_t count, const char *word,
					int32_t today)
{
	const struct backup_name *newest;
	char label[BACKUP_NAME_SIZE];
	int32_t day;

	if (!word) {
		newest = newest_until(list, count, today);
		return newest || count == 0 ? newest : &list[count - 1];
	}
	for (size_t i = 0; i < count; i++)
		if (strcmp(backup_label(&list[i], label), word) == 0)
			return &list[i];
	if (!day_parse(word, &day))
		return NULL;
	newest = newest_until(list, count, day);
	return newest && newest->day == day ? newest : NULL;
}

/* ---- which stay ---------------------------------------------------------- */

static bool is_regular(const struct backup_name *name)
{
	return name->kind == BACKUP_DAILY || name->kind == BACKUP_ASKED;
}

bool backup_is_due(const struct backup_name *list, size_t count, int32_t today)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].day == today && is_regular(&list[i]))
			return false;
	return true;
}

bool backup_is_first(const struct backup_name *list, size_t count,
		     int32_t today)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].day == today)
			return false;
	return true;
}

/* Numbers of the day, the week and the month: equal within one. */
static int32_t day_of(int32_t day)
{
	return day;
}

static int32_t week_of(int32_t day)
{
	return day - day_weekday(day);
}

static int32_t month_of(int32_t day)
{
	int year, month, of_month;

	day_to_civil(day, &year, &month, &of_month);
	return year * 12 + month;
}

/* The newest one of each of the last `most` periods stays. */
static void keep_newest(const struct backup_name *list, size_t count,
			int32_t (*period_of)(int32_t day), int most, bool *goes)
{
	int32_t period = 0;
	int kept = 0;

	for (size_t i = count; i-- > 0 && kept < most;) {
		if (!is_regular(&list[i]) ||
		    (kept > 0 && period_of(list[i].day) == period))
			continue;
		period = period_of(list[i].day);
		goes[i] = false;
		kept++;
	}
}

void backup_thin(const struct backup_name *list, size_t count, int32_t today,
		 bool *goes)
{
	size_t past = count;

	while (past > 0 && list[past - 1].day > today)
		goes[--past] = false;
	for (size_t i = 0; i < past; i++)
		goes[i] = list[i].kind == BACKUP_DAILY ||
			  list[i].day <= today - OTHERS_KEPT_DAYS;
	keep_newest(list, past, day_of, DAYS_KEPT, goes);
	keep_newest(list, past, week_of, WEEKS_KEPT, goes);
	keep_newest(list, past, month_of, MONTHS_KEPT, goes);
	if (past > 0)
		goes[past - 1] = false;
}
