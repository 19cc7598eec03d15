#include "core/backup.h"

#include <string.h>

#include "base/day.h"
#include "base/random.h"
#include "unit.h"

enum { TODAY = 20000, MOST = 4000 };

static const char *label_of(int32_t day, int ordinal)
{
	const struct backup_name name = { .day = day, .ordinal = ordinal };
	static char label[BACKUP_NAME_SIZE];

	return backup_label(&name, label);
}

static void a_name_says_the_day_the_place_and_the_reason(void **state)
{
	const struct backup_name name = { 20414, 2, BACKUP_RESTORE };
	char text[BACKUP_NAME_SIZE];

	(void)state;
	assert_string_equal(backup_file_name(&name, text),
			    "2025-11-22.2.before-restore.db");
	assert_string_equal(label_of(20414, 1), "2025-11-22");
	assert_string_equal(label_of(20414, 2), "2025-11-22.2");
}

static void every_name_is_read_back(void **state)
{
	(void)state;
	for (int kind = BACKUP_DAILY; kind <= BACKUP_RESTORE; kind++) {
		const struct backup_name name = { TODAY + kind, 1 + 999 * kind,
						  (enum backup_kind)kind };
		char text[BACKUP_NAME_SIZE];
		struct backup_name read;

		assert_true(backup_name_parse(backup_file_name(&name, text),
					      &read));
		assert_int_equal(backup_name_compare(&name, &read), 0);
		assert_int_equal(read.kind, kind);
	}
}

static void backups_are_in_the_order_in_which_they_were_made(void **state)
{
	const struct backup_name first = { TODAY, 9, BACKUP_DAILY };
	const struct backup_name second = { TODAY + 1, 1, BACKUP_DAILY };
	const struct backup_name third = { TODAY + 1, 2, BACKUP_DAILY };

	(void)state;
	assert_true(backup_name_compare(&first, &second) < 0);
	assert_true(backup_name_compare(&second, &first) > 0);
	assert_true(backup_name_compare(&second, &third) < 0);
	assert_true(backup_name_compare(&third, &second) > 0);
}

static void other_files_are_no_backups(void **state)
{
	static const char *const others[] = {
		"",
		"partial.db",
		"lock",
		"2025-11-22.db",
		"2025-11-22.1.db",
		"2025-11-22.1.daily",
		"2025-11-22.1.daily.db-wal",
		"2025-11-22.1.daily.db ",
		" 2025-11-22.1.daily.db",
		"2025-11-22.01.daily.db",
		"2025-11-22.0.daily.db",
		"2025-11-22.-1.daily.db",
		"2025-11-22.+1.daily.db",
		"2025-11-22. 1.daily.db",
		"2025-11-22.9999999.daily.db",
		"2025-11-22.1",
		"2025-11-22.1daily.db",
		"2025-02-29.1.daily.db",
		"2025-11-22.1.weekly.db",
		"2025-11-22.1.Daily.db",
	};
	struct backup_name name;

	(void)state;
	for (size_t i = 0; i < COUNT(others); i++)
		if (backup_name_parse(others[i], &name))
			fail_msg("taken for a backup: \"%s\"", others[i]);
}

static void a_person_names_one_by_label_or_date_or_not_at_all(void **state)
{
	const struct backup_name list[] = {
		{ TODAY - 2, 1, BACKUP_DAILY }, { TODAY - 1, 2, BACKUP_DAILY },
		{ TODAY - 1, 3, BACKUP_ASKED }, { TODAY, 1, BACKUP_DAILY },
		{ TODAY, 2, BACKUP_RESTORE },	{ TODAY + 9, 1, BACKUP_DAILY },
	};
	char word[BACKUP_NAME_SIZE];

	(void)state;
	strcpy(word, label_of(TODAY, 1));
	assert_ptr_equal(backup_choose(list, 6, word, TODAY), &list[3]);
	strcpy(word, label_of(TODAY, 2));
	assert_ptr_equal(backup_choose(list, 6, word, TODAY), &list[4]);
	strcpy(word, label_of(TODAY - 1, 1));
	assert_ptr_equal(backup_choose(list, 6, word, TODAY), &list[2]);
	strcpy(word, label_of(TODAY - 9, 1));
	assert_null(backup_choose(list, 6, word, TODAY));
	strcpy(word, label_of(TODAY + 5, 1));
	assert_null(backup_choose(list, 6, word, TODAY));
	assert_null(backup_choose(list, 6, "yesterday", TODAY));
	assert_ptr_equal(backup_choose(list, 6, NULL, TODAY), &list[4]);
	assert_ptr_equal(backup_choose(list, 6, NULL, TODAY - 100), &list[5]);
	assert_null(backup_choose(list, 0, NULL, TODAY));
}

static void a_day_has_one_daily_backup(void **state)
{
	const struct backup_name list[] = {
		{ TODAY - 1, 1, BACKUP_DAILY },
		{ TODAY, 1, BACKUP_IMPORT },
		{ TODAY + 1, 1, BACKUP_ASKED },
	};

	(void)state;
	assert_true(backup_is_due(list, 0, TODAY));
	assert_false(backup_is_due(list, 3, TODAY - 1));
	assert_true(backup_is_due(list, 3, TODAY));
	assert_false(backup_is_due(list, 3, TODAY + 1));
	assert_true(backup_is_first(list, 3, TODAY - 2));
	assert_false(backup_is_first(list, 3, TODAY));
}

/* ---- thinning ------------------------------------------------------------ */

static size_t thin(struct backup_name *list, size_t count, int32_t today)
{
	bool goes[MOST];
	size_t left = 0;

	backup_thin(list, count, today, goes);
	for (size_t i = 0; i < count; i++)
		if (!goes[i])
			list[left++] = list[i];
	return left;
}

static bool has_day(const struct backup_name *list, size_t count, int32_t day)
{
	return !backup_is_first(list, count, day);
}

static void years_of_days_leave_days_weeks_and_months(void **state)
{
	struct backup_name list[MOST];
	size_t count = 0;

	(void)state;
	for (int32_t day = TODAY - 1200; day <= TODAY; day++) {
		list[count++] = (struct backup_name){ day, 1, BACKUP_DAILY };
		count = thin(list, count, day);
	}
	for (int32_t ago = 0; ago < 7; ago++)
		assert_true(has_day(list, count, TODAY - ago));
	/* 2024-10-04 is a Friday: Sundays, and last days of months. */
	assert_true(has_day(list, count, day_from_civil(2024, 9, 22)));
	assert_true(has_day(list, count, day_from_civil(2024, 9, 15)));
	assert_false(has_day(list, count, day_from_civil(2024, 9, 8)));
	assert_true(has_day(list, count, day_from_civil(2024, 9, 30)));
	assert_true(has_day(list, count, day_from_civil(2024, 8, 31)));
	assert_true(has_day(list, count, day_from_civil(2023, 11, 30)));
	assert_int_equal(list[0].day, day_from_civil(2023, 11, 30));
	assert_int_equal(count, 7 + 2 + 10);
}

static void what_is_not_daily_stays_thirty_days_besides(void **state)
{
	struct backup_name list[] = {
		{ TODAY - 30, 1, BACKUP_RESTORE },
		{ TODAY - 30, 2, BACKUP_DAILY },
		{ TODAY - 29, 1, BACKUP_MIGRATION },
		{ TODAY - 29, 2, BACKUP_IMPORT },
		{ TODAY, 1, BACKUP_DAILY },
		{ TODAY, 2, BACKUP_ASKED },
		{ TODAY, 3, BACKUP_ASKED },
	};
	size_t count = thin(list, COUNT(list), TODAY);

	(void)state;
	assert_int_equal(count, 5);
	assert_int_equal(list[0].kind, BACKUP_DAILY);
	assert_int_equal(list[1].kind, BACKUP_MIGRATION);
	assert_int_equal(list[2].kind, BACKUP_IMPORT);
	assert_int_equal(list[3].ordinal, 2);
	assert_int_equal(list[4].ordinal, 3);
}

static void a_state_that_was_left_does_not_stand_for_its_day(void **state)
{
	struct backup_name list[] = {
		{ TODAY - 2, 1, BACKUP_DAILY },
		{ TODAY - 2, 2, BACKUP_RESTORE },
		{ TODAY, 1, BACKUP_DAILY },
	};

	(void)state;
	assert_int_equal(thin(list, 3, TODAY), 3);
}

static void nothing_goes_for_a_clock_that_is_behind(void **state)
{
	struct backup_name list[MOST];
	size_t count = 0;

	(void)state;
	list[count++] = (struct backup_name){ 3, 1, BACKUP_DAILY };
	for (int32_t ago = 400; ago >= 0; ago--)
		list[count++] = (struct backup_name){ TODAY - ago, 1,
						      BACKUP_DAILY };
	assert_int_equal(thin(list, count, 3), count);
}

static void a_clock_that_is_ahead_costs_one_place_of_each(void **state)
{
	struct backup_name list[MOST];
	size_t count = 0;

	(void)state;
	for (int32_t ago = 20; ago >= 0; ago--)
		list[count++] = (struct backup_name){ TODAY - ago, 1,
						      BACKUP_DAILY };
	list[count++] = (struct backup_name){ TODAY + 9999, 1, BACKUP_DAILY };
	count = thin(list, count, TODAY + 9999);
	for (int32_t ago = 0; ago < 6; ago++)
		assert_true(has_day(list, count, TODAY - ago));
	assert_int_equal(thin(list, count, TODAY), count);
	assert_int_equal(list[count - 1].day, TODAY + 9999);
}

static void the_last_one_never_goes(void **state)
{
	for (int kind = BACKUP_DAILY; kind <= BACKUP_RESTORE; kind++) {
		struct backup_name old = { TODAY - 5000, 1,
					   (enum backup_kind)kind };

		assert_int_equal(thin(&old, 1, TODAY), 1);
	}
	(void)state;
	assert_int_equal(thin(NULL, 0, TODAY), 0);
}

/* Whatever there is: thinning again takes nothing more, the newest regular one
 * of today stays, and the number is bounded but for the last 30 days. */
static void of_any_backups_what_stays_is_settled(void **state)
{
	struct random random;

	(void)state;
	random_seed(&random, 7);
	for (int round = 0; round < 500; round++) {
		struct backup_name list[200];
		size_t count = 0, left, old = 0;
		int32_t day = TODAY - 600;

		while (count < COUNT(list) && day <= TODAY) {
			int n = (int)(random_next(&random) % 3);

			for (int i = 0; i < n && count < COUNT(list); i++)
				list[count++] = (struct backup_name){
					day, i + 1,
					(enum backup_kind)(
						random_next(&random) % 5)
				};
			day += 1 + (int32_t)(random_next(&random) % 20);
		}
		left = thin(list, count, TODAY);
		assert_int_equal(thin(list, left, TODAY), left);
		for (size_t i = 0; i < left; i++)
			old += list[i].day <= TODAY - 30;
		assert_true(old <= 7 + 4 + 12 + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_says_the_day_the_place_and_the_reason),
		cmocka_unit_test(every_name_is_read_back),
		cmocka_unit_test(
			backups_are_in_the_order_in_which_they_were_made),
		cmocka_unit_test(other_files_are_no_backups),
		cmocka_unit_test(
			a_person_names_one_by_label_or_date_or_not_at_all),
		cmocka_unit_test(a_day_has_one_daily_backup),
		cmocka_unit_test(years_of_days_leave_days_weeks_and_months),
		cmocka_unit_test(what_is_not_daily_stays_thirty_days_besides),
		cmocka_unit_test(
			a_state_that_was_left_does_not_stand_for_its_day),
		cmocka_unit_test(nothing_goes_for_a_clock_that_is_behind),
		cmocka_unit_test(a_clock_that_is_ahead_costs_one_place_of_each),
		cmocka_unit_test(the_last_one_never_goes),
		cmocka_unit_test(of_any_backups_what_stays_is_settled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
