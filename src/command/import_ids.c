#include "command/import_ids.h"

#include <stdlib.h>

#include "base/memory.h"

static void widen(struct import_ids *ids)
{
	size_t capacity = 2 * ids->capacity + 64;

	ids->list = memory_resize(ids->list,
				  memory_product(capacity, sizeof(*ids->list)));
	ids->lines = memory_resize(
		ids->lines, memory_product(capacity, sizeof(*ids->lines)));
	ids->capacity = capacity;
}

void import_ids_add(struct import_ids *ids, long line, const char *id)
{
	if (ids->count == ids->capacity)
		widen(ids);
	ids->lines[ids->count] = line;
	ids->list[ids->count++] = id;
}

void import_ids_clear(struct import_ids *ids)
{
	ids->count = 0;
}

void import_ids_release(struct import_ids *ids)
{
	free(ids->list);
	free(ids->lines);
	*ids = (struct import_ids){ 0 };
}

static int compare_lines(const void *a, const void *b)
{
	long left = *(const long *)a, right = *(const long *)b;

	return (left > right) - (left < right);
}

const char *import_ids_of_line(const struct import_ids *ids, long line)
{
	const long *found = NULL;

	if (ids->count > 0)
		found = bsearch(&line, ids->lines, ids->count,
				sizeof(*ids->lines), compare_lines);
	return found ? ids->list[found - ids->lines] : NULL;
}
