/* What is promised to be on the disk, when the power goes right after it: with
 * the disk that the torture uses. */
#include "temporary_store.h"

#include "store/backup_folder.h"
#include "store/restore_store.h"
#include "torture/disk.h"
#include "torture/fault_vfs.h"
#include "torture/recover.h"

enum { CUTS = 60 };

struct machine {
	struct place place;
	struct random random;
	struct image survivor;
};

static int start(void **state)
{
	static struct machine machine;
	static char folder[32];

	strcpy(folder, "/tmp/ebb-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	machine = (struct machine){ .place = place_at(folder) };
	random_seed(&machine.random, 1);
	*state = &machine;
	return 0;
}

static int stop(void **state)
{
	struct machine *machine = *state;

	fault_disarm();
	fault_vfs_remove();
	image_release(&machine->survivor);
	image_remove(&machine->place);
	return rmdir(machine->place.root);
}

#define power_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

/* From here on the disk loses what is not synced. */
static void begin(struct machine *machine)
{
	struct image image = image_read(&machine->place);

	disk_begin(&machine->place, &image);
	image_release(&image);
	fault_vfs_install();
}

static const struct image *cut(struct machine *machine)
{
	image_release(&machine->survivor);
	machine->survivor = disk_survivor(&machine->random);
	return &machine->survivor;
}

static struct store *open_store(struct machine *machine)
{
	const struct store_options options = {
		.path = machine->place.path,
		.device = "test",
		.random = &machine->random,
	};
	struct error err = { 0 };
	struct store *store = store_open(&options, &err);

	if (!store)
		fail_msg("%s", err.message);
	return store;
}

static struct backup_order order_in(const struct machine *machine)
{
	return (struct backup_order){
		.folder = machine->place.backups,
		.kind = BACKUP_ASKED,
		.today = TODAY,
	};
}

static void a_new_database_is_there_with_its_folders(void **state)
{
	struct machine *machine = *state;
	struct store *store;
	uint64_t sum = 0;

	begin(machine);
	store = open_store(machine);
	for (int i = 0; i < CUTS; i++)
		assert_true(recover_pages(cut(machine), &sum) &&
			    image_find(&machine->survivor, IMAGE_DATABASE));
	store_close(store);
}

static void a_backup_is_there_with_its_folders(void **state)
{
	struct machine *machine = *state;
	const struct backup_order order = order_in(machine);
	struct store *store = open_store(machine);
	struct backup_name name;
	struct error err;

	begin(machine);
	must(backup_make(store, &order, &name, &err));
	for (int i = 0; i < CUTS; i++) {
		const struct image_file *file = image_find(
			cut(machine), IMAGE_BACKUPS "2024-10-04.1.asked.db");

		assert_non_null(file);
		assert_true(file->size > 0);
	}
	store_close(store);
}

static size_t count_backups(const struct machine *machine)
{
	struct arena arena = { 0 };
	struct backup_name *list;
	struct error err;
	size_t count;

	must(backup_folder_list(machine->place.backups, &arena, &list, &count,
				&err));
	arena_release(&arena);
	return count;
}

/* Whatever fails of what ebb does there without SQLite. */
static void of_a_backup_that_failed_nothing_is_left(void **state)
{
	/* The folders first, which are then there. */
	static const enum fault faults[] = {
		FAULT_FOLDER, FAULT_SYNC, FAULT_OPEN,
		FAULT_RENAME, FAULT_MODE, FAULT_LOCK,
	};
	struct machine *machine = *state;
	const struct backup_order order = order_in(machine);
	struct store *store = open_store(machine);
	size_t made = 0, tried = 0;
	struct backup_name name;
	struct error err;

	begin(machine);
	for (size_t i = 0; i < COUNT(faults); i++)
		for (long nth = 1;; nth++) {
			fault_arm(faults[i], nth, 1);
			made += backup_make(store, &order, &name, &err);
			if (fault_disarm() == 0)
				break;
			tried++;
			assert_int_equal(count_backups(machine), made);
		}
	assert_true(tried > 20);
	store_close(store);
}

/* A backup, and no database. */
static char *make_ruin(struct machine *machine)
{
	static char path[300];
	const struct backup_order order = order_in(machine);
	struct store *store = open_store(machine);
	struct backup_name name;
	struct error err;
	char file[BACKUP_NAME_SIZE];
	FILE *ruin;

	must(backup_make(store, &order, &name, &err));
	store_close(store);
	snprintf(path, sizeof(path), "%s/%s", machine->place.backups,
		 backup_file_name(&name, file));
	ruin = fopen(machine->place.path, "w");
	for (int i = 0; i < 3000; i++)
		fprintf(ruin, "no database %d\n", i);
	fclose(ruin);
	return path;
}

/* It has no log, and the journal must not come back. */
static void what_took_the_place_of_a_ruin_stays(void **state)
{
	struct machine *machine = *state;
	const char *backup = make_ruin(machine);
	struct error err;
	uint64_t first = 0;

	begin(machine);
	must(backup_restore(backup, machine->place.path, &err));
	assert_true(recover_pages(cut(machine), &first));
	for (int i = 0; i < CUTS; i++) {
		uint64_t sum = 0;

		assert_true(recover_pages(cut(machine), &sum));
		assert_true(sum == first);
	}
}

static void what_cannot_be_opened_is_not_replaced_and_that_is_said(void **state)
{
	struct machine *machine = *state;
	struct backup_order order = order_in(machine);
	struct backup_name name;
	struct error err = { 0 };
	bool made, sound;

	make_ruin(machine);
	begin(machine);
	fault_arm(FAULT_READ, 1, FAULT_FOR_EVER);
	must_fail(backup_set_aside(machine->place.path, &order, &name, &made,
				   &sound, &err),
		  ERROR_IO);
	assert_non_null(strstr(err.message, "could not be read"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		power_test(a_new_database_is_there_with_its_folders),
		power_test(a_backup_is_there_with_its_folders),
		power_test(of_a_backup_that_failed_nothing_is_left),
		power_test(what_took_the_place_of_a_ruin_stays),
		power_test(
			what_cannot_be_opened_is_not_replaced_and_that_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
