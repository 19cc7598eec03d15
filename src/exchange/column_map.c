#include "exchange/column_map.h"

#include <string.h>

#include "exchange/columns.h"

struct column_map_entry column_map_next(const char **map)
{
	size_t length = strcspn(*map, ",");
	size_t left = strcspn(*map, "=");
	struct column_map_entry entry = { 0 };

	left = left < length ? left : length;
	entry.role = cell_trim((struct cell){ *map, left });
	if (left < length)
		entry.column = cell_trim(
			(struct cell){ *map + left + 1, length - left - 1 });
	*map += length + ((*map)[length] == ',');
	return entry;
}

bool column_map_number(struct cell cell, size_t *number)
{
	*number = 0;
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.bytes[i] < '0' || cell.bytes[i] > '9' || i > 5)
			return false;
		*number = 10 * *number + (size_t)(cell.bytes[i] - '0');
	}
	return cell.length > 0;
}

bool columns_map_needs_header(const char *map)
{
	size_t number;

	while (map && *map) {
		struct column_map_entry entry = column_map_next(&map);

		if (entry.column.length > 0 &&
		    !column_map_number(entry.column, &number))
			return true;
	}
	return false;
}
