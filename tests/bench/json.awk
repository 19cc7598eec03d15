# The rows that lib.sh notes, as one JSON object; runs, processors and so on are
# given.
BEGIN {
	FS = "\t"
	printf "{\"ebb\":%s,\"sqlite\":%s,\"processors\":%d,\"cards\":%d," \
		"\"reviews\":%d,\"runs\":%d,\"cases\":[", string(version),
		string(sqlite), processors, cards, reviews, runs
}

function string(text)
{
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

function number(text)
{
	return text == "" ? "null" : text + 0
}

{
	printf "%s\n{\"group\":%s,\"case\":%s,\"unit\":%s,\"ebb\":%s," \
		"\"reference\":%s,\"ratio\":%s,\"cpu_ratio\":%s," \
		"\"target\":%s,\"met\":%s,\"note\":%s}",
		(NR > 1 ? "," : ""), string($1), string($2), string($3),
		number($4), number($5), number($6), number($10),
		($7 == "" ? "null" : string($7)),
		($8 == "" ? "null" : $8 == "met" ? "true" : "false"), string($9)
}

END {
	print "\n]}"
}
