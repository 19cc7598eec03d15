#include "command/change.h"

#include "base/message.h"
#include "base/text.h"
#include "store/card_store.h"
#include "store/deck_store.h"

static bool is_among(int64_t id, const int64_t *ids, int count)
{
	while (count > 0)
		if (ids[--count] == id)
			return true;
	return false;
}

static bool would_change(struct app *app, const struct change *change,
			 int64_t id, bool *would, struct error *err)
{
	struct card card;

	*would = true;
	if (!change->changes)
		return true;
	if (!card_load(app->store, id, &app->arena, &card, err))
		return false;
	*would = change->changes(&card);
	return true;
}

struct finding {
	const struct change *change;
	int64_t *ids;
	int count;
};

static bool add_found(struct app *app, struct finding *finding, int64_t id,
		      struct error *err)
{
	bool would;

	if (!would_change(app, finding->change, id, &would, err))
		return false;
	if (would && !is_among(id, finding->ids, finding->count))
		finding->ids[finding->count++] = id;
	return true;
}

static bool find_named(struct app *app, const struct arguments *arguments,
		       struct finding *finding, struct error *err)
{
	finding->ids = arena_array(&app->arena, (size_t)arguments->count + 1,
				   sizeof(*finding->ids));
	for (int i = 0; i < arguments->count; i++) {
		int64_t id;

		if (!card_find(app->store, arguments->operands[i], &id, err) ||
		    !add_found(app, finding, id, err))
			return false;
	}
	return true;
}

static bool find_searched(struct app *app, const char *search,
			  struct finding *finding, struct error *err)
{
	struct card_list list;

	if (!app_search(app, search, DECK_ALL, &list, err))
		return false;
	if (list.count == 0)
		return error_set(err, ERROR_NOT_FOUND,
				 _("no card contains \"%s\""), search);
	finding->ids = list.ids;
	for (size_t i = 0; i < list.count; i++) {
		struct arena_mark mark = arena_mark(&app->arena);
		bool would;

		if (!would_change(app, finding->change, list.ids[i], &would,
				  err))
			return false;
		arena_reset(&app->arena, mark);
		if (would)
			finding->ids[finding->count++] = list.ids[i];
	}
	return true;
}

/* The cards that are named and those searched for, each once. */
static bool find_all(struct app *app, const struct arguments *arguments,
		     struct finding *finding, struct error *err)
{
	const char *search = argument(arguments, "search");

	if (search && arguments->count)
		return error_set(err, ERROR_USAGE,
				 _("name cards or search for them, not "
				   "both"));
	if (!search && !arguments->count)
		return error_set(err, ERROR_USAGE,
				 _("which card? `ebb list` shows their "
				   "numbers"));
	return search ? find_searched(app, search, finding, err)
		      : find_named(app, arguments, finding, err);
}

static bool apply_all(struct batch *batch, const struct change *change,
		      const int64_t *ids, int count, struct error *err)
{
	for (int i = 0; i < count; i++)
		if (!change->apply(batch, ids[i], err))
			return false;
	return true;
}

static const char *label(struct app *app, int64_t first, int count,
			 struct error *err)
{
	struct card card;

	if (!card_load(app->store, first, &app->arena, &card, err))
		return NULL;
	if (count == 1)
		return card_question(&card);
	return arena_printf(&app->arena, _("%s and %d more"),
			    card_question(&card), count - 1);
}

bool change_cards(struct app *app, const struct arguments *arguments,
		  const struct change *change, int *count, struct error *err)
{
	struct batch batch = { .store = app->store, .kind = change->kind };
	struct finding found = { .change = change };

	if (!find_all(app, arguments, &found, err) ||
	    !app_stamp(app, &batch.stamp, err))
		return false;
	*count = found.count;
	if (*count == 0)
		return true;
	batch.label = label(app, found.ids[0], *count, err);
	if (!batch.label || !store_begin(app->store, err))
		return false;
	if (apply_all(&batch, change, found.ids, *count, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}

const char *change_word(const char *kind)
{
	static const char *const kinds[] = {
		N_("add"),     N_("edit"),	N_("import"),  N_("remove"),
		N_("suspend"), N_("unsuspend"), N_("bury"),    N_("config"),
		N_("amend"),   N_("alias"),	N_("tag"),     N_("flag"),
		N_("away"),    N_("exam"),	N_("salvage"),
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (text_equal(kind, kinds[i]))
			return _(kinds[i]);
	return _("change");
}

const char *change_describe(struct app *app, const struct undo_step *step,
			    struct error *err)
{
	struct error why = { 0 };
	const char *question;
	struct card card;

	if (step->kind == UNDO_BATCH)
		return arena_printf(&app->arena, "%s %s",
				    change_word(step->what),
				    app_visible(app, step->label));
	if (card_load(app->store, step->card_id, &app->arena, &card, &why)) {
		question = app_visible(app, card_question(&card));
		return arena_printf(&app->arena,
				    step->what ? _("correction to %d of \"%s\"")
					       : _("grade %d of \"%s\""),
				    step->grade, question);
	}
	if (why.kind != ERROR_NOT_FOUND) {
		*err = why;
		return NULL;
	}
	return arena_printf(&app->arena,
			    step->what ? _("correction to %d of a removed card")
				       : _("grade %d of a removed card"),
			    step->grade);
}
