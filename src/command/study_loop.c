#include "command/study_loop.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "command/change.h"
#include "command/note_editor.h"
#include "store/card_store.h"
#include "store/queue_store.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/statistics_store.h"
#include "store/undo_store.h"
#include "terminal/wrap.h"

struct loop {
	const struct study_options *options;
	struct store *store;
	struct session session;
	struct arena arena; /* of the present card */
	struct card card;   /* the one picked */
	bool stopped;	    /* by a signal: no more prompts */
	bool is_first;	    /* nothing was ever answered: explain a little */
};

static struct stamp now(struct loop *loop)
{
	struct settings settings;
	struct error ignored = { 0 };

	if (!setting_load(loop->store, EVERY_DECK, &settings, &ignored))
		settings = settings_default();
	return clock_stamp(loop->options->clock, settings.rollover_min);
}

static struct study_look look(const struct loop *loop)
{
	const struct study_ui *ui = loop->options->ui;

	return (struct study_look){
		.terminal = loop->options->terminal,
		.width = ui->width(ui->context),
		.plain = loop->options->plain,
	};
}

static void say(const struct loop *loop, struct text *text)
{
	const struct study_ui *ui = loop->options->ui;

	ui->say(ui->context, text_string(text));
	text_release(text);
}

/* A sentence of our own, on a line. */
static void say_line(const struct loop *loop, const char *line)
{
	const struct study_ui *ui = loop->options->ui;
	struct text text = { 0 };

	wrap_append(&text, line, ui->width(ui->context), 0, 0);
	text_add_char(&text, '\n');
	say(loop, &text);
}

/* An error may name what came with a deck. */
static void say_error(const struct loop *loop, const struct error *err)
{
	struct arena arena = { 0 };

	say_line(loop, unicode_visible(err->message, VISIBLE_ONE_LINE, &arena));
	arena_release(&arena);
}

static const char *prompt(const struct loop *loop, bool grading)
{
	if (!loop->options->plain)
		return "› ";
	return grading ? _("Grade: ") : _("Your answer: ");
}

/* ---- picking ---- */

static bool is_skipped(void *context, int64_t card_id)
{
	return session_has_skipped(context, card_id);
}

static bool find_next(struct loop *loop, int32_t study_day, int64_t *card_id,
		      struct error *err)
{
	*card_id = session_wanted(&loop->session);
	for (enum queue_part part = QUEUE_DUE;
	     *card_id == 0 && part != QUEUE_EMPTY; part = queue_after(part))
		if (!queue_next(loop->store, loop->options->deck_id, study_day,
				part, is_skipped, &loop->session, card_id, err))
			return false;
	return true;
}

static bool load_card(struct loop *loop, int64_t card_id, struct error *err)
{
	struct settings settings;

	if (!card_load(loop->store, card_id, &loop->arena, &loop->card, err) ||
	    !setting_load(loop->store, loop->card.deck_id, &settings, err))
		return false;
	session_set_mode(&loop->session, (enum answer_mode)settings.answer);
	return true;
}

static bool pick(struct loop *loop, struct session_event *event,
		 struct error *err)
{
	int64_t card_id;

	event->at = now(loop);
	event->kind = EVENT_NO_CARD;
	if (!find_next(loop, event->at.study_day, &card_id, err))
		return false;
	if (card_id == 0)
		return true;
	arena_release(&loop->arena);
	if (!load_card(loop, card_id, err)) {
		session_pass_over(&loop->session, card_id);
		event->kind = EVENT_CHANGED;
		event->card_id = 0;
		return err->kind == ERROR_NOT_FOUND;
	}
	event->kind = EVENT_CARD;
	event->card = &loop->card;
	event->at = now(loop);
	return true;
}

/* ---- asking ---- */

static void say_help(struct loop *loop)
{
	struct study_look as = look(loop);
	struct text text = { 0 };

	study_view_help(&text, &as);
	say(loop, &text);
}

static void say_why(struct loop *loop)
{
	struct study_look as = look(loop);
	struct text text = { 0 };

	study_view_why(&text, &loop->session, &as);
	say(loop, &text);
}

/* What is neither an answer nor a grade: a command at the question, a key at
 * the grade. */
struct action {
	const char *name;
	uint32_t key;
	enum session_event_kind event; /* when it does not just show */
	void (*show)(struct loop *loop);
};

static const struct action actions[] = {
	{ .name = ":undo", .key = 'u', .event = EVENT_UNDO },
	{ .name = ":skip", .key = 's', .event = EVENT_SKIP },
	{ .name = ":edit", .key = 'E', .event = EVENT_EDIT },
	{ .name = ":bury", .key = 'b', .event = EVENT_BURY },
	{ .name = ":suspend", .key = 'S', .event = EVENT_SUSPEND },
	{ .name = ":quit", .key = 'q', .event = EVENT_QUIT },
	{ .name = ":why", .key = 'i', .show = say_why },
	{ .name = ":help", .key = '?', .show = say_help },
};

enum { ACTION_COUNT = sizeof(actions) / sizeof(*actions) };

/* Do what an action says; false when it only showed something and the
 * question stands. */
static bool act(struct loop *loop, const struct action *action,
		struct session_event *event)
{
	if (action->show) {
		action->show(loop);
		return false;
	}
	event->kind = action->event;
	return true;
}

/* The one action whose name begins with the line's word; NULL when there is
 * none or several. */
static const struct action *action_named(const char *line)
{
	const struct action *found = NULL;
	size_t length = strcspn(line, " ");

	for (int i = 0; i < ACTION_COUNT; i++) {
		if (strncmp(actions[i].name, line, length) != 0)
			continue;
		if (found)
			return NULL;
		found = &actions[i];
	}
	return found;
}

/* What the end of input means: the session is over, and after a signal
 * nothing more is asked. */
static void end(struct loop *loop, enum reply reply,
		struct session_event *event)
{
	event->kind = EVENT_QUIT;
	loop->stopped = reply == REPLY_STOPPED;
}

static bool run_colon(struct loop *loop, const char *line,
		      struct session_event *event)
{
	const struct action *action = action_named(line);

	if (action)
		return act(loop, action, event);
	say_line(loop, _("Which command? :help lists them."));
	return false;
}

/* The rest of a command whose colon was typed where a key was due: its
 * letters must not be taken for grades. */
static bool ask_command(struct loop *loop, struct session_event *event)
{
	const struct study_ui *ui = loop->options->ui;
	char *line;
	enum reply reply = ui->ask_line(ui->context, ":", &loop->arena, &line);

	if (reply == REPLY_END || reply == REPLY_STOPPED) {
		end(loop, reply, event);
		return true;
	}
	return reply == REPLY_LINE && *line &&
	       run_colon(loop,
			 arena_printf(&loop->arena, "%s%s",
				      *line == ':' ? "" : ":", line),
			 event);
}

/* A key other than a grade or Enter. */
static bool run_key(struct loop *loop, uint32_t key,
		    struct session_event *event)
{
	if (key == ':' && loop->options->patient)
		return ask_command(loop, event);
	for (int i = 0; i < ACTION_COUNT; i++)
		if (key == actions[i].key)
			return act(loop, &actions[i], event);
	say_line(loop, loop->session.revealed
			       ? _("Press 0-5, a, h, g, e or Enter; ? lists "
				   "all keys.")
			       : _("Press Enter to see the answer; ? lists all "
				   "keys."));
	return false;
}

static void show_question(struct loop *loop)
{
	struct study_look as = look(loop);
	struct text text = { 0 };

	study_view_question(&text, &loop->session, &as);
	if (loop->is_first && loop->session.mode != ANSWER_FLIP)
		study_view_hint(&text, &as);
	loop->is_first = false;
	say(loop, &text);
}

static void ask_answer(struct loop *loop, struct session_event *event)
{
	const struct study_ui *ui = loop->options->ui;

	for (;;) {
		char *line;
		enum reply reply = ui->ask_line(
			ui->context, prompt(loop, false), &loop->arena, &line);

		if (reply == REPLY_ABANDONED)
			continue;
		if (reply != REPLY_LINE) {
			end(loop, reply, event);
			return;
		}
		if (*line == ':') {
			if (run_colon(loop, line, event))
				return;
			continue;
		}
		event->kind = EVENT_REVEAL;
		event->text = line;
		return;
	}
}

/* Enter, or the other key that lies under the thumb. */
static bool is_go_on(const struct key *key)
{
	return key->code == '\n' || key->code == ' ';
}

/* The decks whose answers are not for typing take single keys at once. */
static void ask_reveal_key(struct loop *loop, struct session_event *event)
{
	const struct study_ui *ui = loop->options->ui;

	for (;;) {
		struct key key;
		enum reply reply = ui->ask_key(ui->context, prompt(loop, false),
					       &key);

		if (reply == REPLY_ABANDONED)
			continue;
		if (reply != REPLY_LINE) {
			end(loop, reply, event);
			return;
		}
		if (is_go_on(&key)) {
			event->kind = EVENT_REVEAL;
			event->text = NULL;
			return;
		}
		if (run_key(loop, key.code, event))
			return;
	}
}

static void ask_question(struct loop *loop, struct session_event *event)
{
	struct error err = { 0 };

	show_question(loop);
	if (!store_checkpoint(loop->store, &err))
		say_line(loop, err.message);
	if (loop->session.mode == ANSWER_FLIP)
		ask_reveal_key(loop, event);
	else
		ask_answer(loop, event);
	event->at = now(loop);
}

static void ask_grade(struct loop *loop, struct session_event *event)
{
	const struct study_ui *ui = loop->options->ui;
	struct study_look as = look(loop);
	struct text text = { 0 };

	study_view_answer(&text, &loop->session, &as);
	say(loop, &text);
	for (;;) {
		struct key key;
		enum reply reply = ui->ask_key(ui->context, prompt(loop, true),
					       &key);

		if (reply == REPLY_ABANDONED)
			continue;
		if (reply != REPLY_LINE) {
			end(loop, reply, event);
			break;
		}
		event->kind = EVENT_GRADE;
		event->grade = is_go_on(&key) ? GRADE_NONE
					      : grade_from_key(key.code);
		if (is_go_on(&key) || event->grade != GRADE_NONE ||
		    run_key(loop, key.code, event))
			break;
	}
	event->at = now(loop);
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
	say_error(loop, err);
	return true;
}

static bool append(struct loop *loop, struct session_event *event,
		   struct error *err)
{
	struct session *session = &loop->session;
	struct study_look as = look(loop);
	struct schedule after;
	struct text text = { 0 };

	if (!review_append(loop->store, &session->review,
			   session->card->schedule.last_id, &after, err))
		return not_saved(loop, event, err);
	study_view_saved(&text, session, &after, &as);
	say(loop, &text);
	event->kind = EVENT_SAVED;
	event->id = session->review.id;
	return true;
}

/* A key pressed once too often must not take a whole import back. */
static bool is_of_sessions(const struct undo_step *step)
{
	return step->kind == UNDO_REVIEW ||
	       (step->kind == UNDO_BATCH &&
		(strcmp(step->what, "edit") == 0 ||
		 strcmp(step->what, "bury") == 0 ||
		 strcmp(step->what, "suspend") == 0));
}

static void say_undone(struct loop *loop, const struct undo_step *step)
{
	struct arena arena = { 0 };
	const char *line;

	if (step->kind == UNDO_NOTHING)
		line = _("There is nothing to take back.");
	else if (step->kind == UNDO_REVIEW)
		line = arena_printf(&arena,
				    _("Taken back: the grade %d; here is the "
				      "card again."),
				    step->grade);
	else
		line = arena_printf(
			&arena,
			is_of_sessions(step)
				? _("Taken back: %s %s")
				: _("The newest change was made outside a "
				    "session (%s %s); `ebb undo` takes it "
				    "back."),
			change_word(step->what),
			unicode_visible(step->label, VISIBLE_ONE_LINE, &arena));
	say_line(loop, line);
	arena_release(&arena);
}

static bool undo(struct loop *loop, struct session_event *event,
		 struct error *err)
{
	struct stamp stamp = now(loop);
	struct undo_step step;

	*event = (struct session_event){ .kind = EVENT_UNDONE, .at = stamp };
	if (loop->session.card)
		event->card_id = loop->session.card->id;
	if (!undo_newest(loop->store, 0, &loop->session.arena, &step, err))
		return false;
	if (is_of_sessions(&step) &&
	    !undo_apply(loop->store, &step, &stamp, err)) {
		if (err->kind != ERROR_CONFLICT)
			return false;
		say_error(loop, err);
		return true;
	}
	say_undone(loop, &step);
	if (is_of_sessions(&step)) {
		event->id = step.kind == UNDO_REVIEW ? step.id : 0;
		event->card_id = step.card_id;
	}
	return true;
}

/* Bury and suspend: one change of one card, as a batch of its own. */
static bool put_aside(struct loop *loop, bool suspend,
		      struct session_event *event, struct error *err)
{
	const struct card *card = loop->session.card;
	struct batch batch = {
		.store = loop->store,
		.kind = suspend ? "suspend" : "bury",
		.label = card_question(card),
		.stamp = now(loop),
	};
	int32_t tomorrow = batch.stamp.study_day + 1;

	if (!store_begin(loop->store, err))
		return false;
	if (!(suspend ? card_suspend(&batch, card->id, true, err)
		      : card_bury(&batch, card->id, tomorrow, err))) {
		store_rollback(loop->store);
		return false;
	}
	if (!store_commit(loop->store, err))
		return false;
	say_line(loop, suspend ? _("Suspended; `ebb unsuspend` brings it "
				   "back.")
			       : _("Buried until tomorrow."));
	*event = (struct session_event){ .kind = EVENT_CHANGED };
	return true;
}

static bool edit(struct loop *loop, struct session_event *event,
		 struct error *err)
{
	const struct study_ui *ui = loop->options->ui;
	struct note_editor editor = {
		.store = loop->store,
		.stamp = now(loop),
		.edit = ui->edit,
		.context = ui->context,
	};
	int64_t card_id = loop->session.card->id;
	bool changed;

	if (!note_editor_run(&editor, card_id / CARDS_PER_NOTE, &changed,
			     err)) {
		if (err->kind == ERROR_DATABASE || err->kind == ERROR_BUSY)
			return false;
		say_error(loop, err);
	} else {
		say_line(loop, changed ? _("Changed.") : _("Nothing changed."));
	}
	*event = (struct session_event){ .kind = EVENT_CHANGED,
					 .card_id = card_id };
	return true;
}

static bool summarise(struct loop *loop, struct error *err)
{
	struct stamp stamp = now(loop);
	struct study_look as = look(loop);
	struct queue_counts left, tomorrow;
	struct streak streak;
	struct text text = { 0 };

	if (!queue_count(loop->store, loop->options->deck_id, stamp.study_day,
			 &left, err) ||
	    !queue_count(loop->store, loop->options->deck_id,
			 stamp.study_day + 1, &tomorrow, err) ||
	    !statistics_load_streak(loop->store, loop->options->deck_id,
				    stamp.study_day, &streak, err))
		return false;
	study_view_summary(&text, &loop->session, &left, tomorrow.due,
			   streak.now, &as);
	say(loop, &text);
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
		ask_question(loop, event);
		return true;
	case EFFECT_REVEAL:
		ask_grade(loop, event);
		return true;
	case EFFECT_APPEND:
		return append(loop, event, err);
	case EFFECT_UNDO:
		return undo(loop, event, err);
	case EFFECT_BURY:
		return put_aside(loop, false, event, err);
	case EFFECT_SUSPEND:
		return put_aside(loop, true, event, err);
	case EFFECT_EDIT:
		return edit(loop, event, err);
	case EFFECT_NONE:
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
	}
	return loop->stopped || summarise(loop, err);
}

bool study_loop(const struct study_options *options, struct error *err)
{
	struct loop loop = { .options = options, .store = options->store };
	struct queue_counts counts;
	struct replay_rules rules;
	int64_t newest_ms;
	bool ok;

	if (!review_newest_ms(loop.store, &newest_ms, err) ||
	    !setting_load_rules(loop.store, &rules, err) ||
	    !queue_count(loop.store, options->deck_id, now(&loop).study_day,
			 &counts, err))
		return false;
	loop.is_first = options->patient && newest_ms == 0;
	session_init(&loop.session, &rules, &counts);
	ok = run(&loop, err);
	session_release(&loop.session);
	arena_release(&loop.arena);
	return ok;
}
