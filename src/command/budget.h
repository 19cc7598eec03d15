#ifndef COMMAND_BUDGET_H
#define COMMAND_BUDGET_H

#include "command/study.h"
#include "command/study_loop.h"

/* A session of so many cards or minutes. */

/* How many cards are asked for, minutes by the learner's own pace; 0: no
 * budget. */
bool budget_cards(struct app *app, const struct study_request *request,
		  int64_t *cards, struct error *err);

/* Choose the most fragile cards of the options' wish, as many as there is a
 * budget for, and say what is asked now and what becomes of the rest. */
bool budget_spend(struct app *app, const struct study_request *request,
		  int32_t study_day, struct study_options *options,
		  struct error *err);

#endif
