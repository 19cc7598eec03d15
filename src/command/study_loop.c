#include "command/study_parts.h"

#include "base/message.h"
#include "store/alias_store.h"
#include "store/card_store.h"
#include "store/queue_store.h"
#include "store/review_store.h"
#include "store/setting_store.h"

struct stamp study_now(struct loop *loop)
{
	struct settings settings;
	struct error ignored = { 0 };

	if (setting_load(loop->store, EVERY_DECK, &settings, &ignored))
		loop->rollover_min = settings.rollover_min;
	return clock_stamp(loop->options->clock, loop->rollover_min);
}

/* ---- picking ---- */

static bool is_skipped(void *context, int64_t card_id)
{
	return session_has_skipped(context, card_id);
}

/* Whether an answer of this session is the last one given to its card. */
static bool is_last_of_card(const struct session_answers *answers, size_t i)
{
	for (size_t j = i + 1; j < answers->count; j++)
		if (answers->list[j].card_id == answers->list[i].card_id)
			return false;
	return true;
}

static bool was_answered(const struct session_answers *answers, int64_t card_id)
{
	for (size_t i = 0; i < answers->count; i++)
		if (answers->list[i].card_id == card_id)
			return true;
	return false;
}

/* The cards not asked yet, in their order; then, from the one longest not
 * asked, those that were not done. */
static int64_t next_of_cram(const struct loop *loop)
{
	const struct study_options *options = loop->options;
	const struct session *session = &loop->session;
	const struct session_answers *answered = &session->answered;

	for (size_t i = 0; i < options->cram_count; i++)
		if (!was_answered(answered, options->cram[i]) &&
		    !session_has_skipped(session, options->cram[i]))
			return options->cram[i];
	for (size_t i = 0; i < answered->count; i++)
		if (answered->list[i].grade < GRADE_DONE &&
		    is_last_of_card(answered, i) &&
		    !session_has_skipped(session, answered->list[i].card_id))
			return answered->list[i].card_id;
	return 0;
}

static bool find_next(struct loop *loop, int32_t study_day, int64_t *card_id,
		      struct error *err)
{
	*card_id = session_wanted(&loop->session);
	if (loop->options->cram && *card_id == 0)
		*card_id = next_of_cram(loop);
	if (loop->options->cram)
		return true;
	for (enum queue_part part = QUEUE_DUE;
	     *card_id == 0 && part != QUEUE_EMPTY; part = queue_after(part))
		if (!queue_next(loop->store, &loop->options->wish, study_day,
				part, is_skipped, &loop->session, card_id, err))
			return false;
	return true;
}

static bool load_card(struct loop *loop, int64_t card_id, struct error *err)
{
	struct settings settings;
	struct answer_rules rules;

	const char **aliases;
	size_t count;

	if (!card_load(loop->store, card_id, &loop->arena, &loop->card, err) ||
	    !setting_load(loop->store, loop->card.deck_id, &settings, err) ||
	    !alias_load(loop->store, card_id, &loop->arena, &aliases, &count,
			err))
		return false;
	loop->keys = (enum grade_keys)settings.keys;
	rules = (struct answer_rules){
		.alternatives = (enum answer_alternatives)settings.alternatives,
		.articles = (enum article_language)settings.articles,
		.aliases = aliases,
		.alias_count = count,
	};
	session_set_answering(&loop->session, (enum answer_mode)settings.answer,
			      &rules);
	return true;
}

static bool find_card(struct loop *loop, struct session_event *event,
		      struct error *err)
{
	int64_t card_id;

	event->at = study_now(loop);
	event->kind = EVENT_NO_CARD;
	if (!find_next(loop, event->at.study_day, &card_id, err))
		return false;
	if (card_id == 0)
		return true;
	arena_release(&loop->arena);
	if (!load_card(loop, card_id, err)) {
		session_pass_over(&loop->session, card_id);
		event->kind = EVENT_UNCHANGED;
		event->card_id = 0;
		return err->kind == ERROR_NOT_FOUND;
	}
	event->kind = EVENT_CARD;
	event->card = &loop->card;
	return true;
}

static bool pick(struct loop *loop, struct session_event *event,
		 struct error *err)
{
	bool ok;

	if (!store_begin_reading(loop->store, err))
		return false;
	ok = find_card(loop, event, err);
	store_end_reading(loop->store);
	return ok;
}

/* ---- doing ---- */

/* What to do about an answer that was not saved; false ends the session. */
static bool not_saved(struct loop *loop, struct session_event *event,
		      const struct error *err)
{
	switch (err->kind) {
	case ERROR_CONFLICT:
	case ERROR_NOT_FOUND:
		event->kind = EVENT_NOT_SAVED;
		break;
	case ERROR_BUSY:
	case ERROR_IO:
		event->kind = EVENT_RETRY;
		if (loop->options->patient)
			break;
		return false;
	default:
		return false;
	}
	study_say_error(loop, err);
	return true;
}

static bool append(struct loop *loop, struct session_event *event,
		   struct error *err)
{
	struct session *session = &loop->session;
	struct study_look as = study_look(loop);
	struct schedule after;
	struct text text = { 0 };

	if (!review_append(loop->store, &session->review,
			   &session->card->note_uid, &session->card->schedule,
			   &after, err))
		return not_saved(loop, event, err);
	study_view_saved(&text, session, &after, &as);
	study_say(loop, &text);
	study_meet_leech(loop, &after);
	event->kind = EVENT_SAVED;
	event->id = session->review.id;
	return true;
}

/* Carry out one effect; *event is what happened. */
static bool carry_out(struct loop *loop, enum session_effect effect,
		      struct session_event *event, struct error *err)
{
	switch (effect) {
	case EFFECT_PICK:
		return pick(loop, event, err);
	case EFFECT_ASK:
		study_ask_question(loop, event);
		return true;
	case EFFECT_REVEAL:
		study_ask_grade(loop, event);
		return true;
	case EFFECT_APPEND:
		return append(loop, event, err);
	case EFFECT_UNDO:
		return study_undo(loop, event, err);
	case EFFECT_REDO:
		return study_redo(loop, event, err);
	case EFFECT_BURY:
		return study_put_aside(loop, false, event, err);
	case EFFECT_SUSPEND:
		return study_put_aside(loop, true, event, err);
	case EFFECT_EDIT:
		return study_edit(loop, event, err);
	case EFFECT_OVER:
		return true;
	}
	return true;
}

static bool run(struct loop *loop, struct error *err)
{
	enum session_effect effect = EFFECT_PICK;

	while (effect != EFFECT_OVER) {
		struct session_event event = { 0 };

		if (!carry_out(loop, effect, &event, err))
			return false;
		effect = session_apply(&loop->session, &event);
		if (loop->then.kind == EVENT_NONE)
			continue;
		effect = session_apply(&loop->session, &loop->then);
		loop->then = (struct session_event){ 0 };
	}
	return loop->stopped || study_sum_up(loop, err);
}

static bool begin(struct loop *loop, struct error *err)
{
	const struct study_options *options = loop->options;
	struct queue_counts counts;
	struct replay_rules rules;
	struct settings settings;
	int64_t newest_ms;

	if (!review_newest_ms(loop->store, &newest_ms, err) ||
	    !setting_load_rules(loop->store, &rules, err) ||
	    !setting_load(loop->store, EVERY_DECK, &settings, err))
		return false;
	loop->rollover_min = settings.rollover_min;
	if (!queue_count(loop->store, &options->wish, study_now(loop).study_day,
			 &counts, err))
		return false;
	loop->is_first = options->patient && newest_ms == 0;
	if (options->cram)
		counts = (struct queue_counts){
			.due = (int64_t)options->cram_count,
		};
	session_init(&loop->session, &rules, &counts);
	loop->session.is_cram = options->cram != NULL;
	return true;
}

bool study_loop(const struct study_options *options, struct error *err)
{
	struct loop loop = { .options = options, .store = options->store };
	bool ok;

	if (!store_begin_reading(loop.store, err))
		return false;
	ok = begin(&loop, err);
	store_end_reading(loop.store);
	ok = ok && run(&loop, err);
	session_release(&loop.session);
	arena_release(&loop.arena);
	return ok;
}
