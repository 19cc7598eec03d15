#include "exchange/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "exchange/column_map.h"
#include "exchange/column_names.h"

static const char field_prefix[] = "field:";

static const char *const role_names[] = {
	[COLUMN_FIELD] = "field",
	[COLUMN_FRONT] = "front",
	[COLUMN_BACK] = "back",
	[COLUMN_TAGS] = "tags",
	[COLUMN_KEY] = "id",
	[COLUMN_DECK] = "deck",
	[COLUMN_CARDS] = "cards",
	[COLUMN_DUE] = "due",
	[COLUMN_INTERVAL] = "interval",
	[COLUMN_EASE] = "ease",
	[COLUMN_REPETITIONS] = "repetitions",
	[COLUMN_LAPSES] = "lapses",
};

enum { ROLE_COUNT = sizeof(role_names) / sizeof(*role_names) };

const char *column_role_name(enum column_role role)
{
	return role_names[role];
}

/* The columns while they are being understood. */
struct work {
	const struct cells *header; /* or NULL */
	size_t shift;		    /* columns before the header's first */
	const struct row_shape *shape;
	struct arena *arena;
	struct column *list;
	enum column_name *said; /* what each name says */
	bool *taken;		/* whether the role is settled */
	size_t count;
	bool is_mapped[ROLE_COUNT]; /* by the map or a directive; the back by
				     * any means */
};

/* ---- names --------------------------------------------------------------- */

/* The name of a column as the file has it, or NULL. */
static const struct cell *header_cell(const struct work *work, size_t at)
{
	if (!work->header || at < work->shift ||
	    at - work->shift >= work->header->count)
		return NULL;
	return &work->header->list[at - work->shift];
}

/* Tables of some programs have no name over the column of row numbers. */
static size_t find_shift(const struct work *work)
{
	size_t last = work->count - 1;
	enum column_name first;

	if (!work->header || work->header->count + 1 != work->count ||
	    work->header->count < 2 || last >= ROW_WIDTHS ||
	    work->shape->columns[last].filled * 2 < work->shape->rows ||
	    !row_shape_is_index(work->shape, 0))
		return 0;
	first = column_name_of(&work->header->list[0]);
	return first != COLUMN_NAME_INDEX && first != COLUMN_NAME_KEY;
}

/* What follows the prefix: empty when it is not there, or nothing does. */
static struct cell after_prefix(const char *name)
{
	size_t prefix = sizeof(field_prefix) - 1;
	struct cell rest = { .bytes = name };

	if (strncmp(name, field_prefix, prefix) != 0)
		return rest;
	rest.bytes += prefix;
	rest.length = strlen(rest.bytes);
	return cell_trim(rest);
}

static void name_column(struct work *work, size_t at)
{
	const struct cell *cell = header_cell(work, at);
	const char *name = "";
	struct cell rest;

	if (cell && !cell_has_nul(cell)) {
		name = cell_line(cell, work->arena);
		work->said[at] = column_name_of(cell);
		rest = after_prefix(name);
		if (rest.length > 0) {
			name = rest.bytes;
			work->said[at] = COLUMN_NAME_OTHER;
			work->taken[at] = true;
		}
	}
	if (!*name)
		name = arena_printf(work->arena, "field %zu", at + 1);
	work->list[at].name = name;
}

static void settle(struct work *work, size_t at, enum column_role role)
{
	work->list[at].role = role;
	work->taken[at] = true;
}

/* The first becomes the back, the others stand in for it. */
static void settle_back(struct work *work, size_t at)
{
	bool is_first = !work->is_mapped[COLUMN_BACK];

	settle(work, at, is_first ? COLUMN_BACK : COLUMN_FIELD);
	work->list[at].stands_in = !is_first;
	work->is_mapped[COLUMN_BACK] = true;
}

/* ---- the learner's map --------------------------------------------------- */

static bool cell_is(struct cell cell, const char *string)
{
	return cell.length == strlen(string) &&
	       memcmp(cell.bytes, string, cell.length) == 0;
}

static bool find_column(const struct work *work, struct cell wanted, size_t *at,
			struct error *err)
{
	size_t number;

	if (column_map_number(wanted, &number)) {
		if (number < 1 || number > work->count)
			return error_set(err, ERROR_USAGE,
					 _("the map names column %zu, but "
					   "there are %zu"),
					 number, work->count);
		*at = number - 1;
		return true;
	}
	for (*at = 0; *at < work->count; ++*at)
		if (cell_is(wanted, work->list[*at].name))
			return true;
	return error_set(err, ERROR_USAGE,
			 _("the map names column \"%.*s\", but there is none"),
			 (int)wanted.length, wanted.bytes);
}

static bool apply_entry(struct work *work, struct column_map_entry entry,
			struct error *err)
{
	int role = 0;
	size_t at = 0;

	while (role < ROLE_COUNT && !cell_is(entry.role, role_names[role]))
		role++;
	if (role == ROLE_COUNT || entry.column.length == 0)
		return error_set(err, ERROR_USAGE,
				 _("a map is written front=2,back=3,tags=5; "
				   "the names are front, back, tags, id, deck, "
				   "cards, due, interval, ease, repetitions, "
				   "lapses and field"));
	if (!find_column(work, entry.column, &at, err))
		return false;
	if (work->is_mapped[role] && role != COLUMN_BACK &&
	    role != COLUMN_FIELD)
		return error_set(err, ERROR_USAGE, _("the map names %s twice"),
				 role_names[role]);
	if (role == COLUMN_BACK)
		settle_back(work, at);
	else
		settle(work, at, (enum column_role)role);
	work->is_mapped[role] = true;
	return true;
}

static bool apply_map(struct work *work, const char *map, struct error *err)
{
	while (map && *map)
		if (!apply_entry(work, column_map_next(&map), err))
			return false;
	return true;
}

/* ---- roles --------------------------------------------------------------- */

/* The first free column that says `name`, or count. */
static size_t find_said(const struct work *work, enum column_name name)
{
	size_t at = 0;

	while (at < work->count && (work->taken[at] || work->said[at] != name))
		at++;
	return at;
}

static void settle_schedule(struct work *work)
{
	static const enum column_name names[] = {
		COLUMN_NAME_DUE,	 COLUMN_NAME_INTERVAL, COLUMN_NAME_EASE,
		COLUMN_NAME_REPETITIONS, COLUMN_NAME_LAPSES,
	};
	enum { NAMES = sizeof(names) / sizeof(*names) };
	size_t found[NAMES], count = 0;

	for (int i = 0; i < NAMES; i++) {
		found[i] = find_said(work, names[i]);
		count += found[i] < work->count;
	}
	if (count < 2 || (found[0] == work->count && found[1] == work->count))
		return;
	for (int i = 0; i < NAMES; i++)
		if (found[i] < work->count && !work->is_mapped[COLUMN_DUE + i])
			settle(work, found[i],
			       (enum column_role)(COLUMN_DUE + i));
}

/* What the directives of the file say, where the map does not. */
static void settle_hints(struct work *work, const struct preface_columns *said)
{
	const struct {
		size_t number;
		enum column_role role;
	} hints[] = {
		{ said->deck, COLUMN_DECK },
		{ said->tags, COLUMN_TAGS },
		{ said->key, COLUMN_KEY },
		{ said->note_type, COLUMN_FIELD },
	};

	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++) {
		size_t at = hints[i].number - 1;
		enum column_role role = hints[i].role;

		if (hints[i].number == 0 || at >= work->count ||
		    work->taken[at] ||
		    (role != COLUMN_FIELD && work->is_mapped[role]))
			continue;
		settle(work, at, role);
		work->is_mapped[role] = true;
		if (role == COLUMN_FIELD)
			work->list[at].name = "notetype";
	}
}

static size_t free_columns(const struct work *work)
{
	size_t free_count = 0;

	for (size_t i = 0; i < work->count; i++)
		free_count += !work->taken[i];
	return free_count;
}

/* Of the columns that are neither front nor back one each has a role. */
static void settle_named(struct work *work)
{
	static const struct {
		enum column_name name;
		enum column_role role;
	} roles[] = {
		{ COLUMN_NAME_TAGS, COLUMN_TAGS },
		{ COLUMN_NAME_DECK, COLUMN_DECK },
		{ COLUMN_NAME_CARDS, COLUMN_CARDS },
		{ COLUMN_NAME_KEY, COLUMN_KEY },
	};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		size_t at = find_said(work, roles[i].name);

		if (at < work->count && !work->is_mapped[roles[i].role])
			settle(work, at, roles[i].role);
	}
}

/* In a file of `key,value` the key is a front. */
static void free_key(struct work *work)
{
	size_t needed = (size_t)!work->is_mapped[COLUMN_FRONT] +
			(size_t)!work->is_mapped[COLUMN_BACK];

	for (size_t i = 0; i < work->count; i++)
		if (work->list[i].role == COLUMN_KEY &&
		    !work->is_mapped[COLUMN_KEY] &&
		    free_columns(work) < needed) {
			work->list[i].role = COLUMN_FIELD;
			work->taken[i] = false;
		}
}

static bool is_idle(const struct work *work, size_t at)
{
	return row_shape_is_empty(work->shape, at) ||
	       row_shape_is_constant(work->shape, at);
}

/* A column that says nothing of the note: it counts the rows, or is the same
 * in all of them. */
static bool is_index(const struct work *work, size_t at)
{
	return row_shape_is_index(work->shape, at) || is_idle(work, at) ||
	       work->said[at] == COLUMN_NAME_INDEX;
}

/* A free column headed by, say, "Simplified Chinese". */
static bool last_word_says(const struct work *work, size_t at,
			   enum column_name name)
{
	const struct cell *cell = header_cell(work, at);

	return cell && !work->taken[at] &&
	       column_name_of_last_word(cell) == name;
}

static size_t find_language(const struct work *work)
{
	size_t at = 0;

	while (at < work->count &&
	       !last_word_says(work, at, COLUMN_NAME_LANGUAGE))
		at++;
	return at;
}

static size_t find_first(const struct work *work, bool with_indexes)
{
	size_t at = 0;

	while (at < work->count &&
	       (work->taken[at] || (!with_indexes && is_index(work, at))))
		at++;
	return at;
}

static bool says_back(const struct work *work, size_t at)
{
	return work->said[at] == COLUMN_NAME_BACK ||
	       work->said[at] == COLUMN_NAME_EXACT_BACK;
}

static size_t choose_front(const struct work *work, size_t needed)
{
	size_t at = find_said(work, COLUMN_NAME_EXACT_FRONT);
	size_t usable = 0;

	if (at == work->count)
		at = find_said(work, COLUMN_NAME_FRONT);
	if (at == work->count)
		at = find_language(work);
	if (at < work->count)
		return at;
	for (size_t i = 0; i < work->count; i++)
		usable += !work->taken[i] && !is_index(work, i);
	for (at = 0; usable >= needed && at < work->count; at++)
		if (!work->taken[at] && !is_index(work, at) &&
		    !says_back(work, at))
			return at;
	return find_first(work, usable < needed);
}

static bool settle_said_backs(struct work *work, enum column_name name)
{
	for (size_t at; (at = find_said(work, name)) < work->count;)
		settle_back(work, at);
	return work->is_mapped[COLUMN_BACK];
}

static bool settle_backs_by_last_word(struct work *work, enum column_name name)
{
	for (size_t at = 0; at < work->count; at++)
		if (last_word_says(work, at, name))
			settle_back(work, at);
	return work->is_mapped[COLUMN_BACK];
}

static void settle_backs(struct work *work)
{
	size_t front = 0, at;

	if (settle_said_backs(work, COLUMN_NAME_EXACT_BACK) ||
	    settle_said_backs(work, COLUMN_NAME_BACK) ||
	    settle_backs_by_last_word(work, COLUMN_NAME_BACK) ||
	    settle_backs_by_last_word(work, COLUMN_NAME_LANGUAGE))
		return;
	while (work->list[front].role != COLUMN_FRONT)
		front++;
	for (size_t i = front + 1; i < work->count; i++)
		if (!work->taken[i] && work->said[i] != COLUMN_NAME_INDEX &&
		    !is_idle(work, i))
			settle_back(work, i);
	at = find_first(work, false);
	if (at == work->count)
		at = find_first(work, true);
	if (!work->is_mapped[COLUMN_BACK] && at < work->count)
		settle_back(work, at);
}

static bool settle_sides(struct work *work, bool single_column,
			 struct error *err)
{
	if (!work->is_mapped[COLUMN_FRONT]) {
		size_t needed = work->is_mapped[COLUMN_BACK] ? 1 : 2;
		size_t at = choose_front(work, needed);

		if (at == work->count)
			return error_set(err, ERROR_FORMAT,
					 _("no column is left for the front"));
		settle(work, at, COLUMN_FRONT);
	}
	if (!work->is_mapped[COLUMN_BACK])
		settle_backs(work);
	if (!work->is_mapped[COLUMN_BACK] && !single_column)
		return error_set(err, ERROR_FORMAT,
				 _("no column is left for the back"));
	return true;
}

/* ---- unique names ---------------------------------------------------------
 */

static bool is_used(const struct work *work, size_t until, const char *name)
{
	for (size_t i = 0; i < until; i++)
		if (work->list[i].role == COLUMN_FIELD &&
		    strcmp(work->list[i].name, name) == 0)
			return true;
	return false;
}

static void make_unique(struct work *work)
{
	for (size_t at = 0; at < work->count; at++) {
		const char *name = work->list[at].name, *unique = name;

		for (int i = 2; is_used(work, at, unique); i++)
			unique = arena_printf(work->arena, "%s %d", name, i);
		if (work->list[at].role == COLUMN_FIELD)
			work->list[at].name = unique;
	}
}

bool columns_understand(const struct cells *header,
			const struct row_shape *shape, const char *map,
			const struct column_hints *hints, struct arena *arena,
			struct columns *out, struct error *err)
{
	struct work work = {
		.header = header,
		.shape = shape,
		.arena = arena,
		.count = row_shape_width(shape),
	};

	if (header && header->count > work.count)
		work.count = header->count;
	work.shift = find_shift(&work);
	work.list = arena_array(arena, work.count, sizeof(*work.list));
	work.said = arena_array(arena, work.count, sizeof(*work.said));
	work.taken = arena_array(arena, work.count, sizeof(*work.taken));
	for (size_t i = 0; i < work.count; i++)
		name_column(&work, i);
	if (!apply_map(&work, map, err))
		return false;
	settle_hints(&work, &hints->said);
	settle_named(&work);
	settle_schedule(&work);
	free_key(&work);
	if (!settle_sides(&work, hints->single_column, err))
		return false;
	make_unique(&work);
	*out = (struct columns){ .list = work.list, .count = work.count };
	return true;
}
