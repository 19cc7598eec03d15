#ifndef CORE_REVIEW_H
#define CORE_REVIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/uid.h"

/*
 * A review is one answer given to one card, as the log keeps it: inputs only.
 * What follows from it (interval, ease factor, due day) is in the schedule,
 * which replay() computes.
 */

/* SM-2's grades. */
enum grade {
	GRADE_BLACKOUT = 0,
	GRADE_WRONG = 1,      /* but remembered on seeing the answer */
	GRADE_WRONG_EASY = 2, /* and the answer seemed easy */
	GRADE_HARD = 3,
	GRADE_GOOD = 4,
	GRADE_EASY = 5,
};

enum {
	GRADE_NONE = -1,
	GRADE_COUNT = 6,
	GRADE_PASS = GRADE_HARD,  /* from here on, recalled */
	GRADE_DONE = GRADE_GOOD,  /* from here on, not drilled that day */
	GRADE_AGAIN = GRADE_WRONG /* what the word "again" logs */
};

enum review_kind {
	REVIEW_RATE,  /* the scheduled question of the day */
	REVIEW_DRILL, /* SM-2, step 7: repeated on the same day */
	REVIEW_CRAM,  /* practice that changes no schedule */
	REVIEW_RESET, /* the card begins anew; has no grade */
};

struct review {
	int64_t id; /* place in the file's sequence of events; 0: not stored */
	struct uid uid;
	int64_t card_id;
	int64_t answered_at_ms;
	int utc_offset_min;
	int32_t study_day;
	enum review_kind kind;
	int grade;	     /* 0..5, or GRADE_NONE for a reset */
	int suggested_grade; /* what ebb proposed, or GRADE_NONE */
	const char *typed;   /* the answer as typed, or NULL */
	int hints;
	int64_t recall_ms; /* question shown to answer revealed */
	int64_t check_ms;  /* answer revealed to grade given */
};

/* "rate", "drill", "cram", "reset": as the database and JSON spell them. */
const char *review_kind_name(enum review_kind kind);

/* The kind of that name; REVIEW_RATE when there is none. */
enum review_kind review_kind_from(const char *name);

/* "again", "hard", "good", "easy" (translated); "-" for GRADE_NONE. */
const char *grade_word(int grade);

/* Which digits grade. */
enum grade_keys {
	KEYS_SM2,  /* 0-5 */
	KEYS_ANKI, /* 1 again, 2 hard, 3 good, 4 easy */
};

/*
 * The grade a key stands for: a digit or a, h, g, e (again, hard, good, easy;
 * lower case only, for E edits).  GRADE_NONE for any other code point.
 */
int grade_from_key(uint32_t key, enum grade_keys keys);

/* The digit that stands for a grade of 0 to 5. */
int grade_digit(int grade, enum grade_keys keys);

/* The grade that "again", "hard", "good" or "easy" stands for, in English or
 * in the learner's language; GRADE_NONE for any other word. */
int grade_from_word(const char *word);

#endif
