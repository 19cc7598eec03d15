#include "command/change.h"

#include "base/message.h"
#include "base/text.h"
#include "store/card_store.h"

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

/* Each card once, however often it was named. */
static bool find_all(struct app *app, const struct arguments *arguments,
		     const struct change *change, int64_t *ids, int *count,
		     struct error *err)
{
	*count = 0;
	for (int i = 0; i < arguments->count; i++) {
		int64_t id;
		bool would;

		if (!card_find(app->store, arguments->operands[i], &id, err) ||
		    !would_change(app, change, id, &would, err))
			return false;
		if (would && !is_among(id, ids, *count))
			ids[(*count)++] = id;
	}
	return true;
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
	int64_t *ids = arena_array(&app->arena, (size_t)arguments->count,
				   sizeof(*ids));

	if (!find_all(app, arguments, change, ids, count, err) ||
	    !app_stamp(app, &batch.stamp, err))
		return false;
	if (*count == 0)
		return true;
	batch.label = label(app, ids[0], *count, err);
	if (!batch.label || !store_begin(app->store, err))
		return false;
	if (apply_all(&batch, change, ids, *count, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}

const char *change_word(const char *kind)
{
	static const char *const kinds[] = {
		N_("add"),     N_("edit"),	N_("import"), N_("remove"),
		N_("suspend"), N_("unsuspend"), N_("bury"),   N_("config"),
		N_("amend"),   N_("alias"),	N_("tag"),    N_("flag"),
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (text_equal(kind, kinds[i]))
			return _(kinds[i]);
	return kind;
}

static const char *describe_correction(struct app *app,
				       const struct undo_step *step)
{
	struct error ignored = { 0 };
	struct card card;

	if (!card_load(app->store, step->card_id, &app->arena, &card, &ignored))
		return arena_printf(&app->arena,
				    _("correction to %d of a removed card"),
				    step->grade);
	return arena_printf(&app->arena, _("correction to %d of \"%s\""),
			    step->grade,
			    app_visible(app, card_question(&card)));
}

const char *change_describe(struct app *app, const struct undo_step *step)
{
	struct error ignored = { 0 };
	struct card card;

	if (step->kind == UNDO_BATCH)
		return arena_printf(&app->arena, "%s %s",
				    change_word(step->what),
				    app_visible(app, step->label));
	if (step->what)
		return describe_correction(app, step);
	if (!card_load(app->store, step->card_id, &app->arena, &card, &ignored))
		return arena_printf(&app->arena,
				    _("grade %d of a removed card"),
				    step->grade);
	return arena_printf(&app->arena, _("grade %d of \"%s\""), step->grade,
			    app_visible(app, card_question(&card)));
}
