#include "core/card.h"

#include <stdio.h>
#include <string.h>

#include "base/unicode.h"

enum { TYPED_MOST_COLUMNS = 60 };

char *card_uid(const struct card *card, char *buffer)
{
	char note[UID_TEXT_SIZE];

	snprintf(buffer, CARD_UID_TEXT_SIZE, "%s.%d",
		 uid_format(&card->note_uid, note), (int)card->direction % 100);
	return buffer;
}

const char *card_question(const struct card *card)
{
	return card->direction == DIRECTION_REVERSE ? card->note.back
						    : card->note.front;
}

const char *card_answer(const struct card *card)
{
	return card->direction == DIRECTION_REVERSE ? card->note.front
						    : card->note.back;
}

bool card_is_typed(const struct card *card, enum answer_mode mode)
{
	const char *answer = card_answer(card);

	if (mode != ANSWER_AUTO)
		return mode == ANSWER_TYPE;
	return !strchr(answer, '\n') &&
	       unicode_width(answer) <= TYPED_MOST_COLUMNS;
}
