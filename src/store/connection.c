#include "store/connection.h"

#include <string.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "core/card.h"
#include "core/note_search.h"
#include "core/note_size.h"

/* A revision keeps a note as it is here, merged of two, as it was imported,
 * with its front once more, and as it is disputed, of two again. */
enum { VALUE_MOST_BYTES = 6 * NOTE_MOST_BYTES + 65536 };

/* fold(text): as unicode_fold(), for searches whatever the case. */
static void sql_fold(sqlite3_context *context, int count,
		     sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	struct arena arena = { 0 };

	(void)count;
	if (text)
		sqlite3_result_text(context, unicode_fold(text, &arena), -1,
				    SQLITE_TRANSIENT);
	arena_release(&arena);
}

/* has_text(front, back, fields, folded): whether note_search_text() contains
 * it; NULL when there is none. */
static void sql_has_text(sqlite3_context *context, int count,
			 sqlite3_value **values)
{
	const char *texts[4];
	struct arena arena = { 0 };
	char *text;

	(void)count;
	for (int i = 0; i < 4; i++) {
		texts[i] = (const char *)sqlite3_value_text(values[i]);
		if (!texts[i])
			return;
	}
	text = note_search_text(texts[0], texts[1], texts[2], &arena);
	if (text)
		sqlite3_result_int(context, strstr(text, texts[3]) != NULL);
	arena_release(&arena);
}

/* card_question(front, back, ordinal) and card_answer(): which of them is
 * what the function was registered with. */
static void sql_card_text(sqlite3_context *context, int count,
			  sqlite3_value **values)
{
	const char *front = (const char *)sqlite3_value_text(values[0]);
	const char *back = (const char *)sqlite3_value_text(values[1]);
	struct arena arena = { 0 };
	struct card card = {
		.note = { .front = front, .back = back },
		.direction = (enum direction)sqlite3_value_int(values[2]),
	};

	(void)count;
	if (front && back) {
		card_prepare(&card, &arena);
		sqlite3_result_text(context,
				    sqlite3_user_data(context)
					    ? card_answer(&card)
					    : card_question(&card),
				    -1, SQLITE_TRANSIENT);
	}
	arena_release(&arena);
}

/* A file may be hostile: nothing stored in it is run. */
static void defend(sqlite3 *handle)
{
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, VALUE_MOST_BYTES);
	sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
}

#define SQL_FLAGS (SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY)

static void add_functions(sqlite3 *handle)
{
	static int of_answer;

	sqlite3_create_function(handle, "fold", 1, SQL_FLAGS, NULL, sql_fold,
				NULL, NULL);
	sqlite3_create_function(handle, "has_text", 4, SQL_FLAGS, NULL,
				sql_has_text, NULL, NULL);
	sqlite3_create_function(handle, "card_question", 3, SQL_FLAGS, NULL,
				sql_card_text, NULL, NULL);
	sqlite3_create_function(handle, "card_answer", 3, SQL_FLAGS, &of_answer,
				sql_card_text, NULL, NULL);
}

/* A path and nothing else: ":memory:" and "file:" are files here, too. */
static int open_path(const char *path, int flags, sqlite3 **handle)
{
	struct arena arena = { 0 };
	int code = sqlite3_open_v2(
		*path == '/' ? path : arena_printf(&arena, "./%s", path),
		handle, flags, NULL);

	arena_release(&arena);
	return code;
}

int connection_open(const char *path, int flags, sqlite3 **handle)
{
	int code;

	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	code = open_path(path, flags, handle);
	if (code != SQLITE_OK)
		return code;
	sqlite3_extended_result_codes(*handle, 1);
	sqlite3_busy_timeout(*handle, CONNECTION_BUSY_MS);
	add_functions(*handle);
	defend(*handle);
	return SQLITE_OK;
}
