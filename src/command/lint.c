#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json.h"
#include "base/message.h"
#include "base/text.h"
#include "base/unicode.h"
#include "core/card.h"
#include "core/lint.h"
#include "exchange/deck_reader.h"
#include "store/deck_store.h"
#include "store/note_store.h"

/* One run over all operands. */
struct linter {
	struct app *app;
	unsigned rules;
	int words_most;
	bool json;
	const char *file; /* NULL: notes come from the store */
	struct lint_deck *deck;
	bool has_read; /* an operand */
	int64_t notes;
	int64_t counts[LINT_RULE_COUNT]; /* findings of each rule */
	int64_t levels[LINT_NOTE + 1];	 /* findings of each level */
};

/* ---- saying what was found ----------------------------------------------- */

static void print_json(struct linter *linter, const char *source, int64_t place,
		       const struct finding *finding)
{
	const struct {
		const char *key, *value;
	} items[] = {
		{ "rule", lint_rule_name(finding->rule) },
		{ "level", lint_level_name(finding->level) },
		{ "column", finding->column },
		{ "message", finding->message },
		{ "suggestion", finding->suggestion },
	};
	struct text object = { 0 };
	int64_t earlier = linter->levels[LINT_ERROR] +
			  linter->levels[LINT_WARNING] +
			  linter->levels[LINT_NOTE];

	text_add(&object, earlier ? "," : "");
	text_add(&object, linter->file ? "{\"file\":" : "{\"deck\":");
	json_add_string(&object, source);
	text_printf(&object, ",\"%s\":%lld", linter->file ? "line" : "card",
		    (long long)place);
	for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
		text_printf(&object, ",\"%s\":", items[i].key);
		if (items[i].value)
			json_add_string(&object, items[i].value);
		else
			text_add(&object, "null");
	}
	text_add_char(&object, '}');
	json_print(linter->app->out, text_string(&object));
	text_release(&object);
}

/* One line, which grep and editors understand: never wrapped. */
static void print_line(struct linter *linter, const char *source, int64_t place,
		       const struct finding *finding)
{
	enum { SUGGESTION_MOST = 60 };
	struct app *app = linter->app;
	const char *meant = finding->suggestion;

	fprintf(app->out, "%s:%lld: %s%s: ", app_visible(app, source),
		(long long)place, finding->level == LINT_NOTE ? "note: " : "",
		lint_rule_name(finding->rule));
	if (finding->column)
		fprintf(app->out, "%s: ", app_visible(app, finding->column));
	fputs(app_visible(app, finding->message), app->out);
	if (meant && *meant && unicode_width(meant) <= SUGGESTION_MOST)
		fprintf(app->out, _(" (write \"%s\")"),
			app_visible(app, meant));
	fputc('\n', app->out);
}

static void tell(struct linter *linter, const char *source, int64_t place,
		 const struct findings *findings)
{
	struct app *app = linter->app;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];
		struct arena_mark mark = arena_mark(&app->arena);

		if (linter->json)
			print_json(linter, source, place, finding);
		else
			print_line(linter, source, place, finding);
		arena_reset(&app->arena, mark);
		linter->counts[finding->rule]++;
		linter->levels[finding->level]++;
	}
}

static void print_summary(struct linter *linter)
{
	struct text line = { 0 };
	const char *before = ": ";

	if (!linter->has_read)
		return;
	text_printf(&line,
		    ngettext("%lld note", "%lld notes",
			     (unsigned long)linter->notes),
		    (long long)linter->notes);
	for (int rule = 0; rule < LINT_RULE_COUNT; rule++) {
		if (linter->counts[rule] == 0)
			continue;
		text_printf(&line, "%s%lld %s", before,
			    (long long)linter->counts[rule],
			    lint_rule_name(rule));
		before = " · ";
	}
	if (*before == ':')
		text_add(&line, _(": nothing to mend"));
	fprintf(linter->app->out, "%s\n", text_string(&line));
	text_release(&line);
}

/* ---- finding it ---------------------------------------------------------- */

static struct findings findings_in(const struct linter *linter,
				   struct arena *arena)
{
	return (struct findings){ .arena = arena,
				  .rules = linter->rules,
				  .words_most = linter->words_most };
}

static void check_note(struct linter *linter, const struct note *note,
		       int64_t place, struct findings *findings)
{
	linter->notes++;
	lint_deck_add(linter->deck, note, place, findings);
	lint_note(note, findings);
}

static bool check_rows(struct linter *linter, struct deck_reader *reader,
		       struct error *err)
{
	for (;;) {
		struct arena arena = { 0 };
		struct findings findings = findings_in(linter, &arena);
		struct deck_row row;
		bool ok = deck_reader_next(reader, &arena, &row, err);

		if (ok && row.kind == DECK_ROW_NOTE)
			check_note(linter, &row.note, row.line, &findings);
		else if (ok && row.kind == DECK_ROW_REJECTED)
			lint_rejected(row.reason, &findings);
		tell(linter, linter->file, row.line, &findings);
		arena_release(&arena);
		if (!ok || row.kind == DECK_ROW_END)
			return ok;
	}
}

static bool check_file(struct linter *linter, const char *path,
		       struct error *err)
{
	const struct deck_reader_options options = DECK_READER_DETECT;
	struct deck_reader *reader = deck_reader_open(path, &options, err);
	bool ok;

	if (!reader)
		return error_wrap(err, "%s", path);
	linter->has_read = true;
	linter->file = path;
	linter->deck = lint_deck_new(LINT_LINES);
	ok = check_rows(linter, reader, err) || error_wrap(err, "%s", path);
	lint_deck_free(linter->deck);
	linter->file = NULL;
	deck_reader_close(reader);
	return ok;
}

/* A note is named by its first card. */
static bool visit(void *context, const struct note *note, struct error *err)
{
	struct linter *linter = context;
	struct arena arena = { 0 };
	struct findings findings = findings_in(linter, &arena);
	int64_t card = note->id * CARDS_PER_NOTE +
		       (note->directions == DIRECTIONS_REVERSE);

	(void)err;
	check_note(linter, note, card, &findings);
	tell(linter, note->deck, card, &findings);
	arena_release(&arena);
	return true;
}

/* NULL: every deck. */
static bool check_deck(struct linter *linter, const char *name,
		       struct error *err)
{
	struct app *app = linter->app;
	int64_t deck_id;
	bool ok;

	if (!app_open_store(app, err) || !app_deck(app, name, &deck_id, err))
		return false;
	linter->has_read = true;
	linter->deck = lint_deck_new(LINT_CARDS);
	ok = note_each(app->store, deck_id, NOTE_WITHOUT_START, visit, linter,
		       err);
	lint_deck_free(linter->deck);
	return ok;
}

/* ---- the command --------------------------------------------------------- */

static bool is_file(const char *operand)
{
	static const char *const endings[] = { ".csv", ".tsv", ".txt" };
	size_t length = strlen(operand);
	struct stat status;

	if (strcmp(operand, "-") == 0 || strchr(operand, '/') ||
	    (stat(operand, &status) == 0 && !S_ISDIR(status.st_mode)))
		return true;
	for (int i = 0; i < 3; i++)
		if (length > 4 && strcmp(operand + length - 4, endings[i]) == 0)
			return true;
	return false;
}

static bool read_words(const char *value, int *words, struct error *err)
{
	char *end;
	long number = strtol(value, &end, 10);

	if (*value && !*end && number >= 1 && number <= 9999) {
		*words = (int)number;
		return true;
	}
	return error_set(err, ERROR_USAGE,
			 _("--words cannot be \"%s\"; it takes a number from 1 "
			   "to 9999"),
			 value);
}

static bool read_options(const struct arguments *arguments,
			 struct linter *linter, struct error *err)
{
	const char *only = argument(arguments, "only");
	const char *ignore = argument(arguments, "ignore");
	const char *words = argument(arguments, "words");
	unsigned ignored = 0;

	linter->json = argument(arguments, "json");
	linter->rules = LINT_ALL_RULES;
	linter->words_most = LINT_WORDS_MOST;
	if ((only && !lint_read_rules(only, &linter->rules, err)) ||
	    (ignore && !lint_read_rules(ignore, &ignored, err)) ||
	    (words && !read_words(words, &linter->words_most, err)))
		return false;
	linter->rules &= ~ignored;
	return true;
}

/* Every operand is tried; each that cannot be read is told, the last by the
 * caller. */
static bool check_operands(struct linter *linter,
			   const struct arguments *arguments, struct error *err)
{
	struct app *app = linter->app;
	bool ok = true;

	if (arguments->count == 0)
		return check_deck(linter, NULL, err);
	for (int i = 0; i < arguments->count; i++) {
		const char *operand = arguments->operands[i];
		struct error failure = { 0 };

		if (is_file(operand) ? check_file(linter, operand, &failure)
				     : check_deck(linter, operand, &failure))
			continue;
		if (!ok) {
			fflush(app->out);
			fprintf(app->err, "ebb: %s\n",
				app_visible(app, err->message));
		}
		*err = failure;
		ok = false;
	}
	return ok;
}

static bool judge(const struct linter *linter, struct error *err)
{
	int64_t count = linter->levels[LINT_ERROR] +
			linter->levels[LINT_WARNING];

	if (count == 0)
		return true;
	return error_set(err, ERROR_FORMAT,
			 ngettext("%lld thing to mend; --ignore RULE passes "
				  "over what is meant",
				  "%lld things to mend; --ignore RULE passes "
				  "over what is meant",
				  (unsigned long)count),
			 (long long)count);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct linter linter = { .app = app };
	bool ok;

	if (!read_options(arguments, &linter, err))
		return false;
	if (linter.json)
		fputc('[', app->out);
	ok = check_operands(&linter, arguments, err);
	if (linter.json)
		fputs("]\n", app->out);
	else
		print_summary(&linter);
	return ok && judge(&linter, err);
}

const struct command command_lint = {
	.name = "lint",
	.operands = "[DECK|FILE...]",
	.summary = N_("tell what is wrong with a deck before you learn it"),
	.most = -1,
	.options = {
		{ 0, "only", "RULE,...", N_("only what these rules find") },
		{ 0, "ignore", "RULE,...", N_("not what these rules find") },
		{ 0, "words", "N",
		  N_("answers may have so many words (40)") },
		{ 0, "json", NULL, N_("as a JSON array of objects") },
	},
	.run = run,
};
