#include "command/command.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/message.h"
#include "command/keep.h"
#include "store/backup_folder.h"

/* One backup as it is found now. */
struct finding {
	struct backup_name name;
	const char *label, *path;
	const char *damage; /* why it cannot be read, or NULL */
	struct backup_contents contents;
	bool is_compared; /* with a database that can be read */
	struct backup_events behind, only_there;
	int64_t bytes;
};

static const char *reason(enum backup_kind kind)
{
	switch (kind) {
	case BACKUP_IMPORT:
		return _("before an import");
	case BACKUP_MIGRATION:
		return _("before an update of ebb");
	case BACKUP_RESTORE:
		return _("before a restore");
	default:
		return NULL;
	}
}

/* ---- finding ------------------------------------------------------------- */

static bool read_contents(struct app *app, struct store *backup,
			  struct finding *finding, struct error *err)
{
	if (!backup_count(backup, &finding->contents, err))
		return false;
	finding->is_compared = app->store &&
			       backup_compare(app->store, backup,
					      &finding->behind,
					      &finding->only_there, err);
	return finding->is_compared || !app->store;
}

static struct finding look_at(struct app *app, const struct backup_name *name)
{
	struct finding finding = { .name = *name };
	char label[BACKUP_NAME_SIZE];
	struct error err = { 0 };
	struct store *backup;
	struct stat status;

	finding.label = arena_strdup(&app->arena, backup_label(name, label));
	finding.path = backup_folder_file(app_backups(app), name, &app->arena);
	if (stat(finding.path, &status) == 0)
		finding.bytes = status.st_size;
	backup = store_open_to_read(finding.path, &err);
	if (!backup || !read_contents(app, backup, &finding, &err))
		finding.damage = arena_strdup(&app->arena, err.message);
	store_close(backup);
	return finding;
}

/* ---- showing ------------------------------------------------------------- */

static const char *how_far(struct app *app, const struct finding *finding)
{
	struct arena *arena = &app->arena;

	if (finding->behind.answers > 0)
		/* TRANSLATORS: answers that a backup does not have yet */
		return arena_printf(arena, _("%lld behind"),
				    (long long)finding->behind.answers);
	if (finding->behind.changes > 0)
		return arena_printf(arena, _("%s behind"),
				    keep_count(app, &finding->behind));
	return keep_count(app, &finding->only_there) ? NULL : _("up to date");
}

static void print(struct app *app, const struct finding *finding)
{
	const char *only = keep_count(app, &finding->only_there);
	const char *far = how_far(app, finding);
	const char *why = reason(finding->name.kind);
	struct text line = { 0 };

	if (finding->damage)
		text_printf(&line, _("%s · damaged"), finding->label);
	else
		text_add(&line, keep_describe(app, finding->label,
					      &finding->contents));
	if (finding->is_compared && far)
		text_printf(&line, " · %s", far);
	if (only)
		text_printf(&line, _(" · %s only there"), only);
	if (why)
		text_printf(&line, " · %s", why);
	app_print(app, "%s", text_string(&line));
	text_release(&line);
}

static void add_count(struct text *line, const char *key, bool is_known,
		      int64_t count)
{
	if (is_known)
		text_printf(line, ",\"%s\":%lld", key, (long long)count);
	else
		text_printf(line, ",\"%s\":null", key);
}

static void print_json(struct app *app, const struct finding *finding)
{
	static const char *const made[] = {
		[BACKUP_DAILY] = "daily",     [BACKUP_ASKED] = "asked",
		[BACKUP_IMPORT] = "import",   [BACKUP_MIGRATION] = "update",
		[BACKUP_RESTORE] = "restore",
	};
	bool readable = !finding->damage;
	bool compared = readable && finding->is_compared;
	struct text line = { 0 };

	text_printf(&line, "{\"name\":\"%s\",\"made\":\"%s\",\"path\":",
		    finding->label, made[finding->name.kind]);
	json_add_string(&line, finding->path);
	add_count(&line, "bytes", true, finding->bytes);
	add_count(&line, "cards", readable, finding->contents.cards);
	add_count(&line, "reviews", readable, finding->contents.reviews);
	add_count(&line, "answers_behind", compared, finding->behind.answers);
	add_count(&line, "changes_behind", compared, finding->behind.changes);
	text_add(&line, ",\"damage\":");
	if (finding->damage)
		json_add_string(&line, finding->damage);
	else
		text_add(&line, "null");
	fprintf(app->out, "%s}\n", text_string(&line));
	text_release(&line);
}

/* Backups are looked for above all when the database is gone or damaged. */
static void open_if_possible(struct app *app)
{
	struct error ignored = { 0 };

	if (access(app->db_path, F_OK) == 0)
		app_open_store(app, &ignored);
}

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	bool json = argument(arguments, "json");
	struct backup_name *list;
	size_t count;

	open_if_possible(app);
	if (!backup_folder_list(app_backups(app), &app->arena, &list, &count,
				err))
		return false;
	if (count == 0 && !json)
		app_print(app, _("There is no backup yet; `ebb backup` makes "
				 "one."));
	while (count-- > 0) {
		struct finding finding = look_at(app, &list[count]);

		if (json)
			print_json(app, &finding);
		else
			print(app, &finding);
	}
	return true;
}

const struct command command_backups = {
	.name = "backups",
	.operands = "",
	.summary = N_("list the backups, and how far behind they are"),
	.options = {
		{ 0, "json", NULL, N_("a JSON object a line") },
	},
	.run = run,
};
