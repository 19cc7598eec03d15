# shellcheck disable=SC2016
. "$(dirname "$0")/tap.sh"

# A deck from the internet: escape sequences, C1 controls, bidi overrides, BEL,
# backspaces, in every place where text can stand.
esc=$(printf '\033')
evil=$(printf 'a\033[31mred\033]0;title\007\b\302\2332J\342\200\256txt\342\201\246x\342\200\213\177')
printf 'front,back,ex%s,tags,deck\n"%s","back %s","field %s","t%s","deck%s"\nplain,b%s,,,\n' \
	"$esc" "$evil" "$evil" "$evil" "$evil" "$evil" "$evil" >"evil$esc.csv"
printf '"%s",\n' "$evil" >>"evil$esc.csv"

# Nothing that a terminal obeys: C0 but line feed, DEL, C1, bidi controls.
tame() {
	holds "$1" perl -CSD -ne 'if (/([\x00-\x09\x0b-\x1f\x7f-\x9f\x{202a}-\x{202e}\x{2066}-\x{2069}\x{200e}\x{200f}\x{061c}])/) {
		printf "line %d has U+%04X\n", $., ord $1; exit 1 }' \
		"$work/run/out" "$work/run/err"
}

run_ebb import "evil$esc.csv"
expect_like "the deck arrives" 1 "*2 new*1 rejected*" "*1 row was not*"
tame "the report of an import is tame"
run_ebb import "evil$esc.csv" "no$evil.csv"
tame "its errors are"
for command in "" decks due list "list -d plain" "search red" stats check \
	"undo --list" export "decks --names" "show 999" "import /dev/null" lint \
	"lint evil$esc.csv"; do
	[ "$command" = export ] && continue
	# shellcheck disable=SC2086
	run_ebb $command
	tame "ebb $command is"
done
for command in show suspend unsuspend rm study list search due stats help \
	undo config completion lint; do
	run_ebb "$command" "$evil"
	tame "an error of ebb $command is"
done
run_ebb "$evil"
tame "that of an unknown command is"
given undo
run_ebb show "$(sql "SELECT min(id) FROM v_card")"
expect_like "show gives the card" 0 "card*deck*question*answer*tags*" ""
tame "and is tame"
run_ebb --plain list
tr -d '\t' <"$work/run/out" >"$work/run/untabbed"
mv "$work/run/untabbed" "$work/run/out"
tame "the plain list is, but for its tabs"
run_ebb study "deck${evil}x"
tame "the nearest deck is"
typed "typed $evil" "" :undo "" 1 :suspend :undo :undo "" S u i u "" 1 :q
run_ebb study
expect_like "study asks" 0 "*Taken back: suspend *" ""
tame "and is tame, undo too"
run_ebb stats
like "the hardest cards are there" "*Hardest*" "$(out)"
tame "and tame"
run_ebb show "$(sql "SELECT card_id FROM review LIMIT 1")"
tame "the history with what was typed is"
run_ebb undo
tame "what was taken back is"
run_ebb rm -d "$(sql "SELECT name FROM deck WHERE name LIKE 'deck%'")"
expect_like "a deck can be named by what it is" 0 "Removed the deck*" ""
tame "which is told tamely"
is "the database holds the text as it came" "1" \
	"$(sql "SELECT count(*) FROM note WHERE instr(front, char(27))")"

# ---- narrow windows --------------------------------------------------------

rm -rf "$HOME/.local"
cat >wide.csv <<'EOF'
front,back,example,tags
你好世界，这是一张很长的卡片正面，没有空格可以断行,hello,一个例子：你好,greeting
what is the name of that?,Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen,long,
café naïve,👩‍👩‍👧‍👦 family,,
עברית,العربية,,
ﾊﾝｶｸ,全角,,
EOF
given import wide.csv
typed hello 1 "" 5 "" "" "" 4 "" :why :help 4
given study
for columns in 20 40; do
	for command in "" decks due list "search a" stats check "undo --list" \
		config "show 256" "show 512" "list --suspended" \
		"import wide.csv" "config answer" "suspend 1024" \
		"unsuspend 1024" undo "rm 1280" undo; do
		# shellcheck disable=SC2086
		run COLUMNS=$columns "$EBB" $command
		holds "$columns columns are enough for ebb $command" \
			test "$(wc -L <"$work/run/out")" -le $columns
	done
	rm -rf "$HOME/.local"
	given import wide.csv
	typed hello 1 :why "" 5 x "" "" 4 "" i "?" 4 :help :undo "" 1 ""
	run COLUMNS=$columns "$EBB" study
	holds "and for a session" test "$(wc -L <"$work/run/out")" -le $columns
	like "which loses nothing" "*Left for today*" "$(tr '\n' ' ' <"$work/run/out")"
done
rm -rf "$HOME/.local"
given import wide.csv
run COLUMNS=40 "$EBB" list
expect "wide characters align by their width" 0 \
	"card  question    answer      state  due
 256  你好世界…   hello       new
 512  what is t…  Donaudamp…  new
 768  café naïve  👩‍👩‍👧‍👦 …  new
1024  עברית       العربية     new
1280  ﾊﾝｶｸ        全角        new" ""
typed ""
run COLUMNS=30 "$EBB" study
expect "a long answer wraps between characters where it may" 0 "
1/5 · wide · new
Q  你好世界，这是一张很长的卡
   片正面，没有空格可以断行
A  hello
   example: 一个例子：你好
0 1 2 again 1 d · 3 hard 1 d
4 good 1 d · 5 easy 1 d
Enter = 4

Left for today: 5 new. \`ebb
study\` goes on from here.
Due tomorrow: 0. Streak: 0
days." ""

finish
