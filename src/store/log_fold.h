#ifndef STORE_LOG_FOLD_H
#define STORE_LOG_FOLD_H

#include "store/rollup_tally.h"

/*
 * The whole log, folded in one pass in the order in which it grew, which is how
 * it lies on the disk: each review finds the state of its card in memory, about
 * 100 bytes for each card there is.  To go card by card instead would look ten
 * million reviews up at random, 3 us each.  Cards whose reviews are not all
 * live, or not in the order of time, are folded on their own.
 */
struct log_fold;

/* NULL with *err set on failure.  The caller frees it. */
struct log_fold *log_fold_new(struct store *store, struct error *err);
void log_fold_free(struct log_fold *fold);

/* What replay() makes of a card's live reviews: that of a card without any is
 * the schedule that it came with, or schedule_new.  Soonest found when cards
 * are asked for in the order of their ids. */
const struct schedule *log_fold_schedule(struct log_fold *fold,
					 int64_t card_id);

/* The day before the newest of any review; DAY_NONE when there is none. */
int32_t log_fold_closed_day(const struct log_fold *fold);

/* The counts of all live reviews, closed through that day. */
struct rollup_tally *log_fold_tally(struct log_fold *fold);

#endif
