#include "terminal/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"
#include "base/unicode.h"

/* One paragraph being laid out. */
struct layout {
	struct text *out;
	int width;
	int indent;
	int column;	  /* where the next character goes */
	bool is_empty;	  /* nothing of ours is on this line yet */
	bool is_indented; /* the blanks before it are there already */
	size_t blanks;	  /* seen, printed only if a word follows */
};

static int width_of(const uint8_t *start, const uint8_t *end)
{
	return u8_width(start, (size_t)(end - start), "UTF-8");
}

/* The end of the longest prefix of at most `columns` made of what `next`
 * steps over; `start` when not even one fits. */
static const uint8_t *fitting(const uint8_t *start, const uint8_t *end,
			      int columns,
			      const uint8_t *(*next)(const uint8_t *,
						     const uint8_t *))
{
	const uint8_t *fits = start;

	while (fits < end) {
		const uint8_t *step = next(fits, end);
		int width;

		if (!step)
			break;
		width = width_of(fits, step);
		if (width > columns)
			break;
		columns -= width;
		fits = step;
	}
	return fits;
}

static const uint8_t *next_character(const uint8_t *start, const uint8_t *end)
{
	ucs4_t c;

	return start + u8_mbtouc(&c, start, (size_t)(end - start));
}

static void new_line(struct layout *layout)
{
	text_add_char(layout->out, '\n');
	layout->column = layout->indent;
	layout->is_empty = true;
	layout->is_indented = false;
	layout->blanks = 0;
}

static void put(struct layout *layout, const uint8_t *start, const uint8_t *end)
{
	if (!layout->is_indented)
		text_add_repeated(layout->out, ' ', (size_t)layout->indent);
	text_add_repeated(layout->out, ' ', layout->blanks);
	text_append(layout->out, (const char *)start, (size_t)(end - start));
	layout->column += (int)layout->blanks + width_of(start, end);
	layout->blanks = 0;
	layout->is_empty = false;
	layout->is_indented = true;
}

/* A word on lines of its own, cut where one cannot hold it.  A blank in it is
 * one that no line may end with by the rules, after a bracket say. */
static void put_cut(struct layout *layout, const uint8_t *start,
		    const uint8_t *end)
{
	while (start < end) {
		const uint8_t *cut, *last;
		int room;

		if (!layout->is_empty)
			new_line(layout);
		room = layout->width - layout->column;
		cut = fitting(start, end, room, u8_grapheme_next);
		if (cut == start)
			cut = fitting(start, end, room, next_character);
		last = cut;
		while (last > start && last[-1] == ' ')
			last--;
		if (last > start)
			put(layout, start, last);
		start = cut;
	}
}

static void put_word(struct layout *layout, const uint8_t *start,
		     const uint8_t *end)
{
	int width = width_of(start, end);
	int room = layout->width - layout->column;

	if (start == end)
		return;
	if (layout->blanks < (size_t)layout->width &&
	    (int)layout->blanks + width <= room) {
		put(layout, start, end);
		return;
	}
	layout->blanks = 0;
	put_cut(layout, start, end);
}

/* One line of the string: words end where a line may be broken. */
static void put_line(struct layout *layout, const uint8_t *line, size_t length)
{
	char *breaks = memory_alloc(length + 1);
	size_t from = 0;

	u8_possible_linebreaks(line, length, "UTF-8", breaks);
	for (size_t to = 1; to <= length; to++) {
		size_t end = to;

		if (to < length && breaks[to] != UC_BREAK_POSSIBLE)
			continue;
		while (end > from && line[end - 1] == ' ')
			end--;
		put_word(layout, line + from, line + end);
		layout->blanks += to - end;
		from = to;
	}
	free(breaks);
}

static struct layout layout_begin(struct text *out, int width, int first_column,
				  int indent)
{
	int most = width > 2 ? width - 2 : 0;
	struct layout layout = {
		.out = out,
		.width = width < 2 ? 2 : width,
		.indent = indent < most ? indent : most,
		.column = first_column,
		.is_indented = true,
	};

	layout.is_empty = first_column <= layout.indent;
	return layout;
}

void wrap_append(struct text *out, const char *string, int width,
		 int first_column, int indent)
{
	struct layout layout = layout_begin(out, width, first_column, indent);

	for (;;) {
		size_t length = strcspn(string, "\n");

		put_line(&layout, (const uint8_t *)string, length);
		string += length;
		if (!*string)
			return;
		new_line(&layout);
		string++;
	}
}

void wrap_parts(struct text *out, const char *string, int width,
		int first_column, int indent)
{
	static const char dot[] = " · ";
	struct layout layout = layout_begin(out, width, first_column, indent);

	for (;;) {
		const uint8_t *part = (const uint8_t *)string;
		const char *end = strstr(string, dot);
		size_t length = end ? (size_t)(end - string) : strlen(string);
		int columns = 3 + width_of(part, part + length);

		if (!layout.is_empty && layout.column + columns > layout.width)
			new_line(&layout);
		else if (!layout.is_empty)
			put(&layout, (const uint8_t *)dot,
			    (const uint8_t *)dot + strlen(dot));
		put_line(&layout, part, length);
		if (!end)
			return;
		string = end + strlen(dot);
	}
}

void wrap_cut(struct text *out, const char *string, int columns)
{
	const uint8_t *start = (const uint8_t *)string;
	const uint8_t *end = start + strlen(string);

	if (columns <= 0)
		return;
	if (width_of(start, end) <= columns) {
		text_add(out, string);
		return;
	}
	end = fitting(start, end, columns - 1, u8_grapheme_next);
	text_append(out, string, (size_t)(end - start));
	text_add(out, "…");
}

/* Blanks after what was appended since `from`, up to `columns`. */
static void pad(struct text *out, size_t from, int columns)
{
	int width = unicode_width(text_string(out) + from);

	if (width < columns)
		text_add_repeated(out, ' ', (size_t)(columns - width));
}

void wrap_fit(struct text *out, const char *string, int columns)
{
	size_t from = out->length;

	wrap_cut(out, string, columns);
	pad(out, from, columns);
}

void wrap_pad(struct text *out, const char *string, int columns)
{
	size_t from = out->length;

	text_add(out, string);
	pad(out, from, columns);
}
