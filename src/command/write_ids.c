#include "command/write_ids.h"

#include <stdlib.h>

#include "base/message.h"
#include "command/memory_text.h"
#include "exchange/deck_ids.h"
#include "exchange/encoding.h"

static bool encode(const char *encoding, const struct memory_text *text,
		   struct memory_text *encoded, struct error *err)
{
	bool ok;

	memory_text_open(encoded);
	ok = encoding_write(encoding, text->data, text->length, encoded->stream,
			    err);
	memory_text_close(encoded);
	return ok;
}

static bool is_file(const char *path, const struct memory_text *bytes)
{
	FILE *file = fopen(path, "re");
	bool same = file != NULL;
	size_t at = 0;
	int c = EOF;

	while (same && (c = getc(file)) != EOF)
		same = at < bytes->length &&
		       bytes->data[at++] == (char)(unsigned char)c;
	if (file)
		fclose(file);
	return same && at == bytes->length;
}

/* The text of the file, with ids or, when these are NULL, as it is. */
static bool read_text(struct deck_reader *reader, const struct import_ids *ids,
		      struct memory_text *text, struct error *err)
{
	bool ok;

	memory_text_open(text);
	ok = ids ? deck_ids_write(reader, ids->list, ids->count, text->stream,
				  err)
		 : deck_ids_copy(reader, text->stream, err);
	memory_text_close(text);
	return ok;
}

static bool check_faithful(const char *path, struct deck_reader *reader,
			   struct error *err)
{
	const char *encoding = deck_reader_format(reader)->encoding;
	struct memory_text text = { 0 }, bytes = { 0 };
	bool ok = read_text(reader, NULL, &text, err) &&
		  encode(encoding, &text, &bytes, err);

	if (ok && !is_file(path, &bytes))
		ok = error_set(err, ERROR_FORMAT,
			       _("writing the file again as %s would change "
				 "more than the ids; save it as UTF-8 first"),
			       encoding);
	free(text.data);
	free(bytes.data);
	return ok;
}

static bool read_again(FILE *file, struct deck_reader *reader,
		       const struct deck_reader_options *options,
		       const struct import_ids *ids, struct error *err)
{
	struct deck_reader *written = deck_reader_open_file(file, options, err);
	bool ok = written &&
		  deck_ids_check(reader, ids->list, ids->count, written, err);

	if (!written)
		error_wrap(
			err, "%s",
			_("with ids in it the file would not be understood"));
	deck_reader_close(written);
	return ok;
}

/* Ids are of no use to an import that takes the rows for others. */
static bool check_readable(const struct memory_text *bytes,
			   struct deck_reader *reader,
			   const struct deck_reader_options *options,
			   const struct import_ids *ids, struct error *err)
{
	FILE *file = tmpfile();
	bool ok;

	if (!file)
		return error_set_errno(err, _("cannot make a temporary file"));
	fwrite(bytes->data, 1, bytes->length, file);
	ok = fflush(file) == 0 && !ferror(file)
		     ? read_again(file, reader, options, ids, err)
		     : error_set_errno(err, _("cannot write a temporary file"));
	fclose(file);
	return ok;
}

static bool put_bytes(void *context, FILE *out, struct error *err)
{
	const struct memory_text *bytes = context;

	fwrite(bytes->data, 1, bytes->length, out);
	return !ferror(out) || error_set_errno(err, _("cannot write the deck"));
}

/* All that can be known before it is beside the file. */
static bool make_bytes(const char *path, struct deck_reader *reader,
		       const struct deck_reader_options *options,
		       const struct import_ids *ids, struct memory_text *bytes,
		       struct error *err)
{
	const char *encoding = deck_reader_format(reader)->encoding;
	struct memory_text text = { 0 };
	bool ok = check_faithful(path, reader, err) &&
		  read_text(reader, ids, &text, err) &&
		  encode(encoding, &text, bytes, err) &&
		  check_readable(bytes, reader, options, ids, err);

	free(text.data);
	return ok;
}

/* What failed on a file that changed failed because it did. */
bool write_ids(const char *path, struct deck_reader *reader,
	       const struct deck_reader_options *options,
	       const struct import_ids *ids, struct arena *arena,
	       struct replacement *out, struct error *err)
{
	struct memory_text bytes = { 0 };
	bool ok = deck_reader_is_current(reader, path) &&
		  make_bytes(path, reader, options, ids, &bytes, err) &&
		  replacement_write(out, path, put_bytes, &bytes, arena, err);

	free(bytes.data);
	if (deck_reader_is_current(reader, path))
		return ok;
	if (ok)
		replacement_drop(out);
	return deck_reader_refuse_change(err);
}

bool write_ids_put(const char *path, const struct deck_reader *reader,
		   const struct replacement *replacement, struct error *err)
{
	if (deck_reader_is_current(reader, path))
		return replacement_put(replacement, err);
	replacement_drop(replacement);
	return deck_reader_refuse_change(err);
}
