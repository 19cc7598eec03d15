#include "command/command.h"

#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "command/front_set.h"
#include "exchange/deck_reader.h"
#include "store/deck_store.h"
#include "store/import_store.h"
#include "store/report_store.h"

enum { REJECTED_SHOWN = 20 };

/* One file on its way into the database. */
struct import {
	struct app *app;
	const char *path;
	const char *deck;
	unsigned directions; /* for rows that do not say */
	bool has_tags;	     /* the file has a column for them */
	bool json;
	struct deck_reader *reader;
	struct front_set *fronts;
	struct batch batch;
	struct import_report report;
	struct rejected_row *rejected; /* in the app's arena */
	size_t rejected_capacity;
};

static const char *delimiter_name(char delimiter)
{
	switch (delimiter) {
	case '\t':
		return "tab";
	case ',':
		return "comma";
	case ';':
		return "semicolon";
	case '|':
		return "pipe";
	case ' ':
		return "space";
	case ':':
		return "colon";
	default:
		return "other";
	}
}

/* "comma" or ","; false when it is no single character. */
static bool read_delimiter(const char *value, char *delimiter,
			   struct error *err)
{
	static const char known[] = "\t,;| :";

	for (const char *c = known; *c; c++)
		if (strcmp(value, delimiter_name(*c)) == 0) {
			*delimiter = *c;
			return true;
		}
	if (strlen(value) == 1 && (unsigned char)*value < 0x80) {
		*delimiter = *value;
		return true;
	}
	return error_set(err, ERROR_USAGE,
			 _("--delimiter cannot be \"%s\"; it takes one "
			   "character, or comma, tab, semicolon, pipe, "
			   "space, colon"),
			 value);
}

static bool read_header(const char *value, int *header, struct error *err)
{
	if (strcmp(value, "yes") == 0)
		*header = 1;
	else if (strcmp(value, "no") == 0)
		*header = 0;
	else
		return error_set(err, ERROR_USAGE,
				 _("--header cannot be \"%s\"; it takes yes or "
				   "no"),
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

static bool has_column(const struct columns *columns, enum column_role role)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->list[i].role == role)
			return true;
	return false;
}

static void reject(struct import *import, long line, const char *reason)
{
	struct arena *arena = &import->app->arena;
	size_t count = import->report.rejected_count;

	if (count == import->rejected_capacity) {
		size_t wider = count ? 2 * count : 16;
		struct rejected_row *rows = arena_array(arena, wider,
							sizeof(*rows));

		if (count)
			memcpy(rows, import->rejected, count * sizeof(*rows));
		import->rejected = rows;
		import->rejected_capacity = wider;
	}
	import->rejected[count] = (struct rejected_row){
		.line = line,
		.reason = arena_strdup(arena, reason),
	};
	import->report.rejected = import->rejected;
	import->report.rejected_count = count + 1;
}

static const char *row_deck(const struct import *import,
			    const struct note *note)
{
	return note->deck ? note->deck : import->deck;
}

/* First reading: which fronts stand more than once. */
static bool collect_fronts(struct import *import, struct error *err)
{
	for (;;) {
		struct arena arena = { 0 };
		struct deck_row row;
		bool ok = deck_reader_next(import->reader, &arena, &row, err);

		if (ok && row.kind == DECK_ROW_NOTE)
			front_set_add(import->fronts,
				      row_deck(import, &row.note),
				      row.note.front);
		arena_release(&arena);
		if (!ok || row.kind == DECK_ROW_END)
			return ok && deck_reader_rewind(import->reader, err);
	}
}

static void count(struct import *import, enum import_outcome outcome, long line,
		  long earlier_line)
{
	struct import_report *report = &import->report;

	switch (outcome) {
	case IMPORT_ADDED:
		report->added++;
		break;
	case IMPORT_CHANGED:
		report->changed++;
		break;
	case IMPORT_SAME:
		report->same++;
		break;
	case IMPORT_DUPLICATE:
		report->duplicates++;
		if (!import->json)
			app_print(import->app,
				  _("  line %ld: the same as line %ld, kept "
				    "once"),
				  line, earlier_line);
		break;
	case IMPORT_REJECTED:
		reject(import, line,
		       arena_printf(&import->app->arena,
				    _("its id stands on line %ld already"),
				    earlier_line));
		break;
	}
}

static bool take_note(struct import *import, struct importer *importer,
		      struct deck_row *row, struct error *err)
{
	struct note *note = &row->note;
	bool repeats = front_set_repeats(import->fronts, row_deck(import, note),
					 note->front);
	enum import_outcome outcome;
	long earlier;

	note->tags_unsaid = !import->has_tags;
	if (!note->directions)
		note->directions = import->directions;
	if (!importer_take(importer, note, row->line, repeats, &outcome,
			   &earlier, err))
		return false;
	count(import, outcome, row->line, earlier);
	return true;
}

/* Second reading: into the database. */
static bool take_rows(struct import *import, struct importer *importer,
		      struct error *err)
{
	for (;;) {
		struct arena arena = { 0 };
		struct deck_row row;
		bool ok = deck_reader_next(import->reader, &arena, &row, err);

		if (ok && row.kind != DECK_ROW_END)
			import->report.rows++;
		if (ok && row.kind == DECK_ROW_NOTE)
			ok = take_note(import, importer, &row, err);
		else if (ok && row.kind == DECK_ROW_REJECTED)
			reject(import, row.line, row.reason);
		arena_release(&arena);
		if (!ok || row.kind == DECK_ROW_END)
			return ok;
	}
}

static bool write_rows(struct import *import, struct error *err)
{
	struct store *store = import->app->store;
	struct importer *importer;
	bool ok;

	if (!store_begin(store, err))
		return false;
	importer = importer_new(&import->batch, import->deck);
	ok = take_rows(import, importer, err);
	importer_free(importer);
	if (ok)
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

static void print_format(struct import *import)
{
	const struct deck_format *format = deck_reader_format(import->reader);
	struct app *app = import->app;
	struct text line = { 0 };

	text_printf(&line, "  %s, %s, %s: ", format->encoding,
		    delimiter_name(format->delimiter),
		    format->header ? _("header") : _("no header"));
	for (size_t i = 0; i < format->columns.count; i++) {
		const struct column *column = &format->columns.list[i];
		const char *role = column_role_name(column->role);

		text_printf(&line, "%s%s", i ? ", " : "",
			    app_visible(app, column->name));
		if (column->role != COLUMN_FIELD &&
		    !text_equal(role, column->name))
			text_printf(&line, " (%s)", role);
	}
	app_print(app, "%s", text_string(&line));
	text_release(&line);
}

static void print_report(struct import *import)
{
	const struct import_report *report = &import->report;
	struct app *app = import->app;

	app_print(app,
		  _("  %lld new · %lld changed · %lld same · %lld duplicate · "
		    "%zu rejected"),
		  (long long)report->added, (long long)report->changed,
		  (long long)report->same, (long long)report->duplicates,
		  report->rejected_count);
	for (size_t i = 0; i < report->rejected_count && i < REJECTED_SHOWN;
	     i++)
		app_print(app, _("  line %ld: %s"), report->rejected[i].line,
			  report->rejected[i].reason);
	if (report->rejected_count > REJECTED_SHOWN)
		app_print(app, _("  and %zu more; --json lists all"),
			  report->rejected_count - REJECTED_SHOWN);
}

/* Good rows have arrived; that some did not is still a failure to say. */
static bool say_rejected(const struct import *import, struct error *err)
{
	size_t count = import->report.rejected_count;

	if (count == 0)
		return true;
	return error_set(err, ERROR_FORMAT,
			 ngettext("%s: %zu row was not imported; mend it and "
				  "import again",
				  "%s: %zu rows were not imported; mend them "
				  "and import again",
				  count),
			 import->path, count);
}

static bool import_rows(struct import *import, struct error *err)
{
	struct app *app = import->app;

	if (!import->json) {
		app_print(app, _("%s → deck %s"),
			  app_visible(app, import->path),
			  app_visible(app, import->deck));
		print_format(import);
	}
	store_expect_bulk(app->store, true);
	if (!collect_fronts(import, err) || !write_rows(import, err))
		return error_wrap(err, "%s", import->path);
	store_expect_bulk(app->store, false);
	if (import->json)
		return report_import(app->store, &import->report, app->out,
				     err) &&
		       say_rejected(import, err);
	print_report(import);
	return say_rejected(import, err);
}

static bool import_file(struct import *import,
			const struct deck_reader_options *options,
			struct error *err)
{
	const struct deck_format *format;
	bool ok;

	import->reader = deck_reader_open(import->path, options, err);
	if (!import->reader)
		return error_wrap(err, "%s", import->path);
	format = deck_reader_format(import->reader);
	import->report = (struct import_report){
		.file = import->path,
		.deck = import->deck,
		.encoding = format->encoding,
		.delimiter = delimiter_name(format->delimiter),
		.header = format->header,
	};
	import->has_tags = has_column(&format->columns, COLUMN_TAGS) ||
			   format->tag_count > 0;
	import->fronts = front_set_new();
	ok = import_rows(import, err);
	front_set_free(import->fronts);
	deck_reader_close(import->reader);
	return ok;
}

static bool read_options(const struct arguments *arguments,
			 struct deck_reader_options *options,
			 unsigned *directions, struct error *err)
{
	const char *delimiter = argument(arguments, "delimiter");
	const char *header = argument(arguments, "header");
	const char *cards = argument(arguments, "cards");
	const char *deck = argument(arguments, "deck");

	*options = DECK_READER_DETECT;
	options->map = argument(arguments, "map");
	return (!deck || deck_check_name(deck, err)) &&
	       (!delimiter ||
		read_delimiter(delimiter, &options->delimiter, err)) &&
	       (!header || read_header(header, &options->header, err)) &&
	       (!cards || read_cards(cards, directions, err));
}

static void say_failure(struct app *app, const struct error *err)
{
	fflush(app->out);
	fprintf(app->err, "ebb: %s\n", app_visible(app, err->message));
}

/* Every file is tried; each that failed is told, the last by the caller. */
static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *deck = argument(arguments, "deck");
	unsigned directions = DIRECTIONS_UNSAID;
	struct deck_reader_options options;
	struct stamp stamp;
	bool ok = true;

	if (!read_options(arguments, &options, &directions, err) ||
	    !app_stamp(app, &stamp, err))
		return false;
	for (int i = 0; i < arguments->count; i++) {
		const char *path = arguments->operands[i];
		struct error failure = { 0 };
		struct import import = {
			.app = app,
			.path = path,
			.deck = deck ? deck : deck_name(app, path),
			.directions = directions,
			.json = argument(arguments, "json"),
			.batch = { .store = app->store,
				   .kind = "import",
				   .label = path,
				   .stamp = stamp },
		};

		if (import_file(&import, &options, &failure))
			continue;
		if (!ok)
			say_failure(app, err);
		*err = failure;
		ok = false;
	}
	return ok;
}

const struct command command_import = {
	.name = "import",
	.operands = "FILE...",
	.summary = N_("bring deck files in; again to bring changes in"),
	.least = 1,
	.most = -1,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 'd', "deck", "DECK",
		  N_("into this deck instead of one named like the file") },
		{ 0, "delimiter", "CHAR",
		  N_("comma, tab, semicolon, pipe or another character") },
		{ 0, "header", "yes|no",
		  N_("whether the first row names the columns") },
		{ 0, "map", "ROLE=COLUMN,...",
		  N_("which column is what: front=2,back=3,tags=5") },
		{ 0, "cards", "WHICH",
		  N_("ask rows forward, reverse or both ways") },
		{ 0, "json", NULL, N_("report as JSON") },
	},
	.run = run,
};
