#ifndef CORE_LINT_H
#define CORE_LINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "core/note.h"

/*
 * What is wrong with a deck before it costs anybody a lapse.  Each rule has a
 * name that stays; ebb(1) tells what each finds and passes over.  A finding
 * should be worth a person's time: where a text may well be meant, the rules
 * are silent.
 */

enum lint_rule {
	LINT_REJECTED,	  /* a row that import would not take */
	LINT_EQUAL_ROW,	  /* front and back of an earlier row */
	LINT_EQUAL_FRONT, /* the front of an earlier row, another back */
	LINT_NEAR_FRONT,  /* the same but for case, width, accents, blanks */
	LINT_EQUAL_BACK,  /* the back of an earlier row, another front */
	LINT_BLANK,	  /* the front is the back */
	LINT_INVISIBLE,	  /* a character that cannot be seen */
	LINT_LOOK_ALIKE,  /* a word of letters of two alphabets or widths */
	LINT_NFD,	  /* not in Unicode's composed form */
	LINT_SPACES,	  /* doubled or outer blanks */
	LINT_BRACKETS,	  /* unbalanced or crossed */
	LINT_MARKUP,	  /* HTML, markdown, another trainer's codes */
	LINT_EMPTY_CLOZE, /* a cloze without a text, or without an end */
	LINT_LONG_ANSWER, /* more words than one can be asked for */
	LINT_RULE_COUNT,
};

enum lint_level {
	LINT_ERROR,   /* the row cannot be learned as it is */
	LINT_WARNING, /* to be mended */
	LINT_NOTE,    /* may be meant: no failure */
};

enum {
	LINT_ALL_RULES = (1 << LINT_RULE_COUNT) - 1,
	LINT_WORDS_MOST = 40,
};

const char *lint_rule_name(enum lint_rule rule);
const char *lint_level_name(enum lint_level level);

/* Names with commas between them as bits, 1 << rule; ERROR_USAGE, with the
 * nearest name, when one is none. */
bool lint_read_rules(const char *names, unsigned *rules, struct error *err);

struct finding {
	enum lint_rule rule;
	enum lint_level level;
	const char *column;	/* front, back, a field's name; NULL: the row */
	const char *message;	/* a clause, translated */
	const char *suggestion; /* the whole text as it may be meant, or NULL */
};

/* Where findings gather, in the order of the text.  The caller sets the first
 * three; strings are in the arena, or the note's. */
struct findings {
	struct arena *arena;
	unsigned rules; /* the rules that are asked for, as bits */
	int words_most; /* of an answer */
	struct finding *list;
	size_t count, capacity;
};

/* What is wrong with a note by itself. */
void lint_note(const struct note *note, struct findings *out);

/* A row that import would not take, and why. */
void lint_rejected(const char *reason, struct findings *out);

/*
 * What is wrong with a note beside those before it in the same deck, in time
 * and memory that grow with the number of notes: some 150 bytes each.  Texts
 * are kept as 64-bit hashes.
 */
struct lint_deck;

/* What a note is known by: the line of a file, or the number of a card. */
enum lint_places { LINT_LINES, LINT_CARDS };

struct lint_deck *lint_deck_new(enum lint_places places);
void lint_deck_free(struct lint_deck *deck);

/* place: from 1.  The deck of a note that names none is one of its own. */
void lint_deck_add(struct lint_deck *deck, const struct note *note,
		   int64_t place, struct findings *out);

#endif
