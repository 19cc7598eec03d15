#include "command/command.h"

#include "base/message.h"
#include "command/home.h"

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct home home;
	int64_t deck_id;

	if (!app_deck(app, arguments->operands[0], &deck_id, err) ||
	    !home_load(app, deck_id, false, &home, err))
		return false;
	if (argument(arguments, "json"))
		return report_due(app->store, &home.total,
				  queue_minutes(&home.total, home.median_ms),
				  home.decks, home.count, app->out, err);
	if (home.count == 0)
		home_print_welcome(app);
	home_print_decks(app, &home);
	return true;
}

const struct command command_due = {
	.name = "due",
	.operands = "[DECK]",
	.summary = N_("tell what is due today"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 0, "json", NULL, N_("as one JSON object") },
	},
	.run = run,
};
