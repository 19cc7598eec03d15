#ifndef TERMINAL_STUDY_VIEW_H
#define TERMINAL_STUDY_VIEW_H

#include "base/text.h"
#include "core/session.h"
#include "terminal/terminal.h"

/*
 * What a session shows, as text: pure rendering of a struct session, so that
 * screens can be tested without a terminal.  All card text is made visible
 * and wrapped by display width.  In plain mode every line says in words what
 * it is, and nothing depends on colour or position.
 */

struct study_look {
	const struct terminal *terminal; /* for its styles */
	int width;			 /* columns */
	bool plain;
	enum grade_keys keys; /* as which grades are shown */
};

/* The card's place, deck and kind, and the question. */
void study_view_question(struct text *out, const struct session *session,
			 const struct study_look *look);

/* The answer, how it compares with what was typed, the further fields, and
 * the grades with the interval that each leads to. */
void study_view_answer(struct text *out, const struct session *session,
		       const struct study_look *look);

/* One line: what was just stored. */
void study_view_saved(struct text *out, const struct session *session,
		      const struct schedule *after,
		      const struct study_look *look);

/* The end of a session.  left: what the queue still holds; tomorrow: cards
 * due then. */
void study_view_summary(struct text *out, const struct session *session,
			const struct queue_counts *left, int64_t tomorrow,
			int streak, const struct study_look *look);

/* One line under the very first question: how to answer it. */
void study_view_welcome(struct text *out, const struct study_look *look);

/* The hint that the session has come to. */
void study_view_hint(struct text *out, const struct session *session,
		     const struct study_look *look);

/* The grades alone, once the suggestion has changed. */
void study_view_choices(struct text *out, const struct session *session,
			const struct study_look *look);

/* A card that was answered before: question, answer and the grade given. */
void study_view_previous(struct text *out, const struct card *card, int grade,
			 const struct study_look *look);

/* What the grades mean, a line each. */
void study_view_grades(struct text *out, const struct study_look *look);

/* All keys and commands, on one screen. */
void study_view_help(struct text *out, const struct study_look *look);

#endif
