#include "core/merge.h"

#include <string.h>

#include "base/text.h"
#include "core/note_fields.h"

/* One part; NULL is a part that is not there. */
static const char *merge_part(struct merge *merge, const char *imported,
			      const char *here, const char *file)
{
	const char *part = here;

	if (text_equal(here, imported))
		part = file;
	else if (!text_equal(file, imported) && !text_equal(file, here))
		merge->disputed = true;
	merge->changes |= !text_equal(part, here);
	merge->differs |= !text_equal(part, file);
	return part;
}

/* ---- fields ---------------------------------------------------------------
 */

struct field_merge {
	struct note_fields imported, here, file;
	struct merge *merge;
};

static void merge_field(struct field_merge *fields, const char *name)
{
	struct note *note = &fields->merge->note;
	const char *value = merge_part(fields->merge,
				       note_field(&fields->imported, name),
				       note_field(&fields->here, name),
				       note_field(&fields->file, name));

	if (value)
		note->fields[note->field_count++] = (struct field){
			.name = name,
			.value = value,
		};
}

/* In the file's order, then those that only stand here. */
static void merge_fields(struct field_merge *fields, struct arena *arena)
{
	const struct note *here = fields->here.note, *file = fields->file.note;
	struct note *note = &fields->merge->note;

	note->fields = arena_array(arena, here->field_count + file->field_count,
				   sizeof(*note->fields));
	for (size_t i = 0; i < file->field_count; i++)
		merge_field(fields, file->fields[i].name);
	for (size_t i = 0; i < here->field_count; i++)
		if (!note_field(&fields->file, here->fields[i].name))
			merge_field(fields, here->fields[i].name);
}

/* ---- tags ----------------------------------------------------------------
 */

static struct name_map names_of_tags(const struct note *note,
				     struct arena *arena)
{
	struct name_map names = { 0 };

	for (size_t i = 0; i < note->tag_count; i++)
		*name_map_at(&names, note->tags[i], arena) = 1;
	return names;
}

/* A tag stays when both have it, or one has added it. */
static bool tag_stays(const struct name_map *imported, bool here, bool file,
		      const char *tag)
{
	return here == file ? here : !name_map_get(imported, tag);
}

/* Both lists are sorted, and so is what comes out. */
static void merge_tags(const struct note *imported, const struct note *here,
		       const struct note *file, struct arena *arena,
		       struct merge *merge)
{
	const struct name_map was = names_of_tags(imported, arena);
	struct note *note = &merge->note;
	size_t i = 0, j = 0;

	note->tags = arena_array(arena, here->tag_count + file->tag_count,
				 sizeof(*note->tags));
	while (i < here->tag_count || j < file->tag_count) {
		int order = i == here->tag_count ? 1
			    : j == file->tag_count
				    ? -1
				    : strcmp(here->tags[i], file->tags[j]);
		const char *tag = order <= 0 ? here->tags[i] : file->tags[j];
		bool stays = tag_stays(&was, order <= 0, order >= 0, tag);

		i += order <= 0;
		j += order >= 0;
		if (stays)
			note->tags[note->tag_count++] = tag;
		merge->changes |= stays != (order <= 0);
		merge->differs |= stays != (order >= 0);
	}
}

void merge_notes(const struct note *imported, const struct note *here,
		 const struct note *file, struct arena *arena,
		 struct merge *merge)
{
	struct field_merge fields = {
		.imported = note_fields_of(imported, arena),
		.here = note_fields_of(here, arena),
		.file = note_fields_of(file, arena),
		.merge = merge,
	};

	*merge = (struct merge){ .note = {
					 .key = file->key,
					 .deck = file->deck,
					 .tags_unsaid = file->tags_unsaid,
					 .directions = file->directions,
				 } };
	merge->note.front = merge_part(merge, imported->front, here->front,
				       file->front);
	merge->note.back = merge_part(merge, imported->back, here->back,
				      file->back);
	merge_fields(&fields, arena);
	if (!file->tags_unsaid)
		merge_tags(imported, here, file, arena, merge);
}
