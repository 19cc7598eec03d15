#include "store/import_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/note_parts.h"
#include "store/note_store.h"
#include "store/statement.h"

/* A note in a list, which goes by ids. */
struct repeat {
	int64_t note_id;
	uint32_t next; /* its index + 1; 0: it is the last */
};

struct import_repeats {
	struct text_map *lists; /* the index + 1 of the first of each */
	struct repeat *repeats;
	size_t count, capacity;
};

struct import_repeats *import_repeats_new(void)
{
	struct import_repeats *repeats = memory_alloc(sizeof(*repeats));

	*repeats = (struct import_repeats){ .lists = text_map_new() };
	return repeats;
}

void import_repeats_free(struct import_repeats *repeats)
{
	if (!repeats)
		return;
	text_map_free(repeats->lists);
	free(repeats->repeats);
	free(repeats);
}

/* ---- lists --------------------------------------------------------------- */

/* What the notes of a list have in common. */
enum common {
	READ = 'r',	  /* no list, but that a front was read, */
	READ_BARE = 'b',  /* or only without the tags */
	EQUAL = 'e',	  /* text, fields and tags */
	EQUAL_BARE = 'u', /* text and fields */
	SAME = 's',	  /* text; and they have no key */
	SAME_KEYED = 'k', /* text; and they have one */
	GONE = 'g',	  /* the same of notes that are removed */
	GONE_KEYED = 'h',
};

struct list {
	enum common common;
	const char *deck, *front, *back;
	const char *fields, *tags; /* JSON, or "" */
};

/* The place of its first: borrowed, as that of the map is. */
static uint32_t *first_of(struct import_repeats *repeats,
			  const struct list *list)
{
	struct text name = { 0 };
	uint32_t *first;

	text_printf(&name, "%c%zu,%zu:%s%s%s%s", list->common,
		    strlen(list->front), strlen(list->back), list->front,
		    list->back, list->fields, list->tags);
	first = text_map_at(repeats->lists, list->deck, text_string(&name));
	text_release(&name);
	return first;
}

/* Before those that are in it, whose ids are higher. */
static void put(struct import_repeats *repeats, const struct list *list,
		int64_t note_id)
{
	uint32_t *first = first_of(repeats, list);

	if (repeats->count == repeats->capacity) {
		size_t wider = repeats->count ? 2 * repeats->count : 64;

		repeats->repeats = memory_resize(
			repeats->repeats,
			memory_product(wider, sizeof(*repeats->repeats)));
		repeats->capacity = wider;
	}
	repeats->repeats[repeats->count++] = (struct repeat){
		.note_id = note_id,
		.next = *first,
	};
	*first = (uint32_t)repeats->count;
}

/* Those that have become a row's are done with. */
static uint32_t *first_free(struct importer *importer, const struct list *list)
{
	struct import_repeats *repeats = importer->repeats;
	uint32_t *first = first_of(repeats, list);

	while (*first &&
	       import_row_of(importer, repeats->repeats[*first - 1].note_id))
		*first = repeats->repeats[*first - 1].next;
	return first;
}

static int64_t find_in(struct importer *importer, const struct list *list)
{
	uint32_t first = *first_free(importer, list);

	return first ? importer->repeats->repeats[first - 1].note_id : 0;
}

/* ---- reading ------------------------------------------------------------- */

static bool tags_of(struct importer *importer, int64_t note_id,
		    struct arena *arena, const char **tags, struct error *err)
{
	struct note note = { 0 };

	if (!note_load_tags(importer->options.batch->store, note_id, arena,
			    &note, err))
		return false;
	*tags = note_tags_json(&note, arena);
	return true;
}

/* One that may be wholly what a row says. */
static bool put_equal(struct importer *importer, struct statement *q,
		      const struct list *front, bool with_tags,
		      struct error *err)
{
	struct arena arena = { 0 };
	struct list list = *front;
	bool ok = true;

	list.common = with_tags ? EQUAL : EQUAL_BARE;
	list.fields = statement_required(q, 2, &arena);
	if (with_tags)
		ok = tags_of(importer, statement_int(q, 0), &arena, &list.tags,
			     err);
	if (ok)
		put(importer->repeats, &list, statement_int(q, 0));
	arena_release(&arena);
	return ok;
}

static bool put_note(struct importer *importer, struct statement *q,
		     const struct list *front, bool with_tags,
		     struct error *err)
{
	const char *key = statement_borrow(q, 3);
	bool removed = statement_int(q, 4), unedited = statement_int(q, 5);
	struct list list = *front;

	if (key && text_map_get(importer->options.census->keys, list.deck, key))
		return true;
	list.back = statement_required(q, 1, NULL);
	list.common = removed ? (key ? GONE_KEYED : GONE)
			      : (key ? SAME_KEYED : SAME);
	if (statement_int(q, 6))
		put(importer->repeats, &list, statement_int(q, 0));
	return removed || !unedited ||
	       put_equal(importer, q, &list, with_tags, err);
}

#define REPEAT_COLUMNS                                                        \
	" id, coalesce(json_extract(imported, '$.back'), back), fields, key," \
	" deleted_at_ms IS NOT NULL, imported IS NULL AND front = ?2,"        \
	" coalesce(imported_front, front) = ?2 "

static bool read_front(struct importer *importer, const struct list *front,
		       bool with_tags, struct error *err)
{
	struct statement q = statement_open(
		importer->options.batch->store,
		importer->has_edited
			? "SELECT" REPEAT_COLUMNS NOTES_EVER_WITH_FRONT
			  " ORDER BY id DESC"
			: "SELECT" REPEAT_COLUMNS NOTES_WITH_FRONT
			  " ORDER BY id DESC");
	bool ok = true;

	statement_bind_int(&q, 1, importer->deck_id);
	statement_bind_text(&q, 2, front->front);
	while (ok && statement_next(&q))
		ok = put_note(importer, &q, front, with_tags, err);
	return statement_finish(&q, ok, err);
}

bool import_repeats_read(struct importer *importer, const char *deck,
			 const struct note *row, struct error *err)
{
	bool with_tags = !row->tags_unsaid;
	const struct list front = {
		with_tags ? READ : READ_BARE, deck, row->front, "", "", ""
	};
	uint32_t *was_read = first_of(importer->repeats, &front);

	if (*was_read)
		return true;
	*was_read = 1;
	return read_front(importer, &front, with_tags, err);
}

/* ---- finding ------------------------------------------------------------- */

int64_t import_repeats_take(struct importer *importer, const char *deck,
			    const struct note *row, const char *fields,
			    const char *tags)
{
	const struct list list = {
		tags ? EQUAL : EQUAL_BARE, deck, row->front, row->back, fields,
		tags ? tags : "",
	};
	uint32_t *first = first_free(importer, &list);
	const struct repeat *taken;

	if (!*first)
		return 0;
	taken = &importer->repeats->repeats[*first - 1];
	*first = taken->next;
	return taken->note_id;
}

int64_t import_repeats_find(struct importer *importer, const char *deck,
			    const struct note *row)
{
	static const enum common commons[][2] = { { SAME, SAME_KEYED },
						  { GONE, GONE_KEYED } };
	struct list list = { SAME, deck, row->front, row->back, "", "" };
	int64_t found = 0;

	for (int i = 0; !found && i < 2; i++)
		for (int keyed = 0; keyed < (row->key ? 1 : 2); keyed++) {
			int64_t id;

			list.common = commons[i][keyed];
			id = find_in(importer, &list);
			if (id && (!found || id < found))
				found = id;
		}
	return found;
}
