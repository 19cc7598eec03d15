#include "base/memory.h"

#include "unit.h"

#include <unistd.h>

/* The linker gives every call of malloc, realloc and quick_exit to these. */
void *__real_malloc(size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_realloc(void *old, size_t size);
_Noreturn void __wrap_quick_exit(int status);

static bool is_exhausted;
static jmp_buf after_the_end;
static int status;

void *__wrap_malloc(size_t size)
{
	return is_exhausted ? NULL : __real_malloc(size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return is_exhausted ? NULL : __real_realloc(old, size);
}

_Noreturn void __wrap_quick_exit(int its_status)
{
	is_exhausted = false;
	status = its_status;
	longjmp(after_the_end, 1);
}

/* Each of these has to end the program. */
static void *volatile got;

static void allocate(void)
{
	got = memory_alloc(8);
}

static void resize(void)
{
	got = memory_resize(NULL, 8);
}

static void take_what_a_library_gave(void)
{
	got = memory_granted(NULL);
}

static void multiply(void)
{
	got = memory_alloc(memory_product(SIZE_MAX / 8 + 1, 8));
}

/* What is written to stderr by an allocation that fails; NULL when the program
 * goes on. */
static const char *last_words(void (*way)(void))
{
	static char words[200];
	FILE *caught = tmpfile();
	int screen = dup(STDERR_FILENO);
	volatile bool goes_on = false;
	size_t length;

	assert_non_null(caught);
	assert_true(screen >= 0);
	dup2(fileno(caught), STDERR_FILENO);
	if (setjmp(after_the_end) == 0) {
		is_exhausted = true;
		way();
		is_exhausted = false;
		goes_on = true;
	}
	dup2(screen, STDERR_FILENO);
	close(screen);
	rewind(caught);
	length = fread(words, 1, sizeof(words) - 1, caught);
	words[length] = '\0';
	fclose(caught);
	return goes_on ? NULL : words;
}

static void out_of_memory_ends_the_program_with_a_sentence(void **state)
{
	static void (*const ways[])(void) = { allocate, resize,
					      take_what_a_library_gave,
					      multiply };

	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		const char *words = last_words(ways[i]);

		assert_non_null(words);
		assert_string_equal(words,
				    "ebb: out of memory; every answer given "
				    "so far is saved\n");
		assert_int_equal(status, 1);
	}
}

static void no_bytes_are_memory_too(void **state)
{
	void *none = memory_alloc(0);

	(void)state;
	assert_non_null(none);
	none = memory_resize(none, 0);
	assert_non_null(none);
	free(none);
}

static void memory_that_grows_keeps_what_is_in_it(void **state)
{
	char *memory = memory_alloc(3);

	(void)state;
	memcpy(memory, "ab", 3);
	memory = memory_resize(memory, 100000);
	assert_string_equal(memory, "ab");
	assert_ptr_equal(memory_granted(memory), memory);
	free(memory);
}

static void a_product_is_exact_or_none(void **state)
{
	(void)state;
	assert_int_equal(memory_product(7, 6), 42);
	assert_int_equal(memory_product(7, 0), 0);
	assert_true(memory_product(SIZE_MAX / 8, 8) == SIZE_MAX / 8 * 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			out_of_memory_ends_the_program_with_a_sentence),
		cmocka_unit_test(no_bytes_are_memory_too),
		cmocka_unit_test(memory_that_grows_keeps_what_is_in_it),
		cmocka_unit_test(a_product_is_exact_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
