/*
 * Salvage, page by page: whichever page of a database is overwritten, every
 * row that does not lie on it arrives.  Where rows lie is asked of SQLite, not
 * of the code under test.
 */
#include "store/salvage_store.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "store/backup_store.h"
#include "store/check_store.h"
#include "store/salvage_page.h"
#include "temporary_store.h"

enum { PAGE = 4096 };

/* Every table with rows enough for a tree of several pages, or at least one
 * row; and a note that goes on over other pages. */
static const char fill[] =
	"PRAGMA recursive_triggers = OFF;"
	"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
	" WHERE i < 60) INSERT INTO batch (id, uid, kind, label, at_ms,"
	" utc_offset_min, study_day, device) SELECT i, randomblob(16),"
	" 'import', 'file ' || i || '.csv', 1728000000000 + i, 60, 20000,"
	" 'laptop' FROM c;"
	"INSERT INTO deck (id, uid, name, batch_id, modified_at_ms) VALUES"
	" (1, randomblob(16), 'llm-terms', 1, 1728000000000),"
	" (2, randomblob(16), 'hsk-1', 2, 1728000000000),"
	" (3, randomblob(16), 'español', 3, 1728000000000);"
	"INSERT INTO source VALUES (1, randomblob(16), '/home/x/hsk.csv',"
	" 'hsk-1', NULL, 'comma', NULL, NULL, 'both', '{}', 4711, 123456789,"
	" 1728000000000, NULL);"
	"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
	" WHERE i < 120) INSERT INTO note (id, uid, deck_id, key, front, back,"
	" fields, batch_id, modified_at_ms, source_id, place) SELECT i,"
	" randomblob(16), 1 + i % 3, iif(i % 4, NULL, 'key ' || i),"
	" 'Was heißt „Wort“ Nummer ' || i || '?', '词 ' || i,"
	" json_object('example', printf('an example, %0*d', 60, i)),"
	" 1 + i % 60, 1728000000000, iif(i % 3 = 1, 1, NULL), i FROM c;"
	"UPDATE note SET back = replace(hex(zeroblob(12000)), '0', 'long ')"
	" WHERE id = 77;"
	"INSERT INTO card (id, suspended, batch_id, modified_at_ms, flagged)"
	" SELECT id * 256 + d, id % 9 = 0, batch_id, modified_at_ms,"
	" id % 7 = 0 FROM note, (SELECT 0 AS d UNION ALL SELECT 1);"
	"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
	" WHERE i < 40) INSERT INTO tag SELECT i, randomblob(16), 'tag' || i,"
	" 1728000000000 FROM c;"
	"INSERT INTO note_tag SELECT note.id, tag.id FROM note JOIN tag"
	" ON (note.id * 7 + tag.id) % 9 = 0;"
	"INSERT INTO setting (deck_id, name, value, batch_id, modified_at_ms)"
	" VALUES (NULL, 'new_per_day', '33', 4, 1728000000000),"
	" (2, 'answer', 'flip', 5, 1728000000000);"
	"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
	" WHERE i < 400) INSERT INTO review (id, uid, card_id, answered_at_ms,"
	" utc_offset_min, study_day, kind, grade, suggested_grade, typed,"
	" recall_ms, check_ms, device) SELECT 100 + i, randomblob(16),"
	" 256 * (1 + i * 7 % 100) + i % 2, 1728000000000 + i * 3600000, 60,"
	" 20000 + i / 24, 'rate', i % 6, 4, iif(i % 2, 'answer ' || i, NULL),"
	" 3000, 900, 'laptop' FROM c;"
	"INSERT INTO review SELECT 1001, randomblob(16), card_id,"
	" answered_at_ms, utc_offset_min, study_day, kind, 5, suggested_grade,"
	" typed, hints, recall_ms, check_ms, device, uid FROM review"
	" WHERE id = 300;"
	"INSERT INTO retraction (id, uid, target, at_ms, utc_offset_min,"
	" study_day, device) SELECT 1100 + id, randomblob(16), uid,"
	" 1738000000000, 60, 20100, 'laptop' FROM review WHERE id % 5 = 0;"
	"INSERT INTO revision (batch_id, entity, row_id, before) SELECT"
	" 1 + id % 60, 'note', id, json_object('front', 'before ' || front)"
	" FROM note;"
	"INSERT INTO alias (uid, card_id, text, batch_id, modified_at_ms)"
	" SELECT randomblob(16), id, 'alias ' || id, 6, 1728000000000"
	" FROM card WHERE id % 11 = 0;"
	"INSERT INTO absence VALUES (1, randomblob(16), 20010, 20014, 7,"
	" 1728000000000, NULL);"
	"INSERT INTO exam VALUES (1, randomblob(16), 2, 20300, 8,"
	" 1728000000000, NULL), (2, randomblob(16), NULL, 20400, 8,"
	" 1728000000000, NULL);";

static const char *const tables[] = {
	"batch",  "revision",	"deck",	  "note",  "card",    "tag",  "setting",
	"review", "retraction", "source", "alias", "absence", "exam",
};

struct damage {
	struct temporary_store *t;
	char damaged[80], salvaged[80];
	unsigned char *bytes; /* of the sound file */
	int pages;
	unsigned char *empty; /* of a new database */
	int empty_pages;
	struct random random;
};

static void run_sql(sqlite3 *plain, const char *sql)
{
	if (sqlite3_exec(plain, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %.200s", sqlite3_errmsg(plain), sql);
}

static unsigned char *read_pages(const char *path, int *pages)
{
	FILE *in = fopen(path, "rb");
	struct stat status;
	unsigned char *bytes;

	assert_non_null(in);
	assert_int_equal(fstat(fileno(in), &status), 0);
	*pages = (int)(status.st_size / PAGE);
	bytes = malloc((size_t)status.st_size);
	assert_int_equal(fread(bytes, PAGE, (size_t)*pages, in), *pages);
	fclose(in);
	return bytes;
}

static void write_pages(const char *path, const unsigned char *bytes, int pages)
{
	FILE *out = fopen(path, "wb");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes, PAGE, (size_t)pages, out), pages);
	fclose(out);
}

static int set_up(void **state)
{
	static struct temporary_store t;
	static struct damage d;
	struct error err;
	sqlite3 *plain;

	d = (struct damage){ .t = &t, .random = seeded(20) };
	temporary_store_open(&t);
	store_close(t.store);
	t.store = NULL;
	d.empty = read_pages(t.path, &d.empty_pages);
	temporary_store_reopen(&t);
	plain = plain_open(&t);
	run_sql(plain, fill);
	sqlite3_close(plain);
	must(check_repair(t.store, &err));
	store_close(t.store);
	t.store = NULL;
	snprintf(d.damaged, sizeof(d.damaged), "%s/damaged.db", t.folder);
	snprintf(d.salvaged, sizeof(d.salvaged), "%s/salvaged.db", t.folder);
	d.bytes = read_pages(t.path, &d.pages);
	*state = &d;
	return 0;
}

static int tear_down(void **state)
{
	struct damage *d = *state;

	free(d->bytes);
	free(d->empty);
	unlink(d->damaged);
	unlink(d->salvaged);
	temporary_store_remove(d->t);
	return 0;
}

/* ---- damaging ---- */

enum manner { RANDOM, ZEROS, SCATTERED, HALF, MANNERS };

static void spoil(struct damage *d, unsigned char *page, enum manner manner)
{
	size_t from = manner == HALF ? PAGE / 2 : 0;

	if (manner == SCATTERED) {
		for (int i = 0; i < 40; i++)
			page[pick(&d->random, PAGE)] = (unsigned char)pick(
				&d->random, 256);
		return;
	}
	for (size_t i = from; i < PAGE; i++)
		page[i] = manner == ZEROS
				  ? 0
				  : (unsigned char)pick(&d->random, 256);
}

static void write_damaged(struct damage *d, int number, enum manner manner)
{
	size_t size = (size_t)d->pages * PAGE;
	unsigned char *bytes = malloc(size);

	memcpy(bytes, d->bytes, size);
	if (number > 0)
		spoil(d, bytes + (size_t)(number - 1) * PAGE, manner);
	write_pages(d->damaged, bytes, d->pages);
	free(bytes);
}

/* The new database passes its check; what the salvage said of it. */
static struct salvage_report salvage_it(struct damage *d)
{
	const struct store_options options = {
		.path = d->salvaged,
		.device = "test",
		.random = &d->random,
	};
	const struct stamp stamp = noon(TODAY);
	struct salvage_report report;
	struct store *into;
	struct error err;
	bool replayed;

	write_pages(d->salvaged, d->empty, d->empty_pages);
	into = store_open(&options, &err);
	assert_non_null(into);
	must(salvage(d->damaged, into, &stamp, &report, &err));
	must(backup_verify(into, &replayed, &err));
	assert_true(replayed);
	store_close(into);
	return report;
}

/* ---- what must be there ---- */

/* The rows of one table that lie on the damaged page. */
struct lying {
	char table[32];
	int64_t first, last; /* ids */
	int64_t entries;     /* of an index or a table like one */
	bool is_overflow;    /* of one row, whichever */
};

static void bound(sqlite3 *plain, const char *table, int64_t cells,
		  int64_t before, struct lying *lying)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "SELECT coalesce(min(id), 0) FROM (SELECT id FROM orig.%s"
		 " ORDER BY id LIMIT %lld OFFSET %lld)",
		 table, (long long)cells, (long long)before);
	lying->first = plain_int(plain, sql);
	snprintf(sql, sizeof(sql),
		 "SELECT coalesce(max(id), -1) FROM (SELECT id FROM orig.%s"
		 " ORDER BY id LIMIT %lld OFFSET %lld)",
		 table, (long long)cells, (long long)before);
	lying->last = plain_int(plain, sql);
}

static bool is_row_table(const char *name)
{
	for (size_t i = 0; i < COUNT(tables); i++)
		if (strcmp(name, tables[i]) == 0)
			return true;
	return false;
}

static struct lying what_lies_on(sqlite3 *plain, int number)
{
	struct lying lying = { .last = -1 };
	sqlite3_stmt *q;

	assert_int_equal(
		sqlite3_prepare_v2(
			plain,
			"SELECT name, pagetype, ncell, (SELECT"
			" coalesce(sum(ncell), 0) FROM dbstat('orig') AS b"
			" WHERE b.name = a.name AND b.pagetype = 'leaf'"
			" AND b.path < a.path) FROM dbstat('orig') AS a"
			" WHERE pageno = ?1",
			-1, &q, NULL),
		SQLITE_OK);
	sqlite3_bind_int(q, 1, number);
	if (sqlite3_step(q) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(q, 0);
		const char *type = (const char *)sqlite3_column_text(q, 1);

		snprintf(lying.table, sizeof(lying.table), "%s", name);
		lying.is_overflow = strcmp(type, "overflow") == 0;
		lying.entries = sqlite3_column_int64(q, 2);
		if (strcmp(type, "leaf") == 0 && is_row_table(name))
			bound(plain, lying.table, lying.entries,
			      sqlite3_column_int64(q, 3), &lying);
	}
	sqlite3_finalize(q);
	return lying;
}

static void assert_rows(sqlite3 *plain, const char *table,
			const struct lying *lying, int number)
{
	bool here = strcmp(table, lying->table) == 0;
	/* Where a file is lost, notes do not know any more that they came from
	 * it. */
	const char *columns = strcmp(table, "note") == 0 &&
					      strcmp(lying->table, "source") ==
						      0
				      ? "id, uid, front, back, place"
				      : "*";
	char sql[300];
	int64_t missing;

	snprintf(sql, sizeof(sql),
		 "SELECT count(*) FROM (SELECT %s FROM orig.%s EXCEPT"
		 " SELECT %s FROM main.%s) WHERE id NOT BETWEEN %lld AND %lld",
		 columns, table, columns, table,
		 here ? (long long)lying->first : 0LL,
		 here ? (long long)lying->last : -1LL);
	missing = plain_int(plain, sql);
	if (missing > (here && lying->is_overflow))
		fail_msg("page %d (of %s): %lld rows of %s are missing", number,
			 lying->table, (long long)missing, table);
}

/* Pairs lie in the tree's own order, on pages inside it as well. */
static void assert_tags(sqlite3 *plain, const struct lying *lying, int number)
{
	bool here = strcmp("note_tag", lying->table) == 0;
	int64_t missing = plain_int(plain, "SELECT count(*) FROM (SELECT * FROM"
					   " orig.note_tag EXCEPT SELECT * FROM"
					   " main.note_tag)");

	if (missing > (here ? lying->entries : 0))
		fail_msg("page %d (of %s): %lld tags are missing", number,
			 lying->table, (long long)missing);
}

/* The salvaged database, and the sound one as `orig`. */
static sqlite3 *open_both(struct damage *d)
{
	char sql[120];
	sqlite3 *plain;

	assert_int_equal(sqlite3_open(d->salvaged, &plain), SQLITE_OK);
	snprintf(sql, sizeof(sql), "ATTACH '%s' AS orig", d->t->path);
	run_sql(plain, sql);
	return plain;
}

static void assert_salvaged(struct damage *d, int number)
{
	sqlite3 *plain = open_both(d);
	struct lying lying;

	lying = what_lies_on(plain, number);
	for (size_t i = 0; i < COUNT(tables); i++)
		assert_rows(plain, tables[i], &lying, number);
	assert_tags(plain, &lying, number);
	sqlite3_close(plain);
}

static void try_page(struct damage *d, int number, enum manner manner)
{
	write_damaged(d, number, manner);
	salvage_it(d);
	assert_salvaged(d, number);
}

static void a_sound_file_arrives_whole(void **state)
{
	struct damage *d = *state;
	struct salvage_report report;

	write_damaged(d, 0, ZEROS);
	report = salvage_it(d);
	assert_true(report.is_whole);
	assert_int_equal(report.notes, 120);
	assert_int_equal(report.cards, 240);
	assert_int_equal(report.reviews, 401);
	assert_int_equal(report.refused + report.notes_pieced +
				 report.notes_lost + report.cards_lost +
				 report.reviews_lost,
			 0);
	assert_salvaged(d, 0);
}

static void whichever_page_is_damaged_the_others_arrive(void **state)
{
	struct damage *d = *state;
	int manners = at_length(1, MANNERS), step = at_length(6, 1);

	for (int first = 0; first < manners; first++)
		for (int i = 1; i <= d->pages; i += step)
			try_page(d, i, (enum manner)((first + i) % MANNERS));
}

/* Much is lost then; but what comes out is a database, and the file is left
 * alone. */
static void of_any_damage_comes_a_sound_database(void **state)
{
	struct damage *d = *state;
	size_t size = (size_t)d->pages * PAGE;
	unsigned char *bytes = malloc(size), *after;

	for (int round = at_length(6, 60); round > 0; round--) {
		int spoilt = 1 << pick(&d->random, 7), pages, left;

		memcpy(bytes, d->bytes, size);
		for (int i = 0; i < spoilt; i++)
			spoil(d,
			      bytes + (size_t)pick(&d->random, d->pages) * PAGE,
			      (enum manner)pick(&d->random, MANNERS));
		pages = 1 + pick(&d->random, d->pages);
		write_pages(d->damaged, bytes, pages);
		salvage_it(d);
		after = read_pages(d->damaged, &left);
		assert_int_equal(left, pages);
		assert_memory_equal(after, bytes, (size_t)pages * PAGE);
		free(after);
	}
	free(bytes);
}

/* ---- numbers in files ---- */

static uint32_t get_4(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

static void put_4(unsigned char *at, uint32_t number)
{
	for (int i = 3; i >= 0; i--, number >>= 8)
		at[i] = (unsigned char)number;
}

/* ---- the log beside the file ---- */

static void copy_file(const char *from, const char *to, long most)
{
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	int c;

	assert_non_null(in);
	assert_non_null(out);
	while (most-- != 0 && (c = getc(in)) != EOF)
		putc(c, out);
	fclose(in);
	fclose(out);
}

/* Three answers that are in the log only, of which the last is cut off. */
static void what_was_committed_to_the_log_arrives(void **state)
{
	struct damage *d = *state;
	struct temporary_store *t = d->t;
	char wal[90], new_wal[90];
	struct salvage_report report;
	struct stat status;

	snprintf(wal, sizeof(wal), "%s-wal", t->path);
	snprintf(new_wal, sizeof(new_wal), "%s-wal", d->damaged);
	temporary_store_reopen(t);
	for (int i = 0; i < 3; i++)
		answer(t, 256 * (101 + i), TODAY + 500, 4);
	copy_file(t->path, d->damaged, -1);
	copy_file(wal, new_wal, -1);
	report = salvage_it(d);
	assert_true(report.is_whole);
	assert_int_equal(report.reviews, 404);
	assert_int_equal(stat(new_wal, &status), 0);
	copy_file(wal, new_wal, (long)status.st_size - 100);
	report = salvage_it(d);
	assert_true(report.is_whole);
	assert_int_equal(report.reviews, 403);
	store_close(t->store);
	t->store = NULL;
	unlink(new_wal);
}

/* The log of three answers beside the sound file, and how long it is. */
static unsigned char *write_log(struct damage *d, char name[90], size_t *size)
{
	struct temporary_store *t = d->t;
	unsigned char *log;
	char wal[90];

	snprintf(wal, sizeof(wal), "%s-wal", t->path);
	snprintf(name, 90, "%s-wal", d->damaged);
	temporary_store_reopen(t);
	for (int i = 0; i < 3; i++)
		answer(t, 256 * (104 + i), TODAY + 500, 4);
	log = malloc(1 << 20);
	*size = read_file(wal, (char *)log, 1 << 20);
	copy_file(t->path, d->damaged, -1);
	store_close(t->store);
	t->store = NULL;
	return log;
}

static int64_t reviews_with(struct damage *d, const char *name,
			    const unsigned char *log, size_t size)
{
	write_file(name, log, size);
	return salvage_it(d).reviews;
}

enum { LOG_HEADER = 32, FRAME = 24 + PAGE };

/* The sums of a log anew, of words whose high byte is the first. */
static void sum_anew(unsigned char *log, size_t size)
{
	uint32_t sum[2] = { 0, 0 };

	for (size_t at = 0; at < size; at += at ? FRAME : LOG_HEADER) {
		size_t head = at ? 8 : 24, length = at ? FRAME : LOG_HEADER;

		for (size_t i = 0; i < length; i += 8) {
			if (i >= head && i < (at ? 24U : LOG_HEADER))
				continue;
			sum[0] += get_4(log + at + i) + sum[1];
			sum[1] += get_4(log + at + i + 4) + sum[0];
		}
		put_4(log + at + (at ? 16 : 24), sum[0]);
		put_4(log + at + (at ? 20 : 28), sum[1]);
	}
}

static void only_a_log_that_is_sound_counts(void **state)
{
	/* Where a bit is wrong: of what it is, the size of pages, a sum of the
	 * header, what the first frame belongs to, its page, its sum. */
	static const size_t bits[] = { 0,
				       10,
				       24,
				       28,
				       LOG_HEADER + 9,
				       LOG_HEADER + 1000,
				       LOG_HEADER + 16,
				       LOG_HEADER + 20 };
	struct damage *d = *state;
	char name[90];
	size_t size;
	unsigned char *log = write_log(d, name, &size);
	int64_t before, after;

	before = reviews_with(d, name, log, 0);
	after = reviews_with(d, name, log, size);
	assert_int_equal(after, before + 3);
	for (size_t i = 0; i < COUNT(bits); i++) {
		log[bits[i]] ^= 2;
		assert_int_equal(reviews_with(d, name, log, size), before);
		log[bits[i]] ^= 2;
	}
	assert_int_equal(reviews_with(d, name, log, LOG_HEADER), before);
	log[3] |= 1;
	sum_anew(log, size);
	assert_int_equal(reviews_with(d, name, log, size), after);
	free(log);
	unlink(name);
}

static void what_cannot_be_read_is_refused(void **state)
{
	struct damage *d = *state;
	const struct store_options options = {
		.path = d->salvaged,
		.device = "test",
		.random = &d->random,
	};
	const struct stamp stamp = noon(TODAY);
	struct salvage_report report;
	struct store *into;
	struct error err;

	write_pages(d->damaged, d->bytes, d->pages);
	write_pages(d->salvaged, d->empty, d->empty_pages);
	into = store_open(&options, &err);
	assert_non_null(into);
	must_fail(salvage("/no/such/file", into, &stamp, &report, &err),
		  ERROR_NOT_FOUND);
	must_fail(salvage(d->t->folder, into, &stamp, &report, &err), ERROR_IO);
	d->bytes[63] ^= 64; /* user_version */
	write_pages(d->damaged, d->bytes, d->pages);
	must_fail(salvage(d->damaged, into, &stamp, &report, &err),
		  ERROR_NEWER);
	d->bytes[63] ^= 64;
	store_close(into);
}

/* ---- what is known of what was lost ---- */

/* Overwrite the page on which a row lies. */
static void lose(struct damage *d, const char *table, int64_t id)
{
	sqlite3 *plain = open_both(d);
	struct lying lying = { 0 };
	int number = 0;

	while (strcmp(lying.table, table) != 0 || id < lying.first ||
	       id > lying.last)
		lying = what_lies_on(plain, ++number);
	sqlite3_close(plain);
	write_damaged(d, number, ZEROS);
}

static int64_t ask_salvaged(struct damage *d, const char *sql)
{
	sqlite3 *plain = open_both(d);
	int64_t value;

	value = plain_int(plain, sql);
	sqlite3_close(plain);
	return value;
}

static void lost_notes_are_pieced_together_from_indexes(void **state)
{
	struct damage *d = *state;
	struct salvage_report report;

	lose(d, "note", 40);
	report = salvage_it(d);
	assert_false(report.is_whole);
	assert_true(report.notes_pieced > 5);
	assert_int_equal(report.notes + report.notes_pieced, 120);
	assert_int_equal(report.notes_lost, 0);
	assert_int_equal(report.cards, 240);
	assert_int_equal(ask_salvaged(d, "SELECT count(*) FROM note WHERE id ="
					 " 40 AND key = 'key 40' AND deck_id ="
					 " 2 AND back = '词 40' AND front ="
					 " 'Was heißt „Wort“ Nummer 40?'"),
			 1);
}

static void the_answers_to_a_lost_card_make_it_again(void **state)
{
	struct damage *d = *state;
	struct salvage_report report;

	lose(d, "card", 60 * 256);
	report = salvage_it(d);
	assert_true(report.cards_lost > 50);
	/* Nothing tells of a card that is suspended and was never asked. */
	assert_int_equal(ask_salvaged(d, "SELECT count(*) FROM orig.card WHERE"
					 " id NOT IN (SELECT id FROM main.card)"
					 " AND (suspended = 0 OR id IN (SELECT"
					 " card_id FROM orig.review))"),
			 0);
	assert_int_equal(report.reviews, 401);
	assert_int_equal(report.reviews_lost, 0);
}

static void lost_answers_are_counted(void **state)
{
	struct damage *d = *state;
	struct salvage_report report;

	lose(d, "review", 200);
	report = salvage_it(d);
	assert_true(report.reviews_lost > 10);
	assert_int_equal(report.reviews + report.reviews_lost, 401);
}

static void what_is_made_up_can_be_undone(void **state)
{
	struct damage *d = *state;

	lose(d, "deck", 2);
	salvage_it(d);
	assert_int_equal(ask_salvaged(d, "SELECT count(*) FROM deck JOIN batch"
					 " ON batch.id = batch_id WHERE"
					 " name = 'salvaged-2'"
					 " AND kind = 'salvage'"),
			 1);
	assert_int_equal(ask_salvaged(d, "SELECT count(*) FROM main.note"),
			 120);
}

/* ---- what a file can look like ---- */

static sqlite3 *open_damaged(struct damage *d)
{
	sqlite3 *plain;

	assert_int_equal(sqlite3_open(d->damaged, &plain), SQLITE_OK);
	run_sql(plain, "PRAGMA journal_mode = DELETE;"
		       "DROP TRIGGER review_no_delete;"
		       "DROP TRIGGER review_no_update");
	return plain;
}

static void append_page(struct damage *d, const unsigned char *page)
{
	FILE *out = fopen(d->damaged, "ab");

	assert_non_null(out);
	assert_int_equal(fwrite(page, PAGE, 1, out), 1);
	fclose(out);
}

static void pages_may_have_any_size(void **state)
{
	static const char *const sizes[] = { "512", "1024", "65536" };
	struct damage *d = *state;

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct salvage_report report;
		sqlite3 *plain;
		char sql[60];

		write_damaged(d, 0, ZEROS);
		plain = open_damaged(d);
		snprintf(sql, sizeof(sql), "PRAGMA page_size = %s; VACUUM",
			 sizes[i]);
		run_sql(plain, sql);
		sqlite3_close(plain);
		report = salvage_it(d);
		assert_true(report.is_whole);
		assert_salvaged(d, 0);
	}
}

/* In a list that is not sound no page is trusted to be free, so that what was
 * removed may come as well. */
static void what_is_free_is_not_looked_at_unless_the_list_is_wrong(void **state)
{
	struct damage *d = *state;
	unsigned char *bytes;
	uint32_t trunk;
	int pages;
	sqlite3 *plain;

	write_damaged(d, 0, ZEROS);
	plain = open_damaged(d);
	run_sql(plain, "PRAGMA secure_delete = OFF; DELETE FROM review"
		       " WHERE id > 200");
	sqlite3_close(plain);
	assert_int_equal(salvage_it(d).reviews, 100);
	bytes = read_pages(d->damaged, &pages);
	trunk = get_4(bytes + 32);
	assert_in_range(trunk, 2, pages);
	for (int i = 0; i < 6; i++) {
		unsigned char *list = bytes + (trunk - 1) * PAGE;
		unsigned char *const places[] = { bytes + 32, bytes + 36,
						  bytes + 36, list,
						  list + 4,   list + 8 };
		const uint32_t values[] = { 1U << 30,	  0, 1000, trunk,
					    PAGE / 4 - 1, 1 };
		uint32_t before = get_4(places[i]);

		put_4(places[i], values[i]);
		write_pages(d->damaged, bytes, pages);
		if (salvage_it(d).reviews <= 100)
			fail_msg("place %d", i);
		put_4(places[i], before);
	}
	free(bytes);
}

/* A page of answers that nothing leads to, as of a copy that went another way:
 * the same numbers, and other answers. */
static void answers_that_share_a_number_both_arrive(void **state)
{
	struct damage *d = *state;
	struct salvage_report report;
	struct lying lying = { 0 };
	unsigned char *other;
	sqlite3 *plain;
	int number = 0, pages;

	write_damaged(d, 0, ZEROS);
	plain = open_damaged(d);
	run_sql(plain, "UPDATE review SET uid = randomblob(16)");
	sqlite3_close(plain);
	other = read_pages(d->damaged, &pages);
	salvage_it(d);
	plain = open_both(d);
	while (strcmp(lying.table, "review") != 0 || lying.last < 0)
		lying = what_lies_on(plain, ++number);
	sqlite3_close(plain);
	write_damaged(d, 0, ZEROS);
	append_page(d, other + (size_t)(number - 1) * PAGE);
	report = salvage_it(d);
	assert_int_equal(report.reviews, 401 + lying.entries);
	assert_salvaged(d, 0);
	free(other);
}

/* ---- rings ---- */

/* A leaf of a table whose thousand cells are all one row of 16 MB, that goes
 * round and round over a ring of pages. */
enum { RING_PAGES = 100, RING_CELLS = 1000, CELL_AT = 2100 };
static const uint32_t ring_payload = 489 + 4092 * 4000;

static void write_ring(const char *path)
{
	static unsigned char pages[2 + RING_PAGES][PAGE];
	unsigned char *leaf = pages[1], *cell = leaf + CELL_AT;

	memset(pages, 0, sizeof(pages));
	leaf[0] = 13;
	leaf[3] = RING_CELLS >> 8;
	leaf[4] = RING_CELLS & 0xFF;
	for (int i = 0; i < RING_CELLS; i++) {
		leaf[8 + 2 * i] = CELL_AT >> 8;
		leaf[9 + 2 * i] = CELL_AT & 0xFF;
	}
	for (int i = 3; i >= 0; i--)
		*cell++ = (unsigned char)((ring_payload >> (7 * i) & 0x7F) |
					  (i ? 0x80 : 0));
	*cell++ = 1; /* the row's number */
	put_4(cell + 489, 3);
	for (int i = 2; i < 2 + RING_PAGES; i++)
		put_4(pages[i], i == 1 + RING_PAGES ? 3 : 2 + (uint32_t)i);
	write_pages(path, pages[0], 2 + RING_PAGES);
}

static void rows_that_go_round_in_a_ring_come_to_an_end(void **state)
{
	struct damage *d = *state;
	struct salvage_page page;
	struct salvage_file file;
	struct salvage_row row;
	struct error err;

	write_ring(d->damaged);
	must(salvage_file_open(&file, d->damaged, &err));
	assert_in_range(file.chained_left, 1, 100 * RING_PAGES);
	salvage_page_load(&page, &file, 2);
	assert_int_equal(page.cells, RING_CELLS);
	for (int i = 0; i < RING_CELLS; i++)
		assert_false(salvage_page_row(&page, i, &row));
	assert_int_equal(file.chained_left, 0);
	salvage_page_release(&page);
	salvage_file_close(&file);
}

int main(void)
{
	const struct CMUnitTest the_tests[] = {
		cmocka_unit_test(a_sound_file_arrives_whole),
		cmocka_unit_test(whichever_page_is_damaged_the_others_arrive),
		cmocka_unit_test(of_any_damage_comes_a_sound_database),
		cmocka_unit_test(what_cannot_be_read_is_refused),
		cmocka_unit_test(lost_notes_are_pieced_together_from_indexes),
		cmocka_unit_test(the_answers_to_a_lost_card_make_it_again),
		cmocka_unit_test(lost_answers_are_counted),
		cmocka_unit_test(what_is_made_up_can_be_undone),
		cmocka_unit_test(answers_that_share_a_number_both_arrive),
		cmocka_unit_test(pages_may_have_any_size),
		cmocka_unit_test(
			what_is_free_is_not_looked_at_unless_the_list_is_wrong),
		cmocka_unit_test(what_was_committed_to_the_log_arrives),
		cmocka_unit_test(only_a_log_that_is_sound_counts),
		cmocka_unit_test(rows_that_go_round_in_a_ring_come_to_an_end),
	};

	return cmocka_run_group_tests(the_tests, set_up, tear_down);
}
