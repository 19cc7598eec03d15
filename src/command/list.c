#include "command/command.h"

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "command/keep.h"
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

/* Of so many cards the first ones are shown before the others are found. */
enum { ROWS_AT_ONCE = 50 };

/* Segments of the index of texts. */
enum { SEGMENTS_AT_ONCE = 8 };

struct listing {
	struct app *app;
	struct search_walk *walk;
	struct table_column columns[COLUMN_COUNT];
	struct table *table;
	bool is_first, is_last; /* of the parts */
	int64_t count;
};

/* Nobody reads on, as behind `head`. */
static bool is_unheard(const struct app *app)
{
	return fflush(app->out) != 0 || ferror(app->out);
}

static bool add_cards(struct listing *list, struct error *err)
{
	for (int i = 0; i < ROWS_AT_ONCE; i++) {
		int64_t card_id;

		if (!search_next(list->walk, &card_id, err))
			return false;
		list->is_last = card_id == 0;
		if (list->is_last)
			return true;
		list->count++;
		if (!add_card(list->app, list->table, card_id, err))
			return false;
	}
	return true;
}

/* What no card of those to come goes beyond. */
static bool widen_columns(struct listing *list, struct error *err)
{
	static const char *const states[] = { N_("suspended"), N_("new"),
					      N_("learning"), N_("young"),
					      N_("mature") };
	int64_t id;

	if (!card_last(list->app->store, &id, err))
		return false;
	list->columns[0].least = snprintf(NULL, 0, "%lld", (long long)id);
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		int width = unicode_width(_(states[i]));

		if (width > list->columns[3].least)
			list->columns[3].least = width;
	}
	list->columns[4].least = DAY_TEXT_SIZE - 1;
	return true;
}

static bool print_part(struct listing *list, struct error *err)
{
	int width = terminal_width(list->app->terminal);
	struct text out = { 0 };

	if (list->app->plain) {
		table_render_tsv(list->table, &out);
	} else if (list->is_first && list->is_last) {
		if (list->count > 0)
			table_render(list->table, width, &out);
	} else {
		if (list->is_first && !widen_columns(list, err))
			return false;
		table_render_more(list->table, width, &out);
	}
	fputs(text_string(&out), list->app->out);
	text_release(&out);
	table_clear(list->table);
	list->is_first = false;
	return true;
}

static bool print_table(struct app *app, struct search_walk *walk,
			int64_t *count, struct error *err)
{
	struct listing list = { .app = app, .walk = walk, .is_first = true };
	bool ok = true;

	for (int i = 0; i < COLUMN_COUNT; i++) {
		list.columns[i] = columns[i];
		list.columns[i].title = app->plain ? NULL : _(columns[i].title);
	}
	list.table = table_new(list.columns, COLUMN_COUNT);
	while (ok && !list.is_last && !is_unheard(app))
		ok = add_cards(&list, err) && print_part(&list, err);
	table_free(list.table);
	*count = list.count;
	return ok;
}

static bool print_json(struct app *app, struct search_walk *walk,
		       struct error *err)
{
	for (int n = 0;; n++) {
		int64_t card_id;

		if (!search_next(walk, &card_id, err))
			return false;
		if (!card_id || (n % ROWS_AT_ONCE == 0 && is_unheard(app)))
			return true;
		if (!report_card(app->store, card_id, app->out, err))
			return false;
	}
}

static bool print_cards(struct app *app, struct search_walk *walk,
			const struct arguments *arguments, struct error *err)
{
	int64_t count;

	if (argument(arguments, "json"))
		return print_json(app, walk, err);
	if (!print_table(app, walk, &count, err))
		return false;
	if (count > 0)
		return true;
	if (arguments->count)
		app_print(app, _("No card contains \"%s\"."),
			  app_visible(app, app_join(app, arguments->operands,
						    arguments->count)));
	else
		app_print(app, _("There is no card."));
	return true;
}

/* The cards are on the screen: what makes the next search quick may take some
 * time, or be stopped. */
static void prepare_next(struct app *app)
{
	struct store_watch watch = keep_watch(app);
	struct error ignored = { 0 };

	if (is_unheard(app))
		return;
	store_set_watch(app->store, &watch);
	search_prepare(app->store, SEGMENTS_AT_ONCE, &ignored);
	store_set_watch(app->store, NULL);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *wanted = app_join(app, arguments->operands,
				      arguments->count);
	const char *suspended = argument(arguments, "suspended");
	struct search_walk *walk = NULL;
	int64_t deck_id;
	bool ok;

	if (!store_begin_reading(app->store, err))
		return false;
	if (suspended)
		wanted = arena_printf(&app->arena, "is:suspended %s%s%s",
				      *wanted ? "(" : "", wanted,
				      *wanted ? ")" : "");
	ok = app_deck(app, argument(arguments, "deck"), &deck_id, err) &&
	     app_search_open(app, wanted, deck_id, &walk, err) &&
	     print_cards(app, walk, arguments, err);
	search_close(walk);
	store_end_reading(app->store);
	if (ok && arguments->count)
		prepare_next(app);
	return ok;
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
