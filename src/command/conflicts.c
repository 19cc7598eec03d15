#include "command/command.h"

#include "base/json.h"
#include "base/message.h"
#include "base/text.h"
#include "core/card.h"
#include "core/note_fields.h"
#include "store/card_store.h"
#include "store/conflict_store.h"

/* ---- walking the parts --------------------------------------------------- */

typedef void part_visitor(void *context, const char *name, const char *here,
			  const char *file, const char *before);

static void visit_part(part_visitor *visit, void *context, const char *name,
		       const char *here, const char *file, const char *before)
{
	if (conflict_is_part(here, file, before))
		visit(context, name, here, file, before);
}

/* A field may stand on one side only. */
static void each_field(const struct conflict *conflict, part_visitor *visit,
		       void *context)
{
	struct arena arena = { 0 };
	const struct note_fields here = note_fields_of(&conflict->here, &arena),
				 file = note_fields_of(&conflict->file, &arena),
				 before = note_fields_of(&conflict->before,
							 &arena);

	for (size_t i = 0; i < here.note->field_count; i++) {
		const char *name = here.note->fields[i].name;

		visit_part(visit, context, name, here.note->fields[i].value,
			   note_field(&file, name), note_field(&before, name));
	}
	for (size_t i = 0; i < file.note->field_count; i++) {
		const char *name = file.note->fields[i].name;

		if (!note_field(&here, name))
			visit_part(visit, context, name, NULL,
				   file.note->fields[i].value,
				   note_field(&before, name));
	}
	arena_release(&arena);
}

/* Every disputed part. */
static void each_part(const struct conflict *conflict, part_visitor *visit,
		      void *context)
{
	const struct note *here = &conflict->here, *file = &conflict->file;
	const struct note *before = &conflict->before;

	visit_part(visit, context, "front", here->front, file->front,
		   before->front);
	visit_part(visit, context, "back", here->back, file->back,
		   before->back);
	each_field(conflict, visit, context);
}

/* ---- listing ------------------------------------------------------------- */

static void print_side(struct app *app, const char *side, const char *text)
{
	app_print(app, "    %-8s %s", side,
		  text ? app_visible(app, text) : "—");
}

static void print_part(void *context, const char *name, const char *here,
		       const char *file, const char *before)
{
	struct app *app = context;

	app_print(app, "  %s", app_visible(app, name));
	print_side(app, _("here"), here);
	print_side(app, _("file"), file);
	print_side(app, _("before"), before);
}

static void print_conflict(struct app *app, const struct conflict *conflict)
{
	app_print(app, "#%lld  %s · %s",
		  (long long)conflict->note_id * CARDS_PER_NOTE,
		  app_visible(app, conflict->deck),
		  app_visible(app, conflict->here.front));
	each_part(conflict, print_part, app);
	if (conflict->path)
		app_print(app, _("  from line %ld of %s"), conflict->line,
			  app_visible(app, conflict->path));
}

static void add_pair(struct text *json, const char *name, const char *value)
{
	if (json->data[json->length - 1] != '{')
		text_add_char(json, ',');
	json_add_string(json, name);
	text_add_char(json, ':');
	if (value)
		json_add_string(json, value);
	else
		text_add(json, "null");
}

static void add_part(void *context, const char *name, const char *here,
		     const char *file, const char *before)
{
	struct text *json = context;

	if (json->data[json->length - 1] != '[')
		text_add_char(json, ',');
	text_add_char(json, '{');
	add_pair(json, "part", name);
	add_pair(json, "here", here);
	add_pair(json, "file", file);
	add_pair(json, "before", before);
	text_add_char(json, '}');
}

static void print_json(struct app *app, const struct conflict *conflict)
{
	struct text json = { 0 };

	text_printf(&json, "{\"card\":%lld",
		    (long long)conflict->note_id * CARDS_PER_NOTE);
	add_pair(&json, "deck", conflict->deck);
	add_pair(&json, "front", conflict->here.front);
	add_pair(&json, "path", conflict->path);
	text_printf(&json, ",\"line\":%ld,\"parts\":[", conflict->line);
	each_part(conflict, add_part, &json);
	text_add(&json, "]}\n");
	json_print(app->out, text_string(&json));
	text_release(&json);
}

static void list(struct app *app, const struct conflict *conflicts,
		 size_t count, bool json)
{
	for (size_t i = 0; i < count; i++) {
		if (json)
			print_json(app, &conflicts[i]);
		else
			print_conflict(app, &conflicts[i]);
	}
	if (json)
		return;
	if (count == 0)
		app_print(app, _("There are no conflicts."));
	else
		app_print(app,
			  _("`ebb conflicts --here CARD` keeps the text from "
			    "here, --file takes the file's; `ebb edit CARD` "
			    "writes another."));
}

/* ---- settling ------------------------------------------------------------ */

/* The conflicts of the named cards; all when none is named. */
static bool choose(struct app *app, const struct arguments *arguments,
		   struct conflict *conflicts, size_t *count, struct error *err)
{
	size_t kept = 0;

	for (int i = 0; i < arguments->count; i++) {
		size_t at = kept;
		int64_t card_id;

		if (!card_find(app->store, arguments->operands[i], &card_id,
			       err))
			return false;
		while (at < *count &&
		       conflicts[at].note_id != card_id / CARDS_PER_NOTE)
			at++;
		if (at < *count) {
			struct conflict found = conflicts[at];

			conflicts[at] = conflicts[kept];
			conflicts[kept++] = found;
		} else {
			return error_set(err, ERROR_NOT_FOUND,
					 _("card %s is in no conflict; `ebb "
					   "conflicts` lists them"),
					 arguments->operands[i]);
		}
	}
	if (arguments->count)
		*count = kept;
	return true;
}

static bool settle_all(struct batch *batch, const struct conflict *conflicts,
		       size_t count, enum conflict_side side, struct error *err)
{
	struct store *store = batch->store;

	if (!store_begin(store, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!conflict_settle(batch, &conflicts[i], side, err)) {
			store_rollback(store);
			return false;
		}
	return store_commit(store, err);
}

static bool settle(struct app *app, const struct conflict *conflicts,
		   size_t count, enum conflict_side side, struct error *err)
{
	struct batch batch = {
		.store = app->store,
		.kind = "edit",
		.label = conflicts[0].here.front,
	};

	if (count > 1)
		batch.label = arena_printf(&app->arena, _("%s and %d more"),
					   batch.label, (int)count - 1);
	if (!app_stamp(app, &batch.stamp, err) ||
	    !settle_all(&batch, conflicts, count, side, err))
		return false;
	app_print(app,
		  ngettext("%zu conflict settled; `ebb undo` opens it again.",
			   "%zu conflicts settled; `ebb undo` opens them "
			   "again.",
			   count),
		  count);
	return true;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	bool here = argument(arguments, "here");
	bool file = argument(arguments, "file");
	struct conflict *conflicts;
	size_t count;

	if (here && file)
		return error_set(err, ERROR_USAGE,
				 _("say --here or --file, not both"));
	if (!conflict_list(app->store, &app->arena, &conflicts, &count, err) ||
	    !choose(app, arguments, conflicts, &count, err))
		return false;
	if ((here || file) && count)
		return settle(app, conflicts, count,
			      here ? CONFLICT_HERE : CONFLICT_FILE, err);
	list(app, conflicts, count, argument(arguments, "json"));
	return true;
}

const struct command command_conflicts = {
	.name = "conflicts",
	.operands = "[CARD...]",
	.summary = N_("texts changed both here and in their file"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 0, "here", NULL, N_("keep the text from here") },
		{ 0, "file", NULL, N_("take the text of the file") },
		{ 0, "json", NULL, N_("as JSON") },
	},
	.run = run,
};
