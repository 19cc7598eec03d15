#include "exchange/schedule_cells.h"

#include <string.h>

#include "base/day.h"
#include "base/message.h"

/* A hundred years, and as many repetitions: more is a mistake. */
enum { NUMBER_MOST = 36500 };

bool schedule_cell_is(enum column_role role)
{
	return role >= COLUMN_DUE && role <= COLUMN_LAPSES;
}

/* Digits with up to one point or comma among them, in thousandths. */
static bool read_milli(const char *text, long *milli)
{
	int places = -1;

	*milli = 0;
	if (!strpbrk(text, "0123456789"))
		return false;
	for (; *text; text++) {
		if ((*text == '.' || *text == ',') && places < 0) {
			places = 0;
		} else if (*text < '0' || *text > '9') {
			return false;
		} else if (places < 3) {
			*milli = 10 * *milli + (*text - '0');
			places += places >= 0;
		}
		if (*milli > 1000L * NUMBER_MOST)
			return false;
	}
	for (places = places < 0 ? 0 : places; places < 3; places++)
		*milli *= 10;
	return *milli <= 1000L * NUMBER_MOST;
}

static bool read_rounded(const char *text, int *number)
{
	long milli;

	if (!read_milli(text, &milli))
		return false;
	*number = (int)((milli + 500) / 1000);
	return true;
}

static bool read_whole(const char *text, int *number)
{
	return !strpbrk(text, ".,") && read_rounded(text, number);
}

/* The sign and blanks before it fall off the text. */
static bool cut_percent(char *text)
{
	size_t length = strlen(text);

	if (length == 0 || text[length - 1] != '%')
		return false;
	while (length > 0 && strchr("% \t", text[length - 1]))
		length--;
	text[length] = '\0';
	return true;
}

static bool read_ease(char *text, int *centi)
{
	bool is_percent = cut_percent(text);
	long milli;

	if (!read_milli(text, &milli))
		return false;
	if (is_percent || (milli >= 100000 && milli < 1000000))
		milli /= 100;
	else if (milli >= 1000000)
		milli /= 1000;
	*centi = (int)((milli + 5) / 10);
	return *centi >= 100 && *centi < 10000;
}

static const char *why_not(const struct column *column, struct arena *arena)
{
	const char *format = _("`%s` is not a whole number");

	if (column->role == COLUMN_DUE)
		format = _("`%s` is not a date such as 2026-03-14");
	else if (column->role == COLUMN_INTERVAL)
		format = _("`%s` is not a number of days");
	else if (column->role == COLUMN_EASE)
		format = _("`%s` is not an ease factor such as 2.5 or 250%%");
	return arena_printf(arena, format, column->name);
}

const char *schedule_cell_read(const struct column *column,
			       const struct cell *cell, struct arena *arena,
			       struct card_start *start)
{
	char *text = cell_line(cell, arena);
	bool is_read = false;

	if (!*text)
		return NULL;
	switch ((int)column->role) {
	case COLUMN_DUE:
		is_read = day_parse(text, &start->due_day);
		break;
	case COLUMN_INTERVAL:
		is_read = read_rounded(text, &start->interval_days);
		break;
	case COLUMN_EASE:
		is_read = read_ease(text, &start->ease_centi);
		break;
	case COLUMN_REPETITIONS:
		is_read = read_whole(text, &start->repetitions);
		break;
	case COLUMN_LAPSES:
		is_read = read_whole(text, &start->lapses);
		break;
	}
	start->given |= is_read;
	return is_read ? NULL : why_not(column, arena);
}
