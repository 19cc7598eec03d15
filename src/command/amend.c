#include "command/command.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/message.h"
#include "store/card_store.h"
#include "store/review_store.h"

/* The review that --step names, or the card's newest rating. */
static bool find_review(struct app *app, const struct arguments *arguments,
			int64_t card_id, int64_t *id, struct error *err)
{
	const char *step = argument(arguments, "step");
	char *end;

	if (!step) {
		if (!review_newest_rating(app->store, card_id, id, err))
			return false;
		return *id || error_set(err, ERROR_NOT_FOUND,
					_("card %lld was never graded"),
					(long long)card_id);
	}
	*id = strtoll(step, &end, 10);
	if (*end || end == step || *id <= 0)
		return error_set(err, ERROR_USAGE,
				 _("\"%s\" is no step; `ebb show %lld` lists "
				   "the card's answers with theirs"),
				 step, (long long)card_id);
	return true;
}

static bool find_grade(const char *word, int *grade, struct error *err)
{
	*grade = word[0] && !word[1]
			 ? grade_from_key((unsigned char)word[0], KEYS_SM2)
			 : grade_from_word(word);
	return *grade != GRADE_NONE ||
	       error_set(err, ERROR_USAGE,
			 _("\"%s\" is no grade: it is 0 to 5, or again, hard, "
			   "good or easy"),
			 word);
}

static bool load_review(struct app *app, int64_t card_id, int64_t review_id,
			struct review *review, struct error *err)
{
	enum review_standing *standings;
	struct review *history;
	size_t count;

	if (!review_load_all(app->store, card_id, &app->arena, &history,
			     &standings, &count, err))
		return false;
	*review = (struct review){ .grade = GRADE_NONE };
	for (size_t i = 0; i < count; i++)
		if (history[i].id == review_id)
			*review = history[i];
	return true;
}

static const char *due(const struct schedule *schedule, char *buffer)
{
	return schedule->ratings ? day_format(schedule->due_day, buffer)
				 : _("new");
}

static void print_change(struct app *app, const struct schedule *before,
			 const struct schedule *after)
{
	const char *to = app->plain ? _("to") : "→";
	char from_day[DAY_TEXT_SIZE], to_day[DAY_TEXT_SIZE];

	app_print(app, _("due %s %s %s (%d d %s %d d)"), due(before, from_day),
		  to, due(after, to_day), before->interval_days, to,
		  after->interval_days);
	if (before->ease_centi != after->ease_centi ||
	    before->lapses != after->lapses)
		app_print(app,
			  _("ease factor %d.%02d %s %d.%02d, lapses %d %s %d"),
			  before->ease_centi / 100, before->ease_centi % 100,
			  to, after->ease_centi / 100, after->ease_centi % 100,
			  before->lapses, to, after->lapses);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct schedule before, after;
	struct review review;
	struct stamp stamp;
	int64_t card_id, review_id;
	char day[DAY_TEXT_SIZE];
	int grade;

	if (!card_find(app->store, arguments->operands[0], &card_id, err) ||
	    !find_grade(arguments->operands[1], &grade, err) ||
	    !find_review(app, arguments, card_id, &review_id, err) ||
	    !load_review(app, card_id, review_id, &review, err) ||
	    !app_stamp(app, &stamp, err))
		return false;
	if (review.grade == grade) {
		app_print(app, _("That answer has the grade %d already."),
			  grade);
		return true;
	}
	if (!review_amend(app->store, card_id, review_id, grade, &stamp,
			  &before, &after, err))
		return false;
	app_print(app, _("The answer of %s: %d %s %s %d %s"),
		  day_format(review.study_day, day), review.grade,
		  grade_word(review.grade), app->plain ? _("to") : "→", grade,
		  grade_word(grade));
	print_change(app, &before, &after);
	return true;
}

const struct command command_amend = {
	.name = "amend",
	.operands = "CARD GRADE",
	.summary = N_("correct the grade of an answer, however old"),
	.least = 2,
	.most = 2,
	.flags = COMMAND_OPENS_STORE,
	.options = {
		{ 's', "step", "STEP",
		  N_("this answer, as `ebb show` numbers them; otherwise the "
		     "card's newest rating") },
	},
	.run = run,
};
