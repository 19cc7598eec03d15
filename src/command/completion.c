#include "command/command.h"

#include <string.h>

#include "base/message.h"
#include "command/complete.h"

/*
 * The scripts know nothing of ebb's commands: at each Tab they ask `ebb
 * completion SHELL -- WORD...`, where the last word is the one being typed,
 * and get a candidate a line.  Nothing of it is ever evaluated by the shell:
 * a deck may be called $(reboot).
 */

#define FILE_MARK "<file>"

static const char bash_script[] =
	"# bash completion for ebb, made by `ebb completion bash`\n"
	"_ebb() {\n"
	"\tlocal word=${COMP_WORDS[COMP_CWORD]} last=$COMP_CWORD\n"
	"\tlocal quote= cut= rest name i words=()\n"
	"\tif [[ $word == [\\\"\\']* ]]; then\n"
	"\t\tquote=${word:0:1} word=${word:1}\n"
	"\telse\n"
	"\t\t# bash breaks words at : and = too, and will replace only $2\n"
	"\t\t[[ ${COMP_LINE:0:COMP_POINT} =~ (([^[:blank:]\\\\]|\\\\.)*)$ ]]\n"
	"\t\tword=${BASH_REMATCH[1]}\n"
	"\t\tcut=${word%\"$2\"}\n"
	"\tfi\n"
	"\tfor ((rest = 0; rest < ${#cut} && last > 1; )); do\n"
	"\t\t((rest += ${#COMP_WORDS[--last]}))\n"
	"\tdone\n"
	"\tfor ((i = 1; i < last; i++)); do\n"
	"\t\t[[ ${COMP_WORDS[i]} == = ]] || words+=(\"${COMP_WORDS[i]}\")\n"
	"\tdone\n"
	"\tCOMPREPLY=()\n"
	"\twhile IFS= read -r name; do\n"
	"\t\tif [[ $name == '" FILE_MARK "' ]]; then\n"
	"\t\t\tcompopt -o default\n"
	"\t\telif [[ $quote && $name == *[\\\"\\'\\$\\`\\\\!]* ]]; then\n"
	"\t\t\tcontinue\n"
	"\t\telif [[ ! $quote ]]; then\n"
	"\t\t\tprintf -v name %q \"$name\"\n"
	"\t\tfi\n"
	"\t\t[[ $name == \"$word\"* ]] && COMPREPLY+=(\"${name#\"$cut\"}\")\n"
	"\tdone < <(ebb completion bash -- \"${words[@]}\" \"$word\" "
	"2>/dev/null)\n"
	"}\n"
	"complete -F _ebb ebb\n";

static const char zsh_script[] =
	"#compdef ebb\n"
	"# zsh completion for ebb, made by `ebb completion zsh`\n"
	"_ebb() {\n"
	"\tlocal -a list=(\"${(@f)$(ebb completion zsh -- "
	"\"${(@Q)words[2,CURRENT]}\" 2>/dev/null)}\")\n"
	"\tif [[ $list[1] == '" FILE_MARK "'* ]]; then\n"
	"\t\t_files\n"
	"\telif [[ -n $list[1] ]]; then\n"
	"\t\t_describe ebb list\n"
	"\tfi\n"
	"}\n"
	"if [[ $funcstack[1] == _ebb ]]; then\n"
	"\t_ebb \"$@\"\n"
	"else\n"
	"\tcompdef _ebb ebb\n"
	"fi\n";

static const char fish_script[] =
	"# fish completion for ebb, made by `ebb completion fish`\n"
	"function __ebb_words\n"
	"\tset -l words (commandline -opc) \"$(commandline -ct)\"\n"
	"\tfor line in (ebb completion fish -- $words[2..] 2>/dev/null)\n"
	"\t\tif string match -q '" FILE_MARK "*' -- $line\n"
	"\t\t\t__fish_complete_path \"$(commandline -ct)\"\n"
	"\t\telse\n"
	"\t\t\tprintf '%s\\n' $line\n"
	"\t\tend\n"
	"\tend\n"
	"end\n"
	"complete -c ebb -f -a '(__ebb_words)'\n";

/* zsh divides a word from its description at the first colon. */
static void print_zsh(FILE *out, const struct candidate *candidate)
{
	for (const char *c = candidate->word; *c; c++) {
		if (*c == ':' || *c == '\\')
			fputc('\\', out);
		fputc(*c, out);
	}
	fprintf(out, "%s%s\n", *candidate->help ? ":" : "", candidate->help);
}

static void print_fish(FILE *out, const struct candidate *candidate)
{
	fprintf(out, "%s%s%s\n", candidate->word, *candidate->help ? "\t" : "",
		candidate->help);
}

static void print_bash(FILE *out, const struct candidate *candidate)
{
	fprintf(out, "%s\n", candidate->word);
}

static const struct {
	const char *name;
	const char *script;
	void (*print)(FILE *out, const struct candidate *candidate);
} shells[] = {
	{ "bash", bash_script, print_bash },
	{ "zsh", zsh_script, print_zsh },
	{ "fish", fish_script, print_fish },
};

enum { SHELL_COUNT = sizeof(shells) / sizeof(*shells) };

static int find_shell(const char *name)
{
	int at = 0;

	while (at < SHELL_COUNT && strcmp(shells[at].name, name) != 0)
		at++;
	return at;
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	struct candidates found = { .arena = &app->arena };
	int shell = find_shell(arguments->operands[0]);
	int last = arguments->count - 1;

	if (shell == SHELL_COUNT)
		return error_set(err, ERROR_USAGE,
				 _("there is completion for bash, zsh and "
				   "fish, not for \"%s\""),
				 arguments->operands[0]);
	if (last == 0) {
		fputs(shells[shell].script, app->out);
		return true;
	}
	complete_words(app, arguments->operands + 1, last - 1,
		       arguments->operands[last], &found);
	for (size_t i = 0; i < found.count; i++)
		shells[shell].print(app->out, &found.list[i]);
	if (found.wants_file)
		fputs(FILE_MARK "\n", app->out);
	return true;
}

const struct command command_completion = {
	.name = "completion",
	.operands = "bash|zsh|fish [WORD...]",
	.summary = N_("print the completion script of bash, zsh or fish"),
	.least = 1,
	.most = -1,
	.run = run,
};
