#include "command/command.h"

#include "base/day.h"
#include "base/message.h"
#include "core/card.h"
#include "store/card_store.h"
#include "store/report_store.h"
#include "terminal/table.h"

static const struct table_column columns[] = {
	{ .title = N_("card"), .align = TABLE_RIGHT },
	{ .title = N_("question"), .flexible = true },
	{ .title = N_("answer"), .flexible = true },
	{ .title = N_("state"), .optional = true },
	{ .title = N_("due"), .optional = true },
};

enum { COLUMN_COUNT = sizeof(columns) / sizeof(*columns) };

static const char *state_word(const struct card *card)
{
	if (card->suspended)
		return _("suspended");
	switch (schedule_state(&card->schedule)) {
	case STATE_NEW:
		return _("new");
	case STATE_LEARNING:
		return _("learning");
	case STATE_YOUNG:
		return _("young");
	default:
		return _("mature");
	}
}

static bool add_card(struct app *app, struct table *table, int64_t card_id,
		     struct error *err)
{
	struct arena_mark mark = arena_mark(&app->arena);
	char due[DAY_TEXT_SIZE] = "";
	struct card card;
	const char *cells[COLUMN_COUNT];

	if (!card_load(app->store, card_id, &app->arena, &card, err))
		return false;
	if (card.schedule.due_day != DAY_NONE)
		day_format(card.schedule.due_day, due);
	cells[0] = arena_printf(&app->arena, "%lld", (long long)card_id);
	cells[1] = app_visible(app, card_question(&card));
	cells[2] = app_visible(app, card_answer(&card));
	cells[3] = state_word(&card);
	cells[4] = due;
	table_add(table, cells);
	arena_reset(&app->arena, mark);
	return true;
}

static bool print_table(struct app *app, const int64_t *ids, size_t count,
			struct error *err)
{
	struct table_column shown[COLUMN_COUNT];
	struct text out = { 0 };
	struct table *table;
	bool ok = true;

	for (int i = 0; i < COLUMN_COUNT; i++) {
		shown[i] = columns[i];
		shown[i].title = app->plain ? NULL : _(columns[i].title);
	}
	table = table_new(shown, COLUMN_COUNT);
	for (size_t i = 0; ok && i < count; i++)
		ok = add_card(app, table, ids[i], err);
	if (ok && app->plain)
		table_render_tsv(table, &out);
	else if (ok)
		table_render(table, terminal_width(app->terminal), &out);
	fputs(text_string(&out), app->out);
	text_release(&out);
	table_free(table);
	return ok;
}

static bool print_json(struct app *app, const int64_t *ids, size_t count,
		       struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!report_card(app->store, ids[i], app->out, err))
			return false;
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *wanted = app_join(app, arguments->operands,
				      arguments->count);
	const char *suspended = argument(arguments, "suspended");
	struct card_list list;
	int64_t deck_id;

	if (suspended)
		wanted = arena_printf(&app->arena, "is:suspended %s%s%s",
				      *wanted ? "(" : "", wanted,
				      *wanted ? ")" : "");
	if (!app_deck(app, argument(arguments, "deck"), &deck_id, err) ||
	    !app_search(app, wanted, deck_id, &list, err) ||
	    !search_sort(app->store, &list, err))
		return false;
	if (argument(arguments, "json"))
		return print_json(app, list.ids, list.count, err);
	if (list.count > 0)
		return print_table(app, list.ids, list.count, err);
	if (arguments->count)
		app_print(app, _("No card contains \"%s\"."),
			  app_visible(app, app_join(app, arguments->operands,
						    arguments->count)));
	else
		app_print(app, _("There is no card."));
	return true;
}

#define LIST_OPTIONS                                                  \
	{ 'd', "deck", "DECK", N_("only of this deck") },             \
		{ 0, "suspended", NULL, N_("only suspended cards") }, \
		{ 0, "json", NULL, N_("a JSON object a line") },

const struct command command_list = {
	.name = "list",
	.operands = "[SEARCH...]",
	.summary = N_("list cards, or those that a search chooses"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = { LIST_OPTIONS },
	.run = run,
};

const struct command command_search = {
	.name = "search",
	.operands = "SEARCH...",
	.summary = N_("list the cards that a search chooses"),
	.least = 1,
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = { LIST_OPTIONS },
	.run = run,
};
