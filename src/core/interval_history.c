#include "core/interval_history.h"

size_t interval_history(const struct replay_rules *rules,
			const struct schedule *start,
			const struct review *history, size_t count,
			struct interval_step *steps)
{
	struct schedule card = *start;
	size_t n = 0;

	if (start->ratings)
		steps[n++] = (struct interval_step){ card.interval_days,
						     false };
	for (size_t i = 0; i < count; i++) {
		int lapses = card.lapses;

		replay_step(rules, &card, &history[i]);
		if (history[i].kind == REVIEW_RATE ||
		    history[i].kind == REVIEW_RESET)
			steps[n++] = (struct interval_step){
				.interval_days = card.interval_days,
				.is_lapse = card.lapses > lapses,
			};
	}
	return n;
}
