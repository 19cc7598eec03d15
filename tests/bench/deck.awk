# A deck of ROWS rows from row FIRST on, always the same: five columns, about
# 150 bytes a row; each tenth row asks a Chinese word, each twentieth has an
# example in quotes with a line break and doubled quotes.  A few rows hold a
# word, and a Chinese word of two characters, that no other does.
# usage: awk -v first=1 -v rows=1000 [-v header=0] -f deck.awk
function pick(count)
{
	state = (state * 16807) % 2147483647
	return state % count
}

function words(count,    text)
{
	text = word[1 + pick(many)]
	while (--count > 0)
		text = text " " word[1 + pick(many)]
	return text
}

function characters(count,    text)
{
	while (count-- > 0)
		text = text character[1 + pick(characters_many)]
	return text
}

function example(row,    text)
{
	if (row % 20 != 3)
		return words(7) "."
	return "\"" words(3) ": \"\"" words(2) "\"\"\n" words(3) ".\""
}

BEGIN {
	many = split("take bring carry house river stone letter winter" \
		" garden window answer morning copper silver evening mountain" \
		" thunder blanket harvest lantern village captain feather" \
		" journey", word, " ")
	characters_many = split("山 水 火 木 金 土 日 月 风 雨 花 鸟 马 牛 羊" \
		" 书 学 文 字 词", character, " ")
	if (header != "0")
		print "front,back,reading,example,source"
	for (row = first; row < first + rows; row++) {
		state = (20260101 + row * 48271) % 2147483647
		pick(7)
		pick(7)
		front = row % 10 == 7 ? characters(2) : words(2)
		back = words(6)
		if (row % 50000 == 78)
			back = back " quokka"
		if (row % 50000 == 177)
			front = "麒麟"
		printf "%s %d,%s,%s,%s,%s %d\n", front, row, back,
			words(2), example(row), words(1), pick(300)
	}
}
