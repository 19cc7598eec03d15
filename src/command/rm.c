#include "command/change.h"

#include "base/message.h"
#include "core/card.h"
#include "store/deck_store.h"
#include "store/note_store.h"

static bool apply(struct batch *batch, int64_t card_id, struct error *err)
{
	return note_remove(batch, card_id / CARDS_PER_NOTE, err);
}

static bool remove_deck(struct app *app, const char *name, struct error *err)
{
	struct batch batch = {
		.store = app->store,
		.kind = "remove",
		.label = name,
	};
	int64_t deck_id;

	if (!deck_find(app->store, name, &deck_id, err) ||
	    !app_stamp(app, &batch.stamp, err) || !store_begin(app->store, err))
		return false;
	if (!deck_remove(&batch, deck_id, err)) {
		store_rollback(app->store);
		return false;
	}
	if (!store_commit(app->store, err))
		return false;
	app_print(app,
		  _("Removed the deck %s; its history stays, and `ebb "
		    "undo` brings it back."),
		  app_visible(app, name));
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	static const struct change change = { "remove", NULL, apply };
	const char *deck = argument(arguments, "deck");
	int count;

	if (deck && arguments->count > 0)
		return error_set(err, ERROR_USAGE,
				 _("name cards or a deck to remove, not both"));
	if (deck)
		return remove_deck(app, deck, err);
	if (!change_cards(app, arguments, &change, &count, err))
		return false;
	app_print(app,
		  ngettext("Removed the note of %d card with its siblings; its "
			   "history stays, and `ebb undo` brings it back.",
			   "Removed the notes of %d cards with their siblings; "
			   "their history stays, and `ebb undo` brings them "
			   "back.",
			   (unsigned long)count),
		  count);
	return true;
}

const struct command command_rm = {
	.name = "rm",
	.operands = "[CARD...]",
	.summary = N_("remove notes or a deck; history stays"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'd', "deck", "DECK", N_("remove this deck and its notes") },
	},
	.run = run,
};
