#include "core/spread.h"

/* FNV-1a: any even spread would do, but it must never change. */
uint32_t spread(const struct uid *uid, int ordinal)
{
	uint32_t hash = 2166136261U;

	for (int i = 0; i < UID_SIZE; i++)
		hash = (hash ^ uid->bytes[i]) * 16777619U;
	return (hash ^ (uint32_t)ordinal) * 16777619U >> 8;
}
