#ifndef STORE_SCHEDULE_PARTS_H
#define STORE_SCHEDULE_PARTS_H

#include "core/calendar.h"
#include "core/schedule.h"
#include "store/statement.h"

/* What one card's refresh and that of all cards share. */

/* Where a card stands besides its history. */
struct standing {
	int64_t deck_id;
	bool live; /* neither removed nor suspended */
	bool removed;
	int32_t buried_until_day;
	bool has_start; /* it was scheduled before it came here */
	struct uid note_uid;
};

/* Of card joined with note; six of them. */
#define STANDING_COLUMNS                                                   \
	" note.deck_id, card.suspended = 0 AND card.deleted_at_ms IS NULL" \
	"  AND note.deleted_at_ms IS NULL, card.buried_until_day,"         \
	" card.start IS NOT NULL, note.uid,"                               \
	" card.deleted_at_ms IS NOT NULL OR note.deleted_at_ms IS NOT NULL "
struct standing standing_from_row(struct statement *q, int column);

/* The first study day on which ebb may ask the card. */
int32_t schedule_asked_on_day(int64_t card_id, const struct schedule *card,
			      const struct standing *standing,
			      const struct calendar *calendar);

/* A card that was never answered, or reset and nothing since, has a row when it
 * came with it. */
bool schedule_has_row(const struct schedule *card);

bool schedule_is_unseen(const struct schedule *card,
			const struct standing *standing);
bool schedule_is_held(const struct schedule *card,
		      const struct standing *standing);

bool schedule_write(struct store *store, int64_t card_id,
		    const struct standing *standing,
		    const struct calendar *calendar,
		    const struct schedule *card, struct error *err);
bool schedule_add_held(struct store *store, int64_t deck_id, int64_t card_id,
		       struct error *err);

/* Of a card that is in unseen: nothing unless it is buried, or was. */
bool schedule_add_buried(struct store *store, int64_t card_id,
			 const struct standing *standing, struct error *err);

#endif
