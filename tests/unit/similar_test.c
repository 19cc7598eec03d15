#include "core/similar.h"

#include "unit.h"

/* Whether one text may be another one corrected. */

static bool are(bool (*compare)(const struct similar_text *,
				const struct similar_text *),
		const char *one, const char *other)
{
	struct arena arena = { 0 };
	struct similar_text a = similar_prepare(one, &arena);
	struct similar_text b = similar_prepare(other, &arena);
	bool is = compare(&a, &b);

	assert_int_equal(compare(&b, &a), is);
	arena_release(&arena);
	return is;
}

#define LIKE(a, b) assert_true(are(similar, a, b))
#define UNLIKE(a, b) assert_false(are(similar, a, b))

static void case_and_composition_make_no_difference(void **state)
{
	(void)state;
	assert_true(are(similar_same, "Straße", "STRASSE"));
	assert_true(are(similar_same, "caf\u00E9", "cafe\u0301"));
	assert_true(are(similar_same, "\uD55C", "\u1112\u1161\u11AB"));
	assert_false(are(similar_same, "cafe", "café"));
	assert_true(are(similar_same, "", ""));
}

static void a_slip_is_similar(void **state)
{
	(void)state;
	LIKE("receive", "recieve");
	LIKE("cat", "car");
	LIKE("abcdefghij", "xbcdefghix");
	LIKE("词元", "词园");
	LIKE("Der Hund schläft.", "der Hund schlaeft");
}

static void an_article_is_similar(void **state)
{
	(void)state;
	LIKE("Ei", "das Ei");
	LIKE("Tee", "der Tee");
	LIKE("go", "to go");
	LIKE("Uhr", "Uhr (die)");
	UNLIKE("Ei", "der Eimer voll");
	UNLIKE("a", "banana");
}

static void another_word_is_not(void **state)
{
	(void)state;
	UNLIKE("dog", "feline");
	UNLIKE("いぬ", "犬");
	UNLIKE("水", "火");
	UNLIKE("水", "氵"); /* which begin with the same bytes */
	UNLIKE("", "a");
	UNLIKE("光合作用是植物的事", "水的沸点随气压变化");
}

/* Longer than what was once compared letter by letter. */
static void long_texts_are_told_apart(void **state)
{
	static const char sentence[] =
		"the mitochondria are where most of the energy of a cell is "
		"made available, in the form of a molecule that all use";
	static const char corrected[] =
		"The Mitochondria are where most of the energy of a cell is "
		"made available in the form of a molecule that all use.";
	static const char other[] =
		"an inverted index maps each word to the documents it occurs "
		"in, so that a query need not look at every one of them";

	(void)state;
	LIKE(sentence, corrected);
	UNLIKE(sentence, other);
	UNLIKE("光合作用是植物在叶绿体里利用光能把二氧化碳和水变成有机物的过程",
	       "水的沸点随着气压升高而升高所以高山上煮饭要用压力锅才能煮熟");
}

/* Whatever is not there to be found takes no quadratic time. */
static void megabytes_take_no_time(void **state)
{
	enum { SIZE = 4 << 20 };
	char *text = malloc(SIZE + 1), *part = malloc(SIZE / 2 + 1);

	(void)state;
	memset(text, 'a', SIZE);
	memset(text, 'x', 3000);
	strcpy(text + SIZE - 3, "yyy");
	memset(part, 'a', SIZE / 2);
	part[SIZE / 2] = '\0';
	UNLIKE(text, part);
	free(text);
	free(part);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_and_composition_make_no_difference),
		cmocka_unit_test(a_slip_is_similar),
		cmocka_unit_test(an_article_is_similar),
		cmocka_unit_test(another_word_is_not),
		cmocka_unit_test(long_texts_are_told_apart),
		cmocka_unit_test(megabytes_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
