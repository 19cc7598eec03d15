#ifndef STORE_REVIEW_STORE_H
#define STORE_REVIEW_STORE_H

#include "base/arena.h"
#include "core/review.h"
#include "core/schedule.h"
#include "store/statement.h"

/* The log of answers: it only ever grows. */

/*
 * Append one review and write what follows from it, in one transaction that
 * is durable when this returns true.  Of *review the caller fills everything
 * but id and uid, which are set here.  The review must follow the one that
 * was the card's newest when it was shown: *shown is the schedule as loaded
 * then, or NULL of a card without any; ERROR_CONFLICT when another session has
 * answered, undone or restored in the meantime, ERROR_NOT_FOUND when the card
 * was removed, or is not of the note of that uid (NULL: of any), as after a
 * restore another may have its number; and then nothing is written.
 * answered_at_ms is moved up to stay later than the card's newest review,
 * whatever the clock says.
 */
bool review_append(struct store *store, struct review *review,
		   const struct uid *note_uid, const struct schedule *shown,
		   struct schedule *after, struct error *err);

/* A card's live reviews, ordered by (answered_at_ms, uid), in *arena*. */
bool review_load_live(struct store *store, int64_t card_id, struct arena *arena,
		      struct review **history, size_t *count,
		      struct error *err);

/* The same as it was pressed: corrections are left out, and what they correct
 * is there, unless it was taken back. */
bool review_load_pressed(struct store *store, int64_t card_id,
			 struct arena *arena, struct review **history,
			 size_t *count, struct error *err);

/* How a review of the log counts. */
enum review_standing {
	REVIEW_LIVE,
	REVIEW_RETRACTED, /* it was taken back */
	REVIEW_AMENDED,	  /* another one corrects it */
};

/* A card's whole history in the same order; standings[i] tells how the review
 * counts.  Both in *arena*. */
bool review_load_all(struct store *store, int64_t card_id, struct arena *arena,
		     struct review **history, enum review_standing **standings,
		     size_t *count, struct error *err);

/* The id of the card's newest live rating, or 0. */
bool review_newest_rating(struct store *store, int64_t card_id, int64_t *id,
			  struct error *err);

/*
 * Correct the grade of a live review, however old, in one transaction: append
 * its twin of the same instant with another grade, which counts instead of it
 * until it is itself retracted.  stamp: when the correction is made.
 * ERROR_NOT_FOUND when the card has no such live review; a reset has no grade
 * and is none.  *before and *after are the card's schedules.
 */
bool review_amend(struct store *store, int64_t card_id, int64_t review_id,
		  int grade, const struct stamp *stamp, struct schedule *before,
		  struct schedule *after, struct error *err);

/* The instant of the newest live review of all, or 0 when there is none. */
bool review_newest_ms(struct store *store, int64_t *at_ms, struct error *err);

/* For the other files of store/: the columns of a review from `column` on,
 * 13 of them, and of a schedule, 13 too.  Without an arena what was
 * typed is borrowed until the statement's next step. */
#define REVIEW_COLUMNS                                                   \
	" review.id, review.uid, review.card_id, review.answered_at_ms," \
	" review.utc_offset_min, review.study_day, review.kind,"         \
	" review.grade, review.suggested_grade, review.typed,"           \
	" review.recall_ms, review.check_ms, review.hints "
struct review review_from_row(struct statement *q, int column,
			      struct arena *arena);

#define SCHEDULE_COLUMNS                                                    \
	" repetitions, interval_days, ease_centi, lapses, due_day,"         \
	" last_day, drill_day, first_day, last_grade, last_at_ms, last_id," \
	" ratings, failures "
struct schedule schedule_from_row(struct statement *q, int column);

/* Of a schedule that came with a card, likewise: due day, interval, ease,
 * repetitions, lapses. */
struct schedule schedule_start_from_row(struct statement *q, int column);

/* SQL conditions on a row of review: it has a retraction that was not itself
 * retracted; or that, or a later correction of the same answer has none. */
#define RETRACTED(row)                                       \
	" EXISTS (SELECT 1 FROM retraction AS undone"        \
	"  WHERE undone.target = " row ".uid AND NOT EXISTS" \
	"  (SELECT 1 FROM retraction AS redone"              \
	"   WHERE redone.target = undone.uid)) "
#define REVIEW_IS_RETRACTED RETRACTED("review")
#define REVIEW_IS_LIVE                                        \
	" (NOT" REVIEW_IS_RETRACTED "AND NOT EXISTS"          \
	"  (SELECT 1 FROM review AS twin WHERE twin.amends =" \
	"   coalesce(review.amends, review.uid)"              \
	"   AND twin.uid > review.uid AND NOT" RETRACTED("twin") ")) "

#endif
