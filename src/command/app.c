#include "command/app.h"

#include <string.h>

#include "base/text.h"
#include "base/unicode.h"
#include "store/backup_folder.h"
#include "store/deck_store.h"
#include "store/setting_store.h"
#include "terminal/wrap.h"

bool app_stamp(struct app *app, struct stamp *stamp, struct error *err)
{
	struct settings settings;

	if (!setting_load(app->store, EVERY_DECK, &settings, err))
		return false;
	*stamp = clock_stamp(&app->clock, settings.rollover_min);
	return true;
}

bool app_deck(struct app *app, const char *name, int64_t *deck_id,
	      struct error *err)
{
	*deck_id = DECK_ALL;
	return !name || deck_find(app->store, name, deck_id, err);
}

bool app_search(struct app *app, const char *expression, int64_t deck_id,
		struct card_list *list, struct error *err)
{
	const struct search *search;
	struct stamp stamp;

	return search_parse(expression, &app->arena, &search, err) &&
	       app_stamp(app, &stamp, err) &&
	       search_run(app->store, search, deck_id, stamp.study_day,
			  &app->arena, list, err);
}

bool app_search_open(struct app *app, const char *expression, int64_t deck_id,
		     struct search_walk **walk, struct error *err)
{
	const struct search *search;
	struct stamp stamp;

	return search_parse(expression, &app->arena, &search, err) &&
	       app_stamp(app, &stamp, err) &&
	       search_open(app->store, search, deck_id, stamp.study_day,
			   &app->arena, walk, err);
}

const char *app_join(struct app *app, char **words, int count)
{
	struct text joined = { 0 };
	const char *copy;

	for (int i = 0; i < count; i++) {
		text_add(&joined, i ? " " : "");
		text_add(&joined, words[i]);
	}
	copy = text_copy(&joined, &app->arena);
	text_release(&joined);
	return copy;
}

const char *app_backups(struct app *app)
{
	return backup_folder_of(app->state, app->db_path, &app->arena);
}

bool app_open_store(struct app *app, struct error *err)
{
	const struct settings settings = settings_default();
	struct store_options options = {
		.path = app->db_path,
		.device = app->device,
		.random = &app->random,
		.backups = app_backups(app),
		.today = clock_stamp(&app->clock, settings.rollover_min)
				 .study_day,
	};

	if (app->store && !store_is_open(app->store)) {
		store_close(app->store);
		app->store = NULL;
	}
	if (!app->store)
		app->store = store_open(&options, err);
	return app->store != NULL;
}

const char *app_visible(struct app *app, const char *text)
{
	return unicode_visible(text, VISIBLE_ONE_LINE, &app->arena);
}

void app_print_bytes(struct app *app, const char *bytes, size_t length)
{
	struct text shown = { 0 };

	if (!terminal_is_output(app->terminal)) {
		fwrite(bytes, 1, length, app->out);
		return;
	}
	unicode_append_visible(&shown, bytes, length, VISIBLE_LINES);
	fputs(text_string(&shown), app->out);
	text_release(&shown);
}

void app_print(struct app *app, const char *format, ...)
{
	struct text line = { 0 }, wrapped = { 0 };
	va_list args;
	int indent;

	va_start(args, format);
	text_vprintf(&line, format, args);
	va_end(args);
	indent = (int)strspn(text_string(&line), " ");
	text_add_repeated(&wrapped, ' ', (size_t)indent);
	wrap_append(&wrapped, text_string(&line) + indent,
		    terminal_width(app->terminal), indent, indent);
	fprintf(app->out, "%s\n", text_string(&wrapped));
	text_release(&line);
	text_release(&wrapped);
}
