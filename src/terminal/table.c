#include "terminal/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "terminal/wrap.h"

enum { GAP = 2, FLEXIBLE_USEFUL = 8, FLEXIBLE_LEAST = 1 };

struct row {
	struct row *next;
	const char **cells;
};

/* Which columns are printed, and how wide. */
struct plan {
	int *widths;
	bool *is_shown;
	int count;
};

struct table {
	struct arena arena; /* of the rows */
	const struct table_column *columns;
	int count;
	struct row *first, **last;
	struct arena plan_arena;
	struct plan plan; /* of table_render_more(), once it has widths */
};

struct table *table_new(const struct table_column *columns, int count)
{
	struct table *table = memory_alloc(sizeof(*table));

	*table = (struct table){ .columns = columns, .count = count };
	table->last = &table->first;
	return table;
}

void table_free(struct table *table)
{
	arena_release(&table->arena);
	arena_release(&table->plan_arena);
	free(table);
}

void table_add(struct table *table, const char *const *cells)
{
	struct row *row = arena_alloc(&table->arena, sizeof(*row));

	row->cells = arena_array(&table->arena, (size_t)table->count,
				 sizeof(*row->cells));
	for (int i = 0; i < table->count; i++)
		row->cells[i] = arena_strdup(&table->arena,
					     cells[i] ? cells[i] : "");
	*table->last = row;
	table->last = &row->next;
}

static const char *title(const struct table *table, int column)
{
	const char *text = table->columns[column].title;

	return text ? text : "";
}

static bool has_titles(const struct table *table)
{
	for (int i = 0; i < table->count; i++)
		if (*title(table, i))
			return true;
	return false;
}

/* What a column would take, up to the width of the window. */
static int natural_width(const struct table *table, int column, int most)
{
	int widest = unicode_width(title(table, column));

	if (table->columns[column].least > widest)
		widest = table->columns[column].least;

	for (const struct row *row = table->first; row; row = row->next) {
		int width = unicode_width(row->cells[column]);

		widest = width > widest ? width : widest;
	}
	return widest < most ? widest : most;
}

static int total_width(const struct plan *plan)
{
	int total = -GAP;

	for (int i = 0; i < plan->count; i++)
		if (plan->is_shown[i])
			total += plan->widths[i] + GAP;
	return total;
}

/* Take columns from the widest flexible column until the row fits or all are
 * down to `least`; whether it fits. */
static bool shrink(const struct table *table, struct plan *plan, int width,
		   int least)
{
	while (total_width(plan) > width) {
		int widest = -1;

		for (int i = 0; i < plan->count; i++)
			if (plan->is_shown[i] && table->columns[i].flexible &&
			    plan->widths[i] > least &&
			    (widest < 0 ||
			     plan->widths[i] > plan->widths[widest]))
				widest = i;
		if (widest < 0)
			return false;
		plan->widths[widest]--;
	}
	return true;
}

/* Leave out the last shown column, of the optional ones or of all but the
 * first; whether there was one. */
static bool leave_out_last(const struct table *table, struct plan *plan,
			   bool only_optional)
{
	for (int i = plan->count - 1; i > 0; i--) {
		if (!plan->is_shown[i])
			continue;
		if (only_optional && !table->columns[i].optional)
			continue;
		plan->is_shown[i] = false;
		return true;
	}
	return false;
}

static void measure(const struct table *table, struct plan *plan, int width)
{
	for (int i = 0; i < plan->count; i++)
		plan->widths[i] = natural_width(table, i, width);
}

static void make_plan(const struct table *table, struct plan *plan, int width)
{
	do {
		measure(table, plan, width);
		if (shrink(table, plan, width, FLEXIBLE_USEFUL))
			return;
	} while (leave_out_last(table, plan, true));
	do {
		measure(table, plan, width);
		if (shrink(table, plan, width, FLEXIBLE_LEAST))
			return;
	} while (leave_out_last(table, plan, false));
}

static void append_cell(struct text *out, const char *cell, int width,
			enum table_align align)
{
	int missing = width - unicode_width(cell);

	if (align == TABLE_RIGHT && missing > 0)
		text_add_repeated(out, ' ', (size_t)missing);
	if (align == TABLE_RIGHT && missing >= 0)
		text_add(out, cell);
	else
		wrap_fit(out, cell, width);
}

static void end_row(struct text *out, size_t from)
{
	while (out->length > from && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
	text_add_char(out, '\n');
}

static void append_row(const struct table *table, const struct plan *plan,
		       const char *const *cells, struct text *out)
{
	size_t from = out->length;
	int gap = 0;

	for (int i = 0; i < plan->count; i++) {
		if (!plan->is_shown[i])
			continue;
		text_add_repeated(out, ' ', (size_t)gap);
		append_cell(out, cells ? cells[i] : title(table, i),
			    plan->widths[i], table->columns[i].align);
		gap = GAP;
	}
	end_row(out, from);
}

static struct plan new_plan(const struct table *table, struct arena *arena)
{
	size_t count = (size_t)table->count;
	struct plan plan = {
		.widths = arena_array(arena, count, sizeof(*plan.widths)),
		.is_shown = arena_array(arena, count, sizeof(*plan.is_shown)),
		.count = table->count,
	};

	memset(plan.is_shown, true, count);
	return plan;
}

static void append_rows(const struct table *table, const struct plan *plan,
			struct text *out)
{
	for (const struct row *row = table->first; row; row = row->next)
		append_row(table, plan, row->cells, out);
}

void table_render(const struct table *table, int width, struct text *out)
{
	struct arena arena = { 0 };
	struct plan plan = new_plan(table, &arena);

	make_plan(table, &plan, width);
	if (has_titles(table))
		append_row(table, &plan, NULL, out);
	append_rows(table, &plan, out);
	arena_release(&arena);
}

/* Give the room that is left to the flexible columns, in turn. */
static void fill(const struct table *table, struct plan *plan, int width)
{
	int room = width - total_width(plan), flexible = 0;

	for (int i = 0; i < plan->count; i++)
		flexible += plan->is_shown[i] && table->columns[i].flexible;
	for (int i = 0; room > 0 && i < plan->count; i++)
		if (plan->is_shown[i] && table->columns[i].flexible) {
			plan->widths[i] += room / flexible;
			room -= room / flexible--;
		}
}

void table_render_more(struct table *table, int width, struct text *out)
{
	if (!table->plan.widths) {
		table->plan = new_plan(table, &table->plan_arena);
		make_plan(table, &table->plan, width);
		fill(table, &table->plan, width);
		if (has_titles(table))
			append_row(table, &table->plan, NULL, out);
	}
	append_rows(table, &table->plan, out);
}

void table_clear(struct table *table)
{
	arena_release(&table->arena);
	table->first = NULL;
	table->last = &table->first;
}

void table_render_tsv(const struct table *table, struct text *out)
{
	for (const struct row *row = table->first; row; row = row->next)
		for (int i = 0; i < table->count; i++) {
			unicode_append_visible(out, row->cells[i],
					       strlen(row->cells[i]),
					       VISIBLE_ONE_LINE);
			text_add_char(out, i + 1 < table->count ? '\t' : '\n');
		}
}
