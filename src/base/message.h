#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include <libintl.h>

/*
 * Everything ebb says to a person goes through gettext: _("...") where it is
 * said, N_("...") where a constant table holds it, ngettext() for counts.
 * Commands, options, setting names and JSON keys are never translated.
 */
#define _(string) gettext(string)
#define N_(string) (string)

#endif
