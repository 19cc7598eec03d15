#ifndef CORE_SPREAD_H
#define CORE_SPREAD_H

#include "base/uid.h"

/* A number that spreads cards evenly over days: the same for a card on every
 * machine and in every version.  `uid` is the note's. */
uint32_t spread(const struct uid *uid, int ordinal);

#endif
