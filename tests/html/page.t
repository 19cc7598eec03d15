# The page of `ebb stats --html` as Chromium understands it, with no script of
# its own running: its numbers, its words, its widths and its two schemes.
# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/../cli/tap.sh"

# ---- two years of answers, and a deck that would like to run a script -------

hostile='<script>alert(1)</script>'
awk 'BEGIN {
	print "front,back"
	print "<script>alert(1)</script>,<img src=x onerror=alert(2)>"
	print "]]>--></style></title>,\"\"\" onload=\"\"alert(3)\""
	print "\342\200\256gnirts &amp;amp; \047quotes\047,b"
	print "\033[31mred,\327\251\327\234\327\225\327\235"
	for (i = 5; i <= 60; i++)
		print "question " i ",answer " i
}' >hostile.csv
now=2024-05-01T09:00:00+02:00
given import -d "$hostile" hostile.csv
sqlite3 "$db" <<'END'
CREATE TEMP TABLE chosen AS
	SELECT row_number() OVER (ORDER BY id) - 1 AS nth, id FROM card;
WITH RECURSIVE answer (n) AS (SELECT 0 UNION ALL
	SELECT n + 1 FROM answer WHERE n < 2999),
fate (n, day, grade, nth) AS (SELECT n, 19844 + n * 670 / 2999,
	iif(n % 9 = 0 AND n / 36 % 3 = 0, n % 2, substr(
	'445434545435445434444421044', 1 + n * 7919 % 27, 1) + 0),
	CASE WHEN n % 9 THEN n * 31 % 60 ELSE n / 9 % 4 END FROM answer)
INSERT INTO review (id, uid, card_id, answered_at_ms, utc_offset_min,
	study_day, kind, grade, suggested_grade, typed, recall_ms, check_ms,
	device)
SELECT (SELECT max(id) FROM batch) + 1 + n, randomblob(16), chosen.id,
	day * 86400000 + (7 + n % 13) * 3600000 + n * 1000, 120, day, 'rate',
	grade, iif(grade < 3, 1, 4), iif(grade < 2, (SELECT back FROM note
	WHERE id = (chosen.id >> 8) + 1), 'typed'), 4000 + n % 50 * 100, 2500,
	'test' FROM fate JOIN chosen USING (nth) WHERE day % 6 OR n > 2900;
END
printf 'front,back\nlater,late\n' >later.csv
now=2026-01-10T09:00:00+01:00
given import later.csv
now=2026-03-02T09:00:00+01:00
given check --repair

page() {
	_file=$1
	shift
	given stats --html "$_file.html" "$@"
}
page english
run_ebb stats --json
cp "$work/run/out" english.json
run LANGUAGE=zh_CN "$EBB" stats --html chinese.html
expect "the page is written, and that is said" 0 \
	"统计已写入 chinese.html" ""
page deck --section today,hardest,confusions "$hostile"
page search --section retention question
page decade --since 2016-01-01
run EBB_DB=none.db "$EBB" stats --html empty.html
printf '<!DOCTYPE html><h1>x</h1><img src="http://127.0.0.1:9/x.png">' \
	>fetching.html

# ---- what the browser finds -------------------------------------------------

# frame NAME PAGE WIDTH SCHEME
frame() {
	printf '<iframe name="%s" src="%s.html" sandbox="allow-same-origin"
	 style="width: %dpx; height: 900px; border: 0; color-scheme: %s">
	 </iframe>\n' "$@"
}
{
	echo '<!DOCTYPE html><meta charset="utf-8"><pre id="found"></pre>'
	for name in english chinese; do
		for scheme in light dark; do
			frame "$name-phone-$scheme" $name 390 $scheme
			frame "$name-desk-$scheme" $name 1280 $scheme
		done
	done
	for name in deck search decade empty fetching; do
		frame $name $name 390 light
	done
	echo "<script src=\"file://$tests/html/measure.js\"></script>"
} >frames.html

# A browser in a home of its own that reaches no network.
browse() {
	env -i PATH="$PATH" HOME="$work" TMPDIR="$work" chromium --headless \
		--no-sandbox --disable-gpu --disable-dev-shm-usage \
		--no-first-run --disable-background-networking \
		--disable-component-update --disable-sync --hide-scrollbars \
		--host-resolver-rules='MAP * ~NOTFOUND' \
		--user-data-dir="$work/browser" \
		--allow-file-access-from-files --window-size=1400,1000 \
		--dump-dom "file://$1" 2>browser.err
}
browse "$HOME/frames.html" | sed -n '/<pre id="found">/,/<\/pre>/{
	s/.*<pre id="found">//
	s/<\/pre>.*//
	s/&lt;/</g
	s/&gt;/>/g
	s/&nbsp;/ /g
	s/&amp;/\&/g
	p
}' >found
holds "the browser has read every page" test "$(cut -f 1 found |
	sort -u | grep -c .)" = 13

# found FRAME WHAT: the values, a line each.
found() {
	awk -F '\t' -v frame="$1" -v what="$2" '$1 == frame && $2 == what {
		sub(/^[^\t]*\t[^\t]*\t?/, ""); print }' found
}

tab=$(printf '\t')
pages=$(cut -f 1 found | sort -u | grep -v fetching)
for name in $pages; do
	is "$name: nothing is wider than the window" 0 "$(found "$name" overflow)"
	is "$name: all text has a contrast of 4.5 or more" true \
		"$(found "$name" contrast)"
	is "$name: nothing comes from outside, nothing could run" "0" \
		"$(found "$name" fetched)$(found "$name" outside)"
	is "$name: every part has a name" "" "$(found "$name" unnamed)"
	is "$name: headings go down step by step" "" "$(found "$name" skipped)"
done
is "the check of what is fetched would see it" "1" "$(found fetching fetched)"
is "and where from" "src=http://127.0.0.1:9/x.png" "$(found fetching outside)"
for name in english chinese; do
	is "$name: a phone is a phone, a desk a desk" "390 1280" \
		"$(found $name-phone-light width) $(found $name-desk-light width)"
	is "$name: both schemes are there" "false true" \
		"$(found $name-desk-light dark) $(found $name-desk-dark dark)"
	is "$name: landmarks, one first heading, and nothing embedded" \
		"1${tab}1${tab}1${tab}1${tab}1${tab}0" \
		"$(found $name-desk-light landmarks)"
done

# ---- words -----------------------------------------------------------------

is "the language is said" "en zh-Hans" "$(found english-desk-light lang) $(
	found chinese-desk-light lang)"
is "the title" "ebb statistics, 2026-03-02" "$(found english-desk-light title)"
is "and in Chinese" "ebb 统计，2026-03-02" "$(found chinese-desk-light title)"
like "a summary in words" \
	"1 answer in *. [1-9]* cards are due. Streak *" \
	"$(found english-desk-light summary)"
like "and in Chinese" "*有 [1-9]* 张卡片到期。*" \
	"$(found chinese-desk-light summary)"
is "of an empty database" "Nothing has been answered yet." \
	"$(found empty summary)"
is "the deck as it is called, and the day" "$hostile${tab}2026-03-02" \
	"$(found deck facts)"
is "the search" "question${tab}2026-03-02" "$(found search facts)"
is "the first day" "2016-01-01${tab}2026-03-02" "$(found decade facts)"
is "what a deck says is read, not obeyed" \
	"$(printf '%s\n' '<U+202E>gnirts &amp; '"'quotes'" \
		'<script>alert(1)</script>' ']]>--></style></title>' '␛[31mred')" \
	"$(found deck row | awk -F '\t' '$1 == "hardest" { print $3 }' |
		grep -v '^question' | sort)"
is "nor is it in the file as it was" "" \
	"$(LC_ALL=C grep -c -e '<script' -e "$(printf '\342\200\256')" \
		-e "$(printf '\033')" deck.html | grep -v '^0$')"

# ---- numbers ---------------------------------------------------------------

sections() {
	sqlite3 :memory: "SELECT key FROM json_each(readfile('english.json'))
		WHERE type = 'array'"
}

# Of a section of the JSON the rows that say something, as people read them.
rows() {
	sqlite3 -batch -noheader :memory: "WITH cell AS (SELECT row.key AS row,
		cell.id AS place, cell.key AS name, cell.type AS type,
		cell.value AS value FROM json_each(readfile('english.json'),
		'$.$1') AS row, json_each(row.value) AS cell),
	spelled AS (SELECT row, place, CASE
		WHEN type = 'null' THEN '-'
		WHEN name IN ('share', 'low', 'high', 'promised') THEN
			((CAST(round(value * 1000000) AS INTEGER) + 5000)
			/ 10000) || '%'
		WHEN name = 'ms' AND '$1' = 'seconds' THEN
			printf('%.1f', (value + 50) / 100 / 10.0)
		WHEN name = 'ms' THEN (value + 30000) / 60000
		WHEN name = 'ease' THEN printf('%.1f', value)
		ELSE value END AS text,
		place > min(place) OVER (PARTITION BY row) AND (name IN
		('question', 'other') OR type = 'integer' AND value <> 0)
		AS says FROM cell ORDER BY row, place)
	SELECT '$1' || char(9) || group_concat(text, char(9)) FROM spelled
	GROUP BY row HAVING max(says) OR '$1' = 'today' ORDER BY row"
}

is "all sections, in the order of JSON" "$(sections)" \
	"$(found english-phone-light section | cut -f 1)"
for section in $(sections); do
	is "$section: the table has the numbers of --json" \
		"$(rows "$section" | tr -d '\033' | sed "s/\[31m/␛[31m/
			s/$(printf '\342\200\256')/<U+202E>/g")" \
		"$(found english-phone-light row | grep "^$section$tab")"
	is "$section: the same in Chinese" \
		"$(found english-desk-dark row | grep "^$section$tab" |
			tr "$tab" '\n' | grep '^[-0-9.%]*$')" \
		"$(found chinese-desk-dark row | grep "^$section$tab" |
			tr "$tab" '\n' | grep '^[-0-9.%]*$')"
done
is "every section has something to show, and a table or list of it" "" \
	"$(found english-phone-light section | grep -v "${tab}1$")"
is "the drawings" "retention promise typed grades calendar days cards \
intervals ease added hours due " "$(found english-phone-light section |
	sed -n "s/${tab}drawn.*//p" | tr '\n' ' ')"
is "without an answer each section is one sentence" \
	"$(sections | sed "s/\$/${tab}empty${tab}0/")" "$(found empty section)"
is "--section holds" "retention${tab}drawn${tab}1" "$(found search section)"
finish
