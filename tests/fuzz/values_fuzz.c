/*
 * What people and files write as a value is understood as that or refused with
 * a reason: days and uids come back as they were written, a setting keeps to
 * its rule and changes no other, a day of the clock is near its instant, names
 * of lint rules are bits that exist, a map of columns is cut without losing
 * any of it, and a string as JSON is read by SQLite as the same string, also in
 * the form that is printed, which can only be read.
 */

#include "fuzz.h"

#include <sqlite3.h>
#include <strings.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/json.h"
#include "base/uid.h"
#include "core/lint.h"
#include "core/review.h"
#include "core/setting.h"
#include "exchange/column_map.h"

static void try_day(const char *text)
{
	char buffer[DAY_TEXT_SIZE];
	int year, month, day;
	int32_t number;

	if (!day_parse(text, &number))
		return;
	require(strcmp(day_format(number, buffer), text) == 0, "%s, %s", text,
		buffer);
	day_to_civil(number, &year, &month, &day);
	require(day_from_civil(year, month, day) == number, "%s", text);
	require(day_weekday(number) >= 0 && day_weekday(number) <= 6, "%s",
		text);
}

static void try_uid(const char *text)
{
	char buffer[UID_TEXT_SIZE];
	struct uid uid;

	if (!uid_parse(text, &uid))
		return;
	require(strcasecmp(uid_format(&uid, buffer), text) == 0, "%s, %s", text,
		buffer);
	require(uid_at_ms(&uid) >= 0, "%s", text);
}

static void try_clock(const char *text)
{
	struct clock clock = { 0 };
	struct stamp stamp;
	int32_t day;

	if (!clock_freeze(&clock, text))
		return;
	stamp = clock_stamp(&clock, 240);
	require(abs(stamp.utc_offset_min) <= 24 * 60, "%d minutes",
		stamp.utc_offset_min);
	day = (int32_t)(stamp.at_ms / 86400000);
	require(abs(stamp.study_day - day) <= 2, "%d, %d", stamp.study_day,
		day);
}

static void try_setting(const char *text)
{
	struct settings before = settings_default();

	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_rule *rule = &setting_rules[i];
		struct settings after = before;
		struct error err = { 0 };
		int changed = 0;

		if (!settings_set(&after, rule->name, text, &err))
			require(err.kind == ERROR_USAGE && *err.message, "%s",
				rule->name);
		for (size_t j = 0; j < sizeof(after); j += sizeof(int))
			if (memcmp((char *)&before + j, (char *)&after + j,
				   sizeof(int)) != 0) {
				require(j == rule->offset, "%s at %zu",
					rule->name, j);
				changed++;
			}
		require(changed == 0 || !err.kind, "%s", err.message);
	}
}

static void try_names(const char *text)
{
	unsigned rules = 0;
	struct error err = { 0 };
	int grade = grade_from_word(text);

	require(grade >= GRADE_NONE && grade <= GRADE_EASY, "%d", grade);
	if (lint_read_rules(text, &rules, &err))
		require((rules & ~(unsigned)LINT_ALL_RULES) == 0, "%x", rules);
	else
		require(*err.message, "no reason");
	setting_find(text);
}

static void try_map(const char *text)
{
	const char *at = text, *end = text + strlen(text);

	while (*at) {
		const char *before = at;
		struct column_map_entry entry = column_map_next(&at);
		size_t number;

		require(at > before && at <= end, "%td", at - before);
		require(entry.role.bytes >= before &&
				entry.role.bytes + entry.role.length <= at,
			"role");
		if (column_map_number(entry.column, &number))
			require(entry.column.length > 0, "a number of nothing");
	}
}

/* The same string again, read by SQLite. */
static void require_json(const char *json, const char *string)
{
	static sqlite3 *handle;
	static sqlite3_stmt *q;

	if (!handle) {
		sqlite3_open(":memory:", &handle);
		sqlite3_prepare_v2(handle, "SELECT json_extract(?1, '$')", -1,
				   &q, NULL);
	}
	sqlite3_bind_text(q, 1, json, -1, SQLITE_STATIC);
	require(sqlite3_step(q) == SQLITE_ROW, "%s", json);
	require(strcmp((const char *)sqlite3_column_text(q, 0), string) == 0,
		"%s", json);
	sqlite3_reset(q);
}

static void try_json(const char *text)
{
	struct text json = { 0 };
	char *printed;
	size_t size;
	FILE *out = open_memstream(&printed, &size);

	json_add_string(&json, text);
	json_print(out, text_string(&json));
	fclose(out);
	require_json(text_string(&json), text);
	require_json(printed, text);
	require_readable(printed);
	text_release(&json);
	free(printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	const char *text = next_text(&data, &size, &arena);

	try_day(text);
	try_uid(text);
	try_clock(text);
	try_setting(text);
	try_names(text);
	try_map(text);
	try_json(text);
	arena_release(&arena);
	return 0;
}
