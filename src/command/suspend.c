#include "command/change.h"

#include "base/message.h"
#include "store/card_store.h"

static bool suspend(struct batch *batch, int64_t card_id, struct error *err)
{
	return card_suspend(batch, card_id, true, err);
}

static bool unsuspend(struct batch *batch, int64_t card_id, struct error *err)
{
	return card_suspend(batch, card_id, false, err);
}

static bool is_asked(const struct card *card)
{
	return !card->suspended;
}

static bool is_suspended(const struct card *card)
{
	return card->suspended;
}

/* What to say when no card changed. */
static bool say_nothing_changed(struct app *app,
				const struct arguments *arguments,
				const char *one, const char *many)
{
	app_print(app, "%s", arguments->count == 1 ? one : many);
	return true;
}

static bool run_suspend(struct app *app, const struct arguments *arguments,
			struct error *err)
{
	static const struct change change = { "suspend", is_asked, suspend };
	int count;

	if (!change_cards(app, arguments, &change, &count, err))
		return false;
	if (count == 0)
		return say_nothing_changed(app, arguments,
					   _("It is suspended already."),
					   _("They are suspended already."));
	app_print(app,
		  ngettext("Suspended %d card.", "Suspended %d cards.",
			   (unsigned long)count),
		  count);
	return true;
}

static bool run_unsuspend(struct app *app, const struct arguments *arguments,
			  struct error *err)
{
	static const struct change change = { "unsuspend", is_suspended,
					      unsuspend };
	int count;

	if (!change_cards(app, arguments, &change, &count, err))
		return false;
	if (count == 0)
		return say_nothing_changed(app, arguments,
					   _("It is not suspended."),
					   _("None is suspended."));
	app_print(app,
		  ngettext("%d card is asked again.",
			   "%d cards are asked again.", (unsigned long)count),
		  count);
	return true;
}

const struct command command_suspend = {
	.name = "suspend",
	.operands = "[CARD...]",
	.summary = N_("do not ask cards until they are unsuspended"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = { CHANGE_OPTIONS },
	.run = run_suspend,
};

const struct command command_unsuspend = {
	.name = "unsuspend",
	.operands = "[CARD...]",
	.summary = N_("ask suspended cards again"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = { CHANGE_OPTIONS },
	.run = run_unsuspend,
};
