#include "image.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"

static const char *const endings[] = { "", "-wal", "-journal", "-shm" };

static const char *name(const char *path, int i)
{
	static char joined[256];

	snprintf(joined, sizeof(joined), "%s%s", path, endings[i]);
	return joined;
}

static struct image_file read_file(const char *path)
{
	struct image_file read = { .size = -1 };
	FILE *file = fopen(path, "rb");

	if (!file)
		return read;
	fseek(file, 0, SEEK_END);
	read.size = ftell(file);
	rewind(file);
	read.bytes = memory_alloc((size_t)read.size);
	if (fread(read.bytes, 1, (size_t)read.size, file) != (size_t)read.size)
		abort();
	fclose(file);
	return read;
}

struct image image_read(const char *path)
{
	struct image image;

	for (int i = 0; i < IMAGE_FILES; i++)
		image.files[i] = read_file(name(path, i));
	return image;
}

static int remove_one(const char *path, const struct stat *status, int type,
		      struct FTW *at)
{
	(void)status;
	(void)type;
	(void)at;
	return remove(path);
}

void image_remove(const char *path)
{
	char backups[256];

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		unlink(name(path, (int)i));
	snprintf(backups, sizeof(backups), "%s" IMAGE_BACKUPS, path);
	nftw(backups, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void image_write(const struct image *image, const char *path)
{
	image_remove(path);
	for (int i = 0; i < IMAGE_FILES; i++) {
		size_t size = (size_t)image->files[i].size;
		FILE *file;

		if (image->files[i].size < 0)
			continue;
		file = fopen(name(path, i), "wb");
		if (!file ||
		    fwrite(image->files[i].bytes, 1, size, file) != size)
			abort();
		fclose(file);
	}
}

void image_release(struct image *image)
{
	for (int i = 0; i < IMAGE_FILES; i++)
		free(image->files[i].bytes);
}
