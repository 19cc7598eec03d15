# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

# The grades in the log that stand, oldest first.
grades() {
	sql "SELECT group_concat(grade, ' ') FROM (SELECT grade FROM v_review
		WHERE live ORDER BY id)"
}

# A home without cards.
anew() {
	rm -rf "$HOME/.local"
	now=2026-03-02T09:00:00+01:00
}

# A deck of N cards: q1,a1 ...
deck() {
	awk -v n="$1" 'BEGIN { print "front,back"
		for (i = 1; i <= n; i++) print "q" i ",a" i }' >deck.csv
	given import deck.csv
}

# ---- answers and grades ----------------------------------------------------

cat >words.csv <<'EOF'
front,back,example
what is 狗?,Hund,Der Hund bellt.
what is a continuous space?,a continuous vector space,
what is 猫?,Katze,
EOF
given import words.csv
typed Hund "" "a continous vector space" "" Maus ""
run_ebb study
expect "typed answers are compared, Enter takes the suggestion, what failed \
comes once more" 0 "
1/3 · words · new
Q  what is 狗?
✓  Hund
   example: Der Hund bellt.
0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · Enter = 4
4 good: in 1 day, on 2026-03-03

2/3 · words · new
Q  what is a continuous space?
✓  a continuous vector space
   a contin_ous vector space
           ^  1 slip
0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · Enter = 4
4 good: in 1 day, on 2026-03-03

3/3 · words · new
Q  what is 猫?
✗  Katze
0 1 2 again 1 d · 3 hard 1 d · 4 good 1 d · 5 easy 1 d · Enter = 1
1 again: once more today, then in 1 day, on 2026-03-03

4/4 · words · drill: once more today
Q  what is 猫?

3 answers in 0 s
recalled 2 of 3 (67%), 3 new, 0 s a card
Not recalled:
  what is 猫?
Left for today: 1 to drill. \`ebb study\` goes on from here.
Due tomorrow: 3. Streak: 1 day." ""
is "the log has what was typed and suggested" \
	"Hund 4 4${nl}a continous vector space 4 4${nl}Maus 1 1" \
	"$(sql "SELECT typed || ' ' || suggested_grade || ' ' || grade
	FROM review ORDER BY id")"

typed "" 3 "" h "" 4
run_ebb study
expect_like "the drill goes on after a restart and until it reaches 4" 0 \
	"*drill: once more today*0 1 2 3 once more today · 4 5 done for today*\
*3 hard: once more today*3 hard: once more today*4 good: done for today*\
Nothing is left for today.*" ""
is "and is in the log as drill" "rate rate rate drill drill drill" \
	"$(sql "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM review
	ORDER BY id)")"
is "it changes no schedule" "2026-03-03 1 0" "$(sql "SELECT due, interval_days,
	repetitions FROM v_card WHERE front LIKE '%猫%'" | tr '|' ' ')"
run_ebb study
expect "with nothing left a session is over at once" 0 "
Nothing is left for today.
Due tomorrow: 3. Streak: 1 day." ""

anew
deck 12
typed "" 0 "" 1 "" 2 "" 3 "" 4 "" 5 "" a "" h "" g "" e "" 4good a12 5 ""
run_ebb study deck
is "digits and letters grade, the first character of a line counts" \
	"0 1 2 3 4 5 1 3 4 5 4 5" "$(grades)"
is "Enter alone reveals, and nothing is said to be typed" 11 \
	"$(sql 'SELECT count(*) FROM review WHERE typed IS NULL')"
anew
deck 2
typed "" 9 x 7 "" a2 4
run_ebb study
expect_like "a key that is no grade is explained, and the question stands" 0 \
	"*Press 0-5, a, h, g, e or Enter; \? lists all keys.*" ""
is "the answer after it counts" "4 4" "$(grades)"
anew
printf 'front,back\ncolon,:x\nspace,a b\n' >odd.csv
given import odd.csv
typed " a b" ""
run_ebb study
is "an answer is anything without a colon before it" " a b" \
	"$(sql 'SELECT typed FROM review')"

# ---- commands --------------------------------------------------------------

anew
deck 3
typed :help :why :nonsense :s "" "?" i s "" S "" b
run_ebb study
expect_like "colon commands at the question, keys at the grade" 0 \
	"*At the question: type*:undo*Asked today: it is new*\
Which command? :help lists them.*" ""
anew
deck 4
typed 1 :quit
run_ebb study
expect_like "a colon command works at the grade, too" 0 "*q1*Left for today: 4 new*" ""
typed 1 ":tag verb" :why :nonsense :hint : :undo :bury "" :skip "" :s :su :q
run_ebb study
expect_like "and so do all that are for it" 0 \
	"*q1*Tagged.*Asked today: it is new*Which command? :help lists them.*That is \
for the question.*Which command?*Taken back: tag q1*Buried until \
tomorrow.*q2*q3*Which command?*Suspended*q4*" ""
is "no line is taken for a grade" 0 "$(sql 'SELECT count(*) FROM review')"
anew
deck 3
given config answer flip
typed :why :skip "" :bury "" :quit
run_ebb study
expect_like "in a flip deck before the answer, too" 0 \
	"*q1*Asked today: it is new*q2*Buried until tomorrow.*q3*" ""
is "without a grade" 0 "$(sql 'SELECT count(*) FROM review')"
anew
deck 4
typed :skip :bury :suspend "" 4
run_ebb study
expect_like "skip, bury and suspend leave the card unanswered" 0 \
	"*q1*q2*Buried until tomorrow.*q3*Suspended; \`ebb unsuspend\` brings it \
back.*q4*4 good*Left for today: 1 new*" ""
is "only the last was answered" q4 "$(sql "SELECT front FROM v_card
	JOIN review ON card_id = v_card.id")"
is "and skipping is for this session only" "0 due · 1 new" \
	"$(ebb due | sed 's/^deck *//; s/ · about.*//')"
typed :quit
now=2026-03-03T09:00:00+01:00
run_ebb study
expect_like "buried cards come back the next day" 0 "*q4*" ""
typed "" 4 :skip "" 4
run_ebb study
is "suspended ones do not" "q4 q4 q2" "$(sql "SELECT group_concat(front, ' ')
	FROM (SELECT front FROM v_card JOIN review ON card_id = v_card.id
	ORDER BY review.id)")"

anew
deck 3
typed "" 1 "" 5 :undo :undo "" u
run_ebb study
expect_like "undo takes back one answer after another" 0 \
	"*Taken back: the grade 5; here is the card again.*q2*Taken back: the \
grade 1; here is the card again.*q1*The newest change was made outside a \
session: import deck.csv.  Undo once more*takes it back.*" ""
is "as retractions: the answers stay in the log" "2 2 0" \
	"$(sql "SELECT (SELECT count(*) FROM review),
	(SELECT count(*) FROM retraction),
	(SELECT count(*) FROM schedule)" | tr '|' ' ')"
typed "" 4 "" 1
given study
now=2026-03-09T09:00:00+01:00
typed :u :u "" 5
run_ebb study
expect_like "also after a restart and a week" 0 \
	"*Taken back: the grade 1*Taken back: the grade 4*" ""
is "then the first card has only the new grade" "5" "$(grades)"
run_ebb check
expect_like "and the schedule is what the log says" 0 "*every schedule*" ""

anew
deck 1
typed "" 1 "" 3 :undo "" 4
given study
before=$(sql 'SELECT ease_centi, interval_days, drill_day IS NULL FROM schedule')
given undo
is "undoing the good of a drill gives the state after the fail" \
	"250|1|1 250|1|0" \
	"$before $(sql 'SELECT ease_centi, interval_days, drill_day IS NULL
	FROM schedule')"

anew
deck 2
cat >"$work/editor" <<'EOF'
#!/bin/sh
sed -i 's/^q1$/Q1/' "$1"
EOF
chmod +x "$work/editor"
typed :edit a1 ""
run EDITOR="$work/editor" "$EBB" study
expect_like "the card can be edited in the middle and is asked again" 0 \
	"*Q  q1*Changed; its history stays.*Q  Q1*✓  a1*" ""
typed :edit
run EDITOR=false "$EBB" study
expect_like "an editor that fails changes nothing and ends nothing" 0 \
	"*the editor false failed with status 1; nothing was changed*Q  q2*" ""

# ---- what is asked ---------------------------------------------------------

anew
deck 25
yes "" | sed 's/^$/\n5/' | head -100 >"$work/run/in"
run_ebb study
expect_like "twenty new cards a day" 0 "*1/20 *20/20 *20 answers*\
Nothing is left for today.*Due tomorrow: 20.*" ""
given config new_per_day 3
now=2026-03-02T23:59:00+01:00
run_ebb due --json
is "a lower limit holds at once" 0 "$(json '$.new')"
now=2026-03-03T04:00:00+01:00
run_ebb due --json
is "and the next day allows as many again" "20 3" \
	"$(json '$.due') $(json '$.new')"
given config reviews_per_day 7
run_ebb due --json
is "reviews can be limited as well" "7 3" "$(json '$.due') $(json '$.new')"
yes "" | sed 's/^$/\n4/' | head -100 >"$work/run/in"
run_ebb study
expect_like "the end tells what waits for which limit, and how to go on" 0 \
	"*Nothing is left for today.*13 due cards wait for other days: \
reviews_per_day is 7; \`ebb config*2 new cards wait for other days: new_per_day \
is 3; \`ebb study --new 10\`*" ""
given config --default reviews_per_day
now=2026-03-04T09:00:00+01:00
typed :q
run_ebb study
expect_like "and what it costs to leave what is due" 0 "*Left for today: 16 due*
The latest of what is left is 100% of its interval late." ""

anew
printf 'front,back,cards\na,1,both\nb,2,both\n' >both.csv
given import both.csv
typed "" 4 "" 4 "" 4 "" 4
run_ebb study
expect_like "the end tells of cards that siblings keep out" 0 "*Nothing is left \
for today.*2 cards wait for other days: they are buried, or siblings were asked; \`ebb why*CARD\` tells." ""
is "siblings are not asked on one day" "2 0" "$(sql "SELECT count(*),
	sum(card_id & 255) FROM review" | tr '|' ' ')"
now=2026-03-03T09:00:00+01:00
typed "" 4 "" 4 "" 4 "" 4
given study
is "nor on the next, as the first ones are due" "4 0" \
	"$(sql "SELECT count(*), sum(card_id & 255) FROM review" | tr '|' ' ')"
now=2026-03-04T09:00:00+01:00
typed "" 4 "" 4 "" 4 "" 4
given study
is "but on a day that is free" "6 2" \
	"$(sql "SELECT count(*), sum(card_id & 255) FROM review" | tr '|' ' ')"
anew
given import both.csv
given config bury_siblings off
run_ebb due --json
is "unless they may be" 4 "$(json '$.new')"

# ---- days ------------------------------------------------------------------

anew
deck 1
now=2026-03-03T03:59:59+01:00
typed "" 4
given study
is "before 04:00 it is still yesterday" "2026-03-02 2026-03-03" \
	"$(sql "SELECT study_date, due FROM v_review, v_card" | tr '|' ' ')"
now=2026-03-03T04:00:00+01:00
run_ebb due --json
is "at 04:00 the new day begins" 1 "$(json '$.due')"
anew
deck 1
for day in 02 03 04 05 06; do
	now=2026-03-${day}T23:30:00-05:00
	typed "" 4
	given study
done
is "a card answered late at night never creeps to the next day" \
	"2026-03-02 2026-03-03" "$(sql "SELECT group_concat(study_date, ' ')
	FROM v_review")"
now=2026-03-01T09:00:00+01:00
typed "" 4
run_ebb study
expect "a clock that went back is noticed" 1 "" "ebb: the clock is 68 hours \
behind your newest answer; set it right, take answers of a wrong clock back \
with \`ebb undo\`, or study all the same with --trust-clock"
run_ebb study --trust-clock
expect_like "and can be trusted all the same" 0 "*Nothing is left*" ""
run_ebb due
expect_like "looking needs no right clock" 0 "deck*" ""

# ---- the interval on the key is the one that is stored ---------------------

anew
deck 6
given config backups off
tab=$(printf '\t')
day=2
: >"$work/shown"
seed=7
# What is rated comes before the drill, in which all are good: six grades for
# six cards at most, and what is left of them repeats a drill.
while [ $day -le 15 ]; do
	now=$(printf '2026-03-%02dT09:00:00+01:00' $day)
	set --
	while [ $# -lt 12 ]; do
		seed=$(((seed * 1103515245 + 12345) % 2147483648))
		grade=$((seed / 65536 % 9))
		[ $grade -lt 6 ] || grade=$((grade - 3))
		set -- "$@" "" $grade
	done
	typed "$@" "" 4 "" 4 "" 4 "" 4 "" 4 "" 4
	run_ebb study
	# question, grade, day, what its key promised
	awk -v day=$day -v OFS='\t' '
		/ · drill: / { exit }
		/^Q  / { question = substr($0, 4) }
		/ again .* · Enter = / { split($0, choices, / · /) }
		/^[0-5] [a-z]*: / {
			place = $1 < 3 ? 1 : $1 - 1
			n = split(choices[place], words, / /)
			print question, $1, day, words[n - 1]
		}' "$work/run/out" >"$work/promised"
	sql "SELECT front, s.interval_days, ease_centi, s.due_day FROM v_card
		JOIN schedule AS s ON card_id = id" | tr '|' "$tab" |
		awk -F'\t' -v OFS='\t' '
			NR == FNR { stored[$1] = $2 OFS $3 OFS $4; next }
			{ print $0, stored[$1] }' - "$work/promised" >>"$work/shown"
	day=$((day + 1))
done
# SM-2 as published, reckoned here in another way: EF as a fraction.
awk -F'\t' -v OFS='\t' '{
	q = $2
	if (!($1 in ef)) { ef[$1] = 2.5; n[$1] = 0; i[$1] = 0 }
	if (q < 3) { n[$1] = 0; i[$1] = 1 }
	else {
		n[$1]++
		if (n[$1] == 1) i[$1] = 1
		else if (n[$1] == 2) i[$1] = 6
		else {
			x = i[$1] * ef[$1]
			i[$1] = int(x + 1e-9)
			if (x - i[$1] > 1e-6) i[$1]++
		}
		ef[$1] += 0.1 - (5 - q) * (0.08 + (5 - q) * 0.02)
		if (ef[$1] < 1.3) ef[$1] = 1.3
	}
	# 20512 is the study day 2026-02-28.
	print $1, q, $3, i[$1], i[$1], sprintf("%.0f", ef[$1] * 100),
		20512 + $3 + i[$1]
}' "$work/shown" >"$work/model"
is "what each key promised, what is stored and SM-2 by hand agree for a \
fortnight" "$(cat "$work/model")" "$(cat "$work/shown")"
holds "over enough answers, with every grade" \
	awk -F'\t' '{ n++; seen[$2] = 1 } END { for (g = 0; g < 6; g++)
	if (!(g in seen)) exit 1; exit n < 30 }' "$work/shown"
run_ebb check
expect_like "the log replays to the same" 0 "*every schedule*" ""

# ---- interruptions ---------------------------------------------------------

anew
deck 3
typed "" 4 a2
run_ebb study
expect_like "the end of input before the grade keeps what was graded" 0 \
	"*1 answer*Left for today: 2 new*" ""
is "and no more" 4 "$(grades)"

# SIGKILL once the Nth answer was acknowledged: as the reader has seen it.
anew
deck 155
given config new_per_day 9999
mkfifo "$work/keys" "$work/screen"
killed=
kept=
answers=0
for n in 1 2 3 4 5 6 7 8 13 21 34 50; do
	exec_ebb study <"$work/keys" >"$work/screen" 2>&1 &
	session=$!
	exec 3>"$work/keys" 4<"$work/screen"
	seen=0
	while [ "$seen" -lt "$n" ]; do
		printf '\n4\n' >&3
		while read -r line <&4; do
			case $line in "4 good: in "*) break ;; esac
		done
		seen=$((seen + 1))
	done
	# Half of them with an answer typed but not graded.
	[ $((n % 2)) -eq 0 ] || printf 'half\n' >&3
	case $(readlink "/proc/$session/exe") in */ebb) ;; *) killed=shell ;; esac
	kill -9 $session
	wait $session 2>/dev/null
	exec 3>&- 4<&-
	killed="$killed $(sql 'SELECT count(*) FROM review')"
	answers=$((answers + n))
	kept="$kept $answers"
done
rm "$work/keys" "$work/screen"
is "kill -9 after N answers keeps exactly those, for N = 1 ... 50" \
	"$kept" "$killed"
run_ebb check
expect_like "and all schedules are what the log says" 0 "*every schedule*" ""
typed "" 5
run_ebb study
expect_like "and the next session goes on from there" 0 "*1/1 *Q  q155*" ""

for signal in TERM HUP; do
	anew
	deck 3
	mkfifo "$work/keys" "$work/screen"
	exec_ebb study <"$work/keys" >"$work/screen" 2>&1 &
	session=$!
	exec 3>"$work/keys" 4<"$work/screen"
	printf '\n4\n' >&3
	while read -r line <&4; do
		case $line in "4 good: in "*) break ;; esac
	done
	kill -$signal $session
	wait $session 2>/dev/null
	exec 3>&- 4<&-
	rm "$work/keys" "$work/screen"
	run_ebb check --json
	is "SIG$signal loses nothing" "4 0" "$(grades) $(json '$.differences')"
done

# Two sessions that show the same card: the second answer is not taken.
anew
deck 2
mkfifo "$work/keys" "$work/screen"
exec_ebb study <"$work/keys" >"$work/screen" 2>&1 &
session=$!
exec 3>"$work/keys" 4<"$work/screen"
while read -r line <&4; do
	case $line in "Q  q1") break ;; esac
done
run_ebb due --json
is "another process can look while a session runs" 2 "$(json '$.new')"
typed "" 5 :q
now=2026-03-02T09:01:00+01:00
given study
printf '\n2\n' >&3
exec 3>&-
cat <&4 >"$work/run/out"
wait $session
exec 4<&-
rm "$work/keys" "$work/screen"
like "the session that was behind says so and asks another card" \
	"*this card was answered in another session in the meantime; that answer \
stands*Q  q2*" "$(out)"
is "and the first answer stands" 5 "$(grades)"

# ---- decks -----------------------------------------------------------------

anew
deck 2
printf 'front,back\nx,y\n' >other.csv
given import other.csv
typed "" 4 "" 4
given study other
is "a deck can be studied alone" x "$(sql "SELECT group_concat(front) FROM v_card
	JOIN review ON card_id = v_card.id")"
run_ebb study othr
expect "an unknown deck" 1 "" \
	'ebb: there is no deck "othr"; did you mean "other"?'
run_ebb study a b
expect "two decks" 1 "" \
	'ebb: there is no deck "a b"; `ebb decks` lists them'
given config -d deck answer flip
typed "" 4
run_ebb study deck
expect_like "a deck whose answers are not for typing takes single keys" 0 \
	"*Q  q1*A  a1*4 good*" ""
run_ebb --plain study deck
expect "--plain has words for signs" 0 "
Card 1 of 1, deck deck, new.
Question: q2

Left for today: 1 new. \`ebb study\` goes on from here.
Due tomorrow: 1. Streak: 1 day." ""

# ---- keys ------------------------------------------------------------------

anew
deck 3
given config keys anki
typed "" 5 "?" 4 "" 1 "" "" "" 3
run_ebb study
expect_like "the digits can be those of Anki" 0 "*1 again 1 d · 2 hard 1 d · \
3 good 1 d · 4 easy 1 d · Enter = 3
Press 1-4, a, h, g, e or Enter; ? lists all keys.
*  4 or e      easy    recalled at once
*4 easy: in 1 day, on 2026-03-03*1 again: *1 2 once more today · 3 4 done for \
today · Enter = 3
3 good: done for today*" ""
is "and what is stored are the grades of SM-2" "5 1 4 4" \
	"$(sql 'SELECT grade FROM review ORDER BY id' | tr '\n' ' ' |
		sed 's/ $//')"

finish
