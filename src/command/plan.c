#include "command/command.h"

#include "base/day.h"
#include "base/message.h"
#include "base/text.h"
#include "core/plan.h"
#include "store/plan_store.h"
#include "store/queue_store.h"
#include "terminal/table.h"

enum { BAR_COLUMNS = 30 };

static int64_t minutes(const struct plan *plan, int i, int64_t median_ms)
{
	const struct queue_counts counts = {
		.due = plan->cards[i],
		.new = plan->new[i],
	};

	return queue_minutes(&counts, median_ms);
}

static int64_t total(const struct plan *plan, int i)
{
	return plan->cards[i] + plan->new[i];
}

static void print_json(struct app *app, const struct plan *plan,
		       int64_t median_ms)
{
	for (int i = 0; i < PLAN_DAYS; i++) {
		char day[DAY_TEXT_SIZE];

		fprintf(app->out,
			"{\"day\":\"%s\",\"cards\":%lld,\"new\":%lld,"
			"\"minutes\":%lld}\n",
			day_format(plan->first_day + i, day),
			(long long)plan->cards[i], (long long)plan->new[i],
			(long long)minutes(plan, i, median_ms));
	}
}

static void print_table(struct app *app, const struct plan *plan,
			int64_t median_ms)
{
	const struct table_column columns[] = {
		{ .title = _("day") },
		{ .title = _("again"), .align = TABLE_RIGHT },
		{ .title = _("new"), .align = TABLE_RIGHT },
		{ .title = _("min"), .align = TABLE_RIGHT },
		{ .title = "", .optional = true },
	};
	struct table *table = table_new(columns, 5);
	struct text out = { 0 };
	int64_t most = 1;

	for (int i = 0; i < PLAN_DAYS; i++)
		if (total(plan, i) > most)
			most = total(plan, i);
	for (int i = 0; i < PLAN_DAYS; i++) {
		struct text bar = { 0 };
		char day[DAY_TEXT_SIZE];
		const char *cells[5] = {
			day_format(plan->first_day + i, day),
			arena_printf(&app->arena, "%lld",
				     (long long)plan->cards[i]),
			arena_printf(&app->arena, "%lld",
				     (long long)plan->new[i]),
			arena_printf(&app->arena, "%lld",
				     (long long)minutes(plan, i, median_ms)),
		};

		text_add_repeated(
			&bar, '#',
			(size_t)((total(plan, i) * BAR_COLUMNS + most - 1) /
				 most));
		cells[4] = app->plain ? "" : text_string(&bar);
		table_add(table, cells);
		text_release(&bar);
	}
	table_render(table, terminal_width(app->terminal), &out);
	fputs(text_string(&out), app->out);
	text_release(&out);
	table_free(table);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct plan plan = { 0 };
	int64_t deck_id, median_ms;
	struct stamp stamp;

	if (!app_deck(app, arguments->operands[0], &deck_id, err) ||
	    !app_stamp(app, &stamp, err))
		return false;
	plan.first_day = stamp.study_day;
	if (!plan_load(app->store, deck_id, &plan, err) ||
	    !queue_median_ms(app->store, &median_ms, err))
		return false;
	if (argument(arguments, "json"))
		print_json(app, &plan, median_ms);
	else
		print_table(app, &plan, median_ms);
	return true;
}

const struct command command_plan = {
	.name = "plan",
	.operands = "[DECK]",
	.summary = N_("draw the load of the next 30 days in minutes"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE | COMMAND_READS,
	.options = {
		{ 0, "json", NULL, N_("a JSON object a line") },
	},
	.run = run,
};
