# Years of answers as SQL: `awk -f history.awk -v first=DAY -v days=N -v notes=N`
# for notes 1 to N that hold "q1" and "a1" and so on, each with one card, and
# then `ebb check --repair`.  Every awk makes the same of it.

# A generator of our own: each awk has another rand().
function below(n)
{
	seed = seed * 16807 % 2147483647
	return int(seed * n / 2147483647)
}

# A wrong answer is sometimes another card's.
function typed(card, grade)
{
	if (grade >= 4)
		return "a" card
	if (grade == 3)
		return "a" card "x"
	return below(3) ? "" : "a" (1 + (card * 7 + below(2)) % notes)
}

function suggested(grade)
{
	return grade >= 4 ? 4 : grade == 3 ? 3 : 1
}

function print_answer(card, kind, grade, pressed)
{
	clock += 5000 + below(20) * 1000
	printf "%s(X'%032x',%d,%.0f,60,%d,'%s',%d,%d,'%s',%d,%d,'history')",
		count++ % 500 ? ",\n" : (count > 1 ? ";\n" : "") insert,
		count, card * 256, clock, day, kind, pressed,
		suggested(grade), typed(card, grade), 2000 + below(9000),
		500 + below(3000)
}

function least(a, b)
{
	return a < b ? a : b
}

# SM-2, about as ebb counts it: what is due when only has to look like it.
function schedule(card, grade)
{
	if (grade < 3) {
		n[card] = 0
		interval[card] = 1
	} else {
		n[card]++
		if (n[card] <= 2)
			interval[card] = n[card] == 1 ? 1 : 6
		else
			interval[card] = int((interval[card] * ease[card] + 99) / 100)
	}
	if (grade == 3)
		ease[card] -= 14
	if (grade == 5)
		ease[card] += 10
	if (ease[card] < 130)
		ease[card] = 130
	due[card] = day + interval[card]
}

# Some cards are harder, and a card that is new is harder than one that is old.
function answer(card, grade)
{
	if (below(100) < least(28, 3 + card % 9 * (n[card] ? 2 : 3)))
		grade = below(3)
	else
		grade = substr("3344444445", 1 + below(10), 1) + 0
	print_answer(card, "rate", grade, grade < 3 && !below(9) ? 4 : grade)
	schedule(card, grade)
	if (grade < 4)
		print_answer(card, "drill", 4, 4)
}

# Off on some Sundays, on one day of eleven, and for two weeks of each year.
function is_off()
{
	if ((day + 3) % 7 == 6 && below(3))
		return 1
	return !below(11) || (day - first + 150) % 365 > 350
}

BEGIN {
	seed = 11
	insert = "INSERT INTO review (uid, card_id, answered_at_ms," \
		" utc_offset_min, study_day, kind, grade, suggested_grade," \
		" typed, recall_ms, check_ms, device) VALUES\n"
	for (day = first; day < first + days; day++) {
		if (is_off())
			continue
		hour = substr("06070707171921", 1 + 2 * below(7), 2)
		clock = (day * 86400 + hour * 3600 + below(1800)) * 1000
		for (card = 1; card <= known; card++)
			if (due[card] <= day)
				answer(card)
		while (known < notes * (day - first + 1) / days) {
			ease[++known] = 250
			answer(known)
		}
	}
	print ";"
}
