#include "store/check_store.h"

#include <string.h>

#include "store/gram_store.h"
#include "store/migrate.h"
#include "store/schedule_store.h"
#include "store/statement.h"

static bool count(struct store *store, const char *sql, int64_t *value,
		  struct error *err)
{
	struct statement q = statement_open(store, sql);

	return statement_single(&q, 0, value, err);
}

static bool begins(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

/* One row that says ok, or rows that complain.  An index can be made again when
 * it lacks rows of its table, but not when it has more: then the table does. */
static bool check_integrity(struct store *store, struct check_report *report,
			    struct error *err)
{
	struct statement q = statement_open(store, "PRAGMA integrity_check");
	bool lacks = false, of_indexes = true;

	while (statement_next(&q)) {
		const char *line = statement_required(&q, 0, NULL);
		bool is_lack = begins(line, "row ") &&
			       strstr(line, " missing from index ");

		if (strcmp(line, "ok") == 0)
			continue;
		lacks = lacks || is_lack;
		of_indexes = of_indexes &&
			     (is_lack ||
			      begins(line, "wrong # of entries in index "));
		text_add(&report->complaints, line);
		text_add_char(&report->complaints, '\n');
	}
	report->indexes_lack = lacks && of_indexes;
	return statement_close(&q, err);
}

static bool check_references(struct store *store, struct check_report *report,
			     struct error *err)
{
	struct statement q = statement_open(store, "PRAGMA foreign_key_check");

	while (statement_next(&q))
		text_printf(&report->complaints,
			    "row %lld of %s names a %s"
			    " that does not exist\n",
			    (long long)statement_int(&q, 1),
			    statement_required(&q, 0, NULL),
			    statement_required(&q, 2, NULL));
	return statement_close(&q, err);
}

/* A card belongs to its note by number, which no foreign key says. */
static bool check_cards(struct store *store, struct check_report *report,
			struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT id FROM card WHERE id >> 8 NOT IN"
		       " (SELECT id FROM note)");

	while (statement_next(&q))
		text_printf(&report->complaints,
			    "card %lld belongs to no note\n",
			    (long long)statement_int(&q, 0));
	return statement_close(&q, err);
}

static bool compare(struct store *store, struct check_report *report,
		    struct error *err)
{
	int64_t notes;

	if (!schedule_compare(store, &report->differences, err) ||
	    !gram_compare(store, &notes, err))
		return false;
	report->differences += notes;
	return true;
}

static bool check_all(struct store *store, struct check_report *report,
		      struct error *err)
{
	if (!check_integrity(store, report, err) ||
	    !check_references(store, report, err) ||
	    !check_cards(store, report, err) ||
	    !count(store,
		   "SELECT count(*) FROM card JOIN note"
		   " ON note.id = card.id >> 8"
		   " WHERE card.deleted_at_ms IS NULL"
		   " AND note.deleted_at_ms IS NULL",
		   &report->cards, err) ||
	    !count(store, "SELECT count(*) FROM review", &report->reviews,
		   err) ||
	    !migrate_compare(store, &report->misshapen, err))
		return false;
	report->differences = report->misshapen;
	if (report->misshapen == 0 && !compare(store, report, err))
		return false;
	report->sound = report->complaints.length == 0;
	return true;
}

/* One read transaction, so that a session next door does not look like a
 * difference. */
bool check_store(struct store *store, struct check_report *report,
		 struct error *err)
{
	bool ok;

	*report = (struct check_report){ 0 };
	if (!statement_run(store, "BEGIN", err))
		return false;
	ok = check_all(store, report, err);
	store_rollback(store);
	return ok;
}

bool check_file(struct store *store, struct check_report *report,
		struct error *err)
{
	*report = (struct check_report){ 0 };
	if (!check_integrity(store, report, err) ||
	    !check_references(store, report, err))
		return false;
	report->sound = report->complaints.length == 0;
	return true;
}

bool check_reindex(struct store *store, struct error *err)
{
	return statement_run(store, "REINDEX", err);
}

bool check_repair(struct store *store, struct error *err)
{
	return migrate_remake(store, err);
}
