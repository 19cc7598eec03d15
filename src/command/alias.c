#include "command/command.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "store/alias_store.h"
#include "store/card_store.h"

static bool print_aliases(struct app *app, int64_t card_id, struct error *err)
{
	const char **aliases;
	size_t count;

	if (!alias_load(app->store, card_id, &app->arena, &aliases, &count,
			err))
		return false;
	for (size_t i = 0; i < count; i++)
		fprintf(app->out, "%s\n", app_visible(app, aliases[i]));
	return true;
}

static bool change(struct app *app, int64_t card_id, const char *text,
		   bool remove, bool *changed, struct error *err)
{
	struct batch batch = {
		.store = app->store,
		.kind = "alias",
		.label = text,
	};

	*changed = true;
	if (!app_stamp(app, &batch.stamp, err) || !store_begin(app->store, err))
		return false;
	if (remove ? alias_remove(&batch, card_id, text, err)
		   : alias_add(&batch, card_id, text, changed, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	bool remove = argument(arguments, "remove"), changed;
	const char *text = arguments->operands[1];
	int64_t card_id;

	if (!card_find(app->store, arguments->operands[0], &card_id, err))
		return false;
	if (!text && remove)
		return error_set(err, ERROR_USAGE,
				 _("--remove needs the answer to remove"));
	if (!text)
		return print_aliases(app, card_id, err);
	if (!*text || !unicode_is_valid(text, strlen(text)))
		return error_set(err, ERROR_USAGE,
				 _("an answer must be text in UTF-8"));
	if (!change(app, card_id, text, remove, &changed, err))
		return false;
	app_print(app, "%s",
		  remove    ? _("That does not count as right any more.")
		  : changed ? _("That counts as right from now on.")
			    : _("That counts as right already."));
	return true;
}

const struct command command_alias = {
	.name = "alias",
	.operands = "CARD [ANSWER]",
	.summary = N_("let another answer count as right, or list those that "
		      "do"),
	.least = 1,
	.most = 2,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ .name = "remove", .help = N_("not any more") },
	},
	.run = run,
};
