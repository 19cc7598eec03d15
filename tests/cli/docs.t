# The documents and the completion scripts against the program.
# shellcheck disable=SC2013,SC2016,SC2034,SC2094
. "$(dirname "$0")/tap.sh"

root=$(dirname "$tests")
page=$root/man/ebb.1
readme=$root/README.md
PATH=$(dirname "$EBB"):$PATH

# ---- what they say ---------------------------------------------------------

# words FILE: in $words, every word of it, between blanks.
words() {
	words=" $(grep -oE '[A-Za-z0-9_]+' "$1" | sort -u | tr '\n' ' ') "
}

# mentions NAME WORD: it is among them.
mentions() {
	case $words in
	*" $2 "*) pass "$1" ;;
	*) fail "$1" "$2 is not there" ;;
	esac
}

# ---- ebb(1) against --help -------------------------------------------------

# The lines of one section of ebb(1), or of one command.
section() {
	awk -v heading="$1" '
		/^\.Sh / || (/^\.Ss / && heading ~ /^\.Ss/) {
			on = index($0 " ", heading " ") == 1
		}
		on' "$page"
}

# What mdoc marks as an option, as --help writes it: -d, --deck DECK
options_of() {
	sed -n 's/^\.It \(Fl .*\)/\1/p' |
		sed 's/Fl Fl /--/g; s/Fl \(.\)/-\1/g; s/ , /, /; s/ Ar / /' |
		sort
}

run_ebb --help
cp "$work/run/out" overview
commands=$(sed -n '/^Options/q; s/^  \([a-z][a-z]*\)  .*/\1/p' overview)
is "ebb(1) has a section for each command, in the order of --help" \
	"$commands" "$(sed -n 's/^\.Ss ebb \([a-z]*\).*/\1/p' "$page")"
for command in $commands; do
	run_ebb help "$command"
	section ".Ss ebb $command" >section
	is "$command: the synopsis" "$(out | sed -n 's/^usage: //p')" \
		"$(sed -n 's/^\.Ss //p' section)"
	is "$command: the options and their values" \
		"$(out | sed -n '3,$s/^ *\(-.*\)/\1/p' |
			sed 's/\([^ ]\)  .*/\1/' | sort)" \
		"$(options_of <section)"
done
is "the options before the command" \
	"$(sed -n '/^Options/,$s/^  *\(-.*\)/\1/p' overview |
		sed 's/  .*//; s/^-h, --help/--help, -h/' | sort)" \
	"$(section ".Sh DESCRIPTION" | options_of)"

run_ebb config --json
cp "$work/run/out" settings
is "each setting with its default and values, in order" \
	"$(for key in name default values; do
		cp settings "$work/run/out"
		json "\$.$key" >"$work/$key"
	done
	paste -d' ' "$work/name" "$work/default" "$work/values")" \
	"$(section ".Sh SETTINGS" | sed -n \
		's/^\.It Ic \([a-z_]*\) No \([^ ]*\) (\(.*\))$/\1 \2 \3/p')"

section ".Sh ENVIRONMENT" | grep '^\.It Ev ' >environment
words environment
for name in $(grep -rhoE 'getenv\("[A-Z_]+"\)' "$root/src" |
	grep -oE '[A-Z_]{2,}' | sort -u); do
	mentions "$name is explained" "$name"
done

# ---- the JSON of ebb(1) ----------------------------------------------------

# Every key of the objects in the last run's output, nested ones too, but not
# the names that a learner gave to fields.
keys() {
	sqlite3 -batch -noheader :memory: "SELECT DISTINCT
		json_tree.key FROM json_each('[' || replace(rtrim(CAST(readfile('$work/run/out')
		AS TEXT), char(10)), char(10), ',') || ']') AS object,
		json_tree(object.value) WHERE typeof(json_tree.key) = 'text'
		AND json_tree.path <> '\$.fields' ORDER BY 1"
}

# documented REPORT ARG...: a report has the keys of its section, and
# no others.
documented() {
	_report=$1
	run_ebb "$@" --json
	section ".Ss $_report:" >"$work/section"
	[ "$_report" = show ] && section ".Ss list, search:" >>"$work/section"
	words "$work/section"
	keys >"$work/keys"
	while read -r key; do
		mentions "$_report: the key $key is explained" "$key"
	done <"$work/keys"
	is "$_report: it has every key that ebb(1) promises" "" \
		"$(sed -n 's/^\.It Cm //p' "$work/section" | tr -d ', ' |
			sed 's/youngmature/young/' |
			grep -vxFf "$work/keys")"
}

printf 'front,back,example\nPeru,Lima,a\nKenya,\nJapan,Tokyo,c\n' >json.csv
run_ebb import json.csv
typed Rome 1 :quit
given study
documented import json.csv
documented decks
typed Lima 1 :quit
given study
documented confusions
documented plan
documented simulate
documented due
run_ebb list --json
cp "$work/run/out" listed
section ".Ss list, search:" | sed -n 's/^\.It Cm //p' | sort >promised
cp listed "$work/run/out"
is "list: exactly the keys that ebb(1) promises" "$(cat promised)" "$(keys)"
documented show Peru
documented stats
documented config
printf 'front,back\nnot (closed,x\n' >lint.csv
given import lint.csv
documented lint lint.csv lint
documented check
given backup
documented backups

# ---- transcripts -----------------------------------------------------------

# A transcript on standard input as a script that prints it: commands after
# "$ ", more of them after "> ", and what is typed then after a prompt.
as_script() {
	awk '
		function flush() {
			if (command == "")
				return
			print "cat <<\047END OF COMMAND\047\n" shown
			print "END OF COMMAND"
			print "{ " command "\n} <<\047END OF INPUT\047"
			printf "%s", input
			print "END OF INPUT"
			command = shown = input = ""
		}
		/^\$ / { flush(); command = substr($0, 3); shown = $0; next }
		/^> / { command = command "\n" substr($0, 3)
			shown = shown "\n" $0; next }
		/^(›|ebb>)/ { sub(/^(›|ebb>) ?/, ""); input = input $0 "\n" }
		END { flush() }'
}

# A pipe gets no prompts, and no hint for beginners.
without_prompts() {
	sed -E '/^(›|ebb>)/d; /^Type the answer, or press Enter/d'
}

# tells NAME FILE: what the transcript in a file says is what happens.
tells() {
	rm -rf "$work/story" story.out
	mkdir "$work/story"
	as_script <"$2" >"$work/story.sh"
	(
		cd "$work/story" || exit 1
		HOME=$work/story
		clean sh ../story.sh >../story.out 2>&1
	)
	is "$1" "$(without_prompts <"$2")" "$(cat "$work/story.out")"
}

# The displays of a page that begin with a command, as people see them.
examples_of() {
	awk '/^\.Bd -literal/ { getline; on = /^\$ / }
		/^\.Ed/ { on = 0 }
		on' "$1" | sed 's/^\\&//; s/\\e/\\/g'
}

examples_of "$page" >transcript
tells "the examples of ebb(1) are what happens" transcript
examples_of "$root/man/ebb-deck.5" >transcript
tells "the examples of ebb-deck(5) are what happens" transcript
examples_of "$root/man/ebb-db.5" >transcript
now=2024-05-13T09:00:00+02:00
tells "the examples of ebb-db(5) are what happens" transcript
now=2026-03-02T09:00:00+01:00
sed -n '/^```console/,/^```$/p' "$readme" | sed '/^```/d' >transcript
holds "the README has a transcript" test -s transcript
holds "with a session in it" grep -q '^› ' transcript
tells "the transcript of the README is what happens" transcript

# ---- ebb-db(5) against the database ----------------------------------------

words "$root/man/ebb-db.5"
for name in $(sql "SELECT name FROM sqlite_schema
	WHERE name NOT LIKE 'sqlite_%' AND type <> 'trigger'"); do
	mentions "$name is in ebb-db(5)" "$name"
done
for column in $(sql "SELECT DISTINCT c.name FROM sqlite_schema AS t
	JOIN pragma_table_info(t.name) AS c
	WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%'"); do
	mentions "the column $column is in ebb-db(5)" "$column"
done

# ---- README ----------------------------------------------------------------

holds "the README gives the command up to a session" \
	grep -qxE ' *make deps study' "$readme"
holds "and the one up to the tests" grep -qxE ' *make deps check' "$readme"
holds "it is under 200 lines" test "$(wc -l <"$readme")" -lt 200
for target in $(grep -hoE '(`|^ *)make [a-z -]+' "$readme" |
	sed 's/.*make //; s/ /\n/g' | sort -u); do
	holds "make $target exists" grep -qE "^([a-z-]+ )*$target( [a-z-]+)*:" \
		"$root/Makefile"
done
for path in $(sed -n '/^    src\//,/^$/p' "$readme" |
	grep -oE '^ +[a-z._/]+/? ' | grep -oE '[a-z._/]+'); do
	holds "$path is there" \
		sh -c "test -e '$root/$path' || test -e '$root/src/$path'"
done
for file in $(grep -oE '`(src|decks|man|tests)/[a-zA-Z0-9._/-]+`' "$readme" |
	tr -d '`'); do
	holds "$file is there" test -e "$root/$file"
done
holds "the pages are clean mdoc" \
	mandoc -T lint -W warning "$root"/man/ebb.1 "$root"/man/ebb-deck.5 \
	"$root"/man/ebb-db.5
is "no quotation in them holds another" "" \
	"$(mandoc -T utf8 -O width=999 "$root"/man/*.[15] |
		sed "s/.$(printf '\b')//g" | grep -o "‘[^’]*‘[^’]*’")"

# ---- completion ------------------------------------------------------------

rm -f "$db" "$db"-*
run_ebb completion bash -- study ''
holds "a Tab makes no database" test ! -e "$db"
run_ebb import -d spanish json.csv
hostile='$(touch hacked)'
for deck in 'my deck' lang::verbs "$hostile" "it's"; do
	given add -d "$deck" front back
done
touch 'words list.csv'
for shell in bash zsh fish; do
	given completion $shell
	cp "$work/run/out" "completion.$shell"
done

# tab LINE: what bash offers at the end of a line, as it would insert it.  bash
# itself breaks words at colons and equals signs.
cat >tab.bash <<'END'
. ./completion.bash
compopt() { echo "compopt $*"; }
COMP_LINE=$1 COMP_POINT=${#1}
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_ebb ebb "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
[[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\n' "${COMPREPLY[@]}"
END
tab() {
	clean bash tab.bash "$@"
}
is "bash: commands" "study${nl}stats" "$(tab 'ebb st' ebb st)"
is "bash: decks, quoted where they must be" \
	"\\\$\\(touch\\ hacked\\)${nl}it\\'s${nl}lang::verbs${nl}my\\ deck${nl}spanish" \
	"$(tab 'ebb study ' ebb study '')"
is "bash: a deck after a backslash" 'my\ deck' \
	"$(tab 'ebb study my\ d' ebb study 'my\ d')"
is "bash: a deck in quotes" 'my deck' \
	"$(tab 'ebb study "my d' ebb study '"my d')"
is "bash: a deck with colons" verbs \
	"$(tab 'ebb study lang::v' ebb study lang :: v)"
is "bash: options" "--deck${nl}--default" \
	"$(tab 'ebb config --de' ebb config --de)"
is "bash: options after the other words" --suspended \
	"$(tab 'ebb list x --s' ebb list x --s)"
is "bash: the value of an option" spanish \
	"$(tab 'ebb list -d sp' ebb list -d sp)"
is "bash: the same after an equals sign" spanish \
	"$(tab 'ebb list --deck=sp' ebb list --deck = sp)"
is "bash: files" 'compopt -o default' \
	"$(tab 'ebb import w' ebb import w)"
given add -d spanish -t "color colour" uno one
is "bash: states to search for" suspended \
	"$(tab 'ebb list is:s' ebb list is : s)"
is "bash: tags to search for" "color${nl}colour" \
	"$(tab 'ebb study tag:c' ebb study tag : c)"
is "bash: one deck is enough" '' "$(tab 'ebb study x ' ebb study x '')"
is "bash: settings" new_per_day "$(tab 'ebb config n' ebb config n)"
is "bash: their values" "off${nl}on" \
	"$(tab 'ebb config bury_siblings ' ebb config bury_siblings '')"
is "bash: another database" '' "$(tab 'ebb --db no.db study ' ebb --db no.db \
	study '')"

# zsh with its own helpers replaced by what prints their arguments.
cat >tab.zsh <<'END'
compdef() { : }
_describe() { print -rl -- "${(@P)2}" }
_files() { print files }
source ./completion.zsh
words=("$@") CURRENT=$#
_ebb
END
holds "zsh takes its completion" zsh -n completion.zsh
is "zsh: commands with what they do" \
	'export:write a deck as CSV that imports back to the same cards' \
	"$(clean zsh -f tab.zsh ebb ex | grep '^export:')"
is "zsh: decks" "${hostile}${nl}it's${nl}lang\\:\\:verbs${nl}my deck${nl}spanish" \
	"$(clean zsh -f tab.zsh ebb study '')"
is "zsh: files" files "$(clean zsh -f tab.zsh ebb import '')"

holds "fish takes its completion" fish --no-execute completion.fish
tab_fish() {
	clean XDG_CONFIG_HOME="$work/fish" fish --private \
		-c 'source completion.fish; complete -C $argv[1]' "$1"
}
is "fish: commands" "stats${nl}study" "$(tab_fish 'ebb st' | cut -f 1 | sort)"
is "fish: decks" 'my deck' "$(tab_fish 'ebb study my')"
is "fish: a deck after an equals sign" --deck=spanish \
	"$(tab_fish 'ebb list --deck=sp')"
is "fish: files" 'words list.csv' "$(tab_fish 'ebb import w')"
is "fish: nothing where nothing can be told" '' "$(tab_fish 'ebb show ')"
holds "no shell has run what a deck is called" test ! -e hacked
finish
