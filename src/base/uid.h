#ifndef BASE_UID_H
#define BASE_UID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/random.h"

/*
 * The name of a row that is the same in every copy of the database: 48 bits
 * of UTC milliseconds, then 80 random bits.  So uids sort by the time they
 * were made and need no registry.
 */
enum { UID_SIZE = 16, UID_TEXT_SIZE = 2 * UID_SIZE + 1 };

struct uid {
	unsigned char bytes[UID_SIZE];
};

struct uid uid_make(int64_t at_ms, struct random *random);

/*
 * The same, but within the millisecond of *last a random step after it, so
 * that rows which are made together lie together in an index.  After some
 * hundred thousand the 80 bits may begin again at 0.
 */
struct uid uid_make_after(const struct uid *last, int64_t at_ms,
			  struct random *random);

bool uid_equal(const struct uid *a, const struct uid *b);

/* The instant at which it was made. */
int64_t uid_at_ms(const struct uid *uid);

/* 32 lower-case hexadecimal digits into a buffer of UID_TEXT_SIZE; returns
 * the buffer. */
char *uid_format(const struct uid *uid, char *buffer);

/* Reads 32 hexadecimal digits, and nothing after them. */
bool uid_parse(const char *text, struct uid *uid);

#endif
