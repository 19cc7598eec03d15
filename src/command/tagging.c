#include "command/tagging.h"

#include <string.h>

#include "exchange/cell.h"

/* Where a tag stands, or where it would have to. */
static size_t place_of(const struct note *note, const char *tag, bool *has)
{
	size_t i = 0;

	while (i < note->tag_count && strcmp(note->tags[i], tag) < 0)
		i++;
	*has = i < note->tag_count && strcmp(note->tags[i], tag) == 0;
	return i;
}

static void add(struct note *note, const char *tag)
{
	bool has;
	size_t i = place_of(note, tag, &has);

	if (has)
		return;
	memmove(&note->tags[i + 1], &note->tags[i],
		(note->tag_count - i) * sizeof(*note->tags));
	note->tags[i] = tag;
	note->tag_count++;
}

static void take(struct note *note, const char *tag)
{
	bool has;
	size_t i = place_of(note, tag, &has);

	if (!has)
		return;
	note->tag_count--;
	memmove(&note->tags[i], &note->tags[i + 1],
		(note->tag_count - i) * sizeof(*note->tags));
}

static bool same_tags(const struct note *a, const struct note *b)
{
	if (a->tag_count != b->tag_count)
		return false;
	for (size_t i = 0; i < a->tag_count; i++)
		if (strcmp(a->tags[i], b->tags[i]) != 0)
			return false;
	return true;
}

bool tagging_apply(struct note *note, const char *list, struct arena *arena)
{
	const struct cell cell = { list, strlen(list) };
	const struct note before = *note;
	const char **wanted, **tags;
	size_t count = cell_tags(&cell, arena, &wanted);

	tags = arena_array(arena, note->tag_count + count + 1, sizeof(*tags));
	if (note->tag_count)
		memcpy(tags, note->tags, note->tag_count * sizeof(*tags));
	note->tags = tags;
	for (size_t i = 0; i < count; i++) {
		const char *tag = wanted[i];

		if (*tag != '-')
			add(note, tag);
		else if (tag[1])
			take(note, tag + 1);
	}
	return !same_tags(&before, note);
}
