#include "terminal/typed.h"

#include <stdint.h>
#include <unistr.h>

#include "base/text.h"

static int is_control(ucs4_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

char *typed_clean(const char *bytes, size_t length, size_t most,
		  struct arena *arena)
{
	const uint8_t *cursor = (const uint8_t *)bytes;
	struct text clean = { 0 };
	char *copy;

	while (length > 0 && most > 0) {
		uint8_t encoded[6];
		ucs4_t c;
		int used = u8_mbtouc(&c, cursor, length);

		cursor += used;
		length -= (size_t)used;
		if (c == '\t' || c == '\n')
			c = ' ';
		if (is_control(c))
			continue;
		used = u8_uctomb(encoded, c, sizeof(encoded));
		text_append(&clean, (const char *)encoded, (size_t)used);
		most--;
	}
	copy = text_copy(&clean, arena);
	text_release(&clean);
	return copy;
}
