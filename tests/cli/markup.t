# The markup of other trainers.

# shellcheck disable=SC2034
. "$(dirname "$0")/tap.sh"

cat >anki.txt <<'EOF'
#separator:tab
#html:true
<b>der</b> Hund	dog<br>hound&nbsp;[sound:hund.mp3]
K&auml;se	<ul><li>cheese</li><li>nonsense</li></ul>
a &lt; b	<img src="less.png">
EOF
run_ebb import anki.txt
expect_like "a file of HTML" 0 "*+ 3 new" ""
is "becomes text" "der Hund = dog
hound [sound: hund.mp3]
Käse = - cheese
- nonsense
a < b = [image: less.png]" "$(sql "SELECT front || ' = ' || back FROM v_card
	WHERE deck = 'anki' ORDER BY id")"
run_ebb import anki.txt
expect_like "once" 0 "*  = 3 same" ""
run_ebb export --as-imported anki -o back.txt
is "which goes out as what it is" "#separator:tab
#html:false" "$(head -2 back.txt)"
run_ebb import -d anki back.txt
expect_like "and comes in again unchanged" 0 "*  = 3 same" ""

cat >tokens.csv <<'EOF'
term,meaning
<s>,begins a text
<unk>,"is not known: <b>bold</b>, AT&T &amp; a < b"
List<String>,a list
"write <br> for a break",html
EOF
run_ebb import tokens.csv
expect_like "without a word on it" 0 "*+ 4 new" ""
is "only what is certainly markup is taken for it" "<s> = begins a text
<unk> = is not known: bold, AT&T & a < b
List<String> = a list
write 
 for a break = html" "$(sql "SELECT front || ' = ' || back FROM v_card
	WHERE deck = 'tokens' ORDER BY id")"
given add -d tokens '<b>x</b> &lt; [sound:a.mp3]' '<br>'
run_ebb export tokens -o tokens.out
run_ebb import -d tokens tokens.out
expect_like "a text that looks like markup survives the way out and in" 0 \
	"*  = 5 same" ""

finish
