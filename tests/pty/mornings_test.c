/*
 * Seven mornings of the real program on a real terminal, over a month and the
 * change to summer time, beside a reckoning that knows nothing of ebb: which
 * card is asked next, what is logged, and where each card then stands.
 */
#include "deck.h"

#include <math.h>
#include <sqlite3.h>

enum { CARDS = 29, NEW_PER_DAY = 5, MORNINGS = 7, ANSWERS_MOST = 600 };

static const char *const mornings[MORNINGS] = {
	"2026-03-20T08:00:00+01:00", "2026-03-21T08:10:00+01:00",
	"2026-03-22T23:50:00+01:00", "2026-03-28T08:00:00+01:00",
	"2026-03-29T08:00:00+02:00", "2026-04-06T07:30:00+02:00",
	"2026-04-07T03:59:00+02:00", /* still the study day of the 6th */
};

/* Study days, counted by hand from 2026-03-20 = 20532. */
static const int study_days[MORNINGS] = { 20532, 20533, 20534, 20540,
					  20541, 20549, 20549 };

/* SM-2 as it was published, in floating point. */
struct card {
	char front[8];
	long id;
	int n, interval, due, last, lapses;
	double ease;
	bool seen, drilled;
	int asked_today; /* answers on this study day */
};

struct answer {
	long card;
	int grade, day;
	bool drill;
};

static struct card cards[CARDS];
static struct answer answers[ANSWERS_MOST];
static int answer_count;
static unsigned chance = 12345;

static int grade_by_chance(void)
{
	static const int grades[] = { 0, 1, 2, 3, 3, 4, 4, 4, 4, 4, 5, 5 };

	chance = chance * 1103515245U + 12345U;
	return grades[(chance >> 16) % 12];
}

static void rate(struct card *card, int grade, int day)
{
	if (grade < 3) {
		card->lapses += card->n > 0;
		card->n = 0;
		card->interval = 1;
	} else {
		card->interval =
			card->n == 0 ? 1
			: card->n == 1
				? 6
				: (int)ceil(card->interval * card->ease - 1e-9);
		card->n++;
		card->ease += 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02);
		if (card->ease < 1.3)
			card->ease = 1.3;
	}
	card->due = day + card->interval;
	card->seen = true;
}

/* The due card longest waited for. */
static struct card *next_due(int day)
{
	struct card *found = NULL;

	for (int i = 0; i < CARDS; i++)
		if (cards[i].seen && cards[i].due <= day &&
		    (!found || cards[i].due < found->due))
			found = &cards[i];
	return found;
}

static struct card *next_new(int new_today)
{
	for (int i = 0; i < CARDS && new_today < NEW_PER_DAY; i++)
		if (!cards[i].seen)
			return &cards[i];
	return NULL;
}

/* The card of the drill longest not asked: the clock stands, so the one that
 * was asked least often today. */
static struct card *next_drill(void)
{
	struct card *found = NULL;

	for (int i = 0; i < CARDS; i++)
		if (cards[i].drilled &&
		    (!found || cards[i].asked_today < found->asked_today))
			found = &cards[i];
	return found;
}

static void give(struct pty *pty, struct card *card, int day, bool drill)
{
	char question[16], key[2] = { 0 };
	int grade = grade_by_chance();

	snprintf(question, sizeof(question), "Q  %s\r\n", card->front);
	key[0] = (char)('0' + grade);
	answer(pty, question, "", key);
	answers[answer_count++] = (struct answer){ card->id, grade, day,
						   drill };
	assert_true(answer_count < ANSWERS_MOST);
	if (!drill)
		rate(card, grade, day);
	card->drilled = grade < 4;
	card->last = day;
	card->asked_today++;
}

static void one_morning(int morning)
{
	int day = study_days[morning], new_today = 0;
	char now[64];
	struct pty *pty;
	struct card *card;

	/* A second morning of the same study day has no new card left. */
	if (morning > 0 && study_days[morning - 1] == day)
		new_today = NEW_PER_DAY;
	for (int i = 0; i < CARDS && new_today == 0; i++) {
		cards[i].asked_today = 0;
		cards[i].drilled = false;
	}
	snprintf(now, sizeof(now), "EBB_NOW=%s", mornings[morning]);
	pty = start("study", 80, now);
	while ((card = next_due(day)) != NULL)
		give(pty, card, day, false);
	while ((card = next_new(new_today)) != NULL) {
		give(pty, card, day, false);
		new_today++;
	}
	while ((card = next_drill()) != NULL)
		give(pty, card, day, true);
	pty_expect(pty, "Nothing is left for today.");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
}

/* ---- what ebb made of it ---- */

static void expect_log(sqlite3 *db)
{
	sqlite3_stmt *q;
	int i = 0;

	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT card_id, grade, study_day,"
					    " kind = 'drill' FROM review"
					    " ORDER BY id",
					    -1, &q, NULL),
			 SQLITE_OK);
	for (; sqlite3_step(q) == SQLITE_ROW; i++) {
		assert_true(i < answer_count);
		assert_int_equal(sqlite3_column_int64(q, 0), answers[i].card);
		assert_int_equal(sqlite3_column_int(q, 1), answers[i].grade);
		assert_int_equal(sqlite3_column_int(q, 2), answers[i].day);
		assert_int_equal(sqlite3_column_int(q, 3), answers[i].drill);
	}
	assert_int_equal(i, answer_count);
	sqlite3_finalize(q);
}

static void expect_schedule(sqlite3 *db)
{
	sqlite3_stmt *q;
	int seen = 0, rows = 0;

	assert_int_equal(
		sqlite3_prepare_v2(db,
				   "SELECT card_id, repetitions, interval_days,"
				   " ease_centi, lapses, due_day, last_day"
				   " FROM schedule ORDER BY card_id",
				   -1, &q, NULL),
		SQLITE_OK);
	for (int i = 0; i < CARDS; i++)
		seen += cards[i].seen;
	for (; sqlite3_step(q) == SQLITE_ROW; rows++) {
		const struct card *card = NULL;

		for (int i = 0; i < CARDS; i++)
			if (cards[i].id == sqlite3_column_int64(q, 0))
				card = &cards[i];
		assert_non_null(card);
		assert_int_equal(sqlite3_column_int(q, 1), card->n);
		assert_int_equal(sqlite3_column_int(q, 2), card->interval);
		assert_int_equal(sqlite3_column_int(q, 3),
				 lround(card->ease * 100));
		assert_int_equal(sqlite3_column_int(q, 4), card->lapses);
		assert_int_equal(sqlite3_column_int(q, 5), card->due);
		assert_int_equal(sqlite3_column_int(q, 6), card->last);
	}
	assert_int_equal(rows, seen);
	sqlite3_finalize(q);
}

static void make_cards(void)
{
	static const char *const first[] = { "one", "two", "three", "four",
					     "five" };
	char path[160];
	FILE *file;

	snprintf(path, sizeof(path), "%s/more.csv", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("front,back\n", file);
	for (int i = 0; i < CARDS; i++) {
		cards[i] = (struct card){ .id = 256L * (i + 1), .ease = 2.5 };
		if (i < 5) {
			strcpy(cards[i].front, first[i]);
			continue;
		}
		snprintf(cards[i].front, sizeof(cards[i].front), "q%02d", i);
		fprintf(file, "%s,answer %d\n", cards[i].front, i);
	}
	fclose(file);
	output_of("import %s", path);
	output_of("config new_per_day %d", NEW_PER_DAY);
}

static void a_week_of_mornings_is_what_an_independent_reckoning_says(void **s)
{
	sqlite3 *db;

	(void)s;
	make_cards();
	for (int morning = 0; morning < MORNINGS; morning++)
		one_morning(morning);
	assert_int_equal(sqlite3_open(database, &db), SQLITE_OK);
	expect_log(db);
	expect_schedule(db);
	sqlite3_close(db);
	assert_int_equal(stored_reviews(), answer_count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(
			a_week_of_mornings_is_what_an_independent_reckoning_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
