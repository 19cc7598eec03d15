#include "base/uid.h"

#include <stdio.h>
#include <string.h>

static void put_number(unsigned char *bytes, int size, uint64_t number)
{
	while (size-- > 0) {
		bytes[size] = (unsigned char)number;
		number >>= 8;
	}
}

static uint64_t number_at(const unsigned char *bytes, int size)
{
	uint64_t number = 0;

	for (int i = 0; i < size; i++)
		number = number << 8 | bytes[i];
	return number;
}

struct uid uid_make(int64_t at_ms, struct random *random)
{
	struct uid uid = { { 0 } };

	put_number(uid.bytes, 6, (uint64_t)at_ms);
	put_number(uid.bytes + 6, 2, random_next(random));
	put_number(uid.bytes + 8, 8, random_next(random));
	return uid;
}

struct uid uid_make_after(const struct uid *last, int64_t at_ms,
			  struct random *random)
{
	struct uid uid = uid_make(at_ms, random);
	uint64_t low = number_at(last->bytes + 8, 8);
	uint64_t step = (number_at(uid.bytes + 8, 8) >> 4) + 1;

	if (memcmp(uid.bytes, last->bytes, 6) != 0)
		return uid;
	put_number(uid.bytes + 8, 8, low + step);
	put_number(uid.bytes + 6, 2,
		   number_at(last->bytes + 6, 2) + (low + step < low));
	return uid;
}

bool uid_equal(const struct uid *a, const struct uid *b)
{
	return memcmp(a->bytes, b->bytes, UID_SIZE) == 0;
}

int64_t uid_at_ms(const struct uid *uid)
{
	int64_t at_ms = 0;

	for (int i = 0; i < 6; i++)
		at_ms = at_ms << 8 | uid->bytes[i];
	return at_ms;
}

char *uid_format(const struct uid *uid, char *buffer)
{
	for (int i = 0; i < UID_SIZE; i++)
		snprintf(buffer + 2 * i, 3, "%02x", uid->bytes[i]);
	return buffer;
}

bool uid_parse(const char *text, struct uid *uid)
{
	if (strlen(text) != 2 * UID_SIZE ||
	    strspn(text, "0123456789abcdefABCDEF") != 2 * UID_SIZE)
		return false;
	for (int i = 0; i < UID_SIZE; i++)
		sscanf(text + 2 * i, "%2hhx", &uid->bytes[i]);
	return true;
}
