#include "command/change.h"

#include "base/message.h"
#include "store/card_store.h"

static bool flag(struct batch *batch, int64_t card_id, struct error *err)
{
	return card_flag(batch, card_id, true, err);
}

static bool unflag(struct batch *batch, int64_t card_id, struct error *err)
{
	return card_flag(batch, card_id, false, err);
}

static bool has_none(const struct card *card)
{
	return !card->flagged;
}

static bool has_one(const struct card *card)
{
	return card->flagged;
}

static bool run_flag(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	static const struct change change = { "flag", has_none, flag };
	int count;

	if (!change_cards(app, arguments, &change, &count, err))
		return false;
	app_print(app,
		  ngettext("Flagged %d card.", "Flagged %d cards.",
			   (unsigned long)count),
		  count);
	return true;
}

static bool run_unflag(struct app *app, const struct arguments *arguments,
		       struct error *err)
{
	static const struct change change = { "flag", has_one, unflag };
	int count;

	if (!change_cards(app, arguments, &change, &count, err))
		return false;
	app_print(app,
		  ngettext("Took the flag from %d card.",
			   "Took the flags from %d cards.",
			   (unsigned long)count),
		  count);
	return true;
}

const struct command command_flag = {
	.name = "flag",
	.operands = "[CARD...]",
	.summary = N_("flag cards, to look at them again"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = { CHANGE_OPTIONS },
	.run = run_flag,
};

const struct command command_unflag = {
	.name = "unflag",
	.operands = "[CARD...]",
	.summary = N_("take the flags of cards away"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = { CHANGE_OPTIONS },
	.run = run_unflag,
};
