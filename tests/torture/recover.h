#ifndef TESTS_TORTURE_RECOVER_H
#define TESTS_TORTURE_RECOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "image.h"

/* Let SQLite, which here knows nothing of ebb, recover the database of an image
 * from its log and journal, and add the pages that it then reads to the sum;
 * false when it cannot.  The image stays as it is, and no file is made. */
bool recover_pages(const struct image *image, uint64_t *sum);

#endif
