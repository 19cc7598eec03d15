#include "store/review_store.h"

#include "base/day.h"
#include "base/message.h"
#include "store/schedule_row.h"
#include "store/schedule_store.h"

static int grade_at(struct statement *q, int column)
{
	return statement_is_null(q, column)
		       ? GRADE_NONE
		       : (int)statement_within(q, column, 0, GRADE_COUNT - 1);
}

/* Where no more is known of an instant than that some clock told it. */
static const int64_t day_ms = 86400000;

/* Of the longest answer, which takes some thirty years. */
static const int64_t answer_ms = INT64_C(1) << 40;

enum { OFFSET_MOST_MIN = 24 * 60, COUNT_MOST = 1000000000 };

static int count_at(struct statement *q, int column)
{
	return (int)statement_clamp(q, column, 0, COUNT_MOST);
}

static int interval_at(struct statement *q, int column)
{
	return (int)statement_clamp(q, column, 0, INTERVAL_MOST_DAYS);
}

struct review review_from_row(struct statement *q, int column,
			      struct arena *arena)
{
	return (struct review){
		.id = statement_int(q, column),
		.uid = statement_uid(q, column + 1),
		.card_id = statement_int(q, column + 2),
		.answered_at_ms = statement_within(
			q, column + 3, DAY_LEAST * day_ms, DAY_MOST * day_ms),
		.utc_offset_min = (int)statement_within(
			q, column + 4, -OFFSET_MOST_MIN, OFFSET_MOST_MIN),
		.study_day = (int32_t)statement_within(q, column + 5, DAY_LEAST,
						       DAY_MOST),
		.kind = review_kind_from(
			statement_required(q, column + 6, NULL)),
		.grade = grade_at(q, column + 7),
		.suggested_grade = grade_at(q, column + 8),
		.typed = arena ? statement_text(q, column + 9, arena)
			       : statement_borrow(q, column + 9),
		.recall_ms = statement_clamp(q, column + 10, 0, answer_ms),
		.check_ms = statement_clamp(q, column + 11, 0, answer_ms),
		.hints = count_at(q, column + 12),
	};
}

struct schedule schedule_from_row(struct statement *q, int column)
{
	return (struct schedule){
		.repetitions = count_at(q, column),
		.interval_days = interval_at(q, column + 1),
		.ease_centi = count_at(q, column + 2),
		.lapses = count_at(q, column + 3),
		.due_day = statement_day(q, column + 4),
		.last_day = statement_day(q, column + 5),
		.drill_day = statement_day(q, column + 6),
		.first_day = statement_day(q, column + 7),
		.last_grade = (int)statement_clamp(q, column + 8, GRADE_NONE,
						   GRADE_COUNT - 1),
		.last_at_ms = statement_int(q, column + 9),
		.last_id = statement_int(q, column + 10),
		.ratings = count_at(q, column + 11),
		.failures = count_at(q, column + 12),
	};
}

struct schedule schedule_start_from_row(struct statement *q, int column)
{
	struct schedule start = schedule_new;

	start.due_day = statement_day(q, column);
	start.interval_days = interval_at(q, column + 1);
	start.ease_centi = count_at(q, column + 2);
	start.repetitions = count_at(q, column + 3);
	start.lapses = count_at(q, column + 4);
	start.ratings = start.repetitions + start.lapses;
	start.failures = start.lapses;
	return start;
}

/* What the log holds of a card now: its newest live review, the newest
 * instant of any, and whether the card is still there. */
struct newest {
	bool exists;
	int64_t live_id, live_at_ms;
	int64_t at_ms;
};

static bool read_newest(struct store *store, int64_t card_id,
			const struct uid *note_uid, struct newest *newest,
			struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT coalesce(last_id, 0), coalesce(last_at_ms, 0),"
		       " coalesce((SELECT max(answered_at_ms) FROM review"
		       "  WHERE review.card_id = card.id), 0), note.uid"
		       " FROM card JOIN note ON note.id = card.id >> 8"
		       " LEFT JOIN schedule ON schedule.card_id = card.id"
		       " WHERE card.id = ?1 AND card.deleted_at_ms IS NULL"
		       " AND note.deleted_at_ms IS NULL");

	*newest = (struct newest){ 0 };
	statement_bind_int(&q, 1, card_id);
	if (statement_next(&q)) {
		struct uid uid = statement_uid(&q, 3);

		newest->exists = !note_uid || uid_equal(&uid, note_uid);
		newest->live_id = statement_int(&q, 0);
		newest->live_at_ms = statement_int(&q, 1);
		newest->at_ms = statement_int(&q, 2);
	}
	return statement_close(&q, err);
}

/* After a restore another review may have the same number. */
static bool check_follows(const struct newest *newest,
			  const struct schedule *shown, struct error *err)
{
	if (!newest->exists)
		return error_set(err, ERROR_NOT_FOUND,
				 _("this card was removed elsewhere in the "
				   "meantime; the answer was not kept"));
	if (newest->live_id != shown->last_id ||
	    newest->live_at_ms != shown->last_at_ms)
		return error_set(err, ERROR_CONFLICT,
				 _("this card was answered in another session "
				   "in the meantime; that answer stands"));
	return true;
}

static bool insert(struct store *store, const struct review *review,
		   struct error *err)
{
	struct statement q = statement_open(
		store,
		"INSERT INTO review (id, uid, card_id, answered_at_ms,"
		" utc_offset_min, study_day, kind, grade, suggested_grade,"
		" typed, hints, recall_ms, check_ms, device) VALUES (?1, ?2,"
		" ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");

	statement_bind_int(&q, 1, review->id);
	statement_bind_uid(&q, 2, &review->uid);
	statement_bind_int(&q, 3, review->card_id);
	statement_bind_int(&q, 4, review->answered_at_ms);
	statement_bind_int(&q, 5, review->utc_offset_min);
	statement_bind_int(&q, 6, review->study_day);
	statement_bind_text(&q, 7, review_kind_name(review->kind));
	if (review->grade != GRADE_NONE)
		statement_bind_int(&q, 8, review->grade);
	if (review->suggested_grade != GRADE_NONE)
		statement_bind_int(&q, 9, review->suggested_grade);
	statement_bind_text(&q, 10, review->typed);
	statement_bind_int(&q, 11, review->hints);
	statement_bind_int(&q, 12, review->recall_ms);
	statement_bind_int(&q, 13, review->check_ms);
	statement_bind_text(&q, 14, store_device(store));
	statement_next(&q);
	return statement_close(&q, err);
}

struct insertion {
	struct store *store;
	const struct review *review;
};

static bool run_insertion(void *context, struct error *err)
{
	struct insertion *insertion = context;

	return insert(insertion->store, insertion->review, err);
}

static bool append(struct store *store, struct review *review,
		   const struct uid *note_uid, const struct schedule *shown,
		   struct schedule *after, struct error *err)
{
	struct insertion insertion = { .store = store, .review = review };
	struct newest newest;

	if (!read_newest(store, review->card_id, note_uid, &newest, err) ||
	    !check_follows(&newest, shown, err) ||
	    !store_next_event_id(store, &review->id, err))
		return false;
	if (review->answered_at_ms <= newest.at_ms)
		review->answered_at_ms = newest.at_ms + 1;
	review->uid = store_make_event_uid(store, review->answered_at_ms);
	return schedule_append_log(store, review, run_insertion, &insertion,
				   after, err);
}

bool review_append(struct store *store, struct review *review,
		   const struct uid *note_uid, const struct schedule *shown,
		   struct schedule *after, struct error *err)
{
	if (!store_begin(store, err))
		return false;
	if (append(store, review, note_uid, shown ? shown : &schedule_new,
		   after, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

/* Rows of a statement that selects REVIEW_COLUMNS and then a standing. */
static bool load(struct statement *q, struct arena *arena,
		 struct review **history, enum review_standing **standings,
		 size_t *count, struct error *err)
{
	size_t capacity = 16, n = 0;
	struct review *list = arena_array(arena, capacity, sizeof(*list));
	enum review_standing *standing = arena_array(arena, capacity,
						     sizeof(*standing));

	while (statement_next(q)) {
		if (n == capacity) {
			struct review *wider = arena_array(arena, 2 * capacity,
							   sizeof(*list));
			enum review_standing *longer = arena_array(
				arena, 2 * capacity, sizeof(*standing));

			for (size_t i = 0; i < n; i++) {
				wider[i] = list[i];
				longer[i] = standing[i];
			}
			list = wider;
			standing = longer;
			capacity *= 2;
		}
		list[n] = review_from_row(q, 0, arena);
		standing[n++] = (enum review_standing)statement_int(q, 13);
	}
	if (!statement_close(q, err))
		return false;
	*history = list;
	if (standings)
		*standings = standing;
	*count = n;
	return true;
}

bool review_load_live(struct store *store, int64_t card_id, struct arena *arena,
		      struct review **history, size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT" REVIEW_COLUMNS ", 0 FROM review"
		       " WHERE card_id = ?1 AND" REVIEW_IS_LIVE
		       "ORDER BY answered_at_ms, uid");

	statement_bind_int(&q, 1, card_id);
	return load(&q, arena, history, NULL, count, err);
}

bool review_load_pressed(struct store *store, int64_t card_id,
			 struct arena *arena, struct review **history,
			 size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT" REVIEW_COLUMNS ", 0 FROM review"
		" WHERE card_id = ?1 AND amends IS NULL"
		" AND NOT" REVIEW_IS_RETRACTED "ORDER BY answered_at_ms, uid");

	statement_bind_int(&q, 1, card_id);
	return load(&q, arena, history, NULL, count, err);
}

bool review_load_all(struct store *store, int64_t card_id, struct arena *arena,
		     struct review **history, enum review_standing **standings,
		     size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT" REVIEW_COLUMNS ", CASE WHEN" REVIEW_IS_LIVE "THEN 0"
		"  WHEN" REVIEW_IS_RETRACTED "THEN 1 ELSE 2 END"
		" FROM review WHERE card_id = ?1"
		" ORDER BY answered_at_ms, uid");

	statement_bind_int(&q, 1, card_id);
	return load(&q, arena, history, standings, count, err);
}

bool review_newest_ms(struct store *store, int64_t *at_ms, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT answered_at_ms FROM review WHERE"
		       "" REVIEW_IS_LIVE "ORDER BY id DESC LIMIT 1");

	return statement_single(&q, 0, at_ms, err);
}

bool review_newest_rating(struct store *store, int64_t card_id, int64_t *id,
			  struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id FROM review WHERE card_id = ?1"
		       " AND kind = 'rate' AND" REVIEW_IS_LIVE
		       "ORDER BY answered_at_ms DESC, uid DESC LIMIT 1");

	statement_bind_int(&q, 1, card_id);
	return statement_single(&q, 0, id, err);
}

struct correction {
	struct store *store;
	int64_t review_id, twin_id;
	int grade;
	struct uid uid;
};

/* The instant in the uid of the newest correction of an answer, or of the
 * answer itself; 0 when the card has no such live review. */
static bool newest_uid_ms(struct store *store, int64_t card_id,
			  int64_t review_id, int64_t *at_ms, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT coalesce((SELECT max(uid) FROM review AS twin"
		"  WHERE twin.amends = coalesce(review.amends, review.uid)),"
		"  uid) FROM review WHERE id = ?1 AND card_id = ?2"
		" AND grade IS NOT NULL AND" REVIEW_IS_LIVE);

	*at_ms = 0;
	statement_bind_int(&q, 1, review_id);
	statement_bind_int(&q, 2, card_id);
	if (statement_next(&q)) {
		struct uid uid = statement_uid(&q, 0);

		*at_ms = uid_at_ms(&uid);
	}
	return statement_close(&q, err);
}

static bool insert_twin(void *context, struct error *err)
{
	const struct correction *correction = context;
	struct statement q = statement_open(
		correction->store,
		"INSERT INTO review (id, uid, amends, card_id, answered_at_ms,"
		" utc_offset_min, study_day, kind, grade, suggested_grade,"
		" typed, hints, recall_ms, check_ms, device)"
		" SELECT ?2, ?3, coalesce(amends, uid), card_id,"
		" answered_at_ms, utc_offset_min, study_day, kind, ?4,"
		" suggested_grade, typed, hints, recall_ms, check_ms, ?5"
		" FROM review WHERE id = ?1");

	statement_bind_int(&q, 1, correction->review_id);
	statement_bind_int(&q, 2, correction->twin_id);
	statement_bind_uid(&q, 3, &correction->uid);
	statement_bind_int(&q, 4, correction->grade);
	statement_bind_text(&q, 5, store_device(correction->store));
	statement_next(&q);
	return statement_close(&q, err);
}

/* The twin's uid must sort after those of all that it replaces, whatever the
 * clock says now. */
static bool amend(struct correction *correction, int64_t card_id,
		  int64_t now_ms, struct schedule *before,
		  struct schedule *after, struct error *err)
{
	struct store *store = correction->store;
	struct schedule_row row;
	int64_t newest_ms;

	if (!newest_uid_ms(store, card_id, correction->review_id, &newest_ms,
			   err))
		return false;
	if (newest_ms == 0)
		return error_set(err, ERROR_NOT_FOUND,
				 _("card %lld has no answer of the step %lld "
				   "that counts; `ebb show %lld` lists its "
				   "answers"),
				 (long long)card_id,
				 (long long)correction->review_id,
				 (long long)card_id);
	if (!schedule_row_read(store, card_id, &row, err) ||
	    !store_next_event_id(store, &correction->twin_id, err))
		return false;
	*before = row.exists ? row.schedule : schedule_new;
	correction->uid = store_make_event_uid(
		store, now_ms > newest_ms ? now_ms : newest_ms + 1);
	return schedule_change_log(store, card_id, insert_twin, correction,
				   after, err);
}

bool review_amend(struct store *store, int64_t card_id, int64_t review_id,
		  int grade, const struct stamp *stamp, struct schedule *before,
		  struct schedule *after, struct error *err)
{
	struct correction correction = {
		.store = store,
		.review_id = review_id,
		.grade = grade,
	};

	if (!store_begin(store, err))
		return false;
	if (amend(&correction, card_id, stamp->at_ms, before, after, err))
		return store_commit(store, err);
	store_rollback(store);
	return false;
}
