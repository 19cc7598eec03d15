#include "command/command.h"

#include "base/day.h"
#include "base/message.h"
#include "store/deck_store.h"
#include "store/exam_store.h"

static bool print_all(struct app *app, struct error *err)
{
	struct exam *list;
	struct deck *decks;
	size_t count, deck_count;
	bool ok;

	if (!store_begin_reading(app->store, err))
		return false;
	ok = exam_load(app->store, &app->arena, &list, &count, err) &&
	     deck_names(app->store, &app->arena, &decks, &deck_count, err);
	store_end_reading(app->store);
	if (!ok)
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *name = "";
		char day[DAY_TEXT_SIZE];

		for (size_t j = 0; j < deck_count; j++)
			if (decks[j].id == list[i].deck_id)
				name = app_visible(app, decks[j].name);
		fprintf(app->out, "%s%s%s\n", day_format(list[i].day, day),
			*name ? " " : "", name);
	}
	return true;
}

static bool add(struct app *app, const struct exam *exam, const char *label,
		const struct stamp *stamp, struct schedule_moved *moved,
		struct error *err)
{
	struct batch batch = {
		.store = app->store,
		.kind = "exam",
		.label = label,
		.stamp = *stamp,
	};

	if (!store_begin(app->store, err))
		return false;
	if (exam_add(&batch, exam, moved, err))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return false;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *text = arguments->operands[0];
	struct exam exam;
	struct stamp stamp;
	struct schedule_moved moved;

	if (!app_stamp(app, &stamp, err) ||
	    !exam_end_past(app->store, &stamp, err))
		return false;
	if (arguments->count == 0)
		return print_all(app, err);
	if (!day_parse(text, &exam.day))
		return error_set(err, ERROR_USAGE,
				 _("\"%s\" is no day; write it as YYYY-MM-DD"),
				 text);
	if (exam.day <= stamp.study_day)
		return error_set(err, ERROR_USAGE,
				 _("an exam is told before its day"));
	if (!app_deck(app, arguments->operands[1], &exam.deck_id, err) ||
	    !add(app, &exam,
		 app_join(app, arguments->operands, arguments->count), &stamp,
		 &moved, err))
		return false;
	app_print(app,
		  ngettext("%lld card is asked once more in the week before; "
			   "no interval changes.",
			   "%lld cards are asked once more in the week before; "
			   "no interval changes.",
			   (unsigned long)moved.earlier),
		  (long long)moved.earlier);
	return true;
}

const struct command command_exam = {
	.name = "exam",
	.operands = "[DAY [DECK]]",
	.summary = N_("meet every card once in the week before a day, or list "
		      "such days"),
	.most = 2,
	.flags = COMMAND_OPENS_STORE,
	.run = run,
};
