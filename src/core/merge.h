#ifndef CORE_MERGE_H
#define CORE_MERGE_H

#include "base/arena.h"
#include "core/note.h"

/*
 * Three-way merge of a note: its text as last imported, as it stands here
 * and as the deck file has it now.  Each part (front, back, each field) goes
 * by itself: a part that only one side changed takes that side's text; a part
 * that both changed, differently, is disputed and keeps the text from here.
 * Tags are merged as a set and are never disputed.
 */
struct merge {
	struct note note; /* the outcome; key and directions are the file's */
	bool changes;	  /* whether its text or tags differ from here */
	bool disputed;	  /* whether any part is */
	bool differs;	  /* whether its text or tags differ from the file */
};

/* Pure.  The outcome borrows the strings of its sources; its lists are in
 * *arena*.  A file that says nothing of tags leaves them alone. */
void merge_notes(const struct note *imported, const struct note *here,
		 const struct note *file, struct arena *arena,
		 struct merge *merge);

#endif
