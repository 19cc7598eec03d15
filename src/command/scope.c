#include "command/scope.h"

#include <string.h>

#include "base/json.h"
#include "base/message.h"
#include "store/deck_store.h"

static bool nothing_found(struct app *app, const struct scope *scope,
			  bool may_be_deck, struct error *err)
{
	int64_t ignored;

	if (may_be_deck && !strpbrk(scope->search, ": "))
		return app_deck(app, scope->search, &ignored, err);
	return error_set(err, ERROR_NOT_FOUND, _("no card is found by \"%s\""),
			 scope->search);
}

static bool run_search(struct app *app, struct scope *scope, bool may_be_deck,
		       struct error *err)
{
	if (!scope->search)
		return true;
	return app_search(app, scope->search, scope->deck_id, &scope->cards,
			  err) &&
	       (scope->cards.count > 0 ||
		nothing_found(app, scope, may_be_deck, err));
}

bool scope_read(struct app *app, const struct arguments *arguments,
		struct scope *scope, struct error *err)
{
	const char *words = app_join(app, arguments->operands,
				     arguments->count);
	struct error no_deck = { 0 };
	bool may_be_deck = false;

	*scope = (struct scope){
		.deck_id = DECK_ALL,
		.search = argument(arguments, "search"),
	};
	if (arguments->count == 0)
		return run_search(app, scope, false, err);
	if (deck_find(app->store, words, &scope->deck_id, &no_deck)) {
		scope->deck = words;
	} else if (scope->search || no_deck.kind != ERROR_NOT_FOUND) {
		*err = no_deck;
		return false;
	} else {
		scope->search = words;
		may_be_deck = true;
	}
	return run_search(app, scope, may_be_deck, err);
}

static void add_string(struct text *out, const char *string)
{
	if (string)
		json_add_string(out, string);
	else
		text_add(out, "null");
}

void scope_add_json(const struct scope *scope, struct text *out)
{
	text_add(out, "\"deck\":");
	add_string(out, scope->deck);
	text_add(out, ",\"search\":");
	add_string(out, scope->search);
}
