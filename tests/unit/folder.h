#ifndef TESTS_UNIT_FOLDER_H
#define TESTS_UNIT_FOLDER_H

#include <stdlib.h>
#include <string.h>

enum { FOLDER_SIZE = 32 };

/* Make a folder for a test's files: in TMPDIR, or in /tmp where that has no
 * name or a long one. */
static inline bool folder_make(char path[FOLDER_SIZE])
{
	static const char name[] = "/ebb-test-XXXXXX";
	const char *parent = getenv("TMPDIR");

	if (!parent || strlen(parent) + sizeof(name) > FOLDER_SIZE)
		parent = "/tmp";
	strcpy(path, parent);
	strcat(path, name);
	return mkdtemp(path) != NULL;
}

#endif
