#include "exchange/column_names.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/text.h"

/* Longer cells are no names. */
enum { NAME_SIZE_MOST = 80 };

/*
 * Each list is folded already (lower case; Latin and Greek letters without
 * accents, but æ ø ł đ ı kept) and its words are divided by bars.
 */
static const struct {
	enum column_name name;
	const char *words;
} known_names[] = {
	{ COLUMN_NAME_EXACT_FRONT, "front" },
	{ COLUMN_NAME_EXACT_BACK, "back" },
	{ COLUMN_NAME_TAGS,
	  "tags|tag|label|labels|标签|標籤|タグ|태그|etiquetas|etiquettes|"
	  "schlagworter|stichworter|теги|метки|tagi|etichette" },
	{ COLUMN_NAME_KEY, "id|guid|uid|uuid|key" },
	{ COLUMN_NAME_DECK, "deck" },
	{ COLUMN_NAME_CARDS, "cards" },
	{ COLUMN_NAME_DUE, "due" },
	{ COLUMN_NAME_INTERVAL, "interval|ivl" },
	{ COLUMN_NAME_EASE, "ease|ef|ease factor|factor" },
	{ COLUMN_NAME_REPETITIONS, "repetitions|reps" },
	{ COLUMN_NAME_LAPSES, "lapses" },
	{ COLUMN_NAME_INDEX,
	  "#|no|no.|nr|nr.|num|number|index|idx|rank|order|№|n°|nº|序号|序號|"
	  "编号|編號|番号|번호|nummer|numero|номер|rang|position" },
	{ COLUMN_NAME_FRONT,
	  "question|term|word|expression|phrase|prompt|vocab|vocabulary|"
	  "headword|lemma|entry|character|kanji|hanzi|simplified|traditional|"
	  "side 1|side a|side1|cue|q|"
	  "frage|vorderseite|wort|begriff|vokabel|ausdruck|"
	  "recto|mot|terme|expression|vocable|avant|"
	  "pregunta|anverso|palabra|termino|frente|"
	  "domanda|fronte|parola|termine|vocabolo|"
	  "pergunta|palavra|termo|"
	  "vraag|voorkant|woord|begrip|"
	  "fraga|framsida|ord|sporgsmal|forside|spørgsmal|spørsmal|"
	  "otazka|slovo|pojem|lic|"
	  "pytanie|przod|słowo|pojecie|wyraz|"
	  "вопрос|слово|термин|выражение|лицевая сторона|питання|термін|"
	  "soru|kelime|sozcuk|on yuz|on|"
	  "ερωτηση|λεξη|ορος|"
	  "שאלה|מילה|מונח|سؤال|كلمة|مصطلح|"
	  "表|単語|語彙|質問|問題|漢字|見出し|用語|"
	  "앞면|단어|질문|어휘|용어|"
	  "词|詞|词语|詞語|词汇|詞彙|单词|單詞|生词|生詞|字|汉字|漢字|简体|"
	  "簡體|繁体|繁體|问题|問題|正面|术语|術語|题目|題目|"
	  "tu|cau hoi|mat truoc|tu vung|thuat ngu|"
	  "text|item|concept|original|foreign word|new word|key term|"
	  "word or phrase|vocab word|vocabulary word|learnable|"
	  "slovicko|sana|kysymys|termi|ilmaus|szo|kerdes|kifejezes|"
	  "fogalom|cuvant|intrebare|expresie|termen|kata|kosakata|"
	  "pertanyaan|istilah|soal|perkataan|soalan|คํา|คําศัพท์|"
	  "คําถาม|शब्द|प्रश्न|सवाल|کلمه|واژه|لغت|سوال|پرسش|الكلمة|"
	  "السؤال|المصطلح|дума|въпрос|реч|питање|rijec|rec|pitanje|"
	  "izraz|paraula|vorto|sona|zodis|neno|salita|spurning|orð" },
	{ COLUMN_NAME_BACK,
	  "answer|definition|meaning|translation|gloss|response|explanation|"
	  "description|side 2|side b|side2|a|"
	  "antwort|ruckseite|bedeutung|ubersetzung|erklarung|"
	  "reponse|verso|traduction|signification|sens|arriere|explication|"
	  "respuesta|reverso|traduccion|definicion|significado|"
	  "risposta|retro|traduzione|definizione|significato|"
	  "resposta|verso|traducao|definicao|"
	  "antwoord|achterkant|vertaling|betekenis|definitie|"
	  "svar|baksida|oversattning|betydelse|bagside|bakside|oversættelse|"
	  "betydning|oversettelse|"
	  "odpoved|preklad|vyznam|rub|definice|"
	  "odpowiedz|tył|tłumaczenie|znaczenie|definicja|"
	  "ответ|перевод|значение|определение|обратная сторона|відповідь|"
	  "переклад|значення|"
	  "cevap|anlam|ceviri|tanım|arka yuz|arka|"
	  "απαντηση|μεταφραση|ορισμος|σημασια|"
	  "תשובה|תרגום|הגדרה|פירוש|جواب|إجابة|ترجمة|معنى|تعريف|"
	  "裏|意味|答え|回答|訳|翻訳|定義|解説|"
	  "뒷면|뜻|의미|정답|답|번역|정의|"
	  "释义|釋義|意思|含义|含義|翻译|翻譯|答案|回答|解释|解釋|定义|定義|"
	  "背面|反面|中文释义|中文意思|英文释义|"
	  "nghia|tra loi|đap an|mat sau|đinh nghia|dich|"
	  "back extra|solution|equivalent|interpretation|"
	  "kaannos|merkitys|vastaus|maaritelma|jelentes|forditas|"
	  "valasz|meghatarozas|traducere|raspuns|semnificatie|"
	  "definitie|arti|terjemahan|jawaban|makna|definisi|maksud|"
	  "jawapan|ความหมาย|คําแปล|คําตอบ|अर्थ|उत्तर|अनुवाद|मतलब|"
	  "परिभाषा|معنی|ترجمه|پاسخ|المعنى|الترجمة|الإجابة|الجواب|"
	  "التعريف|превод|отговор|значење|одговор|prijevod|prevod|"
	  "znacenje|odgovor|traduccio|significat|traduko|signifo|"
	  "tolge|tahendus|vertimas|reiksme|maana|kahulugan|þyðing" },
	{ COLUMN_NAME_LANGUAGE,
	  "english|chinese|german|french|spanish|italian|portuguese|dutch|"
	  "swedish|danish|norwegian|finnish|icelandic|polish|czech|slovak|"
	  "russian|ukrainian|turkish|greek|hebrew|arabic|persian|farsi|hindi|"
	  "japanese|korean|vietnamese|thai|indonesian|malay|latin|esperanto|"
	  "hungarian|romanian|bulgarian|serbian|croatian|catalan|irish|welsh|"
	  "mandarin|cantonese|swahili|tagalog|urdu|bengali|"
	  "deutsch|englisch|franzosisch|spanisch|italienisch|chinesisch|"
	  "russisch|japanisch|latein|"
	  "anglais|francais|allemand|espagnol|italien|chinois|russe|japonais|"
	  "ingles|espanol|aleman|frances|italiano|chino|ruso|japones|"
	  "inglese|francese|tedesco|spagnolo|cinese|russo|giapponese|"
	  "portugues|alemao|espanhol|chines|"
	  "engels|nederlands|duits|frans|spaans|"
	  "engelska|svenska|tyska|engelsk|dansk|norsk|tysk|suomi|englanti|"
	  "anglictina|cestina|cesky|anglicky|angielski|polski|niemiecki|"
	  "английский|русский|немецкий|французский|испанский|китайский|"
	  "японский|англійська|українська|"
	  "ingilizce|turkce|almanca|αγγλικα|ελληνικα|"
	  "עברית|אנגלית|العربية|عربي|الإنجليزية|انجليزي|"
	  "英語|日本語|中国語|英语|日语|日文|法语|德语|俄语|西班牙语|韩语|"
	  "中文|汉语|漢語|英文|英語|国语|國語|普通话|한국어|영어|중국어|일본어|"
	  "tieng anh|tieng viet|tieng trung|"
	  "slovenian|slovene|estonian|latvian|lithuanian|filipino|"
	  "mongolian|afrikaans|basque|galician|yiddish|sanskrit|"
	  "koreanisch|turkisch|polnisch|niederlandisch|portugiesisch|"
	  "schwedisch|griechisch|arabisch|lateinisch|coreen|polonais|"
	  "portugais|neerlandais|arabe|grec|coreano|polaco|arabo|"
	  "greco|latino|magyar|angol|romana|engleza|bahasa indonesia|"
	  "inggris|ไทย|อังกฤษ|हिन्दी|हिंदी|अंग्रेजी|فارسی|انگلیسی|"
	  "български|hrvatski|srpski|engleski|slovencina|eesti|"
	  "islenska|cymraeg|gaeilge|catala|euskara|galego|latina|en|"
	  "eng|de|deu|ger|fr|fra|fre|es|esp|spa|ja|jp|jpn|zh|cn|chn|"
	  "ru|rus|pl|pt|ko|kor|kr|nl|sv|cz|vi" },
	{ COLUMN_NAME_OTHER,
	  "example|examples|sentence|note|notes|comment|remark|hint|extra|"
	  "context|usage|source|url|link|image|picture|photo|audio|sound|"
	  "reading|pronunciation|phonetic|phonetics|ipa|transcription|"
	  "transliteration|romanization|romaji|pinyin|zhuyin|bopomofo|kana|"
	  "hiragana|katakana|furigana|gender|plural|pos|part of speech|type|"
	  "category|topic|level|lesson|unit|chapter|section|frequency|freq|"
	  "synonym|antonym|root|stem|mnemonic|details|detail|info|country|"
	  "capital|flag|map|bare|accented|collins|oxford|bnc|frq|exchange|"
	  "direction|abbreviation|"
	  "beispiel|beispielsatz|bemerkung|anmerkung|notiz|aussprache|"
	  "kategorie|lektion|wortart|geschlecht|land|hauptstadt|"
	  "exemple|phrase exemple|remarque|prononciation|categorie|niveau|"
	  "pays|capitale|ejemplo|nota|pronunciacion|categoria|nivel|leccion|"
	  "pais|esempio|pronuncia|livello|exemplo|pronuncia|"
	  "voorbeeld|opmerking|uitspraak|exempel|anteckning|uttal|"
	  "priklad|poznamka|vyslovnost|przyklad|uwagi|notatki|wymowa|kraj|"
	  "stolica|пример|примечание|заметка|произношение|транскрипция|"
	  "уровень|тема|категория|страна|столица|приклад|примітка|"
	  "ornek|not|telaffuz|seviye|παραδειγμα|σημειωση|"
	  "דוגמה|הערה|مثال|ملاحظة|נטק|"
	  "例文|例|読み|読み方|よみ|ふりがな|発音|備考|メモ|品詞|レベル|"
	  "예문|예|발음|비고|메모|품사|병음|"
	  "例句|例子|拼音|注音|备注|備註|注释|註釋|笔记|筆記|音标|音標|发音|"
	  "發音|词性|詞性|级别|等级|分类|分類|类别|课|单元|读音|近义词|反义词|"
	  "vi du|phat am|ghi chu|loai tu|"
	  "part-of-speech|part_of_speech|partofspeech|word class|"
	  "class|example sentence|sample sentence|example translation|"
	  "sentence translation|sentence meaning|cefr|cefr level|jlpt|"
	  "jlpt level|hsk|hsk level|date|status|score|difficulty|"
	  "image url|audio url|article|conjugation|declension|"
	  "inflection|etymology|origin|collocation|subject|week|"
	  "module|page|strokes|radical|onyomi|kunyomi|on'yomi|"
	  "kun'yomi|tone|notetype|note type|group|set|domain|field|"
	  "region|code|symbol|formula|alternative|variant|see also|"
	  "related|related terms|created|updated" },
};

static bool is_in(const char *words, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = words; (at = strstr(at, name)); at++)
		if ((at == words || at[-1] == '|') &&
		    (at[length] == '|' || at[length] == '\0'))
			return true;
	return false;
}

static enum column_name look_up(const char *name)
{
	if (!*name || strchr(name, '|'))
		return COLUMN_NAME_UNKNOWN;
	for (size_t i = 0; i < sizeof(known_names) / sizeof(*known_names); i++)
		if (is_in(known_names[i].words, name))
			return known_names[i].name;
	return COLUMN_NAME_UNKNOWN;
}

/* An accent falls away on a Latin or Greek letter: й is a letter of its own,
 * as が is. */
static void drop_accents(const uint8_t *text, size_t length, struct text *out)
{
	ucs4_t c, base = 0;

	for (size_t at = 0; at < length;) {
		int used = u8_mbtouc(&c, text + at, length - at);
		bool is_mark = c >= 0x300 && c <= 0x36F;

		if (!is_mark)
			base = c;
		if (!is_mark || base >= 0x400)
			text_append(out, (const char *)text + at, (size_t)used);
		at += (size_t)used;
	}
}

/* The name as the lists above hold it; false when it can be no name. */
static bool fold(struct cell cell, char folded[4 * NAME_SIZE_MOST])
{
	struct text bare = { 0 };
	size_t length = 0, room = 4 * NAME_SIZE_MOST - 1;
	uint8_t *split, *joined;

	cell = cell_trim(cell);
	if (cell.length > 1 && cell.bytes[0] == '#')
		cell = cell_trim(
			(struct cell){ cell.bytes + 1, cell.length - 1 });
	if (cell.length == 0 || cell.length > NAME_SIZE_MOST)
		return false;
	split = u8_casefold((const uint8_t *)cell.bytes, cell.length, NULL,
			    UNINORM_NFKD, NULL, &length);
	if (!split)
		return false;
	drop_accents(split, length, &bare);
	free(split);
	joined = u8_normalize(UNINORM_NFC, (const uint8_t *)text_string(&bare),
			      bare.length, NULL, &length);
	text_release(&bare);
	if (!joined)
		return false;
	length = length < room ? length : room;
	memcpy(folded, joined, length);
	folded[length] = '\0';
	free(joined);
	return true;
}

/* Cut ":en", "_de", ":zh-tw", " (en)" off; false when there is none. */
static bool cut_language(char *name)
{
	char *mark = strpbrk(name, ":_(");
	size_t letters = 0;

	if (!mark || mark == name)
		return false;
	while (isalpha((unsigned char)mark[1 + letters]) ||
	       (letters > 1 && mark[1 + letters] == '-'))
		letters++;
	if (letters < 2 || letters > (*mark == '(' ? 12u : 7u) ||
	    strcmp(mark + 1 + letters, *mark == '(' ? ")" : "") != 0)
		return false;
	while (mark > name && mark[-1] == ' ')
		mark--;
	*mark = '\0';
	return true;
}

static enum column_name look_up_singular(char *name)
{
	enum column_name found = look_up(name);
	size_t length = strlen(name);

	for (int cut = 0; cut < 2 && !found && length > 3; cut++) {
		if (name[--length] != (cut ? 'e' : 's'))
			break;
		name[length] = '\0';
		found = look_up(name);
	}
	return found;
}

/* Words that say which of a language, or only tie two others. */
static bool is_filler(const char *word)
{
	return is_in("in|the|of|simplified|traditional|modern|ancient|old|"
		     "mexican|brazilian|american|british|auf|en|des|em|el",
		     word);
}

/*
 * A language and what of it: "English word", "meaning in German",
 * "Traditional Chinese".  The thing is what counts, without one the language.
 */
static enum column_name look_up_words(char *name)
{
	enum column_name thing = COLUMN_NAME_UNKNOWN;
	bool has_language = false;
	char *next;

	for (char *word = name; word; word = next) {
		enum column_name found;

		next = strpbrk(word, " _");
		if (next)
			*next++ = '\0';
		if (!*word || is_filler(word))
			continue;
		found = look_up_singular(word);
		if (found == COLUMN_NAME_UNKNOWN ||
		    (found != COLUMN_NAME_LANGUAGE &&
		     thing != COLUMN_NAME_UNKNOWN))
			return COLUMN_NAME_UNKNOWN;
		if (found == COLUMN_NAME_LANGUAGE)
			has_language = true;
		else
			thing = found;
	}
	if (!has_language)
		return COLUMN_NAME_UNKNOWN;
	return thing ? thing : COLUMN_NAME_LANGUAGE;
}

enum column_name column_name_of(const struct cell *cell)
{
	char name[4 * NAME_SIZE_MOST], plural[sizeof(name)];
	enum column_name found;

	if (!fold(*cell, name))
		return COLUMN_NAME_UNKNOWN;
	memcpy(plural, name, sizeof(name));
	found = look_up_singular(plural);
	if (found)
		return found;
	memcpy(plural, name, sizeof(name));
	found = look_up_words(plural);
	if (!found && cut_language(name))
		found = look_up_singular(name);
	return found;
}

enum column_name column_name_of_last_word(const struct cell *cell)
{
	struct cell word = cell_trim(*cell);
	enum column_name found = column_name_of(cell);
	size_t at = word.length;

	while (at > 0 && !strchr(" _-/\n", word.bytes[at - 1]))
		at--;
	word.bytes += at;
	word.length -= at;
	return found || at == 0 ? found : column_name_of(&word);
}
