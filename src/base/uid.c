#include "base/uid.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct uid uid_make(int64_t at_ms, struct random *random)
{
	uint64_t high = random_next(random), low = random_next(random);
	struct uid uid;

	for (int i = 0; i < 6; i++)
		uid.bytes[i] = (unsigned char)(at_ms >> (40 - 8 * i));
	uid.bytes[6] = (unsigned char)(high >> 8);
	uid.bytes[7] = (unsigned char)high;
	for (int i = 0; i < 8; i++)
		uid.bytes[8 + i] = (unsigned char)(low >> (56 - 8 * i));
	return uid;
}

char *uid_format(const struct uid *uid, char *buffer)
{
	for (int i = 0; i < UID_SIZE; i++)
		snprintf(buffer + 2 * i, 3, "%02x", uid->bytes[i]);
	return buffer;
}

bool uid_parse(const char *text, struct uid *uid)
{
	if (strlen(text) != 2 * UID_SIZE)
		return false;
	for (int i = 0; i < UID_SIZE; i++) {
		unsigned value;

		if (!isxdigit((unsigned char)text[2 * i]) ||
		    !isxdigit((unsigned char)text[2 * i + 1]) ||
		    sscanf(text + 2 * i, "%2x", &value) != 1)
			return false;
		uid->bytes[i] = (unsigned char)value;
	}
	return true;
}
