#include "terminal/study_view.h"

#include <string.h>

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "core/statistics.h"
#include "terminal/wrap.h"

enum {
	INDENT = 3,
	LABEL_LEAST_BESIDE = 5, /* ": " and a little of the value */
};

static void add_style(struct text *out, const struct study_look *look,
		      enum style style)
{
	text_add(out, terminal_style(look->terminal, style));
}

/* A label at the left edge, then untrusted text beside it. */
static void add_labelled(struct text *out, const struct study_look *look,
			 const char *label, enum style style,
			 const char *untrusted)
{
	struct arena arena = { 0 };
	int indent = look->plain ? 0 : INDENT;
	int column = unicode_width(label);

	add_style(out, look, style);
	text_add(out, label);
	if (!look->plain)
		while (column < INDENT)
			text_add_char(out, ' '), column++;
	add_style(out, look, STYLE_NONE);
	wrap_append(out, unicode_visible(untrusted, VISIBLE_LINES, &arena),
		    look->width, column, indent);
	text_add_char(out, '\n');
	arena_release(&arena);
}

/* Our own text, wrapped. */
static void add_line(struct text *out, const struct study_look *look,
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
	add_style(out, look, STYLE_FAINT);
	add_line(out, look,
		 arena_printf(&arena, format,
			      (long long)session_position(session),
			      (long long)session_length(session), deck,
			      kind_phrase(session, &arena)),
		 0);
	add_style(out, look, STYLE_NONE);
	add_labelled(out, look, look->plain ? _("Question: ") : "Q",
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
	int column = INDENT + unicode_width(comparison->marks_line) + 2;

	text_add_repeated(out, ' ', INDENT);
	text_add(out, comparison->typed_line);
	text_add_char(out, '\n');
	text_add_repeated(out, ' ', INDENT);
	text_add(out, comparison->marks_line);
	if (column + unicode_width(phrase) > look->width) {
		text_add_char(out, '\n');
		column = INDENT;
		text_add_repeated(out, ' ', INDENT);
	} else {
		text_add(out, "  ");
	}
	wrap_append(out, phrase, look->width, column, INDENT);
	text_add_char(out, '\n');
}

/* Whether both lines stand under the answer as it is shown: on one line, and
 * with nothing in it that has to be made visible. */
static bool can_align(const struct comparison *comparison, const char *answer,
		      const struct study_look *look)
{
	int room = look->width - INDENT;
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
	add_labelled(out, look, label, right ? STYLE_GOOD : STYLE_BAD, answer);
	if (phrase && aligned)
		add_aligned(out, comparison, phrase, look);
	else if (phrase)
		add_line(out, look, phrase, look->plain ? 0 : INDENT);
	if (session->mistaken_for)
		add_line(out, look,
			 arena_printf(
				 &arena, _("What you typed answers \"%s\"."),
				 unicode_visible(session->mistaken_for,
						 VISIBLE_ONE_LINE, &arena)),
			 look->plain ? 0 : INDENT);
	arena_release(&arena);
}

/* "   name: ", cut where it would leave its value no room. */
static const char *field_label(const char *name, const struct study_look *look,
			       struct arena *arena)
{
	struct text cut = { 0 };
	const char *label;

	wrap_cut(&cut, unicode_visible(name, VISIBLE_ONE_LINE, arena),
		 look->width - INDENT - LABEL_LEAST_BESIDE);
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
		add_line(out, look,
			 unicode_visible(remark, VISIBLE_LINES, &arena),
			 look->plain ? 0 : INDENT);
	for (size_t i = 0; i < note->field_count; i++)
		add_labelled(out, look,
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

	add_style(out, look, STYLE_ACCENT);
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
	add_style(out, look, STYLE_NONE);
	text_add_char(out, '\n');
	arena_release(&arena);
}

void study_view_answer(struct text *out, const struct session *session,
		       const struct study_look *look)
{
	if (session->compared) {
		add_verdict(out, session, look);
	} else {
		add_labelled(out, look, look->plain ? _("Answer: ") : "A",
			     STYLE_STRONG, card_answer(session->card));
	}
	add_fields(out, session, look);
	study_view_choices(out, session, look);
}

static const char *saved_phrase(const struct review *review,
				const struct schedule *after,
				const struct study_look *look,
				struct arena *arena)
{
	const char *word = grade_word(review->grade), *format;
	int digit = grade_digit(review->grade, look->keys);
	bool again = after->drill_day != DAY_NONE;
	char day[DAY_TEXT_SIZE];

	if (review->kind == REVIEW_CRAM) {
		format = review->grade < GRADE_DONE
				 ? _("%d %s: once more; no date changes")
				 : _("%d %s: done; no date changes");
		return arena_printf(arena, format, digit, word);
	}
	if (review->kind == REVIEW_DRILL) {
		format = again ? _("%d %s: once more today")
			       : _("%d %s: done for today");
		return arena_printf(arena, format, digit, word);
	}
	format = again ? ngettext("%d %s: once more today, then in %d day, "
				  "on %s",
				  "%d %s: once more today, then in %d days, "
				  "on %s",
				  (unsigned long)after->interval_days)
		       : ngettext("%d %s: in %d day, on %s",
				  "%d %s: in %d days, on %s",
				  (unsigned long)after->interval_days);
	return arena_printf(arena, format, digit, word, after->interval_days,
			    day_format(after->due_day, day));
}

void study_view_saved(struct text *out, const struct session *session,
		      const struct schedule *after,
		      const struct study_look *look)
{
	struct arena arena = { 0 };

	add_style(out, look, STYLE_FAINT);
	add_line(out, look, saved_phrase(&session->review, after, look, &arena),
		 0);
	add_style(out, look, STYLE_NONE);
	arena_release(&arena);
}

static void add_failed(struct text *out, const struct session *session,
		       const struct study_look *look)
{
	bool first = true;

	for (size_t i = 0; i < session->answered.count; i++) {
		const struct session_answer *answer =
			&session->answered.list[i];
		struct arena arena = { 0 };

		if (answer->kind != REVIEW_RATE || answer->grade >= GRADE_PASS)
			continue;
		if (first)
			add_line(out, look, _("Not recalled:"), 0);
		first = false;
		text_add(out, "  ");
		wrap_cut(out,
			 unicode_visible(answer->question, VISIBLE_ONE_LINE,
					 &arena),
			 look->width - 2);
		text_add_char(out, '\n');
		arena_release(&arena);
	}
}

/* One part of what is left, if it is not nought. */
static void add_part(struct text *parts, const char *format, int64_t count)
{
	if (count == 0)
		return;
	if (parts->length)
		text_add(parts, _(", "));
	text_printf(parts, format, (long long)count);
}

static void add_left(struct text *out, const struct queue_counts *left,
		     const struct study_look *look)
{
	struct arena arena = { 0 };
	struct text parts = { 0 };

	add_part(&parts, _("%lld due"), left->due);
	add_part(&parts, _("%lld new"), left->new);
	add_part(&parts, _("%lld to drill"), left->drill);
	if (parts.length == 0)
		add_line(out, look, _("Nothing is left for today."), 0);
	else
		add_line(out, look,
			 arena_printf(&arena,
				      _("Left for today: %s. `ebb study` goes "
					"on from here."),
				      text_string(&parts)),
			 0);
	text_release(&parts);
	arena_release(&arena);
}

static const char *duration(int64_t seconds, struct arena *arena)
{
	if (seconds < 60)
		return arena_printf(arena, _("%lld s"), (long long)seconds);
	return arena_printf(arena, _("%lld min %lld s"),
			    (long long)(seconds / 60),
			    (long long)(seconds % 60));
}

static void add_answered(struct text *out, const struct session_summary *sum,
			 const struct study_look *look)
{
	struct arena arena = { 0 };
	int64_t seconds = sum->ms / 1000;

	add_line(out, look,
		 arena_printf(
			 &arena,
			 ngettext("%lld answer in %s", "%lld answers in %s",
				  (unsigned long)sum->answers),
			 (long long)sum->answers, duration(seconds, &arena)),
		 0);
	if (sum->rated > 0)
		add_line(out, look,
			 arena_printf(
				 &arena,
				 _("recalled %lld of %lld (%d%%), "
				   "%lld new, %lld s a card"),
				 (long long)sum->recalled,
				 (long long)sum->rated,
				 statistics_percent(sum->recalled, sum->rated),
				 (long long)sum->learned,
				 (long long)(seconds / sum->answers)),
			 0);
	arena_release(&arena);
}

void study_view_summary(struct text *out, const struct session *session,
			const struct queue_counts *left, int64_t tomorrow,
			int streak, const struct study_look *look)
{
	struct arena arena = { 0 };
	struct session_summary sum = session_summarise(session);

	text_add_char(out, '\n');
	if (sum.answers > 0) {
		add_answered(out, &sum, look);
		add_failed(out, session, look);
	}
	add_left(out, left, look);
	add_line(out, look,
		 arena_printf(&arena,
			      ngettext("Due tomorrow: %lld. Streak: %d day.",
				       "Due tomorrow: %lld. Streak: %d days.",
				       (unsigned long)streak),
			      (long long)tomorrow, streak),
		 0);
	arena_release(&arena);
}

void study_view_welcome(struct text *out, const struct study_look *look)
{
	add_style(out, look, STYLE_FAINT);
	add_line(out, look,
		 _("Type the answer, or press Enter to see it; :help tells "
		   "more."),
		 0);
	add_style(out, look, STYLE_NONE);
}

void study_view_hint(struct text *out, const struct session *session,
		     const struct study_look *look)
{
	struct arena arena = { 0 };

	add_labelled(
		out, look, look->plain ? _("Hint: ") : "?", STYLE_FAINT,
		hint_text(card_answer(session->card), session->hint, &arena));
	arena_release(&arena);
}

void study_view_previous(struct text *out, const struct card *card, int grade,
			 const struct study_look *look)
{
	struct arena arena = { 0 };

	add_labelled(out, look, look->plain ? _("Question: ") : "Q",
		     STYLE_STRONG, card_question(card));
	add_labelled(out, look, look->plain ? _("Answer: ") : "A", STYLE_STRONG,
		     card_answer(card));
	add_line(out, look,
		 arena_printf(&arena, _("You gave it %d %s."), grade,
			      grade_word(grade)),
		 look->plain ? 0 : INDENT);
	arena_release(&arena);
}

/* A line of help, hanging from its indent. */
static void add_hanging(struct text *out, const struct study_look *look,
			const char *line)
{
	int indent = (int)strspn(line, " ");

	text_add_repeated(out, ' ', (size_t)indent);
	wrap_append(out, line + indent, look->width, indent, 2 * indent);
	text_add_char(out, '\n');
}

void study_view_grades(struct text *out, const struct study_look *look)
{
	static const char *const lines[][4] = {
		[KEYS_SM2] = {
		N_("  0 1 2 or a  again   not recalled: once more today, "
		   "then tomorrow"),
		N_("  3 or h      hard    recalled with difficulty: once more "
		   "today, too"),
		N_("  4 or g      good    recalled"),
		N_("  5 or e      easy    recalled at once"),
		},
		[KEYS_ANKI] = {
		N_("  1 or a      again   not recalled: once more today, "
		   "then tomorrow"),
		N_("  2 or h      hard    recalled with difficulty: once more "
		   "today, too"),
		N_("  3 or g      good    recalled"),
		N_("  4 or e      easy    recalled at once"),
		},
	};

	for (int i = 0; i < 4; i++)
		add_hanging(out, look, _(lines[look->keys][i]));
}

void study_view_help(struct text *out, const struct study_look *look)
{
	static const char *const lines[] = {
		N_("At the question: type the answer and Enter, or Enter "
		   "alone to see it."),
		N_("Commands there, or their beginnings:"),
		N_("  :hint :undo :redo :skip :edit :tag :flag :bury :suspend"),
		N_("  :previous :why :help :quit"),
		N_("At the grade, one key:"),
		NULL, /* the grades */
		N_("  Enter       the suggested grade"),
		N_("  k           what you typed counts as right from now on"),
		N_("  u undo · U redo · s skip · b bury until tomorrow · S "
		   "suspend · f flag"),
		N_("  E edit · t tag · p previous card · i why is it here · q "
		   "or Ctrl-D finish"),
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		if (lines[i])
			add_hanging(out, look, _(lines[i]));
		else
			study_view_grades(out, look);
}
