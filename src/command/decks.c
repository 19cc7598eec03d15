#include "command/command.h"

#include "base/message.h"
#include "command/home.h"
#include "store/deck_store.h"
#include "terminal/table.h"

static const struct table_column columns[] = {
	{ .title = N_("deck"), .flexible = true },
	{ .title = N_("notes"), .align = TABLE_RIGHT, .optional = true },
	{ .title = N_("cards"), .align = TABLE_RIGHT },
	{ .title = N_("due"), .align = TABLE_RIGHT },
	{ .title = N_("new"), .align = TABLE_RIGHT },
	{ .title = N_("drill"), .align = TABLE_RIGHT },
};

enum { COLUMN_COUNT = sizeof(columns) / sizeof(*columns) };

static const char *number(struct app *app, int64_t value)
{
	return arena_printf(&app->arena, "%lld", (long long)value);
}

static void print_table(struct app *app, const struct home *home)
{
	struct table_column shown[COLUMN_COUNT];
	struct text out = { 0 };
	struct table *table;

	for (int i = 0; i < COLUMN_COUNT; i++) {
		shown[i] = columns[i];
		shown[i].title = _(columns[i].title);
	}
	table = table_new(shown, COLUMN_COUNT);
	for (size_t i = 0; i < home->count; i++) {
		const struct deck_report *deck = &home->decks[i];
		const char *cells[COLUMN_COUNT] = {
			app_visible(app, deck->name),
			number(app, deck->notes),
			number(app, deck->cards),
			number(app, deck->counts.due),
			number(app, deck->counts.new),
			number(app, deck->counts.drill),
		};

		table_add(table, cells);
	}
	table_render(table, terminal_width(app->terminal), &out);
	fputs(text_string(&out), app->out);
	text_release(&out);
	table_free(table);
}

/* One a line, for scripts and completion. */
static bool print_names(struct app *app, struct error *err)
{
	struct deck *decks;
	size_t count;

	if (!deck_names(app->store, &app->arena, &decks, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		fprintf(app->out, "%s\n", app_visible(app, decks[i].name));
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct home home;

	if (argument(arguments, "names"))
		return print_names(app, err);
	if (!home_load(app, DECK_ALL, true, &home, err))
		return false;
	if (argument(arguments, "json"))
		return report_decks(app->store, home.decks, home.count,
				    app->out, err);
	if (home.count == 0)
		home_print_welcome(app);
	else
		print_table(app, &home);
	return true;
}

const struct command command_decks = {
	.name = "decks",
	.operands = "",
	.summary = N_("list the decks with what each holds for today"),
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 0, "names", NULL, N_("only their names, one a line") },
		{ 0, "json", NULL, N_("a JSON object a line") },
	},
	.run = run,
};
