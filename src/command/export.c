#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/message.h"
#include "base/text.h"
#include "command/import_format.h"
#include "command/memory_text.h"
#include "command/replace_file.h"
#include "exchange/deck_writer.h"
#include "exchange/encoding.h"
#include "store/deck_store.h"
#include "store/note_store.h"
#include "store/source_format.h"
#include "store/source_store.h"

enum { NOTES_BETWEEN_LOOKS = 1024 };

struct export
{
	struct app *app;
	int64_t deck_id;
	const struct card_list *chosen; /* their notes only; NULL: all */
	struct deck_dialect dialect;
	const char *encoding;
	struct deck_columns columns;
	bool with_schedule;
	unsigned directions; /* of notes that need no word about them; or 0 */
	struct deck_writer *writer;
	int64_t notes;
};

/* ---- writing ------------------------------------------------------------- */

static bool is_chosen(const struct export *export, const struct note *note)
{
	return !export->chosen || card_list_has_note(export->chosen, note->id);
}

static bool include_columns(void *context, const struct note *note,
			    struct error *err)
{
	struct export *export = context;
	struct note shown = *note;

	(void)err;
	if (!is_chosen(export, note))
		return true;
	if (shown.directions == export->directions)
		shown.directions = DIRECTIONS_UNSAID;
	deck_columns_include(&export->columns, &shown, &export->app->arena);
	return true;
}

static bool put_note(void *context, const struct note *note, struct error *err)
{
	struct export *export = context;

	if (!is_chosen(export, note))
		return true;
	if (++export->notes % NOTES_BETWEEN_LOOKS == 0 &&
	    (terminal_stopped(export->app->terminal) ||
	     terminal_interrupted(export->app->terminal)))
		return error_set(err, ERROR_INTERRUPTED, _("stopped"));
	return deck_writer_put(export->writer, note, err);
}

static bool write_rows(struct export *export, FILE *out, struct error *err)
{
	struct store *store = export->app->store;
	int64_t deck_id = export->deck_id;

	if (!note_each(store, deck_id, NOTE_WITHOUT_START, include_columns,
		       export, err))
		return false;
	export->columns.deck = deck_id == DECK_ALL;
	export->columns.schedule = export->with_schedule;
	export->writer = deck_writer_open(out, &export->dialect,
					  &export->columns, err);
	if (!export->writer)
		return false;
	if (note_each(store, deck_id,
		      export->with_schedule ? NOTE_WITH_START
					    : NOTE_WITHOUT_START,
		      put_note, export, err))
		return deck_writer_close(export->writer, err);
	deck_writer_close(export->writer, &(struct error){ 0 });
	return false;
}

static bool encode(struct export *export, const struct memory_text *text,
		   FILE *out, struct error *err)
{
	struct memory_text bytes;
	bool ok;

	memory_text_open(&bytes);
	ok = encoding_write(export->encoding, text->data, text->length,
			    bytes.stream, err);
	memory_text_close(&bytes);
	if (ok && fwrite(bytes.data, 1, bytes.length, out) < bytes.length)
		ok = error_set_errno(err, _("cannot write the deck"));
	free(bytes.data);
	return ok;
}

/* In another encoding the text is written first and then converted, all of it
 * or nothing. */
static bool write_deck(void *context, FILE *out, struct error *err)
{
	struct export *export = context;
	struct memory_text text;
	bool ok;

	if (text_equal(export->encoding, "UTF-8"))
		return write_rows(export, out, err);
	memory_text_open(&text);
	ok = write_rows(export, text.stream, err);
	memory_text_close(&text);
	ok = ok && encode(export, &text, out, err);
	free(text.data);
	return ok;
}

/* Bytes for programs go straight out, for a terminal all together. */
static bool print_deck(struct export *export, struct error *err)
{
	struct app *app = export->app;
	struct memory_text text;
	bool ok;

	if (!terminal_is_output(app->terminal))
		return write_deck(export, app->out, err);
	memory_text_open(&text);
	ok = write_deck(export, text.stream, err);
	memory_text_close(&text);
	if (ok)
		app_print_bytes(app, text.data, text.length);
	free(text.data);
	return ok;
}

/* ---- the manner of the file that the deck came from ---------------------- */

static bool find_source(struct app *app, const char *deck, struct source *found,
			struct error *err)
{
	struct source *sources;
	size_t count;

	*found = (struct source){ 0 };
	if (!source_list(app->store, &app->arena, &sources, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (deck && strcmp(sources[i].deck, deck) == 0 &&
		    sources[i].modified_at_ms >= found->modified_at_ms)
			*found = sources[i];
	return found->id ||
	       error_set(err, ERROR_NOT_FOUND,
			 _("--as-imported needs a deck that came from a file"));
}

static enum column_role role_named(const char *name)
{
	for (int role = COLUMN_FIELD; role <= COLUMN_LAPSES; role++)
		if (text_equal(column_role_name((enum column_role)role), name))
			return (enum column_role)role;
	return COLUMN_FIELD;
}

static const struct columns *original_columns(
	const struct source_format *format, struct arena *arena)
{
	struct columns *columns = arena_alloc(arena, sizeof(*columns));

	columns->count = format->column_count;
	columns->list = arena_array(arena, columns->count,
				    sizeof(*columns->list));
	for (size_t i = 0; i < columns->count; i++)
		columns->list[i] = (struct column){
			.name = format->columns[i].name,
			.role = role_named(format->columns[i].role),
		};
	return columns;
}

static unsigned directions_of(const char *cards)
{
	return text_equal(cards, "both")      ? DIRECTIONS_BOTH
	       : text_equal(cards, "reverse") ? DIRECTIONS_REVERSE
					      : DIRECTIONS_FORWARD;
}

/* Texts are kept without markup: a file that said they were HTML says now that
 * they are not. */
static const char *plain_preface(const char *preface, struct arena *arena,
				 bool *plain)
{
	static const char directive[] = "#html:";
	struct text out = { 0 };
	const char *copy;

	*plain = false;
	while (preface && *preface) {
		size_t length = strcspn(preface, "\r\n");

		if (strncasecmp(preface, directive, 6) == 0) {
			text_add(&out, "#html:false");
			*plain = true;
		} else {
			text_append(&out, preface, length);
		}
		preface += length;
		length = strspn(preface, "\r\n");
		text_append(&out, preface, length);
		preface += length;
	}
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

static bool choose_original(struct export *export, const char *deck,
			    struct error *err)
{
	struct arena *arena = &export->app->arena;
	struct source_format format;
	struct source source;
	bool plain;

	if (!find_source(export->app, deck, &source, err) ||
	    !source_format_read(export->app->store, source.format, arena,
				&format, err))
		return false;
	export->dialect = (struct deck_dialect){
		.delimiter = format.delimiter,
		.line_end = format.line_end,
		.quotes_all = format.quotes_all,
		.preface = plain_preface(format.preface, arena, &plain),
		.original = original_columns(&format, arena),
		.headless = !format.header,
	};
	export->dialect.plain = plain;
	export->encoding = format.encoding;
	export->directions = directions_of(source.cards);
	return true;
}

/* ---- the command --------------------------------------------------------- */

static bool read_line_end(const char *value, const char **line_end,
			  struct error *err)
{
	static const struct {
		const char *name, *bytes;
	} known[] = { { "lf", "\n" }, { "crlf", "\r\n" }, { "cr", "\r" } };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(value, known[i].name) == 0) {
			*line_end = known[i].bytes;
			return true;
		}
	return error_set(err, ERROR_USAGE,
			 _("--line-end cannot be \"%s\"; it takes lf, crlf or "
			   "cr"),
			 value);
}

static bool read_options(struct export *export,
			 const struct arguments *arguments, struct error *err)
{
	const char *delimiter = argument(arguments, "delimiter");
	const char *line_end = argument(arguments, "line-end");
	const char *encoding = argument(arguments, "encoding");
	struct encoding found;

	if (argument(arguments, "as-imported") &&
	    !choose_original(export, arguments->operands[0], err))
		return false;
	export->with_schedule = argument(arguments, "with-schedule");
	export->dialect.safe = argument(arguments, "safe-for-excel");
	if (encoding) {
		if (!encoding_find(encoding, &found, err))
			return false;
		export->encoding = encoding;
	}
	return (!delimiter ||
		import_read_delimiter(delimiter, &export->dialect.delimiter,
				      err)) &&
	       (!line_end ||
		read_line_end(line_end, &export->dialect.line_end, err));
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *path = argument(arguments, "output");
	const char *search = argument(arguments, "search");
	struct export export = { .app = app, .encoding = "UTF-8" };
	struct card_list chosen;

	if (!app_deck(app, arguments->operands[0], &export.deck_id, err))
		return false;
	if (search && !app_search(app, search, export.deck_id, &chosen, err))
		return false;
	if (search)
		export.chosen = &chosen;
	if (!read_options(&export, arguments, err))
		return false;
	if (!path || strcmp(path, "-") == 0)
		return print_deck(&export, err);
	if (!replace_file(path, write_deck, &export, &app->arena, err))
		return false;
	app_print(app,
		  ngettext("%lld note written to %s",
			   "%lld notes written to %s",
			   (unsigned long)export.notes),
		  (long long)export.notes, app_visible(app, path));
	return true;
}

const struct command command_export = {
	.name = "export",
	.operands = "[DECK]",
	.summary = N_("write a deck as CSV that imports back to the same cards"),
	.most = 1,
	.flags = COMMAND_OPENS_STORE | COMMAND_READS,
	.options = {
		{ 'o', "output", "FILE",
		  N_("into this file instead of standard output") },
		{ 's', "search", "SEARCH",
		  N_("only the notes of cards that this search chooses") },
		{ 0, "as-imported", NULL,
		  N_("in the manner of the file that the deck came from") },
		{ 0, "delimiter", "CHAR",
		  N_("comma, tab, semicolon, pipe or another character") },
		{ 0, "encoding", "NAME",
		  N_("UTF-8, UTF-8 with BOM, CP1252, Shift_JIS ...") },
		{ 0, "line-end", "WHICH", N_("lf, crlf or cr") },
		{ 0, "with-schedule", NULL,
		  N_("with due, interval, ease, repetitions and lapses") },
		{ 0, "safe-for-excel", NULL,
		  N_("an apostrophe before what would be a formula") },
	},
	.run = run,
};
