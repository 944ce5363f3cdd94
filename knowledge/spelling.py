"""Typed pinyin, turned into characters with the reports in mind: huajielv, maotiao zhongxin, 化jie率."""

from __future__ import annotations

import re
from functools import cached_property

from knowledge import sounds
from knowledge.index import Index
from knowledge.language import Language
from knowledge.places import in_pinyin
from knowledge.words import Lexicon

SPELLED_YEAR = re.compile(r"(?<=\d) ?nian(?![a-z])")
"""2025nian: before a word that is no pinyin (GDP) it would stay as it is."""
RATHER = 1.0
"""A word may be so much less likely than a place of the same spelling and is meant all the same."""
LONG_SPELLING = 5
"""Letters of a single word among English ones that is taken for pinyin if the reports hold it: Jiangsu."""


class Spelling:
    """Reads typed pinyin as somebody would who knows the reports."""

    def __init__(
        self, lexicon: Lexicon, index: Index, language: Language, whole: Spelling | None = None
    ) -> None:
        """`whole`: how all reports of the library are spelled, whose words serve for each of them."""
        self._whole = whole
        self._lexicon = lexicon
        self._index = index
        self._language = language

    def spelled_out(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The folded text with typed pinyin turned into characters, and what was turned: (typed, understood)."""
        turned: list[tuple[str, str]] = []
        out: list[str] = []
        position = 0
        text = SPELLED_YEAR.sub("年", text)
        for start, end in sounds.letter_runs(text):
            letters = text[start:end]
            meant = self._meant(letters) or self._between(text[:start], letters, text[end:])
            if not meant and turned:
                meant = self._short(letters)
            if meant and meant != letters:
                out += [text[position:start], meant]
                turned.append((letters, meant))
                position = end
        return "".join([*out, text[position:]]), tuple(turned)

    def _meant(self, letters: str) -> str:
        if place := self._place(letters):
            return place
        if not sounds.is_pinyin(letters) or self._lexicon.synonyms(letters) or self._index.holds(letters):
            return self._blank_by_blank(letters) if " " in letters else ""
        if len(letters) < 4 and " " not in letters:
            return ""
        return "".join(self._spelled(letters))

    def _place(self, letters: str) -> str:
        """The place that the letters spell, unless they spell a word that is as likely here: 实验室, 降息."""
        place = in_pinyin(letters)
        if place:
            for syllables, end in sounds.syllable_paths(letters, 0, sounds.LONGEST_WORD):
                if end == len(letters):
                    others = (word for word in self.speller.words(syllables) if word not in place)
                    if any(
                        self._language.word(word) < self._language.word(place) + RATHER for word in others
                    ):
                        return ""
        return place

    def _between(self, before: str, letters: str, behind: str) -> str:
        """A character or two spelled out in the midst of a word of the reports: 化jie率."""
        if not (before and behind) or " " in letters or len(letters) < 2:
            return ""
        for syllables, end in sounds.syllable_paths(letters, 0, 2):
            if end == len(letters):
                for word in self.speller.words(syllables):
                    if self._index.holds(before[-1] + word + behind[0]):
                        return word
        return ""

    def _short(self, letters: str) -> str:
        """A syllable by itself, of one who types pinyin: mei 10 wan ren."""
        if letters not in sounds.syllables() or self._lexicon.synonyms(letters) or self._index.holds(letters):
            return ""
        return "".join(self._spelled(letters))

    def _blank_by_blank(self, letters: str) -> str:
        """English and pinyin mixed: the words that are no pinyin stay as they are."""
        kept: list[str] = []
        run: list[str] = []
        for word in [*letters.split(), ""]:
            if word and sounds.is_pinyin(word) and not self._lexicon.synonyms(word):
                run.append(word)
                continue
            if run:
                place = self._place("".join(run))
                spelled = place or "".join(self._spelled(" ".join(run)))
                sure = (
                    bool(place)
                    or len(run) > 1
                    or (len(run[0]) >= LONG_SPELLING and self._index.holds(spelled))
                )
                kept.append(spelled if sure and spelled else " ".join(run))
                run = []
            kept.append(word)
        return " ".join(part for part in kept if part)

    @cached_property
    def speller(self) -> sounds.Speller:
        """The words that typed pinyin can stand for."""
        if self._whole is not None:
            return self._whole.speller
        known = [
            *self._language.vocabulary,
            *self._index.measures,
            *self._index.pairs,
            *self._lexicon.known_words(),
        ]
        return sounds.Speller(known)

    def _spelled(self, letters: str) -> tuple[str, ...]:
        return self.speller.spelled(letters, self._language.word, self._language.joined)
