#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut in the middle of a UTF-8 sequence would print as rubbish. */
static void trim_to_character(char *message, size_t size, size_t wanted)
{
	size_t end = size - 1;

	if (wanted < size)
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
	size_t wanted;

	va_start(args, format);
	wanted = (size_t)vsnprintf(err->message, sizeof(err->message), format,
				   args);
	va_end(args);
	trim_to_character(err->message, sizeof(err->message), wanted);
	err->kind = kind;
	return false;
}

bool error_wrap(struct error *err, const char *format, ...)
{
	char inner[sizeof(err->message)];
	va_list args;
	size_t length;

	memcpy(inner, err->message, sizeof(inner));
	va_start(args, format);
	length = (size_t)vsnprintf(err->message, sizeof(err->message), format,
				   args);
	va_end(args);
	if (length < sizeof(err->message))
		length += (size_t)snprintf(err->message + length,
					   sizeof(err->message) - length,
					   ": %s", inner);
	trim_to_character(err->message, sizeof(err->message), length);
	return false;
}

bool error_set_errno(struct error *err, const char *what)
{
	int number = errno;

	return error_set(err, number == ENOENT ? ERROR_NOT_FOUND : ERROR_IO,
			 "%s: %s", what, strerror(number));
}
