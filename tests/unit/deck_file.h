#ifndef TESTS_UNIT_DECK_FILE_H
#define TESTS_UNIT_DECK_FILE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"

/* A deck file in a directory of its own, gone after the test. */
struct deck_file {
	char directory[FOLDER_SIZE];
	char path[64];
};

static inline void deck_file_make(struct deck_file *file, const char *bytes,
				  size_t length)
{
	FILE *out;

	assert_true(folder_make(file->directory));
	snprintf(file->path, sizeof(file->path), "%s/deck.csv",
		 file->directory);
	out = fopen(file->path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, length, out), length);
	assert_int_equal(fclose(out), 0);
}

static inline void deck_file_remove(const struct deck_file *file)
{
	unlink(file->path);
	rmdir(file->directory);
}

#endif
