#include "exchange/deck_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "exchange/byte_survey.h"
#include "exchange/encoding.h"
#include "exchange/encoding_score.h"
#include "exchange/foreign_file.h"
#include "exchange/quoting.h"

struct deck_source {
	int fd;
	struct stat opened; /* a regular file as it was then, or all 0 */
	off_t start;	    /* of the text, after the marks */
	off_t end;	    /* of the file */
	off_t position;	    /* of the present reading */
	struct encoding encoding;
	char *named; /* by the person: what the encoding's names point to */
	char name[48];
	bool guessed;
	const char *line_end;
};

enum { SAMPLE_SIZE = 64 << 10 };

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
	if (!read_some(source->fd, buffer, size, length, err))
		return false;
	source->position += (off_t)*length;
	return true;
}

bool deck_source_rewind(struct deck_source *source, struct error *err)
{
	if (lseek(source->fd, source->start, SEEK_SET) < 0)
		return error_set_errno(err, _("cannot read the file"));
	source->position = source->start;
	return true;
}

const char *deck_source_encoding(const struct deck_source *source)
{
	return source->name;
}

bool deck_source_guessed(const struct deck_source *source)
{
	return source->guessed;
}

const char *deck_source_line_end(const struct deck_source *source)
{
	return source->line_end;
}

static bool is_same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool deck_source_is_current(const struct deck_source *source, const char *path)
{
	const struct stat *then = &source->opened;
	struct stat now;

	return S_ISREG(then->st_mode) && stat(path, &now) == 0 &&
	       now.st_dev == then->st_dev && now.st_ino == then->st_ino &&
	       now.st_size == then->st_size &&
	       is_same_time(now.st_mtim, then->st_mtim);
}

int deck_source_percent(const struct deck_source *source)
{
	if (source->end <= source->start)
		return 100;
	return (int)(100 * (source->position - source->start) /
		     (source->end - source->start));
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

/* A file without a name that goes away by itself. */
static bool open_temporary(int *fd, struct error *err)
{
	FILE *file = tmpfile();

	if (!file)
		return error_set_errno(err, _("cannot make a temporary file"));
	*fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0);
	fclose(file);
	return *fd >= 0 ||
	       error_set_errno(err, _("cannot make a temporary file"));
}

/* A copy that can be read twice. */
static bool spool(int from, int *to, struct error *err)
{
	if (!open_temporary(to, err))
		return false;
	if (copy_all(from, *to, err))
		return true;
	close(*to);
	return false;
}

static bool open_descriptor(const char *path, int *fd, struct stat *opened,
			    struct error *err)
{
	bool is_input = strcmp(path, "-") == 0;
	int file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat status = { 0 };
	bool done = true;

	if (file < 0)
		return error_set_errno(err, _("cannot open the file"));
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && !is_input) {
		*fd = file;
		*opened = status;
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

/* ---- looking at the bytes ------------------------------------------------ */

struct look {
	struct byte_survey survey;
	char sample[SAMPLE_SIZE]; /* of the start */
	size_t sample_length;
};

static bool look_at(struct deck_source *source, struct look *look,
		    struct error *err)
{
	char buffer[64 << 10];
	size_t length;

	if (!deck_source_rewind(source, err))
		return false;
	do {
		if (!deck_source_read(source, buffer, sizeof(buffer), &length,
				      err))
			return false;
		if (look->survey.bytes == 0) {
			memcpy(look->sample, buffer, length);
			look->sample_length = length;
		}
		byte_survey_add(&look->survey, buffer, length);
	} while (length > 0);
	byte_survey_end(&look->survey);
	source->end = (off_t)look->survey.bytes;
	return true;
}

static void set_encoding(struct deck_source *source, const char *name,
			 const char *iconv_name, bool marked)
{
	source->encoding = (struct encoding){
		.name = name,
		.iconv_name = iconv_name,
		.marked = marked,
	};
}

static bool has_start(const struct look *look, const char *bytes)
{
	return look->sample_length >= strlen(bytes) &&
	       memcmp(look->sample, bytes, strlen(bytes)) == 0;
}

static bool find_mark(struct deck_source *source, const struct look *look)
{
	if (has_start(look, mark))
		set_encoding(source, "UTF-8", "UTF-8", true);
	else if (has_start(look, "\xFF\xFE"))
		set_encoding(source, "UTF-16LE", "UTF-16LE", true);
	else if (has_start(look, "\xFE\xFF"))
		set_encoding(source, "UTF-16BE", "UTF-16BE", true);
	else
		return false;
	return true;
}

static bool refuse_binary(struct error *err)
{
	return error_set(err, ERROR_FORMAT,
			 _("this is a binary file, not text; export the deck "
			   "as CSV, or say with --encoding how its text is "
			   "written"));
}

/* The sample without lines that hold a NUL: nothing that is damaged is to tell
 * what the rest is. */
static void drop_damaged_lines(struct look *look)
{
	char *bytes = look->sample;
	size_t length = look->sample_length, at = 0, kept = 0;

	while (at < length) {
		size_t end = quoting_line_end(bytes, length, at);
		size_t size = (end < length ? end + 1 : end) - at;

		if (!memchr(bytes + at, '\0', size)) {
			memmove(bytes + kept, bytes + at, size);
			kept += size;
		}
		at += size;
	}
	look->sample_length = kept;
}

static bool guess(struct deck_source *source, struct look *look,
		  struct error *err)
{
	const struct encoding_candidate *best;

	if (look->survey.nuls[0] + look->survey.nuls[1] > 0) {
		if (byte_survey_is_binary(&look->survey))
			return refuse_binary(err);
		drop_damaged_lines(look);
	}
	best = encoding_guess(look->sample, look->sample_length);
	if (!best)
		return error_set(err, ERROR_FORMAT,
				 _("the file is not UTF-8, and what else it is "
				   "cannot be told; say it with --encoding"));
	set_encoding(source, best->name, best->iconv_name, false);
	source->guessed = true;
	return true;
}

static bool detect(struct deck_source *source, struct look *look,
		   struct error *err)
{
	const struct byte_survey *survey = &look->survey;
	char utf16 = byte_survey_utf16(survey);

	if (find_mark(source, look))
		return true;
	if (utf16) {
		set_encoding(source, utf16 == 'L' ? "UTF-16LE" : "UTF-16BE",
			     utf16 == 'L' ? "UTF-16LE" : "UTF-16BE", false);
		return true;
	}
	if (2 * (survey->nuls[0] + survey->nuls[1]) > survey->bytes)
		return refuse_binary(err);
	if (!byte_survey_is_utf8(survey))
		return guess(source, look, err);
	set_encoding(source, "UTF-8", "UTF-8", false);
	return true;
}

/* What a person says is so; only a mark can say more of the same. */
static bool choose_encoding(struct deck_source *source, const char *name,
			    struct look *look, struct error *err)
{
	struct encoding said;

	if (!name)
		return detect(source, look, err);
	source->named = strcpy(memory_alloc(strlen(name) + 1), name);
	if (!encoding_find(source->named, &said, err))
		return false;
	if (!find_mark(source, look) ||
	    strncmp(source->encoding.name, said.name, 5) != 0)
		source->encoding = said;
	return true;
}

/* ---- decoding ------------------------------------------------------------ */

static bool write_text(void *context, const char *text, size_t length,
		       struct error *err)
{
	return write_all(*(int *)context, text, length, err);
}

static bool decode_into(struct deck_source *source, int *fd, struct error *err)
{
	struct encoding_decoder *decoder = encoding_decoder_open(
		&source->encoding, write_text, fd, err);
	char buffer[64 << 10];
	size_t length = 0;
	bool ok = decoder && deck_source_rewind(source, err);

	while (ok) {
		ok = deck_source_read(source, buffer, sizeof(buffer), &length,
				      err);
		if (!ok || length == 0)
			break;
		ok = encoding_decoder_put(decoder, buffer, length, err);
	}
	if (!decoder)
		return false;
	if (ok)
		return encoding_decoder_close(decoder, err);
	encoding_decoder_close(decoder, &(struct error){ 0 });
	return false;
}

/* The text in place of the bytes. */
static bool decode(struct deck_source *source, struct error *err)
{
	int fd;

	if (!open_temporary(&fd, err))
		return false;
	if (!decode_into(source, &fd, err)) {
		close(fd);
		return false;
	}
	close(source->fd);
	source->fd = fd;
	source->end = lseek(fd, 0, SEEK_END);
	return true;
}

/* Two marks are not unheard of. */
static bool skip_marks(struct deck_source *source, struct error *err)
{
	char head[64];
	size_t length, at = 0;

	if (!deck_source_rewind(source, err) ||
	    !deck_source_read(source, head, sizeof(head), &length, err))
		return false;
	while (at + 3 <= length && memcmp(head + at, mark, 3) == 0)
		at += 3;
	source->start = (off_t)at;
	if (source->start >= source->end)
		return error_set(err, ERROR_FORMAT, _("the file is empty"));
	snprintf(source->name, sizeof(source->name), "%s%s",
		 source->encoding.name,
		 source->encoding.marked ? " with BOM" : "");
	return true;
}

static bool understand(struct deck_source *source, const char *encoding,
		       struct look *look, struct error *err)
{
	bool is_plain;

	if (!look_at(source, look, err))
		return false;
	if (look->survey.bytes == 0)
		return error_set(err, ERROR_FORMAT, _("the file is empty"));
	if (!foreign_file_check(look->sample, look->sample_length, err) ||
	    !choose_encoding(source, encoding, look, err))
		return false;
	source->line_end = byte_survey_line_end(&look->survey);
	is_plain = text_equal(source->encoding.iconv_name, "UTF-8") &&
		   look->survey.faults == 0;
	return (is_plain || decode(source, err)) && skip_marks(source, err);
}

static struct deck_source *open_source(int fd, const struct stat *opened,
				       const char *encoding, struct error *err)
{
	struct deck_source *source;
	struct look *look;
	bool ok;

	source = memory_alloc(sizeof(*source));
	*source = (struct deck_source){ .fd = fd, .opened = *opened };
	look = memory_alloc(sizeof(*look));
	*look = (struct look){ 0 };
	ok = understand(source, encoding, look, err);
	free(look);
	if (ok)
		return source;
	deck_source_close(source);
	return NULL;
}

struct deck_source *deck_source_open(const char *path, const char *encoding,
				     struct error *err)
{
	struct stat opened = { 0 };
	int fd = -1;

	return open_descriptor(path, &fd, &opened, err)
		       ? open_source(fd, &opened, encoding, err)
		       : NULL;
}

struct deck_source *deck_source_open_file(FILE *file, const char *encoding,
					  struct error *err)
{
	int fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0);

	if (fd >= 0)
		return open_source(fd, &(struct stat){ 0 }, encoding, err);
	error_set_errno(err, _("cannot read the file"));
	return NULL;
}

void deck_source_close(struct deck_source *source)
{
	if (!source)
		return;
	close(source->fd);
	free(source->named);
	free(source);
}
