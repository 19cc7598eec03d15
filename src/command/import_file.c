#include "command/import_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "command/import_format.h"
#include "command/import_ids.h"
#include "command/import_rows.h"
#include "command/import_view.h"
#include "command/keep.h"
#include "command/write_ids.h"
#include "exchange/deck_ids.h"
#include "store/note_store.h"
#include "terminal/terminal.h"

enum { ROWS_SHOWN = 3, ROWS_BETWEEN_LOOKS = 4096 };

/* One file being imported. */
struct import {
	struct app *app;
	const struct import_order *order;
	struct source source;
	struct deck_reader *reader;
	struct import_rows rows;
	struct import_census census;
	struct text_map *front_lines; /* of fronts that repeat: the first */
	bool rehearses;
	struct batch batch;
	struct importer *importer;
	struct import_report report;
	struct import_ids ids;		  /* to be written */
	struct replacement file_with_ids; /* beside the file */
	bool names_columns;		  /* it has a header, the file none */
	struct arena arena;		  /* of the report and the ids */
	long rows_until_look;
	bool shows_progress;
};

static bool has_flag(const struct import *import, unsigned flag)
{
	return import->order->flags & flag;
}

static const char *row_deck(const struct import *import,
			    const struct note *note)
{
	return note->deck ? note->deck : import->source.deck;
}

/* ---- reading the rows, several times ------------------------------------- */

/* How far a long file is read, on a line that is written over. */
static void show_progress(struct import *import)
{
	if (has_flag(import, IMPORT_JSON) ||
	    !terminal_is_interactive(import->app->terminal))
		return;
	fprintf(import->app->err, "\r%3d %%\r",
		import_rows_percent(&import->rows));
	fflush(import->app->err);
	import->shows_progress = true;
}

static void end_progress(struct import *import)
{
	if (import->shows_progress)
		fputs("\r     \r", import->app->err);
	fflush(import->app->err);
	import->shows_progress = false;
}

static bool was_stopped(struct error *err)
{
	return error_set(err, ERROR_INTERRUPTED,
			 _("stopped; nothing was imported"));
}

/* Long files: what was stopped leaves nothing behind. */
static bool look_up(struct import *import, struct error *err)
{
	struct terminal *terminal = import->app->terminal;

	if (--import->rows_until_look > 0)
		return true;
	import->rows_until_look = ROWS_BETWEEN_LOOKS;
	show_progress(import);
	if (terminal_stopped(terminal) || terminal_interrupted(terminal))
		return was_stopped(err);
	return true;
}

typedef bool row_taker(struct import *import, struct deck_row *row,
		       struct arena *arena, struct error *err);

/* All rows from the first, each in an arena of its own. */
static bool each_row(struct import *import, row_taker *take, struct error *err)
{
	if (!import_rows_begin(&import->rows, err))
		return false;
	import->rows_until_look = ROWS_BETWEEN_LOOKS;
	for (;;) {
		struct arena arena = { 0 };
		struct deck_row row;
		bool ok = look_up(import, err) &&
			  import_rows_next(&import->rows, &arena, &row, err);

		if (ok && row.kind != DECK_ROW_END)
			ok = take(import, &row, &arena, err);
		arena_release(&arena);
		if (ok && row.kind != DECK_ROW_END)
			continue;
		end_progress(import);
		return ok;
	}
}

static bool count_row(struct import *import, struct deck_row *row,
		      struct arena *arena, struct error *err)
{
	(void)arena;
	(void)err;
	if (row->kind == DECK_ROW_NOTE)
		import_census_add(&import->census, row_deck(import, &row->note),
				  &row->note);
	return true;
}

static bool match_row(struct import *import, struct deck_row *row,
		      struct arena *arena, struct error *err)
{
	(void)arena;
	return row->kind != DECK_ROW_NOTE ||
	       importer_match(import->importer, &row->note, row->line, err);
}

/* What is told of a row that is in the file already. */
static const char *earlier(const struct import_result *result,
			   struct arena *arena)
{
	return arena_printf(arena,
			    result->outcome == IMPORT_DUPLICATE
				    ? _("the same as line %ld, kept once")
				    : _("its id stands on line %ld already"),
			    result->earlier_line);
}

/* The earlier line with the front of this new note, or 0. */
static long twin_line(struct import *import, const struct deck_row *row,
		      const struct import_result *result)
{
	const char *deck = row_deck(import, &row->note);
	uint32_t *first, earlier;

	if (!text_tally_repeats(import->census.fronts, deck, row->note.front))
		return 0;
	first = text_map_at(import->front_lines, deck, row->note.front);
	earlier = *first;
	if (!earlier)
		*first = (uint32_t)row->line;
	return result->outcome == IMPORT_ADDED ? (long)earlier : 0;
}

/* A row that is kept once gets the id of its twin, so that they stay equal;
 * one that is no note gets none. */
static bool keep_id(struct import *import, long line,
		    const struct import_result *result, struct error *err)
{
	const char *id = NULL;

	if (import->rehearses || !has_flag(import, IMPORT_WRITES_IDS))
		return true;
	if (result->outcome == IMPORT_DUPLICATE)
		id = import_ids_of_line(&import->ids, result->earlier_line);
	else if (result->note_id && result->outcome != IMPORT_REMOVED &&
		 result->outcome != IMPORT_REJECTED &&
		 !note_give_key(&import->batch, result->note_id, &import->arena,
				&id, err))
		return false;
	import_ids_add(&import->ids, line, id);
	return true;
}

static bool take_row(struct import *import, struct deck_row *row,
		     struct arena *arena, struct error *err)
{
	struct import_event event = {
		.outcome = IMPORT_REJECTED,
		.line = row->line,
		.text = row->reason,
	};
	struct import_result result;

	import->report.rows++;
	if (row->kind == DECK_ROW_NOTE) {
		if (!importer_take(import->importer, &row->note, row->line,
				   arena, &result, err) ||
		    !keep_id(import, row->line, &result, err))
			return false;
		event.outcome = result.outcome;
		event.text = result.earlier_line ? earlier(&result, arena)
						 : row->note.front;
		event.former = result.former_front;
		event.twin_line = twin_line(import, row, &result);
	}
	import_report_add(&import->report, &import->arena, &event);
	return true;
}

/* ---- comparing and writing ----------------------------------------------- */

static void start_report(struct import *import)
{
	arena_release(&import->arena);
	import->report = (struct import_report){
		.file = import->order->path,
		.deck = import->source.deck,
		.format = deck_reader_format(import->reader),
		.retires = has_flag(import, IMPORT_RETIRES),
		.is_dry = import->rehearses,
	};
}

static void start_census(struct import *import)
{
	import_census_release(&import->census);
	text_map_free(import->front_lines);
	import->front_lines = text_map_new();
	import->census = import_census_new();
}

/* Ctrl-C while indexes are made is heeded by the database. */
static bool finish(struct import *import, struct error *err)
{
	struct store_watch watch = keep_watch(import->app);
	struct store *store = import->app->store;
	bool ok;

	store_set_watch(store, &watch);
	ok = importer_finish(import->importer, err);
	store_set_watch(store, NULL);
	if (!ok && err->kind == ERROR_INTERRUPTED)
		was_stopped(err);
	return ok;
}

/* The difference, and unless it is a rehearsal the import itself. */
static bool take_file(struct import *import, struct error *err)
{
	struct importer_options options = {
		.batch = &import->batch,
		.deck = import->source.deck,
		.source_id = import->source.id,
		.census = &import->census,
		.rehearse = import->rehearses,
	};

	start_report(import);
	start_census(import);
	import_ids_clear(&import->ids);
	importer_free(import->importer);
	import->importer = importer_new(&options);
	if (!each_row(import, count_row, err) ||
	    !each_row(import, match_row, err) ||
	    !importer_guess(import->importer, err) ||
	    !each_row(import, take_row, err) || !finish(import, err))
		return false;
	import->report.gone_count = importer_gone(import->importer,
						  &import->report.gone);
	import->report.comments = deck_reader_comment_rows(import->reader);
	import->report.wide_rows = deck_reader_wide_rows(import->reader);
	import->report.first_wide_line = deck_reader_first_wide_line(
		import->reader);
	return import->rehearses || !has_flag(import, IMPORT_RETIRES) ||
	       importer_retire(import->importer, err);
}

static bool put_source(struct import *import, struct error *err)
{
	return !import->order->is_stored ||
	       source_put(import->app->store, &import->source,
			  import->order->stamp.at_ms, err);
}

static bool has_ids_to_write(const struct import *import)
{
	return has_flag(import, IMPORT_WRITES_IDS) && import->ids.count > 0;
}

/* Beside the file: all that is likely to fail does so before the commit. */
static bool make_file_with_ids(struct import *import, struct error *err)
{
	struct deck_reader_options options = import->order->options;

	if (!has_ids_to_write(import))
		return true;
	import->names_columns = options.header == 0 &&
				deck_ids_name_columns(
					deck_reader_format(import->reader));
	if (import->names_columns)
		options.header = 1;
	return write_ids(import->order->path, import->reader, &options,
			 &import->ids, &import->arena, &import->file_with_ids,
			 err);
}

static bool write_notes(struct import *import, struct error *err)
{
	struct store *store = import->app->store;

	import->rehearses = false;
	if (!store_begin(store, err))
		return false;
	if (!put_source(import, err) || !take_file(import, err) ||
	    !make_file_with_ids(import, err)) {
		store_rollback(store);
		return false;
	}
	if (store_commit(store, err))
		return true;
	if (has_ids_to_write(import))
		replacement_drop(&import->file_with_ids);
	return false;
}

static bool keep_source(struct import *import, struct error *err)
{
	struct store *store = import->app->store;

	import_look_at_file(&import->source);
	if (import->names_columns)
		import->source.header = "yes";
	if (!store_begin(store, err))
		return false;
	if (put_source(import, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

/*
 * The ids are in the database for good before they are in the file, so that
 * nobody changes a row trusting in an id that no note has.  Should this fail,
 * or the power in between, the next import finds the notes by the texts of
 * their rows, as it would have without ids; a note with a key may be a row
 * without.
 */
static bool put_file_with_ids(struct import *import, struct error *err)
{
	if (!has_ids_to_write(import))
		return true;
	if (!write_ids_put(import->order->path, import->reader,
			   &import->file_with_ids, err))
		return error_wrap(err, "%s",
				  _("imported, but the file got no ids"));
	if (keep_source(import, err))
		return true;
	return error_wrap(
		err, "%s",
		import->names_columns
			? _("imported, and the file got its ids, but import it "
			    "again with --header yes")
			: _("imported, and the file got its ids, but import it "
			    "again"));
}

static bool rehearse(struct import *import, struct error *err)
{
	import->rehearses = true;
	return take_file(import, err);
}

/* ---- saying it ----------------------------------------------------------- */

static bool print_first_rows(struct import *import, struct error *err)
{
	if (!deck_reader_rewind(import->reader, err))
		return false;
	for (int i = 0; i < ROWS_SHOWN; i++) {
		struct arena arena = { 0 };
		struct deck_row row;
		bool ok = deck_reader_next(import->reader, &arena, &row, err);

		if (ok && row.kind != DECK_ROW_END)
			import_print_row(import->app, &row);
		arena_release(&arena);
		if (!ok || row.kind == DECK_ROW_END)
			return ok;
	}
	return true;
}

static void report(struct import *import)
{
	if (has_flag(import, IMPORT_JSON))
		import_print_json(import->app, &import->report);
	else
		import_print_difference(import->app, &import->report);
}

/* Good rows have arrived; that some did not is still a failure to say. */
static bool say_rejected(const struct import *import, struct error *err)
{
	size_t count = (size_t)import->report.counts[IMPORT_REJECTED];

	if (count == 0)
		return true;
	return error_set(err, ERROR_FORMAT,
			 ngettext("%s: %zu row was not imported; mend it and "
				  "import again",
				  "%s: %zu rows were not imported; mend them "
				  "and import again",
				  count),
			 import->order->path, count);
}

/* Enter and y are yes. */
static bool ask(struct import *import)
{
	struct key key;
	enum reply reply;

	fflush(import->app->out);
	reply = terminal_read_key(import->app->terminal,
				  _("Import it? Enter = yes, n = no "), &key);
	return reply == REPLY_LINE && (key.code == '\n' || key.code == 'y');
}

static bool run_dry(struct import *import, struct error *err)
{
	if (!rehearse(import, err))
		return error_wrap(err, "%s", import->order->path);
	report(import);
	if (!say_rejected(import, err))
		return false;
	return import_report_changes(&import->report) == 0 ||
	       error_set(err, ERROR_CONFLICT, "%s", "");
}

static bool run_asking(struct import *import, bool *go_on, struct error *err)
{
	if (!print_first_rows(import, err) || !rehearse(import, err))
		return error_wrap(err, "%s", import->order->path);
	report(import);
	*go_on = import_report_changes(&import->report) == 0 || ask(import);
	if (!*go_on)
		app_print(import->app, _("Nothing was imported."));
	return true;
}

static bool has_come_out(const struct import *import,
			 const struct import_report *rehearsed)
{
	const struct import_report *report = &import->report;

	return memcmp(report->counts, rehearsed->counts,
		      sizeof(report->counts)) == 0 &&
	       report->gone_count == rehearsed->gone_count;
}

/* Of what was shown and agreed to, only what came out otherwise. */
static void say_done(struct import *import,
		     const struct import_report *rehearsed)
{
	if (!has_come_out(import, rehearsed)) {
		app_print(import->app, _("The cards were changed elsewhere in "
					 "the meantime; what was done:"));
		report(import);
	}
	if (import->batch.id)
		app_print(import->app,
			  _("Imported; `ebb undo` takes it back."));
}

static bool run_writing(struct import *import, struct error *err)
{
	const struct import_report rehearsed = import->report;
	bool ok;

	keep_before_import(import->app);
	store_expect_bulk(import->app->store, true);
	ok = write_notes(import, err);
	store_expect_bulk(import->app->store, false);
	if (!ok)
		return error_wrap(err, "%s", import->order->path);
	if (rehearsed.rows == 0)
		report(import);
	else
		say_done(import, &rehearsed);
	if (!put_file_with_ids(import, err))
		return error_wrap(err, "%s", import->order->path);
	return say_rejected(import, err);
}

static bool run(struct import *import, struct error *err)
{
	bool go_on = true;

	start_report(import);
	if (!has_flag(import, IMPORT_JSON))
		import_print_format(import->app, &import->report);
	if (has_flag(import, IMPORT_DRY_RUN))
		return run_dry(import, err);
	if (has_flag(import, IMPORT_ASKS) && !run_asking(import, &go_on, err))
		return false;
	return !go_on || run_writing(import, err);
}

bool import_file(struct app *app, const struct import_order *order,
		 struct error *err)
{
	struct import import = {
		.app = app,
		.order = order,
		.source = order->source,
		.batch = { .store = app->store,
			   .kind = "import",
			   .label = order->path,
			   .stamp = order->stamp },
	};
	bool ok;

	import.reader = deck_reader_open(order->path, &order->options, err);
	if (!import.reader)
		return error_wrap(err, "%s", order->path);
	import.source.format = import_format_json(
		deck_reader_format(import.reader), &app->arena);
	import.rows = import_rows_of(import.reader, order->directions);
	ok = run(&import, err);
	importer_free(import.importer);
	import_census_release(&import.census);
	text_map_free(import.front_lines);
	arena_release(&import.arena);
	import_ids_release(&import.ids);
	import_rows_release(&import.rows);
	deck_reader_close(import.reader);
	return ok;
}
