#include "store/card_tally.h"

#include <string.h>

#include "core/card.h"
#include "core/recall.h"
#include "store/statement.h"

/* Compared byte by byte: no padding, and what is not used is 0. */
struct card_key {
	int64_t deck_id;
	int64_t number; /* of lapses or tenths of the ease, or the batch's id */
	int32_t day;
	int16_t interval_from;
	uint8_t state, suspended;
};

_Static_assert(sizeof(struct card_key) == sizeof(struct tally_key),
	       "a key has no padding");

/* ---- counting ---- */

static void add(struct card_tally *tally, enum card_table table,
		const struct card_key *key, bool with_new)
{
	int64_t sums[2] = { 1, with_new };
	struct tally_key words;

	memcpy(&words, key, sizeof(words));
	tally->tables[table].sum_count = table == NOTE_DUE ? 2 : 1;
	tally_table_add(&tally->tables[table], &words, sums);
}

static void count_state(struct card_tally *tally,
			const struct tallied_card *card)
{
	const struct schedule *schedule = card->schedule;

	add(tally, CARD_STATES,
	    &(struct card_key){
		    .deck_id = card->deck_id,
		    .number = ease_class(schedule->ease_centi),
		    .interval_from = (int16_t)interval_class(
			    schedule->interval_days),
		    .state = (uint8_t)schedule_state(schedule),
		    .suspended = card->asked_on_day == DAY_NONE,
	    },
	    false);
}

static void count_note(struct card_tally *tally)
{
	struct card_key key = { .deck_id = tally->deck_id };

	if (tally->note_id && tally->has_unseen)
		add(tally, NOTE_NEW, &key, false);
	key.day = tally->asked_on_day;
	if (tally->note_id && key.day != DAY_NONE)
		add(tally, NOTE_DUE, &key, tally->has_unseen);
	tally->note_id = 0;
}

static void join_note(struct card_tally *tally, const struct tallied_card *card)
{
	int32_t day = card->asked_on_day;

	if (tally->note_id != card->id / CARDS_PER_NOTE) {
		count_note(tally);
		tally->note_id = card->id / CARDS_PER_NOTE;
		tally->deck_id = card->deck_id;
		tally->asked_on_day = DAY_NONE;
		tally->has_unseen = false;
	}
	tally->has_unseen = tally->has_unseen || card->unseen;
	if (day != DAY_NONE &&
	    (tally->asked_on_day == DAY_NONE || day < tally->asked_on_day))
		tally->asked_on_day = day;
}

void card_tally_count(struct card_tally *tally, const struct tallied_card *card)
{
	const struct schedule *schedule = card->schedule;
	struct card_key key = { .deck_id = card->deck_id };

	join_note(tally, card);
	if (!card->removed && schedule->ratings > 0)
		count_state(tally, card);
	key.number = schedule->lapses;
	if (!card->removed && schedule->lapses > 0)
		add(tally, CARD_LAPSES, &key, false);
	key.number = 0;
	key.day = card->asked_on_day;
	if (card->asked_on_day != DAY_NONE)
		add(tally, CARD_DUE, &key, false);
	key.number = card->batch_id;
	key.day = card->added_day;
	if (card->added_day != DAY_NONE)
		add(tally, CARD_ADDED, &key, false);
}

void card_tally_finish(struct card_tally *tally)
{
	count_note(tally);
}

/* ---- the tables ---- */

enum column { DECK, NUMBER, DAY, INTERVAL, STATE, SUSPENDED };

enum { KEY_COLUMNS_MOST = 5 };

/* The columns of a key, in the table's order, and then its sums. */
static const struct shape {
	const char *clear, *select, *insert;
	int key_count, sum_count;
	enum column columns[KEY_COLUMNS_MOST];
} shapes[CARD_TABLE_COUNT] = {
	[CARD_STATES] = { "DELETE FROM main.card_count",
			  "SELECT * FROM main.card_count WHERE n <> 0",
			  "INSERT INTO main.card_count"
			  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
			  5,
			  1,
			  { DECK, STATE, INTERVAL, NUMBER, SUSPENDED } },
	[CARD_LAPSES] = { "DELETE FROM main.lapse_count",
			  "SELECT * FROM main.lapse_count WHERE n <> 0",
			  "INSERT INTO main.lapse_count VALUES (?1, ?2, ?3)",
			  2,
			  1,
			  { DECK, NUMBER } },
	[CARD_DUE] = { "DELETE FROM main.due_count",
		       "SELECT * FROM main.due_count WHERE n <> 0",
		       "INSERT INTO main.due_count VALUES (?1, ?2, ?3)",
		       2,
		       1,
		       { DAY, DECK } },
	[CARD_ADDED] = { "DELETE FROM main.added_count",
			 "SELECT * FROM main.added_count WHERE n <> 0",
			 "INSERT INTO main.added_count VALUES (?1, ?2, ?3, ?4)",
			 3,
			 1,
			 { DAY, DECK, NUMBER } },
	[NOTE_DUE] = { "DELETE FROM main.note_due_count",
		       "SELECT * FROM main.note_due_count WHERE n <> 0",
		       "INSERT INTO main.note_due_count"
		       " VALUES (?1, ?2, ?3, ?4)",
		       2,
		       2,
		       { DECK, DAY } },
	[NOTE_NEW] = { "DELETE FROM main.note_new_count",
		       "SELECT * FROM main.note_new_count WHERE n <> 0",
		       "INSERT INTO main.note_new_count VALUES (?1, ?2)",
		       1,
		       1,
		       { DECK } },
};

static void bind(struct statement *q, int index, enum column column,
		 const struct card_key *key)
{
	if (column == STATE)
		statement_bind_text(
			q, index, card_state_name((enum card_state)key->state));
	else
		statement_bind_int(q, index,
				   column == DECK	? key->deck_id
				   : column == NUMBER	? key->number
				   : column == DAY	? key->day
				   : column == INTERVAL ? key->interval_from
							: key->suspended);
}

static bool write_row(const struct tally_table *table, size_t i,
		      const struct shape *shape, struct store *store,
		      struct error *err)
{
	struct statement q = statement_open(store, shape->insert);
	struct card_key key;
	int index = 1;

	memcpy(&key, &table->keys[i], sizeof(key));
	for (int column = 0; column < shape->key_count; column++)
		bind(&q, index++, shape->columns[column], &key);
	for (int sum = 0; sum < shape->sum_count; sum++)
		statement_bind_int(&q, index++,
				   tally_table_sums(table, i)[sum]);
	statement_next(&q);
	return statement_close(&q, err);
}

bool card_tally_clear(struct store *store, struct error *err)
{
	for (int t = 0; t < CARD_TABLE_COUNT; t++)
		if (!statement_run(store, shapes[t].clear, err))
			return false;
	return true;
}

bool card_tally_write(const struct card_tally *tally, struct store *store,
		      struct error *err)
{
	for (int t = 0; t < CARD_TABLE_COUNT; t++)
		for (size_t i = 0; i < tally->tables[t].count; i++)
			if (!write_row(&tally->tables[t], i, &shapes[t], store,
				       err))
				return false;
	return true;
}

/* False when it is more than a key has room for. */
static bool read(struct statement *q, int index, enum column column,
		 struct card_key *key)
{
	int64_t number = statement_int(q, index);

	if (column == STATE) {
		const char *name = statement_required(q, index, NULL);
		enum card_state state = card_state_from(name);

		key->state = (uint8_t)state;
		return strcmp(name, card_state_name(state)) == 0;
	}
	if (column == DECK)
		key->deck_id = number;
	else if (column == NUMBER)
		key->number = number;
	else if (column == DAY)
		return (key->day = (int32_t)number) == number;
	else if (column == INTERVAL)
		return (key->interval_from = (int16_t)number) == number;
	else
		return (key->suspended = (uint8_t)number) == number;
	return true;
}

static bool row_differs(struct statement *q, struct tally_table *table,
			const struct shape *shape)
{
	struct card_key key = { 0 };
	struct tally_key words;
	int64_t sums[2] = { 0 };
	int index = 0;

	for (int i = 0; i < shape->key_count; i++)
		if (!read(q, index++, shape->columns[i], &key))
			return true;
	for (int i = 0; i < shape->sum_count; i++)
		sums[i] = statement_int(q, index++);
	memcpy(&words, &key, sizeof(words));
	return tally_table_differs(table, &words, sums);
}

bool card_tally_compare(struct card_tally *tally, struct store *store,
			int64_t *differences, struct error *err)
{
	*differences = 0;
	for (int t = 0; t < CARD_TABLE_COUNT; t++) {
		struct tally_table *table = &tally->tables[t];
		struct statement q = statement_open(store, shapes[t].select);

		while (statement_next(&q))
			*differences += row_differs(&q, table, &shapes[t]);
		*differences += tally_table_count_lacking(table);
		if (!statement_close(&q, err))
			return false;
	}
	return true;
}

void card_tally_release(struct card_tally *tally)
{
	for (int t = 0; t < CARD_TABLE_COUNT; t++)
		tally_table_release(&tally->tables[t]);
	*tally = (struct card_tally){ 0 };
}
