#include "exchange/row_spool.h"

#include "descriptors.h"

#include <signal.h>
#include <sys/resource.h>

#include "base/text.h"

static void describe(struct text *out, const struct deck_row *row)
{
	const struct note *note = &row->note;
	const char *strings[] = { row->reason, note->key, note->deck,
				  note->front, note->back };

	text_printf(out, "%d %ld-%ld %u %d/%d", (int)row->kind, row->line,
		    row->last_line, note->directions, note->start.given,
		    note->start.interval_days);
	for (size_t i = 0; i < COUNT(strings); i++)
		text_printf(out, "|%s", strings[i] ? strings[i] : "NULL");
	for (size_t i = 0; i < note->field_count; i++)
		text_printf(out, "|%s=%s", note->fields[i].name,
			    note->fields[i].value);
	for (size_t i = 0; i < note->tag_count; i++)
		text_printf(out, "|#%s", note->tags[i]);
	text_add_char(out, '\n');
}

/* Any of a few strings, or none. */
static const char *draw(struct random *random, bool or_none)
{
	static const char *const strings[] = {
		"", "a", "嵌入", "two\nlines", "a longer text, with a comma",
	};
	int n = pick(random, (int)COUNT(strings) + or_none);

	return n == (int)COUNT(strings) ? NULL : strings[n];
}

static struct deck_row draw_row(struct random *random, struct field *fields,
				const char **tags)
{
	struct deck_row row = {
		.kind = pick(random, 2) ? DECK_ROW_NOTE : DECK_ROW_REJECTED,
		.line = pick(random, 1000000),
		.last_line = pick(random, 1000000),
		.reason = draw(random, true),
		.note = { .key = draw(random, true),
			  .deck = draw(random, true),
			  .front = draw(random, true),
			  .back = draw(random, true),
			  .fields = fields,
			  .field_count = (size_t)pick(random, 4),
			  .tags = tags,
			  .tag_count = (size_t)pick(random, 4),
			  .directions = (unsigned)pick(random, 4),
			  .start = { .given = pick(random, 2),
				     .interval_days = pick(random, 99) } },
	};

	for (size_t i = 0; i < row.note.field_count; i++)
		fields[i] = (struct field){ draw(random, false),
					    draw(random, false) };
	for (size_t i = 0; i < row.note.tag_count; i++)
		tags[i] = draw(random, false);
	return row;
}

static void read_all(struct row_spool *spool, struct text *out)
{
	struct arena arena = { 0 };
	struct error err = { 0 };
	struct deck_row row;

	for (;;) {
		must(row_spool_next(spool, &arena, &row, &err));
		if (row.kind == DECK_ROW_END)
			break;
		describe(out, &row);
	}
	arena_release(&arena);
}

static void rows_come_back_as_they_were_each_time(void **state)
{
	struct row_spool *spool = row_spool_new();
	struct text wanted = { 0 };
	struct random random;

	(void)state;
	random_seed(&random, 1);
	for (int i = 0; i < 3000; i++) {
		struct field fields[4];
		const char *tags[4];
		struct deck_row row = draw_row(&random, fields, tags);

		assert_true(row_spool_add(spool, &row));
		describe(&wanted, &row);
	}
	for (int time = 0; time < 2; time++) {
		struct text found = { 0 };

		assert_true(row_spool_rewind(spool));
		assert_int_equal(row_spool_percent(spool), 0);
		read_all(spool, &found);
		assert_int_equal(row_spool_percent(spool), 100);
		assert_string_equal(text_string(&found), text_string(&wanted));
		text_release(&found);
	}
	text_release(&wanted);
	row_spool_free(spool);
}

static void an_empty_spool_has_no_rows(void **state)
{
	struct row_spool *spool = row_spool_new();
	struct text found = { 0 };

	(void)state;
	assert_true(row_spool_rewind(spool));
	read_all(spool, &found);
	assert_int_equal(found.length, 0);
	row_spool_free(spool);
}

/* The rows are then parsed each time. */
static void a_spool_says_when_there_is_no_room_for_it(void **state)
{
	struct row_spool *spool = row_spool_new();
	struct deck_row row = { .note = { .front = "a", .back = "b" } };
	struct rlimit before, small;
	bool has_room = true;

	(void)state;
	getrlimit(RLIMIT_FSIZE, &before);
	small = (struct rlimit){ 20000, before.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	for (int i = 0; has_room && i < 1000; i++)
		has_room = row_spool_add(spool, &row);
	has_room = has_room && row_spool_rewind(spool);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_false(has_room);
	row_spool_free(spool);
}

static void a_spool_is_open_to_no_other_program(void **state)
{
	int before = descriptors_passed_on();
	struct row_spool *spool = row_spool_new();

	(void)state;
	assert_non_null(spool);
	assert_int_equal(descriptors_passed_on(), before);
	row_spool_free(spool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_come_back_as_they_were_each_time),
		cmocka_unit_test(an_empty_spool_has_no_rows),
		cmocka_unit_test(a_spool_is_open_to_no_other_program),
		cmocka_unit_test(a_spool_says_when_there_is_no_room_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
