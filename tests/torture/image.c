#include "image.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "store/backup_folder.h"

struct place place_at(const char *root)
{
	struct arena arena = { 0 };
	struct place place;

	snprintf(place.root, sizeof(place.root), "%s", root);
	snprintf(place.data, sizeof(place.data), "%s/data", root);
	snprintf(place.path, sizeof(place.path), "%s/data/" IMAGE_DATABASE,
		 root);
	snprintf(place.state, sizeof(place.state), "%s/state", root);
	snprintf(place.of_ebb, sizeof(place.of_ebb), "%s/state/ebb", root);
	snprintf(place.backups, sizeof(place.backups), "%s",
		 backup_folder_of(place.of_ebb, place.path, &arena));
	arena_release(&arena);
	return place;
}

bool image_is_backup(const struct image_file *file)
{
	return strncmp(file->name, IMAGE_BACKUPS, strlen(IMAGE_BACKUPS)) == 0;
}

const struct image_file *image_find(const struct image *image, const char *name)
{
	for (int i = 0; i < image->count; i++)
		if (strcmp(image->files[i].name, name) == 0)
			return &image->files[i];
	return NULL;
}

/* ---- reading ----------------------------------------------------------- */

static const char *name_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	return strncmp(path, folder, length) == 0 && path[length] == '/'
		       ? path + length + 1
		       : NULL;
}

void image_add(struct image *image, const struct place *place, const char *path,
	       unsigned char *bytes, size_t size)
{
	const char *in_data = name_below(path, place->data);
	const char *in_backups = name_below(path, place->backups);
	struct image_file *file;

	if (!in_data && !in_backups) {
		free(bytes);
		return;
	}
	image->files = memory_resize(image->files,
				     (size_t)(image->count + 1) *
					     sizeof(*image->files));
	file = &image->files[image->count++];
	file->bytes = bytes;
	file->size = size;
	snprintf(file->name, sizeof(file->name), "%s%s",
		 in_data ? "" : IMAGE_BACKUPS, in_data ? in_data : in_backups);
}

static void read_file(struct image *image, const struct place *place,
		      const char *path)
{
	FILE *file = fopen(path, "rb");
	unsigned char *bytes;
	long size;

	if (!file)
		return;
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	bytes = memory_alloc((size_t)size + 1);
	if (fread(bytes, 1, (size_t)size, file) != (size_t)size)
		abort();
	fclose(file);
	image_add(image, place, path, bytes, (size_t)size);
}

static bool is_shared_memory(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && strcmp(name + length - 4, "-shm") == 0;
}

static void read_folder(struct image *image, const struct place *place,
			const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;

	while (directory && (entry = readdir(directory))) {
		char path[480];

		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (*entry->d_name != '.' && !is_shared_memory(path))
			read_file(image, place, path);
	}
	if (directory)
		closedir(directory);
}

struct image image_read(const struct place *place)
{
	struct image image = { 0 };

	read_folder(&image, place, place->data);
	read_folder(&image, place, place->backups);
	return image;
}

/* ---- writing ----------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *status, int type,
		      struct FTW *at)
{
	(void)status;
	(void)type;
	(void)at;
	return remove(path);
}

void image_remove(const struct place *place)
{
	nftw(place->data, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	nftw(place->state, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void make_folder(const char *path)
{
	mkdir(path, 0700);
}

static void write_file(const struct image_file *file, const struct place *place)
{
	bool is_backup = image_is_backup(file);
	char path[320];
	FILE *real;

	make_folder(is_backup ? place->state : place->data);
	if (is_backup) {
		make_folder(place->of_ebb);
		make_folder(place->backups);
	}
	snprintf(path, sizeof(path), "%s/%s",
		 is_backup ? place->backups : place->data,
		 file->name + (is_backup ? strlen(IMAGE_BACKUPS) : 0));
	real = fopen(path, "wb");
	if (!real || fwrite(file->bytes, 1, file->size, real) != file->size)
		abort();
	fclose(real);
}

void image_write(const struct image *image, const struct place *place)
{
	image_remove(place);
	for (int i = 0; i < image->count; i++)
		write_file(&image->files[i], place);
}

void image_release(struct image *image)
{
	for (int i = 0; i < image->count; i++)
		free(image->files[i].bytes);
	free(image->files);
	*image = (struct image){ 0 };
}
