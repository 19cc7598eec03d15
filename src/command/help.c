#include "command/command.h"

#include "base/message.h"

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const struct command *command;

	if (arguments->count == 0) {
		command_print_overview(app->out);
		return true;
	}
	command = command_find(arguments->operands[0], err);
	if (!command)
		return false;
	command_print_help(command, app->out);
	return true;
}

const struct command command_help = {
	.name = "help",
	.operands = "[COMMAND]",
	.summary = N_("tell what a command does and takes"),
	.most = 1,
	.run = run,
};
