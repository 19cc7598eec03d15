# The page of statistics as a file; tests/html looks at it in a browser.
# shellcheck disable=SC2016,SC2034
. "$(dirname "$0")/tap.sh"

printf 'front,back\nx < 1,y\n' >deck.csv
given import deck.csv
typed "" 1 :q
given study
run_ebb stats --html page.html
expect "a page is written, and that is said" 0 \
	"statistics written to page.html" ""
is "as any file of yours" 644 "$(stat -c %a page.html)"
like "whole" "<!DOCTYPE html>*</html>" "$(cat page.html)"
chmod 600 page.html
run_ebb stats --html - deck
like "or to standard output, of what was asked for" \
	"<!DOCTYPE html>*<bdi>deck</bdi>*</html>" "$(out)"
holds "with what a deck says escaped" grep -q '<bdi>x &lt; 1</bdi>' \
	"$work/run/out"
run_ebb stats --html page.html --section grades,typed
is "an old page is replaced, and stays as private" 600 \
	"$(stat -c %a page.html)"
is "--section holds" "typed grades" \
	"$(sed -n 's/^<section id="\([a-z]*\)".*/\1/p' page.html |
		paste -sd ' ')"
run_ebb stats --html no/page.html
expect "a folder that is not there" 1 "" \
	"ebb: no/page.html: No such file or directory"
run_ebb stats --html "$HOME"
expect "a folder" 1 "" "ebb: $HOME: Is a directory"
run_ebb stats --html /dev/full
expect "a full disk" 1 "" "ebb: cannot write the page: No space left on device"
run_ebb stats --html page.html --json
expect "one form at a time" 2 "" "ebb: choose one of --html, --json and --csv"
is "nothing is left behind" "deck.csv page.html" "$(echo *)"
finish
