#ifndef STORE_SETTING_STORE_H
#define STORE_SETTING_STORE_H

#include "base/arena.h"
#include "core/setting.h"
#include "store/batch_store.h"

/* The learner's settings, for all decks or for one. */

enum { EVERY_DECK = 0 };

/* The settings in force for a deck (EVERY_DECK: the general ones): defaults,
 * then the general values, then the deck's own.  A stored value that this
 * ebb does not allow is passed over. */
bool setting_load(struct store *store, int64_t deck_id,
		  struct settings *settings, struct error *err);

/* Only what replay() depends on. */
bool setting_load_rules(struct store *store, struct replay_rules *rules,
			struct error *err);

/*
 * Keep a value, or with NULL go back to the default.  The value was checked
 * with settings_set().  A change that replay() depends on remakes all
 * schedules.  In a transaction.
 */
bool setting_save(struct batch *batch, int64_t deck_id, const char *name,
		  const char *value, struct error *err);

/* Give a setting's row the value it had, from the JSON of its revision.  As
 * setting_save(), but remembers nothing. */
bool setting_restore(struct store *store, int64_t row_id, const char *before,
		     int64_t at_ms, struct error *err);

/* The value stored for exactly this deck (or EVERY_DECK), in *arena*; NULL
 * when none is. */
bool setting_value(struct store *store, int64_t deck_id, const char *name,
		   struct arena *arena, char **value, struct error *err);

#endif
