#include "store/source_format.h"

#include "base/json.h"
#include "base/text.h"
#include "store/statement.h"

static void add_string(struct text *json, const char *key, const char *value)
{
	text_printf(json, "\"%s\":", key);
	json_add_string(json, value ? value : "");
	text_add_char(json, ',');
}

char *source_format_json(const struct source_format *format,
			 struct arena *arena)
{
	char delimiter[] = { format->delimiter, '\0' };
	struct text json = { 0 };
	char *copy;

	text_add_char(&json, '{');
	add_string(&json, "encoding", format->encoding);
	add_string(&json, "line_end", format->line_end);
	add_string(&json, "delimiter", delimiter);
	add_string(&json, "preface", format->preface);
	text_printf(&json, "\"header\":%d,\"quotes_all\":%d,\"columns\":[",
		    format->header, format->quotes_all);
	for (size_t i = 0; i < format->column_count; i++) {
		text_add(&json, i ? ",[" : "[");
		json_add_string(&json, format->columns[i].name);
		text_add_char(&json, ',');
		json_add_string(&json, format->columns[i].role);
		text_add_char(&json, ']');
	}
	text_add(&json, "]}");
	copy = text_copy(&json, arena);
	text_release(&json);
	return copy;
}

static bool read_columns(struct store *store, const char *json,
			 struct arena *arena, struct source_format *format,
			 struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) OVER (), json_extract(value, '$[0]'),"
		       " json_extract(value, '$[1]')"
		       " FROM json_each(?1, '$.columns') ORDER BY id");
	size_t n = 0;

	statement_bind_text(&q, 1, json);
	while (statement_next(&q)) {
		if (n == 0)
			format->columns = arena_array(
				arena, (size_t)statement_int(&q, 0),
				sizeof(*format->columns));
		format->columns[n].name = statement_required(&q, 1, arena);
		format->columns[n++].role = statement_required(&q, 2, arena);
	}
	format->column_count = n;
	return statement_close(&q, err);
}

bool source_format_read(struct store *store, const char *json,
			struct arena *arena, struct source_format *format,
			struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT json_extract(?1, '$.encoding'),"
		       " json_extract(?1, '$.line_end'),"
		       " json_extract(?1, '$.delimiter'),"
		       " json_extract(?1, '$.preface'),"
		       " json_extract(?1, '$.header'),"
		       " json_extract(?1, '$.quotes_all')");

	*format = (struct source_format){ 0 };
	statement_bind_text(&q, 1, json);
	if (statement_next(&q)) {
		const char *delimiter = statement_borrow(&q, 2);

		format->delimiter = delimiter && *delimiter ? *delimiter : ',';
		format->encoding = statement_is_null(&q, 0)
					   ? "UTF-8"
					   : statement_text(&q, 0, arena);
		format->line_end = statement_text(&q, 1, arena);
		format->preface = statement_text(&q, 3, arena);
		format->header = statement_int(&q, 4);
		format->quotes_all = statement_int(&q, 5);
	}
	return statement_close(&q, err) &&
	       read_columns(store, json, arena, format, err);
}
