#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

/* cmocka with what it needs before it, and the two or three things that all
 * unit tests of base, core and store share. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/random.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* A call that must succeed; `err` is a struct error in reach. */
#define must(call)                                              \
	do {                                                    \
		if (!(call))                                    \
			fail_msg("%s: %s", #call, err.message); \
	} while (0)

/* A call that must fail, and how. */
#define must_fail(call, wanted)                          \
	do {                                             \
		assert_false(call);                      \
		assert_int_equal(err.kind, wanted);      \
		assert_int_not_equal(err.message[0], 0); \
	} while (0)

/* How much a test does of what it could go on with: *enough* to find what is
 * usually broken, and *all* of it in `make check-long`. */
static inline int at_length(int enough, int all)
{
	return getenv("EBB_TEST_LONG") ? all : enough;
}

/* 0..count-1 */
static inline int pick(struct random *random, int count)
{
	return (int)(random_next(random) % (uint64_t)count);
}

/* A random test names its seed before it starts, so that a failure can be
 * repeated. */
static inline struct random seeded(uint64_t seed)
{
	struct random random;

	print_message("# seed %llu\n", (unsigned long long)seed);
	random_seed(&random, seed);
	return random;
}

#endif
