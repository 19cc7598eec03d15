# SM-2 once more, by its publication and not by ebb's source.  Reads lines
#
#	card due interval ease_centi repetitions lapses id day kind grade
#
# of cards with the schedule that they came with, in the order of their answers
# (a card without any has no id), and writes to BEFORE how each answer found
# its card (id, state, interval, day on which that began, card), and to AFTER
# how the card stands now (card, ratings, repetitions, interval, ease_centi,
# lapses, failures, due).

BEGIN {
	FS = OFS = "\t"
}

function state() {
	return !ratings ? "new" : !n ? "learning" : i < 21 ? "young" : "mature"
}

function renew() {
	ratings = n = i = lapses = failures = 0
	ease = 250
	due = ""
}

function finish() {
	if (card != "")
		print card, ratings, n, i, ease, lapses, failures, due >AFTER
}

function rate(q, day) {
	ratings++
	if (q < 3) {
		failures++
		lapses += n > 0
		n = 0
		i = 1
	} else {
		n++
		# A fraction of a day is a day; by integers, for it is exact.
		i = n == 1 ? 1 : n == 2 ? 6 : int((i * ease + 99) / 100)
		if (i > 36500)
			i = 36500
		ease += q == 5 ? 10 : q == 4 ? 0 : -14
		if (ease < 130)
			ease = 130
	}
	due = day + i
}

$1 != card {
	finish()
	renew()
	card = $1
	if ($3 != "") {
		due = $2
		i = $3
		ease = $4
		n = $5
		failures = lapses = $6
		ratings = n + lapses
	}
}

$7 != "" {
	print $7, state(), i, ratings ? due - i : "", card >BEFORE
	if ($9 == "rate")
		rate($10, $8)
	else if ($9 == "reset")
		renew()
}

END {
	finish()
}
