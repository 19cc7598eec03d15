#include "terminal/study_parts.h"

#include <string.h>

#include "base/message.h"
#include "terminal/wrap.h"

void study_view_welcome(struct text *out, const struct study_look *look)
{
	study_add_style(out, look, STYLE_FAINT);
	study_add_line(
		out, look,
		_("Type the answer, or press Enter to see it; :help tells "
		  "more."),
		0);
	study_add_style(out, look, STYLE_NONE);
}

/* A line of help, hanging from its indent. */
static void add_hanging(struct text *out, const struct study_look *look,
			const char *line)
{
	int indent = (int)strspn(line, " ");

	text_add_repeated(out, ' ', (size_t)indent);
	wrap_append(out, line + indent, look->width, indent, 2 * indent);
	text_add_char(out, '\n');
}

void study_view_grades(struct text *out, const struct study_look *look)
{
	static const char *const lines[][4] = {
		[KEYS_SM2] = {
		N_("  0 1 2 or a  again   not recalled: once more today, "
		   "then tomorrow"),
		N_("  3 or h      hard    recalled with difficulty: once more "
		   "today, too"),
		N_("  4 or g      good    recalled"),
		N_("  5 or e      easy    recalled at once"),
		},
		[KEYS_ANKI] = {
		N_("  1 or a      again   not recalled: once more today, "
		   "then tomorrow"),
		N_("  2 or h      hard    recalled with difficulty: once more "
		   "today, too"),
		N_("  3 or g      good    recalled"),
		N_("  4 or e      easy    recalled at once"),
		},
	};

	for (int i = 0; i < 4; i++)
		add_hanging(out, look, _(lines[look->keys][i]));
}

void study_view_help(struct text *out, const struct study_look *look)
{
	static const char *const lines[] = {
		N_("At the question: type the answer and Enter, or Enter "
		   "alone to see it."),
		N_("Commands there, or their beginnings:"),
		N_("  :hint :undo :redo :skip :edit :tag :flag :bury :suspend"),
		N_("  :previous :why :help :quit"),
		N_("At the grade, one key:"),
		NULL, /* the grades */
		N_("  Enter       the suggested grade"),
		N_("  k           what you typed counts as right from now on"),
		N_("  u undo · U redo · s skip · b bury until tomorrow · S "
		   "suspend · f flag"),
		N_("  E edit · t tag · p previous card · i why is it here · q "
		   "or Ctrl-D finish"),
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		if (lines[i])
			add_hanging(out, look, _(lines[i]));
		else
			study_view_grades(out, look);
}
