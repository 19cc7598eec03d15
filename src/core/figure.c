#include "core/figure.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/message.h"

static int column_of(const struct figure *figure, const char *name)
{
	for (int i = 0; i < figure->column_count; i++)
		if (strcmp(figure->columns[i].name, name) == 0)
			return i;
	return -1;
}

struct value *figure_at(const struct figure *figure, size_t row,
			const char *column)
{
	int place = column_of(figure, column);

	return place < 0 ? NULL
			 : &figure->values[row * (size_t)figure->column_count +
					   (size_t)place];
}

int64_t figure_number(const struct figure *figure, size_t row,
		      const char *column)
{
	const struct value *value = figure_at(figure, row, column);

	return value && value->known ? value->number : 0;
}

const struct value *figure_value(const struct figure *figure, size_t row,
				 int column)
{
	return &figure->values[row * (size_t)figure->column_count +
			       (size_t)column];
}

/* What queries call spans, states and kinds, for people. */
static const char *translated(const char *word)
{
	static const char *const words[] = {
		N_("today"),	N_("week"),    N_("month"),   N_("year"),
		N_("ever"),	N_("since"),   N_("all"),     N_("new"),
		N_("learning"), N_("young"),   N_("mature"),  N_("suspended"),
		N_("leech"),	N_("right"),   N_("nearly"),  N_("wrong"),
		N_("overdue"),	N_("30 days"), N_("90 days"), N_("365 days"),
		N_("later"),
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0)
			return _(words[i]);
	return word;
}

/* A number in tenths. */
static const char *tenths(int64_t number, struct arena *arena)
{
	return arena_printf(arena, "%lld.%lld", (long long)(number / 10),
			    (long long)(number % 10));
}

const char *value_format(const struct value *value, enum unit unit,
			 struct arena *arena)
{
	char day[DAY_TEXT_SIZE];

	if (!value->known)
		return "-";
	switch (unit) {
	case UNIT_TEXT:
		return value->text;
	case UNIT_WORD:
		return translated(value->text);
	case UNIT_DAY:
		return arena_strdup(arena,
				    day_format((int32_t)value->number, day));
	case UNIT_MINUTES:
		return arena_printf(
			arena, "%lld",
			(long long)((value->number + 30000) / 60000));
	case UNIT_SECONDS:
		return tenths((value->number + 50) / 100, arena);
	case UNIT_SHARE:
		return arena_printf(
			arena, "%lld%%",
			(long long)((value->number + 5000) / 10000));
	case UNIT_TENTHS:
		return tenths(value->number, arena);
	default: /* a count, or the number of a card */
		return arena_printf(arena, "%lld", (long long)value->number);
	}
}

int64_t figure_most(const struct figure *figure, int column)
{
	int64_t most = 1;

	for (size_t i = 0; i < figure->row_count; i++) {
		const struct value *value = figure_value(figure, i, column);

		if (value->known && value->number > most)
			most = value->number;
	}
	return most;
}

bool figure_row_is_empty(const struct figure *figure, size_t row)
{
	for (int i = 1; i < figure->column_count; i++) {
		const struct value *value = figure_value(figure, row, i);

		if (value->known &&
		    (figure->columns[i].unit == UNIT_TEXT || value->number))
			return false;
	}
	return true;
}

bool figure_is_empty(const struct figure *figure)
{
	for (size_t i = 0; i < figure->row_count; i++)
		if (!figure_row_is_empty(figure, i))
			return false;
	return true;
}

bool figure_is_part_of_share(const struct figure *figure, int column)
{
	return column_of(figure, "share") >= 0 &&
	       (column == column_of(figure, "asked") ||
		column == column_of(figure, "recalled"));
}

static int compare(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

int64_t figure_heat_most(const struct figure *figure, int column)
{
	struct arena arena = { 0 };
	int64_t *counts = arena_array(&arena, figure->row_count + 1,
				      sizeof(*counts));
	int64_t most;
	size_t n = 0;

	for (size_t i = 0; i < figure->row_count; i++) {
		const struct value *value = figure_value(figure, i, column);

		if (value->known && value->number > 0)
			counts[n++] = value->number;
	}
	qsort(counts, n, sizeof(*counts), compare);
	most = n ? counts[(n * 19 + 19) / 20 - 1] : 1;
	arena_release(&arena);
	return most;
}

int figure_heat(int64_t count, int64_t most)
{
	if (count <= 0)
		return 0;
	return count >= most ? HEAT_LEVELS - 1
			     : 1 + (int)((count * 4 - 1) / most);
}

int64_t figure_heat_from(int level, int64_t most)
{
	return (level - 1) * most / 4 + 1;
}
