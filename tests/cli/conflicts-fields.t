# Conflicts of fields that stand on one side only, and of several notes.

# shellcheck disable=SC2016,SC2034,SC2059
. "$(dirname "$0")/tap.sh"

printf '#!/bin/sh\ncp "%s" "$1"\n' "$work/text" >"$work/editor"
chmod +x "$work/editor"
# edit CARD PARTS: the note as it is to be
edit() {
	printf "$2" >"$work/text"
	run EDITOR="$work/editor" "$EBB" edit "$1"
}
printf 'front,back,example\ndog,Hund,a dog\ncat,Katze,\n' >words.csv
given import --yes words.csv
edit dog '=== front\ndog\n=== back\nHund\n'
edit cat '=== front\ncat\n=== back\nKater\n=== field: example\nmy cat\n'
printf 'front,back,example\ndog,Hund,the dog\ncat,die Katze,the cat\n' \
	>words.csv
run_ebb import --yes words.csv
expect_like "fields are disputed as well" 0 "*! 2 in conflict*" ""
run_ebb conflicts
expect_like "each with what stands where" 0 "#256  words · dog
  example
    here     —
    file     the dog
    before   a dog
*#512  words · cat
  back
    here     Kater
    file     die Katze
    before   Katze
  example
    here     my cat
    file     the cat
    before   —
*" ""
run_ebb conflicts --json
expect_like "as JSON too" 0 '*"part":"example","here":null,"file":"the dog"*
*"part":"back"*"part":"example","here":"my cat","file":"the cat","before":null*' ""
run_ebb conflicts --file 256 512
expect "several are settled at once" 0 \
	'2 conflicts settled; `ebb undo` opens them again.' ""
run_ebb undo
expect_like "and are one step" 0 "Taken back: *and 1 more*" ""
given conflicts --here 256 512

typed front,back mouse,Maus
given import --yes --deck piped -
edit mouse '=== front\nmouse\n=== back\nMäuse\n'
typed front,back "mouse,die Maus"
given import --yes --deck piped -
run_ebb conflicts
expect_like "what came through a pipe has no file to be named" 0 "#768  piped · \
mouse
  back
    here     Mäuse
    file     die Maus
    before   Maus
*ebb conflicts --here*" ""
run_ebb conflicts --json
expect_like "nor in JSON" 0 '*"path":null*' ""

finish
