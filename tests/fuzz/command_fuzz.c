/*
 * Any words are a command or are refused with a reason.  What it prints can
 * only be read, whatever the decks hold, and afterwards the database is sound
 * and what its log says.
 *
 * The words end with a NUL each.  They name no file elsewhere: a slash becomes
 * an underscore.
 */

#include "fuzz_command.h"

#include <dirent.h>

#include "store/check_store.h"

enum { WORDS_MOST = 12 };

static struct kept_file database, deck;

int LLVMFuzzerInitialize(int *count, char ***words);

int LLVMFuzzerInitialize(int *count, char ***words)
{
	static const char rows[] = "front,back,tags\n"
				   "dog,der Hund,noun\n"
				   "\033]52;c;aGk=\007,\xC2\x9B"
				   "31m,\xE2\x80\xAE\n"
				   "\"=1+2\",\"two\nlines\",a b\n"
				   "only\n";

	(void)count;
	(void)words;
	fuzz_settle(&database);
	fuzz_write("d.csv", rows, sizeof(rows) - 1);
	fuzz_keep(&deck, "d.csv");
	fuzz_leave();
	return 0;
}

static int cut(const uint8_t *data, size_t size, char **words,
	       struct arena *arena)
{
	int count = 0;

	while (size > 0 && count < WORDS_MOST) {
		char *word = next_part(&data, &size, arena);

		words[count++] = word;
		for (; (word = strchr(word, '/')) != NULL;)
			*word = '_';
	}
	words[count] = NULL;
	return count;
}

/* Nothing is left of what the last input wrote. */
static void clean_up(void)
{
	DIR *folder = opendir(".");
	struct dirent *entry;

	while ((entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, database.name) != 0 &&
		    strcmp(entry->d_name, deck.name) != 0)
			unlink(entry->d_name);
	closedir(folder);
	fuzz_restore(&database);
	fuzz_restore(&deck);
}

/* When anything was written at all. */
static void require_sound(void)
{
	struct error err = { 0 };
	struct check_report report = { 0 };
	struct store *store;

	if (fuzz_is_kept(&database))
		return;
	store = fuzz_open(&err);
	require(store, "%s", err.message);
	require(check_store(store, &report, &err), "%s", err.message);
	require(report.sound && report.differences == 0, "%lld differences: %s",
		(long long)report.differences, text_string(&report.complaints));
	text_release(&report.complaints);
	store_close(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	char *words[WORDS_MOST + 1];
	int count = cut(data, size, words, &arena);
	struct error err = { 0 };
	struct app app;

	if (count > 0) {
		fuzz_enter();
		fuzz_start(&app);
		fuzz_run(&app, count, words, "dog\n4\n:undo\n", &err);
		fuzz_stop(&app);
		require_sound();
		clean_up();
		fuzz_leave();
	}
	arena_release(&arena);
	return 0;
}
