# shellcheck disable=SC2016
. "$(dirname "$0")/tap.sh"

printf 'front,back,example,tags\ndog,Hund,"=== odd",animal\n' >words.csv
given import words.csv
typed Hund ""
given study
note() {
	sql "SELECT front, back, fields, key, deleted_at_ms FROM note"
}
# editor SCRIPT: what the next EDITOR does with the file "$1".
editor() {
	printf '#!/bin/sh\n%s\n' "$1" >"$work/editor"
	chmod +x "$work/editor"
	run EDITOR="$work/editor" "$EBB" edit dog
}
before=$(note)

editor 'cp "$1" "$HOME/seen"; stat -c %a "$1" >"$HOME/mode"'
expect "what was left unchanged is not changed" 0 "Nothing changed." ""
is "the note is text with a line before each part" '=== front
dog
=== back
Hund
=== field: example
\=== odd
=== tags
animal
=== cards
forward' "$(cat seen)"
is "in a file for the learner alone, which is gone afterwards" "600" \
	"$(cat mode)$(find "$work" -maxdepth 1 -name 'ebb-note-*')"
editor 'sed -i "s/Hund/der Hund/; s/animal/animal pet/" "$1"'
expect "an edit changes the note" 0 "Changed; its history stays." ""
is "and keeps the history" "dog|der Hund|animal pet|1" "$(sql "SELECT front,
	back, tags, repetitions FROM v_card")"
given undo
for signal in 1 15; do
	editor "kill -$signal \$PPID; sed -i 's/Hund/der Hund/' \"\$1\""
	is "signal $signal ends ebb when the editor has ended" \
		$((128 + signal)) "$status"
	is "signal $signal loses nothing that was written" "der Hund" \
		"$(sql "SELECT back FROM note")"
	is "signal $signal leaves no file behind" "" \
		"$(find "$work" -maxdepth 1 -name 'ebb-note-*')"
	given undo
done
printf '#!/bin/sh\nkill "$PPID"; sed -i s/Hund/Köter/ "$1"\n' >"$work/editor"
typed "edit dog" "add late late" quit
run EDITOR="$work/editor" "$EBB"
is "what is read from a pipe ends there, too" "143 Köter" \
	"$status $(sql "SELECT group_concat(back) FROM note")"
given undo
is "undo brings the old text back" "$before" "$(note)"
editor 'printf "=== front\npup\n=== back\nWelpe\n\n=== front\nbitch\n=== back\nHündin\n=== tags\n=== cards\nboth\n" >>"$1"'
expect "a further front is a further note: so a note is split" 0 \
	"Changed; its history stays, and 2 notes are new." ""
is "with the tags and cards of the first, unless it says others" \
	"dog|animal|1|1${nl}pup|animal|1|0${nl}bitch||2|0" "$(sql "SELECT
	min(front) FILTER (WHERE id & 1 = 0), tags, count(*), max(repetitions)
	FROM v_card GROUP BY id >> 8")"
given undo
is "which is one step" "$before 1" "$(note | head -1) $(sql "SELECT count(*)
	FROM note WHERE deleted_at_ms IS NULL")"
before=$(note)
editor 'printf "=== front\npup\n" >>"$1"'
expect_like "each needs a back" 1 "" "ebb: the note was left as it was, and your \
text is kept in *: the back of \"pup\" is empty"
rm "$work"/ebb-note-*

refused() {
	expect "$1" 1 "" "ebb: $2"
	is "$1: the note is as it was" "$before" "$(note)"
}

# Text that cannot be a note is refused, and kept.
kept() {
	expect_like "$1" 1 "" "ebb: the note was left as it was, and your text \
is kept in $work/ebb-note-*: $2"
	is "$1: the note is as it was" "$before" "$(note)"
	holds "$1: the text is there" test -e \
		"$(err | sed 's/.* kept in \([^:]*\):.*/\1/')"
}

editor 'exit 3'
refused "an editor that fails" \
	"the editor $work/editor failed with status 3; nothing was changed"
editor 'sed -i s/Hund/Katze/ "$1"; kill -9 $$'
refused "an editor that is killed" \
	"the editor $work/editor was ended by signal 9; nothing was changed"
editor 'echo some words >"$1"'
kept "text that is no note" "line 1: the text must begin with a line \"=== front\""
editor ': >"$1"'
kept "an empty file" "the front is empty"
editor 'sed -i 2d "$1"'
kept "a note without a front" "the front is empty"
editor 'sed -i "s/forward/sideways/" "$1"'
kept "cards that are none" "line *"
editor 'printf "\\377" >>"$1"'
kept "text that is not UTF-8" "the text is not UTF-8; save it as UTF-8"
editor 'printf "\\000" >>"$1"'
kept "text with a NUL" "the text is not UTF-8; save it as UTF-8"
editor 'iconv -t UTF-16 "$1" >"$1.16"; mv "$1.16" "$1"'
kept "text in UTF-16" "the text is not UTF-8; save it as UTF-8"
editor 'head -c 16777217 /dev/zero | tr "\\000" a >>"$1"'
kept "text of more than 16 MiB" "the text is longer than 16 MiB; shorten it"
is "and all of it" 1 "$(find "$work" -name "ebb-note-*" -size +16383k | wc -l)"
editor 'rm "$1"'
like "a file that is gone" "1 ebb: *ebb-note-*: No such file or directory" \
	"$status $(err)"
is "and still the note is as it was" "$before" "$(note)"
run EDITOR=no-such-editor "$EBB" edit dog
refused "an editor that does not exist" "the editor no-such-editor cannot be \
run: No such file or directory; set VISUAL or EDITOR to one that can"
cp "$EBB" "$work/ebb"
run PATH=/nonexistent "$work/ebb" edit dog
refused "no editor at all" \
	"no editor was found: set EDITOR to the program you write with"
run EDITOR=false VISUAL=true "$EBB" edit dog
expect "VISUAL goes before EDITOR" 0 "Nothing changed." ""
run EDITOR="sh -c true" "$EBB" edit dog
expect "an editor may have options" 0 "Nothing changed." ""
before=$(note)
editor "ebb() { \"$EBB\" \"\$@\" >/dev/null; }
printf '=== front\nmine\n=== back\nHund\n' >\"\$1\"
[ -n \"\$NESTED\" ] || NESTED=1 EDITOR=\"sh -c 'sed -i s/Hund/theirs/ \\\"\\\$1\\\"' sh\" \"$EBB\" edit dog >/dev/null"
expect_like "a note that another session changes meanwhile is not overwritten" 1 \
	"" "ebb: the note was left as it was, and your text is kept in *: the note was changed elsewhere while it was being edited"
given undo
is "and what it did can be taken back" "$before" "$(note)"
run_ebb edit nonesuch
expect "a card that is none" 1 "" \
	'ebb: no card is called "nonesuch"; `ebb list nonesuch` searches their texts'

finish
