#include "command/count.h"

#include "base/message.h"

/* The format is ngettext()'s for that count. */
static const char *put(const char *format, int64_t count, struct arena *arena)
{
	return arena_printf(arena, format, (long long)count);
}

const char *count_notes(int64_t count, struct arena *arena)
{
	return put(ngettext("%lld note", "%lld notes", (unsigned long)count),
		   count, arena);
}

const char *count_cards(int64_t count, struct arena *arena)
{
	return put(ngettext("%lld card", "%lld cards", (unsigned long)count),
		   count, arena);
}

const char *count_reviews(int64_t count, struct arena *arena)
{
	return put(
		ngettext("%lld review", "%lld reviews", (unsigned long)count),
		count, arena);
}

const char *count_answers(int64_t count, struct arena *arena)
{
	return put(
		ngettext("%lld answer", "%lld answers", (unsigned long)count),
		count, arena);
}

const char *count_changes(int64_t count, struct arena *arena)
{
	return put(
		ngettext("%lld change", "%lld changes", (unsigned long)count),
		count, arena);
}
