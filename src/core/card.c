#include "core/card.h"

#include <stdio.h>
#include <string.h>

#include "base/unicode.h"

enum { TYPED_MOST_COLUMNS = 60 };

char *card_uid(const struct card *card, char *buffer)
{
	char note[UID_TEXT_SIZE];

	snprintf(buffer, CARD_UID_TEXT_SIZE, "%s.%d",
		 uid_format(&card->note_uid, note),
		 (int)card->direction % CARDS_PER_NOTE);
	return buffer;
}

struct number_set note_ordinals(const struct note *note)
{
	struct number_set ordinals = { { 0 } }, numbers;

	if (cloze_look(note->front, &numbers) != CLOZE_GOOD) {
		ordinals.bits[0] = note->directions ? note->directions
						    : DIRECTIONS_FORWARD;
		return ordinals;
	}
	for (int number = 1; number <= CLOZE_MOST; number++)
		if (number_set_has(&numbers, number))
			number_set_add(&ordinals, DIRECTION_CLOZE + number - 1);
	return ordinals;
}

void card_prepare(struct card *card, struct arena *arena)
{
	int number = (int)card->direction - DIRECTION_CLOZE + 1;

	if (number < 1)
		return;
	card->question = cloze_question(card->note.front, number, arena);
	card->answer = cloze_answer(card->note.front, number, arena);
	card->plain = cloze_plain(card->note.front, arena);
}

const char *card_remark(const struct card *card)
{
	if (!card->plain || strcmp(card->plain, card->note.back) == 0)
		return NULL;
	return card->note.back;
}

const char *card_question(const struct card *card)
{
	if (card->question)
		return card->question;
	return card->direction == DIRECTION_REVERSE ? card->note.back
						    : card->note.front;
}

const char *card_answer(const struct card *card)
{
	if (card->answer)
		return card->answer;
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
