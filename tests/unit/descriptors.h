#ifndef TESTS_UNIT_DESCRIPTORS_H
#define TESTS_UNIT_DESCRIPTORS_H

#include <fcntl.h>

#include "unit.h"

/* Descriptors that a program which ebb runs would find open, beside the three
 * that are meant for it. */
static inline int descriptors_passed_on(void)
{
	int count = 0;

	for (int fd = 3; fd < 256; fd++) {
		int flags = fcntl(fd, F_GETFD);

		count += flags >= 0 && !(flags & FD_CLOEXEC);
	}
	return count;
}

#endif
