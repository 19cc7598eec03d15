#include "store/salvage_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	FILE_HEADER_SIZE = 100, /* on the first page, before its own */
	LEAF_HEADER_SIZE = 8,
	INSIDE_HEADER_SIZE = 12,
	PAYLOAD_MOST = 17 * 1024 * 1024,
};

/* A piece of memory that is read from its beginning. */
struct piece {
	const unsigned char *at, *end;
};

static bool take_varint(struct piece *piece, uint64_t *value)
{
	*value = 0;
	for (int i = 0; i < 9; i++) {
		unsigned char byte;

		if (piece->at >= piece->end)
			return false;
		byte = *piece->at++;
		if (i == 8) {
			*value = *value << 8 | byte;
			return true;
		}
		*value = *value << 7 | (byte & 0x7F);
		if (!(byte & 0x80))
			return true;
	}
	return false;
}

/* ---- pages --------------------------------------------------------------- */

static size_t header_at(const struct salvage_page *page)
{
	return page->number == 1 ? FILE_HEADER_SIZE : 0;
}

static bool is_inside(enum salvage_page_type type)
{
	return type == PAGE_TABLE_INSIDE || type == PAGE_INDEX_INSIDE;
}

static size_t header_size(const struct salvage_page *page)
{
	return is_inside(page->type) ? INSIDE_HEADER_SIZE : LEAF_HEADER_SIZE;
}

static enum salvage_page_type type_of(unsigned char byte)
{
	switch (byte) {
	case PAGE_INDEX_INSIDE:
	case PAGE_TABLE_INSIDE:
	case PAGE_INDEX_LEAF:
	case PAGE_TABLE_LEAF:
		return (enum salvage_page_type)byte;
	default:
		return PAGE_OTHER;
	}
}

void salvage_page_load(struct salvage_page *page, struct salvage_file *file,
		       uint32_t number)
{
	size_t header;

	*page = (struct salvage_page){ .file = file, .number = number };
	page->bytes = memory_alloc(file->page_size);
	if (!salvage_file_read(file, number, page->bytes))
		return;
	header = header_at(page);
	page->type = type_of(page->bytes[header]);
	if (page->type == PAGE_OTHER)
		return;
	page->cells = (int)salvage_get_2(page->bytes + header + 3);
	if (header + header_size(page) + 2 * (size_t)page->cells > file->usable)
		page->type = PAGE_OTHER;
	if (page->type == PAGE_OTHER)
		page->cells = 0;
}

void salvage_page_release(struct salvage_page *page)
{
	free(page->bytes);
	free(page->payload);
	*page = (struct salvage_page){ 0 };
}

/* From a cell's first byte to the end of the page. */
static bool find_cell(const struct salvage_page *page, int cell,
		      struct piece *piece)
{
	size_t pointers = header_at(page) + header_size(page);
	size_t at = salvage_get_2(page->bytes + pointers + 2 * (size_t)cell);

	if (at < pointers + 2 * (size_t)page->cells ||
	    at + 4 > page->file->usable)
		return false;
	*piece = (struct piece){ page->bytes + at,
				 page->bytes + page->file->usable };
	return true;
}

uint32_t salvage_page_child(const struct salvage_page *page, int cell,
			    int64_t *key)
{
	struct piece piece;
	uint64_t value;
	uint32_t child;

	*key = INT64_MAX;
	if (!is_inside(page->type))
		return 0;
	if (cell == page->cells)
		return salvage_get_4(page->bytes + header_at(page) + 8);
	if (!find_cell(page, cell, &piece))
		return 0;
	child = salvage_get_4(piece.at);
	piece.at += 4;
	if (page->type == PAGE_TABLE_INSIDE) {
		if (!take_varint(&piece, &value))
			return 0;
		*key = (int64_t)value;
	}
	return child;
}

/* ---- rows ---------------------------------------------------------------- */

/* How much of a payload is on the page itself. */
static size_t local_size(const struct salvage_page *page, uint64_t size)
{
	size_t usable = page->file->usable;
	size_t least = (usable - 12) * 32 / 255 - 23;
	size_t most = page->type == PAGE_TABLE_LEAF
			      ? usable - 35
			      : (usable - 12) * 64 / 255 - 23;
	size_t fitting;

	if (size <= most)
		return (size_t)size;
	fitting = least + (size_t)((size - least) % (usable - 4));
	return fitting <= most ? fitting : least;
}

/* What is on the page, and what is on the chain of pages that follow it. */
static bool gather(struct salvage_page *page, struct piece *piece, size_t size)
{
	struct salvage_file *file = page->file;
	size_t got = local_size(page, size);
	unsigned char *next_page;
	uint32_t next;
	bool ok = true;

	if ((size_t)(piece->end - piece->at) < got + (got < size ? 4 : 0))
		return false;
	if (page->capacity < size + 1) {
		page->capacity = 2 * size + 64;
		page->payload = memory_resize(page->payload, page->capacity);
	}
	memcpy(page->payload, piece->at, got);
	if (got == size)
		return true;
	next = salvage_get_4(piece->at + got);
	next_page = memory_alloc(file->page_size);
	while (ok && got < size) {
		size_t more = size - got < file->usable - 4 ? size - got
							    : file->usable - 4;

		ok = file->chained_left > 0 &&
		     salvage_file_read(file, next, next_page);
		if (!ok)
			break;
		file->chained_left--;
		memcpy(page->payload + got, next_page + 4, more);
		got += more;
		next = salvage_get_4(next_page);
	}
	free(next_page);
	return ok && next == 0;
}

static size_t size_of_type(uint64_t type)
{
	static const unsigned char sizes[] = { 0, 1, 2, 3, 4, 6,
					       8, 8, 0, 0, 0, 0 };

	return type < sizeof(sizes) ? sizes[type] : (size_t)((type - 12) / 2);
}

static int64_t read_int(const unsigned char *bytes, size_t size)
{
	uint64_t value = bytes[0] & 0x80 ? UINT64_MAX : 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | bytes[i];
	return (int64_t)value;
}

static struct salvage_value read_value(uint64_t type,
				       const unsigned char *bytes)
{
	size_t size = size_of_type(type);

	if (type == 0)
		return (struct salvage_value){ .kind = SALVAGE_NULL };
	if (type <= 6)
		return (struct salvage_value){
			.kind = SALVAGE_INT, .number = read_int(bytes, size)
		};
	if (type == 7)
		return (struct salvage_value){ .kind = SALVAGE_REAL };
	if (type <= 9)
		return (struct salvage_value){ .kind = SALVAGE_INT,
					       .number = type == 9 };
	return (struct salvage_value){
		.kind = type % 2 ? SALVAGE_TEXT : SALVAGE_BLOB,
		.bytes = bytes,
		.length = size,
	};
}

/* Header and values fill the payload to the byte. */
static bool decode(const unsigned char *payload, size_t size,
		   struct salvage_row *row)
{
	struct piece header = { payload, payload + size };
	size_t at;
	uint64_t header_bytes, type;

	row->count = 0;
	if (!take_varint(&header, &header_bytes) || header_bytes > size)
		return false;
	header.end = payload + header_bytes;
	at = (size_t)header_bytes;
	while (header.at < header.end) {
		if (row->count == SALVAGE_VALUES_MOST ||
		    !take_varint(&header, &type) || type == 10 || type == 11 ||
		    size_of_type(type) > size - at)
			return false;
		row->values[row->count++] = read_value(type, payload + at);
		at += size_of_type(type);
	}
	return header.at == header.end && at == size && row->count > 0;
}

bool salvage_page_row(struct salvage_page *page, int cell,
		      struct salvage_row *row)
{
	struct piece piece;
	uint64_t size, rowid = 0;

	if (page->type == PAGE_OTHER || page->type == PAGE_TABLE_INSIDE ||
	    !find_cell(page, cell, &piece))
		return false;
	if (page->type == PAGE_INDEX_INSIDE)
		piece.at += 4;
	if (!take_varint(&piece, &size) || size < 2 || size > PAYLOAD_MOST ||
	    (page->type == PAGE_TABLE_LEAF && !take_varint(&piece, &rowid)) ||
	    !gather(page, &piece, (size_t)size))
		return false;
	row->rowid = (int64_t)rowid;
	return decode(page->payload, (size_t)size, row);
}
