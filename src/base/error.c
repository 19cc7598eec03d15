#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut in the middle of a UTF-8 sequence would print as rubbish. */
static void trim_to_character(char *message, size_t size, int wanted)
{
	size_t end = size - 1;

	if (wanted < 0 || (size_t)wanted < size)
		return;
	while (end > 0 && ((unsigned char)message[end - 1] & 0xC0) == 0x80)
		end--;
	if (end > 0 && (unsigned char)message[end - 1] >= 0xC0)
		end--;
	message[end] = '\0';
}

bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
	va_list args;
	int wanted;

	va_start(args, format);
	wanted = vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	trim_to_character(err->message, sizeof(err->message), wanted);
	err->kind = kind;
	return false;
}

bool error_wrap(struct error *err, const char *format, ...)
{
	char inner[sizeof(err->message)];
	va_list args;
	int length, wanted;

	memcpy(inner, err->message, sizeof(inner));
	va_start(args, format);
	length = vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	if (length < 0 || (size_t)length >= sizeof(err->message)) {
		trim_to_character(err->message, sizeof(err->message), length);
		return false;
	}
	wanted = snprintf(err->message + length,
			  sizeof(err->message) - (size_t)length, ": %s", inner);
	trim_to_character(err->message, sizeof(err->message), length + wanted);
	return false;
}

bool error_set_errno(struct error *err, const char *what)
{
	int number = errno;

	return error_set(err, number == ENOENT ? ERROR_NOT_FOUND : ERROR_IO,
			 "%s: %s", what, strerror(number));
}
