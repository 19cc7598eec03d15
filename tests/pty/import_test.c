/* What `ebb import` asks on a real terminal before it writes. */
#include "deck.h"

#include <fcntl.h>
#include <glob.h>

#define HEAD "front,back,example\none,alpha,the first letter\n"
#define TWO "two,continuous,no gaps\n"
#define THREE "three,嵌入,embedding\n"
#define TAIL                          \
	"four,delta,fourth letter\n"  \
	"five,epsilon,fifth letter\n" \
	"six,zeta,sixth letter\n"

/* One back corrected, one row more. */
static const char changed[] = HEAD TWO THREE TAIL;

/* In place. */
static void write_deck(const char *text)
{
	FILE *file = fopen(deck, "r+");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void change_file(void)
{
	write_deck(changed);
}

static struct pty *start_import_with(const char *option, int columns)
{
	const char *const argv[] = { ebb(), "import", option, NULL };
	struct pty *pty;

	change_file();
	pty = start_words(argv, NULL, columns, NULL);
	pty_expect(pty, "UTF-8, comma, header: front, back, example");
	pty_expect(pty, "  2  one  │  alpha");
	pty_expect(pty, "+ 1 new  ~ 1 changed  = 4 same");
	pty_expect(pty, "line 2: ~ one");
	pty_expect(pty, "Import it? Enter = yes, n = no ");
	return pty;
}

static struct pty *start_import(int columns)
{
	return start_import_with(NULL, columns);
}

static void end(struct pty *pty)
{
	assert_int_equal(pty_wait(pty), 0);
	expect_first_modes(pty);
	pty_close(pty);
}

static int notes(void)
{
	return times_in("\"front\"", output_of("list --json"));
}

static void enter_imports_what_was_shown(void **s)
{
	struct pty *pty = start_import(80);

	(void)s;
	assert_int_equal(notes(), 5);
	pty_type(pty, "\r");
	pty_expect(pty, "Imported; `ebb undo` takes it back.");
	end(pty);
	assert_int_equal(notes(), 6);
}

static void what_came_out_otherwise_is_told(void **s)
{
	struct pty *pty = start_import(80);

	(void)s;
	setenv("VISUAL", "sed -i s/first.letter/mine/", 1);
	output_of("edit one");
	unsetenv("VISUAL");
	pty_type(pty, "\r");
	pty_expect(pty, "changed elsewhere in the meantime; what was done:");
	pty_expect(pty, "+ 1 new  ! 1 in conflict");
	pty_expect(pty, "line 2: ! one");
	pty_expect(pty, "Imported; `ebb undo` takes it back.");
	end(pty);
}

static void any_other_key_leaves_everything_as_it_was(void **s)
{
	static const char *const keys[] = { "n", "q", " ", "\003", "\004" };

	(void)s;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct pty *pty = start_import(80);

		pty_type(pty, keys[i]);
		pty_expect(pty, "Nothing was imported.");
		end(pty);
		assert_int_equal(notes(), 5);
	}
}

static void a_closed_window_imports_nothing(void **s)
{
	struct pty *pty = start_import(80);

	(void)s;
	pty_hang_up(pty);
	pty_wait(pty);
	pty_close(pty);
	assert_int_equal(notes(), 5);
}

static void a_file_that_did_not_change_is_not_asked_about(void **s)
{
	struct pty *pty = start("import", 80, NULL);

	(void)s;
	pty_expect(pty, "1 file, as it was imported.");
	pty_refuse(pty, "Import it?");
	end(pty);
}

/* ---- a file that changes at the prompt ----------------------------------- */

static bool deck_is(const char *text)
{
	char bytes[4096];
	FILE *file = fopen(deck, "r");
	size_t length;

	assert_non_null(file);
	length = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	return length == strlen(text) && memcmp(bytes, text, length) == 0;
}

static size_t files_beside(void)
{
	char pattern[160];
	size_t count;
	glob_t found;

	snprintf(pattern, sizeof(pattern), "%s.*", deck);
	if (glob(pattern, 0, NULL, &found) != 0)
		return 0;
	count = found.gl_pathc;
	globfree(&found);
	return count;
}

/* Agree to what was shown; the file is another by now. */
static void expect_refusal(struct pty *pty, const char *text)
{
	pty_type(pty, "\r");
	pty_expect(pty, "/five.csv: the file changed meanwhile; import it "
			"again");
	pty_refuse(pty, "Imported");
	assert_int_equal(pty_wait(pty), 1);
	expect_first_modes(pty);
	pty_close(pty);
	assert_int_equal(notes(), 5);
	assert_true(deck_is(text));
	assert_int_equal(files_beside(), 0);
}

static void ids_are_put_into_the_file_that_was_shown(void **s)
{
	struct pty *pty = start_import_with("--write-ids", 80);

	(void)s;
	pty_type(pty, "\r");
	pty_expect(pty, "Imported; `ebb undo` takes it back.");
	end(pty);
	assert_int_equal(notes(), 6);
	assert_false(deck_is(changed));
	assert_int_equal(files_beside(), 0);
	assert_non_null(strstr(output_of("import %s", deck), "  = 6 same"));
}

static void a_file_that_grew_meanwhile_gets_no_ids(void **s)
{
	static const char more[] = HEAD TWO THREE TAIL "seven,eta,letter\n"
						       "eight,theta,letter\n";
	struct pty *pty = start_import_with("--write-ids", 80);

	(void)s;
	write_deck(more);
	expect_refusal(pty, more);
}

static struct stat status_of_deck(void)
{
	struct stat status;

	assert_int_equal(stat(deck, &status), 0);
	return status;
}

/* As when both are of one tick of the clock. */
static void give_time(const struct stat *then)
{
	const struct timespec times[] = { then->st_atim, then->st_mtim };

	assert_int_equal(utimensat(AT_FDCWD, deck, times, 0), 0);
}

static void rows_that_moved_meanwhile_get_no_ids_of_others(void **s)
{
	static const char moved[] = HEAD THREE TWO TAIL;
	struct pty *pty = start_import_with("--write-ids", 80);
	struct stat before = status_of_deck(), after;

	(void)s;
	write_deck(moved);
	give_time(&before);
	after = status_of_deck();
	assert_int_equal(after.st_ino, before.st_ino);
	assert_int_equal(after.st_size, before.st_size);
	expect_refusal(pty, moved);
}

static void a_file_that_another_took_the_place_of_gets_no_ids(void **s)
{
	static const char moved[] = HEAD THREE TWO TAIL;
	struct pty *pty = start_import_with("--write-ids", 80);
	struct stat before = status_of_deck();
	char old[140];

	(void)s;
	snprintf(old, sizeof(old), "%s-old", deck);
	assert_int_equal(rename(deck, old), 0);
	fclose(fopen(deck, "w"));
	write_deck(moved);
	give_time(&before);
	expect_refusal(pty, moved);
}

/* What was shown is in ebb's hands. */
static void without_ids_what_was_shown_is_imported(void **s)
{
	struct pty *pty = start_import(80);

	(void)s;
	write_deck(HEAD TWO THREE TAIL "seven,eta,letter\n");
	pty_type(pty, "\r");
	pty_expect(pty, "Imported; `ebb undo` takes it back.");
	end(pty);
	assert_int_equal(notes(), 6);
	assert_non_null(strstr(output_of("import"), "+ 1 new"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DECK(enter_imports_what_was_shown),
		ON_A_DECK(what_came_out_otherwise_is_told),
		ON_A_DECK(any_other_key_leaves_everything_as_it_was),
		ON_A_DECK(a_closed_window_imports_nothing),
		ON_A_DECK(a_file_that_did_not_change_is_not_asked_about),
		ON_A_DECK(ids_are_put_into_the_file_that_was_shown),
		ON_A_DECK(a_file_that_grew_meanwhile_gets_no_ids),
		ON_A_DECK(rows_that_moved_meanwhile_get_no_ids_of_others),
		ON_A_DECK(a_file_that_another_took_the_place_of_gets_no_ids),
		ON_A_DECK(without_ids_what_was_shown_is_imported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
