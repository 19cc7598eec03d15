#include "store/search_store.h"

#include <string.h>

#include "base/text.h"
#include "store/review_store.h"
#include "store/setting_store.h"
#include "store/statement.h"

/* ?1 text, ?2 number, ?3 today, ?4 comparison or grade, ?5 deck, or 0. */
#define CARDS_WHERE(condition)                                         \
	"SELECT card.id FROM card JOIN note ON note.id = card.id >> 8" \
	" JOIN deck ON deck.id = note.deck_id"                         \
	" LEFT JOIN schedule AS s ON s.card_id = card.id"              \
	" WHERE card.deleted_at_ms IS NULL"                            \
	" AND note.deleted_at_ms IS NULL"                              \
	" AND deck.deleted_at_ms IS NULL"                              \
	" AND (?5 = 0 OR deck.id = ?5) AND (" condition ")"            \
	" ORDER BY card.id"

#define COMPARED(value)                                         \
	"CASE ?4 WHEN 0 THEN " value " < ?2 WHEN 1 THEN " value \
	" <= ?2 WHEN 2 THEN " value " = ?2 WHEN 3 THEN " value  \
	" >= ?2 ELSE " value " > ?2 END"

#define IS_RATED "coalesce(s.ratings, 0) > 0"

static const char *const leaf_sql[] = {
	[SEARCH_ALL] = CARDS_WHERE("1"),
	[SEARCH_TEXT] = CARDS_WHERE(
		"instr(fold(front || char(10) || back || char(10) || CASE"
		" fields WHEN '{}' THEN '' ELSE (SELECT group_concat(value,"
		" char(10)) FROM json_each(fields)) || char(10) END ||"
		" deck.name), fold(?1))"
		" OR EXISTS (SELECT 1 FROM note_tag JOIN tag"
		"  ON tag.id = tag_id WHERE note_id = note.id"
		"  AND instr(fold(tag.name), fold(?1)))"),
	[SEARCH_TAG] = CARDS_WHERE(
		"note.id IN (SELECT note_id FROM note_tag WHERE tag_id IN"
		" (SELECT id FROM tag WHERE fold(name) GLOB fold(?1)))"),
	[SEARCH_DECK] = CARDS_WHERE("fold(deck.name) GLOB fold(?1)"),
	[SEARCH_IS_DUE] = CARDS_WHERE("s.asked_on_day <= ?3"),
	[SEARCH_IS_NEW] = CARDS_WHERE("NOT (" IS_RATED ")"),
	[SEARCH_IS_LEARNING] = CARDS_WHERE(IS_RATED " AND s.repetitions = 0"),
	[SEARCH_IS_YOUNG] = CARDS_WHERE(
		IS_RATED " AND s.repetitions > 0 AND s.interval_days < 21"),
	[SEARCH_IS_MATURE] = CARDS_WHERE(
		IS_RATED " AND s.repetitions > 0 AND s.interval_days >= 21"),
	[SEARCH_IS_DRILL] = CARDS_WHERE("s.drill_day = ?3"),
	[SEARCH_IS_SUSPENDED] = CARDS_WHERE("card.suspended"),
	[SEARCH_IS_BURIED] = CARDS_WHERE("card.buried_until_day > ?3"),
	[SEARCH_IS_FLAGGED] = CARDS_WHERE("card.flagged"),
	[SEARCH_IS_LEECH] = CARDS_WHERE("?2 > 0 AND s.lapses >= ?2"),
	[SEARCH_EASE] = CARDS_WHERE(COMPARED("coalesce(s.ease_centi, 250)")),
	[SEARCH_INTERVAL] = CARDS_WHERE(
		COMPARED("coalesce(s.interval_days, 0)")),
	[SEARCH_LAPSES] = CARDS_WHERE(COMPARED("coalesce(s.lapses, 0)")),
	[SEARCH_REPETITIONS] = CARDS_WHERE(
		COMPARED("coalesce(s.repetitions, 0)")),
	[SEARCH_DUE_IN] = CARDS_WHERE(IS_RATED
				      " AND " COMPARED("s.due_day - ?3")),
	[SEARCH_DUE_ON] = CARDS_WHERE(IS_RATED " AND " COMPARED("s.due_day")),
	[SEARCH_ADDED] = CARDS_WHERE(
		"EXISTS (SELECT 1 FROM batch WHERE batch.id = card.batch_id"
		" AND batch.study_day > ?3 - ?2)"),
	[SEARCH_GRADED] = CARDS_WHERE(
		"EXISTS (SELECT 1 FROM review WHERE review.card_id = card.id"
		" AND review.study_day > ?3 - ?2"
		" AND (?4 < 0 OR review.grade = ?4) AND" REVIEW_IS_LIVE ")"),
};

struct searching {
	struct store *store;
	int64_t deck_id;
	int32_t study_day;
	int leech_threshold;
	struct arena *arena;
};

/* Only "*" is special in a name. */
static char *glob(const char *name, struct arena *arena)
{
	struct text out = { 0 };
	char *copy;

	for (; *name; name++) {
		if (*name == '[' || *name == '?')
			text_printf(&out, "[%c]", *name);
		else
			text_add_char(&out, *name);
	}
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

static void bind_leaf(struct searching *work, const struct search *search,
		      struct statement *q)
{
	const char *text = search->text;
	int64_t number = search->number, fourth = search->comparison;

	if (search->kind == SEARCH_TAG || search->kind == SEARCH_DECK)
		text = glob(text, work->arena);
	if (search->kind == SEARCH_IS_LEECH)
		number = work->leech_threshold;
	if (search->kind == SEARCH_GRADED)
		fourth = search->grade;
	statement_bind_text(q, 1, text);
	statement_bind_int(q, 2, number);
	statement_bind_int(q, 3, work->study_day);
	statement_bind_int(q, 4, fourth);
	statement_bind_int(q, 5, work->deck_id);
}

static bool run_leaf(struct searching *work, const struct search *search,
		     struct card_list *list, struct error *err)
{
	struct statement q = statement_open(work->store,
					    leaf_sql[search->kind]);
	size_t capacity = 0;

	*list = (struct card_list){ 0 };
	bind_leaf(work, search, &q);
	while (statement_next(&q))
		card_list_add(list, &capacity, statement_int(&q, 0),
			      work->arena);
	return statement_close(&q, err);
}

/* What is in both, in either, or in the left one only. */
static struct card_list combine(const struct card_list *left,
				const struct card_list *right, bool both,
				bool left_only, bool right_only,
				struct arena *arena)
{
	struct card_list out = {
		.ids = arena_array(arena, left->count + right->count + 1,
				   sizeof(*out.ids)),
	};
	size_t i = 0, j = 0;

	while (i < left->count || j < right->count) {
		bool has_left = i < left->count, has_right = j < right->count;

		if (has_left && has_right && left->ids[i] == right->ids[j]) {
			if (both)
				out.ids[out.count++] = left->ids[i];
			i++;
			j++;
		} else if (has_left &&
			   (!has_right || left->ids[i] < right->ids[j])) {
			if (left_only)
				out.ids[out.count++] = left->ids[i];
			i++;
		} else {
			if (right_only)
				out.ids[out.count++] = right->ids[j];
			j++;
		}
	}
	return out;
}

static bool run(struct searching *work, const struct search *search,
		struct card_list *list, struct error *err)
{
	static const struct search everything = { .kind = SEARCH_ALL };
	struct card_list left, right;

	switch (search->kind) {
	case SEARCH_NOT:
		if (!run(work, &everything, &left, err) ||
		    !run(work, search->left, &right, err))
			return false;
		*list = combine(&left, &right, false, true, false, work->arena);
		return true;
	case SEARCH_AND:
	case SEARCH_OR:
		if (!run(work, search->left, &left, err) ||
		    !run(work, search->right, &right, err))
			return false;
		*list = combine(&left, &right, true, search->kind == SEARCH_OR,
				search->kind == SEARCH_OR, work->arena);
		return true;
	default:
		return run_leaf(work, search, list, err);
	}
}

bool search_run(struct store *store, const struct search *search,
		int64_t deck_id, int32_t study_day, struct arena *arena,
		struct card_list *list, struct error *err)
{
	struct searching work = {
		.store = store,
		.deck_id = deck_id,
		.study_day = study_day,
		.arena = arena,
	};
	struct settings settings;

	if (!setting_load(store, EVERY_DECK, &settings, err))
		return false;
	work.leech_threshold = settings.leech_threshold;
	return run(&work, search, list, err);
}

bool search_sort(struct store *store, struct card_list *list, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT card.id FROM card"
		       " JOIN note ON note.id = card.id >> 8"
		       " JOIN deck ON deck.id = note.deck_id"
		       " ORDER BY deck.name, card.id");
	struct arena arena = { 0 };
	int64_t *sorted = arena_array(&arena, list->count + 1, sizeof(*sorted));
	size_t n = 0;
	bool ok;

	while (n < list->count && statement_next(&q))
		if (card_list_has(list, statement_int(&q, 0)))
			sorted[n++] = statement_int(&q, 0);
	ok = statement_close(&q, err);
	if (ok && n)
		memcpy(list->ids, sorted, n * sizeof(*sorted));
	arena_release(&arena);
	return ok;
}

bool search_tags(struct store *store, struct arena *arena, const char ***tags,
		 size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT count(*) OVER (), name FROM tag"
		       " WHERE EXISTS (SELECT 1 FROM note_tag"
		       "  JOIN note ON note.id = note_id"
		       "  WHERE tag_id = tag.id AND deleted_at_ms IS NULL)"
		       " ORDER BY name");

	*tags = NULL;
	*count = 0;
	while (statement_next(&q)) {
		if (!*tags)
			*tags = arena_array(arena, (size_t)statement_int(&q, 0),
					    sizeof(**tags));
		(*tags)[(*count)++] = statement_required(&q, 1, arena);
	}
	return statement_close(&q, err);
}
