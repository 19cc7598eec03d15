#include "disk_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct disk disk;

/* ---- bytes ------------------------------------------------------------- */

void bytes_resize(struct bytes *bytes, int64_t size)
{
	bytes->at = memory_resize(bytes->at, (size_t)size + 1);
	if (size > bytes->size)
		memset(bytes->at + bytes->size, 0,
		       (size_t)(size - bytes->size));
	bytes->size = size;
}

void bytes_put(struct bytes *bytes, int64_t offset, const void *from, int size)
{
	if (size == 0)
		return;
	if (offset + size > bytes->size)
		bytes_resize(bytes, offset + size);
	memcpy(bytes->at + offset, from, (size_t)size);
}

void bytes_change(struct bytes *bytes, const struct change *change)
{
	if (!change->truncates)
		bytes_put(bytes, change->offset, change->bytes, change->size);
	else if (change->offset < bytes->size)
		bytes_resize(bytes, change->offset);
}

/* ---- names ------------------------------------------------------------- */

struct name *names_find(struct names *names, const char *path)
{
	for (int i = 0; i < names->count; i++)
		if (strcmp(names->list[i].path, path) == 0)
			return &names->list[i];
	return NULL;
}

static void names_put(struct names *names, const char *path,
		      struct disk_file *file)
{
	struct name *name = names_find(names, path);

	if (!name) {
		if (names->count == NAMES_MOST)
			abort();
		name = &names->list[names->count++];
		snprintf(name->path, sizeof(name->path), "%s", path);
	}
	name->file = file;
}

static void names_take(struct names *names, struct name *name)
{
	*name = names->list[--names->count];
}

void names_do(struct names *names, const struct deed *deed)
{
	struct name *name = names_find(names, deed->path);
	struct disk_file *file = name ? name->file : NULL;

	if (deed->kind == NAME_MADE) {
		names_put(names, deed->path, deed->file);
	} else if (name && file == deed->file) {
		names_take(names, name);
		if (deed->kind == NAME_CHANGED)
			names_put(names, deed->to, file);
	}
}

/* ---- beginning --------------------------------------------------------- */

static struct disk_file *add_file(void)
{
	struct disk_file *file = memory_alloc(sizeof(*file));

	*file = (struct disk_file){ .next = disk.files };
	file->last = &file->changes;
	disk.files = file;
	return file;
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

static void forget_files(void)
{
	while (disk.files) {
		struct disk_file *file = disk.files;

		disk.files = file->next;
		forget_changes(file);
		free(file->durable.at);
		free(file);
	}
}

static void take_file(const struct image_file *from)
{
	struct disk_file *file = add_file();
	bool is_backup = image_is_backup(from);
	char path[PATH_SIZE + 100];

	bytes_put(&file->durable, 0, from->bytes, (int)from->size);
	snprintf(path, sizeof(path), "%s/%s",
		 is_backup ? disk.place.backups : disk.place.data,
		 from->name + (is_backup ? strlen(IMAGE_BACKUPS) : 0));
	names_put(&disk.now, path, file);
	if (!is_backup) {
		names_put(&disk.now, disk.place.data, NULL);
		return;
	}
	names_put(&disk.now, disk.place.state, NULL);
	names_put(&disk.now, disk.place.of_ebb, NULL);
	names_put(&disk.now, disk.place.backups, NULL);
}

void disk_begin(const struct place *place, const struct image *image)
{
	forget_files();
	disk.is_on = true;
	disk.place = *place;
	disk.deed_count = disk.now.count = 0;
	disk.steps = 0;
	disk.at_step = NULL;
	for (int i = 0; i < image->count; i++)
		take_file(&image->files[i]);
	disk.durable = disk.now;
}

/* ---- what is done ------------------------------------------------------ */

void disk_watch(void (*at_step)(void *context), void *context)
{
	disk.at_step = at_step;
	disk.context = context;
}

long disk_steps(void)
{
	return disk.steps;
}

static void step(void)
{
	disk.steps++;
	if (disk.at_step)
		disk.at_step(disk.context);
}

bool disk_holds(const char *path)
{
	size_t length = strlen(disk.place.root);

	return disk.is_on && path &&
	       strncmp(path, disk.place.root, length) == 0 &&
	       (path[length] == '/' || !path[length]) &&
	       strlen(path) < PATH_SIZE;
}

static void add_deed(const struct deed *deed)
{
	if (disk.deed_count == DEEDS_MOST)
		abort();
	disk.deeds[disk.deed_count++] = *deed;
	names_do(&disk.now, deed);
	step();
}

static void make_name(const char *path, struct disk_file *file)
{
	struct deed deed = { .kind = NAME_MADE, .file = file };

	snprintf(deed.path, sizeof(deed.path), "%s", path);
	add_deed(&deed);
}

struct disk_file *disk_find(const char *path)
{
	struct name *name = disk_holds(path) ? names_find(&disk.now, path)
					     : NULL;

	return name ? name->file : NULL;
}

struct disk_file *disk_open(const char *path, bool syncs_folder)
{
	struct disk_file *file = disk_find(path);

	if (!disk_holds(path))
		return NULL;
	if (!file) {
		file = add_file();
		make_name(path, file);
	}
	file->syncs_folder |= syncs_folder;
	return file;
}

void disk_make_folder(const char *path)
{
	if (disk_holds(path) && !names_find(&disk.now, path))
		make_name(path, NULL);
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
	step();
}

void disk_write(struct disk_file *file, const void *bytes, int size,
		int64_t offset)
{
	struct change change = { .offset = offset, .size = size };

	if (file)
		add_change(file, &change, bytes);
}

void disk_truncate(struct disk_file *file, int64_t size)
{
	struct change change = { .truncates = true, .offset = size };

	if (file)
		add_change(file, &change, NULL);
}

static bool is_right_in(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	return strncmp(path, folder, length) == 0 && path[length] == '/' &&
	       !strchr(path + length + 1, '/');
}

static void settle_folder(const char *path)
{
	int kept = 0;

	for (int i = 0; i < disk.deed_count; i++) {
		if (is_right_in(disk.deeds[i].path, path))
			names_do(&disk.durable, &disk.deeds[i]);
		else
			disk.deeds[kept++] = disk.deeds[i];
	}
	disk.deed_count = kept;
}

void disk_sync_folder(const char *path)
{
	if (!disk_holds(path))
		return;
	step();
	settle_folder(path);
}

static void settle_folder_of(const struct disk_file *file)
{
	for (int i = 0; i < disk.now.count; i++) {
		char folder[PATH_SIZE];

		if (disk.now.list[i].file != file)
			continue;
		snprintf(folder, sizeof(folder), "%s", disk.now.list[i].path);
		*strrchr(folder, '/') = '\0';
		settle_folder(folder);
	}
}

void disk_sync(struct disk_file *file)
{
	if (!file)
		return;
	step();
	for (struct change *change = file->changes; change;
	     change = change->next)
		bytes_change(&file->durable, change);
	forget_changes(file);
	if (file->syncs_folder)
		settle_folder_of(file);
	file->syncs_folder = false;
}

void disk_unlink(const char *path)
{
	struct deed deed = { .kind = NAME_TAKEN, .file = disk_find(path) };

	if (!deed.file)
		return;
	snprintf(deed.path, sizeof(deed.path), "%s", path);
	add_deed(&deed);
}

void disk_rename(const char *from, const char *to)
{
	struct deed deed = { .kind = NAME_CHANGED, .file = disk_find(from) };

	if (!deed.file)
		return;
	snprintf(deed.path, sizeof(deed.path), "%s", from);
	snprintf(deed.to, sizeof(deed.to), "%s", to);
	add_deed(&deed);
}
