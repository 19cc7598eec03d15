#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/message.h"
#include "base/text.h"
#include "command/import_file.h"
#include "command/import_format.h"
#include "store/deck_store.h"

/* What the command line says about every file on it. */
struct wishes {
	const char *deck;
	const char *encoding, *delimiter, *header, *map, *cards;
	unsigned flags;
	struct stamp stamp;
};

/* ---- reading what was said ----------------------------------------------- */

static bool read_header(const char *value, int *header, struct error *err)
{
	if (strcmp(value, "yes") == 0)
		*header = 1;
	else if (strcmp(value, "no") == 0)
		*header = 0;
	else
		return error_set(err, ERROR_USAGE,
				 _("--header cannot be \"%s\"; it takes yes, "
				   "no or auto"),
				 value);
	return true;
}

static bool read_cards(const char *value, unsigned *directions,
		       struct error *err)
{
	if (strcmp(value, "forward") == 0)
		*directions = DIRECTIONS_FORWARD;
	else if (strcmp(value, "reverse") == 0)
		*directions = DIRECTIONS_REVERSE;
	else if (strcmp(value, "both") == 0)
		*directions = DIRECTIONS_BOTH;
	else
		return error_set(
			err, ERROR_USAGE,
			_("--cards cannot be \"%s\"; it takes forward, "
			  "reverse or both"),
			value);
	return true;
}

/* What was said now, else what was said the last time; "auto" is nothing. */
static const char *said(const char *now, const char *before)
{
	if (!now)
		return before;
	return strcmp(now, "auto") == 0 ? NULL : now;
}

/* From the words of the source to what they mean. */
static bool read_words(struct import_order *order, struct error *err)
{
	const struct source *source = &order->source;

	order->options = DECK_READER_DETECT;
	order->options.encoding = source->encoding;
	order->options.map = source->map;
	order->directions = DIRECTIONS_UNSAID;
	return (!source->delimiter ||
		import_read_delimiter(source->delimiter,
				      &order->options.delimiter, err)) &&
	       (!source->header ||
		read_header(source->header, &order->options.header, err)) &&
	       (!source->cards ||
		read_cards(source->cards, &order->directions, err));
}

/* ---- what is known of a file --------------------------------------------- */

/* A deck is called like its file, without folders and ending. */
static const char *deck_name(struct app *app, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	if (strcmp(path, "-") == 0)
		return "stdin";
	return arena_strndup(&app->arena, name,
			     dot && dot > name ? (size_t)(dot - name)
					       : strlen(name));
}

static const char *absolute_path(struct app *app, const char *path)
{
	char *resolved = realpath(path, NULL);
	const char *copy = resolved ? arena_strdup(&app->arena, resolved)
				    : path;

	free(resolved);
	return copy;
}

/* A file that was imported before goes into the same deck, unless it is said
 * where to. */
static bool find_source(struct app *app, const char *path,
			const struct wishes *wishes, struct source *source,
			struct error *err)
{
	const char *absolute = absolute_path(app, path);
	const char *deck = wishes->deck ? wishes->deck : deck_name(app, path);

	if (!source_find(app->store, absolute, deck, &app->arena, source, err))
		return false;
	if (!source->id && !wishes->deck &&
	    !source_find(app->store, absolute, NULL, &app->arena, source, err))
		return false;
	if (!source->deck)
		source->deck = deck;
	return true;
}

static bool import_path(struct app *app, const char *path,
			const struct wishes *wishes, struct source *source,
			struct error *err)
{
	struct import_order order = {
		.path = path,
		.is_stored = strcmp(path, "-") != 0,
		.flags = wishes->flags,
		.stamp = wishes->stamp,
	};

	source->encoding = said(wishes->encoding, source->encoding);
	source->delimiter = said(wishes->delimiter, source->delimiter);
	source->header = said(wishes->header, source->header);
	source->map = said(wishes->map, source->map);
	source->cards = said(wishes->cards, source->cards);
	import_look_at_file(source);
	order.source = *source;
	return read_words(&order, err) && import_file(app, &order, err);
}

/* ---- the files that were named ------------------------------------------- */

static void say_failure(struct app *app, const struct error *err)
{
	fflush(app->out);
	if (*err->message)
		fprintf(app->err, "ebb: %s\n", app_visible(app, err->message));
}

/* Every file is tried; each that failed is told, the last by the caller. */
static bool go_on_after(struct app *app, bool ok, bool *all_ok,
			const struct error *failure, struct error *err)
{
	if (!ok) {
		if (!*all_ok)
			say_failure(app, err);
		*err = *failure;
		*all_ok = false;
	}
	return ok || failure->kind != ERROR_INTERRUPTED;
}

static bool is_within(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	while (length > 0 && folder[length - 1] == '/')
		length--;
	return strncmp(path, folder, length) == 0 && path[length] == '/';
}

static bool is_unchanged(const struct source *source)
{
	struct source now = { .path = source->path, .size = -1 };

	import_look_at_file(&now);
	return now.size == source->size &&
	       now.changed_at_ns == source->changed_at_ns;
}

static bool refresh_source(struct app *app, const struct wishes *wishes,
			   struct source *source, struct error *err)
{
	struct stat status;

	if (stat(source->path, &status) < 0)
		return error_set(err, ERROR_NOT_FOUND,
				 _("%s, from which deck %s came, is not there; "
				   "import it from where it is now, with "
				   "--deck"),
				 source->path, source->deck);
	return import_path(app, source->path, wishes, source, err);
}

/* The files of a folder, or all (NULL), that changed since they were read. */
static bool refresh(struct app *app, const struct wishes *wishes,
		    const char *folder, struct error *err)
{
	struct source *sources;
	size_t count, of_folder = 0, changed = 0;
	bool ok = true, go_on = true;

	if (!source_list(app->store, &app->arena, &sources, &count, err))
		return false;
	for (size_t i = 0; i < count && go_on; i++) {
		struct error failure = { 0 };

		if (folder && !is_within(sources[i].path, folder))
			continue;
		of_folder++;
		if (is_unchanged(&sources[i]))
			continue;
		changed++;
		go_on = go_on_after(
			app, refresh_source(app, wishes, &sources[i], &failure),
			&ok, &failure, err);
	}
	if (of_folder == 0)
		return error_set(err, ERROR_NOT_FOUND,
				 folder ? _("no deck came from a file in this "
					    "folder; name the files to import")
					: _("no deck came from a file yet; "
					    "name the files to import"));
	if (changed == 0 && !(wishes->flags & IMPORT_JSON))
		app_print(app,
			  ngettext("%zu file, as it was imported.",
				   "%zu files, all as they were imported.",
				   of_folder),
			  of_folder);
	return ok;
}

static bool import_operand(struct app *app, const char *path,
			   const struct wishes *wishes, struct error *err)
{
	struct source source;
	struct stat status;
	bool is_there = stat(path, &status) == 0;

	if (is_there && S_ISDIR(status.st_mode)) {
		if (refresh(app, wishes, absolute_path(app, path), err))
			return true;
		return *err->message ? error_wrap(err, "%s", path) : false;
	}
	if (is_there && !S_ISREG(status.st_mode) &&
	    (wishes->flags & IMPORT_WRITES_IDS))
		return error_set(err, ERROR_USAGE,
				 _("%s: ids can only be written into a regular "
				   "file"),
				 path);
	return find_source(app, path, wishes, &source, err) &&
	       import_path(app, path, wishes, &source, err);
}

static unsigned read_flags(struct app *app, const struct arguments *arguments)
{
	bool json = argument(arguments, "json");
	bool dry = argument(arguments, "dry-run");
	bool yes = argument(arguments, "yes");

	return (json ? IMPORT_JSON : 0) | (dry ? IMPORT_DRY_RUN : 0) |
	       (argument(arguments, "retire") ? IMPORT_RETIRES : 0) |
	       (argument(arguments, "write-ids") ? IMPORT_WRITES_IDS : 0) |
	       (!json && !dry && !yes && terminal_is_interactive(app->terminal)
			? IMPORT_ASKS
			: 0);
}

static bool check_wishes(const struct wishes *wishes, struct error *err)
{
	struct import_order
		order = { .source = {
				  .delimiter = said(wishes->delimiter, NULL),
				  .header = said(wishes->header, NULL),
				  .cards = said(wishes->cards, NULL),
			  } };

	return (!wishes->deck || deck_check_name(wishes->deck, err)) &&
	       read_words(&order, err);
}

static bool names_input(const struct arguments *arguments)
{
	for (int i = 0; i < arguments->count; i++)
		if (strcmp(arguments->operands[i], "-") == 0)
			return true;
	return false;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct wishes wishes = {
		.deck = argument(arguments, "deck"),
		.encoding = argument(arguments, "encoding"),
		.delimiter = argument(arguments, "delimiter"),
		.header = argument(arguments, "header"),
		.map = argument(arguments, "map"),
		.cards = argument(arguments, "reverse")
				 ? "both"
				 : argument(arguments, "cards"),
		.flags = read_flags(app, arguments),
	};
	bool ok = true, go_on = true;

	if (!check_wishes(&wishes, err) || !app_stamp(app, &wishes.stamp, err))
		return false;
	if (argument(arguments, "all") && arguments->count > 0)
		return error_set(err, ERROR_USAGE,
				 _("--all is every file that a deck came from; "
				   "name files, or say --all"));
	if (arguments->count == 0)
		return refresh(app, &wishes, NULL, err);
	if ((wishes.flags & IMPORT_WRITES_IDS) && names_input(arguments))
		return error_set(err, ERROR_USAGE,
				 _("ids cannot be written into standard "
				   "input"));
	for (int i = 0; i < arguments->count && go_on; i++) {
		struct error failure = { 0 };

		go_on = go_on_after(app,
				    import_operand(app, arguments->operands[i],
						   &wishes, &failure),
				    &ok, &failure, err);
	}
	return ok;
}

const struct command command_import = {
	.name = "import",
	.operands = "[FILE|FOLDER...]",
	.summary = N_("bring deck files in; again to bring changes in"),
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'd', "deck", "DECK",
		  N_("into this deck instead of one named like the file") },
		{ 'n', "dry-run", NULL,
		  N_("only tell what would change; 1 if something would") },
		{ 'y', "yes", NULL, N_("do not ask") },
		{ 'a', "all", NULL, N_("every file that a deck came from") },
		{ 0, "retire", NULL,
		  N_("retire the notes that are gone from the file") },
		{ 0, "write-ids", NULL,
		  N_("put an id into each row of the file") },
		{ 0, "encoding", "NAME",
		  N_("UTF-8, CP1252, Shift_JIS ... instead of detecting it") },
		{ 0, "delimiter", "CHAR",
		  N_("comma, tab, semicolon, pipe or another character") },
		{ 0, "header", "yes|no",
		  N_("whether the first row names the columns") },
		{ 0, "map", "ROLE=COLUMN,...",
		  N_("which column is what: front=2,back=3,tags=5") },
		{ 0, "cards", "WHICH",
		  N_("ask rows forward, reverse or both ways") },
		{ 'r', "reverse", NULL, N_("the same as --cards both") },
		{ 0, "json", NULL, N_("report as JSON") },
	},
	.run = run,
};
