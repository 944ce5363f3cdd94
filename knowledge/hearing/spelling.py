"""Typed pinyin, turned into characters with the reports in mind: huajielv, maotiao zhongxin, 化jie率."""

from __future__ import annotations

import re
from functools import cached_property

from knowledge.hearing.language import Language
from knowledge.hearing.wording import ASKS, Turned
from knowledge.lexis import bigrams, sounds
from knowledge.lexis.places import in_pinyin
from knowledge.lexis.words import Lexicon
from knowledge.search.index import CACHED, Index

SPELLED_YEAR = re.compile(r"(?<=\d) ?nian(?![a-z])")
"""2025nian: before a word that is no pinyin (GDP) it would stay as it is."""
RATHER = 1.0
"""A word may be so much less likely than a place of the same spelling and is meant all the same."""
LONG_RUN = 12
"""Letters without a blank that are taken for pinyin whatever they spell, if they can be cut into syllables."""
WHICH = re.compile("(?<=.)那(?=[几两三四五六个些家里项年部条位种座件份样])")
"""哪 is typed like 那; which of them shows only in whether anything else asks."""
CRIES = frozenset("o yo lo ei ng hm".split())
"""哦 and the like at the end, which no other word is spelled like: they tell nothing."""
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
        self._ready: dict[tuple[str, ...], sounds.Choices] = {}
        self._last: tuple[str, tuple[str, Turned]] = ("", ("", ()))

    def prepare(self) -> None:
        """Works out beforehand what every typed pinyin needs."""
        self.speller.prepare(self._language.spelled, self._ready)

    def spelled_out(self, text: str) -> tuple[str, Turned]:
        """The folded text with typed pinyin turned into characters, and what was turned: (typed, understood).

        The last text is remembered: it is looked through for several questions before it is read as one.
        """
        if self._last[0] != text:
            self._last = (text, self._spelled_out(text))
        return self._last[1]

    def _spelled_out(self, text: str) -> tuple[str, Turned]:
        turned: list[tuple[str, str]] = []
        out: list[str] = []
        position = 0
        text = SPELLED_YEAR.sub("年", text)
        runs = list(sounds.letter_runs(text))
        some = any(end - start >= LONG_SPELLING and sounds.is_pinyin(text[start:end]) for start, end in runs)
        for start, end in runs:
            letters, before, behind = text[start:end], text[:start], text[end:]
            meant = self._meant(letters, before, behind) or self._between(before, letters, behind)
            if not meant and some:
                meant = self._short(letters)
            if meant and meant != letters:
                out += [text[position:start], meant]
                turned.append((letters, meant))
                position = end
        out.append(text[position:])
        return (_asked("".join(out)), tuple(turned)) if turned else (text, ())

    def _meant(self, letters: str, before: str, behind: str) -> str:
        if place := self._place(letters):
            return place
        if not sounds.is_pinyin(letters) or self._lexicon.synonyms(letters) or self._index.holds(letters):
            return self._blank_by_blank(letters, before, behind) if " " in letters else ""
        if len(letters) < 4 and " " not in letters:
            return ""
        return self._spelled(letters, before, behind)

    def _place(self, letters: str) -> str:
        """The place that the letters spell, unless they spell a word that is as likely here: 实验室, 降息."""
        place = in_pinyin(letters)
        if place:
            for syllables, end in sounds.syllable_paths(letters, 0, sounds.LONGEST_WORD):
                if end == len(letters):
                    others = (word for word, _ in self.speller.words(syllables) if word not in place)
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
                for word, _ in self.speller.words(syllables):
                    if self._index.holds(before[-1] + word + behind[0]):
                        return word
        return ""

    def _short(self, letters: str) -> str:
        """A syllable by itself, of one who types pinyin: mei 10 wan ren."""
        if letters not in sounds.syllables() or self._lexicon.synonyms(letters) or self._index.holds(letters):
            return ""
        return self._spelled(letters)

    def _blank_by_blank(self, letters: str, before: str, behind: str) -> str:
        """English and pinyin mixed: the words that are no pinyin stay as they are."""
        words = letters.split()
        if words[-1] in CRIES and len(words) > 1:
            words.pop()
        spelled = [word for word in words if sounds.is_pinyin(word)]
        both = {word for word in spelled if self._lexicon.synonyms(word)}
        if 2 * sum(word not in both for word in spelled) > len(words):
            both = set()  # men hu among pinyin: no English
        kept: list[str] = []
        run: list[str] = []
        for word in [*words, ""]:
            if word and sounds.is_pinyin(word) and word not in both:
                run.append(word)
                continue
            if run:
                kept.append(self._run(" ".join(run), " ".join(kept) or before, word or behind))
                run = []
            kept.append(word)
        return " ".join(part for part in kept if part)

    def _run(self, letters: str, before: str, behind: str) -> str:
        """A run of pinyin among English; as typed where a single word may be none."""
        place = self._place(letters.replace(" ", ""))
        spelled = place or self._spelled(letters, before, behind)
        sure = bool(place) or " " in letters or len(letters) >= LONG_RUN
        sure = sure or (len(letters) >= LONG_SPELLING and self._index.holds(spelled))
        return spelled if sure and spelled else letters

    @cached_property
    def speller(self) -> sounds.Speller:
        """The words that typed pinyin can stand for."""
        return self._whole.speller if self._whole is not None else sounds.Speller(self._language.spellable)

    def _spelled(self, letters: str, before: str = "", behind: str = "") -> str:
        """What the letters most likely spell between two texts; "" where they spell nothing."""
        language, around = self._language, (_edge(before[-1:]), _edge(behind[:1]))
        if len(self._ready) > CACHED:
            self._ready.clear()
        words = self.speller.spelled(letters, language.spelled, language.beside, *around, self._ready)
        return "".join(words)


def _asked(text: str) -> str:
    """The text with 哪 for 那 where nothing else asks."""
    which = WHICH.sub("哪", text)
    return which if which != text and not ASKS.search(WHICH.sub("", text).replace("几", "")) else text


def _edge(sign: str) -> str:
    """What a run of letters begins behind, or ends before, as bigrams know it."""
    return bigrams.NUMBER if sign.isdigit() else sign if sign.isalpha() else bigrams.START
