#include "store/salvage_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "store/migrate.h"

enum {
	HEADER_SIZE = 100,
	WAL_HEADER_SIZE = 32,
	FRAME_HEADER_SIZE = 24,
	USUAL_PAGE_SIZE = 4096,
	LEAST_USABLE = 480,
	PAGES_MOST = 0x7FFFFFFE,
	VERSION_MOST = 100, /* that is likely to be meant */
	CHAINED_READINGS = 50,
};

uint32_t salvage_get_2(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 8 | bytes[1];
}

uint32_t salvage_get_4(const unsigned char *bytes)
{
	return salvage_get_2(bytes) << 16 | salvage_get_2(bytes + 2);
}

/* As many bytes as there are; the rest is zeros. */
static void read_at(int fd, unsigned char *into, size_t count, uint64_t at)
{
	size_t got = 0;

	memset(into, 0, count);
	while (got < count) {
		ssize_t more = pread(fd, into + got, count - got,
				     (off_t)(at + got));

		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			return;
		got += (size_t)more;
	}
}

static bool is_page_size(uint32_t size)
{
	return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

static void count_pages(struct salvage_file *file)
{
	uint64_t pages = (file->bytes + file->page_size - 1) / file->page_size;

	file->page_count = pages < PAGES_MOST ? (uint32_t)pages : PAGES_MOST;
}

/* ---- the write-ahead log ------------------------------------------------- */

struct wal {
	int fd;
	bool big_endian; /* how the words are read that the sums are of */
	uint32_t sum[2];
	unsigned char salts[8];
	unsigned char *frame;
	size_t frame_size;
};

static uint32_t word(const struct wal *wal, const unsigned char *bytes)
{
	if (wal->big_endian)
		return salvage_get_4(bytes);
	return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[1] << 8 | bytes[0];
}

/* The sum of all that came before goes on. */
static void add_up(struct wal *wal, const unsigned char *bytes, size_t count)
{
	for (size_t i = 0; i + 8 <= count; i += 8) {
		wal->sum[0] += word(wal, bytes + i) + wal->sum[1];
		wal->sum[1] += word(wal, bytes + i + 4) + wal->sum[0];
	}
}

static bool has_sum(const struct wal *wal, const unsigned char *bytes)
{
	return salvage_get_4(bytes) == wal->sum[0] &&
	       salvage_get_4(bytes + 4) == wal->sum[1];
}

static bool read_wal_header(struct wal *wal, size_t *page_size)
{
	unsigned char header[WAL_HEADER_SIZE];
	uint32_t magic, size;

	read_at(wal->fd, header, sizeof(header), 0);
	magic = salvage_get_4(header);
	size = salvage_get_4(header + 8);
	if ((magic & ~1U) != 0x377f0682 || !is_page_size(size))
		return false;
	wal->big_endian = magic & 1;
	memcpy(wal->salts, header + 16, sizeof(wal->salts));
	add_up(wal, header, 24);
	*page_size = size;
	return has_sum(wal, header + 24);
}

static bool read_frame(struct wal *wal, uint64_t at)
{
	read_at(wal->fd, wal->frame, wal->frame_size, at);
	if (memcmp(wal->frame + 8, wal->salts, sizeof(wal->salts)) != 0)
		return false;
	add_up(wal, wal->frame, 8);
	add_up(wal, wal->frame + FRAME_HEADER_SIZE,
	       wal->frame_size - FRAME_HEADER_SIZE);
	return has_sum(wal, wal->frame + 16);
}

/* Of a transaction that was not committed nothing counts. */
static void read_frames(struct salvage_file *file, struct wal *wal,
			uint64_t size)
{
	uint64_t frames = (size - WAL_HEADER_SIZE) / wal->frame_size;
	uint64_t most = file->page_count + frames + 1;
	uint32_t *pending = memory_alloc(
		memory_product((size_t)frames + 1, sizeof(*pending)));
	uint64_t at = WAL_HEADER_SIZE, begin = 0;

	file->in_wal = memory_alloc(
		memory_product((size_t)most + 1, sizeof(*file->in_wal)));
	memset(file->in_wal, 0, ((size_t)most + 1) * sizeof(*file->in_wal));
	for (uint64_t i = 0; i < frames && read_frame(wal, at); i++) {
		uint32_t number = salvage_get_4(wal->frame);
		uint32_t committed = salvage_get_4(wal->frame + 4);

		pending[i] = number <= most ? number : 0;
		at += wal->frame_size;
		for (; committed && begin <= i; begin++)
			file->in_wal[pending[begin]] = WAL_HEADER_SIZE +
						       begin * wal->frame_size +
						       FRAME_HEADER_SIZE;
		if (committed && committed <= most)
			file->page_count = committed;
	}
	free(pending);
}

static void open_wal(struct salvage_file *file, const char *path)
{
	struct text name = { 0 };
	struct wal wal = { 0 };
	struct stat status;
	size_t page_size;

	text_printf(&name, "%s-wal", path);
	wal.fd = file->wal = open(text_string(&name), O_RDONLY | O_CLOEXEC);
	text_release(&name);
	if (file->wal < 0 || fstat(file->wal, &status) < 0 ||
	    status.st_size < WAL_HEADER_SIZE ||
	    !read_wal_header(&wal, &page_size) ||
	    (file->has_header && page_size != file->page_size))
		return;
	if (!file->has_header) {
		file->page_size = file->usable = page_size;
		count_pages(file);
	}
	wal.frame_size = FRAME_HEADER_SIZE + page_size;
	wal.frame = memory_alloc(wal.frame_size);
	read_frames(file, &wal, (uint64_t)status.st_size);
	free(wal.frame);
}

/* ---- the file ------------------------------------------------------------ */

static bool read_header(struct salvage_file *file)
{
	unsigned char page[65536];
	uint32_t size;

	if (!salvage_file_read(file, 1, page) ||
	    memcmp(page, "SQLite format 3", 16) != 0)
		return false;
	size = salvage_get_2(page + 16);
	size = size == 1 ? 65536 : size;
	if (!is_page_size(size))
		return false;
	file->page_size = file->usable = size;
	if (size - page[20] >= LEAST_USABLE)
		file->usable = size - page[20];
	return true;
}

/* Whose file it is may be damaged as well; but one that a newer ebb wrote holds
 * what this one does not understand. */
static bool check_version(const struct salvage_file *file, const char *path,
			  struct error *err)
{
	unsigned char page[65536];
	uint32_t version;

	if (!file->has_header || !salvage_file_read(file, 1, page))
		return true;
	version = salvage_get_4(page + 60);
	return version > VERSION_MOST ||
	       migrate_check_identity(path, salvage_get_4(page + 68), version,
				      err) ||
	       err->kind == ERROR_FOREIGN;
}

bool salvage_file_open(struct salvage_file *file, const char *path,
		       struct error *err)
{
	struct stat status;

	*file = (struct salvage_file){
		.fd = open(path, O_RDONLY | O_CLOEXEC),
		.wal = -1,
		.page_size = USUAL_PAGE_SIZE,
		.usable = USUAL_PAGE_SIZE,
	};
	if (file->fd < 0 || fstat(file->fd, &status) < 0)
		return error_set_errno(err, path);
	if (!S_ISREG(status.st_mode))
		return error_set(err, ERROR_IO, _("%s is no file"), path);
	file->bytes = (uint64_t)status.st_size;
	count_pages(file);
	file->has_header = read_header(file);
	count_pages(file);
	open_wal(file, path);
	file->has_header = read_header(file) || file->has_header;
	file->chained_left = (uint64_t)CHAINED_READINGS * file->page_count;
	return check_version(file, path, err);
}

void salvage_file_close(struct salvage_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	if (file->wal >= 0)
		close(file->wal);
	free(file->in_wal);
}

bool salvage_file_read(const struct salvage_file *file, uint32_t number,
		       unsigned char *page)
{
	if (number < 1 || number > file->page_count)
		return false;
	if (file->in_wal && file->in_wal[number])
		read_at(file->wal, page, file->page_size, file->in_wal[number]);
	else
		read_at(file->fd, page, file->page_size,
			(uint64_t)(number - 1) * file->page_size);
	return true;
}
