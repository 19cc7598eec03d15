#ifndef STORE_CONFUSION_PARTS_H
#define STORE_CONFUSION_PARTS_H

#include "store/review_store.h"

/* SQL that confusion_store.c and figure_store.c share. */

/* The index note_back holds no longer ones, nor are they typed. */
#define SHORT_BACK(note) " length(" note ".back) <= 60 "

/* Wrong answers after the review of that id, with the card each was given to
 * and the note it belongs to.  ?1 is a deck, or 0. */
#define TYPED_OF_OTHERS(direction, matches, after)                           \
	"SELECT review.card_id AS asked, other.id * 256 + " direction        \
	" AS taken, review.study_day FROM review"                            \
	" JOIN note ON note.id = review.card_id >> 8"                        \
	" JOIN note AS other ON other.deck_id = note.deck_id AND " matches   \
	" AND other.id <> note.id"                                           \
	" JOIN card ON card.id = review.card_id"                             \
	" JOIN card AS second ON second.id = other.id * 256 + " direction    \
	" WHERE review.id > " after " AND review.card_id & 255 = " direction \
	" AND review.typed IS NOT NULL AND review.suggested_grade < 3"       \
	" AND (?1 = 0 OR note.deck_id = ?1) AND note.deleted_at_ms IS NULL"  \
	" AND other.deleted_at_ms IS NULL AND card.deleted_at_ms IS NULL"    \
	" AND second.deleted_at_ms IS NULL AND" REVIEW_IS_LIVE

/* Rows of a, b, n and last_day: two cards, a < b, and how often either answer
 * was given to the other question. */
#define CONFUSED_PAIRS(after)                                                      \
	"SELECT min(asked, taken) AS a, max(asked, taken) AS b,"                   \
	" count(*) AS n, max(study_day) AS last_day FROM (" TYPED_OF_OTHERS(       \
		"0",                                                               \
		"other.back = review.typed COLLATE NOCASE AND" SHORT_BACK(         \
			"other"),                                                  \
		after) " UNION ALL " TYPED_OF_OTHERS("1",                          \
						     "other.front = review.typed", \
						     after) ") GROUP BY 1, 2"

#endif
