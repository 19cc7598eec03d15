#include "store/backup_store.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "store/backup_compare.h"
#include "store/backup_folder.h"
#include "store/restore_store.h"
#include "temporary_store.h"

/* A store, and a folder for its backups. */
struct keeping {
	struct temporary_store t;
	char folder[80];
	struct backup_order order;
};

static int set_up(void **state)
{
	static struct keeping k;

	k = (struct keeping){ 0 };
	temporary_store_open(&k.t);
	snprintf(k.folder, sizeof(k.folder), "%s/backups", k.t.folder);
	k.order = (struct backup_order){
		.folder = k.folder,
		.kind = BACKUP_DAILY,
		.today = TODAY,
	};
	*state = &k;
	return 0;
}

static int files_in(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	int count = 0;

	while (directory && (entry = readdir(directory)))
		count += entry->d_name[0] != '.' &&
			 strcmp(entry->d_name, "lock") != 0;
	if (directory)
		closedir(directory);
	return count;
}

static int tear_down(void **state)
{
	struct keeping *k = *state;
	DIR *directory = opendir(k->folder);
	struct dirent *entry;
	char path[400];

	while (directory && (entry = readdir(directory))) {
		snprintf(path, sizeof(path), "%s/%s", k->folder, entry->d_name);
		unlink(path);
	}
	if (directory)
		closedir(directory);
	rmdir(k->folder);
	temporary_store_remove(&k->t);
	return 0;
}

static struct store *open_backup(struct keeping *k,
				 const struct backup_name *name)
{
	struct error err;
	struct store *backup = store_open_to_read(
		backup_folder_file(k->folder, name, &k->t.arena), &err);

	if (!backup)
		fail_msg("%s", err.message);
	return backup;
}

static void a_backup_holds_what_the_store_holds(void **state)
{
	struct keeping *k = *state;
	struct backup_contents contents;
	struct backup_name made;
	struct store *backup;
	struct error err;
	bool replayed;

	answer(&k->t, add_pair(&k->t, "front", "back"), TODAY, 4);
	must(backup_make(k->t.store, &k->order, &made, &err));
	assert_int_equal(made.day, TODAY);
	assert_int_equal(made.ordinal, 1);
	backup = open_backup(k, &made);
	must(backup_count(backup, &contents, &err));
	assert_int_equal(contents.cards, 2);
	assert_int_equal(contents.reviews, 1);
	must(backup_verify(backup, &replayed, &err));
	assert_true(replayed);
	store_close(backup);
	assert_int_equal(files_in(k->folder), 1);
}

static bool stop_after(void *context)
{
	int *looks = context;

	return (*looks)-- > 0;
}

/* Whenever it is: while copying, while checking. */
static void a_backup_that_is_stopped_leaves_nothing(void **state)
{
	struct keeping *k = *state;
	int looks = 0, allowed = 0;
	const struct store_watch watch = { stop_after, &looks };
	struct backup_name made;
	struct error err;
	char front[20];

	for (int i = 0; i < 400; i++) {
		snprintf(front, sizeof(front), "front %d", i);
		add_pair(&k->t, front, "back");
	}
	k->order.watch = &watch;
	while (looks = allowed,
	       !backup_make(k->t.store, &k->order, &made, &err)) {
		assert_int_equal(err.kind, ERROR_INTERRUPTED);
		assert_int_equal(files_in(k->folder), 0);
		allowed++;
	}
	assert_true(allowed > 0);
	assert_int_equal(files_in(k->folder), 1);
}

static void assert_events(const struct backup_events *events, int answers,
			  int changes)
{
	assert_int_equal(events->answers, answers);
	assert_int_equal(events->changes, changes);
}

static void a_backup_is_behind_by_what_came_after(void **state)
{
	struct keeping *k = *state;
	int64_t card = add_card(&k->t, "one");
	struct backup_events now, then;
	struct backup_name made;
	struct store *backup;
	struct error err;

	answer(&k->t, card, TODAY, 4);
	must(backup_make(k->t.store, &k->order, &made, &err));
	backup = open_backup(k, &made);
	must(backup_compare(k->t.store, backup, &now, &then, &err));
	assert_events(&now, 0, 0);
	assert_events(&then, 0, 0);
	answer(&k->t, card, TODAY + 1, 4);
	answer(&k->t, card, TODAY + 7, 4);
	add_card(&k->t, "two");
	undo(&k->t);
	undo(&k->t);
	must(backup_compare(k->t.store, backup, &now, &then, &err));
	assert_events(&now, 2, 3);
	assert_events(&then, 0, 0);
	must(backup_compare(backup, k->t.store, &now, &then, &err));
	assert_events(&now, 0, 0);
	assert_events(&then, 2, 3);
	store_close(backup);
}

/* Ids alone would take them for the same. */
static void after_a_restore_both_ways_are_told_apart(void **state)
{
	struct keeping *k = *state;
	int64_t card = add_card(&k->t, "one");
	struct backup_events now, then;
	struct backup_name first, second;
	struct store *backup;
	struct error err;

	must(backup_make(k->t.store, &k->order, &first, &err));
	answer(&k->t, card, TODAY, 4);
	answer(&k->t, card, TODAY + 1, 4);
	k->order.kind = BACKUP_RESTORE;
	must(backup_make(k->t.store, &k->order, &second, &err));
	store_close(k->t.store);
	k->t.store = NULL;
	must(backup_restore(backup_folder_file(k->folder, &first, &k->t.arena),
			    k->t.path, &err));
	temporary_store_reopen(&k->t);
	answer(&k->t, card, TODAY + 3, 2);
	backup = open_backup(k, &second);
	must(backup_compare(k->t.store, backup, &now, &then, &err));
	assert_events(&now, 1, 0);
	assert_events(&then, 2, 0);
	store_close(backup);
}

static void a_file_opened_to_be_read_is_not_written(void **state)
{
	struct keeping *k = *state;
	struct backup_name made;
	struct stat before, after;
	struct store *backup;
	const char *path;
	char link[100];
	struct error err;

	add_card(&k->t, "one");
	must(backup_make(k->t.store, &k->order, &made, &err));
	path = backup_folder_file(k->folder, &made, &k->t.arena);
	assert_int_equal(stat(path, &before), 0);
	backup = open_backup(k, &made);
	store_close(backup);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	assert_int_equal(files_in(k->folder), 1);
	snprintf(link, sizeof(link), "%s/link.db", k->folder);
	assert_int_equal(symlink(path, link), 0);
	assert_null(store_open_to_read(link, &err));
	assert_int_equal(err.kind, ERROR_IO);
}

static void what_is_not_there_needs_not_be_set_aside(void **state)
{
	struct keeping *k = *state;
	struct backup_name name;
	struct error err;
	bool made, sound;

	must(backup_set_aside("/no/such/ebb.db", &k->order, &name, &made,
			      &sound, &err));
	assert_false(made);
	assert_int_equal(files_in(k->folder), 0);
}

static void a_folder_is_named_by_the_database(void **state)
{
	struct keeping *k = *state;
	struct arena *arena = &k->t.arena;
	const char *one = backup_folder_of("/state", "/a/ebb.db", arena);

	assert_memory_equal(one, "/state/ebb.db-", 14);
	assert_string_equal(one,
			    backup_folder_of("/state", "/a/ebb.db", arena));
	assert_string_not_equal(one,
				backup_folder_of("/state", "/b/ebb.db", arena));
	assert_string_equal(backup_folder_of("/state", k->t.path, arena),
			    backup_folder_of("/state",
					     arena_printf(arena, "%s/./ebb.db",
							  k->t.folder),
					     arena));
}

#define keeping_test(name) \
	cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		keeping_test(a_backup_holds_what_the_store_holds),
		keeping_test(a_backup_that_is_stopped_leaves_nothing),
		keeping_test(a_backup_is_behind_by_what_came_after),
		keeping_test(after_a_restore_both_ways_are_told_apart),
		keeping_test(a_file_opened_to_be_read_is_not_written),
		keeping_test(what_is_not_there_needs_not_be_set_aside),
		keeping_test(a_folder_is_named_by_the_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
