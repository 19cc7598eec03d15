#include "core/gram.h"

#include "unit.h"

#include "base/text.h"

/* From empty rows to full ones. */
static void fill(struct gram_row *row, struct random *random)
{
	static const int odds[] = { 0, 1, 5, 30, 120, 500, 1000, 1024 };
	int chance = odds[pick(random, COUNT(odds))];

	*row = (struct gram_row){ 0 };
	for (int i = 0; i < GRAM_SEGMENT_BLOCKS; i++)
		if (pick(random, 1024) < chance)
			row->words[i / 64] |= (uint64_t)1 << i % 64;
}

static void a_shelf_is_unpacked_as_it_was_packed(void **state)
{
	struct random random = seeded(1);

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct gram_row rows[GRAM_SHELF_BUCKETS],
			all[GRAM_SHELF_BUCKETS];
		unsigned char bytes[GRAM_SHELF_MOST];
		size_t size;

		for (int i = 0; i < GRAM_SHELF_BUCKETS; i++)
			fill(&rows[i], &random);
		size = gram_pack(rows, bytes);
		assert_in_range(size, GRAM_SHELF_BUCKETS, GRAM_SHELF_MOST);
		assert_true(gram_unpack(bytes, size, all));
		assert_memory_equal(all, rows, sizeof(rows));
		for (int i = 0; i < GRAM_SHELF_BUCKETS; i++) {
			struct gram_row one;

			assert_true(gram_unpack_row(bytes, size, i, &one));
			assert_memory_equal(&one, &rows[i], sizeof(one));
		}
		assert_false(gram_unpack(bytes, size - 1, all));
	}
}

static void any_bytes_are_a_shelf_or_none(void **state)
{
	struct random random = seeded(2);

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct gram_row rows[GRAM_SHELF_BUCKETS], row;
		unsigned char bytes[200];
		size_t size = (size_t)pick(&random, sizeof(bytes));
		bool whole;

		for (size_t i = 0; i < size; i++)
			bytes[i] = (unsigned char)pick(&random,
						       round % 2 ? 256 : 12);
		whole = gram_unpack(bytes, size, rows);
		for (int i = 0; i < GRAM_SHELF_BUCKETS; i++)
			if (!gram_unpack_row(bytes, size, i, &row))
				assert_false(whole);
	}
}

/* What a text is found by, it has wherever it stands. */
static void a_text_has_what_its_parts_are_found_by(void **state)
{
	static const char *const pieces[] = { "a",  "b",  "c",	" ",  "é", "猫",
					      "犬", "の", "𠀀", "\n", "1" };
	static struct gram_set set;
	struct random random = seeded(3);

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct text whole = { 0 };
		struct arena arena = { 0 };
		uint32_t buckets[GRAM_QUERY_MOST];
		size_t count, from = 0, until = 0;
		const char *part;

		for (int n = 1 + pick(&random, 20), i = 0; i < n; i++) {
			if (pick(&random, n) == 0)
				from = whole.length;
			text_add(&whole, pieces[pick(&random, COUNT(pieces))]);
			if (until <= from || pick(&random, 2))
				until = whole.length;
		}
		part = arena_strndup(&arena, whole.data + from, until - from);
		memset(&set, 0, sizeof(set));
		gram_set_add_text(&set, text_string(&whole));
		count = gram_query(part, buckets);
		assert_int_not_equal(count, 0);
		while (count-- > 0)
			assert_true(gram_set_has(&set, buckets[count]));
		text_release(&whole);
		arena_release(&arena);
	}
	assert_int_equal(gram_query("", (uint32_t[GRAM_QUERY_MOST]){ 0 }), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shelf_is_unpacked_as_it_was_packed),
		cmocka_unit_test(any_bytes_are_a_shelf_or_none),
		cmocka_unit_test(a_text_has_what_its_parts_are_found_by),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
