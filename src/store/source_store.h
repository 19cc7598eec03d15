#ifndef STORE_SOURCE_STORE_H
#define STORE_SOURCE_STORE_H

#include "base/arena.h"
#include "store/store.h"

/*
 * The files that decks were imported from.  A deck remembers where its file
 * is, what the learner said of it and how it was written, so that it can be
 * brought in again without a word and written as it was.
 */
struct source {
	int64_t id;	  /* 0: not stored yet */
	const char *path; /* absolute */
	const char *deck; /* of rows that name none */
	/* What the learner said, as on the command line; NULL: nothing. */
	const char *encoding, *delimiter, *header, *map, *cards;
	const char *format; /* JSON: how it was written when last read */
	int64_t size;	    /* bytes, when last read */
	int64_t changed_at_ns;
	int64_t modified_at_ms; /* when it was last read */
};

/* The source of a path and deck; of a path alone, the one that was read last,
 * when deck is NULL.  *source has id 0 when there is none. */
bool source_find(struct store *store, const char *path, const char *deck,
		 struct arena *arena, struct source *source, struct error *err);

/* All sources whose decks are there, by deck and path, in *arena*. */
bool source_list(struct store *store, struct arena *arena,
		 struct source **sources, size_t *count, struct error *err);

/* Store what is known now; a new one gets its id.  In a transaction. */
bool source_put(struct store *store, struct source *source, int64_t at_ms,
		struct error *err);

#endif
