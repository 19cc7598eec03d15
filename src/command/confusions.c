#include "command/command.h"

#include "base/day.h"
#include "base/json.h"
#include "base/message.h"
#include "base/text.h"
#include "command/study.h"
#include "store/card_store.h"
#include "store/confusion_store.h"
#include "terminal/table.h"

struct pair {
	struct card a, b;
};

static bool load_pair(struct app *app, const struct confusion *confusion,
		      struct pair *pair, struct error *err)
{
	return card_load(app->store, confusion->a, &app->arena, &pair->a,
			 err) &&
	       card_load(app->store, confusion->b, &app->arena, &pair->b, err);
}

static void add_side(struct text *out, const char *name,
		     const struct card *card)
{
	text_printf(out, ",\"%s\":{\"card\":%lld,\"question\":", name,
		    (long long)card->id);
	json_add_string(out, card_question(card));
	text_add(out, ",\"answer\":");
	json_add_string(out, card_answer(card));
	text_add_char(out, '}');
}

static void print_json(struct app *app, const struct confusion *confusion,
		       const struct pair *pair)
{
	struct text out = { 0 };
	char day[DAY_TEXT_SIZE];

	text_printf(&out, "{\"count\":%lld,\"last\":\"%s\"",
		    (long long)confusion->count,
		    day_format(confusion->last_day, day));
	add_side(&out, "a", &pair->a);
	add_side(&out, "b", &pair->b);
	text_add(&out, "}\n");
	json_print(app->out, text_string(&out));
	text_release(&out);
}

static const char *side(struct app *app, const struct card *card)
{
	return arena_printf(&app->arena, "%s: %s",
			    app_visible(app, card_question(card)),
			    app_visible(app, card_answer(card)));
}

static void add_row(struct app *app, struct table *table,
		    const struct confusion *confusion, const struct pair *pair)
{
	char day[DAY_TEXT_SIZE];
	const char *cells[4] = {
		arena_printf(&app->arena, "%lld", (long long)confusion->count),
		day_format(confusion->last_day, day),
		side(app, &pair->a),
		side(app, &pair->b),
	};

	table_add(table, cells);
}

static bool print_all(struct app *app, const struct confusion *list,
		      size_t count, bool json, struct error *err)
{
	const struct table_column columns[] = {
		{ .title = _("times"), .align = TABLE_RIGHT },
		{ .title = _("last"), .optional = true },
		{ .title = _("this card"), .flexible = true },
		{ .title = _("and this one"), .flexible = true },
	};
	struct table *table = table_new(columns, 4);
	struct text out = { 0 };
	struct pair pair;
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		ok = load_pair(app, &list[i], &pair, err);
		if (ok && json)
			print_json(app, &list[i], &pair);
		else if (ok)
			add_row(app, table, &list[i], &pair);
	}
	if (ok && !json)
		table_render(table, terminal_width(app->terminal), &out);
	fputs(text_string(&out), app->out);
	text_release(&out);
	table_free(table);
	return ok;
}

/* The most frequent pairs, each card beside the one it is taken for. */
static bool drill(struct app *app, const struct confusion *list, size_t count,
		  struct error *err)
{
	enum { PAIRS = 10 };
	int64_t ids[2 * PAIRS];
	size_t n = 0;

	for (size_t i = 0; i < count && i < PAIRS; i++) {
		ids[n++] = list[i].a;
		ids[n++] = list[i].b;
	}
	return study_cram(app, ids, n, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	bool json = argument(arguments, "json");
	struct confusion *list;
	int64_t deck_id;
	size_t count;

	if (!app_deck(app, arguments->operands[0], &deck_id, err) ||
	    !confusion_list(app->store, deck_id, &app->arena, &list, &count,
			    err))
		return false;
	if (count == 0 && !json)
		app_print(app, _("No answer was ever typed for another "
				 "card."));
	if (count && argument(arguments, "drill"))
		return drill(app, list, count, err);
	return count == 0 || print_all(app, list, count, json, err);
}

const struct command command_confusions = {
	.name = "confusions",
	.operands = "[DECK]",
	.summary = N_("list cards that were taken for each other"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ .name = "drill",
		  .help = N_("practise the most frequent pairs; no date "
			     "changes") },
		{ 0, "json", NULL, N_("a JSON object a line") },
	},
	.run = run,
};
