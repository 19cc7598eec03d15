#include "command/import_view.h"

#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "base/message.h"
#include "base/text.h"
#include "command/import_format.h"
#include "terminal/wrap.h"

enum { EVENTS_SHOWN = 20 };

/* ---- collecting ---------------------------------------------------------- */

static bool is_worth_a_line(const struct import_event *event)
{
	switch (event->outcome) {
	case IMPORT_ADDED:
		return event->twin_line;
	case IMPORT_SAME:
	case IMPORT_OWN:
	case IMPORT_REMOVED:
		return false;
	default:
		return true;
	}
}

void import_report_add(struct import_report *report, struct arena *arena,
		       const struct import_event *event)
{
	size_t count = report->event_count;

	report->counts[event->outcome]++;
	if (!is_worth_a_line(event))
		return;
	if (count == report->event_capacity) {
		size_t wider = count ? 2 * count : 16;
		struct import_event *events = arena_array(arena, wider,
							  sizeof(*events));

		if (count)
			memcpy(events, report->events, count * sizeof(*events));
		report->events = events;
		report->event_capacity = wider;
	}
	report->events[count] = *event;
	report->events[count].text = arena_strdup(arena, event->text);
	report->events[count].former = arena_strdup(arena, event->former);
	report->event_count++;
}

int64_t import_report_changes(const struct import_report *report)
{
	const int64_t *counts = report->counts;

	return counts[IMPORT_ADDED] + counts[IMPORT_CHANGED] +
	       counts[IMPORT_RENAMED] + counts[IMPORT_DISPUTED] +
	       (report->retires ? (int64_t)report->gone_count : 0);
}

/* ---- how the file was understood ----------------------------------------- */

void import_print_format(struct app *app, const struct import_report *report)
{
	const struct deck_format *format = report->format;
	struct text line = { 0 };

	app_print(app, _("%s → deck %s"), app_visible(app, report->file),
		  app_visible(app, report->deck));
	text_printf(&line,
		    "  %s%s, %s, %s: ", app_visible(app, format->encoding),
		    format->encoding_guessed ? _(" (guessed)") : "",
		    import_delimiter_name(format->delimiter),
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
	if (format->preamble_rows)
		app_print(app,
			  _("  the title above the rows is passed over "
			    "(lines %ld to %ld)"),
			  format->preamble_line, format->preamble_last_line);
}

void import_print_row(struct app *app, const struct deck_row *row)
{
	struct text line = { 0 };
	const char *whole;

	if (row->kind == DECK_ROW_NOTE)
		whole = arena_printf(&app->arena, "  %ld  %s  │  %s", row->line,
				     app_visible(app, row->note.front),
				     app_visible(app, row->note.back));
	else
		whole = arena_printf(&app->arena, "  %ld  ✗ %s", row->line,
				     app_visible(app, row->reason));
	wrap_cut(&line, whole, terminal_width(app->terminal));
	fprintf(app->out, "%s\n", text_string(&line));
	text_release(&line);
}

/* ---- the difference ------------------------------------------------------ */

static void add_part(struct text *line, const char *sign, int64_t count,
		     const char *word)
{
	if (count)
		text_printf(line, "%s%s %" PRId64 " %s",
			    line->length ? "  " : "", sign, count, word);
}

static const struct import_event *first_event(
	const struct import_report *report, enum import_outcome outcome)
{
	for (size_t i = 0; i < report->event_count; i++)
		if (report->events[i].outcome == outcome)
			return &report->events[i];
	return NULL;
}

static void add_renamed(struct app *app, struct text *line,
			const struct import_report *report)
{
	const struct import_event *event = first_event(report, IMPORT_RENAMED);

	if (!event)
		return;
	add_part(line, "→", report->counts[IMPORT_RENAMED], _("renamed"));
	if (report->counts[IMPORT_RENAMED] == 1)
		text_printf(line, _(" (%s → %s, history kept)"),
			    app_visible(app, event->former),
			    app_visible(app, event->text));
	else
		text_add(line, _(" (history kept)"));
}

static void add_gone(struct text *line, const struct import_report *report)
{
	add_part(line, "−", (int64_t)report->gone_count,
		 report->retires ? _("retired") : _("gone"));
	if (report->gone_count && !report->retires)
		text_add(line, _(" (kept; --retire to retire)"));
}

/* Changes that were made here and stay. */
static void add_same(struct text *line, const struct import_report *report)
{
	int64_t own = report->counts[IMPORT_OWN];
	int64_t removed = report->counts[IMPORT_REMOVED];
	int64_t same = report->counts[IMPORT_SAME] + own + removed;

	add_part(line, "=", same, _("same"));
	if (own && removed)
		text_printf(line,
			    _(" (%" PRId64 " changed here, %" PRId64
			      " removed here)"),
			    own, removed);
	else if (own)
		text_printf(line, _(" (%" PRId64 " changed here)"), own);
	else if (removed)
		text_printf(line, _(" (%" PRId64 " removed here)"), removed);
}

static void print_summary(struct app *app, const struct import_report *report)
{
	const int64_t *counts = report->counts;
	struct text line = { 0 };

	add_part(&line, "+", counts[IMPORT_ADDED], _("new"));
	add_part(&line, "~", counts[IMPORT_CHANGED], _("changed"));
	add_renamed(app, &line, report);
	add_part(&line, "!", counts[IMPORT_DISPUTED],
		 _("in conflict (kept as here; see `ebb conflicts`)"));
	add_gone(&line, report);
	add_same(&line, report);
	add_part(&line, "≡", counts[IMPORT_DUPLICATE], _("duplicate"));
	add_part(&line, "✗", counts[IMPORT_REJECTED], _("rejected"));
	app_print(app, "  %s", line.length ? text_string(&line) : "= 0");
	text_release(&line);
}

static void print_event(struct app *app, const struct import_report *report,
			const struct import_event *event)
{
	const char *text = app_visible(app, event->text);

	switch (event->outcome) {
	case IMPORT_ADDED:
		app_print(app,
			  _("  line %ld: + %s, as on line %ld with "
			    "another back"),
			  event->line, text, event->twin_line);
		break;
	case IMPORT_RENAMED:
		if (report->counts[IMPORT_RENAMED] > 1)
			app_print(app, _("  line %ld: → %s → %s"), event->line,
				  app_visible(app, event->former), text);
		break;
	case IMPORT_CHANGED:
		if (report->is_dry)
			app_print(app, _("  line %ld: ~ %s"), event->line,
				  text);
		break;
	case IMPORT_DISPUTED:
		app_print(app, _("  line %ld: ! %s"), event->line, text);
		break;
	case IMPORT_REJECTED:
		app_print(app, _("  line %ld: ✗ %s"), event->line, text);
		break;
	default:
		app_print(app, _("  line %ld: ≡ %s"), event->line, text);
		break;
	}
}

/* Of very many of a kind the first are told. */
static void print_events(struct app *app, const struct import_report *report)
{
	int64_t shown[IMPORT_OUTCOMES] = { 0 }, left_out = 0;

	for (size_t i = 0; i < report->event_count; i++) {
		const struct import_event *event = &report->events[i];

		if (shown[event->outcome]++ < EVENTS_SHOWN)
			print_event(app, report, event);
		else if (event->outcome != IMPORT_CHANGED || report->is_dry)
			left_out++;
	}
	if (left_out)
		app_print(app, _("  and %" PRId64 " more; --json lists all"),
			  left_out);
}

static void print_gone(struct app *app, const struct import_report *report)
{
	for (size_t i = 0; i < report->gone_count && i < EVENTS_SHOWN; i++)
		app_print(app, "  − %s",
			  app_visible(app, report->gone[i].front));
	if (report->gone_count > EVENTS_SHOWN)
		app_print(app, _("  and %zu more; --json lists all"),
			  report->gone_count - EVENTS_SHOWN);
}

/* What the file holds besides rows. */
static void print_oddities(struct app *app, const struct import_report *report)
{
	if (report->comments)
		app_print(app,
			  ngettext("  %ld comment is passed over",
				   "  %ld comments are passed over",
				   (unsigned long)report->comments),
			  report->comments);
	if (report->wide_rows)
		app_print(app,
			  ngettext("  %ld row has more fields than there are "
				   "columns, line %ld; they are kept",
				   "  %ld rows have more fields than there "
				   "are columns, the first on line %ld; they "
				   "are kept",
				   (unsigned long)report->wide_rows),
			  report->wide_rows, report->first_wide_line);
}

void import_print_difference(struct app *app,
			     const struct import_report *report)
{
	print_oddities(app, report);
	print_summary(app, report);
	print_events(app, report);
	if (report->is_dry || report->retires)
		print_gone(app, report);
}

/* ---- JSON ---------------------------------------------------------------- */

static void add_key(struct text *json, const char *key)
{
	if (json->data[json->length - 1] != '{')
		text_add_char(json, ',');
	json_add_string(json, key);
	text_add_char(json, ':');
}

static void add_string(struct text *json, const char *key, const char *value)
{
	add_key(json, key);
	json_add_string(json, value);
}

static void add_number(struct text *json, const char *key, int64_t value)
{
	add_key(json, key);
	text_printf(json, "%" PRId64, value);
}

static void add_bool(struct text *json, const char *key, bool value)
{
	add_key(json, key);
	text_add(json, value ? "true" : "false");
}

/* The events of one outcome: the line and up to two texts under these
 * names. */
static void add_events(struct text *json, const char *key,
		       const struct import_report *report,
		       enum import_outcome outcome, const char *former_name,
		       const char *text_name)
{
	add_key(json, key);
	text_add_char(json, '[');
	for (size_t i = 0; i < report->event_count; i++) {
		const struct import_event *event = &report->events[i];

		if (event->outcome != outcome)
			continue;
		if (json->data[json->length - 1] != '[')
			text_add_char(json, ',');
		text_add_char(json, '{');
		add_number(json, "line", event->line);
		if (former_name)
			add_string(json, former_name, event->former);
		add_string(json, text_name, event->text);
		text_add_char(json, '}');
	}
	text_add_char(json, ']');
}

/* New notes whose front stands in the file before, with another back. */
static void add_twins(struct text *json, const struct import_report *report)
{
	add_key(json, "twins");
	text_add_char(json, '[');
	for (size_t i = 0; i < report->event_count; i++) {
		const struct import_event *event = &report->events[i];

		if (event->outcome != IMPORT_ADDED)
			continue;
		if (json->data[json->length - 1] != '[')
			text_add_char(json, ',');
		text_add_char(json, '{');
		add_number(json, "line", event->line);
		add_string(json, "front", event->text);
		add_number(json, "earlier_line", event->twin_line);
		text_add_char(json, '}');
	}
	text_add_char(json, ']');
}

static void add_gone_list(struct text *json, const struct import_report *report)
{
	add_key(json, "gone");
	text_add_char(json, '[');
	for (size_t i = 0; i < report->gone_count; i++) {
		if (i)
			text_add_char(json, ',');
		json_add_string(json, report->gone[i].front);
	}
	text_add_char(json, ']');
}

void import_print_json(struct app *app, const struct import_report *report)
{
	const int64_t *counts = report->counts;
	struct text json = { 0 };

	text_add_char(&json, '{');
	add_string(&json, "file", report->file);
	add_string(&json, "deck", report->deck);
	add_string(&json, "encoding", report->format->encoding);
	add_string(&json, "delimiter",
		   import_delimiter_name(report->format->delimiter));
	add_bool(&json, "header", report->format->header);
	add_number(&json, "comments", report->comments);
	add_number(&json, "wide_rows", report->wide_rows);
	add_bool(&json, "dry_run", report->is_dry);
	add_number(&json, "rows", report->rows);
	add_number(&json, "added", counts[IMPORT_ADDED]);
	add_twins(&json, report);
	add_number(&json, "changed", counts[IMPORT_CHANGED]);
	add_events(&json, "renamed", report, IMPORT_RENAMED, "from", "to");
	add_events(&json, "conflicts", report, IMPORT_DISPUTED, NULL, "front");
	add_number(&json, "same", counts[IMPORT_SAME]);
	add_number(&json, "changed_here", counts[IMPORT_OWN]);
	add_number(&json, "removed_here", counts[IMPORT_REMOVED]);
	add_gone_list(&json, report);
	add_bool(&json, "retired", report->retires);
	add_number(&json, "duplicates", counts[IMPORT_DUPLICATE]);
	add_events(&json, "rejected", report, IMPORT_REJECTED, NULL, "reason");
	text_add(&json, "}\n");
	json_print(app->out, text_string(&json));
	text_release(&json);
}
