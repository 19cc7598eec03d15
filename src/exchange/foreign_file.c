#include "exchange/foreign_file.h"

#include <string.h>
#include <strings.h>

#include "base/message.h"

#define SPREADSHEET N_("this is a spreadsheet, not text; save it as CSV UTF-8")
#define PACKED N_("this is a packed file, not text; unpack it first")
#define PICTURE \
	N_("this is a picture or a sound, not text; name the deck itself")

/* How they begin, byte for byte. */
static const struct {
	const char *bytes;
	size_t length;
	const char *message;
} beginnings[] = {
	{ "PK\3\4", 4,
	  N_("this is a package or a spreadsheet (zip), not text; "
	     "export the deck as CSV") },
	{ "SQLite format 3", 16,
	  N_("this is an SQLite database, not text; "
	     "export the deck as CSV") },
	{ "\xD0\xCF\x11\xE0", 4, SPREADSHEET },
	{ "%PDF-", 5,
	  N_("this is a PDF, not text; save the table in it as CSV UTF-8") },
	{ "{\\rtf", 5, N_("this is RTF, not text; save it as CSV UTF-8") },
	{ "version https://git-lfs", 23,
	  N_("this is a Git LFS pointer, not the deck itself; fetch the file "
	     "with `git lfs pull`") },
	{ "--- Mnemosyne Data Base --- Format Version", 42,
	  N_("this is an old Mnemosyne database (a Python pickle), which is "
	     "not safe to read; export it from Mnemosyne as text") },
	{ "\x1F\x8B", 2, PACKED },
	{ "\x28\xB5\x2F\xFD", 4, PACKED },
	{ "7z\xBC\xAF\x27\x1C", 6, PACKED },
	{ "BZh", 3, PACKED },
	{ "\xFD"
	  "7zXZ",
	  5, PACKED },
	{ "Rar!\x1A", 5, PACKED },
	{ "\x89PNG", 4, PICTURE },
	{ "\xFF\xD8\xFF", 3, PICTURE },
	{ "GIF8", 4, PICTURE },
	{ "ID3", 3, PICTURE },
	{ "OggS", 4, PICTURE },
	{ "RIFF", 4, PICTURE },
};

/* How a document of markup begins, whatever the case, after blanks. */
static const char *const documents[] = {
	"<?xml",      "<!doctype",  "<html",	    "<head",
	"<mnemosyne", "<supermemo", "<collection>", "<cuecards",
};

/* A row may well begin with a brace; JSON over several lines, or a list of
 * objects, is none. */
static bool is_json(const char *text, size_t length)
{
	size_t at = 1;

	if (length < 3 || (*text != '{' && *text != '['))
		return false;
	while (at < length && text[at] && strchr(" \t\r\n", text[at]))
		at++;
	if (at == length)
		return false;
	return (*text == '[' && text[at] == '{') ||
	       (text[at] == '"' && memchr(text, '\n', at));
}

enum { HEADER_MOST = 1000 };

static bool has_word(const char *text, size_t length, const char *word)
{
	size_t size = strlen(word);

	for (size_t at = 0; at + size <= length; at++)
		if (memcmp(text + at, word, size) == 0)
			return true;
	return false;
}

/* A file of ebb's, or one that says as much of itself, is no doubt a deck. */
static bool names_front_and_back(const char *text, size_t length)
{
	const char *end = memchr(text, '\n', length);
	size_t line = end ? (size_t)(end - text) : length;

	return line < HEADER_MOST && has_word(text, line, "front") &&
	       has_word(text, line, "back");
}

/* Text that went through an encoding without its letters has a question mark
 * for each. */
static bool has_lost_letters(const char *text, size_t length)
{
	size_t marks = 0, others = 0;

	if (names_front_and_back(text, length))
		return false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '?')
			marks++;
		else if (!text[i] || !strchr(" \t\r\n,;|\"0123456789", text[i]))
			others++;
	}
	return marks >= 10 && marks > others;
}

bool foreign_file_check(const char *head, size_t length, struct error *err)
{
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
		if (length >= beginnings[i].length &&
		    memcmp(head, beginnings[i].bytes, beginnings[i].length) ==
			    0)
			return error_set(err, ERROR_FORMAT, "%s",
					 _(beginnings[i].message));
	if (length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) {
		head += 3;
		length -= 3;
	}
	while (length && *head && strchr(" \t\r\n", *head)) {
		head++;
		length--;
	}
	for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++)
		if (length >= strlen(documents[i]) &&
		    strncasecmp(head, documents[i], strlen(documents[i])) == 0)
			return error_set(err, ERROR_FORMAT,
					 _("this is XML or HTML, not rows of "
					   "text; export the deck as CSV"));
	if (has_lost_letters(head, length))
		return error_set(err, ERROR_FORMAT,
				 _("its letters are lost: most of it is "
				   "question marks; export the deck again, as "
				   "UTF-8"));
	if (is_json(head, length))
		return error_set(err, ERROR_FORMAT,
				 _("this is JSON, not rows of text; export the "
				   "deck as CSV"));
	return true;
}
