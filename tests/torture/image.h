#ifndef TESTS_TORTURE_IMAGE_H
#define TESTS_TORTURE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

/* A database, what lies beside it and its backups as bytes: what was there at
 * some moment, for another try from the same point. */

/* Where a database is, with a folder for it and one for ebb's state. */
struct place {
	char root[64];
	char data[80];	   /* the folder of the database */
	char path[96];	   /* the database */
	char state[80];	   /* XDG_STATE_HOME */
	char of_ebb[96];   /* in it, what ebb has there */
	char backups[200]; /* in that, the backups of this database */
};

struct place place_at(const char *root);

struct image_file {
	char name[96]; /* "ebb.db-wal", "backups/2026-03-01.1.daily.db" */
	unsigned char *bytes;
	size_t size;
};

struct image {
	struct image_file *files;
	int count;
};

#define IMAGE_DATABASE "ebb.db"
#define IMAGE_BACKUPS "backups/"

/* All but the shared memory, which no crash survives. */
struct image image_read(const struct place *place);

/* Instead of what is there; folders only where files are in them. */
void image_write(const struct image *image, const struct place *place);

void image_release(struct image *image);

/* Add a file, whose bytes the image then owns, by the path that it has in a
 * place; it is ignored where no file of ebb's is expected. */
void image_add(struct image *image, const struct place *place, const char *path,
	       unsigned char *bytes, size_t size);

/* NULL when there is none of that name. */
const struct image_file *image_find(const struct image *image,
				    const char *name);

bool image_is_backup(const struct image_file *file);

/* Remove all that is there. */
void image_remove(const struct place *place);

#endif
