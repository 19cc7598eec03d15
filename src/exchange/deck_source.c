#include "exchange/deck_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistr.h>

#include "base/memory.h"
#include "base/message.h"

struct deck_source {
	int fd;
	bool has_mark; /* a byte order mark */
	off_t start;   /* of the text, after the marks */
};

static const char mark[] = "\xEF\xBB\xBF";

/* ---- reading ------------------------------------------------------------- */

static bool read_some(int fd, char *buffer, size_t size, size_t *length,
		      struct error *err)
{
	ssize_t got;

	do {
		got = read(fd, buffer, size);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return error_set_errno(err, _("cannot read the file"));
	*length = (size_t)got;
	return true;
}

bool deck_source_read(struct deck_source *source, char *buffer, size_t size,
		      size_t *length, struct error *err)
{
	return read_some(source->fd, buffer, size, length, err);
}

bool deck_source_rewind(struct deck_source *source, struct error *err)
{
	if (lseek(source->fd, source->start, SEEK_SET) < 0)
		return error_set_errno(err, _("cannot read the file"));
	return true;
}

const char *deck_source_encoding(const struct deck_source *source)
{
	return source->has_mark ? "UTF-8 with BOM" : "UTF-8";
}

/* ---- opening ------------------------------------------------------------- */

static bool write_all(int fd, const char *bytes, size_t length,
		      struct error *err)
{
	while (length > 0) {
		ssize_t put = write(fd, bytes, length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return error_set_errno(
				err, _("cannot write a temporary file"));
		bytes += put;
		length -= (size_t)put;
	}
	return true;
}

static bool copy_all(int from, int to, struct error *err)
{
	char buffer[64 << 10];
	size_t length;

	do {
		if (!read_some(from, buffer, sizeof(buffer), &length, err) ||
		    !write_all(to, buffer, length, err))
			return false;
	} while (length > 0);
	return true;
}

/* A copy that can be read twice and goes away by itself. */
static bool spool(int from, int *to, struct error *err)
{
	FILE *file = tmpfile();
	bool done;

	if (!file)
		return error_set_errno(err, _("cannot make a temporary file"));
	*to = dup(fileno(file));
	fclose(file);
	if (*to < 0)
		return error_set_errno(err, _("cannot make a temporary file"));
	done = copy_all(from, *to, err);
	if (!done)
		close(*to);
	return done;
}

static bool open_descriptor(const char *path, int *fd, struct error *err)
{
	bool is_input = strcmp(path, "-") == 0;
	int file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat status = { 0 };
	bool done = true;

	if (file < 0)
		return error_set_errno(err, _("cannot open the file"));
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && !is_input) {
		*fd = file;
		return true;
	}
	if (S_ISDIR(status.st_mode))
		done = error_set(err, ERROR_IO, _("this is a directory"));
	else
		done = spool(file, fd, err);
	if (!is_input)
		close(file);
	return done;
}

/* ---- checking ------------------------------------------------------------ */

/* Files that people take for decks by their name, by how they begin. */
static const struct {
	const char *bytes;
	size_t length;
	const char *message;
} foreign_files[] = {
	{ "PK\3\4", 4,
	  N_("this is a package or a spreadsheet (zip), not text; "
	     "export the deck as CSV") },
	{ "SQLite format 3", 16,
	  N_("this is an SQLite database, not text; "
	     "export the deck as CSV") },
	{ "\xD0\xCF\x11\xE0", 4,
	  N_("this is a spreadsheet, not text; save it as CSV UTF-8") },
	{ "%PDF-", 5, N_("this is a PDF, not text") },
	{ "\xFF\xFE", 2,
	  N_("the file is UTF-16, not UTF-8; save it as UTF-8") },
	{ "\xFE\xFF", 2,
	  N_("the file is UTF-16, not UTF-8; save it as UTF-8") },
};

static bool check_start(struct deck_source *source, struct error *err)
{
	char head[64];
	size_t length, at = 0;

	if (!deck_source_rewind(source, err) ||
	    !deck_source_read(source, head, sizeof(head), &length, err))
		return false;
	if (length == 0)
		return error_set(err, ERROR_FORMAT, _("the file is empty"));
	for (size_t i = 0; i < sizeof(foreign_files) / sizeof(*foreign_files);
	     i++)
		if (length >= foreign_files[i].length &&
		    memcmp(head, foreign_files[i].bytes,
			   foreign_files[i].length) == 0)
			return error_set(err, ERROR_FORMAT, "%s",
					 _(foreign_files[i].message));
	while (at + 3 <= length && memcmp(head + at, mark, 3) == 0)
		at += 3;
	source->start = (off_t)at;
	source->has_mark = at > 0;
	return true;
}

/* What is known of the text while it is read through. */
struct check {
	long line;
	bool after_cr;
	long long bytes;
	long long nuls[2]; /* at even and at odd places */
};

static void count_bytes(struct check *check, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char c = bytes[i];

		check->line += c == '\r' || (c == '\n' && !check->after_cr);
		check->after_cr = c == '\r';
		check->nuls[(check->bytes + (long long)i) & 1] += c == '\0';
	}
	check->bytes += (long long)length;
}

/* Half of the bytes of Latin text in UTF-16 are NULs, all on one side. */
static bool looks_like_utf16(const struct check *check)
{
	long long even = check->nuls[0], odd = check->nuls[1];
	long long more = even > odd ? even : odd;
	long long fewer = even > odd ? odd : even;

	return more >= 4 && more * 50 >= check->bytes && more >= 8 * fewer;
}

static bool refuse_binary(const struct check *check, struct error *err)
{
	return error_set(err, ERROR_FORMAT, "%s",
			 looks_like_utf16(check)
				 ? _("the file looks like UTF-16, not UTF-8; "
				     "save it as UTF-8")
				 : _("this is a binary file, not text"));
}

/* A few NULs, as a damaged disk leaves them, cost only their rows. */
static bool check_nuls(const struct check *check, struct error *err)
{
	long long nuls = check->nuls[0] + check->nuls[1];

	if (nuls > 0 && (looks_like_utf16(check) || 2 * nuls > check->bytes))
		return refuse_binary(check, err);
	return true;
}

static bool refuse_byte(struct check *check, const char *bytes, size_t length,
			const char *bad, struct error *err)
{
	size_t before = (size_t)(bad - bytes);
	long line;

	count_bytes(check, bytes, before);
	line = check->line;
	count_bytes(check, bad, length - before);
	if (check->nuls[0] + check->nuls[1] > 0)
		return refuse_binary(check, err);
	return error_set(err, ERROR_FORMAT,
			 _("line %ld is not UTF-8 (byte 0x%02X); "
			   "save the file as UTF-8"),
			 line, (unsigned)(unsigned char)*bad);
}

/* How many of the last bytes may be a character that is cut in two. */
static size_t cut_tail(const char *bytes, size_t length)
{
	for (size_t back = 1; back <= 3 && back <= length; back++) {
		unsigned char c = (unsigned char)bytes[length - back];

		if (c >= 0xC0)
			return (c >= 0xF0   ? 4u
				: c >= 0xE0 ? 3u
					    : 2u) > back
				       ? back
				       : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

static bool check_text(struct deck_source *source, struct error *err)
{
	char buffer[64 << 10];
	struct check check = { .line = 1 };
	size_t kept = 0, length;

	if (!deck_source_rewind(source, err))
		return false;
	do {
		const uint8_t *bad;

		if (!deck_source_read(source, buffer + kept,
				      sizeof(buffer) - kept, &length, err))
			return false;
		length += kept;
		kept = length > kept ? cut_tail(buffer, length) : 0;
		bad = u8_check((const uint8_t *)buffer, length - kept);
		if (bad)
			return refuse_byte(&check, buffer, length,
					   (const char *)bad, err);
		count_bytes(&check, buffer, length - kept);
		memmove(buffer, buffer + length - kept, kept);
	} while (length > 0);
	if (check.bytes == 0)
		return error_set(err, ERROR_FORMAT, _("the file is empty"));
	return check_nuls(&check, err);
}

struct deck_source *deck_source_open(const char *path, struct error *err)
{
	struct deck_source *source;
	int fd = -1;

	if (!open_descriptor(path, &fd, err))
		return NULL;
	source = memory_alloc(sizeof(*source));
	*source = (struct deck_source){ .fd = fd };
	if (!check_start(source, err) || !check_text(source, err)) {
		deck_source_close(source);
		return NULL;
	}
	return source;
}

void deck_source_close(struct deck_source *source)
{
	if (!source)
		return;
	close(source->fd);
	free(source);
}
