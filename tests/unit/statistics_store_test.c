#include "store/statistics_store.h"

#include "temporary_store.h"

#include "core/replay.h"
#include "store/check_store.h"
#include "store/figure_store.h"

/*
 * A learner of 400 days, and every number of the statistics against a count
 * of our own over the raw log: the rows of review without those of
 * retraction, SM-2 done here once more.
 */

enum { DAYS = 400, NOTES = 120, FIRST_DAY = TODAY - DAYS };

/* ---- the learner ---- */

struct learner {
	struct temporary_store *t;
	struct random random;
	sqlite3 *plain;
	sqlite3_stmt *insert_review, *insert_retraction;
	int64_t event_id;
	struct {
		int32_t due_day;
		int interval_days;
	} cards[2 * NOTES]; /* a rough schedule: when to answer again */
};

static sqlite3_stmt *prepared(sqlite3 *plain, const char *sql)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v2(plain, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(plain));
	return q;
}

static void run(sqlite3 *plain, const char *sql)
{
	if (sqlite3_exec(plain, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(plain));
}

static void insert(sqlite3_stmt *q)
{
	assert_int_equal(sqlite3_step(q), SQLITE_DONE);
	sqlite3_reset(q);
	sqlite3_clear_bindings(q);
}

static struct uid next_uid(struct learner *l, int64_t at_ms)
{
	return uid_make(at_ms, &l->random);
}

static struct uid log_review(struct learner *l, int64_t card_id,
			     int32_t study_day, enum review_kind kind,
			     int grade)
{
	static const int offsets_min[] = { 0, 540, -480, 60 };
	int offset = offsets_min[study_day / 40 % 4];
	int64_t at_ms = (int64_t)study_day * 86400000 +
			(int64_t)(300 - offset) * 60000 + l->event_id;
	struct uid uid = next_uid(l, at_ms);
	sqlite3_stmt *q = l->insert_review;

	sqlite3_bind_int64(q, 1, ++l->event_id);
	sqlite3_bind_blob(q, 2, uid.bytes, UID_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int64(q, 3, card_id);
	sqlite3_bind_int64(q, 4, at_ms);
	sqlite3_bind_int(q, 5, offset);
	sqlite3_bind_int(q, 6, study_day);
	sqlite3_bind_text(q, 7, review_kind_name(kind), -1, SQLITE_STATIC);
	if (kind != REVIEW_RESET)
		sqlite3_bind_int(q, 8, grade);
	sqlite3_bind_int(q, 9, pick(&l->random, 20000));
	sqlite3_bind_int(q, 10, pick(&l->random, 5000));
	insert(q);
	return uid;
}

static struct uid retract(struct learner *l, struct uid target,
			  int32_t study_day)
{
	struct uid uid = next_uid(l, (int64_t)study_day * 86400000);
	sqlite3_stmt *q = l->insert_retraction;

	sqlite3_bind_int64(q, 1, ++l->event_id);
	sqlite3_bind_blob(q, 2, uid.bytes, UID_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_blob(q, 3, target.bytes, UID_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int(q, 4, study_day);
	insert(q);
	return uid;
}

/* One card on one day: a rating, its drills, now and then something else. */
static void study_card(struct learner *l, int card, int32_t study_day)
{
	static const int grades[] = { 0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 5, 5 };
	int64_t card_id = (card / 2 + 1) * CARDS_PER_NOTE + card % 2;
	int grade = grades[pick(&l->random, COUNT(grades))];
	struct uid uid = log_review(l, card_id, study_day, REVIEW_RATE, grade);
	int interval = l->cards[card].interval_days;

	if (card % 7 == 0 && pick(&l->random, 2))
		log_review(l, card_id, study_day, REVIEW_RATE, 1);
	if (pick(&l->random, 20) == 0) {
		uid = retract(l, uid, study_day);
		if (pick(&l->random, 3) == 0) /* and redone */
			retract(l, uid, study_day);
	}
	while (grade < GRADE_DONE) {
		grade = pick(&l->random, GRADE_COUNT);
		log_review(l, card_id, study_day, REVIEW_DRILL, grade);
	}
	if (pick(&l->random, 15) == 0)
		log_review(l, card_id, study_day, REVIEW_CRAM, grade);
	if (pick(&l->random, 60) == 0)
		log_review(l, card_id, study_day, REVIEW_RESET, 0);
	interval = pick(&l->random, 6) ? interval * 2 + 1 : 1;
	l->cards[card].interval_days = interval;
	l->cards[card].due_day = study_day + interval;
}

static void study_days(struct learner *l)
{
	int met = 0;

	for (int32_t day = FIRST_DAY; day <= TODAY; day++) {
		if (pick(&l->random, 12) == 0)
			continue; /* nothing learned today */
		if (met < 2 * NOTES - 9)
			met += pick(&l->random, 3);
		for (int card = 0; card < met; card++)
			if (l->cards[card].due_day <= day)
				study_card(l, card, day);
	}
}

static void write_notes(struct learner *l)
{
	struct batch batch = begin_change(l->t, "add");
	struct error err;

	for (int i = 0; i < NOTES; i++) {
		const struct note note = {
			.front = arena_printf(&l->t->arena, "front %d", i),
			.back = arena_printf(&l->t->arena, "back %d", i),
			.directions = DIRECTIONS_BOTH,
		};
		int64_t deck_id, note_id;

		must(deck_require(&batch, i % 3 ? "large" : "small", &deck_id,
				  &err));
		must(note_create(&batch, deck_id, &note, &note_id, &err));
		assert_int_equal(note_id, i + 1);
	}
	end_change(l->t);
	l->event_id = batch.id;
}

/* Some are removed, suspended, buried or lose a card in the end. */
static void tidy_up(struct learner *l)
{
	struct batch batch = begin_change(l->t, "edit");
	struct error err;

	for (int64_t id = 1; id <= NOTES; id++) {
		int64_t card_id = id * CARDS_PER_NOTE + id % 2;
		struct note note = { .front = "changed",
				     .back = "too",
				     .directions = DIRECTIONS_REVERSE };

		if (id % 11 == 0)
			must(note_remove(&batch, id, &err));
		else if (id % 13 == 0)
			must(card_suspend(&batch, card_id, true, &err));
		else if (id % 17 == 0)
			must(card_bury(&batch, card_id, TODAY + 9, &err));
		else if (id % 19 == 0)
			must(note_update(&batch, id, &note, &err));
	}
	end_change(l->t);
}

static void live(struct temporary_store *t)
{
	struct learner l = { .t = t, .random = seeded(5) };
	struct error err;

	write_notes(&l);
	l.plain = plain_open(t);
	run(l.plain, "BEGIN");
	l.insert_review = prepared(
		l.plain, "INSERT INTO review (id, uid, card_id, answered_at_ms,"
			 " utc_offset_min, study_day, kind, grade, recall_ms,"
			 " check_ms, device) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
			 " ?7, ?8, ?9, ?10, 'test')");
	l.insert_retraction = prepared(
		l.plain, "INSERT INTO retraction (id, uid, target, at_ms,"
			 " utc_offset_min, study_day, device) VALUES (?1, ?2,"
			 " ?3, ?4 * 86400000, 0, ?4, 'test')");
	study_days(&l);
	sqlite3_finalize(l.insert_review);
	sqlite3_finalize(l.insert_retraction);
	run(l.plain, "COMMIT");
	sqlite3_close(l.plain);
	must(check_repair(t->store, &err));
	tidy_up(&l);
	assert_cache_is_replay(t);
}

/* ---- what the figures say ---- */

enum { SPAN_COUNT = 4, FORECAST_DAYS = 30, HARDEST_MOST = 10 };

static const int span_days[SPAN_COUNT] = { 1, 7, 30, 365 };

struct hard_card {
	int64_t card_id;
	const char *question;
	int lapses, failed, ease_tenths;
	int ease_centi; /* our own count only */
};

struct statistics {
	int32_t study_day;
	int64_t cards;
	int64_t new, learning, young, mature, suspended;
	int64_t reviews; /* all live answers ever */
	struct span_statistics spans[SPAN_COUNT];
	struct streak streak;
	int64_t grades[GRADE_COUNT];
	int64_t backlog;		 /* cards due before the day */
	int64_t forecast[FORECAST_DAYS]; /* on each day from then */
	struct hard_card hardest[HARDEST_MOST];
	int hardest_count;
};

static struct figure figure_of(struct temporary_store *t, const char *name,
			       int64_t deck_id, int32_t today, int32_t since)
{
	const struct figure_query query = {
		.deck_id = deck_id,
		.today = today,
		.since_day = since,
		.median_ms = 1000,
		.leech_threshold = 8,
	};
	struct figure figure;
	struct error err;

	must(figure_load(t->store, figure_find(name), &query, &t->arena,
			 &figure, &err));
	return figure;
}

static void load_span(struct temporary_store *t, int64_t deck_id, int32_t today,
		      int i, struct span_statistics *span)
{
	struct figure days = figure_of(t, "days", deck_id, today,
				       today - span_days[i] + 1);
	struct figure retention = figure_of(t, "retention", deck_id, today,
					    DAY_NONE);
	size_t young = 3 * (size_t)i, mature = young + 1;

	*span = (struct span_statistics){ .days = (int)days.row_count };
	for (size_t row = 0; row < days.row_count; row++) {
		span->answers += figure_number(&days, row, "answers");
		span->ms += figure_number(&days, row, "ms");
		span->learned += figure_number(&days, row, "learned");
		span->studied_days += figure_number(&days, row, "answers") > 0;
	}
	span->young_asked = figure_number(&retention, young, "asked");
	span->young_recalled = figure_number(&retention, young, "recalled");
	span->mature_asked = figure_number(&retention, mature, "asked");
	span->mature_recalled = figure_number(&retention, mature, "recalled");
}

static void load_hardest(struct temporary_store *t, int64_t deck_id,
			 struct statistics *s)
{
	struct figure f = figure_of(t, "hardest", deck_id, s->study_day,
				    DAY_NONE);

	s->hardest_count = (int)f.row_count;
	for (size_t i = 0; i < f.row_count; i++)
		s->hardest[i] = (struct hard_card){
			.card_id = figure_number(&f, i, "card"),
			.question = figure_at(&f, i, "question")->text,
			.lapses = (int)figure_number(&f, i, "lapses"),
			.failed = (int)figure_number(&f, i, "failed"),
			.ease_tenths = (int)figure_number(&f, i, "ease"),
		};
}

static void load_cards(struct temporary_store *t, int64_t deck_id,
		       struct statistics *s)
{
	struct figure f = figure_of(t, "cards", deck_id, s->study_day,
				    DAY_NONE);

	s->new = figure_number(&f, 0, "cards");
	s->learning = figure_number(&f, 1, "cards");
	s->young = figure_number(&f, 2, "cards");
	s->mature = figure_number(&f, 3, "cards");
	s->suspended = figure_number(&f, 4, "cards");
	s->cards = s->new + s->learning + s->young + s->mature;
}

static const char *const grade_names[] = { "grade_0", "grade_1", "grade_2",
					   "grade_3", "grade_4", "grade_5" };

static void load_statistics(struct temporary_store *t, int64_t deck_id,
			    int32_t day, struct statistics *s)
{
	struct figure today = figure_of(t, "today", deck_id, day, DAY_NONE);
	struct figure grades = figure_of(t, "grades", deck_id, day, DAY_NONE);
	struct figure due = figure_of(t, "due", deck_id, day, DAY_NONE);
	struct figure forecast = figure_of(t, "forecast", deck_id, day,
					   DAY_NONE);

	*s = (struct statistics){ .study_day = day };
	for (int i = 0; i < SPAN_COUNT; i++)
		load_span(t, deck_id, day, i, &s->spans[i]);
	s->reviews = figure_number(&today, 0, "answers_ever");
	s->streak.now = (int)figure_number(&today, 0, "streak");
	s->streak.longest = (int)figure_number(&today, 0, "longest_streak");
	for (size_t row = 0; row < grades.row_count; row++)
		for (int i = 0; i < GRADE_COUNT; i++)
			s->grades[i] += figure_number(&grades, row,
						      grade_names[i]);
	for (size_t i = 0; i < FORECAST_DAYS; i++)
		s->forecast[i] = figure_number(&due, i, "cards");
	s->backlog = figure_number(&forecast, 0, "cards");
	load_cards(t, deck_id, s);
	load_hardest(t, deck_id, s);
}

/* ---- our own count ---- */

struct tally {
	int ratings, n, interval, ease, lapses, failed;
	bool has_failed; /* since it was new or reset */
	int32_t due_day;
};

struct expected {
	struct statistics s;
	bool studied[2000]; /* by day from FIRST_DAY */
};

static void rate(struct tally *card, int grade, int32_t study_day)
{
	static const int change[] = { 0, 0, 0, -14, 0, 10 };

	if (grade < 3) {
		card->lapses += card->n > 0;
		card->failed++;
		card->has_failed = true;
		card->n = 0;
		card->interval = 1;
	} else {
		int product = card->interval * card->ease;

		card->n++;
		card->interval = card->n == 1 ? 1
				 : card->n == 2
					 ? 6
					 : product / 100 + (product % 100 > 0);
		card->ease += change[grade];
		card->ease = card->ease < 130 ? 130 : card->ease;
	}
	card->ratings++;
	card->due_day = study_day + card->interval;
}

static void count_spans(struct statistics *s, const struct tally *before,
			bool rated, int grade, int32_t study_day, int64_t ms)
{
	static const int days[] = { 1, 7, 30, 365 };
	bool young = rated && before->n > 0 && before->interval < 21;
	bool mature = rated && before->n > 0 && before->interval >= 21;

	for (int i = 0; i < SPAN_COUNT; i++) {
		struct span_statistics *span = &s->spans[i];

		span->days = days[i];
		if (study_day > s->study_day ||
		    study_day <= s->study_day - days[i])
			continue;
		span->answers++;
		span->ms += ms;
		span->young_asked += young;
		span->young_recalled += young && grade >= 3;
		span->mature_asked += mature;
		span->mature_recalled += mature && grade >= 3;
		span->learned += rated && before->ratings == 0;
	}
}

static const char live_reviews[] =
	"SELECT kind, coalesce(grade, -1), study_day, recall_ms + check_ms"
	" FROM review WHERE card_id = ?1 AND uid NOT IN"
	" (SELECT target FROM retraction WHERE uid NOT IN"
	"  (SELECT target FROM retraction)) ORDER BY answered_at_ms, uid";

/* Replays one card and counts its reviews. */
static struct tally count_card(sqlite3 *plain, int64_t card_id,
			       struct expected *e)
{
	static const struct tally new = { .ease = 250 };
	sqlite3_stmt *q = prepared(plain, live_reviews);
	struct tally card = new;

	sqlite3_bind_int64(q, 1, card_id);
	while (sqlite3_step(q) == SQLITE_ROW) {
		char kind = (char)*sqlite3_column_text(q, 0);
		bool second_letter_a = sqlite3_column_text(q, 0)[1] == 'a';
		bool rated = kind == 'r' && second_letter_a;
		int grade = sqlite3_column_int(q, 1);
		int32_t day = sqlite3_column_int(q, 2);

		if (kind == 'r' && !rated)
			card = new;
		if (!rated && kind != 'd')
			continue;
		count_spans(&e->s, &card, rated, grade, day,
			    sqlite3_column_int64(q, 3));
		e->s.reviews++;
		e->studied[day - FIRST_DAY] = true;
		if (rated) {
			e->s.grades[grade]++;
			rate(&card, grade, day);
		}
	}
	sqlite3_finalize(q);
	return card;
}

static void count_state(struct statistics *s, const struct tally *card)
{
	s->cards++;
	if (card->ratings == 0)
		s->new ++;
	else if (card->n == 0)
		s->learning++;
	else if (card->interval < 21)
		s->young++;
	else
		s->mature++;
}

static void count_due(struct statistics *s, int32_t day)
{
	if (day < s->study_day)
		s->backlog++;
	else if (day < s->study_day + FORECAST_DAYS)
		s->forecast[day - s->study_day]++;
}

static bool is_harder(const struct hard_card *a, const struct hard_card *b)
{
	if (a->failed != b->failed)
		return a->failed > b->failed;
	if (a->ease_centi != b->ease_centi)
		return a->ease_centi < b->ease_centi;
	return a->card_id < b->card_id;
}

/* Keeps the list sorted, and its first ten. */
static void count_hard(struct statistics *s, struct hard_card card)
{
	int i = s->hardest_count;

	if (i == HARDEST_MOST && !is_harder(&card, &s->hardest[--i]))
		return;
	for (; i > 0 && is_harder(&card, &s->hardest[i - 1]); i--)
		s->hardest[i] = s->hardest[i - 1];
	s->hardest[i] = card;
	if (s->hardest_count < HARDEST_MOST)
		s->hardest_count++;
}

static void count_streak(struct expected *e)
{
	int run = 0, last = -1000;

	for (int i = 0; i < 2000; i++) {
		run = e->studied[i] ? run + 1 : 0;
		if (run > e->s.streak.longest)
			e->s.streak.longest = run;
		if (e->studied[i] && i + FIRST_DAY <= e->s.study_day)
			last = i + FIRST_DAY;
	}
	if (last < e->s.study_day - 1)
		return;
	while (last >= FIRST_DAY && e->studied[last-- - FIRST_DAY])
		e->s.streak.now++;
}

static const char all_cards[] =
	"SELECT card.id, suspended, buried_until_day,"
	" card.deleted_at_ms IS NULL AND note.deleted_at_ms IS NULL,"
	" CASE card.id & 255 WHEN 0 THEN front ELSE back END"
	" FROM card JOIN note ON note.id = card.id >> 8"
	" WHERE ?1 IN (0, deck_id)";

static void count_all(struct temporary_store *t, int64_t deck_id,
		      struct expected *e)
{
	sqlite3 *plain = plain_open(t);
	sqlite3_stmt *q = prepared(plain, all_cards);

	sqlite3_bind_int64(q, 1, deck_id);
	while (sqlite3_step(q) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(q, 0);
		int32_t buried = sqlite3_column_int(q, 2);
		struct tally card = count_card(plain, id, e);

		if (!sqlite3_column_int(q, 3))
			continue;
		count_state(&e->s, &card);
		e->s.suspended += sqlite3_column_int(q, 1);
		if (card.ratings && !sqlite3_column_int(q, 1))
			count_due(&e->s, buried > card.due_day ? buried
							       : card.due_day);
		if (card.has_failed)
			count_hard(&e->s,
				   (struct hard_card){
					   .card_id = id,
					   .question = arena_strdup(
						   &t->arena,
						   (const char *)
							   sqlite3_column_text(
								   q, 4)),
					   .lapses = card.lapses,
					   .ease_tenths = card.ease / 10,
					   .ease_centi = card.ease,
					   .failed = card.failed,
				   });
	}
	sqlite3_finalize(q);
	sqlite3_close(plain);
	count_streak(e);
}

/* ---- the comparison ---- */

static void assert_spans_equal(const struct span_statistics *a,
			       const struct span_statistics *b)
{
	assert_int_equal(a->days, b->days);
	assert_int_equal(a->answers, b->answers);
	assert_int_equal(a->ms, b->ms);
	assert_int_equal(a->young_asked, b->young_asked);
	assert_int_equal(a->young_recalled, b->young_recalled);
	assert_int_equal(a->mature_asked, b->mature_asked);
	assert_int_equal(a->mature_recalled, b->mature_recalled);
	assert_int_equal(a->learned, b->learned);
	assert_int_equal(a->studied_days, b->studied_days);
}

static void assert_hardest_equal(const struct statistics *a,
				 const struct statistics *b)
{
	assert_int_equal(a->hardest_count, b->hardest_count);
	for (int i = 0; i < a->hardest_count; i++) {
		const struct hard_card *x = &a->hardest[i];
		const struct hard_card *y = &b->hardest[i];

		assert_int_equal(x->card_id, y->card_id);
		assert_string_equal(x->question, y->question);
		assert_int_equal(x->failed, y->failed);
		assert_int_equal(x->lapses, y->lapses);
		assert_int_equal(x->ease_tenths, y->ease_tenths);
	}
}

static void assert_equal(const struct statistics *a, const struct statistics *b)
{
	assert_int_equal(a->study_day, b->study_day);
	assert_int_equal(a->cards, b->cards);
	assert_int_equal(a->new, b->new);
	assert_int_equal(a->learning, b->learning);
	assert_int_equal(a->young, b->young);
	assert_int_equal(a->mature, b->mature);
	assert_int_equal(a->suspended, b->suspended);
	assert_int_equal(a->reviews, b->reviews);
	for (int i = 0; i < SPAN_COUNT; i++)
		assert_spans_equal(&a->spans[i], &b->spans[i]);
	assert_int_equal(a->streak.now, b->streak.now);
	assert_int_equal(a->streak.longest, b->streak.longest);
	for (int i = 0; i < GRADE_COUNT; i++)
		assert_int_equal(a->grades[i], b->grades[i]);
	assert_int_equal(a->backlog, b->backlog);
	for (int i = 0; i < FORECAST_DAYS; i++)
		assert_int_equal(a->forecast[i], b->forecast[i]);
	assert_hardest_equal(a, b);
}

static void compare(struct temporary_store *t, int64_t deck_id, int32_t day)
{
	struct expected e = { .s.study_day = day };
	struct statistics s;

	load_statistics(t, deck_id, day, &s);
	count_all(t, deck_id, &e);
	for (int i = 0; i < SPAN_COUNT; i++)
		for (int ago = 0; ago < e.s.spans[i].days; ago++)
			if (day - ago >= FIRST_DAY)
				e.s.spans[i].studied_days +=
					e.studied[day - ago - FIRST_DAY];
	assert_equal(&s, &e.s);
}

static void every_number_is_what_the_log_says(void **state)
{
	struct temporary_store *t = *state;

	live(t);
	assert_true(ask(t, "SELECT count(*) FROM review") > 3000);
	for (int64_t deck_id = DECK_ALL; deck_id <= 2; deck_id++) {
		compare(t, deck_id, TODAY);
		compare(t, deck_id, TODAY + 1);
		compare(t, deck_id, TODAY + 2);
		compare(t, deck_id, TODAY + 30);
		compare(t, deck_id, TODAY - 100); /* a clock set back */
		compare(t, deck_id, FIRST_DAY);
	}
}

static void a_new_store_has_zeros_only(void **state)
{
	struct temporary_store *t = *state;
	struct statistics s, zeros = { .study_day = TODAY };

	for (int i = 0; i < SPAN_COUNT; i++)
		zeros.spans[i].days = span_days[i];
	load_statistics(t, DECK_ALL, TODAY, &s);
	assert_equal(&s, &zeros);
}

static void one_day_is_its_span(void **state)
{
	struct temporary_store *t = *state;
	int64_t card_id = add_pair(t, "front", "back");
	struct span_statistics span;
	struct streak streak;
	struct error err;

	answer(t, card_id, TODAY - 1, 4);
	answer(t, card_id, TODAY, 2);
	answer(t, card_id, TODAY, 4);
	answer(t, card_id + 1, TODAY, 5);
	must(statistics_day(t->store, DECK_ALL, TODAY, &span, &err));
	assert_int_equal(span.days, 1);
	assert_int_equal(span.answers, 3);
	assert_int_equal(span.studied_days, 1);
	assert_int_equal(span.ms, 7500);
	assert_int_equal(span.young_asked, 1);
	assert_int_equal(span.young_recalled, 0);
	assert_int_equal(span.learned, 1);
	must(statistics_load_streak(t->store, DECK_ALL, TODAY + 1, &streak,
				    &err));
	assert_int_equal(streak.now, 2);
	must(statistics_load_streak(t->store, DECK_ALL, TODAY + 2, &streak,
				    &err));
	assert_int_equal(streak.now, 0);
	assert_int_equal(streak.longest, 2);
}

/* Failing while still new is no lapse, and hard all the same. */
static void the_hardest_cards_failed_most(void **state)
{
	struct temporary_store *t = *state;
	int64_t lapsed = add_card(t, "lapsed"), late = add_card(t, "late");
	struct statistics s;

	answer(t, add_card(t, "easy"), TODAY, 3);
	answer(t, lapsed, TODAY - 2, 4);
	answer(t, lapsed, TODAY - 1, 2);
	for (int i = 3; i > 0; i--)
		answer(t, late, TODAY - i, 1);
	answer(t, late, TODAY, 4);
	answer(t, late, TODAY + 1, 4);
	load_statistics(t, DECK_ALL, TODAY, &s);
	assert_int_equal(s.hardest_count, 2);
	assert_int_equal(s.hardest[0].card_id, late);
	assert_int_equal(s.hardest[0].failed, 3);
	assert_int_equal(s.hardest[0].lapses, 0);
	assert_string_equal(s.hardest[0].question, "late");
	assert_int_equal(s.hardest[1].card_id, lapsed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		store_test(every_number_is_what_the_log_says),
		store_test(a_new_store_has_zeros_only),
		store_test(one_day_is_its_span),
		store_test(the_hardest_cards_failed_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
