/*
 * A search is understood or refused with a reason that names a column within
 * it.  What is understood is a tree whose leaves hold what their kind needs,
 * and the same tree when it is written out and read again.  It can be run on
 * any database, and means what it says: what one chooses and what its opposite
 * chooses are together all cards and have none in common, "and" chooses the
 * cards of both, "or" those of either.
 */

#include "fuzz_store.h"

#include "core/search.h"
#include "store/search_store.h"

static struct store *store;
static struct card_list everything;
static struct arena forever;

int LLVMFuzzerInitialize(int *count, char ***words);

int LLVMFuzzerInitialize(int *count, char ***words)
{
	static const struct search all = { .kind = SEARCH_ALL };

	(void)count;
	(void)words;
	fuzz_make_folder();
	store = fuzz_open(&(struct error){ 0 });
	require(store, "no store");
	fuzz_fill(store);
	must(search_run(store, &all, DECK_ALL, FUZZ_TODAY, &forever,
			&everything, &err));
	return 0;
}

/* ---- the tree ------------------------------------------------------------ */

static bool compares(enum search_kind kind)
{
	return kind >= SEARCH_EASE && kind <= SEARCH_DUE_ON;
}

/* Its leaves, at most. */
static int require_good(const struct search *search, int depth)
{
	require(depth < 5000, "the tree is too deep");
	switch (search->kind) {
	case SEARCH_NOT:
		return require_good(search->left, depth + 1);
	case SEARCH_AND:
	case SEARCH_OR:
		return require_good(search->left, depth + 1) +
		       require_good(search->right, depth + 1);
	case SEARCH_TAG:
	case SEARCH_DECK:
		require(*search->text, "a name is empty");
		return 1;
	case SEARCH_TEXT:
		require(search->text, "a text is missing");
		return 1;
	case SEARCH_ADDED:
	case SEARCH_GRADED:
		require(search->number >= 0 && search->number <= 1000000,
			"%lld days", (long long)search->number);
		require(search->grade >= GRADE_NONE &&
				search->grade <= GRADE_EASY,
			"grade %d", search->grade);
		return 1;
	default:
		require(!compares(search->kind) ||
				search->comparison <= SEARCH_MORE,
			"comparison %d", (int)search->comparison);
		return 1;
	}
}

static bool has_text(enum search_kind kind)
{
	return kind == SEARCH_TEXT || kind == SEARCH_TAG || kind == SEARCH_DECK;
}

static bool equal(const struct search *a, const struct search *b)
{
	if (a->kind != b->kind ||
	    (has_text(a->kind) && !text_equal(a->text, b->text)) ||
	    a->number != b->number || a->grade != b->grade ||
	    a->comparison != b->comparison || !a->left != !b->left ||
	    !a->right != !b->right)
		return false;
	return (!a->left || equal(a->left, b->left)) &&
	       (!a->right || equal(a->right, b->right));
}

/* ---- written out --------------------------------------------------------- */

static void quote(struct text *out, const char *string)
{
	text_add_char(out, '"');
	for (; *string; string++) {
		if (*string == '"' || *string == '\\')
			text_add_char(out, '\\');
		text_add_char(out, *string);
	}
	text_add_char(out, '"');
}

static void write_number(struct text *out, const struct search *search)
{
	static const char *const names[] = {
		[SEARCH_EASE] = "ease",
		[SEARCH_INTERVAL] = "interval",
		[SEARCH_LAPSES] = "lapses",
		[SEARCH_REPETITIONS] = "repetitions",
		[SEARCH_DUE_IN] = "due",
	};
	static const char *const signs[] = { "<", "<=", "=", ">=", ">" };
	long long number = search->number;

	text_printf(out, "%s%s", names[search->kind],
		    signs[search->comparison]);
	if (search->kind == SEARCH_EASE)
		text_printf(out, "%s%lld.%02lld", number < 0 ? "-" : "",
			    llabs(number) / 100, llabs(number) % 100);
	else
		text_printf(out, "%lld", number);
}

/* In parentheses where the language would bind otherwise.  Only what `depth`
 * allows: they may not stand too deep in each other. */
static bool write_search(struct text *out, const struct search *search,
			 int depth)
{
	static const char *const states[] = {
		"due",	 "new",	      "learning", "young",   "mature",
		"drill", "suspended", "buried",	  "flagged", "leech",
	};

	if (depth > 80)
		return false;
	if (search->kind == SEARCH_AND || search->kind == SEARCH_OR) {
		text_add_char(out, '(');
		if (!write_search(out, search->left, depth + 1))
			return false;
		text_add(out, search->kind == SEARCH_OR ? " or " : " ");
		if (!write_search(out, search->right, depth + 1))
			return false;
		text_add_char(out, ')');
		return true;
	}
	if (search->kind == SEARCH_NOT) {
		text_add(out, "-(");
		if (!write_search(out, search->left, depth + 1))
			return false;
		text_add_char(out, ')');
		return true;
	}
	if (search->kind == SEARCH_TEXT) {
		quote(out, search->text);
	} else if (search->kind == SEARCH_TAG || search->kind == SEARCH_DECK) {
		text_add(out, search->kind == SEARCH_TAG ? "tag:" : "deck:");
		quote(out, search->text);
	} else if (search->kind == SEARCH_ADDED) {
		text_printf(out, "added:%lld", (long long)search->number);
	} else if (search->kind == SEARCH_GRADED) {
		text_printf(out, "graded:%lld", (long long)search->number);
		if (search->grade != GRADE_NONE)
			text_printf(out, ":%d", search->grade);
	} else if (search->kind == SEARCH_DUE_ON) {
		return false; /* a day is written another way */
	} else if (compares(search->kind)) {
		write_number(out, search);
	} else if (search->kind != SEARCH_ALL) {
		text_printf(out, "is:%s", states[search->kind - SEARCH_IS_DUE]);
	}
	return true;
}

static void try_again(const struct search *search, struct arena *arena)
{
	const struct search *again;
	struct text out = { 0 };

	if (write_search(&out, search, 0)) {
		struct error err = { 0 };

		require(search_parse(text_string(&out), arena, &again, &err),
			"%s: [%s]", err.message, text_string(&out));
		require(equal(search, again), "[%s]", text_string(&out));
	}
	text_release(&out);
}

/* ---- run ----------------------------------------------------------------- */

static struct card_list run(const struct search *search, struct arena *arena)
{
	struct card_list list;

	must(search_run(store, search, DECK_ALL, FUZZ_TODAY, arena, &list,
			&err));
	for (size_t i = 0; i < list.count; i++) {
		require(i == 0 || list.ids[i - 1] < list.ids[i], "order");
		require(card_list_has(&everything, list.ids[i]), "a card %lld",
			(long long)list.ids[i]);
	}
	return list;
}

static void require_opposite(const struct search *search,
			     const struct card_list *list, struct arena *arena)
{
	const struct search not = { .kind = SEARCH_NOT, .left = search };
	struct card_list others = run(&not, arena);

	require(list->count + others.count == everything.count, "%zu + %zu",
		list->count, others.count);
	for (size_t i = 0; i < list->count; i++)
		require(!card_list_has(&others, list->ids[i]), "card %lld",
			(long long)list->ids[i]);
}

static void require_meaning(const struct search *search,
			    const struct card_list *list, struct arena *arena)
{
	struct card_list left, right;

	if (search->kind != SEARCH_AND && search->kind != SEARCH_OR)
		return;
	left = run(search->left, arena);
	right = run(search->right, arena);
	for (size_t i = 0; i < everything.count; i++) {
		int64_t id = everything.ids[i];
		bool in_left = card_list_has(&left, id);
		bool in_right = card_list_has(&right, id);
		bool wanted = search->kind == SEARCH_AND ? in_left && in_right
							 : in_left || in_right;

		require(card_list_has(list, id) == wanted, "card %lld",
			(long long)id);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	const char *expression = next_text(&data, &size, &arena);
	const struct search *search = NULL;
	struct error err = { 0 };

	if (!search_parse(expression, &arena, &search, &err)) {
		require(err.kind == ERROR_USAGE && *err.message, "no reason");
		require_valid(err.message);
	} else if (require_good(search, 0) < 20) {
		struct card_list list = run(search, &arena);

		try_again(search, &arena);
		require_opposite(search, &list, &arena);
		require_meaning(search, &list, &arena);
	}
	arena_release(&arena);
	return 0;
}
