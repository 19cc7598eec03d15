# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

run_ebb
expect_like "without a card ebb says how to get some" 0 "Welcome to ebb. There \
are no cards yet*ebb import FILE.csv
*/ebb/decks/llm-terms.en.csv
*/ebb/decks/llm-terms.zh.csv
After each answer say how well you knew it*
  0 1 2 or a  again *
  5 or e      easy    recalled at once
Press Enter to begin with llm-terms.en.csv, or type a command (help)." ""
bundled=$(sed -n 's/^  ebb import \(.*en.csv\)/\1/p' "$work/run/out")
holds "and the file it names is there" test -r "$bundled"

typed "" "" 4 :quit
run_ebb
expect_like "Enter brings it in and asks its first card" 0 \
	"*(help).*+ 89 new*1/20 · llm-terms.en · new
Q  *4 good: in 1 day*" ""
rm -rf "$HOME/.local"
printf 'front,back\ndog,Hund\ncat,Katze\n' >words.csv
printf 'front,back\nuno,one\n' >italian.csv
given import words.csv italian.csv
run_ebb
expect "with cards it counts them" 0 "italian   0 due · 1 new · about 1 min
words     0 due · 2 new · about 1 min
Press Enter to study, or type a command (help)." ""
typed "" "" 4 :q "due words" quit "rm dog"
run_ebb
expect "Enter studies, a command runs, quit ends" 0 \
	"italian   0 due · 1 new · about 1 min
words     0 due · 2 new · about 1 min
Press Enter to study, or type a command (help).

1/3 · words · new
Q  dog
A  Hund
0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · Enter = 4
4 good: in 1 day, on 2026-03-03

2/3 · words · new
Q  cat

1 answer in 0 s
recalled 1 of 1 (100%), 1 new, 0 s a card
Left for today: 2 new. \`ebb study\` goes on from here.
Due tomorrow: 1. Streak: 1 day.
words     0 due · 1 new · about 1 min" ""
for word in quit exit q; do
	typed $word "rm dog"
	run_ebb
	expect_like "$word ends it" 0 "italian*(help)." ""
done
is "so the line after it was not run" 3 "$(sql 'SELECT count(*) FROM v_card')"
typed stast 'list "open' "show zzzzzzzz" "import nix.csv" "decks --names"
run_ebb
expect_like "an error is told and ends nothing" 0 "*italian${nl}words" \
	'ebb: there is no command "stast"; did you mean stats?
ebb: a quote is not closed
ebb: no card is called "zzzzzzzz"*
ebb: nix.csv: cannot open the file: No such file or directory'
typed "ebb decks --names" 'add "a b" '"'c d'" 'search "a b" --json'
run_ebb
expect_like "words may be quoted, and begin with ebb" 0 \
	"*italian${nl}words*Added to deck default*\"front\":\"a b\",\"back\":\"c d\"*" ""
typed "study words" "" 4 :q "" "" 5 :q
run_ebb
is "study takes a deck, and sessions follow one another" "words italian" \
	"$(sql "SELECT group_concat(deck, ' ') FROM (SELECT deck FROM v_review
	ORDER BY id LIMIT 2 OFFSET 1)")"
typed help
run_ebb
expect_like "help lists the commands" 0 "*usage: ebb*  study  *  completion *" ""
now=2026-03-03T09:00:00+01:00
typed ""
run_ebb
expect_like "the next day it tells the streak and yesterday" 0 \
	"*streak 1 day · yesterday 3 answers*" ""
given config new_per_day 0
given suspend uno dog cat "a b"
run_ebb
expect_like "with nothing due it says so" 0 \
	"*Nothing is due now. Type a command (help), or Ctrl-D to leave." ""
run EBB_DB=/proc/nowhere/ebb.db "$EBB"
expect_like "a database that cannot be ends it" 1 "" "ebb: /proc/nowhere*"

finish
