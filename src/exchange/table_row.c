#include "exchange/table_row.h"

#include <string.h>

#include "base/text.h"

bool table_is_rule(struct cell line)
{
	size_t strokes = 0;

	for (size_t i = 0; i < line.length; i++) {
		char c = line.bytes[i];

		if (c == '\0' || !strchr("|+:-= \t", c))
			return false;
		strokes += c == '-' || c == '=';
	}
	return strokes >= 2;
}

static bool is_escaped(struct cell line, size_t at)
{
	return at > 0 && line.bytes[at - 1] == '\\';
}

bool table_is_framed(struct cell line)
{
	line = cell_trim(line);
	return line.length >= 2 && line.bytes[0] == '|' &&
	       line.bytes[line.length - 1] == '|' &&
	       !is_escaped(line, line.length - 1);
}

bool table_has_pipe(struct cell line)
{
	for (size_t i = 0; i < line.length; i++)
		if (line.bytes[i] == '|' && !is_escaped(line, i))
			return true;
	return false;
}

/* The line without its outer pipes. */
static struct cell take_frame_off(struct cell line)
{
	line = cell_trim(line);
	if (line.length > 0 && line.bytes[0] == '|') {
		line.bytes++;
		line.length--;
	}
	if (line.length > 0 && line.bytes[line.length - 1] == '|' &&
	    !is_escaped(line, line.length - 1))
		line.length--;
	return line;
}

void table_cut(struct cell line,
	       void (*take)(void *bytes, size_t length, void *context),
	       void *context)
{
	struct text cell = { 0 };

	line = take_frame_off(line);
	for (size_t i = 0; i < line.length; i++) {
		char c = line.bytes[i];

		if (c == '\\' && i + 1 < line.length &&
		    line.bytes[i + 1] == '|') {
			text_add_char(&cell, line.bytes[++i]);
		} else if (c == '|') {
			take(cell.data, cell.length, context);
			text_clear(&cell);
		} else {
			text_add_char(&cell, c);
		}
	}
	take(cell.data, cell.length, context);
	text_release(&cell);
}
