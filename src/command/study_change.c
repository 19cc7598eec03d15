#include "command/study_parts.h"

#include <string.h>

#include "base/message.h"
#include "base/unicode.h"
#include "command/change.h"
#include "command/note_editor.h"
#include "command/tagging.h"
#include "store/alias_store.h"
#include "store/card_store.h"
#include "store/note_store.h"
#include "store/undo_store.h"

static bool is_among(const char *what, const char *const *kinds)
{
	for (; *kinds; kinds++)
		if (strcmp(what, *kinds) == 0)
			return true;
	return false;
}

static bool is_of_sessions(const struct undo_step *step)
{
	static const char *const kinds[] = { "edit", "bury", "suspend", "alias",
					     "tag",  "flag", NULL };

	if (step->kind == UNDO_REVIEW)
		return !step->what;
	return step->kind == UNDO_BATCH && is_among(step->what, kinds);
}

/* Whether what was done leaves the card on screen where it is. */
static bool leaves_card(const struct undo_step *step)
{
	static const char *const kinds[] = { "edit", "alias", "tag", "flag",
					     NULL };

	return step->kind == UNDO_BATCH && is_among(step->what, kinds);
}

/* What is said of a step: of none, of a grade, of a change and of one that was
 * made outside a session. */
struct phrases {
	const char *nothing, *grade, *change, *outside;
};

static void say_step(struct loop *loop, const struct undo_step *step,
		     bool applied, const struct phrases *phrases)
{
	struct arena arena = { 0 };
	const char *line;

	if (step->kind == UNDO_NOTHING)
		line = phrases->nothing;
	else if (step->kind == UNDO_REVIEW && !step->what)
		line = arena_printf(&arena, phrases->grade, step->grade);
	else
		line = arena_printf(
			&arena, applied ? phrases->change : phrases->outside,
			change_word(step->what),
			unicode_visible(step->label, VISIBLE_ONE_LINE, &arena));
	study_say_line(loop, line);
	arena_release(&arena);
}

/* A key pressed once too often must not take a whole import back: what was not
 * done in a session is named first, and the second time in a row it goes. */
static bool is_wanted(struct loop *loop, const struct undo_step *step)
{
	bool wanted = step->kind != UNDO_NOTHING &&
		      (is_of_sessions(step) ||
		       memcmp(&loop->outside, &step->uid, sizeof(step->uid)) ==
			       0);

	loop->outside = step->uid;
	if (wanted)
		loop->outside = (struct uid){ { 0 } };
	return wanted;
}

/* Apply the step if it is wanted; *applied tells.  That another session was
 * first is said and is no failure. */
static bool apply_step(
	struct loop *loop, struct undo_step *step,
	bool (*apply)(struct store *store, struct undo_step *step,
		      const struct stamp *stamp, struct error *err),
	const struct phrases *phrases, bool *applied, struct error *err)
{
	struct stamp stamp = study_now(loop);

	*applied = is_wanted(loop, step);
	if (*applied && !apply(loop->store, step, &stamp, err)) {
		*applied = false;
		if (err->kind != ERROR_CONFLICT && err->kind != ERROR_BUSY)
			return false;
		study_say_error(loop, err);
		return true;
	}
	say_step(loop, step, *applied, phrases);
	return true;
}

static struct session_event unchanged(const struct loop *loop)
{
	return (struct session_event){
		.kind = EVENT_UNCHANGED,
		.card_id = loop->session.card ? loop->session.card->id : 0,
	};
}

bool study_undo(struct loop *loop, struct session_event *event,
		struct error *err)
{
	const struct phrases phrases = {
		_("There is nothing to take back."),
		_("Taken back: the grade %d; here is the card again."),
		_("Taken back: %s %s"),
		_("The newest change was made outside a session: %s %s.  Undo "
		  "once more takes it back."),
	};
	struct undo_step step;
	bool applied;

	*event = unchanged(loop);
	if (!undo_newest(loop->store, 0, &loop->session.arena, &step, err) ||
	    !apply_step(loop, &step, undo_apply, &phrases, &applied, err))
		return false;
	if (!applied)
		return true;
	event->kind = EVENT_UNDONE;
	event->id = step.review_id;
	if (!leaves_card(&step))
		event->card_id = step.card_id;
	return true;
}

bool study_redo(struct loop *loop, struct session_event *event,
		struct error *err)
{
	const struct phrases phrases = {
		_("There is nothing to bring back."),
		_("Brought back: the grade %d."),
		_("Brought back: %s %s"),
		_("What was taken back last was made outside a session: %s %s. "
		  " Redo once more brings it back."),
	};
	struct undo_step step;
	bool applied;

	*event = unchanged(loop);
	if (!redo_newest(loop->store, &loop->session.arena, &step, err) ||
	    !apply_step(loop, &step, redo_apply, &phrases, &applied, err))
		return false;
	if (!applied)
		return true;
	event->kind = EVENT_REDONE;
	event->id = step.review_id;
	if (step.kind == UNDO_REVIEW ? step.card_id == event->card_id
				     : !leaves_card(&step))
		event->card_id = 0;
	return true;
}

/* ---- changes of the card on screen ---- */

/* Run a change as a batch of its own; false when it failed, which is said, or
 * when it changed nothing. */
static bool change_now(struct loop *loop, const char *kind, const char *label,
		       bool (*change)(struct batch *batch, void *context,
				      struct error *err),
		       void *context)
{
	struct error err = { 0 };
	struct batch batch = {
		.store = loop->store,
		.kind = kind,
		.label = label,
		.stamp = study_now(loop),
	};
	bool ok = store_begin(loop->store, &err);

	if (ok && (!card_check_same(loop->store, &loop->card, &err) ||
		   !change(&batch, context, &err))) {
		store_rollback(loop->store);
		ok = false;
	} else if (ok) {
		ok = store_commit(loop->store, &err);
	}
	if (!ok)
		study_say_error(loop, &err);
	return ok && batch.id;
}

static bool suspend(struct batch *batch, void *context, struct error *err)
{
	const struct card *card = context;

	return card_suspend(batch, card->id, true, err);
}

static bool bury(struct batch *batch, void *context, struct error *err)
{
	const struct card *card = context;

	return card_bury(batch, card->id, batch->stamp.study_day + 1, err);
}

bool study_suspend(struct loop *loop)
{
	if (!change_now(loop, "suspend", card_question(&loop->card), suspend,
			&loop->card))
		return false;
	study_say_line(loop, _("Suspended; `ebb unsuspend` brings it back."));
	return true;
}

static bool bury_now(struct loop *loop)
{
	if (!change_now(loop, "bury", card_question(&loop->card), bury,
			&loop->card))
		return false;
	study_say_line(loop, _("Buried until tomorrow."));
	return true;
}

bool study_put_aside(struct loop *loop, bool suspends,
		     struct session_event *event, struct error *err)
{
	(void)err;
	*event = unchanged(loop);
	if (suspends ? study_suspend(loop) : bury_now(loop))
		*event = (struct session_event){ .kind = EVENT_CHANGED };
	return true;
}

/* Let the learner edit the note of the card; false when the store failed. */
static bool edit_note(struct loop *loop, bool *changed, struct error *err)
{
	const struct study_ui *ui = loop->options->ui;
	struct note_editor editor = {
		.store = loop->store,
		.stamp = study_now(loop),
		.edit = ui->edit,
		.context = ui->context,
	};
	struct note_edit edit = { 0 };
	struct arena arena = { 0 };

	if (card_check_same(loop->store, &loop->card, err) &&
	    note_editor_run(&editor, loop->card.id / CARDS_PER_NOTE, &edit,
			    err))
		study_say_line(loop, note_edit_phrase(&edit, &arena));
	else if (err->kind == ERROR_DATABASE)
		return false;
	else
		study_say_error(loop, err);
	arena_release(&arena);
	*changed = edit.changed;
	return true;
}

bool study_edit_note(struct loop *loop)
{
	struct error err = { 0 };
	bool changed = false;

	if (!edit_note(loop, &changed, &err))
		study_say_error(loop, &err);
	if (changed)
		session_count_step(&loop->session);
	return changed;
}

bool study_edit(struct loop *loop, struct session_event *event,
		struct error *err)
{
	int64_t card_id = loop->session.card->id;
	bool changed = false;

	if (!edit_note(loop, &changed, err))
		return false;
	*event = (struct session_event){
		.kind = changed ? EVENT_CHANGED : EVENT_UNCHANGED,
		.card_id = card_id,
	};
	return true;
}

/* ---- changes that leave it there ---- */

static bool add_alias(struct batch *batch, void *context, struct error *err)
{
	const struct session *session = context;
	bool added;

	return alias_add(batch, session->card->id, session->typed, &added, err);
}

void study_keep(struct loop *loop, const char *unused)
{
	struct session *session = &loop->session;
	struct study_look as = study_look(loop);
	struct text text = { 0 };

	(void)unused;
	if (!session_can_keep(session)) {
		study_say_line(loop, _("Nothing was typed that could count as "
				       "right from now on."));
		return;
	}
	if (!change_now(loop, "alias", session->typed, add_alias, session))
		return;
	session_keep(session);
	study_say_line(loop, _("What you typed counts as right for this card "
			       "from now on."));
	study_view_choices(&text, session, &as);
	study_say(loop, &text);
}

struct tagging {
	int64_t note_id;
	const char *list;
};

static bool change_tags(struct batch *batch, void *context, struct error *err)
{
	const struct tagging *tagging = context;
	struct arena arena = { 0 };
	struct note note;
	bool ok = note_load(batch->store, tagging->note_id, &arena, &note,
			    err) &&
		  (!tagging_apply(&note, tagging->list, &arena) ||
		   note_retag(batch, tagging->note_id, &note, err));

	arena_release(&arena);
	return ok;
}

void study_tag(struct loop *loop, const char *tags)
{
	const struct card *card = loop->session.card;
	struct tagging tagging = {
		.note_id = card->id / CARDS_PER_NOTE,
		.list = tags,
	};

	if (!*tags) {
		study_say_line(loop, _("Which tags? `:tag verb -noun` gives "
				       "one and takes another away."));
		return;
	}
	if (!change_now(loop, "tag", card_question(card), change_tags,
			&tagging))
		return;
	session_count_step(&loop->session);
	study_say_line(loop, _("Tagged."));
}

static bool change_flag(struct batch *batch, void *context, struct error *err)
{
	const struct card *card = context;

	return card_flag(batch, card->id, !card->flagged, err);
}

void study_flag(struct loop *loop, const char *unused)
{
	struct card *card = &loop->card;

	(void)unused;
	if (!change_now(loop, "flag", card_question(card), change_flag, card))
		return;
	session_count_step(&loop->session);
	card->flagged = !card->flagged;
	study_say_line(loop,
		       card->flagged ? _("Flagged.") : _("No longer flagged."));
}

void study_show_previous(struct loop *loop, const char *unused)
{
	const struct session_answers *answered = &loop->session.answered;
	struct study_look as = study_look(loop);
	struct arena arena = { 0 };
	struct text text = { 0 };
	struct error err = { 0 };
	struct card card;

	(void)unused;
	if (answered->count == 0) {
		study_say_line(loop, _("This is the first card."));
		return;
	}
	if (card_load(loop->store, answered->list[answered->count - 1].card_id,
		      &arena, &card, &err)) {
		study_view_previous(&text, &card,
				    answered->list[answered->count - 1].grade,
				    &as);
		study_say(loop, &text);
	} else {
		study_say_error(loop, &err);
	}
	arena_release(&arena);
}
