#ifndef TESTS_TORTURE_DISK_PARTS_H
#define TESTS_TORTURE_DISK_PARTS_H

#include "disk.h"

/* What disk.c, which is told of what is done, and disk_loss.c, which loses it,
 * share. */

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
	struct disk_file *next;
	bool syncs_folder;
	struct bytes durable;
	struct change *changes, **last;
};

void bytes_resize(struct bytes *bytes, int64_t size);
void bytes_put(struct bytes *bytes, int64_t offset, const void *from, int size);
void bytes_change(struct bytes *bytes, const struct change *change);

enum { NAMES_MOST = 64, DEEDS_MOST = 256, PATH_SIZE = 256 };

struct name {
	char path[PATH_SIZE];
	struct disk_file *file; /* NULL: a folder */
};

struct names {
	struct name list[NAMES_MOST];
	int count;
};

/* A name made for a file or folder, taken away, or changed. */
struct deed {
	enum { NAME_MADE, NAME_TAKEN, NAME_CHANGED } kind;
	char path[PATH_SIZE], to[PATH_SIZE];
	struct disk_file *file;
};

struct name *names_find(struct names *names, const char *path);

/* Nothing when it cannot be done: the name is not there. */
void names_do(struct names *names, const struct deed *deed);

struct disk {
	struct place place;
	bool is_on;
	struct disk_file *files; /* also those without a name */
	struct names now, durable;
	struct deed deeds[DEEDS_MOST]; /* since, in order */
	int deed_count;
	long steps;
	void (*at_step)(void *context);
	void *context;
};

extern struct disk disk;

#endif
