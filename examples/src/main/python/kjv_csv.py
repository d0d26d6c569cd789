"""Writes kjv-words.csv and kjv-chapters.csv: how often 500 words occur in the chapters of eleven books of the King James Bible (1611).

The text is that of Debian's bible-kjv-text 4.38, printed by bible-kjv as `bible -f gen1:1-rev22:21`, one verse a line.
Words that end in -eth, -est, -ed, -ing or -s are not stemmed. Left out: short and common words (below), names of two letters, words in more than
40 % of the chapters. Of the rest the 500 most frequent.
"""
import collections
import re
import sys

text, out = sys.argv[1], sys.argv[2]
BOOKS = {
    "Ge": "Genesis", "Lev": "Leviticus", "1Ki": "1 Kings", "Psa": "Psalms", "Prv": "Proverbs", "Isa": "Isaiah", "Mat": "Matthew",
    "John": "John", "Acts": "Acts", "Rom": "Romans", "Rev": "Revelation",
}
STOP = set(
    """a about after again against all also am among an and any are art as at away be because been before being behold but by came can cannot come
    cometh did do done down even every for forth from gave give go goeth good great had hast hath have having he her him himself his how i if in into is
    it its know let like made make man many may me men might more most much must my neither nor not now o of off on one or other our out over own put
    said saith saw say saying says see send sent set shall shalt she should so some spake speak such take than that the thee their them then there
    therefore these they thine thing things this those thou though through thus thy till to took two unto up upon us was way we went were what when
    whence where wherefore which while who whom whose why will wilt with without would ye yea yet you your according another before between both bring
    brought called could day days done each else ever first found get hand here high himself know knew long made no nothing only part place same seen
    third three time times toward under whosoever""".split()
)
chapters = collections.OrderedDict()
for line in open(text, encoding="latin-1"):
    match = re.match(r"(\d?[A-Za-z]+)(\d+):\d+ (.*)", line)
    if match and match.group(1) in BOOKS:
        words = re.findall(r"[a-z]+", match.group(3).lower().replace("'s", ""))
        chapters.setdefault((BOOKS[match.group(1)], int(match.group(2))), []).extend(
            w for w in words if len(w) > 2 and w not in STOP
        )
documents = collections.Counter(w for words in chapters.values() for w in set(words))
total = collections.Counter(w for words in chapters.values() for w in words)
kept = [w for w, _ in total.most_common() if documents[w] <= 0.4 * len(chapters)][:500]
number = {w: i for i, w in enumerate(sorted(kept))}
with open(out + "/kjv-words.csv", "w") as file:
    file.write("word\n" + "".join(w + "\n" for w in sorted(kept)))
with open(out + "/kjv-chapters.csv", "w") as file:
    file.write("book,chapter,counts\n")
    for (book, chapter), words in chapters.items():
        counts = collections.Counter(number[w] for w in words if w in number)
        file.write(f"{book},{chapter}," + " ".join(f"{w}:{n}" if n > 1 else str(w) for w, n in sorted(counts.items())) + "\n")
print(len(chapters), "chapters", sum(total[w] for w in kept), "words counted")
