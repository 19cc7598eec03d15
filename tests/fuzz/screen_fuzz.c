/*
 * Whatever a deck and a learner say, what ebb shows of it can only be read:
 * UTF-8 without a control character, an escape or a turn of direction, no line
 * wider than the window, no character with more than a few marks on it.
 * Making it so twice changes nothing more, wrapping loses no character, and a
 * cell is as wide as its column.
 *
 * The first two bytes choose the window and the manner; then come front, back,
 * what is typed, a field's name and value, and the deck, each ended by a NUL.
 */

#include "fuzz.h"

#include "core/figure.h"
#include "core/session.h"
#include "terminal/figure_view.h"
#include "terminal/study_view.h"
#include "terminal/table.h"
#include "terminal/typed.h"
#include "terminal/wrap.h"

/* In narrower windows ebb's own words are wider than a line. */
enum { WIDTH_LEAST = 20, WIDTHS = 110, TODAY = 20514 };

struct input {
	int width;
	unsigned manner; /* bits */
	const char *front, *back, *typed, *name, *value, *deck;
};

/* Takes a text that was drawn, judges it and releases it. */
static void judge(struct text *text, int width)
{
	require_readable(text_string(text));
	require_fits(text_string(text), width);
	text_release(text);
}

/* ---- one string ---------------------------------------------------------- */

/* Nothing flows over into what stands above. */
static void require_few_zero_widths(const char *string)
{
	const uint8_t *at = (const uint8_t *)string;
	int marks = 0;
	ucs4_t c;

	while ((at = u8_next(&c, at)) != NULL) {
		marks = uc_width(c, "UTF-8") == 0 ? marks + 1 : 0;
		require(marks <= 8, "%d marks in [%s]", marks, string);
	}
}

static const char *try_visible(const char *bytes, enum visible how,
			       struct arena *arena)
{
	const char *once = unicode_visible(bytes, how, arena);

	require_readable(once);
	require_few_zero_widths(once);
	require(how == VISIBLE_LINES || !strchr(once, '\n'), "[%s]", once);
	require(strcmp(once, unicode_visible(once, how, arena)) == 0, "[%s]",
		once);
	require(strlen(once) <= 8 * strlen(bytes), "%zu of %zu bytes",
		strlen(once), strlen(bytes));
	return once;
}

static const char *without_blanks(const char *string, struct arena *arena)
{
	char *copy = arena_strdup(arena, string), *to = copy;

	for (; *string; string++)
		if (*string != ' ' && *string != '\n')
			*to++ = *string;
	*to = '\0';
	return copy;
}

static void try_wrap(const char *shown, const struct input *input,
		     struct arena *arena)
{
	int indent = (int)(input->manner >> 4) % 20;
	struct text text = { 0 };

	wrap_append(&text, shown, input->width, 0, indent);
	require(strcmp(without_blanks(shown, arena),
		       without_blanks(text_string(&text), arena)) == 0,
		"[%s] became [%s]", shown, text_string(&text));
	judge(&text, input->width);
}

static void try_cell(const char *line, int columns)
{
	struct text text = { 0 };

	wrap_fit(&text, line, columns);
	require(unicode_width(text_string(&text)) == columns, "%d: [%s]",
		columns, text_string(&text));
	text_clear(&text);
	wrap_cut(&text, line, columns);
	judge(&text, columns);
}

static void try_string(const char *bytes, const struct input *input)
{
	struct arena arena = { 0 };
	const char *line = try_visible(bytes, VISIBLE_ONE_LINE, &arena);
	const char *lines = try_visible(bytes, VISIBLE_LINES, &arena);

	try_wrap(lines, input, &arena);
	try_cell(line, 1 + (int)input->manner % 30);
	arena_release(&arena);
}

/* ---- tables and figures -------------------------------------------------- */

static void try_table(const struct input *input)
{
	const struct table_column columns[] = {
		{ .title = "deck", .flexible = true },
		{ .title = "due", .align = TABLE_RIGHT },
		{ .title = "text", .flexible = input->manner & 1 },
		{ .title = "tags", .optional = input->manner & 2 },
	};
	struct arena arena = { 0 };
	struct table *table = table_new(columns, 4);
	const char *cells[] = {
		unicode_visible(input->deck, VISIBLE_ONE_LINE, &arena), "12",
		unicode_visible(input->front, VISIBLE_ONE_LINE, &arena),
		unicode_visible(input->back, VISIBLE_ONE_LINE, &arena)
	};
	struct text text = { 0 };

	table_add(table, cells);
	cells[3] = NULL;
	table_add(table, cells);
	table_render(table, input->width, &text);
	require(!strstr(text_string(&text), " \n"), "blanks at an end: [%s]",
		text_string(&text));
	judge(&text, input->width);
	table_free(table);
	arena_release(&arena);
}

static void try_figure(const struct input *input, enum shape shape)
{
	struct value values[] = {
		{ .known = true, .text = input->deck },
		{ .known = true, .number = (int64_t)input->manner },
		{ .known = true, .text = input->front },
		{ .known = input->manner & 1, .number = 7 },
	};
	struct figure figure = {
		.name = "figure",
		.title = "Figure",
		.shape = shape,
		.columns = { { "deck", "deck", UNIT_TEXT, false },
			     { "n", "cards", UNIT_COUNT, false } },
		.column_count = 2,
		.values = values,
		.row_count = shape == SHAPE_LIST ? 1 : 2,
		.today = TODAY,
	};
	struct terminal *terminal = terminal_open(true);
	const struct chart_look look = {
		.terminal = terminal,
		.width = input->width,
		.ascii = input->manner & 2,
		.plain = input->manner & 4,
	};
	struct text text = { 0 };

	figure_draw(&figure, &look, &text);
	judge(&text, input->width);
	terminal_close(terminal);
}

/* ---- a card on screen ---------------------------------------------------- */

static void apply(struct session *session, struct session_event event)
{
	event.at.study_day = TODAY;
	session_apply(session, &event);
}

static void draw_card(struct session *session, struct card *card,
		      const struct input *input, const struct study_look *look,
		      struct arena *arena)
{
	const char *typed = typed_clean(input->typed, strlen(input->typed), 200,
					arena);
	struct schedule after;
	struct text text = { 0 };

	apply(session,
	      (struct session_event){ .kind = EVENT_CARD, .card = card });
	study_view_question(&text, session, look);
	judge(&text, look->width);
	session_give_hint(session);
	study_view_hint(&text, session, look);
	judge(&text, look->width);
	apply(session,
	      (struct session_event){ .kind = EVENT_REVEAL, .text = typed });
	session->mistaken_for = input->manner & 4 ? input->back : NULL;
	study_view_answer(&text, session, look);
	judge(&text, look->width);
	after = session_preview(session, GRADE_WRONG);
	apply(session, (struct session_event){ .kind = EVENT_GRADE,
					       .grade = GRADE_WRONG });
	study_view_saved(&text, session, &after, look);
	judge(&text, look->width);
	apply(session, (struct session_event){ .kind = EVENT_SAVED, .id = 1 });
	study_view_previous(&text, card, GRADE_WRONG, look);
	judge(&text, look->width);
	study_view_summary(&text, session, &(struct queue_counts){ 1, 2, 3 }, 4,
			   5, look);
	judge(&text, look->width);
}

static void try_card(const struct input *input)
{
	static const struct replay_rules rules = { INTERVAL_MOST_DAYS };
	struct arena arena = { 0 };
	struct terminal *terminal = terminal_open(true);
	const struct study_look look = {
		.terminal = terminal,
		.width = input->width,
		.plain = input->manner & 8,
	};
	struct field field = { input->name, input->value };
	struct card card = {
		.id = 256,
		.deck_id = 1,
		.deck = input->deck,
		.note = { .front = input->front,
			  .back = input->back,
			  .fields = &field,
			  .field_count = *input->name && *input->value },
		.direction = input->manner & 16 ? DIRECTION_REVERSE
						: DIRECTION_FORWARD,
		.schedule = schedule_new,
	};
	struct session session;

	if (cloze_has(input->front))
		card.direction = DIRECTION_CLOZE;
	card_prepare(&card, &arena);
	session_init(&session, &rules, &(struct queue_counts){ .due = 20 });
	session_set_answering(
		&session, input->manner & 32 ? ANSWER_AUTO : ANSWER_TYPE,
		&(struct answer_rules){ .alternatives = ALTERNATIVES_ALL,
					.articles = ARTICLES_EN });
	draw_card(&session, &card, input, &look, &arena);
	session_release(&session);
	terminal_close(terminal);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct input input = {
		.width = WIDTH_LEAST + next_byte(&data, &size) % WIDTHS,
		.manner = next_byte(&data, &size),
	};

	try_string(arena_strndup(&arena, (const char *)data, size), &input);
	input.front = next_text(&data, &size, &arena);
	input.back = next_text(&data, &size, &arena);
	input.typed = next_part(&data, &size, &arena);
	input.name = next_text(&data, &size, &arena);
	input.value = next_text(&data, &size, &arena);
	input.deck = next_text(&data, &size, &arena);
	try_table(&input);
	try_figure(&input, SHAPE_TABLE);
	try_figure(&input, SHAPE_LIST);
	try_figure(&input, SHAPE_BARS);
	if (*input.front && *input.back)
		try_card(&input);
	arena_release(&arena);
	return 0;
}
