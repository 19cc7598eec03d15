#include "store/figure_store.h"

#include <string.h>

#include "store/figure_section.h"
#include "store/rollup_close.h"
#include "store/statement.h"

/* The pairs of cards that are shown, and of how many answers. */
enum { CONFUSED_MOST = 10, CONFUSED_AMONG = 20000 };

const char *figure_name(int section)
{
	return figure_sections[section].name;
}

int figure_find(const char *name)
{
	for (int i = 0; figure_name(i); i++)
		if (strcmp(figure_name(i), name) == 0)
			return i;
	return -1;
}

static void begin(struct figure *figure, const struct figure_section *section,
		  int32_t today)
{
	*figure = (struct figure){
		.name = section->name,
		.title = section->title,
		.shape = section->shape,
		.today = today,
	};
	for (int i = 0; section->columns[i].name; i++)
		figure->columns[figure->column_count++] = section->columns[i];
}

static void bind(struct statement *q, const struct figure_query *query,
		 int32_t closed, struct arena *arena)
{
	statement_bind_named(q, ":deck", query->deck_id);
	statement_bind_named(q, ":today", query->today);
	if (query->since_day != DAY_NONE)
		statement_bind_named(q, ":since", query->since_day);
	statement_bind_named_text(
		q, ":spans",
		rollup_spans_since(query->since_day, closed, arena));
	statement_bind_named_text(q, ":ever",
				  rollup_spans_since(DAY_NONE, closed, arena));
	if (query->median_ms > 0)
		statement_bind_named(q, ":answer_ms", query->median_ms);
	statement_bind_named(q, ":leech", query->leech_threshold);
	statement_bind_named(q, ":answers", CONFUSED_AMONG);
	statement_bind_named(q, ":most", CONFUSED_MOST);
}

/* Where the query gives each column of the figure; -1: it does not. */
static void find_columns(struct statement *q, const struct figure *figure,
			 int *places)
{
	int given = sqlite3_column_count(q->prepared);

	for (int i = 0; i < figure->column_count; i++) {
		places[i] = -1;
		for (int k = 0; k < given; k++)
			if (strcmp(sqlite3_column_name(q->prepared, k),
				   figure->columns[i].name) == 0)
				places[i] = k;
	}
}

/* Of milliseconds and all that is counted: some thirty years. */
static const int64_t number_most = 1000000000000;

static struct value read_value(struct statement *q, int column, enum unit unit,
			       struct arena *arena)
{
	if (column < 0 || statement_is_null(q, column))
		return (struct value){ 0 };
	if (unit == UNIT_TEXT || unit == UNIT_WORD)
		return (struct value){
			.known = true,
			.text = statement_text(q, column, arena),
		};
	return (struct value){
		.known = true,
		.number = unit == UNIT_CARD
				  ? statement_int(q, column)
				  : statement_clamp(q, column, -number_most,
						    number_most),
	};
}

/* Room for one row more, after `capacity` of them. */
static size_t widen(struct figure *figure, size_t capacity, struct arena *arena)
{
	size_t columns = (size_t)figure->column_count;
	size_t wider = capacity ? 2 * capacity : 32;
	struct value *values = arena_array(arena, wider * columns,
					   sizeof(*values));

	if (capacity)
		memcpy(values, figure->values,
		       capacity * columns * sizeof(*values));
	figure->values = values;
	return wider;
}

static void read_rows(struct statement *q, struct figure *figure,
		      struct arena *arena)
{
	int places[FIGURE_COLUMNS_MOST];
	size_t capacity = 0, n = 0;

	while (statement_next(q)) {
		if (figure->row_count == 0)
			find_columns(q, figure, places);
		if (figure->row_count++ == capacity)
			capacity = widen(figure, capacity, arena);
		for (int i = 0; i < figure->column_count; i++)
			figure->values[n++] = read_value(
				q, places[i], figure->columns[i].unit, arena);
	}
}

bool figure_load(struct store *store, int section,
		 const struct figure_query *query, struct arena *arena,
		 struct figure *figure, struct error *err)
{
	const struct figure_section *chosen = &figure_sections[section];
	struct statement q;
	int32_t closed;

	if (!rollup_closed_day(store, &closed, err))
		return false;
	q = statement_open(store, chosen->sql);
	begin(figure, chosen, query->today);
	bind(&q, query, closed, arena);
	read_rows(&q, figure, arena);
	if (!statement_close(&q, err))
		return false;
	if (chosen->finish)
		chosen->finish(figure, arena);
	return true;
}
