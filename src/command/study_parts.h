#ifndef COMMAND_STUDY_PARTS_H
#define COMMAND_STUDY_PARTS_H

#include "command/study_loop.h"

/*
 * What the files of the study loop share.  study_loop.c drives the session;
 * study_ask.c shows and asks; study_change.c carries out what changes
 * something other than by an answer; study_end.c sums up; study_leech.c meets
 * what is forgotten again and again.
 */

struct loop {
	const struct study_options *options;
	struct store *store;
	struct session session;
	struct arena arena; /* of the present card */
	struct card card;   /* the one picked */
	enum grade_keys keys;
	struct session_event then; /* comes after the present one, if any */
	struct uid outside; /* the step made outside a session that was named
			     * just now, for undo or redo to ask again; or 0 */
	int rollover_min;   /* as last read: a day must not hang on a
			     * failure */
	bool stopped;	    /* by a signal: no more prompts */
	bool time_told;	    /* that the minutes are over */
	bool is_first;	    /* nothing was ever answered: explain a little */
};

/* Now, with the study day by the learner's rollover. */
struct stamp study_now(struct loop *loop);

/* ---- study_ask.c ---- */

struct study_look study_look(const struct loop *loop);

/* Show a text and release it. */
void study_say(const struct loop *loop, struct text *text);

/* A sentence of our own, on a line; an error, which may name what came with
 * a deck. */
void study_say_line(const struct loop *loop, const char *line);
void study_say_error(const struct loop *loop, const struct error *err);

/* Before what is typed when neither answer nor grade is asked for. */
const char *study_prompt(const struct loop *loop);

/* Ask until there is an event for the session: an answer or a command; a grade
 * or a key. */
void study_ask_question(struct loop *loop, struct session_event *event);
void study_ask_grade(struct loop *loop, struct session_event *event);

/* ---- study_change.c: each carries out an effect; false when the store
 * failed ---- */

bool study_undo(struct loop *loop, struct session_event *event,
		struct error *err);
bool study_redo(struct loop *loop, struct session_event *event,
		struct error *err);

/* Bury until tomorrow, or suspend; what hinders it is said, and the card stays
 * on screen. */
bool study_put_aside(struct loop *loop, bool suspends,
		     struct session_event *event, struct error *err);

bool study_edit(struct loop *loop, struct session_event *event,
		struct error *err);

/* The same of the card that was answered: whether anything changed; what
 * hinders it is said. */
bool study_suspend(struct loop *loop);
bool study_edit_note(struct loop *loop);

/* ---- and these leave the card on screen: errors are said ---- */

/* Let what was typed count as right from now on. */
void study_keep(struct loop *loop, const char *unused);

/* Give the note the tags, between blanks; "-tag" takes one away. */
void study_tag(struct loop *loop, const char *tags);

/* Flag the card, or take its flag away. */
void study_flag(struct loop *loop, const char *unused);

/* Show the card that was answered last. */
void study_show_previous(struct loop *loop, const char *unused);

/* ---- study_end.c ---- */

/* How it went, what is left and why, and what it costs to leave it. */
bool study_sum_up(struct loop *loop, struct error *err);

/* Say so, once, when a budget of minutes is spent before its cards are. */
void study_watch_time(struct loop *loop);

/* ---- study_leech.c ---- */

/* After a lapse that makes the card a leech, or any later one: what was typed
 * each time, and an offer to edit, split or suspend; loop->then is what the
 * learner wants next. */
void study_meet_leech(struct loop *loop, const struct schedule *after);

#endif
