#include "command/complete.h"

#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "base/text.h"
#include "core/setting.h"
#include "store/backup_folder.h"
#include "store/deck_store.h"

static void add(struct candidates *out, const char *word, const char *help)
{
	if (out->count == out->capacity) {
		size_t wider = out->capacity ? 2 * out->capacity : 32;
		struct candidate *list = arena_array(out->arena, wider,
						     sizeof(*list));

		for (size_t i = 0; i < out->count; i++)
			list[i] = out->list[i];
		out->list = list;
		out->capacity = wider;
	}
	out->list[out->count++] = (struct candidate){ word, help };
}

static void add_commands(struct candidates *out)
{
	for (int i = 0; commands[i]; i++)
		if (!(commands[i]->flags & COMMAND_HIDDEN))
			add(out, commands[i]->name, _(commands[i]->summary));
}

static void add_general_options(struct candidates *out)
{
	add(out, "--db", _("use this database"));
	add(out, "--plain", _("no colour and no symbols, for screen readers"));
	add(out, "--version", _("print the version"));
	add(out, "--help", _("list the commands"));
}

static void add_options(const struct command *command, struct candidates *out)
{
	for (int i = 0; i < OPTIONS_MOST && command->options[i].name; i++)
		add(out,
		    arena_printf(out->arena, "--%s", command->options[i].name),
		    _(command->options[i].help));
}

/* "off|on", up to a blank; `start` is what stands before each: "--header=". */
static void add_alternatives(const char *values, const char *start,
			     struct candidates *out)
{
	for (;;) {
		size_t length = strcspn(values, "| ");

		add(out,
		    arena_printf(out->arena, "%s%.*s", start, (int)length,
				 values),
		    "");
		if (values[length] != '|')
			return;
		values += length + 1;
	}
}

/* A name that cannot be shown as it is cannot be typed either. */
static void add_decks(struct app *app, const char *start,
		      struct candidates *out)
{
	struct error ignored = { 0 };
	struct deck *decks;
	size_t count;

	if ((!app->store && access(app->db_path, R_OK) < 0) ||
	    !app_open_store(app, &ignored) ||
	    !deck_names(app->store, out->arena, &decks, &count, &ignored))
		return;
	for (size_t i = 0; i < count; i++)
		if (text_equal(decks[i].name, app_visible(app, decks[i].name)))
			add(out,
			    arena_printf(out->arena, "%s%s", start,
					 decks[i].name),
			    "");
}

static void add_backups(struct app *app, struct candidates *out)
{
	struct error ignored = { 0 };
	char label[BACKUP_NAME_SIZE];
	struct backup_name *list;
	size_t count;

	if (!backup_folder_list(app_backups(app), out->arena, &list, &count,
				&ignored))
		return;
	while (count-- > 0)
		add(out,
		    arena_strdup(out->arena, backup_label(&list[count], label)),
		    "");
}

static void add_setting_names(struct candidates *out)
{
	for (int i = 0; i < SETTING_COUNT; i++)
		add(out, setting_rules[i].name, _(setting_rules[i].meaning));
}

/* What stands for `kind`, as options and operands spell it: "DECK", "FILE",
 * "off|on". */
static void add_kind(struct app *app, const char *kind, const char *start,
		     struct candidates *out)
{
	if (strstr(kind, "DECK"))
		add_decks(app, start, out);
	if (strstr(kind, "BACKUP"))
		add_backups(app, out);
	if (strstr(kind, "FILE"))
		out->wants_file = true;
	else if (strstr(kind, "COMMAND"))
		add_commands(out);
	else if (strchr(kind, '|') && kind[0] != '[')
		add_alternatives(kind, start, out);
}

static void add_tags(struct app *app, struct candidates *out)
{
	struct error ignored = { 0 };
	const char **tags;
	size_t count;

	if ((!app->store && access(app->db_path, R_OK) < 0) ||
	    !app_open_store(app, &ignored) ||
	    !search_tags(app->store, out->arena, &tags, &count, &ignored))
		return;
	for (size_t i = 0; i < count; i++)
		if (text_equal(tags[i], app_visible(app, tags[i])))
			add(out, arena_printf(out->arena, "tag:%s", tags[i]),
			    "");
}

static bool is_term(const char *word)
{
	return strncmp(word, "is:", 3) == 0 || strncmp(word, "tag:", 4) == 0;
}

/* The terms of a search that has begun. */
static void add_terms(struct app *app, const char *word, struct candidates *out)
{
	if (strncmp(word, "is:", 3) == 0)
		add_alternatives("due|new|learning|young|mature|drill|"
				 "suspended|buried|flagged|leech",
				 "is:", out);
	else if (strncmp(word, "tag:", 4) == 0)
		add_tags(app, out);
}

/* The option that a word names and whose value is another word; the length
 * of its name must be `length`, dashes counted. */
static const struct command_option *valued_option(const struct command *command,
						  const char *word,
						  size_t length)
{
	for (int i = 0; i < OPTIONS_MOST && command->options[i].name; i++) {
		const struct command_option *option = &command->options[i];

		if (!option->value)
			continue;
		if (length == 2 && word[0] == '-' && word[1] == option->letter)
			return option;
		if (length == strlen(option->name) + 2 &&
		    strncmp(word, "--", 2) == 0 &&
		    strncmp(word + 2, option->name, length - 2) == 0)
			return option;
	}
	return NULL;
}

/* The operands among the words after a command; the first of them. */
static int count_operands(const struct command *command, char **words,
			  int count, const char **first)
{
	int operands = 0;

	for (int i = 0; i < count; i++) {
		if (words[i][0] != '-' || !words[i][1]) {
			if (operands++ == 0)
				*first = words[i];
		} else if (valued_option(command, words[i], strlen(words[i]))) {
			i++;
		}
	}
	return operands;
}

static void add_operands(struct app *app, const struct command *command,
			 char **words, int count, struct candidates *out)
{
	const char *first = NULL;
	int operands = count_operands(command, words, count, &first);
	const struct setting_rule *rule;

	if (command->most >= 0 && operands >= command->most)
		return;
	if (strstr(command->operands, "NAME") && operands == 0)
		add_setting_names(out);
	else if (strstr(command->operands, "VALUE") &&
		 (rule = setting_find(first)))
		add_kind(app, rule->values, "", out);
	else if (operands == 0 || (strstr(command->operands, "FILE") &&
				   strstr(command->operands, "...")))
		add_kind(app, command->operands, "", out);
}

/* Only a shell's completion has no store open yet; its words live as long as
 * the process. */
static void use_database(struct app *app, const char *path)
{
	if (!app->store && !app->in_shell)
		app->db_path = path;
}

/* Skips the options before the command, and obeys --db. */
static int command_place(struct app *app, char **words, int count)
{
	int at = 0;

	for (; at < count && words[at][0] == '-'; at++) {
		if (strcmp(words[at], "--db") == 0 && at + 1 < count)
			use_database(app, words[++at]);
		else if (strncmp(words[at], "--db=", 5) == 0)
			use_database(app, words[at] + 5);
	}
	return at;
}

static void complete_first(char **words, int count, const char *word,
			   struct candidates *out)
{
	if (count > 0 && strcmp(words[count - 1], "--db") == 0)
		out->wants_file = true;
	else if (*word == '-')
		add_general_options(out);
	else
		add_commands(out);
}

void complete_words(struct app *app, char **words, int count, const char *word,
		    struct candidates *out)
{
	int at = command_place(app, words, count);
	size_t equals = strcspn(word, "=");
	const struct command_option *option = NULL;
	const struct command *command;
	struct error ignored = { 0 };

	if (at == count) {
		complete_first(words, count, word, out);
		return;
	}
	command = command_find(words[at], &ignored);
	if (!command)
		return;
	if (count > at + 1)
		option = valued_option(command, words[count - 1],
				       strlen(words[count - 1]));
	if (option && strcmp(option->value, "SEARCH") == 0) {
		add_terms(app, word, out);
		return;
	}
	if (option) {
		add_kind(app, option->value, "", out);
		return;
	}
	if (word[equals] &&
	    (option = valued_option(command, word, equals)) != NULL)
		add_kind(app, option->value,
			 arena_strndup(out->arena, word, equals + 1), out);
	else if (*word == '-')
		add_options(command, out);
	else if (strstr(command->operands, "SEARCH") && is_term(word))
		add_terms(app, word, out);
	else
		add_operands(app, command, words + at + 1, count - at - 1, out);
}

char **complete_line(void *app, const char *before, const char *word,
		     struct arena *arena, bool *files)
{
	struct candidates found = { .arena = arena };
	char **words, **list;
	int count = text_split_words(before, arena, &words);

	if (count < 0)
		return NULL;
	if (count > 0 && strcmp(words[0], "ebb") == 0) {
		words++;
		count--;
	}
	complete_words(app, words, count, word, &found);
	*files = found.wants_file;
	list = arena_array(arena, found.count + 1, sizeof(*list));
	for (size_t i = 0; i < found.count; i++)
		list[i] = arena_strdup(arena, found.list[i].word);
	return list;
}
