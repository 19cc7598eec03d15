#ifndef STORE_ROLLUP_PARTS_H
#define STORE_ROLLUP_PARTS_H

/* SQL on the days' counts that statistics_store.c and figure_store.c share; ?1
 * is a deck, or 0. */

#define DECK " (?1 = 0 OR deck_id = ?1) "
#define ANSWERED " kind IN ('rate', 'drill') "

/* The first day with an answer after `day`, found without reading others. */
#define DAY_AFTER(day)                                                     \
	"(SELECT study_day FROM rollup WHERE study_day > " day " AND" DECK \
	" AND" ANSWERED " ORDER BY study_day LIMIT 1)"

#endif
