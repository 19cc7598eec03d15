#include "base/uid.h"

#include "unit.h"

static void uids_sort_by_their_time(void **state)
{
	const int64_t times_ms[] = {
		0, 1, 255, 256, 1700000000000, 1700000000001, (1LL << 48) - 1
	};
	struct random random = seeded(51);

	(void)state;
	for (size_t i = 1; i < COUNT(times_ms); i++) {
		struct uid earlier = uid_make(times_ms[i - 1], &random);
		struct uid later = uid_make(times_ms[i], &random);

		assert_true(memcmp(&earlier, &later, sizeof(later)) < 0);
	}
}

static void uids_of_one_instant_differ(void **state)
{
	enum { MANY = 500 };
	struct random random = seeded(52);
	struct uid uids[MANY];

	(void)state;
	for (int i = 0; i < MANY; i++) {
		uids[i] = uid_make(1234, &random);
		for (int j = 0; j < i; j++)
			assert_memory_not_equal(&uids[i], &uids[j],
						sizeof(uids[i]));
	}
}

static void uids_made_after_one_another_rise(void **state)
{
	struct random random = seeded(54);
	const struct uid edge = { { 0, 0, 0, 0, 0, 7, 1, 2, 0xFF, 0xFF, 0xFF,
				    0xFF, 0xFF, 0xFF, 0xFF, 0xFF } };
	struct uid last = { { 0, 0, 0, 0, 0, 6 } }, next;

	(void)state;
	for (int i = 0; i < 500; i++) {
		next = uid_make_after(&last, 6, &random);
		assert_true(memcmp(&last, &next, sizeof(last)) < 0);
		assert_int_equal(next.bytes[5], 6);
		last = next;
	}
	next = uid_make_after(&edge, 7, &random);
	assert_memory_equal(&next, "\0\0\0\0\0\7\1\3", 8);
	next = uid_make_after(&edge, 5, &random);
	assert_memory_equal(&next, "\0\0\0\0\0\5", 6);
}

static void a_uid_tells_when_it_was_made(void **state)
{
	struct random random = seeded(55);
	struct uid uid = uid_make(1700000000001, &random);

	(void)state;
	assert_int_equal(uid_at_ms(&uid), 1700000000001);
}

static void a_uid_is_written_and_read_as_32_digits(void **state)
{
	struct random random = seeded(53);
	struct uid uid = uid_make(0x0123456789AB, &random), read;
	char text[UID_TEXT_SIZE];

	(void)state;
	assert_ptr_equal(uid_format(&uid, text), text);
	assert_int_equal(strlen(text), 32);
	assert_memory_equal(text, "0123456789ab", 12);
	assert_true(uid_parse(text, &read));
	assert_memory_equal(&read, &uid, sizeof(uid));
	assert_true(uid_equal(&read, &uid));
	read.bytes[UID_SIZE - 1] ^= 1;
	assert_false(uid_equal(&read, &uid));
	assert_true(uid_parse("ABCDEFabcdef00000000000000000000", &read));
	assert_int_equal(read.bytes[0], 0xAB);
	assert_int_equal(read.bytes[3], 0xAB);
}

static void what_is_no_uid_is_rejected(void **state)
{
	static const char *const texts[] = {
		"",
		"0123456789abcdef0123456789abcde",
		"0123456789abcdef0123456789abcdef0",
		"0123456789abcdef0123456789abcdeg",
		"0123456789abcdef0123456789abcd f",
		"0x23456789abcdef0123456789abcdef",
		"+123456789abcdef0123456789abcdef",
	};
	struct uid uid;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_false(uid_parse(texts[i], &uid));
}

static void equal_seeds_give_equal_numbers(void **state)
{
	struct random a, b;

	(void)state;
	random_seed(&a, 7);
	random_seed(&b, 7);
	for (int i = 0; i < 100; i++)
		assert_int_equal(random_next(&a), random_next(&b));
	/* splitmix64's published first number for seed 0 */
	random_seed(&a, 0);
	assert_true(random_next(&a) == 0xE220A8397B1DCDAFu);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uids_sort_by_their_time),
		cmocka_unit_test(uids_of_one_instant_differ),
		cmocka_unit_test(uids_made_after_one_another_rise),
		cmocka_unit_test(a_uid_tells_when_it_was_made),
		cmocka_unit_test(a_uid_is_written_and_read_as_32_digits),
		cmocka_unit_test(what_is_no_uid_is_rejected),
		cmocka_unit_test(equal_seeds_give_equal_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
