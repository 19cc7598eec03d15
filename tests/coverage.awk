# Sums gcov's report by folder of src.  usage: gcov -b -n FILES | awk -f this
/^File / { file = $2; gsub(/'/, "", file) }
/^Lines executed:/ && file ~ /^src\// { add("line") }
/^Taken at least once:/ && file ~ /^src\// { add("branch") }
/^(Calls executed:|No calls)/ { file = "" } # a total comes last
# "Lines executed:97.96% of 49"
function add(what, part, number) {
	split(file, part, "/")
	sub(/^[^:]*:/, "")
	split($0, number, /% of /)
	folders[part[2]] = 1
	all[part[2], what] += number[2]
	reached[part[2], what] += number[1] * number[2] / 100
}
function share(folder, what) {
	return all[folder, what] ? 100 * reached[folder, what] / all[folder, what] : 100
}
END {
	for (folder in folders)
		printf "%-10s %5d lines, %5.1f%% reached; %5d branches, %5.1f%%\n",
			folder, all[folder, "line"], share(folder, "line"),
			all[folder, "branch"], share(folder, "branch")
}
