#ifndef STORE_IMPORT_PARTS_H
#define STORE_IMPORT_PARTS_H

#include "base/arena.h"
#include "core/rename.h"
#include "store/import_store.h"
#include "store/note_writer.h"
#include "store/origin_store.h"
#include "store/statement.h"

/* What import_match.c, which finds the notes that rows are, import_guess.c,
 * which guesses at those that are left over, and import_store.c, which writes,
 * share. */

enum row_kind {
	ROW_NEW,
	ROW_IS_NOTE, /* to be merged */
	ROW_IS_SAME,
	ROW_IS_GUESSED, /* to be merged */
	ROW_IS_REMOVED,
	ROW_IS_DUPLICATE,
	ROW_IS_REJECTED,
};

/* What the first pass found out about a row. */
struct row_match {
	int64_t note_id;
	uint32_t earlier_line;
	unsigned char kind;
	bool has_moved; /* its place, or its file, is another */
};

struct importer {
	struct importer_options options;
	struct arena arena;
	struct note_writer *writer;

	char *deck; /* of the row before, and its id; 0: there is none */
	int64_t deck_id;

	int64_t edited_deck_id; /* the deck of which has_edited is known */
	bool has_edited;	/* some note's front is not the file's */

	struct row_match *matches; /* new rows at the end have none */
	size_t match_count;
	size_t row_count;
	size_t next; /* of the second pass */
	bool without_indexes;
	struct text_map *whole_rows;
	struct import_repeats *repeats;

	uint32_t *row_of_note; /* its index + 1; 0: no row is that note */
	size_t note_capacity;

	struct leftover *left; /* rows that are no note yet */
	size_t *row_of_left;   /* and which rows those are */
	size_t left_count, left_capacity;

	struct import_gone *gone;
	size_t gone_count;
};

/* Of a deck, ?1, the notes with a front, ?2: here; and here or in the file. */
#define NOTES_WITH_FRONT " FROM note WHERE deck_id = ?1 AND front = ?2"
#define NOTES_EVER_WITH_FRONT                                            \
	" FROM note WHERE id IN (SELECT id FROM note WHERE deck_id = ?1" \
	" AND front = ?2 UNION SELECT id FROM note WHERE deck_id = ?1"   \
	" AND imported_front = ?2)"

/* The deck of a row, without making it: its id or 0. */
bool import_find_deck(struct importer *importer, const char *name,
		      struct error *err);

/* What the first pass found out about a row; of a new one it is all 0. */
struct row_match import_match_of(const struct importer *importer, size_t row);
void import_keep_match(struct importer *importer, size_t row,
		       const struct row_match *match);

/* Which row a note is: its index + 1, or 0. */
uint32_t import_row_of(const struct importer *importer, int64_t note_id);
void import_claim(struct importer *importer, int64_t note_id, size_t row);

/* Of a column: a note's id, for which import_claim() has room. */
int64_t import_note_id(struct statement *q, int column);

/*
 * The notes with a front that stands in several rows (import_repeats.c).  They
 * are read once, and kept by what they say, so that a row finds its own without
 * a look at all of them.  Left out are those whose key is another row's.
 */
struct import_repeats *import_repeats_new(void);
void import_repeats_free(struct import_repeats *repeats); /* NULL is allowed */

/* Before a row is looked for: read the notes with its front, if none was. */
bool import_repeats_read(struct importer *importer, const char *deck,
			 const struct note *row, struct error *err);

/* The first note that no row is and that has the row's text, fields and, unless
 * `tags` is NULL, tags, both as JSON; or 0.  It is not given again. */
int64_t import_repeats_take(struct importer *importer, const char *deck,
			    const struct note *row, const char *fields,
			    const char *tags);

/* The first note that no row is and that had the row's front and back when it
 * was last imported, rather one that is not removed; or 0.  A row with a key is
 * none that has one. */
int64_t import_repeats_find(struct importer *importer, const char *deck,
			    const struct note *row);

#endif
