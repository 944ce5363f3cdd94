"""Sound: how characters can be read, which differences of sound people mistake, and typed pinyin.

Readings carry no tones. Every reading of a character counts, so 会计 and 重庆 need no decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product

from knowledge.lexis.tables import DATA, rows

NEAR: tuple[tuple[str, str], ...] = (
    (r"^zh", "z"), (r"^ch", "c"), (r"^sh", "s"), (r"^[nr](?!$)", "l"), (r"^hu(?=a)", "f"), (r"^hui$", "fei"), (r"^hun$", "fen"),
    (r"^huo$", "fo"), (r"^hu$", "fu"),
    (r"(?<=[aei])ng$", "n"), (r"^lve$", "lue"), (r"v", "u"),
)  # fmt: skip
"""Sounds that many speakers do not tell apart: zh/z, ch/c, sh/s, n/l, r/l, hu/fu, ang/an, eng/en, ing/in."""
READINGS_AT_MOST = 3
LONGEST_WORD = 4
BLANK = 4.5
"""How unlikely a word is across a blank, as a negative logarithm, where blanks stand between words."""
UNUSUAL = 5.0
"""How unlikely a word is with another reading than its usual one: 厂 as an, 眼 as wen."""
KEPT, CHOICES, CHARACTERS = 6, 4, 8
"""Texts that are followed up to a letter; words of one spelling that are tried, and characters."""
HOPELESS = 5.0
"""A text, or a word of one spelling, that is so much less likely than the best is not followed."""


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
def _characters() -> dict[str, tuple[str, str]]:
    """Syllable -> the characters that are mostly read so, and those that can be."""
    found: dict[str, tuple[str, str]] = {}
    for _, line in rows(DATA / "readings.txt"):
        syllable, _, characters = line.partition(" ")
        mostly, _, others = characters.partition("/")
        found[syllable] = (mostly, others) if mostly else (others, "")
    return found


def characters(syllable: str) -> str:
    """The characters that are mostly read so; "" for what is no syllable."""
    return _characters().get(syllable, ("", ""))[0]


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


Spelled = tuple[float, tuple[str, ...]]
"""How unlikely a text is, and its words."""

Choices = list[tuple[float, str]]
"""Words with how unlikely they are, the likeliest first."""


class Speller:
    """Known words by how they are spelled. Made when somebody first types pinyin: it takes 0.1 s."""

    def __init__(self, words: Iterable[str]) -> None:
        self._usually: dict[tuple[str, ...], str] = {}
        self._seldom: dict[tuple[str, ...], str] = {}
        """How words are spelled, seldom with one character in another reading -> these words, with blanks between them;
        a list for each would take thrice the memory."""
        known = read_in_words()
        for word in dict.fromkeys(words):
            if 2 <= len(word) <= LONGEST_WORD:
                usual = known.get(word) or tuple(readings(sign)[0] for sign in word)
                self._usually[usual] = f"{self._usually[usual]} {word}" if usual in self._usually else word
                for at, sign in enumerate(word):
                    for other in readings(sign)[:2]:
                        if other != usual[at]:
                            spelling = (*usual[:at], other, *usual[at + 1 :])
                            others = self._seldom.get(spelling)
                            self._seldom[spelling] = f"{others} {word}" if others else word

    def words(self, syllables: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        """The known words, and of one syllable the characters, that are spelled so; how unlikely they are read so."""
        if len(syllables) == 1:
            mostly, others = _characters().get(syllables[0], ("", ""))
            yield from ((sign, 0.0) for sign in mostly)
            yield from ((sign, UNUSUAL) for sign in others)
            return
        yield from ((word, 0.0) for word in self._usually.get(syllables, "").split())
        yield from ((word, UNUSUAL) for word in self._seldom.get(syllables, "").split())

    def spelled(
        self,
        letters: str,
        cost_of: Callable[[str], float],
        beside: Callable[[str, str], float] = lambda _, __: 0.0,
        before: str = "",
        behind: str = "",
        ready: dict[tuple[str, ...], Choices] | None = None,
    ) -> tuple[str, ...]:
        """The likeliest words that the letters spell, in order; empty where they spell none.

        `cost_of(word)` is the negative logarithm of a word's likelihood; `beside(left, right)` how much likelier
        a word is behind another; `before`, `behind`: what the words stand between; `ready`: where it is kept
        what syllables may spell, for the same `cost_of`. A beam search: of the texts up to each letter the best
        few are followed, and of those that end in the same word the best.
        """
        ready = {} if ready is None else ready
        between = BLANK if any(token not in syllables() for token in letters.split()) else 0.0
        beams: list[dict[str, Spelled]] = [{} for _ in range(len(letters) + 1)]
        beams[0][before] = (0.0, ())
        for position in range(len(letters)):
            if not beams[position]:
                continue
            texts = sorted(beams[position].values())[:KEPT]
            hopeful = [
                (cost, words, words[-1] if words else before)
                for cost, words in texts
                if cost < texts[0][0] + HOPELESS
            ]
            for end, word, price in self._next(letters, position, cost_of, between, ready):
                so_far, words = min((so_far - beside(last, word), words) for so_far, words, last in hopeful)
                known = beams[end].get(word)
                if known is None or so_far + price < known[0]:
                    beams[end][word] = (so_far + price, (*words, word))
        whole = ((cost - beside(words[-1], behind), words) for cost, words in beams[-1].values() if words)
        return min(whole, default=(0.0, ()))[1]

    def prepare(self, cost_of: Callable[[str], float], ready: dict[tuple[str, ...], Choices]) -> None:
        """Works out beforehand which characters each syllable may spell."""
        for syllable in syllables():
            ready[syllable,] = self._choices((syllable,), cost_of)

    def _next(
        self,
        letters: str,
        position: int,
        cost_of: Callable[[str], float],
        between: float,
        ready: dict[tuple[str, ...], Choices],
    ) -> Iterator[tuple[int, str, float]]:
        """The words that may be spelled from a position: (where they end, the word, its cost)."""
        for syllables, end in syllable_paths(letters, position, LONGEST_WORD):
            choices = ready.get(syllables)
            if choices is None:
                choices = ready[syllables] = self._choices(syllables, cost_of)
            blank = between * letters[position:end].rstrip().count(" ") if choices else 0.0
            for price, word in choices:
                yield end, word, price + blank

    def _choices(self, syllables: tuple[str, ...], cost_of: Callable[[str], float]) -> Choices:
        """The words that syllables are likeliest to spell."""
        likely = sorted((cost_of(word) + unusual, word) for word, unusual in self.words(syllables))
        most = CHOICES if len(syllables) > 1 else CHARACTERS
        return [(cost, word) for cost, word in likely[:most] if cost <= likely[0][0] + HOPELESS]


def letter_runs(text: str) -> Iterator[tuple[int, int]]:
    """Where letters stand together in a folded text, blanks between them included: (start, end)."""
    return ((match.start(), match.end()) for match in _LETTERS.finditer(text))
