# shellcheck disable=SC2016
. "$(dirname "$0")/tap.sh"

run_ebb --help
expect_like "--help lists what there is" 0 \
	"usage: ebb \[--db FILE\] \[--plain\] \[COMMAND ...\]*  study  *" ""
cp "$work/run/out" overview
holds "in eighty columns" test "$(wc -L <overview)" -le 80
for same in help -h; do
	run_ebb $same
	expect "ebb $same is the same" 0 "$(cat overview)" ""
done
run_ebb --version
expect_like "--version" 0 "ebb [0-9]*.[0-9]*.[0-9]*" ""
commands=$(sed -n '/^Options/q; s/^  \([a-z][a-z]*\)  .*/\1/p' overview)
holds "the overview names commands" test "$(echo "$commands" | wc -l)" -ge 18
for command in $commands; do
	run_ebb help "$command"
	expect_like "help $command" 0 "usage: ebb $command*" ""
	cp "$work/run/out" said
	run_ebb "$command" --help
	expect "$command --help says the same" 0 "$(cat said)" ""
	run_ebb "$command" --nonsense
	expect "$command has no option --nonsense" 2 "" \
		"ebb: $command has no option --nonsense; see \`ebb help $command\`"
	run_ebb "$command" -Z
	expect "$command has no option -Z" 2 "" \
		"ebb: $command has no option -Z; see \`ebb help $command\`"
done
holds "asking for help makes no database" test ! -e "$HOME/.local"

# ---- names that are nearly right -------------------------------------------

run_ebb stduy
expect "an unknown command" 2 "" \
	'ebb: there is no command "stduy"; did you mean study?'
run_ebb help improt
expect "in help too" 2 "" \
	'ebb: there is no command "improt"; did you mean import?'
run_ebb photosynthesis
expect "one that is like none" 2 "" \
	'ebb: there is no command "photosynthesis"; `ebb help` lists them'
run_ebb ""
expect "one that is empty" 2 "" \
	'ebb: there is no command ""; `ebb help` lists them'
run_ebb --nonsense
expect "an unknown option" 2 "" "ebb: ebb has no option --nonsense; see \
\`ebb --help\`"
run_ebb stats words
expect "a deck where there is none" 1 "" "ebb: there is no deck \"words\", nor \
any other yet; bring one in with \`ebb import FILE\`"
printf 'front,back\ndog,Hund\n' >words.csv
given import words.csv
for command in study stats due export "list -d" "rm -d" "config -d"; do
	# shellcheck disable=SC2086
	run_ebb $command wrods
	expect "an unknown deck for $command" 1 "" \
		'ebb: there is no deck "wrods"; did you mean "words"?'
done
run_ebb config new_par_day
expect "an unknown setting" 1 "" \
	'ebb: there is no setting "new_par_day"; did you mean new_per_day?'
for command in show edit suspend unsuspend rm; do
	run_ebb $command dgo
	expect_like "an unknown card for $command, with the nearest" 1 "" \
		'ebb: no card is called "dgo"; did you mean "dog"?'
	run_ebb $command 9999
	expect_like "a card number for $command that is none" 1 "" \
		'ebb: no card is called "9999"; `ebb list*'
done
for command in search show edit; do
	run_ebb $command
	expect_like "$command without anything" 2 "" \
		"ebb: something is missing; usage: ebb $command*"
done
run_ebb import -d
expect "an option without its value" 2 "" \
	'ebb: -d needs a value; see `ebb help import`'
run_ebb decks more
expect "an operand too many" 2 "" \
	"ebb: there is too much on the line; usage: ebb decks [options]"
for shell in bash zsh fish; do
	run_ebb completion $shell
	expect_like "completion for $shell" 0 "*ebb*" ""
done
run_ebb completion tcsh
expect_like "completion for another shell" 2 "" "ebb: *"

finish
