#ifndef TESTS_TORTURE_IMAGE_H
#define TESTS_TORTURE_IMAGE_H

/* A database and its log as bytes: what was there at some moment, for another
 * try from the same point. */

struct image_file {
	unsigned char *bytes;
	long size; /* -1: there is none */
};

enum { IMAGE_FILES = 3 };

struct image {
	struct image_file files[IMAGE_FILES]; /* itself, -wal and -journal */
};

struct image image_read(const char *path);
void image_write(const struct image *image, const char *path);
void image_release(struct image *image);

/* Behind the path of a database: the folder of its backups. */
#define IMAGE_BACKUPS "-backups"

/* Remove the database, what lies beside it, and its backups. */
void image_remove(const char *path);

#endif
