#include "command/leech.h"

#include "base/day.h"
#include "base/message.h"
#include "base/unicode.h"
#include "core/review.h"
#include "store/confusion_store.h"
#include "store/review_store.h"
#include "terminal/wrap.h"

static void add(struct text *out, const char *line, int width, int indent)
{
	text_add_repeated(out, ' ', (size_t)indent);
	wrap_append(out, line, width, indent, 2 * indent);
	text_add_char(out, '\n');
}

/* What was typed, and whose answer it is. */
static bool tell_typed(struct store *store, const struct card *card,
		       const struct review *review, int width,
		       struct arena *arena, struct text *out, struct error *err)
{
	const char *typed = unicode_visible(review->typed, VISIBLE_ONE_LINE,
					    arena);
	const char *taken_for, *line;
	char day[DAY_TEXT_SIZE];

	if (!confusion_find(store, card, review->typed, arena, &taken_for, err))
		return false;
	day_format(review->study_day, day);
	line = taken_for
		       ? arena_printf(arena, _("%s  %s, which answers \"%s\""),
				      day, typed,
				      unicode_visible(taken_for,
						      VISIBLE_ONE_LINE, arena))
		       : arena_printf(arena, "%s  %s", day, typed);
	add(out, line, width, 2);
	return true;
}

static bool was_wrong(const struct review *review)
{
	return review->grade < GRADE_PASS && review->typed;
}

static bool tell(struct store *store, const struct card *card, int lapses,
		 size_t most, int width, struct arena *arena, struct text *out,
		 struct error *err)
{
	struct review *history;
	size_t count, wrong = 0;
	bool ok = review_load_live(store, card->id, arena, &history, &count,
				   err);

	for (size_t i = 0; ok && i < count; i++)
		wrong += was_wrong(&history[i]);
	if (ok)
		add(out,
		    arena_printf(arena,
				 ngettext("A leech, forgotten %d time.",
					  "A leech, forgotten %d times.",
					  (unsigned long)lapses),
				 lapses),
		    width, 0);
	if (wrong)
		add(out, _("What you typed when it was wrong:"), width, 0);
	for (size_t i = 0; ok && i < count; i++)
		if (was_wrong(&history[i]) && wrong-- <= most)
			ok = tell_typed(store, card, &history[i], width, arena,
					out, err);
	return ok;
}

bool leech_tell(struct store *store, const struct card *card, int lapses,
		size_t most, int width, struct text *out, struct error *err)
{
	struct arena arena = { 0 };
	bool ok = tell(store, card, lapses, most, width, &arena, out, err);

	arena_release(&arena);
	return ok;
}
