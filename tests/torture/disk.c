#include "disk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

enum { SECTOR = 512, FILES_MOST = 64 };

struct change {
	struct change *next;
	bool truncates; /* to `offset` */
	int64_t offset;
	int size;
	unsigned char bytes[];
};

struct bytes {
	unsigned char *at;
	int64_t size;
};

struct disk_file {
	char path[256];
	bool linked;   /* its name is durable */
	bool unlinked; /* its name was taken away, which may not be durable */
	struct bytes durable;
	struct change *changes, **last;
};

static struct disk {
	struct disk_file *files[FILES_MOST];
	int count;
	long steps, cut_at;
	bool off;
} disk;

/* ---- files ------------------------------------------------------------- */

static struct bytes read_all(const char *path)
{
	struct bytes bytes = { 0 };
	FILE *file = fopen(path, "rb");

	if (!file)
		return bytes;
	fseek(file, 0, SEEK_END);
	bytes.size = ftell(file);
	rewind(file);
	bytes.at = memory_alloc((size_t)bytes.size);
	if (fread(bytes.at, 1, (size_t)bytes.size, file) != (size_t)bytes.size)
		abort();
	fclose(file);
	return bytes;
}

static void resize(struct bytes *bytes, int64_t size)
{
	bytes->at = memory_resize(bytes->at, (size_t)size);
	if (size > bytes->size)
		memset(bytes->at + bytes->size, 0,
		       (size_t)(size - bytes->size));
	bytes->size = size;
}

static void put(struct bytes *bytes, int64_t offset, const void *from, int size)
{
	if (offset + size > bytes->size)
		resize(bytes, offset + size);
	memcpy(bytes->at + offset, from, (size_t)size);
}

static void forget_changes(struct disk_file *file)
{
	while (file->changes) {
		struct change *change = file->changes;

		file->changes = change->next;
		free(change);
	}
	file->last = &file->changes;
}

static void forget_file(int i)
{
	forget_changes(disk.files[i]);
	free(disk.files[i]->durable.at);
	free(disk.files[i]);
	disk.files[i] = disk.files[--disk.count];
}

static struct disk_file *find(const char *path, bool unlinked)
{
	for (int i = 0; i < disk.count; i++)
		if (disk.files[i]->unlinked == unlinked &&
		    strcmp(disk.files[i]->path, path) == 0)
			return disk.files[i];
	return NULL;
}

static void forget_unlinked(void)
{
	for (int i = disk.count - 1; i >= 0; i--)
		if (disk.files[i]->unlinked)
			forget_file(i);
}

void disk_begin(void)
{
	while (disk.count)
		forget_file(disk.count - 1);
	disk = (struct disk){ 0 };
}

struct disk_file *disk_open(const char *path)
{
	struct disk_file *file = path ? find(path, false) : NULL;

	if (!path || file)
		return file;
	if (disk.count == FILES_MOST)
		abort();
	file = memory_alloc(sizeof(*file));
	*file = (struct disk_file){ .linked = access(path, F_OK) == 0 };
	snprintf(file->path, sizeof(file->path), "%s", path);
	file->last = &file->changes;
	file->durable = read_all(path);
	disk.files[disk.count++] = file;
	return file;
}

/* ---- while there is power ---------------------------------------------- */

bool disk_has_power(void)
{
	return !disk.off;
}

void disk_cut_at(long step)
{
	disk.cut_at = step;
}

long disk_steps(void)
{
	return disk.steps;
}

/* The step with which the power goes is still begun. */
static bool step(void)
{
	disk.steps++;
	if (disk.steps == disk.cut_at)
		disk.off = true;
	return !disk.off;
}

static void add_change(struct disk_file *file, const struct change *head,
		       const void *bytes)
{
	struct change *change = memory_alloc(sizeof(*change) +
					     (size_t)head->size);

	*change = *head;
	if (bytes)
		memcpy(change->bytes, bytes, (size_t)head->size);
	*file->last = change;
	file->last = &change->next;
}

bool disk_write(struct disk_file *file, const void *bytes, int size,
		int64_t offset)
{
	struct change change = { .offset = offset, .size = size };

	if (disk.off)
		return false;
	if (file)
		add_change(file, &change, bytes);
	return step();
}

bool disk_truncate(struct disk_file *file, int64_t size)
{
	struct change change = { .truncates = true, .offset = size };

	if (disk.off)
		return false;
	if (file)
		add_change(file, &change, NULL);
	return step();
}

static void apply(struct bytes *bytes, const struct change *change)
{
	if (!change->truncates)
		put(bytes, change->offset, change->bytes, change->size);
	else if (change->offset < bytes->size)
		resize(bytes, change->offset);
}

/* The first sync of a new file is one of its folder too. */
bool disk_sync(struct disk_file *file)
{
	if (!step())
		return false;
	if (!file)
		return true;
	for (struct change *change = file->changes; change;
	     change = change->next)
		apply(&file->durable, change);
	forget_changes(file);
	if (!file->linked)
		forget_unlinked();
	file->linked = true;
	return true;
}

bool disk_unlink(const char *path, bool sync_folder)
{
	struct disk_file *file = find(path, false);
	struct disk_file *older = find(path, true);

	if (disk.off)
		return false;
	if (file && older)
		for (int i = disk.count - 1; i >= 0; i--)
			if (disk.files[i] == older)
				forget_file(i);
	if (file)
		file->unlinked = true;
	if (!step())
		return false;
	if (sync_folder)
		forget_unlinked();
	return true;
}

/* ---- after it ---------------------------------------------------------- */

static int chance(struct random *random, int sides)
{
	return (int)(random_next(random) % (uint64_t)sides);
}

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
			put(bytes, offset, change->bytes + done, size);
		} else if (chance(random, 16) < loss->scrambled) {
			memset(noise, chance(random, 256), SECTOR);
			put(bytes, offset, noise, size);
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

static void lose(struct disk_file *file, struct random *random)
{
	struct loss loss = draw_loss(random);
	struct bytes *bytes = &file->durable;
	int64_t length = bytes->size;
	int whole = loss.in_order ? chance(random, count_changes(file) + 1) : 0;

	for (struct change *change = file->changes; change;
	     change = change->next) {
		if (whole > 0 || change->truncates) {
			if (whole > 0 || chance(random, 2))
				apply(bytes, change);
			whole--;
		} else if (!loss.in_order || whole-- == 0) {
			keep_sectors(bytes, change, &loss, random);
		}
	}
	if (loss.loses_length && bytes->size > length)
		resize(bytes, length);
}

static void make_real(const struct disk_file *file)
{
	FILE *real = fopen(file->path, "wb");

	if (!real || fwrite(file->durable.at, 1, (size_t)file->durable.size,
			    real) != (size_t)file->durable.size)
		abort();
	fclose(real);
}

/* Which file bears the name: the new one, the one before it, or none. */
static const struct disk_file *survivor(struct disk_file *file,
					struct random *random)
{
	struct disk_file *older = find(file->path, true);

	if (file->unlinked) {
		if (find(file->path, false))
			return NULL; /* decided with the new one */
		return chance(random, 2) ? file : NULL;
	}
	if (file->linked || chance(random, 2))
		return file;
	return older;
}

void disk_survive(struct random *random)
{
	disk.off = true;
	for (int i = 0; i < disk.count; i++)
		lose(disk.files[i], random);
	for (int i = 0; i < disk.count; i++)
		unlink(disk.files[i]->path);
	for (int i = 0; i < disk.count; i++) {
		const struct disk_file *file = survivor(disk.files[i], random);

		if (file)
			make_real(file);
	}
	disk_begin();
}
