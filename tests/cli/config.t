# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

run_ebb config
expect_like "every setting with its value, its meaning and its values" 0 \
	"new_per_day      20      new cards asked on one day, over all decks \
(0..9999)
reviews_per_day  0       *
rollover         04:00   *
bury_siblings    on      *
leech_threshold  8       *
max_interval     36500   *
answer           auto    *" ""
run_ebb config --json
is "as JSON too" "new_per_day reviews_per_day rollover bury_siblings \
leech_threshold max_interval keys answer alternatives articles backups" \
	"$(json '$.name' | tr '\n' ' ' | sed 's/ $//')"
run_ebb config new_per_day 5
expect_like "one can be changed" 0 "new_per_day      5 *" ""
run_ebb config --json new_per_day
expect "and asked for" 0 '{"name":"new_per_day","value":"5","default":"20",'\
'"values":"0..9999","deck":null}' ""
run_ebb config new_per_day --default
expect_like "and goes back to its default" 0 "new_per_day      20 *" ""
steps=$(sql "SELECT count(*) FROM batch")
run_ebb config new_per_day --default
expect_like "which is no change the second time" 0 "Nothing changed:
new_per_day      20 *" ""
run_ebb config new_per_day 20
expect_like "nor is the default value" 0 "Nothing changed:*" ""
run_ebb config --json new_per_day 20
is "as JSON it is the value" 20 "$(json '$.value')"
is "none of these is a step for undo" "$steps" \
	"$(sql "SELECT count(*) FROM batch")"
for arguments in "--default" "--default new_per_day 5"; do
	# shellcheck disable=SC2086
	run_ebb config $arguments
	expect "config $arguments is refused" 2 "" \
		"ebb: --default goes with the name of one setting, and no value"
done
printf 'front,back\ndog,Hund\n' >words.csv
given import words.csv
run_ebb config -d words answer flip
expect_like "a deck can have its own" 0 "answer           flip *" ""
run_ebb config -d words answer flip
expect_like "once" 0 "Nothing changed:*" ""
run_ebb config --json answer
is "which the others do not share" auto "$(json '$.value')"
run_ebb config -d words new_per_day 3
expect "but not of what holds for all" 2 "" \
	"ebb: new_per_day holds for all decks; set it without --deck"
while read -r name value values; do
	run_ebb config "$name" "$value"
	expect "$name cannot be $value" 2 "" \
		"ebb: $name cannot be \"$value\"; it takes $values"
done <<'EOF'
new_per_day many 0..9999
new_per_day 10000 0..9999
new_per_day 5x 0..9999
rollover 25:00 00:00..12:00
rollover 12:01 00:00..12:00
rollover 4 00:00..12:00
bury_siblings perhaps off|on
answer sing auto|type|flip
max_interval 0 1..36500
EOF
run_ebb config new_per_day -1
expect_like "nor below nought" 2 "" "ebb: *"
run_ebb config nonesuch 1
expect "an unknown setting" 1 "" \
	'ebb: there is no setting "nonesuch"; `ebb config` lists them'
typed "" 4
given study
given config max_interval 3
now=2026-03-03T09:00:00+01:00
typed "" 5
run_ebb study
expect_like "the longest interval holds" 0 "*4 good 3 d · 5 easy 3 d*" ""
given config max_interval 36500
is "and lifting it replays the log" 6 "$(sql 'SELECT interval_days FROM schedule')"
given config rollover 00:00
now=2026-03-04T00:00:00+01:00
typed "" 4
given study
is "so does another rollover for new answers" "2026-03-02 2026-03-03" \
	"$(sql "SELECT group_concat(study_date, ' ') FROM v_review")"
given config leech_threshold 0
given undo
run_ebb config --json leech_threshold
is "undo takes a setting back" 8 "$(json '$.value')"
run_ebb check
expect_like "the schedule is what the log says" 0 "*every schedule*" ""

finish
