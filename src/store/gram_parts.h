#ifndef STORE_GRAM_PARTS_H
#define STORE_GRAM_PARTS_H

#include "store/gram_store.h"

/* What finding and making the index share. */

/* The last note that is indexed, and the last there is; 0: none. */
bool gram_read_ends(struct store *store, int64_t *end, int64_t *last,
		    struct error *err);

#endif
