#ifndef EXCHANGE_EMBEDDED_H
#define EXCHANGE_EMBEDDED_H

/* The style sheet of this folder, compiled in by embed.sh. */
extern const char css_statistics[];

#endif
