#include "terminal/study_parts.h"

#include <string.h>

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "core/statistics.h"
#include "terminal/wrap.h"

enum {
	LABEL_LEAST_BESIDE = 5, /* ": " and a little of the value */
};

void study_add_style(struct text *out, const struct study_look *look,
		     enum style style)
{
	text_add(out, terminal_style(look->terminal, style));
}

void study_add_labelled(struct text *out, const struct study_look *look,
			const char *label, enum style style,
			const char *untrusted)
{
	struct arena arena = { 0 };
	int indent = look->plain ? 0 : STUDY_INDENT;
	int column = unicode_width(label);

	study_add_style(out, look, style);
	text_add(out, label);
	if (!look->plain)
		while (column < STUDY_INDENT)
			text_add_char(out, ' '), column++;
	study_add_style(out, look, STYLE_NONE);
	wrap_append(out, unicode_visible(untrusted, VISIBLE_LINES, &arena),
		    look->width, column, indent);
	text_add_char(out, '\n');
	arena_release(&arena);
}

void study_add_line(struct text *out, const struct study_look *look,
		    const char *string, int indent)
{
	text_add_repeated(out, ' ', (size_t)indent);
	wrap_append(out, string, look->width, indent, indent);
	text_add_char(out, '\n');
}

static const char *kind_phrase(const struct session *session,
			       struct arena *arena)
{
	const struct schedule *schedule = &session->card->schedule;
	int32_t days;

	if (session->kind == REVIEW_DRILL)
		return _("drill: once more today");
	if (session->kind == REVIEW_CRAM)
		return _("practice");
	if (schedule->ratings == 0)
		return _("new");
	if (schedule->last_day == DAY_NONE)
		return _("review");
	days = session->shown_at.study_day - schedule->last_day;
	if (days < 1)
		return _("review");
	return arena_printf(arena,
			    ngettext("review, last asked %d day ago",
				     "review, last asked %d days ago",
				     (unsigned long)days),
			    (int)days);
}

void study_view_question(struct text *out, const struct session *session,
			 const struct study_look *look)
{
	struct arena arena = { 0 };
	const struct card *card = session->card;
	const char *deck = unicode_visible(card->deck, VISIBLE_ONE_LINE,
					   &arena);
	const char *format = look->plain ? _("Card %lld of %lld, deck %s, %s.")
					 : _("%lld/%lld · %s · %s");

	text_add_char(out, '\n');
	study_add_style(out, look, STYLE_FAINT);
	study_add_line(out, look,
		       arena_printf(&arena, format,
				    (long long)session_position(session),
				    (long long)session_length(session), deck,
				    kind_phrase(session, &arena)),
		       0);
	study_add_style(out, look, STYLE_NONE);
	study_add_labelled(out, look, look->plain ? _("Question: ") : "Q",
			   STYLE_STRONG, card_question(card));
	arena_release(&arena);
}

/* A comment on an answer that is right, or NULL; a difference goes into
 * brackets where it is not shown under the answer. */
static const char *verdict_phrase(const struct comparison *comparison,
				  bool bracketed, struct arena *arena)
{
	const char *phrase;

	switch (comparison->verdict) {
	case VERDICT_LOOSE:
		return _("right, but for case or punctuation");
	case VERDICT_ARTICLE:
		return _("right, but for the article");
	case VERDICT_ALIAS:
		return _("right, as you let it count");
	case VERDICT_ACCENT:
		phrase = _("right, but for accents");
		break;
	case VERDICT_SLIP:
		phrase = arena_printf(
			arena,
			ngettext("%d slip", "%d slips",
				 (unsigned long)comparison->slips),
			comparison->slips);
		break;
	default:
		return NULL;
	}
	return bracketed
		       ? arena_printf(arena, _("%s: %s"), phrase,
				      unicode_visible(comparison->marked,
						      VISIBLE_ONE_LINE, arena))
		       : phrase;
}

/* What was typed under the answer, and what is different under that. */
static void add_aligned(struct text *out, const struct comparison *comparison,
			const char *phrase, const struct study_look *look)
{
	int column = STUDY_INDENT + unicode_width(comparison->marks_line) + 2;

	text_add_repeated(out, ' ', STUDY_INDENT);
	text_add(out, comparison->typed_line);
	text_add_char(out, '\n');
	text_add_repeated(out, ' ', STUDY_INDENT);
	text_add(out, comparison->marks_line);
	if (column + unicode_width(phrase) > look->width) {
		text_add_char(out, '\n');
		column = STUDY_INDENT;
		text_add_repeated(out, ' ', STUDY_INDENT);
	} else {
		text_add(out, "  ");
	}
	wrap_append(out, phrase, look->width, column, STUDY_INDENT);
	text_add_char(out, '\n');
}

/* Whether both lines stand under the answer as it is shown: on one line, and
 * with nothing in it that has to be made visible. */
static bool can_align(const struct comparison *comparison, const char *answer,
		      const struct study_look *look)
{
	int room = look->width - STUDY_INDENT;
	struct arena arena = { 0 };
	bool can = comparison->typed_line && !look->plain &&
		   unicode_width(answer) <= room &&
		   unicode_width(comparison->typed_line) <= room &&
		   strcmp(unicode_visible(answer, VISIBLE_ONE_LINE, &arena),
			  answer) == 0 &&
		   strcmp(unicode_visible(comparison->typed_line,
					  VISIBLE_ONE_LINE, &arena),
			  comparison->typed_line) == 0;

	arena_release(&arena);
	return can;
}

static void add_verdict(struct text *out, const struct session *session,
			const struct study_look *look)
{
	struct arena arena = { 0 };
	const struct comparison *comparison = &session->comparison;
	const char *answer = card_answer(session->card);
	bool right = comparison->verdict != VERDICT_WRONG;
	bool aligned = can_align(comparison, answer, look);
	const char *phrase = verdict_phrase(comparison, !aligned, &arena);
	const char *label = right ? "✓" : "✗";

	if (look->plain)
		label = right ? _("Right. Answer: ") : _("Wrong. Answer: ");
	study_add_labelled(out, look, label, right ? STYLE_GOOD : STYLE_BAD,
			   answer);
	if (phrase && aligned)
		add_aligned(out, comparison, phrase, look);
	else if (phrase)
		study_add_line(out, look, phrase,
			       look->plain ? 0 : STUDY_INDENT);
	if (session->mistaken_for)
		study_add_line(
			out, look,
			arena_printf(&arena,
				     _("What you typed answers \"%s\"."),
				     unicode_visible(session->mistaken_for,
						     VISIBLE_ONE_LINE, &arena)),
			look->plain ? 0 : STUDY_INDENT);
	arena_release(&arena);
}

/* "   name: ", cut where it would leave its value no room. */
static const char *field_label(const char *name, const struct study_look *look,
			       struct arena *arena)
{
	struct text cut = { 0 };
	const char *label;

	wrap_cut(&cut, unicode_visible(name, VISIBLE_ONE_LINE, arena),
		 look->width - STUDY_INDENT - LABEL_LEAST_BESIDE);
	label = arena_printf(arena, "%s%s: ", look->plain ? "" : "   ",
			     text_string(&cut));
	text_release(&cut);
	return label;
}

static void add_fields(struct text *out, const struct session *session,
		       const struct study_look *look)
{
	const struct note *note = &session->card->note;
	const char *remark = card_remark(session->card);
	struct arena arena = { 0 };

	if (remark)
		study_add_line(out, look,
			       unicode_visible(remark, VISIBLE_LINES, &arena),
			       look->plain ? 0 : STUDY_INDENT);
	for (size_t i = 0; i < note->field_count; i++)
		study_add_labelled(
			out, look,
			field_label(note->fields[i].name, look, &arena),
			STYLE_FAINT, note->fields[i].value);
	arena_release(&arena);
}

/* A choice of grades, kept together on one line where it fits. */
static void add_choice(struct text *out, const struct study_look *look,
		       int *column, const char *choice)
{
	int width = unicode_width(choice);

	if (*column > 0 && *column + 3 + width > look->width) {
		text_add_char(out, '\n');
		*column = 0;
	} else if (*column > 0) {
		text_add(out, look->plain ? _(", ") : " · ");
		*column += look->plain ? 2 : 3;
	}
	wrap_append(out, choice, look->width, *column, 0);
	*column += width;
}

/* The digits of the grades that again, hard, good and easy stand for. */
static const char *digits_of(int grade, const struct study_look *look)
{
	static const char *const sm2[] = { "0", "0 1 2", "2", "3", "4", "5" };
	static const char *const anki[] = { "1", "1", "1", "2", "3", "4" };

	return look->keys == KEYS_ANKI ? anki[grade] : sm2[grade];
}

static void add_interval_choices(struct text *out,
				 const struct session *session,
				 const struct study_look *look, int *column)
{
	static const int grades[] = { GRADE_AGAIN, GRADE_HARD, GRADE_GOOD,
				      GRADE_EASY };

	for (size_t i = 0; i < sizeof(grades) / sizeof(*grades); i++) {
		struct arena arena = { 0 };
		struct schedule after = session_preview(session, grades[i]);

		add_choice(out, look, column,
			   arena_printf(&arena, _("%s %s %d d"),
					digits_of(grades[i], look),
					grade_word(grades[i]),
					after.interval_days));
		arena_release(&arena);
	}
}

/* What is asked once more, and what is done, where no interval is at stake. */
static void add_two_choices(struct text *out, const struct study_look *look,
			    const char *again, const char *done, int *column)
{
	bool anki = look->keys == KEYS_ANKI;
	struct arena arena = { 0 };

	add_choice(out, look, column,
		   arena_printf(&arena, again, anki ? "1 2" : "0 1 2 3"));
	add_choice(out, look, column,
		   arena_printf(&arena, done, anki ? "3 4" : "4 5"));
	arena_release(&arena);
}

void study_view_choices(struct text *out, const struct session *session,
			const struct study_look *look)
{
	struct arena arena = { 0 };
	int column = 0;

	study_add_style(out, look, STYLE_ACCENT);
	if (session->kind == REVIEW_DRILL) {
		add_two_choices(out, look, _("%s once more today"),
				_("%s done for today"), &column);
	} else if (session->kind == REVIEW_CRAM) {
		add_two_choices(out, look, _("%s once more"), _("%s done"),
				&column);
	} else {
		add_interval_choices(out, session, look, &column);
	}
	add_choice(out, look, &column,
		   arena_printf(
			   &arena, _("Enter = %d"),
			   grade_digit(session->suggested_grade, look->keys)));
	study_add_style(out, look, STYLE_NONE);
	text_add_char(out, '\n');
	arena_release(&arena);
}

void study_view_answer(struct text *out, const struct session *session,
		       const struct study_look *look)
{
	if (session->compared) {
		add_verdict(out, session, look);
	} else {
		study_add_labelled(out, look, look->plain ? _("Answer: ") : "A",
				   STYLE_STRONG, card_answer(session->card));
	}
	add_fields(out, session, look);
	study_view_choices(out, session, look);
}

void study_view_hint(struct text *out, const struct session *session,
		     const struct study_look *look)
{
	struct arena arena = { 0 };

	study_add_labelled(
		out, look, look->plain ? _("Hint: ") : "?", STYLE_FAINT,
		hint_text(card_answer(session->card), session->hint, &arena));
	arena_release(&arena);
}

void study_view_previous(struct text *out, const struct card *card, int grade,
			 const struct study_look *look)
{
	struct arena arena = { 0 };

	study_add_labelled(out, look, look->plain ? _("Question: ") : "Q",
			   STYLE_STRONG, card_question(card));
	study_add_labelled(out, look, look->plain ? _("Answer: ") : "A",
			   STYLE_STRONG, card_answer(card));
	study_add_line(out, look,
		       arena_printf(&arena, _("You gave it %d %s."), grade,
				    grade_word(grade)),
		       look->plain ? 0 : STUDY_INDENT);
	arena_release(&arena);
}
