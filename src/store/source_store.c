#include "store/source_store.h"

#include "store/statement.h"

#define SOURCE_COLUMNS                                                      \
	" id, path, deck, encoding, delimiter, header, map, cards, format," \
	" size, changed_at_ns, modified_at_ms "

static struct source source_from_row(struct statement *q, struct arena *arena)
{
	return (struct source){
		.id = statement_int(q, 0),
		.path = statement_required(q, 1, arena),
		.deck = statement_required(q, 2, arena),
		.encoding = statement_text(q, 3, arena),
		.delimiter = statement_text(q, 4, arena),
		.header = statement_text(q, 5, arena),
		.map = statement_text(q, 6, arena),
		.cards = statement_text(q, 7, arena),
		.format = statement_required(q, 8, arena),
		.size = statement_int(q, 9),
		.changed_at_ns = statement_int(q, 10),
		.modified_at_ms = statement_int(q, 11),
	};
}

bool source_find(struct store *store, const char *path, const char *deck,
		 struct arena *arena, struct source *source, struct error *err)
{
	struct statement q = statement_open(
		store, "SELECT" SOURCE_COLUMNS "FROM source WHERE path = ?1"
		       " AND deck = coalesce(?2, deck)"
		       " AND deleted_at_ms IS NULL"
		       " ORDER BY modified_at_ms DESC, id DESC LIMIT 1");

	*source = (struct source){ .path = path, .deck = deck };
	statement_bind_text(&q, 1, path);
	statement_bind_text(&q, 2, deck);
	if (statement_next(&q))
		*source = source_from_row(&q, arena);
	return statement_close(&q, err);
}

bool source_list(struct store *store, struct arena *arena,
		 struct source **sources, size_t *count, struct error *err)
{
	struct statement q = statement_open(
		store,
		"SELECT" SOURCE_COLUMNS ", count(*) OVER () FROM source"
		" WHERE deleted_at_ms IS NULL AND (EXISTS (SELECT 1 FROM deck"
		"  WHERE deck.name = source.deck AND deck.deleted_at_ms IS NULL)"
		" OR EXISTS (SELECT 1 FROM note WHERE source_id = source.id"
		"  AND note.deleted_at_ms IS NULL))"
		" ORDER BY deck, path");
	size_t n = 0;

	*sources = NULL;
	while (statement_next(&q)) {
		if (n == 0)
			*sources = arena_array(arena,
					       (size_t)statement_int(&q, 12),
					       sizeof(**sources));
		(*sources)[n++] = source_from_row(&q, arena);
	}
	*count = n;
	return statement_close(&q, err);
}

static void bind_source(struct statement *q, const struct source *source)
{
	statement_bind_text(q, 1, source->path);
	statement_bind_text(q, 2, source->deck);
	statement_bind_text(q, 3, source->encoding);
	statement_bind_text(q, 4, source->delimiter);
	statement_bind_text(q, 5, source->header);
	statement_bind_text(q, 6, source->map);
	statement_bind_text(q, 7, source->cards);
	statement_bind_text(q, 8, source->format);
	statement_bind_int(q, 9, source->size);
	statement_bind_int(q, 10, source->changed_at_ns);
}

bool source_put(struct store *store, struct source *source, int64_t at_ms,
		struct error *err)
{
	struct uid uid = store_make_uid(store, at_ms);
	struct statement q = statement_open(
		store,
		"INSERT INTO source (path, deck, encoding, delimiter, header,"
		" map, cards, format, size, changed_at_ns, modified_at_ms, uid)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
		" ON CONFLICT (path, deck) DO UPDATE SET"
		" encoding = excluded.encoding,"
		" delimiter = excluded.delimiter, header = excluded.header,"
		" map = excluded.map, cards = excluded.cards,"
		" format = excluded.format, size = excluded.size,"
		" changed_at_ns = excluded.changed_at_ns,"
		" modified_at_ms = excluded.modified_at_ms,"
		" deleted_at_ms = NULL RETURNING id");

	bind_source(&q, source);
	statement_bind_int(&q, 11, at_ms);
	statement_bind_uid(&q, 12, &uid);
	return statement_single(&q, 0, &source->id, err);
}
