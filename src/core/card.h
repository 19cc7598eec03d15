#ifndef CORE_CARD_H
#define CORE_CARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/uid.h"
#include "core/cloze.h"
#include "core/note.h"
#include "core/schedule.h"

/* A card: one question asked of a note, with where it stands. */
struct card {
	int64_t id;	     /* local number: note id * 256 + ordinal */
	struct uid note_uid; /* with the ordinal, the card's name anywhere */
	int64_t deck_id;
	const char *deck; /* its name */
	struct note note;
	enum direction direction;
	bool suspended;
	bool flagged;		  /* the learner wants to look at it again */
	int32_t buried_until_day; /* not asked before it, or DAY_NONE */
	struct schedule schedule;
	/* Of a cloze card: what card_prepare() made of the note's front. */
	const char *question, *answer, *plain;
};

enum { CARDS_PER_NOTE = 256, CARD_UID_TEXT_SIZE = UID_TEXT_SIZE + 4 };

/* "<32 hex digits>.<ordinal>" into a buffer of CARD_UID_TEXT_SIZE. */
char *card_uid(const struct card *card, char *buffer);

/* The cards that a note has: the ordinals of its deletions; else those of its
 * directions, forward when they are unsaid. */
struct number_set note_ordinals(const struct note *note);

/* Once the note and the direction are there; the texts are in *arena*. */
void card_prepare(struct card *card, struct arena *arena);

/* What is shown with the answer besides it and the fields: the back of a cloze
 * note that says more than its front; else NULL. */
const char *card_remark(const struct card *card);

/* What is asked, and what must be recalled. */
const char *card_question(const struct card *card);
const char *card_answer(const struct card *card);

/* How the answer to a card is given. */
enum answer_mode {
	ANSWER_AUTO, /* typed when short, recalled when long */
	ANSWER_TYPE, /* always typed and compared */
	ANSWER_FLIP, /* never typed: single keys at the question too */
};

/*
 * Whether a typed answer is compared with this card's answer.  In AUTO that
 * is so when the answer is one line of at most 60 columns: a definition is
 * for the learner to judge, not for a comparison.
 */
bool card_is_typed(const struct card *card, enum answer_mode mode);

#endif
