#include "command/command.h"

#include "base/message.h"
#include "base/text.h"
#include "store/deck_store.h"
#include "store/report_store.h"
#include "store/setting_store.h"
#include "terminal/wrap.h"

static bool own_or_general(struct app *app, int64_t deck_id,
			   const struct setting_rule *rule, const char **value,
			   struct error *err)
{
	char *own = NULL, *general = NULL;

	if (!setting_value(app->store, deck_id, rule->name, &app->arena, &own,
			   err) ||
	    !setting_value(app->store, EVERY_DECK, rule->name, &app->arena,
			   &general, err))
		return false;
	*value = own ? own : general ? general : rule->fallback;
	return true;
}

static bool print_setting(struct app *app, int64_t deck_id, const char *deck,
			  const struct setting_rule *rule, bool json,
			  struct error *err)
{
	enum { NARROW = 40 };
	struct text line = { 0 };
	int column = 25;
	const char *value;

	if (!own_or_general(app, deck_id, rule, &value, err))
		return false;
	if (json)
		return report_setting(app->store, rule->name, value,
				      rule->fallback, rule->values, deck,
				      app->out, err);
	if (terminal_width(app->terminal) < NARROW) {
		text_printf(&line, "%s %s\n    ", rule->name,
			    app_visible(app, value));
		column = 4;
	} else {
		wrap_pad(&line, rule->name, 16);
		text_add(&line, " ");
		wrap_pad(&line, app_visible(app, value), 6);
		text_add(&line, "  ");
	}
	wrap_append(&line,
		    arena_printf(&app->arena, "%s (%s)", _(rule->meaning),
				 rule->values),
		    terminal_width(app->terminal), column, 4);
	fprintf(app->out, "%s\n", text_string(&line));
	text_release(&line);
	return true;
}

static bool print_all(struct app *app, int64_t deck_id, const char *deck,
		      bool json, struct error *err)
{
	for (int i = 0; i < SETTING_COUNT; i++)
		if ((deck_id == EVERY_DECK || setting_rules[i].per_deck) &&
		    !print_setting(app, deck_id, deck, &setting_rules[i], json,
				   err))
			return false;
	return true;
}

static bool save(struct app *app, int64_t deck_id, const char *name,
		 const char *value, struct error *err)
{
	struct batch batch = {
		.store = app->store,
		.kind = "config",
		.label = value ? arena_printf(&app->arena, "%s %s", name, value)
			       : name,
	};

	if (!app_stamp(app, &batch.stamp, err) || !store_begin(app->store, err))
		return false;
	if (setting_save(&batch, deck_id, name, value, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}

/* What holds for all decks is the default where nothing is stored; a deck's
 * own value differs from none even if it is the same. */
static bool is_so_already(struct app *app, int64_t deck_id,
			  const struct setting_rule *rule, const char *value,
			  bool *already, struct error *err)
{
	char *own = NULL;

	if (!setting_value(app->store, deck_id, rule->name, &app->arena, &own,
			   err))
		return false;
	*already = text_equal(own, value) ||
		   (!own && deck_id == EVERY_DECK &&
		    text_equal(value, rule->fallback));
	return true;
}

/* NULL goes back to the default. */
static bool change(struct app *app, int64_t deck_id, const char *name,
		   const char *value, bool *already, struct error *err)
{
	const struct setting_rule *rule = setting_find(name);
	struct settings checked = settings_default();

	if (!settings_set(&checked, name,
			  value || !rule ? value ? value : "" : rule->fallback,
			  err))
		return false;
	if (deck_id != EVERY_DECK && !rule->per_deck)
		return error_set(err, ERROR_USAGE,
				 _("%s holds for all decks; set it without "
				   "--deck"),
				 name);
	return is_so_already(app, deck_id, rule, value, already, err) &&
	       (*already || save(app, deck_id, name, value, err));
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *deck = argument(arguments, "deck");
	const char *name = arguments->operands[0];
	bool json = argument(arguments, "json");
	const struct setting_rule *rule;
	bool to_default = argument(arguments, "default");
	bool changes, already = false;
	struct settings checked;
	int64_t deck_id;

	if (to_default && arguments->count != 1)
		return error_set(err, ERROR_USAGE,
				 _("--default goes with the name of one "
				   "setting, and no value"));
	if (!app_deck(app, deck, &deck_id, err))
		return false;
	if (arguments->count == 0)
		return print_all(app, deck_id, deck, json, err);
	rule = setting_find(name);
	if (!rule)
		return settings_set(&checked, name, "", err);
	changes = to_default || arguments->count == 2;
	if (changes &&
	    !change(app, deck_id, name,
		    to_default ? NULL : arguments->operands[1], &already, err))
		return false;
	if (already && !json)
		app_print(app, _("Nothing changed:"));
	if (print_setting(app, deck_id, deck, rule, json, err))
		return true;
	return changes && error_wrap(err, _("the setting is saved"));
}

const struct command command_config = {
	.name = "config",
	.operands = "[NAME [VALUE]]",
	.summary = N_("list the settings, or change one"),
	.most = 2,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'd', "deck", "DECK", N_("the setting of this deck") },
		{ 0, "default", NULL, N_("go back to the default") },
		{ 0, "json", NULL, N_("a JSON object a line") },
	},
	.run = run,
};
