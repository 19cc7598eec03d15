#ifndef CORE_LINT_PARTS_H
#define CORE_LINT_PARTS_H

#include "base/text.h"
#include "core/lint.h"

/* What the files of lint share. */

/* One text of a note. */
struct lint_text {
	const char *column;
	const char *string;
	bool is_ascii;
};

bool lint_wants(const struct findings *out, enum lint_rule rule);

/* Add a finding if its rule is wanted, on the rule's own level or another. */
void lint_say(struct findings *out, enum lint_rule rule, const char *column,
	      const char *suggestion, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
void lint_say_at(struct findings *out, enum lint_rule rule,
		 enum lint_level level, const char *column,
		 const char *suggestion, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* The text around some bytes of a string, on one line of some 40 columns. */
const char *lint_excerpt(const char *string, const char *at, size_t length,
			 struct arena *arena);

/* The string of a text, in *arena*; the text is released. */
const char *lint_take(struct text *text, struct arena *arena);

/* lint_characters.c */
void lint_invisible(const struct lint_text *text, struct findings *out);
void lint_spaces(const struct lint_text *text, struct findings *out);

/* lint_letters.c */
void lint_look_alike(const struct lint_text *text, struct findings *out);
void lint_nfd(const struct lint_text *text, struct findings *out);

/* lint_brackets.c */
void lint_brackets(const struct lint_text *text, struct findings *out);

/* lint_markup.c and lint_cloze.c; true when there is nothing to say. */
bool lint_markup(const struct lint_text *text, struct findings *out);
bool lint_cloze(const struct lint_text *text, struct findings *out);

/* Something that is left over from another program: its bytes, and what a
 * person would have there. */
struct leftover {
	size_t length;	     /* 0: there is none */
	const char *becomes; /* NULL: nobody knows */
	size_t becomes_length;
};

struct leftover leftover_of(size_t length, const char *becomes);

/* Whether an ASCII letter or digit. */
bool lint_is_ascii_name(char c);

/* lint_html.c: what begins with the < or & at `at`. */
struct leftover lint_find_tag(const char *at);
struct leftover lint_find_entity(const char *at, struct arena *arena);

#endif
