#include "core/note_size.h"

#include "unit.h"

#include "base/json.h"

static void add_strings(struct text *json, const char *a, const char *b)
{
	json_add_string(json, a);
	text_add_char(json, ':');
	json_add_string(json, b);
	text_add_char(json, ',');
}

/* A note as JSON that is a text within JSON. */
static size_t kept_size(const struct note *note)
{
	struct text json = { 0 }, kept = { 0 };
	size_t size;

	add_strings(&json, "front", note->front);
	add_strings(&json, "back", note->back);
	add_strings(&json, "key", note->key ? note->key : "");
	add_strings(&json, "deck", note->deck ? note->deck : "");
	text_add(&json, "{\"fields\":{");
	for (size_t i = 0; i < note->field_count; i++)
		add_strings(&json, note->fields[i].name, note->fields[i].value);
	text_add(&json, "},\"tags\":[");
	for (size_t i = 0; i < note->tag_count; i++) {
		json_add_string(&json, note->tags[i]);
		text_add_char(&json, ',');
	}
	text_add(&json, "]}");
	json_add_string(&kept, text_string(&json));
	size = kept.length;
	text_release(&json);
	text_release(&kept);
	return size;
}

static char *any_text(struct random *random, char text[20])
{
	int length = pick(random, 19);

	for (int i = 0; i < length; i++)
		text[i] = (char)(1 + pick(random, 127));
	text[length] = '\0';
	return text;
}

static void a_note_takes_no_more_than_it_is_said_to(void **state)
{
	struct random random = seeded(67);

	(void)state;
	for (int round = 0; round < 10000; round++) {
		char texts[12][20];
		struct field fields[2];
		const char *tags[2];
		struct note note = {
			.front = any_text(&random, texts[0]),
			.back = any_text(&random, texts[1]),
			.key = pick(&random, 2) ? any_text(&random, texts[2])
						: NULL,
			.deck = pick(&random, 2) ? any_text(&random, texts[3])
						 : NULL,
			.fields = fields,
			.field_count = (size_t)pick(&random, 3),
			.tags = tags,
			.tag_count = (size_t)pick(&random, 3),
		};

		for (int i = 0; i < 2; i++) {
			fields[i].name = any_text(&random, texts[4 + i]);
			fields[i].value = any_text(&random, texts[6 + i]);
			tags[i] = any_text(&random, texts[8 + i]);
		}
		assert_in_range(kept_size(&note), note_size(&note) - 100,
				note_size(&note));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_note_takes_no_more_than_it_is_said_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
