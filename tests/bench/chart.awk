# Bars of what grows with a collection, each case by its own largest.
BEGIN {
	FS = "\t"
	width = 40
}

{
	if (!($1 in most))
		name[++names] = $1
	if ($4 > most[$1])
		most[$1] = $4
	size[$1, ++sizes[$1]] = $3
	value[$1, sizes[$1]] = $4
	unit[$1] = $2
}

function bar(length_,    text)
{
	while (length_-- > 0)
		text = text "#"
	return text
}

END {
	print "\ngrowth with the number of cards"
	for (n = 1; n <= names; n++) {
		print "  " name[n] ", " unit[name[n]]
		for (s = 1; s <= sizes[name[n]]; s++) {
			v = value[name[n], s]
			printf "    %8d %10.3f %s\n", size[name[n], s], v,
				bar(int(v / most[name[n]] * width + 0.5))
		}
	}
}
