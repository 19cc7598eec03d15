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

/* A key pressed once too often must not take a whole import back. */
static bool is_of_sessions(const struct undo_step *step)
{
	return (step->kind == UNDO_REVIEW && !step->what) ||
	       (step->kind == UNDO_BATCH &&
		(strcmp(step->what, "edit") == 0 ||
		 strcmp(step->what, "bury") == 0 ||
		 strcmp(step->what, "suspend") == 0 ||
		 strcmp(step->what, "alias") == 0 ||
		 strcmp(step->what, "tag") == 0 ||
		 strcmp(step->what, "flag") == 0));
}

static void say_undone(struct loop *loop, const struct undo_step *step)
{
	struct arena arena = { 0 };
	const char *line;

	if (step->kind == UNDO_NOTHING)
		line = _("There is nothing to take back.");
	else if (step->kind == UNDO_REVIEW && !step->what)
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
	study_say_line(loop, line);
	arena_release(&arena);
}

bool study_undo(struct loop *loop, struct session_event *event,
		struct error *err)
{
	struct stamp stamp = study_now(loop);
	struct undo_step step;

	*event = (struct session_event){ .kind = EVENT_UNCHANGED, .at = stamp };
	if (loop->session.card)
		event->card_id = loop->session.card->id;
	if (!undo_newest(loop->store, 0, &loop->session.arena, &step, err))
		return false;
	if (is_of_sessions(&step) &&
	    !undo_apply(loop->store, &step, &stamp, err)) {
		if (err->kind != ERROR_CONFLICT)
			return false;
		study_say_error(loop, err);
		return true;
	}
	say_undone(loop, &step);
	if (!is_of_sessions(&step))
		return true;
	event->kind = EVENT_UNDONE;
	event->id = step.review_id;
	event->card_id = step.card_id;
	return true;
}

static void say_redone(struct loop *loop, const struct undo_step *step)
{
	struct arena arena = { 0 };
	const char *line;

	if (step->kind == UNDO_NOTHING)
		line = _("There is nothing to bring back.");
	else if (step->kind == UNDO_REVIEW && !step->what)
		line = arena_printf(&arena, _("Brought back: the grade %d."),
				    step->grade);
	else
		line = arena_printf(
			&arena,
			is_of_sessions(step)
				? _("Brought back: %s %s")
				: _("What was taken back last was made "
				    "outside a session (%s %s); `ebb redo` "
				    "brings it back."),
			change_word(step->what),
			unicode_visible(step->label, VISIBLE_ONE_LINE, &arena));
	study_say_line(loop, line);
	arena_release(&arena);
}

bool study_redo(struct loop *loop, struct session_event *event,
		struct error *err)
{
	struct stamp stamp = study_now(loop);
	struct undo_step step;

	*event = (struct session_event){ .kind = EVENT_UNCHANGED, .at = stamp };
	if (loop->session.card)
		event->card_id = loop->session.card->id;
	if (!redo_newest(loop->store, &loop->session.arena, &step, err))
		return false;
	if (is_of_sessions(&step) &&
	    !redo_apply(loop->store, &step, &stamp, err)) {
		if (err->kind != ERROR_CONFLICT)
			return false;
		study_say_error(loop, err);
		return true;
	}
	say_redone(loop, &step);
	if (!is_of_sessions(&step))
		return true;
	event->kind = EVENT_REDONE;
	event->id = step.review_id;
	if (step.kind == UNDO_BATCH || step.card_id == event->card_id)
		event->card_id = 0;
	return true;
}

/* Bury and suspend: one change of one card, as a batch of its own. */
bool study_put_aside(struct loop *loop, bool suspend,
		     struct session_event *event, struct error *err)
{
	const struct card *card = loop->session.card;
	struct batch batch = {
		.store = loop->store,
		.kind = suspend ? "suspend" : "bury",
		.label = card_question(card),
		.stamp = study_now(loop),
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
	study_say_line(loop, suspend ? _("Suspended; `ebb unsuspend` brings it "
					 "back.")
				     : _("Buried until tomorrow."));
	*event = (struct session_event){ .kind = EVENT_CHANGED };
	return true;
}

bool study_edit(struct loop *loop, struct session_event *event,
		struct error *err)
{
	const struct study_ui *ui = loop->options->ui;
	struct note_editor editor = {
		.store = loop->store,
		.stamp = study_now(loop),
		.edit = ui->edit,
		.context = ui->context,
	};
	int64_t card_id = loop->session.card->id;
	bool changed = false;

	if (!note_editor_run(&editor, card_id / CARDS_PER_NOTE, &changed,
			     err)) {
		if (err->kind == ERROR_DATABASE || err->kind == ERROR_BUSY)
			return false;
		study_say_error(loop, err);
	} else {
		study_say_line(loop,
			       changed ? _("Changed.") : _("Nothing changed."));
	}
	*event = (struct session_event){
		.kind = changed ? EVENT_CHANGED : EVENT_UNCHANGED,
		.card_id = card_id,
	};
	return true;
}

/* ---- changes that leave the card on screen ---- */

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

	if (ok && !change(&batch, context, &err)) {
		store_rollback(loop->store);
		ok = false;
	} else if (ok) {
		ok = store_commit(loop->store, &err);
	}
	if (!ok)
		study_say_error(loop, &err);
	else if (batch.id)
		session_count_step(&loop->session);
	return ok && batch.id;
}

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

	if (!*tags)
		study_say_line(loop, _("Which tags? `:tag verb -noun` gives "
				       "one and takes another away."));
	else if (change_now(loop, "tag", card_question(card), change_tags,
			    &tagging))
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
