#include "store/report_store.h"

#include "base/json.h"
#include "base/message.h"
#include "store/review_store.h"
#include "store/report_parts.h"

bool report_line(struct statement *q, FILE *out, struct error *err)
{
	if (statement_next(q)) {
		json_print(out, statement_required(q, 0, NULL));
		fputc('\n', out);
	}
	return statement_close(q, err);
}

bool report_item(struct statement *q, struct text *list, struct error *err)
{
	if (statement_next(q)) {
		text_add_char(list, list->length ? ',' : '[');
		text_add(list, statement_required(q, 0, NULL));
	}
	return statement_close(q, err);
}

void report_end_list(struct text *list)
{
	text_add(list, list->length ? "]" : "[]");
}

static void bind_counts(struct statement *q, int first,
			const struct queue_counts *counts)
{
	statement_bind_int(q, first, counts->due);
	statement_bind_int(q, first + 1, counts->new);
	statement_bind_int(q, first + 2, counts->drill);
}

static bool deck_items(struct store *store, const struct deck_report *decks,
		       size_t count, struct text *list, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		struct statement q = statement_open(
			store, "SELECT json_object('deck', ?1, 'due', ?2,"
			       " 'new', ?3, 'drill', ?4)");

		statement_bind_text(&q, 1, decks[i].name);
		bind_counts(&q, 2, &decks[i].counts);
		if (!report_item(&q, list, err))
			return false;
	}
	report_end_list(list);
	return true;
}

bool report_due(struct store *store, const struct queue_counts *total,
		int64_t minutes, const struct deck_report *decks, size_t count,
		FILE *out, struct error *err)
{
	struct text list = { 0 };
	bool ok = deck_items(store, decks, count, &list, err);

	if (ok) {
		struct statement q = statement_open(
			store, "SELECT json_object('due', ?1, 'new', ?2,"
			       " 'drill', ?3, 'minutes', ?4,"
			       " 'decks', json(?5))");

		bind_counts(&q, 1, total);
		statement_bind_int(&q, 4, minutes);
		statement_bind_text(&q, 5, text_string(&list));
		ok = report_line(&q, out, err);
	}
	text_release(&list);
	return ok;
}

bool report_decks(struct store *store, const struct deck_report *decks,
		  size_t count, FILE *out, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		struct statement q = statement_open(
			store, "SELECT json_object('deck', ?1, 'notes', ?2,"
			       " 'cards', ?3, 'due', ?4, 'new', ?5,"
			       " 'drill', ?6)");

		statement_bind_text(&q, 1, decks[i].name);
		statement_bind_int(&q, 2, decks[i].notes);
		statement_bind_int(&q, 3, decks[i].cards);
		bind_counts(&q, 4, &decks[i].counts);
		if (!report_line(&q, out, err))
			return false;
	}
	return true;
}

#define CARD_OBJECT                                                          \
	"json_object('id', card.id,"                                         \
	" 'uid', lower(hex(note.uid)) || '.' || (card.id & 255),"            \
	" 'note', lower(hex(note.uid)), 'deck', deck.name,"                  \
	" 'front', card_question(front, back, card.id & 255),"               \
	" 'back', card_answer(front, back, card.id & 255),"                  \
	" 'fields', json(note.fields),"                                      \
	" 'tags', (SELECT json_group_array(name) FROM (SELECT name FROM tag" \
	"  JOIN note_tag ON tag_id = tag.id WHERE note_id = note.id"         \
	"  ORDER BY name)),"                                                 \
	" 'state', CASE WHEN coalesce(ratings, 0) = 0 THEN 'new'"            \
	"  WHEN repetitions = 0 THEN 'learning'"                             \
	"  WHEN interval_days < 21 THEN 'young' ELSE 'mature' END,"          \
	" 'due_day', due_day,"                                               \
	" 'due', date(due_day * 86400, 'unixepoch'),"                        \
	" 'interval_days', coalesce(interval_days, 0),"                      \
	" 'ease_factor', coalesce(ease_centi, 250) / 100.0,"                 \
	" 'repetitions', coalesce(repetitions, 0),"                          \
	" 'lapses', coalesce(lapses, 0),"                                    \
	" 'suspended', json(iif(card.suspended, 'true', 'false')),"          \
	" 'flagged', json(iif(card.flagged, 'true', 'false')),"              \
	" 'buried_until_day', card.buried_until_day)"

#define FROM_CARD                                           \
	" FROM card JOIN note ON note.id = card.id >> 8"    \
	" JOIN deck ON deck.id = note.deck_id"              \
	" LEFT JOIN schedule ON schedule.card_id = card.id" \
	" WHERE card.id = ?1"

bool report_card(struct store *store, int64_t card_id, FILE *out,
		 struct error *err)
{
	struct statement q = statement_open(store,
					    "SELECT " CARD_OBJECT FROM_CARD);

	statement_bind_int(&q, 1, card_id);
	return report_line(&q, out, err);
}

static void add_intervals(const struct card_progress *progress,
			  struct text *list)
{
	text_add_char(list, '[');
	for (size_t i = 0; i < progress->interval_count; i++)
		text_printf(list, "%s%d", i ? "," : "",
			    progress->intervals[i].interval_days);
	text_add_char(list, ']');
}

bool report_card_history(struct store *store, int64_t card_id,
			 const struct card_progress *progress, FILE *out,
			 struct error *err)
{
	struct text intervals = { 0 };
	struct statement q = statement_open(
		store,
		"SELECT json_set(" CARD_OBJECT ", '$.leech',"
		" json(iif(?2, 'true', 'false')),"
		" '$.expected_recall',"
		" nullif(?3, 0) / 1e6, '$.intervals', json(?4),"
		" '$.aliases', json((SELECT json_group_array(text) FROM"
		"  (SELECT text FROM alias WHERE card_id = ?1"
		"   AND deleted_at_ms IS NULL ORDER BY id))),"
		" '$.history', json((SELECT json_group_array(json(item)) FROM"
		"  (SELECT json_object('id', review.id,"
		"   'uid', lower(hex(review.uid)),"
		"   'answered_at_ms', answered_at_ms,"
		"   'utc_offset_min', utc_offset_min,"
		"   'study_day', study_day, 'kind', kind, 'grade', grade,"
		"   'suggested_grade', suggested_grade, 'typed', typed,"
		"   'hints', hints, 'recall_ms', recall_ms, 'check_ms', check_ms,"
		"   'device', device, 'live', json(iif(" REVIEW_IS_LIVE
		"   , 'true', 'false')), 'amends', iif(amends IS NULL, NULL,"
		"    lower(hex(amends)))) AS item"
		"  FROM review WHERE review.card_id = ?1"
		"  ORDER BY answered_at_ms, uid))))" FROM_CARD);

	bool ok;

	add_intervals(progress, &intervals);
	statement_bind_int(&q, 1, card_id);
	statement_bind_int(&q, 2, progress->is_leech);
	statement_bind_int(&q, 3, progress->expected_ppm);
	statement_bind_text(&q, 4, text_string(&intervals));
	ok = report_line(&q, out, err);
	text_release(&intervals);
	return ok;
}

bool report_check(struct store *store, const struct check_report *report,
		  FILE *out, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT json_object('cards', ?1, 'reviews', ?2,"
		       " 'differences', ?3, 'integrity', ?4)");

	statement_bind_int(&q, 1, report->cards);
	statement_bind_int(&q, 2, report->reviews);
	statement_bind_int(&q, 3, report->differences);
	statement_bind_text(
		&q, 4, report->sound ? "ok" : text_string(&report->complaints));
	return report_line(&q, out, err);
}

bool report_setting(struct store *store, const char *name, const char *value,
		    const char *fallback, const char *values, const char *deck,
		    FILE *out, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT json_object('name', ?1, 'value', ?2, 'default',"
		       " ?3, 'values', ?4, 'deck', ?5)");

	statement_bind_text(&q, 1, name);
	statement_bind_text(&q, 2, value);
	statement_bind_text(&q, 3, fallback);
	statement_bind_text(&q, 4, values);
	statement_bind_text(&q, 5, deck);
	return report_line(&q, out, err);
}
