#include "command/import_format.h"

#include <string.h>
#include <sys/stat.h>

#include "base/message.h"
#include "store/source_format.h"

const char *import_delimiter_name(char delimiter)
{
	switch (delimiter) {
	case '\t':
		return "tab";
	case ',':
		return "comma";
	case ';':
		return "semicolon";
	case '|':
		return "pipe";
	case ' ':
		return "space";
	case ':':
		return "colon";
	default:
		return "other";
	}
}

bool import_read_delimiter(const char *value, char *delimiter,
			   struct error *err)
{
	static const char known[] = "\t,;| :";

	for (const char *c = known; *c; c++)
		if (strcmp(value, import_delimiter_name(*c)) == 0) {
			*delimiter = *c;
			return true;
		}
	if (strlen(value) == 1 && (unsigned char)*value < 0x80) {
		*delimiter = *value;
		return true;
	}
	return error_set(err, ERROR_USAGE,
			 _("--delimiter cannot be \"%s\"; it takes one "
			   "character, or comma, tab, semicolon, pipe, space, "
			   "colon"),
			 value);
}

const char *import_format_json(const struct deck_format *format,
			       struct arena *arena)
{
	const struct columns *columns = &format->columns;
	struct source_format kept = {
		.encoding = format->encoding,
		.line_end = format->line_end,
		.delimiter = format->delimiter,
		.header = format->header,
		.quotes_all = format->quotes_all,
		.preface = format->preface,
		.columns = arena_array(arena, columns->count,
				       sizeof(*kept.columns)),
		.column_count = columns->count,
	};

	for (size_t i = 0; i < columns->count; i++)
		kept.columns[i] = (struct source_column){
			.name = columns->list[i].name,
			.role = column_role_name(columns->list[i].role),
		};
	return source_format_json(&kept, arena);
}

void import_look_at_file(struct source *source)
{
	struct stat status;

	if (stat(source->path, &status) < 0)
		return;
	source->size = status.st_size;
	source->changed_at_ns = status.st_mtim.tv_sec * INT64_C(1000000000) +
				status.st_mtim.tv_nsec;
}
