#include "core/simulation.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/random.h"
#include "core/card.h"
#include "core/queue.h"

enum { DRILLS_MOST = 50 }; /* of a card on one day: people give up as well */

/* Cards by their places, linked through run.next; zeroed when empty. */
struct list {
	uint32_t first, last;
	int64_t count;
};

struct run {
	const struct simulation *of;
	struct random random;
	struct simulation_card *cards;
	uint32_t *next;
	struct list due, unseen;
	struct list *later; /* what is asked on each day to come */
	int32_t day;
	struct simulation_day *today;
};

/* ---- lists ---- */

static void append(struct run *run, struct list *list, uint32_t place)
{
	if (list->count++ == 0)
		list->first = place;
	else
		run->next[list->last] = place;
	list->last = place;
}

/* Move what is in one list to the end of another. */
static void join(struct run *run, struct list *list, struct list *tail)
{
	if (tail->count == 0)
		return;
	if (list->count == 0)
		list->first = tail->first;
	else
		run->next[list->last] = tail->first;
	list->last = tail->last;
	list->count += tail->count;
	*tail = (struct list){ 0 };
}

/* ---- one card ---- */

/* Its luck with its next answer, whatever else is asked before: so that two
 * settings differ by what they do, and not by chance. */
static struct random luck_of(const struct run *run,
			     const struct simulation_card *card,
			     enum review_kind kind)
{
	struct random luck = run->random;

	random_stir(&luck, (uint64_t)card->id << 16 |
				   (uint64_t)card->schedule.ratings << 1 |
				   (kind == REVIEW_DRILL));
	return luck;
}

static void answer(struct run *run, struct simulation_card *card,
		   enum review_kind kind, struct random *luck)
{
	const struct learner *learner = &run->of->learner;
	struct schedule *schedule = &card->schedule;
	struct simulation_day *today = run->today;
	const struct review review = {
		.kind = kind,
		.study_day = run->day,
		.grade = learner_grade(learner, kind, schedule, run->day,
				       random_next(luck)),
	};

	today->answers++;
	today->ms += learner_ms(learner, kind, schedule);
	if (kind == REVIEW_RATE && schedule_state(schedule) >= STATE_YOUNG) {
		today->asked++;
		today->recalled += review.grade >= GRADE_PASS;
	}
	today->new += schedule->ratings == 0;
	replay_step(&run->of->rules, schedule, &review);
}

static void drill(struct run *run, struct simulation_card *card,
		  struct random *luck)
{
	for (int i = 0; card->schedule.drill_day == run->day && i < DRILLS_MOST;
	     i++)
		answer(run, card, REVIEW_DRILL, luck);
}

static void ask(struct run *run, uint32_t place)
{
	struct simulation_card *card = &run->cards[place];
	struct random luck = luck_of(run, card, REVIEW_RATE);
	int32_t day;

	answer(run, card, REVIEW_RATE, &luck);
	drill(run, card, &luck);
	card->asked_on_day = calendar_move(&run->of->calendar, card->deck_id,
					   &card->schedule, &card->note_uid,
					   (int)(card->id % CARDS_PER_NOTE));
	day = card->asked_on_day - run->of->first_day;
	if (day < run->of->days)
		append(run, &run->later[day], place);
}

/* ---- siblings ---- */

static bool is_new(const struct simulation_card *card)
{
	return card->schedule.ratings == 0;
}

/* Whether a card waits because its sibling was asked on this day, or comes
 * first: the rule of store/queue_store.h. */
static bool waits_for(const struct simulation_card *card,
		      const struct simulation_card *sibling, int32_t day)
{
	bool is_first = sibling->id < card->id;

	if (is_new(sibling))
		return is_new(card) && is_first;
	return sibling->schedule.last_day == day ||
	       (sibling->asked_on_day <= day && (is_first || is_new(card)));
}

static bool is_sibling(const struct simulation_card *card,
		       const struct simulation_card *other)
{
	return card->id / CARDS_PER_NOTE == other->id / CARDS_PER_NOTE;
}

static bool waits_for_sibling(const struct run *run, uint32_t place)
{
	const struct simulation_card *card = &run->cards[place];
	const struct simulation_card *end = run->cards + run->of->count;
	const struct simulation_card *other;

	for (other = card; other > run->cards && is_sibling(card, other - 1);)
		if (waits_for(card, --other, run->day))
			return true;
	for (other = card + 1; other < end && is_sibling(card, other); other++)
		if (waits_for(card, other, run->day))
			return true;
	return false;
}

/* ---- a day ---- */

static bool is_asked(const struct run *run, uint32_t place)
{
	const struct simulation_card *card = &run->cards[place];

	return card->asked_on_day <= run->day &&
	       card->schedule.last_day != run->day &&
	       (!run->of->apart || !waits_for_sibling(run, place));
}

/* Ask the cards of a list in its order, so many at most; the others stay. */
static void ask_some(struct run *run, struct list *list, int64_t most)
{
	struct list left = { 0 }, rest = *list;

	while (rest.count > 0 && most > 0) {
		uint32_t place = rest.first;

		rest.first = run->next[place];
		rest.count--;
		if (is_asked(run, place)) {
			ask(run, place);
			most--;
		} else {
			append(run, &left, place);
		}
	}
	join(run, &left, &rest);
	*list = left;
}

/* What was left to drill before the simulation began. */
static void finish_drills(struct run *run)
{
	for (size_t i = 0; i < run->of->count; i++)
		if (run->cards[i].schedule.drill_day == run->day) {
			struct random luck = luck_of(run, &run->cards[i],
						     REVIEW_DRILL);

			drill(run, &run->cards[i], &luck);
		}
}

static void live_through(struct run *run, int day)
{
	const struct simulation *of = run->of;
	bool is_first = day == 0;

	run->day = of->first_day + day;
	join(run, &run->due, &run->later[day]);
	if (is_first)
		finish_drills(run);
	ask_some(run, &run->due,
		 queue_left(of->reviews_per_day,
			    is_first ? of->reviews_done : 0, true));
	ask_some(run, &run->unseen,
		 queue_left(of->new_per_day, is_first ? of->new_done : 0,
			    false));
	run->today->waiting = run->due.count;
}

/* ---- the runs ---- */

/*
 * Cards that are due when the first day begins, the one longest waited for
 * first: each a number with the day in its upper half and the place in its
 * lower one.
 */
struct backlog {
	uint64_t *list;
	size_t count;
};

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static struct backlog find_backlog(const struct simulation *of)
{
	struct backlog backlog = {
		.list = memory_alloc(
			memory_product(of->count + 1, sizeof(uint64_t))),
	};

	for (size_t i = 0; i < of->count; i++) {
		const struct simulation_card *card = &of->cards[i];
		int64_t day = (int64_t)card->asked_on_day - INT32_MIN;

		if (!is_new(card) && card->asked_on_day < of->first_day)
			backlog.list[backlog.count++] = (uint64_t)day << 32 | i;
	}
	qsort(backlog.list, backlog.count, sizeof(uint64_t), by_number);
	return backlog;
}

/* Put every card where it is asked next. */
static void begin(struct run *run, const struct backlog *backlog)
{
	const struct simulation *of = run->of;

	run->due = run->unseen = (struct list){ 0 };
	for (int day = 0; day < of->days; day++)
		run->later[day] = (struct list){ 0 };
	for (size_t i = 0; i < backlog->count; i++)
		append(run, &run->due, (uint32_t)backlog->list[i]);
	for (uint32_t i = 0; i < of->count; i++) {
		const struct simulation_card *card = &of->cards[i];
		int64_t day = (int64_t)card->asked_on_day - of->first_day;

		run->cards[i] = *card;
		if (is_new(card))
			append(run, &run->unseen, i);
		else if (day >= 0 && day < of->days)
			append(run, &run->later[day], i);
	}
}

/* Returns how many answers were given. */
static int64_t run_once(struct run *run, const struct backlog *backlog,
			struct simulation_day *days, int64_t *cards)
{
	int64_t answers = 0;

	begin(run, backlog);
	for (int day = 0; day < run->of->days; day++) {
		run->today = &days[day];
		live_through(run, day);
		answers += run->today->answers;
	}
	for (size_t i = 0; i < run->of->count; i++)
		cards[schedule_state(&run->cards[i].schedule)]++;
	return answers;
}

void simulation_run(const struct simulation *simulation, uint64_t seed,
		    struct arena *arena, struct simulation_result *result)
{
	size_t count = simulation->count, days = (size_t)simulation->days;
	struct backlog backlog = find_backlog(simulation);
	struct run run = {
		.of = simulation,
		.cards = memory_alloc(
			memory_product(count + 1, sizeof(*run.cards))),
		.next = memory_alloc(
			memory_product(count + 1, sizeof(*run.next))),
		.later = memory_alloc(memory_product(days, sizeof(*run.later))),
	};
	struct random seeds;
	int64_t effort = 0;

	*result = (struct simulation_result){
		.days = simulation->days,
		.first_day = simulation->first_day,
		.day = arena_array(arena, days * SIMULATION_RUNS_MOST,
				   sizeof(*result->day)),
	};
	random_seed(&seeds, seed);
	while (result->runs < SIMULATION_RUNS_LEAST ||
	       (result->runs < SIMULATION_RUNS_MOST &&
		effort < SIMULATION_ENOUGH)) {
		random_seed(&run.random, random_next(&seeds));
		effort += (int64_t)count +
			  run_once(&run, &backlog,
				   &result->day[days * (size_t)result->runs],
				   result->cards);
		result->runs++;
	}
	free(run.later);
	free(run.next);
	free(run.cards);
	free(backlog.list);
}

/* ---- before it ---- */

static int by_deck_and_number(const void *a, const void *b)
{
	const struct simulation_card *x = a, *y = b;

	if (x->deck_id != y->deck_id)
		return x->deck_id < y->deck_id ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

void simulation_sort(struct simulation_card *cards, size_t count)
{
	qsort(cards, count, sizeof(*cards), by_deck_and_number);
}
