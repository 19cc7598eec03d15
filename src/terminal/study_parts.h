#ifndef TERMINAL_STUDY_PARTS_H
#define TERMINAL_STUDY_PARTS_H

#include "terminal/study_view.h"

/* What study_view.c, which shows questions and answers, study_summary.c, which
 * tells what was saved, and study_help.c share. */

enum { STUDY_INDENT = 3 };

void study_add_style(struct text *out, const struct study_look *look,
		     enum style style);

/* A label at the left edge, then untrusted text beside it. */
void study_add_labelled(struct text *out, const struct study_look *look,
			const char *label, enum style style,
			const char *untrusted);

/* Our own text, wrapped. */
void study_add_line(struct text *out, const struct study_look *look,
		    const char *string, int indent);

#endif
