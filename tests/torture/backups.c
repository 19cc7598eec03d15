#include "world_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/backup.h"
#include "report.h"
#include "store/backup_copy.h"
#include "sum.h"

/* ---- what a backup says ------------------------------------------------ */

bool backups_is_ruin(const struct world *world, const struct image_file *file)
{
	const struct image_file *ruin = image_find(&world->starts[START_RUIN],
						   IMAGE_DATABASE);

	return file && ruin && file->size == ruin->size &&
	       memcmp(file->bytes, ruin->bytes, file->size) == 0;
}

static const char *path_of(const struct world *world,
			   const struct image_file *file)
{
	static char path[320];

	snprintf(path, sizeof(path), "%s/%s", world->crash.backups,
		 file->name + strlen(IMAGE_BACKUPS));
	return path;
}

enum { SAYS_RUIN = 1, SAYS_OLD };

/* What was kept of no database at all is not expected to pass. */
static uint64_t prove(const struct world *world, const struct image_file *file)
{
	struct error err = { 0 };
	bool replayed;
	uint64_t says;
	char *state;

	if (backups_is_ruin(world, file))
		return SAYS_RUIN;
	if (!backup_verify_file(path_of(world, file), NULL, &replayed, &err)) {
		complain("%s does not pass: %s", file->name, err.message);
		return 0;
	}
	if (!replayed)
		return SAYS_OLD;
	state = world_state(path_of(world, file));
	says = sum_text(3, state);
	free(state);
	return says;
}

/* The same bytes pass again. */
static uint64_t says(const struct world *world, const struct image_file *file)
{
	enum { KNOWN = 1024 };
	static struct {
		uint64_t sum, says;
	} known[KNOWN];
	uint64_t sum = sum_bytes(4, file->bytes, file->size);
	size_t i = (size_t)sum % KNOWN;

	if (known[i].sum != sum || !known[i].says) {
		known[i].sum = sum;
		known[i].says = prove(world, file);
	}
	return known[i].says;
}

/* ---- which there are --------------------------------------------------- */

bool backups_counts(const struct image_file *file)
{
	struct backup_name name;

	return image_is_backup(file) &&
	       backup_name_parse(file->name + strlen(IMAGE_BACKUPS), &name);
}

void backups_learn(struct world *world, const struct image *image,
		   struct kept *kept)
{
	int count = 0;

	image_write(image, &world->crash);
	for (int i = 0; i < image->count; i++) {
		const struct image_file *file = &image->files[i];

		if (!backups_counts(file))
			continue;
		if (count == KEPT_MOST)
			abort();
		snprintf(kept[count].name, sizeof(kept->name), "%s",
			 file->name);
		kept[count++].says = says(world, file);
	}
}

static const struct kept *find(const struct kept *list, const char *name)
{
	for (int i = 0; i < KEPT_MOST; i++)
		if (strcmp(list[i].name, name) == 0)
			return &list[i];
	return NULL;
}

/* One that ebb made has its name by the day that it took for today: when it
 * could not read the learner's rollover, that may be another one. */
static bool is_made(const struct world *world, const struct image *image,
		    const struct kept *kept)
{
	if (image_find(image, kept->name))
		return true;
	for (int i = 0; i < image->count; i++)
		if (backups_counts(&image->files[i]) &&
		    says(world, &image->files[i]) == kept->says)
			return true;
	return false;
}

/* Where ebb could not tell whether there is anything to lose, it makes one of
 * what there was before a command. */
static bool is_to_be_safe(const struct world *world,
			  const struct image_file *file)
{
	char *const *states = world->states[world->present - scenarios];

	for (int i = 0; i <= world->memory->commands; i++)
		if (says(world, file) == sum_text(3, states[i]))
			return true;
	return false;
}

/* A schema that could not be brought up to date is so the next time, with
 * another backup before it. */
static bool is_expected(const struct world *world,
			const struct image_file *file, const struct kept *list)
{
	for (int i = 0; i < KEPT_MOST && *list[i].name; i++)
		if (says(world, file) == list[i].says)
			return true;
	return says(world, file) == SAYS_OLD || is_to_be_safe(world, file);
}

/* ---- whether they are there -------------------------------------------- */

static const struct kept (*lists_of(const struct world *world))[KEPT_MOST]
{
	return world->kept[world->present - scenarios];
}

/* Each of the list that is not on the other one either. */
static bool has_new(const struct world *world, const struct image *image,
		    const struct kept *after, const struct kept *before)
{
	for (int i = 0; i < KEPT_MOST && *after[i].name; i++)
		if (!find(before, after[i].name) &&
		    !is_made(world, image, &after[i]))
			return false;
	return true;
}

static void verify_old(struct world *world, const struct image *image,
		       const struct kept *before, const struct kept *after)
{
	for (int i = 0; i < KEPT_MOST && *before[i].name; i++) {
		const char *name = before[i].name;
		const struct image_file *file = image_find(image, name);
		bool is_from_start = find(lists_of(world)[0], name);

		if (file && says(world, file) != before[i].says)
			complain("%s is not what it was", name);
		if (file || (!is_from_start && world->memory->warned) ||
		    (!is_from_start && is_made(world, image, &before[i])))
			continue;
		if (find(after, name))
			complain("%s is gone", name);
		else if (!has_new(world, image, after, before))
			complain("%s made room for nothing", name);
	}
}

static void verify_promises(struct world *world, const struct image_file *file)
{
	const struct memory *memory = world->memory;
	struct found found[BELIEFS_MOST] = { 0 };

	world_find_answers(path_of(world, file), found);
	for (int i = 0; i < memory->learner.count; i++)
		if (memory->promised[i] && !found[i].rows)
			complain("answer %d is not in %s", i, file->name);
}

/* What made room long ago may be back: nobody waits for that. */
static bool is_older(const struct world *world, const char *name)
{
	for (int i = 0; i <= world->memory->commands; i++)
		if (find(lists_of(world)[i], name))
			return true;
	return false;
}

/* On failure nothing is left of one that was asked for. */
static bool was_refused(const struct world *world)
{
	const struct memory *memory = world->memory;
	const char *const *commands = world->present->commands;

	return memory->failed && !memory->unknown && commands &&
	       strcmp(commands[memory->commands], "backup") == 0;
}

static void verify_new(struct world *world, const struct image *image,
		       const struct kept *after)
{
	for (int i = 0; i < image->count; i++) {
		const struct image_file *file = &image->files[i];

		if (!backups_counts(file) || is_older(world, file->name))
			continue;
		if (!says(world, file))
			complain("%s is half a backup", file->name);
		else if (world->present->commands &&
			 !is_expected(world, file, after))
			complain("nobody made %s", file->name);
		else if (was_refused(world))
			complain("%s is there though ebb said that it could "
				 "not be made",
				 file->name);
		else if (!world->present->commands)
			verify_promises(world, file);
	}
}

void backups_verify(struct world *world, const struct image *image,
		    bool is_done)
{
	const struct memory *memory = world->memory;
	const char *const *commands = world->present->commands;
	const struct kept *before = lists_of(world)[memory->commands],
			  *after = before;

	if (!commands || commands[memory->commands])
		after = lists_of(world)[memory->commands + 1];
	verify_old(world, image, before, after);
	verify_new(world, image, after);
	if (memory->warned || has_new(world, image, after, before))
		return;
	if (is_done)
		complain("it was done without the backup before it");
	else if (memory->kept)
		complain("the backup that was made is not there");
}
