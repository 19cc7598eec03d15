#include "base/random.h"

#include "unit.h"

#include <errno.h>
#include <sys/random.h>

/* The linker gives every call of getrandom to the second of these. */
ssize_t __real_getrandom(void *buffer, size_t size, unsigned flags);
ssize_t __wrap_getrandom(void *buffer, size_t size, unsigned flags);

static bool has_getrandom = true;

ssize_t __wrap_getrandom(void *buffer, size_t size, unsigned flags)
{
	if (has_getrandom)
		return __real_getrandom(buffer, size, flags);
	errno = ENOSYS;
	return -1;
}

static void a_seed_gives_the_same_numbers_each_time(void **state)
{
	struct random a, b;

	(void)state;
	random_seed(&a, 7);
	random_seed(&b, 7);
	for (int i = 0; i < 100; i++)
		assert_true(random_next(&a) == random_next(&b));
	random_seed(&b, 8);
	assert_false(random_next(&a) == random_next(&b));
}

static void the_system_never_gives_the_same_seed(void **state)
{
	struct random a, b;

	(void)state;
	random_seed_system(&a);
	random_seed_system(&b);
	assert_false(random_next(&a) == random_next(&b));
}

static void a_system_without_random_numbers_has_a_clock(void **state)
{
	struct random a, b;

	(void)state;
	has_getrandom = false;
	random_seed_system(&a);
	do
		random_seed_system(&b);
	while (b.state == a.state); /* until the clock has gone on */
	has_getrandom = true;
	assert_false(random_next(&a) == random_next(&b));
}

static void stirring_in_a_value_leads_elsewhere(void **state)
{
	struct random a, b, c;

	(void)state;
	random_seed(&a, 7);
	random_seed(&b, 7);
	random_seed(&c, 7);
	random_stir(&a, 1);
	random_stir(&b, 2);
	random_stir(&c, 0);
	assert_false(random_next(&a) == random_next(&b));
	random_seed(&a, 7);
	assert_true(random_next(&a) == random_next(&c));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_seed_gives_the_same_numbers_each_time),
		cmocka_unit_test(the_system_never_gives_the_same_seed),
		cmocka_unit_test(a_system_without_random_numbers_has_a_clock),
		cmocka_unit_test(stirring_in_a_value_leads_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
