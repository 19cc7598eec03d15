# The Chinese catalogue is complete, and spoken.
# shellcheck disable=SC2016,SC1111,SC2013
. "$(dirname "$0")/tap.sh"

root=$(dirname "$tests")
po=$root/src/po/zh_CN.po

# ---- the catalogue ---------------------------------------------------------

(unset MAKEFLAGS MAKELEVEL && make -s -C "$root" BUILD="$work/build" pot) \
	2>said >/dev/null
pot=$work/build/ebb.pot
is "the messages of the source are collected without a warning" "" "$(cat said)"
holds "the catalogue is well formed and its formats fit" \
	msgfmt --check -o checked.mo "$po"
holds "every message of the source is translated" msgcmp "$po" "$pot"
is "and none is left over, fuzzy or empty" "" \
	"$({ msgattrib --only-obsolete "$po"
		msgattrib --only-fuzzy "$po"
		msgattrib --untranslated "$po"
	} | grep '^#~ msgid\|^msgid')"
msgcat --no-wrap --no-location "$po" | grep '^msgid ' | sort >translated
msgcat --no-wrap --no-location "$pot" | grep '^msgid ' | sort >wanted
holds "nor is one that the source has no more" diff translated wanted
is "blanks around a message and \`commands\` in it are kept" "" "$(
	msgcat --no-wrap "$po" | awk '
	function text(line) {
		sub(/^[^"]*"/, "", line)
		sub(/"$/, "", line)
		return line
	}
	function before(string) {
		match(string, /^( |\\n)*/)
		return substr(string, 1, RLENGTH)
	}
	function after(string) {
		match(string, /( |\\n)*$/)
		return substr(string, RSTART)
	}
	function wrong(id, string,    part) {
		# A full-width mark brings its own blank.
		if (after(id) == " " && string ~ /(：|，|。)$/)
			string = string " "
		if (before(id) != before(string) || after(id) != after(string))
			return 1
		while (match(id, /`[^`]*`/)) {
			part = substr(id, RSTART, RLENGTH)
			if (!index(string, part))
				return 1
			id = substr(id, RSTART + RLENGTH)
		}
		return 0
	}
	function judge() {
		if (id != "" && wrong(id, string))
			print id " -> " string
		id = string = ""
	}
	/^msgid "/ { judge(); id = text($0); in_id = 1; next }
	/^msgid_plural/ { in_id = in_string = 0; next }
	/^msgstr/ { string = text($0); in_id = 0; in_string = 1; next }
	/^"/ && in_id { id = id text($0); next }
	/^"/ && in_string { string = string text($0) }
	END { judge() }')"

# ---- the program -----------------------------------------------------------

chinese() {
	run LANGUAGE=zh_CN "$EBB" "$@"
}

chinese --help
expect_like "help is in Chinese, commands stay" 0 "用法：ebb *  study *复习*" ""
sed -n 's/^  \([a-z]*\) .*/\1/p' "$work/run/out" >names
is "all of them" "$(ebb --help | sed -n 's/^  \([a-z]*\) .*/\1/p')" "$(cat names)"

options() {
	while read -r name; do
		LANGUAGE=$1 "$EBB" help "$name"
	done <names | grep -o -- '--*[a-z][-a-z]*'
}
is "and so do their options" "$(options en)" "$(options zh_CN)"
holds "of which there are some" test -n "$(options zh_CN)"

chinese decks
expect_like "the welcome" 0 "欢迎使用 ebb*" ""
printf 'front,back\nPeru,Lima\n' >capitals.csv
chinese import capitals.csv
expect_like "an import" 0 "capitals.csv → 牌组 capitals*+ 1 新卡*" ""
typed Lima ""
chinese study
expect_like "a session" 0 "*新卡*Peru*✓  Lima*回车 = 4*4 良好：1 天后*" ""
chinese undo --list
expect_like "steps, with words for what they did" 0 "*评分 4 · Peru*导入 *" ""
chinese show Peru
expect_like "a history" 0 "*答题时间*复习*4 良好*" ""
chinese salvage "$db"
expect_like "a note is no hint" 0 "1 条笔记 · 1 张卡片 · *" ""
printf 'front,back\nLima,Peru\nLIMA,Peru\nLima,Peru\n' >twice.csv
chinese lint twice.csv
expect_like "nor where remarks are counted with them" 1 \
	"*:4: equal-row: 正面和背面都与第 2 行相同*3 条笔记*" "*"
given import twice.csv
chinese lint twice
expect_like "a number stands between blanks" 1 "*与第 [0-9]* 号卡片只差*" "*"
chinese stduy
expect "an error" 2 "" "ebb: 没有命令“stduy”；是不是 study？"
chinese config new_per_day many
expect "a setting keeps its name" 2 "" \
	"ebb: new_per_day 不能是“many”；可用的值是 0..9999"

for report in "due" "decks" "list" "show Peru" "stats" "config" "check"; do
	# shellcheck disable=SC2086
	run_ebb $report --json
	cp "$work/run/out" english
	# shellcheck disable=SC2086
	chinese $report --json
	expect "$report --json is the same in every language" 0 \
		"$(cat english)" ""
done
run LC_ALL=C LANGUAGE=zh_CN "$EBB" decks
expect_like "also where no UTF-8 locale is set" 0 "*牌组*笔记*" ""
run LC_ALL=zh_CN.UTF-8 "$EBB" decks
expect_like "and where only the locale says it, installed or not" 0 \
	"*牌组*笔记*" ""
finish
