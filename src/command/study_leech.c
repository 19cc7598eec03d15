#include "command/study_parts.h"

#include "base/message.h"
#include "command/leech.h"
#include "command/note_editor.h"
#include "store/setting_store.h"

/* So many of the newest wrong answers fit on a screen with the rest. */
enum { WRONG_MOST = 8 };

static bool is_leech(struct loop *loop, const struct schedule *after)
{
	const struct review *review = &loop->session.review;
	struct settings settings;
	struct error ignored = { 0 };

	return review->kind == REVIEW_RATE && review->grade < GRADE_PASS &&
	       setting_load(loop->store, EVERY_DECK, &settings, &ignored) &&
	       settings.leech_threshold > 0 &&
	       after->lapses >= settings.leech_threshold;
}

static void show(struct loop *loop, int lapses)
{
	struct study_look as = study_look(loop);
	struct text text = { 0 };
	struct error err = { 0 };

	if (leech_tell(loop->store, &loop->card, lapses, WRONG_MOST, as.width,
		       &text, &err))
		study_say(loop, &text);
	else
		study_say_error(loop, &err);
	text_release(&text);
}

/* Nobody is there to press a key: say what can be done later. */
static void say_commands(struct loop *loop)
{
	struct arena arena = { 0 };
	long long card_id = (long long)loop->card.id;

	study_say_line(loop,
		       arena_printf(&arena,
				    _("`ebb edit %lld` rewords or splits it, "
				      "`ebb suspend %lld` lets it go."),
				    card_id, card_id));
	arena_release(&arena);
}

/* Do what a key says; false when it says nothing here. */
static bool take_key(struct loop *loop, uint32_t key)
{
	struct session_event *then = &loop->then;

	switch (key) {
	case '\n':
	case ' ':
		return true;
	case 'E':
		study_edit_note(loop);
		return true;
	case 'S':
		if (study_suspend(loop))
			then->kind = EVENT_CHANGED;
		return true;
	case 'u':
		then->kind = EVENT_UNDO;
		return true;
	case 'q':
		then->kind = EVENT_QUIT;
		return true;
	default:
		return false;
	}
}

static void offer(struct loop *loop)
{
	const struct study_ui *ui = loop->options->ui;
	struct key key;
	enum reply reply;

	do {
		study_say_line(loop, _("E edit it, or split it · S suspend it "
				       "· u undo · Enter goes on"));
		reply = ui->ask_key(ui->context, study_prompt(loop), &key);
		if (reply == REPLY_END || reply == REPLY_STOPPED) {
			loop->then.kind = EVENT_QUIT;
			loop->stopped = reply == REPLY_STOPPED;
			return;
		}
	} while (reply == REPLY_ABANDONED || !take_key(loop, key.code));
}

void study_meet_leech(struct loop *loop, const struct schedule *after)
{
	if (!is_leech(loop, after))
		return;
	show(loop, after->lapses);
	if (loop->options->patient)
		offer(loop);
	else
		say_commands(loop);
}
