#include "disk_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { SECTOR = 512 };

static int chance(struct random *random, int sides)
{
	return (int)(random_next(random) % (uint64_t)sides);
}

/* ---- of a file --------------------------------------------------------- */

/* How a disk loses what it was given: each sector kept with `kept` of 16, or
 * everything before some write and nothing after. */
struct loss {
	int kept;
	bool in_order;
	int scrambled; /* of 16: a lost sector holds neither old nor new */
	bool loses_length;
};

static struct loss draw_loss(struct random *random)
{
	static const int kept[] = { 0, 16, 8, 8, 14, 2 };

	return (struct loss){
		.kept = kept[chance(random, 6)],
		.in_order = chance(random, 4) == 0,
		.scrambled = chance(random, 4) == 0 ? 4 : 0,
		.loses_length = chance(random, 4) == 0,
	};
}

static void keep_sectors(struct bytes *bytes, const struct change *change,
			 const struct loss *loss, struct random *random)
{
	static unsigned char noise[SECTOR];
	int done = 0;

	while (done < change->size) {
		int64_t offset = change->offset + done;
		int size = SECTOR - (int)(offset % SECTOR);

		if (size > change->size - done)
			size = change->size - done;
		if (chance(random, 16) < loss->kept) {
			bytes_put(bytes, offset, change->bytes + done, size);
		} else if (chance(random, 16) < loss->scrambled) {
			memset(noise, chance(random, 256), SECTOR);
			bytes_put(bytes, offset, noise, size);
		}
		done += size;
	}
}

static int count_changes(const struct disk_file *file)
{
	int count = 0;

	for (struct change *change = file->changes; change;
	     change = change->next)
		count++;
	return count;
}

static struct bytes copy(const struct bytes *from)
{
	struct bytes bytes = { memory_alloc((size_t)from->size + 1),
			       from->size };

	if (from->size)
		memcpy(bytes.at, from->at, (size_t)from->size);
	return bytes;
}

static struct bytes lose(const struct disk_file *file, struct random *random)
{
	struct loss loss = draw_loss(random);
	struct bytes bytes = copy(&file->durable);
	int64_t length = bytes.size;
	int whole = loss.in_order ? chance(random, count_changes(file) + 1) : 0;

	for (struct change *change = file->changes; change;
	     change = change->next) {
		if (whole > 0 || change->truncates) {
			if (whole > 0 || chance(random, 2))
				bytes_change(&bytes, change);
			whole--;
		} else if (!loss.in_order || whole-- == 0) {
			keep_sectors(&bytes, change, &loss, random);
		}
	}
	if (loss.loses_length && bytes.size > length)
		bytes_resize(&bytes, length);
	return bytes;
}

/* ---- of the names ------------------------------------------------------ */

/* All of them are there, or none, or those before some moment, or any. */
static struct names lose_names(struct random *random)
{
	struct names names = disk.durable;
	int way = chance(random, 4), until = disk.deed_count;

	if (way == 0)
		until = 0;
	else if (way == 1)
		until = chance(random, disk.deed_count + 1);
	for (int i = 0; i < until; i++)
		if (way != 2 || chance(random, 2))
			names_do(&names, &disk.deeds[i]);
	return names;
}

static bool has_folders(struct names *names, const char *path)
{
	char folder[PATH_SIZE];
	char *slash;

	strcpy(folder, path);
	while ((slash = strrchr(folder, '/'))) {
		*slash = '\0';
		if (strcmp(folder, disk.place.root) == 0)
			return true;
		if (!names_find(names, folder))
			return false;
	}
	return false;
}

struct image disk_survivor(struct random *random)
{
	struct names names = lose_names(random);
	struct image image = { 0 };

	for (int i = 0; i < names.count; i++) {
		const struct name *name = &names.list[i];
		struct bytes bytes;

		if (!name->file || !has_folders(&names, name->path))
			continue;
		bytes = lose(name->file, random);
		image_add(&image, &disk.place, name->path, bytes.at,
			  (size_t)bytes.size);
	}
	return image;
}
