#include "command/command.h"

#include "base/message.h"
#include "command/note_editor.h"
#include "store/card_store.h"

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct note_editor editor = { .store = app->store };
	int64_t card_id;
	struct note_edit edit;

	if (!card_find(app->store, arguments->operands[0], &card_id, err) ||
	    !app_stamp(app, &editor.stamp, err) ||
	    !note_editor_run(&editor, card_id / CARDS_PER_NOTE, &edit, err))
		return false;
	app_print(app, "%s", note_edit_phrase(&edit, &app->arena));
	return true;
}

const struct command command_edit = {
	.name = "edit",
	.operands = "CARD",
	.summary = N_("edit the note of a card in $VISUAL or $EDITOR"),
	.least = 1,
	.most = 1,
	.flags = COMMAND_OPENS_STORE,
	.run = run,
};
