#ifndef CORE_SESSION_H
#define CORE_SESSION_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/answer.h"
#include "core/card.h"
#include "core/hint.h"
#include "core/queue.h"
#include "core/replay.h"

/*
 * One sitting, as a state machine: an event goes in, an effect comes out.  It
 * does no input or output and knows no store; whoever drives it carries out
 * the effect and reports back with the next event.
 *
 *	PICK --CARD--> QUESTION --REVEAL--> GRADE --GRADE--> (append) --SAVED-->
 *PICK
 */

enum session_event_kind {
	EVENT_NONE,	 /* nothing: ask again */
	EVENT_CARD,	 /* here is the card that was picked */
	EVENT_NO_CARD,	 /* nothing is left to pick */
	EVENT_REVEAL,	 /* show the answer; text: what was typed, or NULL */
	EVENT_GRADE,	 /* grade: 0..5, or GRADE_NONE for the suggestion */
	EVENT_SAVED,	 /* the review was appended; id: its event id */
	EVENT_NOT_SAVED, /* it was not: the card was answered elsewhere */
	EVENT_RETRY,	 /* it was not: ask for the grade once more */
	EVENT_UNDO,
	EVENT_UNDONE, /* id: the review taken back, card_id: its card; 0, 0
		       * when something else was */
	EVENT_REDO,
	EVENT_REDONE,  /* id: the review that came back; 0 when something else
			* did, or nothing */
	EVENT_SKIP,    /* not this card, this session */
	EVENT_BURY,    /* not this card, today */
	EVENT_SUSPEND, /* not this card, until told otherwise */
	EVENT_EDIT,
	EVENT_CHANGED, /* the text or standing of cards changed: look again, at
			* card_id first; 0: the card on screen, or the one
			* answered just now, is put aside */
	EVENT_UNCHANGED, /* nothing did: look again, at card_id first */
	EVENT_QUIT,
};

struct session_event {
	enum session_event_kind kind;
	struct stamp at;
	const struct card *card; /* EVENT_CARD; lives until the next pick */
	const char *text;	 /* EVENT_REVEAL; lives as long */
	int grade;
	int64_t id, card_id;
};

enum session_effect {
	EFFECT_PICK,	/* pick the next card: session_wanted() first */
	EFFECT_ASK,	/* show the question and ask for an answer */
	EFFECT_REVEAL,	/* show the answer and ask for a grade */
	EFFECT_APPEND,	/* append session->review */
	EFFECT_UNDO,	/* take the newest step back */
	EFFECT_REDO,	/* bring back what was taken back last */
	EFFECT_BURY,	/* bury session->card until tomorrow */
	EFFECT_SUSPEND, /* suspend session->card */
	EFFECT_EDIT,	/* edit the note of session->card */
	EFFECT_OVER,	/* show the summary */
};

/* One answer of this session. */
struct session_answer {
	int64_t review_id, card_id;
	int grade;
	enum review_kind kind;
	bool was_new;
	int64_t ms;
	const char *question; /* in the session's arena */
};

struct session_answers {
	struct session_answer *list;
	size_t count, capacity;
};

/* A card passed over in this session. */
struct session_skip {
	int64_t card_id;
	int64_t after; /* steps stored before it, or SKIP_FOR_GOOD */
};

struct session {
	struct arena arena;	 /* lives as long as the session */
	struct arena card_arena; /* until the next card is picked */
	struct replay_rules rules;
	enum answer_mode mode;		  /* of the present card's deck */
	struct answer_rules answer_rules; /* of the present card */
	bool is_cram;		     /* practice that changes no schedule */
	struct queue_counts planned; /* at the start */

	const struct card *card; /* on screen, or NULL */
	enum review_kind kind;	 /* what an answer to it would be */
	bool revealed;
	struct stamp shown_at, revealed_at;
	enum hint hint; /* the last one given */
	const char *typed;
	bool compared;		      /* whether comparison is meaningful */
	struct comparison comparison; /* of typed with the answer */
	const char *mistaken_for; /* the question that typed answers, when the
				   * driver found one; NULL */
	int suggested_grade;
	struct review review; /* what EFFECT_APPEND appends */

	int64_t wanted_card; /* pick this one next, or 0 */
	struct session_skip *skipped;
	size_t skipped_count, skipped_capacity;
	int64_t step_count;  /* stored in this session and not taken back */
	int64_t aside_count; /* buried or suspended */
	struct session_answers answered;
	struct session_answers taken_back; /* of this session, newest last */
};

/* Begin with the counts of the queue as it is now.  session_release() frees
 * what it gathers. */
void session_init(struct session *session, const struct replay_rules *rules,
		  const struct queue_counts *planned);
void session_release(struct session *session);

/* How the next card's answer is to be given, and what else counts as right:
 * set before EVENT_CARD.  The aliases must live as long as the card. */
void session_set_answering(struct session *session, enum answer_mode mode,
			   const struct answer_rules *rules);

/* Take an event; what has to be done about it. */
enum session_effect session_apply(struct session *session,
				  const struct session_event *event);

/* Give one more hint; false when there is none, or the answer is shown. */
bool session_give_hint(struct session *session);

/* Whether what was typed may count as right from now on: it was compared and
 * is not the answer. */
bool session_can_keep(const struct session *session);

/* It does from now on: an alias was stored. */
void session_keep(struct session *session);

/* A change that leaves the card on screen was stored: a step of undo. */
void session_count_step(struct session *session);

/* The card to pick next whatever the queue says, or 0; asking forgets it. */
int64_t session_wanted(struct session *session);

/* Pass a card over in this session: it was skipped, or cannot be shown. */
void session_pass_over(struct session *session, int64_t card_id);

/* Whether a card was passed over in this session. */
bool session_has_skipped(const struct session *session, int64_t card_id);

/* Where the session stands: the number of the card on screen, and of how
 * many. */
int64_t session_position(const struct session *session);
int64_t session_length(const struct session *session);

/* The schedule that a grade leads to: exactly what is then stored. */
struct schedule session_preview(const struct session *session, int grade);

/* What the summary says. */
struct session_summary {
	int64_t answers;  /* drills included */
	int64_t rated;	  /* cards asked, drills aside */
	int64_t recalled; /* of those, graded 3 or better */
	int64_t learned;  /* new cards among them */
	int64_t ms;	  /* without idling: no answer counts as more than 5
			   * minutes */
};
struct session_summary session_summarise(const struct session *session);

#endif
