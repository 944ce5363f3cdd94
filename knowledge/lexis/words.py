"""Lexicon: cutting text into words, how telling a word is, what it may stand for, which words are noise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain
from math import log
from pathlib import Path
from typing import Any

from knowledge.errors import DataError
from knowledge.lexis.tables import DATA, rows, words
from knowledge.lexis.text import fold

COMMON = 2000
"""So often a word stands in the dictionary's corpus that it is rather meant than a part of a name."""
CUTS_KEPT = 256
"""Each question is cut more than once on its way."""
ENGLISH_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ation", "e"),
)
IN_TRADITIONAL = DATA / "synonyms-taiwan.txt"
"""The one shipped list that is not kept folded: it also says how Taiwan writes a word."""
LONGEST_PHRASE = 14
"""Characters of the longest everyday phrase that is looked up in the thesaurus."""


def _tokenizer(frequency: dict[str, int]) -> Any:
    """jieba's cutter over our own small dictionary.

    jieba imports pkg_resources only to find its own dictionary, at the price of 0.1 s; it takes the
    lack of it as given, so the import is refused while jieba loads. This can go once jieba has dropped it.
    """
    held = sys.modules.get("pkg_resources")
    if held is None:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if held is None:
            del sys.modules["pkg_resources"]

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
        """jieba's, with its two passes over a text in one: the same words in half the time."""

        def get_DAG(self, _: str) -> None:  # noqa: N802 - jieba's name
            """Nothing: the words are looked up where they are weighed."""

        def calc(self, text: str, _: None, route: dict[int, tuple[float, int]]) -> None:
            """The likeliest word from each position: position -> (logarithm of the likelihood from there, its last)."""
            count_of, length, whole = frequency.get, len(text), log(self.total)
            best = [0.0] * (length + 1)
            for start in range(length - 1, -1, -1):
                end, last = start + 1, start
                count = count_of(text[start])
                value = (log(count) if count else 0.0) - whole + best[end]
                while count is not None and end < length:
                    end += 1
                    count = count_of(text[start:end])
                    if count:
                        longer = log(count) - whole + best[end]
                        if longer >= value:
                            value, last = longer, end - 1
                best[start] = value
                route[start] = value, last

    tokenizer = Tokenizer()
    tokenizer.FREQ = frequency
    tokenizer.total = sum(frequency.values())
    tokenizer.initialized = True
    return tokenizer


class Lexicon:
    """General knowledge of words; the words of the reports at hand are added with `learn`."""

    def __init__(self, synonyms: Iterable[Path] = ()) -> None:
        """`synonyms`: further thesaurus files of the staff. Raises DataError where a line is broken."""
        frequency, self._classes = _dictionary()
        self._frequency = dict(frequency)
        self._total = sum(self._frequency.values())
        self._own_synonyms = tuple(synonyms)
        self._cuts: dict[str, tuple[tuple[str, int, int], ...]] = {}
        self.stopwords = words("stopwords.txt")
        self.faint = words("faint.txt")
        self.learn(word for word in (*self._officials, *sorted(self.faint)) if len(word) == 2)

    @cached_property
    def _cutter(self) -> Any:
        return _tokenizer(self._frequency)

    def learn(self, terms: Iterable[str]) -> None:
        """Adds words of a report, so that they are cut as one."""
        self._cuts.clear()
        for term in terms:
            if not self._frequency.get(term):
                self._frequency[term] = 3
                for end in range(1, len(term)):
                    self._frequency.setdefault(term[:end], 0)

    def cut(self, text: str) -> tuple[tuple[str, int, int], ...]:
        """(word, start, end) of a folded text, in order, nothing left out."""
        known = self._cuts.get(text)
        if known is None:
            found, position = [], 0
            for word in self._cutter.cut(text, HMM=False):
                found.append((word, position, position + len(word)))
                position += len(word)
            known = tuple(found)
            if len(self._cuts) >= CUTS_KEPT:
                self._cuts.clear()
            self._cuts[text] = known
        return known

    def knows(self, word: str) -> bool:
        """Whether the word stands in the dictionary."""
        return bool(self._frequency.get(word))

    def count(self, word: str) -> int:
        """How often the word stands in the dictionary's corpus; 0 for what it does not know."""
        return self._frequency.get(word) or 0

    def known_words(self) -> Iterator[str]:
        """All words of the dictionary, those that the reports added too."""
        return (word for word, count in self._frequency.items() if count)

    def likelihood(self, word: str) -> float:
        """Logarithm of the word's share in ordinary text."""
        return log((self._frequency.get(word) or 0.5) / self._total)

    def rarity(self, word: str) -> float:
        """0 (as common as 的) to 1 (in no dictionary): how telling the word is."""
        count = self._frequency.get(word) or 1
        return max(0.0, 1.0 - log(count) / log(self._total) * 1.25)

    def kind(self, word: str) -> str:
        """n (noun, and whatever no dictionary knows), v, a (describing) or x (grammar).

        An everyday phrase is of the kind of what it stands for first: 少了 is a verb, for 下降 is one.
        """
        if not self.knows(word):
            word = next(iter(self._thesaurus.get(word, ())), word)
        return self._classes.get(word, "n")

    def synonyms(self, phrase: str) -> tuple[str, ...]:
        """The words that an everyday word or phrase may stand for, in the order of the thesaurus."""
        found = self._thesaurus.get(phrase, ())
        if found or not phrase.isascii():
            return found
        return next((self._thesaurus[stem] for stem in _stems(phrase) if stem in self._thesaurus), ())

    def is_faint(self, word: str) -> bool:
        """Whether it tells little, itself or, of what only the thesaurus knows, in all that it stands for: 公家 is 政府."""
        if word in self.faint or word.isascii() or self.knows(word):
            return word in self.faint
        meant = self._thesaurus.get(word, ())
        return bool(meant) and self.faint.issuperset(meant)

    def is_official(self, word: str) -> bool:
        """Whether it is what everyday words stand for in the thesaurus: a report would use just this word."""
        return word in self._officials

    @cached_property
    def _officials(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self._thesaurus.values()))

    def everyday(self) -> Iterable[str]:
        """The words and phrases of the thesaurus."""
        return self._thesaurus.keys()

    def phrases(self, text: str) -> Iterator[tuple[int, int]]:
        """Where everyday phrases of the thesaurus stand in a folded text, left to right; the longest first at each place."""
        lengths = self._lengths
        begins = [at for at in range(len(text) - 1) if text[at : at + 2] in lengths]
        for position in begins:
            for length in _lengths_in(lengths[text[position : position + 2]]):
                end = position + length
                if end <= len(text) and text[position:end] in self._thesaurus and _whole(text, position, end):
                    yield position, end

    @cached_property
    def _lengths(self) -> dict[str, int]:
        """How the phrases begin -> the lengths of those that begin so, a bit for each."""
        found: dict[str, int] = {}
        for phrase in self._thesaurus:
            start = phrase[:2]
            found[start] = found.get(start, 0) | 1 << len(phrase)
        return found

    @cached_property
    def _thesaurus(self) -> dict[str, tuple[str, ...]]:
        shipped = _shipped_thesaurus()
        return read_thesaurus(self._own_synonyms, fold, dict(shipped)) if self._own_synonyms else shipped


@cache
def _lengths_in(bits: int) -> tuple[int, ...]:
    """The lengths of phrases that are set, the longest first.

    >>> _lengths_in(0b110100)
    (5, 4, 2)
    """
    return tuple(length for length in range(LONGEST_PHRASE, 1, -1) if bits >> length & 1)


def _stems(word: str) -> Iterator[str]:
    """What an inflected English word may come from: cases, accepted, resolving."""
    for ending, replacement in ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word[: -len(ending)] + replacement


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number is cut through."""
    return not (
        (start and text[start - 1].isascii() and text[start - 1].isalnum() and text[start].isascii())
        or (end < len(text) and text[end].isascii() and text[end].isalnum() and text[end - 1].isascii())
    )


@cache
def _dictionary() -> tuple[dict[str, int], dict[str, str]]:
    """(word -> count, 0 for a mere beginning of words; word -> its class, nouns left out)."""
    frequency: dict[str, int] = {}
    classes: dict[str, str] = {}
    for _, line in rows(DATA / "dictionary.txt"):
        count, kind, *found = line.split()
        frequency.update(dict.fromkeys(found, int(count)))
        if kind != "n":
            classes.update(dict.fromkeys(found, kind))
    return frequency, classes


def is_common(word: str, least: int = COMMON) -> bool:
    """Whether two characters are a word that is used often, or so often at least."""
    return len(word) == 2 and _dictionary()[0].get(word, 0) >= least


@cache
def _shipped_thesaurus() -> dict[str, tuple[str, ...]]:
    """The lists that come with the program, read once for all libraries; nobody changes it."""
    folded = sorted(set(DATA.glob("synonyms*.txt")) - {IN_TRADITIONAL})
    return read_thesaurus([IN_TRADITIONAL], fold, read_thesaurus(folded, str))


def read_thesaurus(
    paths: Iterable[Path],
    made: Callable[[str], str] = fold,
    known: dict[str, tuple[str, ...]] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Everyday word -> official words, added to those that are `known`.

    A line is `everyday … > official …` (one way) or `word = word = word` (any for any other).
    Lists that are kept folded are read as they stand: folding them at each start would take a third of the time.
    Raises DataError with the line's number where a line is neither.
    """
    table = {} if known is None else known
    for path in paths:
        for number, line in rows(path, made):
            left, arrow, right = line.partition(">")
            if not arrow:
                pairs = _each_for_others(line)
            elif "=" in line or ">" in right:
                pairs = ()
            else:
                others = tuple(right.split())
                pairs = [(word, others) for word in left.split()] if others else ()
            if not pairs:
                raise DataError(str(path), "`word … > word …` or `word = word` expected", number)
            for word, others in pairs:
                before = table.setdefault(word, others)
                if before is not others:
                    table[word] = tuple(dict.fromkeys(before + others))
    return table


def _each_for_others(line: str) -> Sequence[tuple[str, tuple[str, ...]]]:
    """(word, the other words) for each side of `word = word = word`; empty where a side is no word."""
    group = [side.strip() for side in line.split("=")]
    if len(group) < 2 or not all(word and " " not in word for word in group):
        return ()
    others = ((word, tuple(other for other in group if other != word)) for word in group)
    return [(word, left) for word, left in others if left]
