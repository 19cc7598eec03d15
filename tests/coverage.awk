# Sums gcov's report by folder of src.  usage: gcov -n FILES | awk -f this
/^File / { split($2, part, "/"); file = $2; gsub(/'/, "", file) }
/^Lines executed:/ && file ~ /^src\// {
	split($0, number, /[:% ]+/)
	split(file, part, "/")
	folder = part[2]
	lines[folder] += number[5]
	hit[folder] += number[3] * number[5] / 100
	file = ""
}
END {
	for (folder in lines)
		printf "%-10s %5d lines, %5.1f%% reached\n", folder,
			lines[folder], 100 * hit[folder] / lines[folder]
}
