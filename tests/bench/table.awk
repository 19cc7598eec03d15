# The rows that lib.sh notes, as one table.
BEGIN {
	FS = "\t"
	line = "%-52s %7s %11s %11s %7s %7s %12s %-6s %s\n"
	printf line, "case", "unit", "ebb", "reference", "ratio", "cpu", \
		"target", "", "reference"
}

# Four digits that say something.
function number(text)
{
	if (text == "")
		return ""
	if (text + 0 >= 1000 || text == int(text))
		return sprintf("%.0f", text)
	return sprintf(text + 0 >= 100 ? "%.1f" : text + 0 >= 10 ? "%.2f" : \
		"%.3f", text)
}

$1 != group {
	group = $1
	print group
}

{
	printf line, "  " $2, $3, number($4), number($5), number($6),
		number($10), $7, $8, $9
	met += $8 == "met"
	missed += $8 == "missed"
}

END {
	printf "%d targets met, %d missed\n", met, missed
}
