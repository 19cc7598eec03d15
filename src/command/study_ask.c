#include "command/study_parts.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "command/why.h"
#include "store/confusion_store.h"
#include "terminal/wrap.h"

/* ---- showing ---- */

struct study_look study_look(const struct loop *loop)
{
	const struct study_ui *ui = loop->options->ui;

	return (struct study_look){
		.terminal = loop->options->terminal,
		.width = ui->width(ui->context),
		.plain = loop->options->plain,
		.keys = loop->keys,
	};
}

void study_say(const struct loop *loop, struct text *text)
{
	const struct study_ui *ui = loop->options->ui;

	ui->say(ui->context, text_string(text));
	text_release(text);
}

/* A sentence of our own, on a line. */
void study_say_line(const struct loop *loop, const char *line)
{
	const struct study_ui *ui = loop->options->ui;
	struct text text = { 0 };

	wrap_append(&text, line, ui->width(ui->context), 0, 0);
	text_add_char(&text, '\n');
	study_say(loop, &text);
}

/* An error may name what came with a deck. */
void study_say_error(const struct loop *loop, const struct error *err)
{
	struct arena arena = { 0 };

	study_say_line(loop,
		       unicode_visible(err->message, VISIBLE_ONE_LINE, &arena));
	arena_release(&arena);
}

/* ---- actions ---- */

static void say_help(struct loop *loop, const char *argument)
{
	struct study_look as = study_look(loop);
	struct text text = { 0 };

	(void)argument;
	study_view_help(&text, &as);
	study_say(loop, &text);
}

static void say_why(struct loop *loop, const char *argument)
{
	const struct study_ui *ui = loop->options->ui;
	struct text text = { 0 };
	struct error err = { 0 };

	(void)argument;
	if (why_tell(loop->store, loop->session.card, study_now(loop).study_day,
		     true, ui->width(ui->context), &text, &err))
		study_say(loop, &text);
	else
		study_say_error(loop, &err);
	text_release(&text);
}

static void say_hint(struct loop *loop, const char *argument)
{
	struct study_look as = study_look(loop);
	struct text text = { 0 };

	(void)argument;
	if (!session_give_hint(&loop->session)) {
		study_say_line(loop, _("There are no more hints."));
		return;
	}
	study_view_hint(&text, &loop->session, &as);
	study_say(loop, &text);
}

/* Where an action may be asked for. */
enum place {
	PLACE_QUESTION = 1 << 0,
	PLACE_GRADE = 1 << 1,
	PLACE_BOTH = PLACE_QUESTION | PLACE_GRADE
};

/* What is neither an answer nor a grade: a command at the question, a key at
 * the grade. */
struct action {
	const char *name;
	uint32_t key;
	enum place place;
	enum session_event_kind event; /* when it is for the session */
	/* Otherwise: do it at once, and the prompt stands.  What follows the
	 * command's name, or "". */
	void (*run)(struct loop *loop, const char *argument);
};

static const struct action actions[] = {
	{ ":undo", 'u', PLACE_BOTH, EVENT_UNDO, NULL },
	{ ":redo", 'U', PLACE_BOTH, EVENT_REDO, NULL },
	{ ":hint", 'H', PLACE_QUESTION, EVENT_NONE, say_hint },
	{ ":keep", 'k', PLACE_GRADE, EVENT_NONE, study_keep },
	{ ":skip", 's', PLACE_BOTH, EVENT_SKIP, NULL },
	{ ":edit", 'E', PLACE_BOTH, EVENT_EDIT, NULL },
	{ ":tag", 't', PLACE_BOTH, EVENT_NONE, study_tag },
	{ ":flag", 'f', PLACE_BOTH, EVENT_NONE, study_flag },
	{ ":bury", 'b', PLACE_BOTH, EVENT_BURY, NULL },
	{ ":suspend", 'S', PLACE_BOTH, EVENT_SUSPEND, NULL },
	{ ":previous", 'p', PLACE_BOTH, EVENT_NONE, study_show_previous },
	{ ":why", 'i', PLACE_BOTH, EVENT_NONE, say_why },
	{ ":help", '?', PLACE_BOTH, EVENT_NONE, say_help },
	{ ":quit", 'q', PLACE_BOTH, EVENT_QUIT, NULL },
};

enum { ACTION_COUNT = sizeof(actions) / sizeof(*actions) };

static bool is_its_place(const struct loop *loop, const struct action *action)
{
	return action->place &
	       (loop->session.revealed ? PLACE_GRADE : PLACE_QUESTION);
}

/* Do what an action says; false when it is done and the prompt stands. */
static bool act(struct loop *loop, const struct action *action,
		const char *argument, struct session_event *event)
{
	if (!is_its_place(loop, action)) {
		study_say_line(loop, loop->session.revealed
					     ? _("That is for the question.")
					     : _("That is for the grade."));
		return false;
	}
	if (action->run) {
		action->run(loop, argument);
		return false;
	}
	event->kind = action->event;
	return true;
}

const char *study_action_name(size_t i)
{
	return i < ACTION_COUNT ? actions[i].name : NULL;
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
	const char *argument = line + strcspn(line, " ");

	argument += strspn(argument, " ");
	if (action)
		return act(loop, action, argument, event);
	study_say_line(loop, _("Which command? :help lists them."));
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

/* Without a terminal a line is read for a key, and is all there is of what
 * follows it. */
struct pressed {
	struct key key;
	const char *line; /* that the key began, or NULL */
};

static const char *unknown_key(const struct loop *loop)
{
	if (!loop->session.revealed)
		return _("Press Enter to see the answer; ? lists all keys.");
	return loop->keys == KEYS_ANKI
		       ? _("Press 1-4, a, h, g, e or Enter; ? lists all keys.")
		       : _("Press 0-5, a, h, g, e or Enter; ? lists all keys.");
}

/* A key other than a grade or Enter. */
static bool run_key(struct loop *loop, const struct pressed *pressed,
		    struct session_event *event)
{
	if (pressed->key.code == ':')
		return pressed->line ? run_colon(loop, pressed->line, event)
				     : ask_command(loop, event);
	for (int i = 0; i < ACTION_COUNT; i++)
		if (pressed->key.code == actions[i].key)
			return act(loop, &actions[i], "", event);
	study_say_line(loop, unknown_key(loop));
	return false;
}

/* ---- asking ---- */

static const char *prompt(const struct loop *loop, bool grading)
{
	if (!loop->options->plain)
		return "› ";
	return grading ? _("Grade: ") : _("Your answer: ");
}

const char *study_prompt(const struct loop *loop)
{
	return loop->options->plain ? _("Key: ") : "› ";
}

static void show_question(struct loop *loop)
{
	struct study_look as = study_look(loop);
	struct text text = { 0 };

	study_view_question(&text, &loop->session, &as);
	if (loop->is_first && loop->session.mode != ANSWER_FLIP)
		study_view_welcome(&text, &as);
	loop->is_first = false;
	study_say(loop, &text);
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

/* Keys are ASCII: no other character means anything. */
static enum reply ask_key(struct loop *loop, bool grading,
			  struct pressed *pressed)
{
	const struct study_ui *ui = loop->options->ui;
	enum reply reply;
	char *line;

	*pressed = (struct pressed){ 0 };
	if (loop->options->patient)
		return ui->ask_key(ui->context, prompt(loop, grading),
				   &pressed->key);
	reply = ui->ask_line(ui->context, prompt(loop, grading), &loop->arena,
			     &line);
	if (reply == REPLY_LINE) {
		pressed->key.code = *line ? (unsigned char)*line : '\n';
		pressed->line = line;
	}
	return reply;
}

/* Enter, or the other key that lies under the thumb. */
static bool is_go_on(const struct pressed *pressed)
{
	return pressed->key.code == '\n' || pressed->key.code == ' ';
}

/* The decks whose answers are not for typing take single keys at once. */
static void ask_reveal_key(struct loop *loop, struct session_event *event)
{
	for (;;) {
		struct pressed pressed;
		enum reply reply = ask_key(loop, false, &pressed);

		if (reply == REPLY_ABANDONED)
			continue;
		if (reply != REPLY_LINE) {
			end(loop, reply, event);
			return;
		}
		if (is_go_on(&pressed)) {
			event->kind = EVENT_REVEAL;
			event->text = NULL;
			return;
		}
		if (run_key(loop, &pressed, event))
			return;
	}
}

/* To ask once more counts when nothing was done between. */
static void take(struct loop *loop, struct session_event *event)
{
	if (event->kind != EVENT_UNDO && event->kind != EVENT_REDO &&
	    event->kind != EVENT_REVEAL)
		loop->outside = (struct uid){ { 0 } };
	event->at = study_now(loop);
}

void study_ask_question(struct loop *loop, struct session_event *event)
{
	struct error err = { 0 };

	study_watch_time(loop);
	show_question(loop);
	if (!store_checkpoint(loop->store, &err))
		study_say_line(loop, err.message);
	if (loop->session.mode == ANSWER_FLIP)
		ask_reveal_key(loop, event);
	else
		ask_answer(loop, event);
	take(loop, event);
}

/* Whether a wrong answer is the right one of another card.  That is a
 * comment; without it the answer still counts. */
static void find_mistaken(struct loop *loop)
{
	struct session *session = &loop->session;
	struct error ignored = { 0 };

	if (!session->compared || session->mistaken_for ||
	    session->comparison.verdict != VERDICT_WRONG)
		return;
	if (!confusion_find(loop->store, session->card, session->typed,
			    &session->card_arena, &session->mistaken_for,
			    &ignored))
		session->mistaken_for = NULL;
}

void study_ask_grade(struct loop *loop, struct session_event *event)
{
	struct study_look as = study_look(loop);
	struct text text = { 0 };

	find_mistaken(loop);
	study_view_answer(&text, &loop->session, &as);
	study_say(loop, &text);
	for (;;) {
		struct pressed pressed;
		enum reply reply = ask_key(loop, true, &pressed);

		if (reply == REPLY_ABANDONED)
			continue;
		if (reply != REPLY_LINE) {
			end(loop, reply, event);
			break;
		}
		event->kind = EVENT_GRADE;
		event->grade = is_go_on(&pressed)
				       ? GRADE_NONE
				       : grade_from_key(pressed.key.code,
							loop->keys);
		if (is_go_on(&pressed) || event->grade != GRADE_NONE ||
		    run_key(loop, &pressed, event))
			break;
	}
	take(loop, event);
}
