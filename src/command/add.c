#include "command/command.h"
#include "core/cloze.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "command/note_editor.h"
#include "exchange/cell.h"
#include "core/card.h"
#include "store/deck_store.h"
#include "store/note_store.h"

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static bool check_texts(const struct note *note, struct error *err)
{
	if (is_blank(note->front))
		return error_set(err, ERROR_USAGE, _("the front is empty"));
	if (is_blank(note->back) && !cloze_has(note->front))
		return error_set(err, ERROR_USAGE, _("the back is empty"));
	return true;
}

static bool check_utf8(const struct arguments *arguments, struct error *err)
{
	const char *tags = argument(arguments, "tags");

	for (int i = 0; i < arguments->count; i++)
		if (!unicode_is_valid(arguments->operands[i],
				      strlen(arguments->operands[i])))
			return error_set(err, ERROR_USAGE,
					 _("the text is not UTF-8"));
	if (tags && !unicode_is_valid(tags, strlen(tags)))
		return error_set(err, ERROR_USAGE, _("the text is not UTF-8"));
	return true;
}

/* An operand as an import would keep it: without outer blanks. */
static const char *trimmed(const char *operand, struct arena *arena)
{
	struct cell cell = { operand, strlen(operand) };

	return cell_text(&cell, arena);
}

static bool save(struct app *app, const char *deck, const struct note *note,
		 int64_t *note_id, struct error *err)
{
	struct batch batch = {
		.store = app->store,
		.kind = "add",
		.label = note->front,
	};
	int64_t deck_id;

	if (!app_stamp(app, &batch.stamp, err) || !store_begin(app->store, err))
		return false;
	if (deck_require(&batch, deck, &deck_id, err) &&
	    note_create(&batch, deck_id, note, note_id, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}

static bool add_words(struct app *app, const struct arguments *arguments,
		      const char *deck, int64_t *note_id, struct error *err)
{
	const char *tags = argument(arguments, "tags");
	struct note note = {
		.directions = argument(arguments, "both") ? DIRECTIONS_BOTH
							  : DIRECTIONS_FORWARD,
	};

	if (arguments->count != 2)
		return error_set(err, ERROR_USAGE,
				 _("a card needs a front and a back; without "
				   "either, an editor opens"));
	note.front = trimmed(arguments->operands[0], &app->arena);
	note.back = trimmed(arguments->operands[1], &app->arena);
	if (!check_texts(&note, err) || !check_utf8(arguments, err))
		return false;
	if (is_blank(note.back))
		note.back = cloze_plain(note.front, &app->arena);
	if (tags) {
		struct cell cell = { tags, strlen(tags) };

		note.tag_count = cell_tags(&cell, &app->arena, &note.tags);
	}
	return save(app, deck, &note, note_id, err);
}

static bool add_in_editor(struct app *app, const char *deck, int64_t *note_id,
			  size_t *count, struct error *err)
{
	struct note_editor editor = { .store = app->store };

	return app_stamp(app, &editor.stamp, err) &&
	       note_editor_add(&editor, deck, note_id, count, err);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *deck = argument(arguments, "deck");
	size_t count = 1;
	int64_t note_id;

	if (!deck)
		deck = "default";
	if (!deck_check_name(deck, err))
		return false;
	if (!(arguments->count
		      ? add_words(app, arguments, deck, &note_id, err)
		      : add_in_editor(app, deck, &note_id, &count, err)))
		return false;
	if (count == 0)
		app_print(app, _("Nothing was added."));
	else if (count > 1)
		app_print(app, _("Added %zu notes to deck %s."), count,
			  app_visible(app, deck));
	else
		app_print(app, _("Added to deck %s as card %lld."),
			  app_visible(app, deck),
			  (long long)note_id * CARDS_PER_NOTE);
	return true;
}

const struct command command_add = {
	.name = "add",
	.operands = "[FRONT BACK]",
	.summary = N_("add a card; without texts, in an editor"),
	.most = 2,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'd', "deck", "DECK", N_("into this deck (default)") },
		{ 't', "tags", "TAGS", N_("with these tags") },
		{ 'b', "both", NULL, N_("ask it both ways") },
	},
	.run = run,
};
