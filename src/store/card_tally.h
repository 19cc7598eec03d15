#ifndef STORE_CARD_TALLY_H
#define STORE_CARD_TALLY_H

#include "core/schedule.h"
#include "store/store.h"
#include "store/tally_table.h"

/*
 * The counts of all cards and notes, made in memory while the cards are gone
 * through in their order: a few rows for each deck, state and day, where each
 * count by a query would sort all cards.
 */

enum card_table {
	CARD_STATES, /* card_count */
	CARD_LAPSES, /* lapse_count */
	CARD_DUE,    /* due_count */
	CARD_ADDED,  /* added_count */
	NOTE_DUE,    /* note_due_count */
	NOTE_NEW,    /* note_new_count */
	CARD_TABLE_COUNT
};

struct card_tally {
	struct tally_table tables[CARD_TABLE_COUNT];
	/* The note whose cards are being counted; 0: none is. */
	int64_t note_id, deck_id;
	int32_t asked_on_day; /* the first of its cards, or DAY_NONE */
	bool has_unseen;
};

/* What there is to count of a card. */
struct tallied_card {
	int64_t id, deck_id;
	const struct schedule *schedule;
	int32_t asked_on_day; /* DAY_NONE: it is not asked */
	bool removed, unseen;
	int64_t batch_id;  /* that made it, */
	int32_t added_day; /* and its study day; DAY_NONE: there is none */
};

/* Count a card, whose id is greater than those before. */
void card_tally_count(struct card_tally *tally,
		      const struct tallied_card *card);

/* After the last card. */
void card_tally_finish(struct card_tally *tally);

/* Empty the tables.  In a transaction. */
bool card_tally_clear(struct store *store, struct error *err);

/* Put all rows into tables that are empty.  In a transaction. */
bool card_tally_write(const struct card_tally *tally, struct store *store,
		      struct error *err);

/* The number of rows that the tables lack, have too much or have with other
 * numbers. */
bool card_tally_compare(struct card_tally *tally, struct store *store,
			int64_t *differences, struct error *err);

void card_tally_release(struct card_tally *tally);

#endif
