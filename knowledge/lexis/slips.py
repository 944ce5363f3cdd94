"""How people mistype a question: every slip that is likely at a place, with how likely it is. For measuring only.

What would change the meaning is never touched: digits, Latin letters, Chinese numerals, words for a year
(去年), words of denying (不, 没) and the names of places; nor is a character that is a word by itself
dropped or swapped, for without it another question is asked. Chance is the caller's: nothing here draws lots.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.lexis import sounds
from knowledge.lexis.places import Gazetteer
from knowledge.lexis.scripts import called_in_taiwan, traditional
from knowledge.lexis.tables import DATA, rows
from knowledge.lexis.text import HAN, fold
from knowledge.lexis.words import Lexicon
from knowledge.model import Span

PROTECTED = re.compile(
    r"[零〇一二三四五六七八九十百千万亿两]+|大?前年|[去今明后上本同]年|[不没未无非别]|除了|第(?=[几\d])"
)
"""What a slip would turn into another question."""
LATIN = re.compile(r"([a-z]+(?:[ '-][a-z]+)*)")
"""English in a question, which stays as it is."""
NUMBER_AND_WORD = re.compile(r"(?<=\d) (?=[a-z])")
"""2024nian is typed without a blank."""
COMMON = 0.75
"""Likelihood of a slip into a word or character: this power of how often it is used, as the list of an input method
offers the common ones first but people look at the list."""
WHOLE_WORD = 0.3
"""Share of slips into another whole word of the same sound (心里 for 心理) beside those into a single character."""
RAREST = 300
"""A character used less than this in the dictionary's corpus is not typed for another by mistake."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A few characters typed instead of others."""

    span: Span
    typed: str
    weight: float
    """How likely, beside the other slips of the same word."""


class Typist:
    """Knows how the words of a question are mistyped."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._gazetteer = Gazetteer(())
        self._by_sound: dict[tuple[str, ...], list[str]] | None = None

    def words(self, text: str) -> tuple[Span, ...]:
        """Where something may be mistyped: words of Chinese characters, none of them protected."""
        taken = set(self._protected(text))
        cut = [Span(start, end) for _, start, end in self._lexicon.cut(fold(text))]
        free = (
            span
            for span in _joined(text, cut, self._lexicon.stopwords)
            if HAN.fullmatch(text[span.start : span.end])
        )
        return tuple(span for span in free if taken.isdisjoint(range(span.start, span.end)))

    def _protected(self, text: str) -> Iterator[int]:
        for match in PROTECTED.finditer(text):
            yield from range(*match.span())
        at = 0
        for name, _ in self._gazetteer.named(fold(text)):
            at = fold(text).index(name, at)
            yield from range(at, at + len(name))

    # --- slips of one word -----------------------------------------------------------------------

    def same_sound(self, text: str, word: Span) -> Iterator[Slip]:
        """Another character, or another word, that is spelled the same: 话解率, 心里服务."""
        typed = text[word.start : word.end]
        for other in self._spelled_like(typed):
            yield Slip(word, other, WHOLE_WORD * len(typed) * self._commonness(other))
        for at, sign in enumerate(typed, word.start):
            yield from self._instead(at, sign, sounds.characters(sounds.readings(sign)[0]))

    def near_sound(self, text: str, word: Span) -> Iterator[Slip]:
        """Another character that many speakers pronounce the same: zh/z, n/l, ang/an, hu/fu."""
        for at, sign in enumerate(text[word.start : word.end], word.start):
            usual = sounds.readings(sign)[0]
            alike = (other for one in _near(usual) for other in sounds.characters(one))
            yield from self._instead(at, sign, alike)

    def wrong_shape(self, text: str, word: Span) -> Iterator[Slip]:
        """Another character that looks alike: 末 for 未."""
        for at, sign in enumerate(text[word.start : word.end], word.start):
            yield from self._instead(at, sign, look_alikes().get(sign, ()))

    def dropped(self, text: str, word: Span) -> Iterator[Slip]:
        """One character left out."""
        for at in range(word.start, word.end) if len(word) > 1 else ():
            yield Slip(word, text[word.start : at] + text[at + 1 : word.end], 1.0)

    def swapped(self, text: str, word: Span) -> Iterator[Slip]:
        """Two neighbours changed about."""
        for at in range(word.start, word.end - 1):
            if text[at] != text[at + 1]:
                yield Slip(Span(at, at + 2), text[at + 1] + text[at], 1.0)

    def doubled(self, text: str, word: Span) -> Iterator[Slip]:
        """One character typed twice."""
        for at in range(word.start, word.end):
            yield Slip(Span(at, at + 1), text[at] * 2, 1.0)

    def spelled(self, text: str, word: Span) -> Iterator[Slip]:
        """The word left in pinyin."""
        yield Slip(word, "".join(self.syllables(text[word.start : word.end])), 1.0)

    def _instead(self, at: int, sign: str, others: Iterable[str]) -> Iterator[Slip]:
        for other in dict.fromkeys(others):
            if other != sign and self._lexicon.count(other) >= RAREST:
                yield Slip(Span(at, at + 1), other, self._commonness(other))

    def _commonness(self, word: str) -> float:
        return float(self._lexicon.count(word) ** COMMON)

    def _spelled_like(self, word: str) -> Iterator[str]:
        if self._by_sound is None:
            self._by_sound = defaultdict(list)
            for known in self._lexicon.known_words():
                if 2 <= len(known) <= 4 and HAN.fullmatch(known):
                    self._by_sound[self.syllables(known)].append(known)
        if len(word) > 1:
            yield from (other for other in self._by_sound.get(self.syllables(word), ()) if other != word)

    # --- the whole text --------------------------------------------------------------------------

    def syllables(self, text: str) -> tuple[str, ...]:
        """How a text of Chinese characters is read, a character a syllable; ü is v."""
        known = sounds.read_in_words()
        if text in known:
            return known[text]
        found: list[str] = []
        for word, _, _ in self._lexicon.cut(text):
            found += known.get(word) or [sounds.readings(sign)[0] for sign in word]
        return tuple(found)

    def pinyin(self, text: str, between_words: str = " ", between_syllables: str = "") -> str:
        """The whole text in pinyin; what is no Chinese stays, and marks become blanks.

        >>> Typist().pinyin("2024年财政收入是多少？")
        '2024nian caizheng shouru shi duoshao'
        """
        parts: list[str] = []
        for part in LATIN.split(fold(text)):
            if LATIN.fullmatch(part):
                parts.append(part)
                continue
            spelled = [
                between_syllables.join(self.syllables(word))
                if HAN.fullmatch(word)
                else "".join(filter(str.isalnum, word))
                for word, _, _ in self._lexicon.cut(part)
            ]
            parts.append(between_words.join(filter(None, spelled)))
        return NUMBER_AND_WORD.sub("", " ".join(filter(None, parts)))

    def taiwanese(self, text: str) -> str:
        """The text in traditional characters and in the words of Taiwan, where it has its own.

        >>> Typist().taiwanese("网络诈骗了出租车司机")
        '網路詐騙了計程車司機'
        """
        taken = set(self._protected(text))
        words: list[str] = []
        for word, start, _ in self._lexicon.cut(fold(text)):
            own = text[start : start + len(word)]
            words.append(called_in_taiwan().get(own, own) if start not in taken else own)
        return traditional("".join(words))


def _joined(text: str, cut: Iterable[Span], alone: frozenset[str]) -> Iterator[Span]:
    """The words, single characters of content that stand together taken for one: 矛|调, 综|治."""
    run: list[Span] = []
    for word in [*cut, Span(len(text), len(text))]:
        single = len(word) == 1 and text[word.start] not in alone and HAN.fullmatch(text[word.start])
        if single:
            run.append(word)
            continue
        if len(run) > 1:
            yield Span(run[0].start, run[-1].end)
        run = []
        if len(word) > 1:
            yield word


@cache
def _near(syllable: str) -> tuple[str, ...]:
    """The other syllables that sound nearly like this one."""
    return tuple(
        one
        for one in sorted(sounds.syllables())
        if one != syllable and sounds.near(one) == sounds.near(syllable)
    )


@cache
def look_alikes() -> Mapping[str, str]:
    """Character -> those that are mistaken for it by their looks."""
    table: dict[str, str] = {}
    for _, line in rows(DATA / "shapes.txt"):
        for group in line.split():
            for sign in group:
                table[sign] = table.get(sign, "") + group.replace(sign, "")
    return table
