. "$(dirname "$0")/tap.sh"

root=$(dirname "$tests")
for language in en zh; do
	run_ebb import --json "$root/decks/llm-terms.$language.csv"
	expect_like "the $language deck arrives whole" 0 \
		'*"rows":89,"added":89,*"changed":0,*"same":0,*"duplicates":0,"rejected":\[\]}' ""
	is "with its cards" "89 153" "$(sql "SELECT notes || ' ' || cards
		FROM v_deck WHERE name = 'llm-terms.$language'")"
	run_ebb import "$root/decks/llm-terms.$language.csv"
	expect_like "again it changes nothing" 0 "*= 89 same" ""
	given export -o "$language.csv" "llm-terms.$language"
	run_ebb import -d "llm-terms.$language" "$language.csv"
	expect_like "nor does its export" 0 "*= 89 same" ""
done
ids() {
	sql "SELECT key FROM note JOIN deck ON deck.id = deck_id
		WHERE deck.name = 'llm-terms.$1' ORDER BY key"
}
is "both have the same ids" "$(ids en)" "$(ids zh)"
is "each once" "" "$(ids en | uniq -d)"
is "and the same questions of each" "$(sql "SELECT key, count(*) FROM card
	JOIN note ON note.id = card.id / 256 JOIN deck ON deck.id = deck_id
	WHERE name LIKE '%.en' GROUP BY key")" "$(sql "SELECT key, count(*)
	FROM card JOIN note ON note.id = card.id / 256
	JOIN deck ON deck.id = deck_id WHERE name LIKE '%.zh' GROUP BY key")"
is "no front stands for two notes" "" "$(sql "SELECT deck_id, front FROM note
	GROUP BY deck_id, front HAVING count(*) > 1")"

# ---- the arithmetic --------------------------------------------------------

# Every expression of facts.csv computes to what it says, to its last digit;
# in the text thousands may be divided, as people read them.
grep -v '^deck,' "$tests/decks/facts.csv" | tr -d '\r' >facts
awk -F, '{
	decimals = index($4, ".") ? length($4) - index($4, ".") : 0
	printf "BEGIN { x = sprintf(\"%%.%df\", %s)\n", decimals, $3
	printf "if (x + 0 != %s) print \"%s,%s,%s\", x }\n", $4, $2, $3, $4
}' facts >facts.awk
is "every expression computes" "" "$(awk -f facts.awk </dev/null)"
while IFS=, read -r language id expression expected; do
	sql "SELECT front || ' ' || back || ' ' || fields FROM note
		JOIN deck ON deck.id = deck_id
		WHERE name = 'llm-terms.$language' AND key = '$id'" |
		awk -v wanted="$expected" -v name="$language $id: $expression" '
		{ text = text " " $0 }
		END {
			while (match(text, /[0-9][,  ][0-9][0-9][0-9]/))
				text = substr(text, 1, RSTART) \
					substr(text, RSTART + RLENGTH - 3)
			gsub(/\./, "[.]", wanted)
			if (text !~ "(^|[^0-9.])" wanted "([^0-9]|$)")
				print name " = " wanted " is not in: " text
		}'
done <facts >missing
is "and stands in the text of its row" "" "$(cat missing)"

# ---- how a card is written -------------------------------------------------

is "no term stands in its own definition, where that is asked for it" "" \
	"$(sql "SELECT front || ': ' || back FROM note WHERE
	(SELECT count(*) FROM card WHERE card.id / 256 = note.id) = 2
	AND instr(lower(back), lower(front))")"
holds "no definition is wider than 160 columns" \
	test "$(sql "SELECT back FROM note" | wc -L)" -le 160
is "the words that the old glossary had wrong are gone" "" \
	"$(grep -n -e 变压器 -e 服务器托管 "$root"/decks/*.csv)"
is "every note has the term in the other language, and a tag" "" \
	"$(sql "SELECT front FROM note WHERE fields NOT LIKE '%\"中文\":%'
	AND fields NOT LIKE '%\"English\":%' OR NOT EXISTS
	(SELECT 1 FROM note_tag WHERE note_id = note.id)")"
is "the pairs are the same in both decks" "" "$(sql "SELECT a.key, a.front,
	b.front FROM note AS a JOIN note AS b ON a.key = b.key
	AND a.deck_id < b.deck_id WHERE json_extract(a.fields, '$.中文')
	<> b.front OR json_extract(b.fields, '$.English') <> a.front")"

finish
