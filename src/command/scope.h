#ifndef COMMAND_SCOPE_H
#define COMMAND_SCOPE_H

#include "base/text.h"
#include "command/command.h"

/*
 * What a report is asked of, as [DECK|SEARCH...] and --search say it: of
 * everything, of a deck, of the cards that a search chooses.
 */
struct scope {
	int64_t deck_id;	/* DECK_ALL: all decks */
	const char *deck;	/* its name, or NULL */
	const char *search;	/* as it was given, or NULL */
	struct card_list cards; /* what the search chooses, ascending */
};

/*
 * Operands that are the name of a deck name it, others are a search.  A search
 * that chooses nothing is an error; one plain word was rather meant for a
 * deck.  All is in the app's arena.
 */
bool scope_read(struct app *app, const struct arguments *arguments,
		struct scope *scope, struct error *err);

/* Append "deck":...,"search":..., for JSON. */
void scope_add_json(const struct scope *scope, struct text *out);

#endif
