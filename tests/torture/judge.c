#include "world_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fault_vfs.h"
#include "recover.h"
#include "sum.h"

/* ---- what is believed, what is there ----------------------------------- */

static uint64_t sum_of_beliefs(const struct world *world)
{
	const struct memory *memory = world->memory;
	const struct learner *learner = &memory->learner;
	size_t count = (size_t)learner->count;
	const int said[] = {
		(int)(world->present - scenarios),
		memory->commands,
		memory->failed,
		memory->unknown,
		memory->warned,
		memory->kept,
		learner->count,
	};
	uint64_t sum = sum_bytes(1, said, sizeof(said));

	sum = sum_bytes(sum, learner->beliefs,
			count * sizeof(*learner->beliefs));
	return sum_bytes(sum, memory->promised,
			 count * sizeof(*memory->promised));
}

/* Of what is not counted as one the name is enough: it is thrown away. */
static uint64_t sum_of_file(const struct image_file *file)
{
	uint64_t sum = sum_text(2, file->name);

	return backups_counts(file) || !image_is_backup(file)
		       ? sum_bytes(sum, file->bytes, file->size)
		       : sum;
}

/* Files come in any order. */
static uint64_t sum_of_files(const struct image *image, bool of_backups)
{
	uint64_t sum = 0;

	for (int i = 0; i < image->count; i++)
		if (image_is_backup(&image->files[i]) == of_backups)
			sum += sum_of_file(&image->files[i]);
	return sum;
}

/* Added to what is believed and kept: the pages that SQLite recovers, or the
 * files as they are where it cannot. */
static uint64_t add_recovered(const struct image *image, uint64_t sum,
			      uint64_t raw)
{
	const struct image_file *database = image_find(image, IMAGE_DATABASE);

	if (!database || !database->size || recover_pages(image, &sum))
		return sum;
	return raw + 1;
}

/* ---- what was judged --------------------------------------------------- */

struct seen {
	uint64_t *sums; /* 0: none */
	size_t count, size;
};

static bool add_sum(struct seen *seen, uint64_t sum)
{
	size_t i = (size_t)sum & (seen->size - 1);

	while (seen->sums[i]) {
		if (seen->sums[i] == sum)
			return false;
		i = (i + 1) & (seen->size - 1);
	}
	seen->sums[i] = sum;
	seen->count++;
	return true;
}

static void grow(struct seen *seen)
{
	struct seen wider = { .size = seen->size ? 2 * seen->size : 1024 };

	wider.sums = memory_alloc(wider.size * sizeof(*wider.sums));
	memset(wider.sums, 0, wider.size * sizeof(*wider.sums));
	for (size_t i = 0; i < seen->size; i++)
		if (seen->sums[i])
			add_sum(&wider, seen->sums[i]);
	free(seen->sums);
	*seen = wider;
}

static bool is_new(struct world *world, uint64_t sum)
{
	if (!world->seen) {
		world->seen = memory_alloc(sizeof(*world->seen));
		*world->seen = (struct seen){ 0 };
	}
	if (2 * world->seen->count >= world->seen->size)
		grow(world->seen);
	return add_sum(world->seen, sum ? sum : 1);
}

void seen_release(struct world *world)
{
	if (world->seen)
		free(world->seen->sums);
	free(world->seen);
	world->seen = NULL;
}

/* ---- judging ----------------------------------------------------------- */

void world_judge(struct world *world, const struct image *image)
{
	uint64_t sum = sum_mix(sum_of_beliefs(world),
			       sum_of_files(image, true));
	uint64_t raw = sum_mix(sum, sum_of_files(image, false));

	world->judged++;
	if (!is_new(world, raw) ||
	    !is_new(world, add_recovered(image, sum, raw)))
		return;
	world->distinct++;
	image_write(image, &world->crash);
	world_verify_crash(world, image);
}

void world_verify(struct world *world)
{
	struct image image = image_read(&world->live);

	fault_vfs_remove();
	world_judge(world, &image);
	image_release(&image);
}

/* Had the machine crashed when ebb said no, would it be no? */
void world_look(void *context)
{
	world_verify(context);
	fault_vfs_install();
}
