#include "store/search_parts.h"

#include <string.h>

#include "base/unicode.h"

#define CARDS_BEFORE                                                     \
	"SELECT card.id, note.deck_id FROM note CROSS JOIN deck"         \
	" ON deck.id = note.deck_id CROSS JOIN card ON card.id BETWEEN"  \
	" note.id << 8 AND (note.id << 8) + 255"                         \
	" LEFT JOIN schedule AS s ON s.card_id = card.id"                \
	" WHERE note.id BETWEEN ?2 AND ?3 AND ?1 IN (0, note.deck_id)"   \
	" AND note.deleted_at_ms IS NULL AND deck.deleted_at_ms IS NULL" \
	" AND card.deleted_at_ms IS NULL AND "
#define CARDS_AFTER " ORDER BY note.id, card.id"

enum { FIRST_TEXT = 4, TEXTS_MOST = 300 };

/* ---- what the names of decks and tags are compared with ---- */

/* More are compared card by card. */
enum { NAMES_MOST = 200 };

struct id_list {
	int64_t ids[NAMES_MOST];
	size_t count;
	bool all_there; /* or there are more */
};

static bool read_ids(struct planning *work, const char *sql, const char *text,
		     struct id_list *list)
{
	struct statement q = statement_open(work->view->store, sql);

	*list = (struct id_list){ .all_there = true };
	statement_bind_text(&q, 1, text);
	while (list->all_there && statement_next(&q)) {
		list->all_there = list->count < NAMES_MOST;
		if (list->all_there)
			list->ids[list->count++] = statement_int(&q, 0);
	}
	return statement_close(&q, work->err);
}

static void add_list(struct planning *work, const struct id_list *list)
{
	text_add_char(&work->sql, '(');
	for (size_t i = 0; i < list->count; i++)
		text_printf(&work->sql, "%s%lld", i ? "," : "",
			    (long long)list->ids[i]);
	text_add_char(&work->sql, ')');
}

static bool add_decks(struct planning *work, const struct id_list *decks,
		      struct note_set *notes)
{
	for (size_t i = 0; i < decks->count; i++) {
		struct note_set found;

		if (!gram_find_deck(work->view, decks->ids[i], &found,
				    work->err))
			return false;
		note_set_or(notes, &found);
	}
	if (!decks->all_there)
		*notes = note_set_all(work->view);
	return true;
}

static bool add_tags(struct planning *work, const struct id_list *tags,
		     struct note_set *notes)
{
	for (size_t i = 0; i < tags->count; i++)
		if (!search_plan_notes(
			    work,
			    "SELECT note_id FROM note_tag WHERE tag_id = ?1",
			    tags->ids[i], notes))
			return false;
	if (!tags->all_there)
		*notes = note_set_all(work->view);
	return true;
}

/* ---- terms ---- */

/* The parameter that has a text from now on. */
static int give_text(struct planning *work, const char *text)
{
	work->plan->texts[work->plan->text_count++] = text;
	return FIRST_TEXT + (int)work->plan->text_count - 1;
}

/* Only "*" is special in a name. */
static char *glob(const char *name, struct arena *arena)
{
	struct text out = { 0 };
	char *folded = unicode_fold(name, arena), *copy;

	for (; *folded; folded++) {
		if (*folded == '[' || *folded == '?')
			text_printf(&out, "[%c]", *folded);
		else
			text_add_char(&out, *folded);
	}
	copy = text_copy(&out, arena);
	text_release(&out);
	return copy;
}

static void add_tag_condition(struct planning *work, const struct id_list *tags,
			      const char *compared, const char *text)
{
	if (tags->all_there && tags->count == 0) {
		text_add(&work->sql, "0");
		return;
	}
	text_add(&work->sql, "EXISTS (SELECT 1 FROM note_tag"
			     " WHERE note_id = note.id AND tag_id IN ");
	if (tags->all_there)
		add_list(work, tags);
	else
		text_printf(&work->sql, "(SELECT id FROM tag WHERE %s ?%d))",
			    compared, give_text(work, text));
	text_add(&work->sql, ")");
}

static void add_deck_condition(struct planning *work,
			       const struct id_list *decks,
			       const char *compared, const char *text)
{
	if (decks->all_there) {
		text_add(&work->sql, "note.deck_id IN ");
		add_list(work, decks);
	} else {
		text_printf(&work->sql, "%s ?%d)", compared,
			    give_text(work, text));
	}
}

static bool plan_tag(struct planning *work, const char *name,
		     struct note_set *notes)
{
	const char *text = glob(name, work->view->arena);
	struct id_list tags;

	*notes = note_set_none(work->view);
	if (!read_ids(work, "SELECT id FROM tag WHERE fold(name) GLOB ?1", text,
		      &tags) ||
	    !add_tags(work, &tags, notes))
		return false;
	add_tag_condition(work, &tags, "(fold(tag.name) GLOB", text);
	return true;
}

static bool plan_deck(struct planning *work, const char *name,
		      struct note_set *notes)
{
	const char *text = glob(name, work->view->arena);
	struct id_list decks;

	*notes = note_set_none(work->view);
	if (!read_ids(work, "SELECT id FROM deck WHERE fold(name) GLOB ?1",
		      text, &decks) ||
	    !add_decks(work, &decks, notes))
		return false;
	add_deck_condition(work, &decks, "(fold(deck.name) GLOB", text);
	return true;
}

/* The whole of a note's text and of its deck's name, where a text that has more
 * than one line is looked for. */
#define WHOLE_TEXT(deck)                                                \
	"fold(front || char(10) || back || char(10) || CASE fields"     \
	" WHEN '{}' THEN '' ELSE (SELECT group_concat(value, char(10))" \
	" FROM json_each(fields)) || char(10) END || " deck ")"

static bool plan_text(struct planning *work, const char *wanted,
		      struct note_set *notes)
{
	const char *text = unicode_fold(wanted, work->view->arena);
	int number = give_text(work, text);
	struct id_list decks, tags;

	if (!read_ids(work, "SELECT id FROM deck WHERE instr(fold(name), ?1)",
		      text, &decks) ||
	    !read_ids(work, "SELECT id FROM tag WHERE instr(fold(name), ?1)",
		      text, &tags))
		return false;
	if (strchr(text, '\n'))
		*notes = note_set_all(work->view);
	else if (!gram_find_text(work->view, text, notes, work->err))
		return false;
	if (!add_decks(work, &decks, notes) || !add_tags(work, &tags, notes))
		return false;
	if (strchr(text, '\n'))
		text_printf(&work->sql,
			    "(instr(" WHOLE_TEXT("deck.name") ", ?%d) OR ",
			    number);
	else
		text_printf(&work->sql,
			    "(coalesce(has_text(front, back, fields, ?%d),"
			    " instr(" WHOLE_TEXT("''") ", ?%d)) OR ",
			    number, number);
	add_deck_condition(work, &decks, "instr(fold(deck.name),", text);
	text_add(&work->sql, " OR ");
	add_tag_condition(work, &tags, "instr(fold(tag.name),", text);
	text_add_char(&work->sql, ')');
	return true;
}

/* ---- expressions ---- */

static bool plan(struct planning *work, const struct search *search,
		 struct note_set *notes);

/* SQLite reads only so many parentheses in each other: there are none that it
 * does not need. */
static bool needs_parentheses(enum search_kind around,
			      const struct search *inner)
{
	switch (inner->kind) {
	case SEARCH_AND:
		return around == SEARCH_NOT;
	case SEARCH_OR:
		return around != SEARCH_OR;
	default:
		return false;
	}
}

static bool plan_within(struct planning *work, enum search_kind around,
			const struct search *inner, struct note_set *notes)
{
	bool enclosed = needs_parentheses(around, inner), ok;

	if (enclosed)
		text_add_char(&work->sql, '(');
	ok = plan(work, inner, notes);
	if (enclosed)
		text_add_char(&work->sql, ')');
	return ok;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* How much SQLite has in mind at most while it reads the inner expression: a
 * parenthesis, and what comes before the second of two. */
static int depth(enum search_kind around, const struct search *inner)
{
	int enclosed = needs_parentheses(around, inner), left, right;

	if (!inner->left)
		return 0;
	left = depth(inner->kind, inner->left);
	if (!inner->right)
		return left + enclosed;
	right = depth(inner->kind, inner->right);
	return most(most(left, right), (left < right ? left : right) + 2) +
	       enclosed;
}

/* The deeper one comes first, so that it is not the deeper for that.  Then the
 * deepest search that may be is 37 deep, and SQLite reads 46. */
static bool plan_both(struct planning *work, const struct search *search,
		      struct note_set *notes)
{
	enum search_kind kind = search->kind;
	const struct search *first = search->left, *second = search->right;
	struct note_set other;

	if (depth(kind, second) > depth(kind, first)) {
		first = search->right;
		second = search->left;
	}
	if (!plan_within(work, kind, first, notes))
		return false;
	text_add(&work->sql, kind == SEARCH_OR ? " OR " : " AND ");
	if (!plan_within(work, kind, second, &other))
		return false;
	if (kind == SEARCH_OR)
		note_set_or(notes, &other);
	else
		note_set_and(notes, &other);
	return true;
}

/* A card without a schedule meets no condition on it, and so the opposite. */
static bool plan_opposite(struct planning *work, const struct search *search,
			  struct note_set *notes)
{
	if (!plan_within(work, SEARCH_NOT, search->left, notes))
		return false;
	text_add(&work->sql, " IS NOT TRUE");
	*notes = note_set_all(work->view);
	return true;
}

static bool plan_term(struct planning *work, const struct search *search,
		      struct note_set *notes)
{
	switch (search->kind) {
	case SEARCH_TEXT:
		return plan_text(work, search->text, notes);
	case SEARCH_TAG:
		return plan_tag(work, search->text, notes);
	case SEARCH_DECK:
		return plan_deck(work, search->text, notes);
	default:
		return search_plan_standing(work, search, notes);
	}
}

static bool plan(struct planning *work, const struct search *search,
		 struct note_set *notes)
{
	bool ok;

	switch (search->kind) {
	case SEARCH_AND:
	case SEARCH_OR:
		return plan_both(work, search, notes);
	case SEARCH_NOT:
		return plan_opposite(work, search, notes);
	default:
		text_add_char(&work->sql, '(');
		ok = plan_term(work, search, notes);
		text_add_char(&work->sql, ')');
		return ok;
	}
}

bool search_plan_make(const struct gram_view *view, const struct search *search,
		      const struct search_day *day, struct search_plan *made,
		      struct error *err)
{
	struct planning work = {
		.view = view,
		.day = day,
		.plan = made,
		.err = err,
	};
	bool ok;

	*made = (struct search_plan){
		.texts = arena_array(view->arena, TEXTS_MOST,
				     sizeof(*made->texts)),
	};
	text_add(&work.sql, CARDS_BEFORE);
	ok = plan_within(&work, SEARCH_AND, search, &made->notes);
	text_add(&work.sql, CARDS_AFTER);
	made->sql = text_copy(&work.sql, view->arena);
	text_release(&work.sql);
	return ok;
}

struct statement search_plan_open(struct store *store,
				  const struct search_plan *made)
{
	struct statement q = statement_open_once(store, made->sql);

	for (size_t i = 0; i < made->text_count; i++)
		statement_bind_text(&q, FIRST_TEXT + (int)i, made->texts[i]);
	return q;
}
