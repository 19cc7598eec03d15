#ifndef EXCHANGE_ENCODING_H
#define EXCHANGE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"

/* How the characters of a file are written as bytes. */
struct encoding {
	const char *name;	/* as it is shown: "UTF-8", "CP1252" ... */
	const char *iconv_name; /* for iconv(3); owned by whoever gave it */
	bool marked;		/* a byte order mark comes first */
};

/*
 * The encoding that a person names, in any of its usual spellings; names that
 * only iconv(3) knows are taken as they are.  ERROR_USAGE for one that nobody
 * knows.
 */
bool encoding_find(const char *name, struct encoding *encoding,
		   struct error *err);

/* Takes decoded text; false with *err set when it cannot. */
typedef bool encoding_sink(void *context, const char *text, size_t length,
			   struct error *err);

struct encoding_decoder;

/*
 * Decode bytes that come in pieces of any size into UTF-8.  A byte that means
 * nothing becomes a NUL, so that its row can be told.  Marks at the start are
 * passed on as U+FEFF.
 */
struct encoding_decoder *encoding_decoder_open(const struct encoding *encoding,
					       encoding_sink *sink,
					       void *context,
					       struct error *err);
bool encoding_decoder_put(struct encoding_decoder *decoder, const char *bytes,
			  size_t length, struct error *err);
/* No more bytes follow; the decoder is released, also when it fails. */
bool encoding_decoder_close(struct encoding_decoder *decoder,
			    struct error *err);

/*
 * Write UTF-8 text in an encoding, by the name that is shown, with the mark
 * that the name tells of.  ERROR_FORMAT, naming the line and the character,
 * when the encoding has not got one of them; ERROR_IO.
 */
bool encoding_write(const char *name, const char *text, size_t length,
		    FILE *out, struct error *err);

#endif
