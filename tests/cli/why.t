# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back,cards\ndog,Hund,\ncat,Katze,both\ncow,Kuh,\n' >words.csv
given import words.csv
given config new_per_day 2
run_ebb why dog
expect "a new card" 0 "Asked today: it is new.
Today each grade would lead to:
  1 again: n = 0, I = 1 d, EF 2.50 stays; due 2026-03-03
  3 hard: n = 1, I = 1 d, EF 2.50 − 0.14 = 2.36; due 2026-03-03
  4 good: n = 1, I = 1 d, EF 2.50; due 2026-03-03
  5 easy: n = 1, I = 1 d, EF 2.50 + 0.10 = 2.60; due 2026-03-03" ""
run_ebb why Katze
expect_like "a sibling of one that comes first" 0 \
	'Not asked today: its sibling "cat" is, and bury_siblings is on.*' ""
run_ebb why cow
expect_like "a new card beyond the limit" 0 "Not asked today: it is new, 3 \
new cards come before it, and new_per_day*is 2.*" ""
typed "" 4 "" 1 "" 4
given study
run_ebb why cat
expect_like "a card that was asked" 0 \
	"Asked already today; next on 2026-03-03.*" ""
for day in 03 09 25; do
	now=2026-03-${day}T09:00:00+01:00
	typed "" 5
	given study dog
done
now=2026-05-10T09:00:00+01:00
run_ebb why dog
expect "the arithmetic of a whole history" 0 \
	"Asked today: it was due on 2026-05-08, 2 days ago.
  2026-03-02  4 good: n = 1, I = 1 d, EF 2.50; due 2026-03-03
  2026-03-03  5 easy: n = 2, I = 6 d, EF 2.50 + 0.10 = 2.60; due 2026-03-09
  2026-03-09  5 easy: n = 3, I = ⌈6 × 2.60⌉ = 16 d, EF 2.60 + 0.10 = 2.70; due
    2026-03-25
  2026-03-25  5 easy: n = 4, I = ⌈16 × 2.70⌉ = 44 d, EF 2.70 + 0.10 = 2.80; due
    2026-05-08
Today each grade would lead to:
  1 again: n = 0, I = 1 d, EF 2.80 stays, a lapse; due 2026-05-11
  3 hard: n = 5, I = ⌈44 × 2.80⌉ = 124 d, EF 2.80 − 0.14 = 2.66; due 2026-09-11
  4 good: n = 5, I = ⌈44 × 2.80⌉ = 124 d, EF 2.80; due 2026-09-11
  5 easy: n = 5, I = ⌈44 × 2.80⌉ = 124 d, EF 2.80 + 0.10 = 2.90; due 2026-09-11" ""
given suspend cow
run_ebb why cow
expect_like "a suspended card" 0 "Not asked: it is suspended; *" ""
given unsuspend cow
typed :bury :quit
given study cow
run_ebb why cow
expect_like "a buried card" 0 "Not asked before 2026-05-11: it is buried.*" ""
now=2026-05-12T09:00:00+01:00
given config reviews_per_day 1
typed "" 4
given study cat
run_ebb why dog
expect_like "a limit of reviews" 0 \
	"Not asked today: reviews_per_day is 1, and so many were asked.*" ""
given config --default reviews_per_day
typed "" 1 :quit
given study dog
run_ebb why dog
expect_like "a drill" 0 "Asked today: it scored below 4 and is drilled until *
  2026-05-12  1 again: n = 0, I = 1 d, EF 2.80 stays, a lapse; due 2026-05-13" ""
given config leech_threshold 1
now=2026-05-13T09:00:00+01:00
typed "" 4 :quit
given study dog
now=2026-05-14T09:00:00+01:00
typed Hnd 1 :quit
run_ebb study dog
expect_like "a leech is met with help" 0 "*A leech, forgotten 2 times.
What you typed when it was wrong:
  2026-05-14  Hnd
\`ebb edit 256\` rewords or splits it, \`ebb suspend 256\` lets it go.*" ""
run_ebb why dog
expect_like "as it is here" 0 "*A leech, forgotten 2 times.
What you typed when it was wrong:
  2026-05-14  Hnd
Reword it or split it*" ""

finish
