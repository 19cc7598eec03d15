#include "exchange/quoting.h"

#include <string.h>

enum { QUOTED_LINES_MOST = 100 };

/* One row being looked at. */
struct scan {
	const char *bytes;
	size_t length;
	bool at_end;
	char delimiter;
	enum quoting quoting;
	size_t line_end; /* of the line that was looked at last */
	size_t copied;	 /* bytes that are in *plain already */
	struct text *plain;
	struct quoted_row *row;
};

enum answer { NO, YES, UNKNOWN };

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool is_blank(const struct scan *scan, char c)
{
	return (c == ' ' || c == '\t') && c != scan->delimiter;
}

/* Not far at once: where lines end with CR alone, a search for LF would go
 * through all the rest for each of them. */
size_t quoting_line_end(const char *bytes, size_t length, size_t at)
{
	enum { REACH = 512 };

	while (at < length) {
		size_t reach = length - at < REACH ? length - at : REACH;
		const char *lf = memchr(bytes + at, '\n', reach);
		size_t end = lf ? (size_t)(lf - bytes) : at + reach;
		const char *cr = memchr(bytes + at, '\r', end - at);

		if (cr)
			return (size_t)(cr - bytes);
		if (lf)
			return end;
		at = end;
	}
	return length;
}

static size_t skip_blanks(const struct scan *scan, size_t at)
{
	while (at < scan->length && is_blank(scan, scan->bytes[at]))
		at++;
	return at;
}

/* The length of the line end at `at`, which is 0 where there is none. */
static size_t line_end_length(const struct scan *scan, size_t at)
{
	if (at >= scan->length || !is_line_end(scan->bytes[at]))
		return 0;
	return scan->bytes[at] == '\r' && at + 1 < scan->length &&
			       scan->bytes[at + 1] == '\n'
		       ? 2
		       : 1;
}

/* The first quote after the one at `open` that is not doubled.  Counts the
 * line breaks and tabs on the way. */
static enum answer find_closing(const struct scan *scan, size_t open,
				size_t *close, long *lines, long *tabs)
{
	const char *bytes = scan->bytes;
	size_t at = open + 1;

	*lines = *tabs = 0;
	for (; at < scan->length; at++) {
		if (bytes[at] == '"') {
			if (at + 1 >= scan->length || bytes[at + 1] != '"')
				break;
			at++;
		} else if (is_line_end(bytes[at])) {
			at += line_end_length(scan, at) - 1;
			if (++*lines > QUOTED_LINES_MOST &&
			    scan->quoting == QUOTING_CAREFUL)
				return NO;
		} else if (bytes[at] == '\t') {
			++*tabs;
		}
	}
	*close = at;
	if (at + 1 >= scan->length && !scan->at_end)
		return UNKNOWN;
	return at < scan->length ? YES : NO;
}

/* Whether the quote at `open` begins a quoted field, and where that ends. */
static enum answer is_quoted(const struct scan *scan, size_t open, size_t *end,
			     long *lines)
{
	size_t close;
	long tabs;
	enum answer found = find_closing(scan, open, &close, lines, &tabs);

	if (found != YES)
		return found;
	if (scan->quoting == QUOTING_CAREFUL && scan->delimiter == '\t' &&
	    *lines > 0 && tabs >= *lines)
		return NO;
	*end = skip_blanks(scan, close + 1);
	if (*end >= scan->length)
		return scan->at_end ? YES : UNKNOWN;
	return scan->bytes[*end] == scan->delimiter ||
			       is_line_end(scan->bytes[*end])
		       ? YES
		       : NO;
}

/* Copy the field as RFC 4180 writes it, and what came before it as it is. */
static void rewrite_field(struct scan *scan, size_t start, size_t end)
{
	text_append(scan->plain, scan->bytes + scan->copied,
		    start - scan->copied);
	text_add_char(scan->plain, '"');
	for (size_t at = start; at < end; at++) {
		if (scan->bytes[at] == '"')
			text_add_char(scan->plain, '"');
		text_add_char(scan->plain, scan->bytes[at]);
	}
	text_add_char(scan->plain, '"');
	scan->copied = end;
	scan->row->rewritten = true;
}

/* The end of the field that starts at `start`, whatever quotes are in it. */
static size_t find_field_end(struct scan *scan, size_t start)
{
	const char *delimiter;

	if (scan->line_end <= start)
		scan->line_end = quoting_line_end(scan->bytes, scan->length,
						  start);
	delimiter = memchr(scan->bytes + start, scan->delimiter,
			   scan->line_end - start);
	return delimiter ? (size_t)(delimiter - scan->bytes) : scan->line_end;
}

/* Pass over the field that starts at *at; false when it does not end yet. */
static bool pass_field(struct scan *scan, size_t *at)
{
	size_t start = *at, end, text = skip_blanks(scan, start);
	size_t open = scan->delimiter == '\t' ? start : text;

	if (open < scan->length && scan->bytes[open] == '"') {
		long lines;
		enum answer quoted = is_quoted(scan, open, at, &lines);

		if (quoted == YES) {
			scan->row->line_breaks += lines;
			scan->row->quoted++;
		}
		if (quoted != NO)
			return quoted == YES;
	}
	*at = end = find_field_end(scan, start);
	if (end >= scan->length && !scan->at_end)
		return false;
	scan->row->bare += text < end;
	if (memchr(scan->bytes + start, '"', end - start))
		rewrite_field(scan, start, end);
	return true;
}

bool quoting_find_row(const char *bytes, size_t length, bool at_end,
		      char delimiter, enum quoting quoting, struct text *plain,
		      struct quoted_row *row)
{
	struct scan scan = {
		.bytes = bytes,
		.length = length,
		.at_end = at_end,
		.delimiter = delimiter,
		.quoting = quoting,
		.plain = plain,
		.row = row,
	};
	size_t at = 0;

	text_clear(plain);
	*row = (struct quoted_row){ 0 };
	while (pass_field(&scan, &at)) {
		row->fields++;
		if (at < length && bytes[at] == delimiter) {
			at++;
			continue;
		}
		if (at + 1 == length && bytes[at] == '\r' && !at_end)
			return false;
		row->length = at;
		row->with_end = at + line_end_length(&scan, at);
		if (row->rewritten)
			text_append(plain, bytes + scan.copied,
				    at - scan.copied);
		return true;
	}
	return false;
}

bool quoting_find_field(struct cell row, char delimiter, enum quoting quoting,
			size_t field, size_t *start, size_t *end)
{
	struct text plain = { 0 };
	struct quoted_row found = { 0 };
	struct scan scan = {
		.bytes = row.bytes,
		.length = row.length,
		.at_end = true,
		.delimiter = delimiter,
		.quoting = quoting,
		.plain = &plain,
		.row = &found,
	};
	size_t at = 0;

	*start = 0;
	pass_field(&scan, &at);
	for (; field > 0 && at < row.length; field--) {
		*start = ++at;
		pass_field(&scan, &at);
	}
	*end = at;
	text_release(&plain);
	return field == 0;
}
