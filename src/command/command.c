#include "command/command.h"

#include <getopt.h>
#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "base/unicode.h"
#include "terminal/wrap.h"

/* In the order in which --help lists them. */
extern const struct command command_study;
extern const struct command command_import;
extern const struct command command_conflicts;
extern const struct command command_export;
extern const struct command command_decks;
extern const struct command command_due;
extern const struct command command_plan;
extern const struct command command_simulate;
extern const struct command command_away;
extern const struct command command_exam;
extern const struct command command_list;
extern const struct command command_search;
extern const struct command command_show;
extern const struct command command_why;
extern const struct command command_add;
extern const struct command command_edit;
extern const struct command command_rm;
extern const struct command command_suspend;
extern const struct command command_unsuspend;
extern const struct command command_flag;
extern const struct command command_unflag;
extern const struct command command_alias;
extern const struct command command_confusions;
extern const struct command command_undo;
extern const struct command command_redo;
extern const struct command command_amend;
extern const struct command command_stats;
extern const struct command command_config;
extern const struct command command_lint;
extern const struct command command_check;
extern const struct command command_backup;
extern const struct command command_backups;
extern const struct command command_restore;
extern const struct command command_salvage;
extern const struct command command_help;
extern const struct command command_completion;

const struct command *const commands[] = {
	&command_study,
	&command_import,
	&command_conflicts,
	&command_export,
	&command_decks,
	&command_due,
	&command_plan,
	&command_simulate,
	&command_away,
	&command_exam,
	&command_list,
	&command_search,
	&command_show,
	&command_why,
	&command_add,
	&command_edit,
	&command_rm,
	&command_suspend,
	&command_unsuspend,
	&command_flag,
	&command_unflag,
	&command_alias,
	&command_confusions,
	&command_undo,
	&command_redo,
	&command_amend,
	&command_stats,
	&command_config,
	&command_lint,
	&command_check,
	&command_backup,
	&command_backups,
	&command_restore,
	&command_salvage,
	&command_help,
	&command_completion,
	NULL,
};

enum { COMMAND_COUNT = sizeof(commands) / sizeof(*commands) - 1 };

const struct command *command_find(const char *name, struct error *err)
{
	const char *names[COMMAND_COUNT];
	int nearest;

	for (int i = 0; i < COMMAND_COUNT; i++) {
		names[i] = commands[i]->name;
		if (strcmp(name, names[i]) == 0)
			return commands[i];
	}
	nearest = text_nearest(name, names, COMMAND_COUNT);
	if (nearest >= 0)
		error_set(err, ERROR_USAGE,
			  _("there is no command \"%s\"; did you mean %s?"),
			  name, names[nearest]);
	else
		error_set(err, ERROR_USAGE,
			  _("there is no command \"%s\"; `ebb help` lists "
			    "them"),
			  name);
	return NULL;
}

static int option_count(const struct command *command)
{
	int count = 0;

	while (count < OPTIONS_MOST && command->options[count].name)
		count++;
	return count;
}

const char *argument(const struct arguments *arguments, const char *option)
{
	const struct command *command = arguments->command;

	for (int i = 0; i < option_count(command); i++)
		if (strcmp(option, command->options[i].name) == 0)
			return arguments->values[i];
	return NULL;
}

/* getopt's tables; an option's index is `val` for long and short alike. */
static void describe_options(const struct command *command,
			     struct option *longs, char *shorts)
{
	*shorts++ = ':';
	for (int i = 0; i < option_count(command); i++) {
		const struct command_option *option = &command->options[i];

		*longs++ = (struct option){
			.name = option->name,
			.has_arg = option->value ? required_argument
						 : no_argument,
			.val = 256 + i,
		};
		if (!option->letter)
			continue;
		*shorts++ = option->letter;
		if (option->value)
			*shorts++ = ':';
	}
	*longs = (struct option){ 0 };
	*shorts = '\0';
}

static int option_index(const struct command *command, int code)
{
	if (code >= 256)
		return code - 256;
	for (int i = 0; i < option_count(command); i++)
		if (command->options[i].letter == code)
			return i;
	return -1;
}

static bool bad_option(const struct command *command, int code, char **words,
		       struct error *err)
{
	const char *word = words[optind - 1];

	if (code == ':')
		return error_set(err, ERROR_USAGE,
				 _("%s needs a value; see `ebb help %s`"), word,
				 command->name);
	if (strcmp(word, "--plain") == 0 || strncmp(word, "--db", 4) == 0)
		return error_set(err, ERROR_USAGE,
				 _("%s goes before the command, as in `ebb %s "
				   "%s`"),
				 word,
				 strcmp(word, "--db") == 0 ? "--db FILE" : word,
				 command->name);
	if (optopt > 0 && optopt < 256)
		return error_set(err, ERROR_USAGE,
				 _("%s has no option -%c; see `ebb help %s`"),
				 command->name, optopt, command->name);
	return error_set(err, ERROR_USAGE,
			 _("%s has no option %s; see `ebb help %s`"),
			 command->name, word, command->name);
}

static bool check_count(const struct arguments *arguments, struct error *err)
{
	const struct command *command = arguments->command;
	struct arena arena = { 0 };

	if (arguments->count >= command->least &&
	    (command->most < 0 || arguments->count <= command->most))
		return true;
	error_set(err, ERROR_USAGE, _("%s; usage: %s"),
		  arguments->count < command->least
			  ? _("something is missing")
			  : _("there is too much on the line"),
		  command_usage(command, &arena));
	arena_release(&arena);
	return false;
}

static bool parse(const struct command *command, int count, char **words,
		  struct arguments *arguments, struct error *err)
{
	struct option longs[OPTIONS_MOST + 1];
	char shorts[2 * OPTIONS_MOST + 2];
	int code;

	*arguments = (struct arguments){ .command = command };
	describe_options(command, longs, shorts);
	opterr = 0;
	optind = 0;
	while ((code = getopt_long(count, words, shorts, longs, NULL)) != -1) {
		int index = option_index(command, code);

		if (code == '?' || code == ':' || index < 0)
			return bad_option(command, code, words, err);
		arguments->values[index] = optarg ? optarg : "";
	}
	arguments->operands = words + optind;
	arguments->count = count - optind;
	return check_count(arguments, err);
}

static bool asks_for_help(int count, char **words)
{
	return count == 2 &&
	       (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const struct command *command = arguments->command;
	bool reads = command->flags & COMMAND_READS, ok;

	if ((command->flags & COMMAND_OPENS_STORE) && !app_open_store(app, err))
		return false;
	if (reads && !store_begin_reading(app->store, err))
		return false;
	ok = command->run(app, arguments, err);
	if (reads)
		store_end_reading(app->store);
	return ok;
}

bool command_run(struct app *app, int count, char **words, struct error *err)
{
	const struct command *command = command_find(words[0], err);
	struct arguments arguments;
	bool ok;

	if (!command)
		return false;
	if (asks_for_help(count, words)) {
		command_print_help(command, app->out);
		return true;
	}
	ok = parse(command, count, words, &arguments, err) &&
	     run(app, &arguments, err);
	arena_release(&app->arena);
	return ok;
}

const char *command_usage(const struct command *command, struct arena *arena)
{
	return arena_printf(arena, "ebb %s%s%s%s", command->name,
			    command->options[0].name ? " [options]" : "",
			    *command->operands ? " " : "", command->operands);
}

static void print_aligned(FILE *out, const char *left, int columns,
			  const char *right)
{
	struct text line = { 0 };

	text_add(&line, "  ");
	wrap_pad(&line, left, columns);
	text_add(&line, "  ");
	wrap_append(&line, right, 80, columns + 4, columns + 4);
	fprintf(out, "%s\n", text_string(&line));
	text_release(&line);
}

void command_print_help(const struct command *command, FILE *out)
{
	struct arena arena = { 0 };

	fprintf(out, _("usage: %s\n\n%s\n"), command_usage(command, &arena),
		_(command->summary));
	if (command->options[0].name)
		fputc('\n', out);
	for (int i = 0; i < option_count(command); i++) {
		const struct command_option *option = &command->options[i];
		const char *dash = option->letter
					   ? arena_printf(&arena, "-%c, ",
							  option->letter)
					   : "    ";

		print_aligned(out,
			      arena_printf(&arena, "%s--%s%s%s", dash,
					   option->name,
					   option->value ? " " : "",
					   option->value ? option->value : ""),
			      26, _(option->help));
	}
	arena_release(&arena);
}

void command_print_overview(FILE *out)
{
	fprintf(out, _("usage: ebb [--db FILE] [--plain] [COMMAND ...]\n\n"
		       "A spaced-repetition flashcard trainer. Without a "
		       "command it shows what is due.\n\n"));
	for (int i = 0; commands[i]; i++)
		if (!(commands[i]->flags & COMMAND_HIDDEN))
			print_aligned(out, commands[i]->name, 12,
				      _(commands[i]->summary));
	fprintf(out, _("\nOptions before the command:\n"));
	print_aligned(out, "--db FILE", 12, _("use this database"));
	print_aligned(out, "--plain", 12,
		      _("no colour and no symbols, for screen readers"));
	print_aligned(out, "--version", 12, _("print the version"));
	print_aligned(out, "-h, --help", 12, _("list the commands"));
	fprintf(out, _("\n`ebb help COMMAND` tells more, and so does "
		       "`man ebb`.\n"));
}
