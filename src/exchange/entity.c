#include "exchange/entity.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { NAME_MOST = 8, DIGITS_MOST = 7, NO_BREAK_SPACE = 0xA0 };

/* The ones that decks hold. */
static const struct {
	const char *name, *character;
} entities[] = {
	{ "nbsp", " " },
	{ "amp", "&" },
	{ "lt", "<" },
	{ "gt", ">" },
	{ "quot", "\"" },
	{ "apos", "'" },
	{ "copy", "©" },
	{ "reg", "®" },
	{ "trade", "™" },
	{ "hellip", "…" },
	{ "mdash", "—" },
	{ "ndash", "–" },
	{ "lsquo", "‘" },
	{ "rsquo", "’" },
	{ "sbquo", "‚" },
	{ "ldquo", "“" },
	{ "rdquo", "”" },
	{ "bdquo", "„" },
	{ "laquo", "«" },
	{ "raquo", "»" },
	{ "lsaquo", "‹" },
	{ "rsaquo", "›" },
	{ "bull", "•" },
	{ "middot", "·" },
	{ "deg", "°" },
	{ "plusmn", "±" },
	{ "times", "×" },
	{ "divide", "÷" },
	{ "frac12", "½" },
	{ "frac14", "¼" },
	{ "frac34", "¾" },
	{ "sup1", "¹" },
	{ "sup2", "²" },
	{ "sup3", "³" },
	{ "micro", "µ" },
	{ "para", "¶" },
	{ "sect", "§" },
	{ "euro", "€" },
	{ "pound", "£" },
	{ "yen", "¥" },
	{ "cent", "¢" },
	{ "curren", "¤" },
	{ "brvbar", "¦" },
	{ "uml", "¨" },
	{ "ordf", "ª" },
	{ "ordm", "º" },
	{ "not", "¬" },
	{ "shy", "\xC2\xAD" },
	{ "macr", "¯" },
	{ "acute", "´" },
	{ "cedil", "¸" },
	{ "iexcl", "¡" },
	{ "iquest", "¿" },
	{ "larr", "←" },
	{ "uarr", "↑" },
	{ "rarr", "→" },
	{ "darr", "↓" },
	{ "harr", "↔" },
	{ "lArr", "⇐" },
	{ "rArr", "⇒" },
	{ "hArr", "⇔" },
	{ "infin", "∞" },
	{ "ne", "≠" },
	{ "le", "≤" },
	{ "ge", "≥" },
	{ "asymp", "≈" },
	{ "equiv", "≡" },
	{ "sum", "∑" },
	{ "prod", "∏" },
	{ "radic", "√" },
	{ "part", "∂" },
	{ "int", "∫" },
	{ "isin", "∈" },
	{ "notin", "∉" },
	{ "cap", "∩" },
	{ "cup", "∪" },
	{ "sub", "⊂" },
	{ "sup", "⊃" },
	{ "sube", "⊆" },
	{ "supe", "⊇" },
	{ "forall", "∀" },
	{ "exist", "∃" },
	{ "empty", "∅" },
	{ "nabla", "∇" },
	{ "and", "∧" },
	{ "or", "∨" },
	{ "perp", "⊥" },
	{ "prop", "∝" },
	{ "there4", "∴" },
	{ "thinsp", " " },
	{ "ensp", " " },
	{ "emsp", " " },
	{ "zwj", "\xE2\x80\x8D" },
	{ "zwnj", "\xE2\x80\x8C" },
	{ "dagger", "†" },
	{ "Dagger", "‡" },
	{ "permil", "‰" },
	{ "prime", "′" },
	{ "Prime", "″" },
	{ "minus", "−" },
	{ "lowast", "∗" },
	{ "Agrave", "À" },
	{ "Aacute", "Á" },
	{ "Acirc", "Â" },
	{ "Auml", "Ä" },
	{ "Egrave", "È" },
	{ "Eacute", "É" },
	{ "Ecirc", "Ê" },
	{ "Euml", "Ë" },
	{ "Igrave", "Ì" },
	{ "Iacute", "Í" },
	{ "Icirc", "Î" },
	{ "Iuml", "Ï" },
	{ "Ograve", "Ò" },
	{ "Oacute", "Ó" },
	{ "Ocirc", "Ô" },
	{ "Ouml", "Ö" },
	{ "Ugrave", "Ù" },
	{ "Uacute", "Ú" },
	{ "Ucirc", "Û" },
	{ "Uuml", "Ü" },
	{ "agrave", "à" },
	{ "aacute", "á" },
	{ "acirc", "â" },
	{ "auml", "ä" },
	{ "egrave", "è" },
	{ "eacute", "é" },
	{ "ecirc", "ê" },
	{ "euml", "ë" },
	{ "igrave", "ì" },
	{ "iacute", "í" },
	{ "icirc", "î" },
	{ "iuml", "ï" },
	{ "ograve", "ò" },
	{ "oacute", "ó" },
	{ "ocirc", "ô" },
	{ "ouml", "ö" },
	{ "ugrave", "ù" },
	{ "uacute", "ú" },
	{ "ucirc", "û" },
	{ "uuml", "ü" },
	{ "Atilde", "Ã" },
	{ "atilde", "ã" },
	{ "Ntilde", "Ñ" },
	{ "ntilde", "ñ" },
	{ "Otilde", "Õ" },
	{ "otilde", "õ" },
	{ "Aring", "Å" },
	{ "aring", "å" },
	{ "AElig", "Æ" },
	{ "aelig", "æ" },
	{ "OElig", "Œ" },
	{ "oelig", "œ" },
	{ "Ccedil", "Ç" },
	{ "ccedil", "ç" },
	{ "Oslash", "Ø" },
	{ "oslash", "ø" },
	{ "szlig", "ß" },
	{ "Yacute", "Ý" },
	{ "yacute", "ý" },
	{ "yuml", "ÿ" },
	{ "Yuml", "Ÿ" },
	{ "ETH", "Ð" },
	{ "eth", "ð" },
	{ "THORN", "Þ" },
	{ "thorn", "þ" },
	{ "Scaron", "Š" },
	{ "scaron", "š" },
	{ "alpha", "α" },
	{ "beta", "β" },
	{ "gamma", "γ" },
	{ "delta", "δ" },
	{ "epsilon", "ε" },
	{ "zeta", "ζ" },
	{ "eta", "η" },
	{ "theta", "θ" },
	{ "iota", "ι" },
	{ "kappa", "κ" },
	{ "lambda", "λ" },
	{ "mu", "μ" },
	{ "nu", "ν" },
	{ "xi", "ξ" },
	{ "omicron", "ο" },
	{ "pi", "π" },
	{ "rho", "ρ" },
	{ "sigma", "σ" },
	{ "tau", "τ" },
	{ "upsilon", "υ" },
	{ "phi", "φ" },
	{ "chi", "χ" },
	{ "psi", "ψ" },
	{ "omega", "ω" },
	{ "Alpha", "Α" },
	{ "Beta", "Β" },
	{ "Gamma", "Γ" },
	{ "Delta", "Δ" },
	{ "Epsilon", "Ε" },
	{ "Zeta", "Ζ" },
	{ "Eta", "Η" },
	{ "Theta", "Θ" },
	{ "Iota", "Ι" },
	{ "Kappa", "Κ" },
	{ "Lambda", "Λ" },
	{ "Mu", "Μ" },
	{ "Nu", "Ν" },
	{ "Xi", "Ξ" },
	{ "Omicron", "Ο" },
	{ "Pi", "Π" },
	{ "Rho", "Ρ" },
	{ "Sigma", "Σ" },
	{ "Tau", "Τ" },
	{ "Upsilon", "Υ" },
	{ "Phi", "Φ" },
	{ "Chi", "Χ" },
	{ "Psi", "Ψ" },
	{ "Omega", "Ω" },
	{ "sigmaf", "ς" },
};

static size_t read_named(const char *text, char character[ENTITY_TEXT_SIZE])
{
	size_t length = strcspn(text + 1, ";&< \n");

	if (length == 0 || length > NAME_MOST || text[1 + length] != ';')
		return 0;
	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (strncmp(entities[i].name, text + 1, length) == 0 &&
		    entities[i].name[length] == '\0') {
			strcpy(character, entities[i].character);
			return length + 2;
		}
	return 0;
}

/* A character that may stand in a text: no control, no surrogate. */
static bool put_character(unsigned long code, char character[ENTITY_TEXT_SIZE])
{
	int length;

	if (code == NO_BREAK_SPACE)
		code = ' ';
	if (code < ' ' && code != '\n' && code != '\t')
		return false;
	length = u8_uctomb((uint8_t *)character, (ucs4_t)code,
			   ENTITY_TEXT_SIZE - 1);
	if (length <= 0)
		return false;
	character[length] = '\0';
	return true;
}

static size_t read_number(const char *text, char character[ENTITY_TEXT_SIZE])
{
	bool is_hex = text[2] == 'x' || text[2] == 'X';
	const char *digits = text + 2 + is_hex;
	size_t length = strspn(digits, is_hex ? "0123456789abcdefABCDEF"
					      : "0123456789");

	if (length == 0 || length > DIGITS_MOST || digits[length] != ';' ||
	    !put_character(strtoul(digits, NULL, is_hex ? 16 : 10), character))
		return 0;
	return (size_t)(digits - text) + length + 1;
}

size_t entity_read(const char *text, char character[ENTITY_TEXT_SIZE])
{
	if (*text != '&')
		return 0;
	return text[1] == '#' ? read_number(text, character)
			      : read_named(text, character);
}
