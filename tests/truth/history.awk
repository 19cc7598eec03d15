# Prints SQL that fills an empty database of ebb with ten years of a learner who
# travels and makes every kind of mistake: 100,000 answers up to the day before
# the study day LAST, always the same.
#
# Four decks; cards that are new, suspended, buried, removed, made again, or
# that came with a schedule; clocks that change twice a year, that go wrong and
# are set back; drills, crams, resets; answers undone, redone, corrected once
# or twice, and corrections undone.

# Park and Miller's generator: each awk has another rand().
function random(n) {
	seed = seed * 16807 % 2147483647
	return seed % n
}

function chance(percent) {
	return random(10000) < percent * 100
}

# A name of 16 bytes that begins with its time, as hex.
function uid(ms) {
	uids++
	return sprintf("X'%06x%06x%020x'", int(ms / 16777216), ms % 16777216,
		uids)
}

# Rows of one table, many to a statement.
function row(table, values) {
	if (table != open_table || rows == 400) {
		printf "%sINSERT INTO %s VALUES", rows ? ";\n" : "", table
		open_table = table
		rows = 0
	}
	printf "%s\n(%s)", rows++ ? "," : "", values
}

# Minutes ahead of UTC: at home, an hour more in summer, or on a journey.
function offset(day, minute) {
	if (day % 400 < 12)
		return -480
	if (day % 400 >= 200 && day % 400 < 221)
		return 345 + 195 * (int(day / 400) % 2)
	# The clock moves at 02:00 of days 85 and 300 of a year.
	return summer(day + (minute >= 1440 + 120 ? 1 : 0)) ? 120 : 60
}

function summer(day) {
	return (day - first) % 365 > 85 && (day - first) % 365 <= 300
}

function at_ms(day, minute) {
	return ((day * 1440 + minute - offset(day, minute)) * 60 + \
		random(60)) * 1000 + random(1000)
}

function text(s) {
	return "'" s "'"
}

# A change of what the learner wrote, on a day.
function batch(kind, day, undoes) {
	batches[++batch_count] = uid(at_ms(day, 600))
	row("batch", ++events ", " batches[batch_count] ", " text(kind) ", " \
		text(kind) ", " (undoes ? undoes : "NULL") ", " \
		at_ms(day, 600) ", " offset(day, 600) ", " day ", 'here'")
	batch_id = events
	return batch_id
}

# A note of a deck with its cards; the first may come with a schedule.
function make_note(deck, day,   i, removed, many, start) {
	notes++
	removed = chance(4) ? at_ms(day + 300, 700) : "NULL"
	fronts[notes] = "q" notes
	backs[notes] = "a" notes
	decks[notes] = deck
	row("note (id, uid, deck_id, front, back, batch_id, modified_at_ms," \
		" deleted_at_ms)", notes ", " uid(at_ms(day, 601)) ", " deck \
		", " text(fronts[notes]) ", " text(backs[notes]) ", " \
		batch_id ", 0, " removed)
	many = chance(30) ? 2 : 1
	for (i = 0; i < many; i++) {
		start = "NULL"
		if (i == 0 && chance(5))
			start = "json_object('due_day', " day + random(60) \
				", 'interval_days', " 1 + random(90) \
				", 'ease_centi', " 130 + random(200) \
				", 'repetitions', " 1 + random(6) \
				", 'lapses', " random(4) ")"
		cards[++card_count] = notes * 256 + i
		born[card_count] = day
		waiting[card_count] = chance(8)
		row("card (id, suspended, buried_until_day, batch_id," \
			" modified_at_ms, deleted_at_ms, start)", \
			cards[card_count] ", " chance(6) ", " \
			(chance(3) ? last + random(20) - 8 : "NULL") ", " \
			batch_id ", 0, " \
			(chance(2) ? at_ms(day + 200, 700) : "NULL") ", " start)
		if (chance(10))
			row("tag_of", notes)
	}
	return notes
}

# What was typed, and what ebb made of it.
function typed(card, grade,   note, other) {
	note = int(card / 256)
	typed_text = "NULL"
	suggested = "NULL"
	if (!chance(70))
		return
	if (grade >= 3 && chance(85) || chance(5)) {
		typed_text = text(card % 256 ? fronts[note] : backs[note])
		suggested = chance(90) ? 4 : 3
	} else if (chance(40)) {
		other = 1 + random(notes)
		# Words that are alike are confused again and again.
		if (chance(80))
			other = note - note % 8 + 1 + random(3)
		if (!(other in fronts))
			other = note
		typed_text = text(card % 256 ? fronts[other] : backs[other])
		if (chance(10))
			typed_text = toupper(typed_text)
		suggested = chance(95) ? 1 : 0
	} else {
		typed_text = text(chance(10) ? "" : "no idea")
		suggested = 1 + 2 * chance(20)
	}
}

function review(card, day, ms, minute, kind, grade,   amends, name, twice) {
	name = uid(ms)
	typed(card, grade)
	inputs = suggested ", " typed_text ", " (chance(5) ? 1 : 0) ", " \
		(chance(1) ? 0 : 500 + random(20000)) ", " random(9000)
	row("review", ++events ", " name ", " card ", " ms ", " \
		offset(day, minute) ", " day ", " text(kind) ", " \
		(grade < 0 ? "NULL" : grade) ", " inputs ", 'here', NULL")
	if (chance(2))
		undo(name, day, ms)
	if (grade < 0 || !chance(2))
		return
	amend(card, day, ms, minute, kind, name)
	if (chance(30))
		amend(card, day, ms, minute, kind, name)
}

function amend(card, day, ms, minute, kind, name,   twin) {
	twin = uid(ms + 60000 + uids)
	row("review", ++events ", " twin ", " card ", " ms ", " \
		offset(day, minute) ", " day ", " text(kind) ", " random(6) \
		", " inputs ", 'here', " name)
	if (chance(20))
		undo(twin, day, ms + 90000)
}

# Take back, and sometimes what took it back, and take back once more.
function undo(target, day, ms,   name) {
	name = uid(ms + 1000)
	row("retraction", ++events ", " name ", " target ", " ms + 1000 ", " \
		offset(day, 800) ", " day ", 'here'")
	if (!chance(30))
		return
	row("retraction", ++events ", " uid(ms + 2000) ", " name ", " \
		ms + 2000 ", " offset(day, 800) ", " day ", 'here'")
	if (chance(30))
		row("retraction", ++events ", " uid(ms + 3000) ", " target \
			", " ms + 3000 ", " offset(day, 800) ", " day ", 'here'")
}

# All that a card was asked on a day: the question, and what follows from it.
# A study day ends four hours after midnight.
function ask(i, day,   card, minute, ms, grade) {
	card = cards[i]
	minute = 240 + random(1440)
	if (chance(30))
		minute = 1440 + 60 + random(120)
	ms = at_ms(day, minute)
	# The clock had been wrong and was set back: a later day came first.
	if (ms <= newest[i])
		ms = newest[i] + 1
	newest[i] = ms
	if (chance(0.4)) {
		review(card, day, ms, minute, "reset", -1)
		level[i] = 0
		return day + random(20)
	}
	grade = chance(14) ? random(3) : 3 + random(3)
	review(card, day, ms, minute, "rate", grade)
	while (grade < 4 && chance(70)) {
		grade = random(6)
		newest[i] = ms = ms + 20000 + random(600000)
		review(card, day, ms, minute, "drill", grade)
	}
	if (chance(4)) {
		newest[i] = ms = ms + 30000
		review(card, day, ms, minute, "cram", random(6))
	}
	level[i] = grade < 3 ? 0 : level[i] + 1
	if (chance(0.5))
		return day - random(5)
	return day + 1 + int(exp(level[i] * 0.75) * (60 + random(90)) / 100)
}

BEGIN {
	CONVFMT = "%.0f"
	seed = 20260302
	first = LAST - 3652
	last = LAST
	events = 1000
	notes = 100
	print "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;" \
		" PRAGMA journal_mode = MEMORY; BEGIN;" \
		" CREATE TEMP TABLE tag_of (note);"
	row("tag", "1, " uid(0) ", 'rare', 0")
	batch("import", first)
	split("alpha beta gamma gone", names, " ")
	for (i = 1; i <= 4; i++)
		row("deck", i ", " uid(0) ", " text(names[i]) ", " batch_id \
			", 0, " (i == 4 ? at_ms(LAST, 600) : "NULL"))
	for (day = first; day < last; day += 30) {
		batch("import", day + random(20))
		for (k = 0; k < 23; k++)
			make_note(1 + random(4), day)
		# A file that was a mistake.
		if (chance(10)) {
			wrong = batch("import", day + 21)
			name = batches[batch_count]
			for (k = 0; k < 5; k++)
				make_note(2, day + 21)
			taken_back[wrong] = 1
			batch("undo", day + 21, name)
			if (chance(40)) {
				delete taken_back[wrong]
				batch("undo", day + 22, batches[batch_count])
			}
		}
	}
	for (i = 1; i <= card_count; i++)
		if (!waiting[i]) {
			day = born[i] + random(40)
			queue[day] = queue[day] " " i
		}
	for (day = first; day < last; day++) {
		# A week off each year, and most Sundays.
		if ((day - first) % 365 > 357 || day % 7 == 3 && day % 3) {
			queue[day + 1] = queue[day + 1] queue[day]
			continue
		}
		n = split(queue[day], todo, " ")
		for (k = 1; k <= n; k++) {
			next_day = ask(todo[k], day)
			# The clock went wrong, and was set right the day after.
			if (next_day <= day)
				ask(todo[k], next_day)
			if (next_day <= day)
				next_day = day + 1
			queue[next_day] = queue[next_day] " " todo[k]
		}
	}
	for (b in taken_back)
		print ";\nUPDATE note SET deleted_at_ms = 1 WHERE batch_id = " \
			b ";\nUPDATE card SET deleted_at_ms = 1" \
			" WHERE batch_id = " b
	print ";\nUPDATE note SET deleted_at_ms = " at_ms(LAST, 600) \
		" WHERE deck_id = 4;"
	print "INSERT INTO note_tag SELECT DISTINCT note, 1 FROM tag_of;"
	print "COMMIT;"
}
