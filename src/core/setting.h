#ifndef CORE_SETTING_H
#define CORE_SETTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "core/card.h"
#include "core/replay.h"

/*
 * Every setting: its name, default and meaning in one table, and the struct
 * that their values make.  Values are kept in the database as the text the
 * learner gave; a deck may have its own value where the table says so.
 */

enum setting_kind {
	SETTING_NUMBER,
	SETTING_TIME, /* HH:MM, kept as minutes after midnight */
	SETTING_WORD, /* one of a few words, kept as its place among them */
};

struct setting_rule {
	const char *name;
	const char *fallback; /* the default */
	const char *values;   /* what is allowed: "0..9", "on|off" */
	const char *meaning;  /* one line, to be translated */
	enum setting_kind kind;
	bool per_deck; /* a deck may have its own */
	size_t offset; /* of the int in struct settings */
};

enum { SETTING_COUNT = 11 };

extern const struct setting_rule setting_rules[SETTING_COUNT];

struct settings {
	int new_per_day;
	int reviews_per_day; /* 0: no limit */
	int rollover_min;    /* minutes after local midnight */
	int bury_siblings;   /* 0 or 1 */
	int leech_threshold; /* lapses; 0: never */
	int interval_most_days;
	int answer;	  /* enum answer_mode */
	int keys;	  /* enum grade_keys */
	int alternatives; /* enum answer_alternatives */
	int articles;	  /* enum article_language */
	int backups;	  /* 0 or 1 */
};

/* All defaults. */
struct settings settings_default(void);

/*
 * Put one value into *settings.  ERROR_NOT_FOUND for an unknown name, with
 * the nearest one; ERROR_USAGE for a value that is not allowed, saying what
 * is.  *settings is unchanged on error.
 */
bool settings_set(struct settings *settings, const char *name,
		  const char *value, struct error *err);

/* The rule of that name, or NULL. */
const struct setting_rule *setting_find(const char *name);

/* The part of the settings that replay() depends on. */
struct replay_rules settings_replay_rules(const struct settings *settings);

#endif
