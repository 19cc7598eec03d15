#include "command/note_editor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "exchange/note_text.h"
#include "store/deck_store.h"
#include "store/note_store.h"
#include "terminal/editor.h"

enum { EDITED_MOST_BYTES = 16 * 1024 * 1024 };

static bool write_all(int fd, const struct text *text)
{
	const char *data = text_string(text);
	size_t left = text->length;

	while (left > 0) {
		ssize_t written = write(fd, data, left);

		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0) {
			data += written;
			left -= (size_t)written;
		}
	}
	return true;
}

/* A file only the learner can read, holding the text; its name in *path. */
static bool make_file(const struct text *text, struct text *path,
		      struct error *err)
{
	const char *folder = getenv("TMPDIR");
	bool ok;
	int fd;

	text_printf(path, "%s/ebb-note-XXXXXX",
		    folder && *folder ? folder : "/tmp");
	fd = mkstemp(path->data);
	if (fd < 0)
		return error_set_errno(err, text_string(path));
	ok = write_all(fd, text);
	if (close(fd) < 0 || !ok) {
		unlink(text_string(path));
		return error_set_errno(err, text_string(path));
	}
	return true;
}

static bool read_file(const char *path, struct text *text, struct error *err)
{
	FILE *file = fopen(path, "re");
	char block[4096];
	size_t got;

	if (!file)
		return error_set_errno(err, path);
	while ((got = fread(block, 1, sizeof(block), file)) > 0 &&
	       text->length <= EDITED_MOST_BYTES)
		text_append(text, block, got);
	if (ferror(file)) {
		fclose(file);
		return error_set_errno(err, path);
	}
	fclose(file);
	if (text->length > EDITED_MOST_BYTES)
		return error_set(err, ERROR_FORMAT,
				 _("the text is longer than 16 MiB; shorten "
				   "it"));
	/* A NUL would end it; such text is UTF-16, or none. */
	return strlen(text_string(text)) == text->length ||
	       error_set(err, ERROR_FORMAT,
			 _("the text is not UTF-8; save it as UTF-8"));
}

static bool run_editor(const struct note_editor *editor, const char *path,
		       struct error *err)
{
	if (editor->edit)
		return editor->edit(editor->context, path, err);
	return editor_run(path, err);
}

/* Let the learner edit the text in a file; what cannot be read again stays
 * there. */
static bool edit_file(const struct note_editor *editor, const char *path,
		      const char *refusal, struct text *after,
		      struct error *err)
{
	bool edited = run_editor(editor, path, err);
	bool ok = edited && read_file(path, after, err);

	if (edited && !ok && err->kind == ERROR_FORMAT)
		return error_wrap(err, _("%s, and your text is kept in %s"),
				  refusal, path);
	unlink(path);
	return ok;
}

/* Let the learner edit `before`; the result is in *after. */
static bool edit_text(const struct note_editor *editor,
		      const struct text *before, const char *refusal,
		      struct text *after, struct error *err)
{
	struct text path = { 0 };
	bool ok = make_file(before, &path, err) &&
		  edit_file(editor, text_string(&path), refusal, after, err);

	text_release(&path);
	return ok;
}

/* Another session may have changed the note while the editor was open. */
static bool check_untouched(const struct note_editor *editor, int64_t note_id,
			    const struct text *before, struct error *err)
{
	struct arena arena = { 0 };
	struct text now = { 0 };
	struct note note;
	bool ok = note_load(editor->store, note_id, &arena, &note, err);

	if (ok) {
		note_text_write(&now, &note);
		ok = text_equal(text_string(before), text_string(&now)) ||
		     error_set(err, ERROR_CONFLICT,
			       _("the note was changed elsewhere while it was "
				 "being edited"));
	}
	text_release(&now);
	arena_release(&arena);
	return ok;
}

/* The notes that stand below the first. */
static bool split_off(struct batch *batch, const char *deck,
		      const struct note *notes, size_t count, struct error *err)
{
	int64_t deck_id, note_id;

	if (!deck_find(batch->store, deck, &deck_id, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!note_create(batch, deck_id, &notes[i], &note_id, err))
			return false;
	return true;
}

static bool save_edit(const struct note_editor *editor, const struct note *old,
		      const struct text *before, const struct note *notes,
		      size_t count, struct error *err)
{
	struct batch batch = {
		.store = editor->store,
		.kind = "edit",
		.label = notes->front,
		.stamp = editor->stamp,
	};

	if (!store_begin(editor->store, err))
		return false;
	if (check_untouched(editor, old->id, before, err) &&
	    note_update(&batch, old->id, notes, err) &&
	    split_off(&batch, old->deck, notes + 1, count - 1, err))
		return store_commit(editor->store, err);
	store_rollback(editor->store);
	return false;
}

/* What was written is not lost because it is no note yet. */
static bool refuse(const struct text *written, const char *what,
		   struct error *err)
{
	struct text path = { 0 };
	struct error ignored = { 0 };

	if (make_file(written, &path, &ignored))
		error_wrap(err, _("%s, and your text is kept in %s"), what,
			   text_string(&path));
	else
		error_wrap(err, "%s", what);
	text_release(&path);
	return false;
}

static bool edit_note(const struct note_editor *editor, int64_t note_id,
		      struct arena *arena, struct text *before,
		      struct text *after, struct note_edit *edit,
		      struct error *err)
{
	struct note old, *notes;
	size_t count;

	*edit = (struct note_edit){ 0 };
	if (!note_load(editor->store, note_id, arena, &old, err))
		return false;
	note_text_write(before, &old);
	if (!edit_text(editor, before, _("the note was left as it was"), after,
		       err))
		return false;
	if (text_equal(text_string(before), text_string(after)))
		return true;
	if (!note_text_read(text_string(after), arena, &notes, &count, err))
		return refuse(after, _("the note was left as it was"), err);
	notes->key = old.key;
	if (!save_edit(editor, &old, before, notes, count, err))
		return refuse(after, _("the note was left as it was"), err);
	*edit = (struct note_edit){ .changed = true, .added = count - 1 };
	return true;
}

bool note_editor_run(const struct note_editor *editor, int64_t note_id,
		     struct note_edit *edit, struct error *err)
{
	struct text before = { 0 }, after = { 0 };
	struct arena arena = { 0 };
	bool ok = edit_note(editor, note_id, &arena, &before, &after, edit,
			    err);

	text_release(&before);
	text_release(&after);
	arena_release(&arena);
	return ok;
}

const char *note_edit_phrase(const struct note_edit *edit, struct arena *arena)
{
	if (!edit->changed)
		return _("Nothing changed.");
	if (edit->added == 0)
		return _("Changed; its history stays.");
	return arena_printf(
		arena,
		ngettext("Changed; its history stays, and %zu note "
			 "is new.",
			 "Changed; its history stays, and %zu notes "
			 "are new.",
			 (unsigned long)edit->added),
		edit->added);
}

/* ---- new notes ---- */

static bool save_new(const struct note_editor *editor, const char *deck,
		     const struct note *notes, size_t count, int64_t *first_id,
		     struct error *err)
{
	struct batch batch = {
		.store = editor->store,
		.kind = "add",
		.label = notes->front,
		.stamp = editor->stamp,
	};
	int64_t deck_id;

	if (!store_begin(editor->store, err))
		return false;
	if (deck_require(&batch, deck, &deck_id, err) &&
	    note_create(&batch, deck_id, notes, first_id, err) &&
	    split_off(&batch, deck, notes + 1, count - 1, err))
		return store_commit(editor->store, err);
	store_rollback(editor->store);
	return false;
}

static bool add_notes(const struct note_editor *editor, const char *deck,
		      struct arena *arena, struct text *before,
		      struct text *after, int64_t *note_id, size_t *count,
		      struct error *err)
{
	struct note empty = { .front = "", .back = "" }, *notes;

	*count = 0;
	note_text_write(before, &empty);
	if (!edit_text(editor, before, _("no note was added"), after, err))
		return false;
	if (text_equal(text_string(before), text_string(after)))
		return true;
	if (!note_text_read(text_string(after), arena, &notes, count, err))
		return refuse(after, _("no note was added"), err);
	return save_new(editor, deck, notes, *count, note_id, err) ||
	       refuse(after, _("no note was added"), err);
}

bool note_editor_add(const struct note_editor *editor, const char *deck,
		     int64_t *note_id, size_t *count, struct error *err)
{
	struct text before = { 0 }, after = { 0 };
	struct arena arena = { 0 };
	bool ok = add_notes(editor, deck, &arena, &before, &after, note_id,
			    count, err);

	text_release(&before);
	text_release(&after);
	arena_release(&arena);
	return ok;
}
