#ifndef EXCHANGE_COLUMN_NAMES_H
#define EXCHANGE_COLUMN_NAMES_H

#include "base/arena.h"
#include "exchange/cell.h"

/*
 * The words by which people head the columns of a deck, in many languages.
 * Case, accents, a plural s and a language suffix ("meaning:en",
 * "translations_de", "capital:zh-tw") do not count.
 */
enum column_name {
	COLUMN_NAME_UNKNOWN = 0,
	COLUMN_NAME_EXACT_FRONT, /* front */
	COLUMN_NAME_EXACT_BACK,	 /* back */
	COLUMN_NAME_FRONT,	 /* question, term, word, 词 ... */
	COLUMN_NAME_BACK,	 /* answer, meaning, Übersetzung ... */
	COLUMN_NAME_LANGUAGE,	 /* english, 中文 ... */
	COLUMN_NAME_TAGS,
	COLUMN_NAME_KEY,   /* id, guid, uid */
	COLUMN_NAME_DECK,  /* deck */
	COLUMN_NAME_CARDS, /* cards */
	COLUMN_NAME_DUE,
	COLUMN_NAME_INTERVAL,
	COLUMN_NAME_EASE,
	COLUMN_NAME_REPETITIONS,
	COLUMN_NAME_LAPSES,
	COLUMN_NAME_INDEX, /* no, nr, #, rank: counts the rows */
	COLUMN_NAME_OTHER, /* example, notes, pinyin, audio ... */
};

/* What a header cell says, as a whole. */
enum column_name column_name_of(const struct cell *cell);

/* The same by its last word ("Clean English definition") when the whole says
 * nothing. */
enum column_name column_name_of_last_word(const struct cell *cell);

#endif
