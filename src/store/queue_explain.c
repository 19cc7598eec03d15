#include "store/queue_store.h"

#include "store/deck_store.h"
#include "store/setting_store.h"
#include "store/statement.h"

static bool ask(struct store *store, const char *sql, const struct card *card,
		int32_t study_day, int64_t *value, struct error *err)
{
	struct statement q = statement_open(store, sql);

	*value = 0;
	statement_bind_int(&q, 1, card->id);
	statement_bind_int(&q, 2, study_day);
	if (statement_next(&q))
		*value = statement_int(&q, 0);
	return statement_close(&q, err);
}

/* A sibling that was asked today, or comes first today. */
#define SIBLING_SCHEDULED(first)                                         \
	"SELECT card_id FROM schedule WHERE card_id BETWEEN (?1 & ~255)" \
	" AND (?1 | 255) AND card_id <> ?1 AND (last_day = ?2"           \
	"  OR (asked_on_day <= ?2" first ")) LIMIT 1"

static bool find_sibling(struct store *store, const struct card *card,
			 int32_t study_day, int64_t *sibling, struct error *err)
{
	bool is_new = card->schedule.ratings == 0;

	if (!ask(store,
		 is_new ? SIBLING_SCHEDULED("")
			: SIBLING_SCHEDULED(" AND card_id < ?1"),
		 card, study_day, sibling, err))
		return false;
	return *sibling || !is_new ||
	       ask(store,
		   "SELECT card_id FROM unseen WHERE deck_id = (SELECT deck_id"
		   "  FROM note WHERE id = ?1 >> 8) AND card_id BETWEEN"
		   "  (?1 & ~255) AND ?1 - 1 AND ?2 IS NOT NULL LIMIT 1",
		   card, study_day, sibling, err);
}

static bool explain_new(struct store *store, const struct card *card,
			const struct settings *settings, int32_t study_day,
			struct queue_explanation *why, struct error *err)
{
	int64_t asked, left;

	if (!queue_new_today(store, study_day, &asked, err) ||
	    !ask(store,
		 "SELECT count(*) FROM unseen WHERE ?2 IS NOT NULL"
		 " AND (deck_id, card_id) < (SELECT deck_id, ?1 FROM note"
		 "  WHERE id = ?1 >> 8)",
		 card, study_day, &why->ahead, err))
		return false;
	left = queue_left(settings->new_per_day, asked, false);
	why->reason = why->ahead < left ? QUEUE_ASKED_NEW : QUEUE_NEW_LIMIT;
	return true;
}

static bool explain_due(struct store *store, const struct card *card,
			const struct settings *settings, int32_t study_day,
			struct queue_explanation *why, struct error *err)
{
	int64_t again;

	if (!ask(store,
		 "SELECT count(*) FROM schedule WHERE last_day = ?2"
		 " AND first_day < ?2 AND ?1 > 0",
		 card, study_day, &again, err))
		return false;
	why->reason = queue_left(settings->reviews_per_day, again, true)
			      ? QUEUE_ASKED_DUE
			      : QUEUE_REVIEW_LIMIT;
	return true;
}

/* What the card's own standing says, before siblings and limits. */
static bool explain_alone(const struct card *card, int32_t asked_on_day,
			  int32_t study_day, struct queue_explanation *why)
{
	const struct schedule *schedule = &card->schedule;
	bool buried = card->buried_until_day != DAY_NONE &&
		      card->buried_until_day > study_day;

	why->until = buried ? card->buried_until_day : asked_on_day;
	if (card->suspended)
		why->reason = QUEUE_SUSPENDED;
	else if (buried)
		why->reason = QUEUE_BURIED;
	else if (schedule->drill_day == study_day)
		why->reason = QUEUE_ASKED_DRILL;
	else if (schedule->ratings && schedule->last_day == study_day)
		why->reason = QUEUE_DONE;
	else if (schedule->ratings && asked_on_day > study_day)
		why->reason = QUEUE_NOT_DUE;
	else
		return false;
	return true;
}

bool queue_explain(struct store *store, const struct card *card,
		   int32_t study_day, struct queue_explanation *why,
		   struct error *err)
{
	struct settings settings;
	int64_t asked_on_day;

	*why = (struct queue_explanation){ 0 };
	if (!setting_load(store, EVERY_DECK, &settings, err) ||
	    !ask(store,
		 "SELECT asked_on_day FROM schedule WHERE card_id = ?1"
		 " AND ?2 IS NOT NULL",
		 card, study_day, &asked_on_day, err))
		return false;
	if (explain_alone(card, (int32_t)asked_on_day, study_day, why))
		return true;
	if (settings.bury_siblings &&
	    !find_sibling(store, card, study_day, &why->sibling, err))
		return false;
	if (why->sibling) {
		why->reason = QUEUE_SIBLING;
		return true;
	}
	return card->schedule.ratings == 0 ? explain_new(store, card, &settings,
							 study_day, why, err)
					   : explain_due(store, card, &settings,
							 study_day, why, err);
}
