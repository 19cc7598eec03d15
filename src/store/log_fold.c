#include "store/log_fold.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/replay.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/start_store.h"
#include "store/statement.h"

struct folded {
	int64_t card_id, deck_id;
	struct schedule schedule;
	bool apart;	      /* it is folded on its own, in the end */
	int64_t counted_upto; /* and its reviews up to this one were counted */
};

/* The tag tells other cards apart without a look at them. */
struct place {
	uint32_t card; /* its index + 1, or 0 */
	uint32_t tag;  /* further bits of its hash */
};

struct log_fold {
	struct replay_rules rules;
	struct folded *cards;
	struct place *places; /* by hash */
	size_t count, capacity, place_count;
	size_t next; /* the card that is asked for next, in their order */
	struct rollup_tally tally;
	int32_t newest_day; /* of any review */
};

/* ---- the cards ---- */

static uint64_t hash_of(int64_t card_id)
{
	return (uint64_t)card_id * UINT64_C(0x9E3779B97F4A7C15);
}

static size_t first_place(const struct log_fold *fold, uint64_t hash)
{
	return (size_t)(hash >> 32) & (fold->place_count - 1);
}

/* The first place from there on with the hash's tag, or the empty one. */
static size_t next_place(const struct log_fold *fold, uint64_t hash, size_t i)
{
	while (fold->places[i].card && fold->places[i].tag != (uint32_t)hash)
		i = (i + 1) & (fold->place_count - 1);
	return i;
}

/* Of a card, or the empty one where it would be. */
static struct place *place_of(const struct log_fold *fold, int64_t card_id)
{
	uint64_t hash = hash_of(card_id);
	size_t i = next_place(fold, hash, first_place(fold, hash));

	while (fold->places[i].card &&
	       fold->cards[fold->places[i].card - 1].card_id != card_id)
		i = next_place(fold, hash, (i + 1) & (fold->place_count - 1));
	return &fold->places[i];
}

static struct folded *find(const struct log_fold *fold, int64_t card_id)
{
	uint32_t card = place_of(fold, card_id)->card;

	return card ? &fold->cards[card - 1] : NULL;
}

static void add_card(struct log_fold *fold, int64_t card_id, int64_t deck_id)
{
	if (fold->count == fold->capacity) {
		fold->capacity = 2 * fold->capacity + 64;
		fold->cards = memory_resize(
			fold->cards,
			memory_product(fold->capacity, sizeof(*fold->cards)));
	}
	fold->cards[fold->count++] = (struct folded){
		.card_id = card_id,
		.deck_id = deck_id,
		.schedule = schedule_new,
		.counted_upto = INT64_MIN,
	};
}

static void index_card(struct log_fold *fold, size_t i)
{
	int64_t card_id = fold->cards[i].card_id;
	struct place *place = place_of(fold, card_id);

	place->card = (uint32_t)i + 1;
	place->tag = (uint32_t)hash_of(card_id);
}

static void index_cards(struct log_fold *fold)
{
	fold->place_count = 64;
	while (fold->place_count < 2 * fold->count)
		fold->place_count *= 2;
	fold->places = memory_alloc(
		memory_product(fold->place_count, sizeof(*fold->places)));
	memset(fold->places, 0, fold->place_count * sizeof(*fold->places));
	for (size_t i = 0; i < fold->count; i++)
		index_card(fold, i);
}

static bool load_cards(struct log_fold *fold, struct store *store,
		       struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT card.id, note.deck_id, card.start IS NOT NULL"
		       " FROM card JOIN note ON note.id = card.id >> 8"
		       " ORDER BY card.id");
	bool ok = true;

	while (ok && statement_next(&q)) {
		int64_t card_id = statement_int(&q, 0);

		add_card(fold, card_id, statement_int(&q, 1));
		if (statement_int(&q, 2))
			ok = start_load(store, card_id,
					&fold->cards[fold->count - 1].schedule,
					err);
	}
	index_cards(fold);
	return statement_finish(&q, ok, err);
}

/* ---- cards on their own ---- */

/* Those with a review that was ever taken back or corrected. */
static bool set_apart(struct log_fold *fold, struct store *store,
		      struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT card_id FROM review WHERE uid IN"
		       " (SELECT target FROM retraction UNION"
		       "  SELECT amends FROM review WHERE amends IS NOT NULL)"
		       " UNION SELECT card_id FROM review"
		       " WHERE amends IS NOT NULL");

	while (statement_next(&q)) {
		struct folded *card = find(fold, statement_int(&q, 0));

		if (card)
			card->apart = true;
	}
	return statement_close(&q, err);
}

static void count_step(struct log_fold *fold, const struct folded *card,
		       const struct review *review, int sign,
		       struct schedule *schedule)
{
	struct rollup_entry entry = rollup_entry_of(review, schedule,
						    card->deck_id);

	rollup_tally_count(&fold->tally, &entry, sign);
	replay_step(&fold->rules, schedule, review);
}

/* What was counted before it was seen to be out of order is counted out. */
static bool fold_apart(struct log_fold *fold, struct store *store,
		       struct folded *card, struct error *err)
{
	struct arena arena = { 0 };
	struct schedule start, counted;
	struct review *history;
	size_t count;
	bool ok = start_load(store, card->card_id, &start, err) &&
		  review_load_live(store, card->card_id, &arena, &history,
				   &count, err);

	counted = start;
	card->schedule = start;
	for (size_t i = 0; ok && i < count; i++)
		if (history[i].id <= card->counted_upto)
			count_step(fold, card, &history[i], -1, &counted);
	for (size_t i = 0; ok && i < count; i++)
		count_step(fold, card, &history[i], 1, &card->schedule);
	arena_release(&arena);
	return ok;
}

static bool fold_all_apart(struct log_fold *fold, struct store *store,
			   struct error *err)
{
	for (size_t i = 0; i < fold->count; i++)
		if (fold->cards[i].apart &&
		    !fold_apart(fold, store, &fold->cards[i], err))
			return false;
	return true;
}

/* ---- the pass ---- */

static void fold_review(struct log_fold *fold, const struct review *review)
{
	struct folded *card = find(fold, review->card_id);

	if (review->study_day > fold->newest_day)
		fold->newest_day = review->study_day;
	if (!card || card->apart)
		return;
	if (card->schedule.last_id &&
	    review->answered_at_ms <= card->schedule.last_at_ms) {
		card->apart = true;
		card->counted_upto = card->schedule.last_id;
		return;
	}
	count_step(fold, card, review, 1, &card->schedule);
}

/* A card's place in memory is as good as random, and to wait for it was most of
 * the work: so reviews are read some ahead, and what they will need is asked
 * for while others are read. */
enum { AHEAD = 32 };

static void ask_for_place(const struct log_fold *fold,
			  const struct review *review)
{
	__builtin_prefetch(
		&fold->places[first_place(fold, hash_of(review->card_id))]);
}

static void ask_for_card(const struct log_fold *fold,
			 const struct review *review)
{
	uint64_t hash = hash_of(review->card_id);
	size_t i = next_place(fold, hash, first_place(fold, hash));
	const char *card;

	if (!fold->places[i].card)
		return;
	card = (const char *)&fold->cards[fold->places[i].card - 1];
	__builtin_prefetch(card);
	__builtin_prefetch(card + 64);
}

/* What was typed is gone with the next row; that something was is enough. */
static struct review read_review(struct statement *q)
{
	struct review review = review_from_row(q, 0, NULL);

	review.typed = review.typed && *review.typed ? "typed" : NULL;
	return review;
}

static bool fold_log(struct log_fold *fold, struct store *store,
		     struct error *err)
{
	struct statement q = statement_open(store, "SELECT" REVIEW_COLUMNS
						   "FROM review ORDER BY id");
	struct review reviews[AHEAD];
	size_t n, first;

	for (n = 0; statement_next(&q); n++) {
		reviews[n % AHEAD] = read_review(&q);
		ask_for_place(fold, &reviews[n % AHEAD]);
		if (n >= AHEAD / 2)
			ask_for_card(fold, &reviews[(n - AHEAD / 2) % AHEAD]);
		if (n >= AHEAD - 1)
			fold_review(fold, &reviews[(n + 1) % AHEAD]);
	}
	first = n >= AHEAD - 1 ? n - (AHEAD - 1) : 0;
	for (size_t i = first; i < n; i++)
		fold_review(fold, &reviews[i % AHEAD]);
	return statement_close(&q, err);
}

struct log_fold *log_fold_new(struct store *store, struct error *err)
{
	struct log_fold *fold = memory_alloc(sizeof(*fold));

	*fold = (struct log_fold){ .newest_day = DAY_NONE };
	if (setting_load_rules(store, &fold->rules, err) &&
	    load_cards(fold, store, err) && set_apart(fold, store, err) &&
	    fold_log(fold, store, err) && fold_all_apart(fold, store, err)) {
		rollup_tally_sum_up(&fold->tally, log_fold_closed_day(fold));
		return fold;
	}
	log_fold_free(fold);
	return NULL;
}

void log_fold_free(struct log_fold *fold)
{
	rollup_tally_release(&fold->tally);
	free(fold->cards);
	free(fold->places);
	free(fold);
}

const struct schedule *log_fold_schedule(struct log_fold *fold, int64_t card_id)
{
	const struct folded *card;

	if (fold->next < fold->count &&
	    fold->cards[fold->next].card_id == card_id)
		return &fold->cards[fold->next++].schedule;
	card = find(fold, card_id);
	return card ? &card->schedule : &schedule_new;
}

int32_t log_fold_closed_day(const struct log_fold *fold)
{
	return fold->newest_day == DAY_NONE ? DAY_NONE : fold->newest_day - 1;
}

struct rollup_tally *log_fold_tally(struct log_fold *fold)
{
	return &fold->tally;
}
