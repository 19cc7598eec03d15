#include "store/salvage_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { DEEPEST = 20 };

void salvage_forest_init(struct salvage_forest *forest,
			 struct salvage_file *file)
{
	size_t count = (size_t)file->page_count + 1;

	*forest = (struct salvage_forest){
		.file = file,
		.claimed = memory_alloc(count),
		.walked = memory_alloc(
			memory_product(count, sizeof(*forest->walked))),
	};
	memset(forest->claimed, 0, count);
	memset(forest->walked, 0, count * sizeof(*forest->walked));
}

void salvage_forest_release(struct salvage_forest *forest)
{
	free(forest->claimed);
	free(forest->walked);
}

struct walk {
	struct salvage_forest *forest;
	bool is_table;
	salvage_taker *take;
	void *context;
	bool whole;
};

/* The rowids that a page may hold: above `low`, up to `high`. */
struct bounds {
	int64_t low, high;
};

static bool walk_page(struct walk *walk, uint32_t number, struct bounds bounds,
		      int depth, struct error *err);

/* Cells of a leaf, or the entries between the pages below an index's page. */
static bool take_rows(struct walk *walk, struct salvage_page *page,
		      struct bounds bounds, struct error *err)
{
	bool claims = page->cells == 0;

	for (int i = 0; i < page->cells; i++) {
		struct salvage_row row;
		bool taken = false;

		if (salvage_page_row(page, i, &row) &&
		    (!walk->is_table ||
		     (row.rowid > bounds.low && row.rowid <= bounds.high))) {
			if (!walk->take(walk->context, &row, &taken, err))
				return false;
			if (taken)
				bounds.low = row.rowid;
		}
		claims = claims || taken;
		walk->whole = walk->whole && taken;
	}
	if (claims)
		walk->forest->claimed[page->number] = 1;
	return true;
}

static bool walk_below(struct walk *walk, const struct salvage_page *page,
		       struct bounds bounds, int depth, struct error *err)
{
	for (int i = 0; i <= page->cells; i++) {
		struct bounds below = bounds;
		int64_t key;
		uint32_t child = salvage_page_child(page, i, &key);

		if (walk->is_table && i < page->cells) {
			if (key > bounds.low && key <= bounds.high)
				below.high = bounds.low = key;
			else
				walk->whole = false;
		}
		if (!walk_page(walk, child, below, depth + 1, err))
			return false;
	}
	return true;
}

static bool walk_page(struct walk *walk, uint32_t number, struct bounds bounds,
		      int depth, struct error *err)
{
	struct salvage_forest *forest = walk->forest;
	struct salvage_page page;
	bool inside, leaf, ok = true;

	if (number < 1 || number > forest->file->page_count ||
	    forest->walked[number] == forest->walks || depth > DEEPEST) {
		walk->whole = false;
		return true;
	}
	forest->walked[number] = forest->walks;
	salvage_page_load(&page, forest->file, number);
	inside = page.type ==
		 (walk->is_table ? PAGE_TABLE_INSIDE : PAGE_INDEX_INSIDE);
	leaf = page.type ==
	       (walk->is_table ? PAGE_TABLE_LEAF : PAGE_INDEX_LEAF);
	if (leaf || (inside && !walk->is_table))
		ok = take_rows(walk, &page, bounds, err);
	if (ok && inside)
		ok = walk_below(walk, &page, bounds, depth, err);
	if (!leaf && !inside)
		walk->whole = false;
	salvage_page_release(&page);
	return ok;
}

bool salvage_walk(struct salvage_forest *forest, uint32_t root, bool is_table,
		  salvage_taker *take, void *context, bool *whole,
		  struct error *err)
{
	struct walk walk = {
		.forest = forest,
		.is_table = is_table,
		.take = take,
		.context = context,
		.whole = true,
	};
	struct bounds all = { INT64_MIN, INT64_MAX };
	bool ok;

	forest->walks++;
	ok = walk_page(&walk, root, all, 0, err);
	*whole = walk.whole;
	return ok;
}

bool salvage_look_at(struct salvage_forest *forest, uint32_t number,
		     bool is_table, salvage_taker *take, void *context,
		     struct error *err)
{
	struct walk walk = {
		.forest = forest,
		.is_table = is_table,
		.take = take,
		.context = context,
	};
	struct bounds all = { INT64_MIN, INT64_MAX };
	struct salvage_page page;
	bool ok = true;

	if (forest->claimed[number])
		return true;
	salvage_page_load(&page, forest->file, number);
	if (page.cells > 0 &&
	    (is_table ? page.type == PAGE_TABLE_LEAF
		      : page.type == PAGE_INDEX_LEAF ||
				page.type == PAGE_INDEX_INSIDE))
		ok = take_rows(&walk, &page, all, err);
	salvage_page_release(&page);
	return ok;
}

/* ---- free pages ---------------------------------------------------------- */

enum { FIRST_TRUNK = 32, FREE_COUNT = 36 };

/* Every free page once, as many as there should be; or it is not sound. */
static bool note_free(const struct salvage_file *file, unsigned char *is_free,
		      unsigned char *page)
{
	uint32_t trunk, left;

	if (!file->has_header || !salvage_file_read(file, 1, page))
		return false;
	trunk = salvage_get_4(page + FIRST_TRUNK);
	left = salvage_get_4(page + FREE_COUNT);
	while (trunk) {
		uint32_t count;

		if (trunk > file->page_count || is_free[trunk] || left == 0 ||
		    !salvage_file_read(file, trunk, page))
			return false;
		is_free[trunk] = 1;
		count = salvage_get_4(page + 4);
		if (count > --left || count > file->usable / 4 - 2)
			return false;
		left -= count;
		for (uint32_t i = 0; i < count; i++) {
			uint32_t leaf = salvage_get_4(page + 8 + 4 * i);

			if (leaf < 2 || leaf > file->page_count ||
			    is_free[leaf])
				return false;
			is_free[leaf] = 1;
		}
		trunk = salvage_get_4(page);
	}
	return left == 0;
}

void salvage_claim_free(struct salvage_forest *forest)
{
	const struct salvage_file *file = forest->file;
	size_t count = (size_t)file->page_count + 1;
	unsigned char *is_free = memory_alloc(count);
	unsigned char *page = memory_alloc(file->page_size);

	memset(is_free, 0, count);
	if (note_free(file, is_free, page))
		for (size_t i = 0; i < count; i++)
			forest->claimed[i] |= is_free[i];
	free(page);
	free(is_free);
}
