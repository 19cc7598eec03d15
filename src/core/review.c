#include "core/review.h"

#include <string.h>

#include "base/message.h"

static const char *const kind_names[] = {
	[REVIEW_RATE] = N_("rate"),
	[REVIEW_DRILL] = N_("drill"),
	[REVIEW_CRAM] = N_("cram"),
	[REVIEW_RESET] = N_("reset"),
};

const char *review_kind_name(enum review_kind kind)
{
	return kind_names[kind];
}

enum review_kind review_kind_from(const char *name)
{
	for (int kind = REVIEW_RATE; kind <= REVIEW_RESET; kind++)
		if (strcmp(name, kind_names[kind]) == 0)
			return (enum review_kind)kind;
	return REVIEW_RATE;
}

const char *grade_word(int grade)
{
	switch (grade) {
	case GRADE_BLACKOUT:
	case GRADE_WRONG:
	case GRADE_WRONG_EASY:
		return _("again");
	case GRADE_HARD:
		return _("hard");
	case GRADE_GOOD:
		return _("good");
	case GRADE_EASY:
		return _("easy");
	default:
		return "-";
	}
}

/* What 1, 2, 3 and 4 stand for in KEYS_ANKI. */
static const int anki_grades[] = { GRADE_AGAIN, GRADE_HARD, GRADE_GOOD,
				   GRADE_EASY };

int grade_digit(int grade, enum grade_keys keys)
{
	if (keys == KEYS_SM2)
		return grade;
	return grade < GRADE_HARD ? 1 : grade - 1;
}

int grade_from_key(uint32_t key, enum grade_keys keys)
{
	if (keys == KEYS_ANKI && key >= '1' && key <= '4')
		return anki_grades[key - '1'];
	if (keys == KEYS_SM2 && key >= '0' && key <= '5')
		return (int)(key - '0');
	switch (key) {
	case 'a':
		return GRADE_AGAIN;
	case 'h':
		return GRADE_HARD;
	case 'g':
		return GRADE_GOOD;
	case 'e':
		return GRADE_EASY;
	default:
		return GRADE_NONE;
	}
}

int grade_from_word(const char *word)
{
	static const struct {
		const char *english;
		int grade;
	} words[] = {
		{ "again", GRADE_AGAIN },
		{ "hard", GRADE_HARD },
		{ "good", GRADE_GOOD },
		{ "easy", GRADE_EASY },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(word, words[i].english) == 0 ||
		    strcmp(word, grade_word(words[i].grade)) == 0)
			return words[i].grade;
	return GRADE_NONE;
}
