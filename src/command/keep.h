#ifndef COMMAND_KEEP_H
#define COMMAND_KEEP_H

#include "command/app.h"
#include "core/backup.h"
#include "store/backup_compare.h"

/* Backups that ebb makes by itself, and what the commands about them share. */

/*
 * After a session: the backup of the study day, unless it has one, nothing
 * changed since the newest, or the setting says not to.  A failure is said and
 * costs nothing else; Ctrl-C puts it off.
 */
void keep_daily(struct app *app);

/* Before an import writes: the same, unless the day has any backup, or no
 * answer would be new in it. */
void keep_before_import(struct app *app);

/* Whether long work goes on: until Ctrl-C, or a signal that ends ebb. */
struct store_watch keep_watch(struct app *app);

/* "2026-11-22 · 1203 cards · 4812 reviews", in the app's arena. */
const char *keep_describe(struct app *app, const char *label,
			  const struct backup_contents *contents);

/* "18 answers, 2 changes", in the app's arena; NULL when there are none. */
const char *keep_count(struct app *app, const struct backup_events *events);

#endif
