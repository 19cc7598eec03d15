#include "command/stats_page.h"

#include <string.h>

#include "base/message.h"
#include "command/replace_file.h"

static bool write_page(void *context, FILE *out, struct error *err)
{
	const struct statistics_page *page = context;
	struct text text = { 0 };
	bool ok;

	statistics_page_write(page, &text);
	ok = fwrite(text_string(&text), 1, text.length, out) == text.length ||
	     error_set_errno(err, _("cannot write the page"));
	text_release(&text);
	return ok;
}

bool stats_page_write(struct app *app, const struct statistics_page *page,
		      const char *path, struct error *err)
{
	struct statistics_page copy = *page;

	if (strcmp(path, "-") == 0)
		return write_page(&copy, app->out, err);
	if (!replace_file(path, write_page, &copy, &app->arena, err))
		return false;
	app_print(app, _("statistics written to %s"), app_visible(app, path));
	return true;
}
