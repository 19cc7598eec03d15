#include "store/report_store.h"

#include "store/report_parts.h"

/* A percentage, or NULL where nothing was asked. */
static void bind_percent(struct statement *q, int index, int64_t recalled,
			 int64_t asked)
{
	if (asked > 0)
		statement_bind_int(q, index,
				   statistics_percent(recalled, asked));
}

static bool span_items(struct store *store, const struct statistics *s,
		       struct text *list, struct error *err)
{
	for (int i = 0; i < SPAN_COUNT; i++) {
		const struct span_statistics *span = &s->spans[i];
		struct statement q = statement_open(
			store,
			"SELECT json_object('days', ?1, 'answers', ?2,"
			" 'studied_days', ?3, 'ms', ?4, 'learned', ?5,"
			" 'young', json_object('asked', ?6, 'recalled', ?7,"
			"  'percent', ?8), 'mature', json_object('asked', ?9,"
			"  'recalled', ?10, 'percent', ?11))");

		statement_bind_int(&q, 1, span->days);
		statement_bind_int(&q, 2, span->answers);
		statement_bind_int(&q, 3, span->studied_days);
		statement_bind_int(&q, 4, span->ms);
		statement_bind_int(&q, 5, span->learned);
		statement_bind_int(&q, 6, span->young_asked);
		statement_bind_int(&q, 7, span->young_recalled);
		bind_percent(&q, 8, span->young_recalled, span->young_asked);
		statement_bind_int(&q, 9, span->mature_asked);
		statement_bind_int(&q, 10, span->mature_recalled);
		bind_percent(&q, 11, span->mature_recalled, span->mature_asked);
		if (!report_item(&q, list, err))
			return false;
	}
	report_end_list(list);
	return true;
}

static bool hardest_items(struct store *store, const struct statistics *s,
			  struct text *list, struct error *err)
{
	for (int i = 0; i < s->hardest_count; i++) {
		const struct hard_card *card = &s->hardest[i];
		struct statement q = statement_open(
			store, "SELECT json_object('id', ?1, 'front', ?2,"
			       " 'failed', ?3, 'lapses', ?4,"
			       " 'ease_factor', ?5 / 100.0)");

		statement_bind_int(&q, 1, card->card_id);
		statement_bind_text(&q, 2, card->question);
		statement_bind_int(&q, 3, card->failed);
		statement_bind_int(&q, 4, card->lapses);
		statement_bind_int(&q, 5, card->ease_centi);
		if (!report_item(&q, list, err))
			return false;
	}
	report_end_list(list);
	return true;
}

static void number_list(struct text *list, const int64_t *numbers, int count)
{
	for (int i = 0; i < count; i++)
		text_printf(list, "%c%lld", i ? ',' : '[',
			    (long long)numbers[i]);
	text_add_char(list, ']');
}

struct parts {
	struct text spans, hardest, grades, forecast;
};

static bool print(struct store *store, const struct statistics *s,
		  const char *deck, const struct parts *parts, FILE *out,
		  struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT json_object('deck', ?1, 'study_day', ?2, 'notes', ?3,"
		" 'cards', json_object('all', ?4, 'new', ?5, 'learning', ?6,"
		"  'young', ?7, 'mature', ?8, 'suspended', ?9),"
		" 'answers', ?10, 'spans', json(?11),"
		" 'streak', json_object('now', ?12, 'longest', ?13),"
		" 'grades', json(?14), 'backlog', ?15,"
		" 'forecast', json(?16), 'hardest', json(?17))");

	statement_bind_text(&q, 1, deck);
	statement_bind_int(&q, 2, s->study_day);
	statement_bind_int(&q, 3, s->notes);
	statement_bind_int(&q, 4, s->cards);
	statement_bind_int(&q, 5, s->new);
	statement_bind_int(&q, 6, s->learning);
	statement_bind_int(&q, 7, s->young);
	statement_bind_int(&q, 8, s->mature);
	statement_bind_int(&q, 9, s->suspended);
	statement_bind_int(&q, 10, s->reviews);
	statement_bind_text(&q, 11, text_string(&parts->spans));
	statement_bind_int(&q, 12, s->streak.now);
	statement_bind_int(&q, 13, s->streak.longest);
	statement_bind_text(&q, 14, text_string(&parts->grades));
	statement_bind_int(&q, 15, s->backlog);
	statement_bind_text(&q, 16, text_string(&parts->forecast));
	statement_bind_text(&q, 17, text_string(&parts->hardest));
	return report_line(&q, out, err);
}

bool report_statistics(struct store *store, const struct statistics *s,
		       const char *deck, FILE *out, struct error *err)
{
	struct parts parts = { 0 };
	bool ok;

	number_list(&parts.grades, s->grades, GRADE_COUNT);
	number_list(&parts.forecast, s->forecast, FORECAST_DAYS);
	ok = span_items(store, s, &parts.spans, err) &&
	     hardest_items(store, s, &parts.hardest, err) &&
	     print(store, s, deck, &parts, out, err);
	text_release(&parts.spans);
	text_release(&parts.hardest);
	text_release(&parts.grades);
	text_release(&parts.forecast);
	return ok;
}
