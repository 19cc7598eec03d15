# What no ebb writes stands in a column: a command answers, or says what is wrong,
# and soon.  Each column and each command are in tests/slow/values.t.
# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"
. "$tests/cli/values.sh"

longest=30
collection

# survives NAME SQL COMMAND...: each command on a copy of its own.
survives() {
	crashes=
	name=$1
	plant "$2" || crashes="cannot be planted$nl"
	shift 2
	for command; do
		try "$command"
	done
	is "$name" "" "$crashes"
}

survives "a grade that there is not" "UPDATE review SET grade = 100000000" \
	"show r2" "stats --as-pressed" "amend r2 2" study check
expect_like "is said to be damage" 1 "*" "*is damaged*"
survives "nor is one typed for" "UPDATE review SET suggested_grade = -7" \
	"show r2" "stats --as-pressed" check
survives "a day after all days" "UPDATE review SET study_day = 2147483647" \
	study "amend r2 2" "why r2" "stats --as-pressed" check
survives "and before them" "UPDATE review SET study_day = -2147483648" \
	study "amend r2 2" "why r2" "stats --as-pressed" check
survives "a card that is buried for ever" \
	"UPDATE card SET buried_until_day = 2147483647" "why r2" "show r2" study
survives "an instant far away" "UPDATE review
	SET answered_at_ms = 9223372036854775807" "show r2" study check
survives "answers of the longest" "UPDATE review
	SET recall_ms = 9223372036854775807, check_ms = 9223372036854775807" \
	"show r2" study check
survives "a schedule of nothing but the largest" "UPDATE schedule SET
	interval_days = 9223372036854775807, ease_centi = 9223372036854775807,
	due_day = 9223372036854775807, last_day = -9223372036854775808" \
	study "why r2" plan simulate "export --with-schedule" stats
survives "or the least" "UPDATE schedule SET interval_days = 0, ease_centi = 0,
	repetitions = 2, due_day = -9223372036854775808" \
	study "why r2" plan simulate "export --with-schedule" stats "check --repair"
expect_like "is written anew" 0 "*repaired*" ""
survives "a start of such numbers" "UPDATE card SET start = json_object(
	'due_day', 9223372036854775807, 'interval_days', -9223372036854775808,
	'ease_centi', 9223372036854775807, 'repetitions', 9223372036854775807,
	'lapses', 9223372036854775807) WHERE start IS NOT NULL" \
	study "why q2" check "check --repair" plan
survives "more that were recalled than asked" "UPDATE rollup_day SET
	young_recalled = 100000000" \
	stats "stats --html -" due
survives "answers beyond number" "UPDATE rollup SET n = 9223372036854775807,
	ms = -9223372036854775808" stats simulate
survives "an absence without an end" "UPDATE absence SET
	from_day = -9223372036854775808, to_day = 9223372036854775807" \
	away study "check --repair" "why r2"
survives "an exam that never comes" "UPDATE exam SET day = 9223372036854775807" \
	exam study "check --repair" "why r2"
for id in 2147483647 1099511627776; do
	survives "a note with the number $id" "UPDATE note SET id = $id
		WHERE front = 'r2'; UPDATE card SET id = $id * 256
		WHERE id = 1024" "list b2" "stats --search b2" list
	like "is found all the same" "*r2*" "$(out)"
	try "import --yes a.csv"
	expect_like "and is no row of a file" 1 "*" "*is damaged*"
done
survives "a file of which nothing is known" "UPDATE source SET format = '{}'" \
	"export a --as-imported" "import --all --yes"
try "export a --as-imported"
expect_like "is written in UTF-8 with commas" 0 "front,back*" "*"

finish
