#include "core/session.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

enum { SKIP_FOR_GOOD = -1, IDLE_MS = 300000 };

void session_init(struct session *session, const struct replay_rules *rules,
		  const struct queue_counts *planned)
{
	*session = (struct session){ .rules = *rules, .planned = *planned };
}

void session_release(struct session *session)
{
	arena_release(&session->arena);
	arena_release(&session->card_arena);
	free(session->skipped);
	free(session->answered.list);
	free(session->taken_back.list);
	*session = (struct session){ 0 };
}

void session_set_answering(struct session *session, enum answer_mode mode,
			   const struct answer_rules *rules)
{
	session->mode = mode;
	session->answer_rules = *rules;
}

/* An answer on the day whose drill the card is in repeats it; any other is
 * the scheduled rating. */
static enum review_kind kind_of(const struct card *card, int32_t study_day)
{
	return card->schedule.drill_day == study_day ? REVIEW_DRILL
						     : REVIEW_RATE;
}

static enum session_effect show_card(struct session *session,
				     const struct session_event *event)
{
	session->card = event->card;
	session->kind = session->is_cram
				? REVIEW_CRAM
				: kind_of(event->card, event->at.study_day);
	session->revealed = false;
	session->shown_at = event->at;
	session->hint = HINT_NONE;
	session->typed = NULL;
	session->compared = false;
	session->mistaken_for = NULL;
	return EFFECT_ASK;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static enum session_effect reveal(struct session *session,
				  const struct session_event *event)
{
	session->revealed = true;
	session->revealed_at = event->at;
	session->typed = event->text && *event->text ? event->text : NULL;
	session->suggested_grade = GRADE_GOOD;
	session->compared = session->typed &&
			    card_is_typed(session->card, session->mode);
	if (session->compared) {
		session->comparison = answer_compare(
			session->typed, card_answer(session->card),
			&session->answer_rules, &session->card_arena);
		session->suggested_grade = session->comparison.suggested_grade;
	}
	session->suggested_grade = least(session->suggested_grade,
					 hint_grade_most(session->hint));
	return EFFECT_REVEAL;
}

bool session_give_hint(struct session *session)
{
	const char *answer, *now, *then;

	if (!session->card || session->revealed || session->hint == HINT_MOST)
		return false;
	answer = card_answer(session->card);
	now = hint_text(answer, session->hint, &session->card_arena);
	then = hint_text(answer, session->hint + 1, &session->card_arena);
	/* What shows nothing more has no price either. */
	if (session->hint != HINT_NONE && text_equal(now, then))
		return false;
	session->hint++;
	return true;
}

/* Only what is not the answer itself. */
bool session_can_keep(const struct session *session)
{
	return session->card && session->revealed && session->compared &&
	       session->comparison.verdict > VERDICT_ALIAS;
}

void session_keep(struct session *session)
{
	session->step_count++;
	session->comparison = (struct comparison){
		.verdict = VERDICT_ALIAS,
		.suggested_grade = GRADE_GOOD,
	};
	session->suggested_grade = least(GRADE_GOOD,
					 hint_grade_most(session->hint));
	session->mistaken_for = NULL;
}

void session_count_step(struct session *session)
{
	session->step_count++;
}

static int64_t elapsed_ms(const struct stamp *from, const struct stamp *to)
{
	return to->at_ms > from->at_ms ? to->at_ms - from->at_ms : 0;
}

static enum session_effect grade(struct session *session,
				 const struct session_event *event)
{
	session->review = (struct review){
		.card_id = session->card->id,
		.answered_at_ms = event->at.at_ms,
		.utc_offset_min = event->at.utc_offset_min,
		.study_day = session->shown_at.study_day,
		.kind = session->kind,
		.grade = event->grade == GRADE_NONE ? session->suggested_grade
						    : event->grade,
		.suggested_grade = session->suggested_grade,
		.typed = session->typed,
		.hints = (int)session->hint,
		.recall_ms = elapsed_ms(&session->shown_at,
					&session->revealed_at),
		.check_ms = elapsed_ms(&session->revealed_at, &event->at),
	};
	return EFFECT_APPEND;
}

static void *grown(void *list, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return list;
	*capacity = *capacity ? 2 * *capacity : 16;
	return memory_resize(list, memory_product(*capacity, size));
}

static enum session_effect next(struct session *session)
{
	session->card = NULL;
	arena_release(&session->card_arena);
	return EFFECT_PICK;
}

static void add_answer(struct session_answers *answers,
		       const struct session_answer *answer)
{
	answers->list = grown(answers->list, answers->count, &answers->capacity,
			      sizeof(*answers->list));
	answers->list[answers->count++] = *answer;
}

/* Move the answer with that review to the end of another list, if it is of
 * this session. */
static void move_answer(struct session_answers *from,
			struct session_answers *to, int64_t review_id)
{
	size_t kept = 0;

	for (size_t i = 0; i < from->count; i++) {
		struct session_answer answer = from->list[i];

		if (answer.review_id == review_id)
			add_answer(to, &answer);
		else
			from->list[kept++] = answer;
	}
	from->count = kept;
}

static enum session_effect saved(struct session *session, int64_t review_id)
{
	const struct review *review = &session->review;
	const struct session_answer answer = {
		.review_id = review_id,
		.card_id = review->card_id,
		.grade = review->grade,
		.kind = review->kind,
		.was_new = session->card->schedule.ratings == 0,
		.ms = review->recall_ms + review->check_ms,
		.question = arena_strdup(&session->arena,
					 card_question(session->card)),
	};

	add_answer(&session->answered, &answer);
	session->step_count++;
	return next(session);
}

/* A skip is no step of the log: the newest is taken back here, when nothing
 * was stored since. */
static enum session_effect undo(struct session *session)
{
	size_t count = session->skipped_count;

	if (count == 0 ||
	    session->skipped[count - 1].after != session->step_count)
		return EFFECT_UNDO;
	session->wanted_card = session->skipped[count - 1].card_id;
	session->skipped_count--;
	return next(session);
}

static enum session_effect undone(struct session *session, int64_t review_id,
				  int64_t card_id)
{
	move_answer(&session->answered, &session->taken_back, review_id);
	if (session->step_count > 0)
		session->step_count--;
	session->wanted_card = card_id;
	return next(session);
}

/* The card on screen is asked again, unless it is the one whose answer came
 * back. */
static enum session_effect redone(struct session *session, int64_t review_id,
				  int64_t card_id)
{
	move_answer(&session->taken_back, &session->answered, review_id);
	session->step_count++;
	session->wanted_card = card_id;
	return next(session);
}

static void pass_over(struct session *session, int64_t card_id, int64_t after)
{
	session->skipped = grown(session->skipped, session->skipped_count,
				 &session->skipped_capacity,
				 sizeof(*session->skipped));
	session->skipped[session->skipped_count++] =
		(struct session_skip){ .card_id = card_id, .after = after };
}

void session_pass_over(struct session *session, int64_t card_id)
{
	pass_over(session, card_id, SKIP_FOR_GOOD);
}

static enum session_effect skip(struct session *session)
{
	pass_over(session, session->card->id, session->step_count);
	return next(session);
}

static enum session_effect changed(struct session *session, int64_t card_id)
{
	session->step_count++;
	session->aside_count += card_id == 0;
	/* No queue leaves it out of practice. */
	if (session->card && card_id == 0 && session->is_cram)
		session_pass_over(session, session->card->id);
	session->wanted_card = card_id;
	return next(session);
}

/* What is on screen is asked again. */
static enum session_effect stay(const struct session *session)
{
	if (!session->card)
		return EFFECT_PICK;
	return session->revealed ? EFFECT_REVEAL : EFFECT_ASK;
}

enum session_effect session_apply(struct session *session,
				  const struct session_event *event)
{
	bool asked = session->card != NULL;

	switch (event->kind) {
	case EVENT_CARD:
		return show_card(session, event);
	case EVENT_NO_CARD:
	case EVENT_QUIT:
		return EFFECT_OVER;
	case EVENT_REVEAL:
		return asked && !session->revealed ? reveal(session, event)
						   : stay(session);
	case EVENT_GRADE:
		return asked && session->revealed ? grade(session, event)
						  : stay(session);
	case EVENT_RETRY:
		return asked && session->revealed ? EFFECT_REVEAL
						  : stay(session);
	case EVENT_SAVED:
		return saved(session, event->id);
	case EVENT_NOT_SAVED:
		return next(session);
	case EVENT_UNDO:
		return undo(session);
	case EVENT_UNDONE:
		return undone(session, event->id, event->card_id);
	case EVENT_REDO:
		return EFFECT_REDO;
	case EVENT_REDONE:
		return redone(session, event->id, event->card_id);
	case EVENT_SKIP:
		return asked ? skip(session) : stay(session);
	case EVENT_BURY:
		return asked ? EFFECT_BURY : stay(session);
	case EVENT_SUSPEND:
		return asked ? EFFECT_SUSPEND : stay(session);
	case EVENT_EDIT:
		return asked ? EFFECT_EDIT : stay(session);
	case EVENT_UNCHANGED:
		session->wanted_card = event->card_id;
		return next(session);
	case EVENT_CHANGED:
		return changed(session, event->card_id);
	default: /* EVENT_NONE */
		return stay(session);
	}
}

int64_t session_wanted(struct session *session)
{
	int64_t card_id = session->wanted_card;

	session->wanted_card = 0;
	return card_id;
}

bool session_has_skipped(const struct session *session, int64_t card_id)
{
	for (size_t i = 0; i < session->skipped_count; i++)
		if (session->skipped[i].card_id == card_id)
			return true;
	return false;
}

int64_t session_position(const struct session *session)
{
	return (int64_t)(session->answered.count + session->skipped_count) + 1;
}

int64_t session_length(const struct session *session)
{
	int64_t length = queue_total(&session->planned) - session->aside_count;

	for (size_t i = 0; i < session->answered.count; i++)
		if (session->answered.list[i].grade < GRADE_DONE)
			length++;
	return length > session_position(session) ? length
						  : session_position(session);
}

struct schedule session_preview(const struct session *session, int grade)
{
	struct schedule after = session->card->schedule;
	struct review review = {
		.study_day = session->shown_at.study_day,
		.kind = session->kind,
		.grade = grade,
	};

	replay_step(&session->rules, &after, &review);
	return after;
}

struct session_summary session_summarise(const struct session *session)
{
	struct session_summary summary = { 0 };

	for (size_t i = 0; i < session->answered.count; i++) {
		const struct session_answer *answer =
			&session->answered.list[i];

		summary.answers++;
		summary.ms += answer->ms < IDLE_MS ? answer->ms : IDLE_MS;
		if (answer->kind != REVIEW_RATE)
			continue;
		summary.rated++;
		summary.recalled += answer->grade >= GRADE_PASS;
		summary.learned += answer->was_new;
	}
	return summary;
}
