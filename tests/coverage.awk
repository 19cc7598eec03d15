# Sums gcov's report by folder of src, and names what the tests of base and core
# do not reach.  Fails when there is any, or a tenth of the lines or of the
# branches of another folder.  usage: gcov -b -c -t FILES | awk -f this
BEGIN {
	whole["base"] = whole["core"] = 1
	least = 90
}
/^ *-: *0:Source:/ {
	file = $0
	sub(/.*:Source:/, "", file)
	folder = ""
	if (file ~ /^src\//) {
		split(file, part, "/")
		folder = part[2]
		if (!((folder, "line") in all)) {
			all[folder, "line"] = 0
			folders[++count_of_folders] = folder
		}
	}
	next
}
folder == "" { next }
# "    #####:   17:	text of the line", or how often for #####
/^ *([0-9]+\*?|#####|=====|-): *[0-9]+:/ {
	split($0, column, ":")
	place = file ":" column[2] + 0
	text = $0
	sub(/^[^:]*:[^:]*:[ \t]*/, "", text)
	if (column[1] !~ /-/)
		count("line", column[1] !~ /[#=]/, "never reached")
}
# "branch  2 taken 0", or "never executed"
/^branch/ { count("branch", $3 == "taken" && $4 > 0, "branch " $2 " not taken") }
function count(what, is_reached, how) {
	all[folder, what]++
	if (is_reached)
		reached[folder, what]++
	else if (folder in whole)
		missed[++misses] = place ": " how ": " text
}
function share(folder, what) {
	return all[folder, what] ? 100 * reached[folder, what] / all[folder, what] : 100
}
function demand(folder, what, plural) {
	if (!(folder in whole) && share(folder, what) < least)
		missed[++misses] = folder ": fewer than " least "% of its " plural
}
END {
	for (i = 1; i <= count_of_folders; i++) {
		folder = folders[i]
		printf "%-10s %5d lines, %5.1f%% reached; %5d branches, %5.1f%%\n",
			folder, all[folder, "line"], share(folder, "line"),
			all[folder, "branch"], share(folder, "branch")
		demand(folder, "line", "lines")
		demand(folder, "branch", "branches")
	}
	for (i = 1; i <= misses; i++)
		print missed[i]
	exit misses > 0 || !all["core", "line"]
}
