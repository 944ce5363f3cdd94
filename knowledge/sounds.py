"""Sound: how characters can be read, which differences of sound people mistake, and typed pinyin.

Readings carry no tones. Every reading of a character counts, so 会计 and 重庆 need no decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product

from knowledge.tables import DATA, rows

NEAR: tuple[tuple[str, str], ...] = (
    (r"^zh", "z"), (r"^ch", "c"), (r"^sh", "s"), (r"^[nr](?!$)", "l"), (r"^hu(?=a)", "f"), (r"^hui$", "fei"), (r"^hun$", "fen"),
    (r"^huo$", "fo"), (r"^hu$", "fu"),
    (r"(?<=[aei])ng$", "n"), (r"^lve$", "lue"), (r"v", "u"),
)  # fmt: skip
"""Sounds that many speakers do not tell apart: zh/z, ch/c, sh/s, n/l, r/l, hu/fu, ang/an, eng/en, ing/in."""
READINGS_AT_MOST = 3
LONGEST_WORD = 4
BLANK = 5.0
"""How unlikely a word is across a blank, as a negative logarithm, where blanks stand between words."""
JOINED = 3.5
"""How much likelier two words are that the reports have side by side."""
KEPT, CHOICES = 6, 4
"""Texts that are followed up to a letter; words of one spelling that are tried."""


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Character -> its syllables, the usual one first."""
    table: dict[str, tuple[str, ...]] = {}
    also: list[tuple[str, str]] = []
    for _, line in rows(DATA / "readings.txt"):
        syllable, _, characters = line.partition(" ")
        mostly, _, others = characters.partition("/")
        table.update(dict.fromkeys(mostly, (syllable,)))
        also += [(character, syllable) for character in others]
    for character, syllable in also:
        table[character] = (*table.get(character, ()), syllable)
    return table


@cache
def _characters() -> dict[str, str]:
    """Syllable -> the characters that are mostly read so."""
    found: dict[str, str] = {}
    for _, line in rows(DATA / "readings.txt"):
        syllable, _, characters = line.partition(" ")
        mostly, _, others = characters.partition("/")
        found[syllable] = mostly or others
    return found


def characters(syllable: str) -> str:
    """The characters that are mostly read so; "" for what is no syllable."""
    return _characters().get(syllable, "")


@cache
def read_in_words() -> dict[str, tuple[str, ...]]:
    """Word -> its syllables, for words in which a character is not read as usual: 银行, 重庆, 调查.

    Only who spells words out needs it; to compare sounds every reading counts.
    """
    table: dict[str, tuple[str, ...]] = {}
    for _, line in rows(DATA / "polyphones.txt"):
        spelled, *words = line.split()
        table.update(dict.fromkeys(words, tuple(spelled.split("'"))))
    return table


@cache
def near(syllable: str) -> str:
    """The syllable with the distinctions dropped that many speakers do not make.

    >>> near("zhang") == near("zan"), near("lan") == near("ran"), near("fang") == near("huang"), near("ba") == near("pa")
    (True, True, True, False)
    """
    for pattern, replacement in NEAR:
        syllable = re.sub(pattern, replacement, syllable)
    return syllable


def readings(character: str) -> tuple[str, ...]:
    """Its syllables; a digit, letter or rare character is read as itself."""
    return _readings().get(character, (character,))


@cache
def near_readings(character: str) -> frozenset[str]:
    """Its syllables as `near` makes them."""
    return frozenset(map(near, readings(character)))


@cache
def usual_first(character: str) -> tuple[str, ...]:
    """The same in the order of its readings."""
    return tuple(dict.fromkeys(map(near, readings(character))))


def alike(left: str, right: str) -> bool:
    """Whether two characters can sound the same, near enough."""
    return left == right or not near_readings(left).isdisjoint(near_readings(right))


def keys(pair: str) -> Iterator[tuple[str, str]]:
    """All ways to sound a pair of characters."""
    first, second = (usual_first(sign)[:READINGS_AT_MOST] for sign in pair)
    return product(first, second)


# --- typed pinyin --------------------------------------------------------------------------------

_LETTERS = re.compile(r"[a-z][a-z' ]*[a-z]|[a-z]")


@cache
def syllables() -> frozenset[str]:
    """The syllables of the language, without mere interjections."""
    return frozenset(
        s for s in _characters() if s not in {"m", "n", "ng", "hm", "hng", "o", "ei", "yo", "lo"}
    )


def syllable_paths(letters: str, start: int, most: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """All ways to read up to `most` syllables from `start`: (syllables, position after them)."""
    for end in range(start + 1, min(start + 6, len(letters)) + 1):
        syllable = letters[start:end]
        if syllable not in syllables():
            continue
        after = end + 1 if end < len(letters) and letters[end] in " '" else end
        yield (syllable,), after
        if most > 1:
            for more, position in syllable_paths(letters, after, most - 1):
                yield (syllable, *more), position


def is_pinyin(letters: str) -> bool:
    """Whether the letters can be cut into syllables without rest, two of them at least (or one of three letters)."""
    reachable = {0}
    for position in range(len(letters)):
        if position in reachable:
            reachable.update(end for _, end in syllable_paths(letters, position, 1))
    return len(letters) in reachable and len(letters) >= 2


def same(left: str, right: str) -> bool:
    """Whether two texts of one length sound the same, each character of the first read as usual."""
    return all(readings(a)[0] in readings(b) for a, b in zip(left, right, strict=True))


class Speller:
    """Known words by their first two syllables. Made when somebody first types pinyin: it takes 0.1 s."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start: dict[tuple[str, str], list[str]] = {}
        for word in dict.fromkeys(words):
            if 2 <= len(word) <= LONGEST_WORD:
                for start in product(readings(word[0])[:2], readings(word[1])[:2]):
                    self._by_start.setdefault(start, []).append(word)

    def words(self, syllables: tuple[str, ...]) -> Iterator[str]:
        """The known words, and of one syllable the characters, that are spelled so."""
        if len(syllables) == 1:
            yield from _characters().get(syllables[0], "")
            return
        for word in self._by_start.get((syllables[0], syllables[1]), ()):
            if len(word) == len(syllables) and all(map(_reads, word[2:], syllables[2:])):
                yield word

    def spelled(
        self,
        letters: str,
        cost: Callable[[str], float],
        joined: Callable[[str, str], bool] = lambda _, __: False,
    ) -> tuple[str, ...]:
        """The likeliest words that the letters spell, in order; empty where they spell none.

        `cost(word)` is the negative logarithm of a word's likelihood; `joined(left, right)` tells whether
        two words are known to stand side by side. A beam search: the best few texts up to each letter are kept.
        """
        between = BLANK if any(token not in syllables() for token in letters.split()) else 0.0
        beams: dict[int, list[tuple[float, tuple[str, ...]]]] = {0: [(0.0, ())]}
        for position in range(len(letters)):
            texts = sorted(beams.get(position, ()))[:KEPT]
            for end, word, price in self._next(letters, position, cost, between) if texts else ():
                grown = beams.setdefault(end, [])
                for so_far, words in texts:
                    bonus = JOINED if words and joined(words[-1], word) else 0.0
                    grown.append((so_far + price - bonus, (*words, word)))
        return min(beams.get(len(letters), ()), default=(0.0, ()))[1]

    def _next(
        self, letters: str, position: int, cost: Callable[[str], float], between: float
    ) -> Iterator[tuple[int, str, float]]:
        """The words that may be spelled from a position: (where they end, the word, its cost)."""
        for syllables, end in syllable_paths(letters, position, LONGEST_WORD):
            likely = sorted((cost(word), word) for word in self.words(syllables))
            blank = between * letters[position:end].rstrip().count(" ")
            for price, word in likely[:CHOICES]:
                yield end, word, price + blank


def _reads(character: str, syllable: str) -> bool:
    return syllable in readings(character)


def letter_runs(text: str) -> Iterator[tuple[int, int]]:
    """Where letters stand together in a folded text, blanks between them included: (start, end)."""
    return ((match.start(), match.end()) for match in _LETTERS.finditer(text))
