. "$(dirname "$0")/tap.sh"

run_ebb add dog Hund
expect "a card goes into the deck default" 0 \
	"Added to deck default as card 256." ""
run_ebb add -d words -t "pet animal pet" --both cat Katze
expect "or into another, with tags and both ways" 0 \
	"Added to deck words as card 512." ""
is "as it was said" "cat|Katze|animal pet${nl}Katze|cat|animal pet" \
	"$(sql "SELECT front, back, tags FROM v_card WHERE deck = 'words'")"
run_ebb add dog
expect "a front alone" 2 "" \
	"ebb: a card needs a front and a back; without either, an editor opens"
run_ebb add "" Hund
expect "an empty front" 2 "" "ebb: the front is empty"
run_ebb add dog "  "
expect "a blank back" 2 "" "ebb: the back is empty"
run_ebb add "$(printf 'caf\351')" coffee
expect "text that is not UTF-8" 2 "" "ebb: the text is not UTF-8"
run_ebb add -d "" a b
expect "a deck without a name" 2 "" "ebb: the name of a deck cannot be empty"
run_ebb add -- -a -b
expect_like "two dashes end the options" 0 "Added*" ""
cat >"$work/editor" <<'EOF'
#!/bin/sh
cp "$1" "$HOME/template"
printf '=== front\nbird\n=== back\nVogel\nfliegt\n=== tags\nanimal\n=== cards\nboth\n' >"$1"
EOF
chmod +x "$work/editor"
run EDITOR="$work/editor" "$EBB" add -d words
expect_like "without texts an editor opens" 0 "Added to deck words as card *" ""
is "on an empty note" "=== front
=== back
=== tags
=== cards
forward" "$(cat template)"
is "and the card is what was written" "bird|Vogel${nl}fliegt|animal" \
	"$(sql "SELECT front, back, tags FROM v_card WHERE front = 'bird'")"
# shellcheck disable=SC2016
printf '#!/bin/sh\nprintf "=== front\\na\\n=== back\\nb\\n=== front\\nc\\n=== back\\nd\\n" >"$1"\n' \
	>"$work/editor"
run EDITOR="$work/editor" "$EBB" add -d several
expect "or on several" 0 "Added 2 notes to deck several." ""
is "which are all there" 2 "$(sql "SELECT count(*) FROM v_card
	WHERE deck = 'several'")"
notes=$(sql "SELECT count(*) FROM note")
run EDITOR=true "$EBB" add
expect "an empty note is not added" 0 "Nothing was added." ""
run EDITOR=false "$EBB" add
expect "nor one whose editor failed" 1 "" \
	"ebb: the editor false failed with status 1; nothing was changed"
is "so there is none more" "$notes" "$(sql "SELECT count(*) FROM note")"

given add -d trim " spaced " "  out "
is "blanks around a text are dropped" "spaced|out" \
	"$(sql "SELECT front, back FROM v_card WHERE deck = 'trim'")"
run_ebb add -d "$(printf 'de\377ck')" a b
expect_like "a deck whose name is not UTF-8" 2 "" "ebb: *UTF-8*"
run_ebb add -t "$(printf 't\377')" a b
expect_like "tags that are not UTF-8" 2 "" "ebb: *UTF-8*"
finish
