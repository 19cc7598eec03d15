#include "base/error.h"

#include <errno.h>

#include "unit.h"

#include "base/unicode.h"

static void a_failure_says_why_and_returns_false(void **state)
{
	struct error err;

	(void)state;
	assert_false(error_set(&err, ERROR_FORMAT, "line %d: %s", 7, "why"));
	assert_int_equal(err.kind, ERROR_FORMAT);
	assert_string_equal(err.message, "line 7: why");
}

static void context_goes_before_and_keeps_the_kind(void **state)
{
	struct error err;

	(void)state;
	error_set(&err, ERROR_BUSY, "inner");
	assert_false(error_wrap(&err, "%s", "outer"));
	assert_string_equal(err.message, "outer: inner");
	assert_int_equal(err.kind, ERROR_BUSY);
	error_wrap(&err, "most");
	assert_string_equal(err.message, "most: outer: inner");
}

static void fill(char *string, size_t size, const char *unit)
{
	size_t used = 0;

	while (used + strlen(unit) < size) {
		strcpy(string + used, unit);
		used += strlen(unit);
	}
}

static void a_long_message_is_cut_between_characters(void **state)
{
	static const char *const units[] = { "a", "é", "词", "😀" };
	char filler[2000], before[8] = "";
	struct error err;

	(void)state;
	for (size_t i = 0; i < COUNT(units); i++) {
		fill(filler, sizeof(filler), units[i]);
		for (int shift = 0; shift < 5; shift++) {
			size_t length;

			memset(before, 'x', sizeof(before) - 1);
			before[shift] = '\0';
			error_set(&err, ERROR_IO, "%s%s", before, filler);
			length = strlen(err.message);
			assert_in_range(length, sizeof(err.message) - 9,
					sizeof(err.message) - 1);
			assert_true(unicode_is_valid(err.message, length));
		}
	}
}

static void a_long_context_is_cut_too(void **state)
{
	char filler[2000];
	struct error err;

	(void)state;
	fill(filler, sizeof(filler), "词");
	error_set(&err, ERROR_IO, "inner");
	error_wrap(&err, "%s", filler);
	assert_true(unicode_is_valid(err.message, strlen(err.message)));
	assert_int_equal(err.kind, ERROR_IO);
	error_set(&err, ERROR_IO, "%s", filler);
	error_wrap(&err, "context");
	assert_memory_equal(err.message, "context: 词", 12);
	assert_true(unicode_is_valid(err.message, strlen(err.message)));
	assert_true(strlen(err.message) < sizeof(err.message));
}

static void a_message_that_just_fits_is_whole(void **state)
{
	char filler[sizeof(((struct error *)0)->message)];
	struct error err;

	(void)state;
	memset(filler, 'x', sizeof(filler) - 1);
	filler[sizeof(filler) - 1] = '\0';
	memcpy(filler + sizeof(filler) - 3, "é", 2);
	error_set(&err, ERROR_IO, "%s", filler);
	assert_string_equal(err.message, filler);
}

/* The name of a file may be anything. */
static void broken_bytes_are_cut_all_the_same(void **state)
{
	char filler[2000];
	struct error err;

	(void)state;
	fill(filler, sizeof(filler), "\x80");
	error_set(&err, ERROR_IO, "%s", filler);
	assert_string_equal(err.message, "");
	error_set(&err, ERROR_IO, "a%s", filler);
	assert_string_equal(err.message, "a");
}

static void errno_tells_what_is_missing_from_what_failed(void **state)
{
	struct error err;

	(void)state;
	errno = ENOENT;
	assert_false(error_set_errno(&err, "a file"));
	assert_int_equal(err.kind, ERROR_NOT_FOUND);
	assert_memory_equal(err.message, "a file: ", 8);
	errno = EACCES;
	error_set_errno(&err, "a file");
	assert_int_equal(err.kind, ERROR_IO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failure_says_why_and_returns_false),
		cmocka_unit_test(context_goes_before_and_keeps_the_kind),
		cmocka_unit_test(a_long_message_is_cut_between_characters),
		cmocka_unit_test(a_long_context_is_cut_too),
		cmocka_unit_test(a_message_that_just_fits_is_whole),
		cmocka_unit_test(broken_bytes_are_cut_all_the_same),
		cmocka_unit_test(errno_tells_what_is_missing_from_what_failed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
