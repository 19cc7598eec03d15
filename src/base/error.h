#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

/*
 * How everything in ebb fails: a function that can fail returns bool and
 * takes `struct error *err` last.  True means done; false means that *err
 * says why and that the outputs are untouched.  Only main.c and the shell
 * print an error, and only main.c turns its kind into an exit status.
 */

enum error_kind {
	ERROR_NONE = 0,
	ERROR_USAGE,	   /* the command line or a prompt was wrong */
	ERROR_IO,	   /* a file or the terminal */
	ERROR_FORMAT,	   /* a deck or a stored value is malformed */
	ERROR_NOT_FOUND,   /* no such deck, card, setting, file */
	ERROR_BUSY,	   /* another process holds the database */
	ERROR_FOREIGN,	   /* the database is another program's */
	ERROR_NEWER,	   /* the database was written by a newer ebb */
	ERROR_CONFLICT,	   /* another session changed it in the meantime */
	ERROR_DATABASE,	   /* anything else SQLite reported */
	ERROR_INTERRUPTED, /* the learner or a signal stopped it */
};

struct error {
	enum error_kind kind;
	char message[512]; /* one sentence for the learner, no full stop */
};

/* Set *err from a printf format; always returns false.  A message that does
 * not fit is cut at a character boundary. */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Put context before the message, "context: message", keeping the kind;
 * always returns false. */
bool error_wrap(struct error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Set *err to `what` followed by the text of errno; always returns false.
 * The kind is ERROR_NOT_FOUND when errno is ENOENT, else ERROR_IO. */
bool error_set_errno(struct error *err, const char *what);

#endif
