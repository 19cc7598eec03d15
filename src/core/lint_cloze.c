#include "core/lint_parts.h"

#include <string.h>

#include "base/message.h"

/* What follows "{{c1::", or NULL when no cloze begins here. */
static const char *cloze_inside(const char *at)
{
	size_t digits;

	if (strncmp(at, "{{c", 3) != 0)
		return NULL;
	digits = strspn(at + 3, "0123456789");
	if (digits == 0 || strncmp(at + 3 + digits, "::", 2) != 0)
		return NULL;
	return at + 3 + digits + 2;
}

/* {{c1::}} and {{c1::::hint}} */
static bool is_empty(const char *inside)
{
	inside += strspn(inside, " ");
	return strncmp(inside, "}}", 2) == 0 || strncmp(inside, "::", 2) == 0;
}

/* The first cloze that hides nothing, or else the first that has no end; or
 * NULL.  Clozes may stand in clozes. */
static const char *find_fault(const char *string, bool *has_end)
{
	const char *open = NULL;
	int depth = 0;

	for (const char *at = string; *at; at++) {
		const char *inside = cloze_inside(at);

		if (inside && is_empty(inside)) {
			*has_end = true;
			return at;
		}
		if (inside && !open)
			open = at;
		if (strncmp(at, "{{", 2) == 0) {
			depth++;
			at++;
		} else if (strncmp(at, "}}", 2) == 0) {
			depth -= depth > 0;
			open = depth > 0 ? open : NULL;
			at++;
		}
	}
	*has_end = false;
	return open;
}

bool lint_cloze(const struct lint_text *text, struct findings *out)
{
	const char *at = strstr(text->string, "{{c");
	const char *around;
	bool has_end;

	if (!at)
		return true;
	at = find_fault(text->string, &has_end);
	if (!at)
		return true;
	around = lint_excerpt(text->string, at, (size_t)(cloze_inside(at) - at),
			      out->arena);
	lint_say(out, LINT_EMPTY_CLOZE, text->column, NULL,
		 has_end ? _("the cloze hides nothing in \"%s\"")
			 : _("the cloze has no end in \"%s\""),
		 around);
	return false;
}
