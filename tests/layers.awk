# Proves the layers: a file includes only from its own folder or from one
# below it.  usage: awk -f tests/layers.awk FILES; silent when all is well.
BEGIN {
	allowed["base"] = "base"
	allowed["core"] = "core base"
	allowed["store"] = "store core base"
	allowed["exchange"] = "exchange core base"
	allowed["terminal"] = "terminal core base"
	allowed["command"] = "command terminal exchange store core base"
	allowed["main.c"] = allowed["command"]
	owner["sqlite3.h"] = "store"
	owner["readline/readline.h"] = owner["readline/history.h"] = "terminal"
	owner["termios.h"] = "terminal"
	owner["csv.h"] = "exchange"
}
FNR == 1 { split(FILENAME, part, "/"); layer = part[2] }
/^#include "/ {
	split($0, quoted, "\"")
	split(quoted[2], target, "/")
	if (index(" " allowed[layer] " ", " " target[1] " ") == 0)
		complain(layer " may not include " target[1])
}
/^#include </ {
	split($0, angled, /[<>]/)
	if (angled[2] in owner && owner[angled[2]] != layer)
		complain("only " owner[angled[2]] " may include <" angled[2] ">")
}
function complain(what) {
	print FILENAME ":" FNR ": " what > "/dev/stderr"
	bad = 1
}
END { exit bad }
