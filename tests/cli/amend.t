# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back\ndog,Hund\ncat,Katze\n' >words.csv
given import words.csv
run_ebb amend dog 1
expect "a card without an answer has nothing to correct" 1 "" \
	"ebb: card 256 was never graded"
typed "" 4 "" 5
given study
now=2026-03-03T09:00:00+01:00
typed "" 4 "" 4
given study
now=2026-03-09T09:00:00+01:00
run_ebb amend dog 1
expect "a correction says what it changed" 0 \
	"The answer of 2026-03-03: 4 good → 1 again
due 2026-03-09 → 2026-03-04 (6 d → 1 d)
ease factor 2.50 → 2.50, lapses 0 → 1" ""
run_ebb show dog
expect_like "the history has both" 0 "*
   2  2026-03-02 09:00  rate       4 good *
   4  2026-03-03 09:00  corrected  4 good *
   6  2026-03-03 09:00  rate       1 again *" ""
run_ebb --plain amend --step 3 cat hard
expect "an older one is named by its step, the grade by a word" 0 \
	"The answer of 2026-03-02: 5 easy to 3 hard
due 2026-03-09 to 2026-03-09 (6 d to 6 d)
ease factor 2.60 to 2.36, lapses 0 to 0" ""
run_ebb amend cat 4
expect "the same grade changes nothing" 0 \
	"That answer has the grade 4 already." ""
run_ebb undo
expect "a correction is a step" 0 'Taken back: correction to 3 of "cat"' ""
run_ebb redo
expect "that comes back" 0 'Brought back: correction to 3 of "cat"' ""
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""
run_ebb amend dog 6
expect "a grade is from 0 to 5" 2 "" "ebb: \"6\" is no grade: it is 0 to 5, or \
again, hard, good or easy"
run_ebb amend --step 3 dog 3
expect "a step is one of the card" 1 "" "ebb: card 256 has no answer of the \
step 3 that counts; \`ebb show 256\` lists its answers"
run_ebb amend --step four dog 3
expect "and a number" 2 "" "ebb: \"four\" is no step; \`ebb show 256\` lists \
the card's answers with theirs"
run LANGUAGE=zh_CN "$EBB" amend cat 困难
expect_like "a grade is known by its word in the language of the learner" 0 \
	"*4 良好 → 3 困难*" ""

finish
