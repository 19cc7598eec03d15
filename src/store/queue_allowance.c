#include "store/queue_parts.h"

#include "store/setting_store.h"
#include "store/statement.h"

static bool count_on_day(struct store *store, const char *sql,
			 int32_t study_day, int64_t *count, struct error *err)
{
	struct statement q = statement_open(store, sql);

	statement_bind_int(&q, 1, study_day);
	return statement_single(&q, 0, count, err);
}

bool queue_new_today(struct store *store, int32_t study_day, int64_t *count,
		     struct error *err)
{
	return count_on_day(
		store, "SELECT count(*) FROM schedule WHERE first_day = ?1",
		study_day, count, err);
}

static bool again_today(struct store *store, int32_t study_day, int64_t *count,
			struct error *err)
{
	return count_on_day(store,
			    "SELECT count(*) FROM schedule WHERE last_day = ?1"
			    " AND first_day < ?1",
			    study_day, count, err);
}

bool queue_today(struct store *store, int32_t study_day,
		 struct queue_today *today, struct error *err)
{
	return queue_new_today(store, study_day, &today->new, err) &&
	       again_today(store, study_day, &today->again, err);
}

/* The day's answers are counted only where a limit asks for it. */
static bool left_of_due(struct store *store, const struct settings *settings,
			int32_t study_day, int64_t *left, struct error *err)
{
	int64_t again = 0;

	if (settings->reviews_per_day &&
	    !again_today(store, study_day, &again, err))
		return false;
	*left = queue_left(settings->reviews_per_day, again, true);
	return true;
}

static bool left_of_new(struct store *store, const struct settings *settings,
			const struct queue_wish *wish, int32_t study_day,
			int64_t *left, struct error *err)
{
	int64_t new_today;

	if (!queue_new_today(store, study_day, &new_today, err))
		return false;
	*left = queue_left(wish->new_per_day == QUEUE_NEW_BY_SETTING
				   ? settings->new_per_day
				   : wish->new_per_day,
			   new_today, false);
	return true;
}

bool queue_read_allowance(struct store *store, const struct queue_wish *wish,
			  int32_t study_day, struct queue_allowance *left,
			  struct error *err)
{
	struct settings settings;

	if (!setting_load(store, EVERY_DECK, &settings, err))
		return false;
	left->apart = settings.bury_siblings;
	return left_of_due(store, &settings, study_day, &left->due, err) &&
	       left_of_new(store, &settings, wish, study_day, &left->new, err);
}

bool queue_read_allowance_of(struct store *store, const struct queue_wish *wish,
			     int32_t study_day, enum queue_part part,
			     struct queue_allowance *left, struct error *err)
{
	struct settings settings;

	if (!setting_load(store, EVERY_DECK, &settings, err))
		return false;
	*left = (struct queue_allowance){ .apart = settings.bury_siblings };
	if (part == QUEUE_DUE)
		return left_of_due(store, &settings, study_day, &left->due,
				   err);
	return part != QUEUE_NEW ||
	       left_of_new(store, &settings, wish, study_day, &left->new, err);
}
