#include "core/setting.h"

#include <string.h>

#include "base/message.h"
#include "base/text.h"

#define KEPT_IN(member) offsetof(struct settings, member)

const struct setting_rule setting_rules[SETTING_COUNT] = {
	{ .name = "new_per_day",
	  .fallback = "20",
	  .values = "0..9999",
	  .meaning = N_("new cards asked on one day, over all decks"),
	  .kind = SETTING_NUMBER,
	  .offset = KEPT_IN(new_per_day) },
	{ .name = "reviews_per_day",
	  .fallback = "0",
	  .values = "0..99999",
	  .meaning = N_("cards asked again on one day; 0 is no limit"),
	  .kind = SETTING_NUMBER,
	  .offset = KEPT_IN(reviews_per_day) },
	{ .name = "rollover",
	  .fallback = "04:00",
	  .values = "00:00..12:00",
	  .meaning = N_("local time at which a new study day begins"),
	  .kind = SETTING_TIME,
	  .offset = KEPT_IN(rollover_min) },
	{ .name = "bury_siblings",
	  .fallback = "on",
	  .values = "off|on",
	  .meaning = N_("ask cards of one note on different days"),
	  .kind = SETTING_WORD,
	  .offset = KEPT_IN(bury_siblings) },
	{ .name = "leech_threshold",
	  .fallback = "8",
	  .values = "0..999",
	  .meaning = N_("lapses that make a card a leech; 0 is never"),
	  .kind = SETTING_NUMBER,
	  .offset = KEPT_IN(leech_threshold) },
	{ .name = "max_interval",
	  .fallback = "36500",
	  .values = "1..36500",
	  .meaning = N_("longest interval in days"),
	  .kind = SETTING_NUMBER,
	  .offset = KEPT_IN(interval_most_days) },
	{ .name = "keys",
	  .fallback = "sm2",
	  .values = "sm2|anki",
	  .meaning = N_("grades are the digits 0-5, or 1-4 as in Anki"),
	  .kind = SETTING_WORD,
	  .offset = KEPT_IN(keys) },
	{ .name = "answer",
	  .fallback = "auto",
	  .values = "auto|type|flip",
	  .meaning = N_("answers are typed when short, always, or never"),
	  .kind = SETTING_WORD,
	  .per_deck = true,
	  .offset = KEPT_IN(answer) },
	{ .name = "alternatives",
	  .fallback = "off",
	  .values = "off|slash|semicolon|bar|all",
	  .meaning = N_("what divides an answer into several right ones"),
	  .kind = SETTING_WORD,
	  .per_deck = true,
	  .offset = KEPT_IN(alternatives) },
	{ .name = "articles",
	  .fallback = "off",
	  .values = "off|en|de|es|fr|it|nl|pt",
	  .meaning = N_("the language whose articles need not be typed"),
	  .kind = SETTING_WORD,
	  .per_deck = true,
	  .offset = KEPT_IN(articles) },
	{ .name = "backups",
	  .fallback = "on",
	  .values = "off|on",
	  .meaning = N_("back up once a study day, and before imports"),
	  .kind = SETTING_WORD,
	  .offset = KEPT_IN(backups) },
};

struct settings settings_default(void)
{
	struct settings settings = { 0 };
	struct error impossible;

	for (int i = 0; i < SETTING_COUNT; i++)
		settings_set(&settings, setting_rules[i].name,
			     setting_rules[i].fallback, &impossible);
	return settings;
}

const struct setting_rule *setting_find(const char *name)
{
	for (int i = 0; i < SETTING_COUNT; i++)
		if (strcmp(name, setting_rules[i].name) == 0)
			return &setting_rules[i];
	return NULL;
}

static bool unknown_setting(const char *name, struct error *err)
{
	const char *names[SETTING_COUNT];
	int nearest;

	for (int i = 0; i < SETTING_COUNT; i++)
		names[i] = setting_rules[i].name;
	nearest = text_nearest(name, names, SETTING_COUNT);
	if (nearest >= 0)
		return error_set(err, ERROR_NOT_FOUND,
				 _("there is no setting \"%s\"; did you mean "
				   "%s?"),
				 name, names[nearest]);
	return error_set(err, ERROR_NOT_FOUND,
			 _("there is no setting \"%s\"; `ebb config` lists "
			   "them"),
			 name);
}

/* A number of so many digits at most at *at, which is moved past it; -1 when
 * there is none.  Settings are read ten times an answer: sscanf would take a
 * twelfth of its time. */
static int read_digits(const char **at, int most)
{
	int number = -1;

	for (int i = 0; i < most && **at >= '0' && **at <= '9'; i++)
		number = 10 * (number < 0 ? 0 : number) + *(*at)++ - '0';
	return number;
}

enum { DIGITS_MOST = 9 };

static bool parse_number(const char *values, const char *value, int *out)
{
	int least = read_digits(&values, DIGITS_MOST), most, parsed;

	values += strlen("..");
	most = read_digits(&values, DIGITS_MOST);
	parsed = read_digits(&value, DIGITS_MOST);
	if (*value || parsed < least || parsed > most)
		return false;
	*out = parsed;
	return true;
}

static bool parse_time(const char *value, int *minutes)
{
	const char *at = value;
	int hour = read_digits(&at, 2), minute;

	if (at != value + 2 || *at++ != ':')
		return false;
	minute = read_digits(&at, 2);
	if (at != value + 5 || *at || minute > 59 ||
	    hour * 60 + minute > 12 * 60)
		return false;
	*minutes = hour * 60 + minute;
	return true;
}

static bool parse_word(const char *values, const char *value, int *out)
{
	size_t length = strlen(value);
	int place = 0;

	for (const char *word = values; word; place++) {
		const char *bar = strchr(word, '|');
		size_t size = bar ? (size_t)(bar - word) : strlen(word);

		if (size == length && strncmp(word, value, size) == 0) {
			*out = place;
			return true;
		}
		word = bar ? bar + 1 : NULL;
	}
	return false;
}

static bool parse(const struct setting_rule *rule, const char *value, int *out)
{
	switch (rule->kind) {
	case SETTING_TIME:
		return parse_time(value, out);
	case SETTING_WORD:
		return parse_word(rule->values, value, out);
	default:
		return parse_number(rule->values, value, out);
	}
}

bool settings_set(struct settings *settings, const char *name,
		  const char *value, struct error *err)
{
	const struct setting_rule *rule = setting_find(name);
	int parsed;

	if (!rule)
		return unknown_setting(name, err);
	if (!parse(rule, value, &parsed))
		return error_set(err, ERROR_USAGE,
				 _("%s cannot be \"%s\"; it takes %s"), name,
				 value, rule->values);
	memcpy((char *)settings + rule->offset, &parsed, sizeof(parsed));
	return true;
}

struct replay_rules settings_replay_rules(const struct settings *settings)
{
	return (struct replay_rules){
		.interval_most_days = settings->interval_most_days,
	};
}
