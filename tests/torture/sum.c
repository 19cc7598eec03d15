#include "sum.h"

#include <string.h>

/* Not the same with its arguments exchanged: equal ones would cancel out. */
uint64_t sum_mix(uint64_t sum, uint64_t value)
{
	sum = ((sum << 23 | sum >> 41) ^ value) * 0x9e3779b97f4a7c15;
	return sum ^ sum >> 29;
}

/* In lanes, which do not wait for each other. */
enum { LANES = 4 };

uint64_t sum_bytes(uint64_t sum, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;
	uint64_t lanes[LANES] = { sum, 1, 2, 3 }, words[LANES];

	sum = sum_mix(sum, size);
	for (; size >= sizeof(words); size -= sizeof(words)) {
		memcpy(words, at, sizeof(words));
		for (int i = 0; i < LANES; i++)
			lanes[i] = sum_mix(lanes[i], words[i]);
		at += sizeof(words);
	}
	memset(words, 0, sizeof(words));
	memcpy(words, at, size);
	for (int i = 0; i < LANES; i++)
		sum = sum_mix(sum, sum_mix(lanes[i], words[i]));
	return sum;
}

uint64_t sum_text(uint64_t sum, const char *text)
{
	return sum_bytes(sum, text, strlen(text));
}
