#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MOST = 20 };

static char present[200];
static long count, unwanted;
static bool wanted;

long number_from(const char *name, long fallback)
{
	const char *value = getenv(name);

	return value && *value ? strtol(value, NULL, 10) : fallback;
}

uint64_t seed_of_run(void)
{
	return (uint64_t)number_from("SEED", 1);
}

bool is_chosen(const char *scenario)
{
	const char *only = getenv("ONLY");

	return !only || !*only || strcmp(only, scenario) == 0;
}

void trying(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(present, sizeof(present), format, args);
	va_end(args);
}

void complain(const char *format, ...)
{
	va_list args;

	count++;
	if (wanted)
		return;
	if (++unwanted > SHOWN_MOST)
		return;
	printf("  %s: ", present);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

long complaints(void)
{
	return count;
}

void complaints_wanted(bool now)
{
	wanted = now;
	count = 0;
}

void report(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

int report_status(void)
{
	if (unwanted > 0)
		report("%ld complaints; SEED=%llu repeats them", unwanted,
		       (unsigned long long)seed_of_run());
	return unwanted > 0;
}
