"""What a piece of a question may stand for in the reports: typed pinyin, same sound, mistyped, everyday words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

from knowledge import sounds
from knowledge.dialect import in_mandarin
from knowledge.index import CACHED, Index
from knowledge.model import Variant
from knowledge.numerals import units
from knowledge.places import in_pinyin
from knowledge.text import HAN
from knowledge.words import Lexicon

SAME, SYNONYM, SOUND, NEAR_SOUND, SECOND_HAND, PART, SHORTENED = 1.0, 0.9, 0.85, 0.75, 0.7, 0.85, 0.55
"""How surely a variant of each kind means what was typed; set by sense, not fitted: only their order matters much."""
LONG_SPELLING = 5
"""Letters of a single word among English ones that is taken for pinyin if the reports hold it: Jiangsu."""
WORDS_IN_MEND = 4
HEARD_AT_MOST = 80
"""Texts that are followed while a window is compared by sound: beyond them stands only what is unlike."""
VARIANTS_AT_MOST = 8
LONGEST_MEND = 6
IN_REPORT = 3.0
"""How much likelier a word is meant by typed pinyin where the report has it: e³ times."""
SHORTENED_FROM = 6
"""Characters of a word that people shorten to its first and a later one: 刑案 for 刑事案件."""
ASKING = frozenset(
    "多少 什么 怎么 怎么样 哪个 哪些 哪里 哪年 哪天 哪家 哪几个 谁 几个 几月 几号 几月几号 几点 几倍 多少钱 多久 百分之几 为什么 是什么 是多少 "
    "多少个 多少件 多少人 多少次 多少家 多少户 多少元 多少亿 多少万 多少吨 多少亩 多少公里 多少台 多少套 多少项 多少条 几项 几条 几级 第几".split()
)
"""Words of asking: they are mended and spelled out too."""
ASKING_BY_LENGTH = {
    length: [word for word in sorted(ASKING) if len(word) == length] for length in range(1, 6)
}
ASKING_SOUNDS = frozenset(word[0] for word in ASKING if len(word) > 1)
"""The first characters of these words: they at least must be typed right."""
MEASURES = frozenset(unit for kind in ("count", "money", "time") for unit in units()[kind])
SPELLED_YEAR = re.compile(r"(?<=\d) ?nian(?![a-z])")
"""2025nian: before a word that is no pinyin (GDP) it would stay as it is."""
COUNTED = re.compile(f"(?:多少|几|好多)(?:[百千]?[万亿]|{'|'.join(map(re.escape, sorted(MEASURES)))})")
"""几省, 多少台: words of asking that need no mending."""
PARTICLES = frozenset("的了着过是在有和与吗呢吧啊呀嘛不都也就还被把给对从到得地里上下")
GLUE = frozenset("的了着过是在有和与吗呢吧啊呀嘛不也都就还被把给对从到得地要多少几")
UNKNOWN_WORD = -15.0
"""Likelihood of what no dictionary knows but a report holds: as rare as the rarest word of the dictionary."""
ASKED = 7.0
"""How much likelier such a word is in a question than in ordinary text: e⁷ times."""


class Mender:
    """Reads pieces of questions with the eyes of a library: general words and what its reports hold."""

    def __init__(self, lexicon: Lexicon, index: Index, whole: Mender | None = None) -> None:
        """`whole`: the mender of all reports of the library, whose words of typed pinyin serve for each of them."""
        self._lexicon = lexicon
        self._whole = whole
        self._index = index
        self._known: dict[str, tuple[Variant, ...]] = {}
        self._values: dict[str, float] = {}
        self._mends: dict[tuple[str, ...], str] = {}
        self._steps: dict[str, tuple[str, ...]] = {}

    # --- typed pinyin --------------------------------------------------------------------------

    def spelled_out(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The folded text with dialect and typed pinyin turned into plain characters; (typed, understood) of the pinyin."""
        text = in_mandarin(text)
        turned: list[tuple[str, str]] = []
        out: list[str] = []
        position = 0
        text = SPELLED_YEAR.sub("年", text)
        for start, end in sounds.letter_runs(text):
            letters = text[start:end]
            meant = self._meant(letters) or self._between(text[:start], letters, text[end:])
            if meant and meant != letters:
                out += [text[position:start], meant]
                turned.append((letters, meant))
                position = end
        return "".join([*out, text[position:]]), tuple(turned)

    def _meant(self, letters: str) -> str:
        if place := in_pinyin(letters):
            return place
        if not sounds.is_pinyin(letters) or self._lexicon.synonyms(letters) or self._index.holds(letters):
            return self._blank_by_blank(letters) if " " in letters else ""
        if len(letters) < 4 and " " not in letters:
            return ""
        return "".join(self.speller.spelled(letters, self._value))

    def _between(self, before: str, letters: str, behind: str) -> str:
        """A character or two spelled out in the midst of a word of the reports: 化jie率."""
        if not (before and behind) or " " in letters:
            return ""
        for syllables, end in sounds.syllable_paths(letters, 0, 2):
            if end == len(letters):
                for word in self.speller.words(syllables):
                    if self._index.holds(before[-1] + word + behind[0]):
                        return word
        return ""

    def _blank_by_blank(self, letters: str) -> str:
        """English and pinyin mixed: the words that are no pinyin stay as they are."""
        kept: list[str] = []
        run: list[str] = []
        for word in [*letters.split(), ""]:
            if word and sounds.is_pinyin(word) and not self._lexicon.synonyms(word):
                run.append(word)
                continue
            if run:
                place = in_pinyin("".join(run))
                spelled = place or "".join(self.speller.spelled(" ".join(run), self._value))
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
        return sounds.Speller(
            [*ASKING, *self._index.measures, *self._index.pairs, *self._lexicon.known_words()]
        )

    def _value(self, word: str) -> float:
        value = self._values.get(word)
        if value is None:
            value = self._likelihood(word)
            if len(self._values) < CACHED:
                self._values[word] = value
        return value

    def _likelihood(self, word: str) -> float:
        known = self._lexicon.likelihood(word)
        if word in ASKING:
            return max(known, self._lexicon.likelihood(word[:2])) + ASKED
        if len(word) > 1 and self._index.holds(word):
            return max(known, UNKNOWN_WORD) + IN_REPORT
        return known

    # --- same sound ------------------------------------------------------------------------------

    @staticmethod
    def asked(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text with misheard words of asking set right: 几陪, 多少前."""
        turned: list[tuple[str, str]] = []
        for at in range(len(text) - 1):
            if text[at] in ASKING_SOUNDS:
                for length in (4, 3, 2):
                    typed = text[at : at + length]
                    meant = _asking(typed)
                    if meant:
                        turned.append((typed, meant))
                        text = text[:at] + meant + text[at + length :]
                        break
        return text, tuple(turned)

    def mended(self, text: str) -> tuple[tuple[str, str], ...]:
        """What is no word here, but sounds or looks like one of the reports: (typed, meant), in order."""
        words = [word for word, _, _ in self._lexicon.cut(text)]
        doubtful = [self._is_doubtful(words, at) for at in range(len(words))]
        turned: list[tuple[str, str]] = []
        first = 0
        for at in (number for number, doubts in enumerate(doubtful) if doubts):
            for begin in range(max(first, at - WORDS_IN_MEND + 1), at + 1):
                last, mend = self._mend_from(words, begin, at)
                if mend:
                    turned.append(("".join(words[begin:last]), mend))
                    first = last
                    break
                first = begin + 1
        return tuple(turned)

    def _is_doubtful(self, words: list[str], at: int) -> bool:
        """Whether a word may be a slip: a single character of content, or one that follows 多少, 几 or a longer word."""
        word = words[at]
        if len(word) > 1 or not HAN.fullmatch(word):
            return False
        beside = [words[i] for i in (at - 1, at + 1) if 0 <= i < len(words)]
        if word not in self._lexicon.stopwords:
            loose = any(len(other) == 1 and not self._stand_together(words, at, other) for other in beside)
            return loose or not any(self._stand_together(words, at, other) for other in beside)
        if word not in PARTICLES and any(len(other) == 1 and other not in GLUE for other in beside):
            return True
        return at > 0 and len(words[at - 1]) > 1 and word not in PARTICLES

    def _stand_together(self, words: list[str], at: int, other: str) -> bool:
        """Whether the reports have a word and its neighbour side by side, or the neighbour is one of grammar."""
        if other in GLUE or not other.isalnum():
            return other in GLUE
        pair = other[-1] + words[at] if at and words[at - 1] is other else words[at] + other[0]
        return self._index.holds(pair) or self._lexicon.knows(pair)

    def _mend_from(self, words: list[str], first: int, doubtful: int) -> tuple[int, str]:
        """The longest mend of a run of words from here over the doubtful one: (index after the run, mend or "")."""
        for last in range(min(first + WORDS_IN_MEND, len(words)), doubtful, -1):
            window = tuple(words[first:last])
            mend = self._mends.get(window)
            if mend is None:
                mend = self._mend(window)
                if len(self._mends) < CACHED:
                    self._mends[window] = mend
            if mend:
                return last, mend
        return first, ""

    def _mend(self, words: tuple[str, ...]) -> str:
        """What these words together are a slip of: by sound, else by the fingers; "" where they are none."""
        window = "".join(words)
        if not (2 <= len(window) <= LONGEST_MEND and self._is_suspect(window)):
            return ""
        for heard in self._heard(window):
            if self._can_be_meant(heard, window):
                return heard
        return self._mistyped(window, words)

    def _mistyped(self, window: str, words: Sequence[str]) -> str:
        """A text of the reports one slip away: two characters swapped, one too many, one missing or wrong."""
        if words[0] in PARTICLES or words[-1] in PARTICLES:
            return ""
        plain = not any(sign in self._lexicon.stopwords or sign in MEASURES for sign in window)
        for at in range(len(window) - 1 if plain or len(window) > 2 else 0):
            swapped = window[:at] + window[at + 1] + window[at] + window[at + 2 :]
            if swapped != window and self._is_word(swapped):
                return swapped
        if len(window) < 3:
            return ""
        pairs = [at for at in range(len(window) - 1) if self._index.holds(window[at : at + 2])]
        rarest = min(pairs, key=lambda at: -self._index.rarity(window[at : at + 2]), default=None)
        if rarest is None:
            return ""
        same_ends = dict.fromkeys(self._with_same_ends(window, rarest))
        slips = (text for text in same_ends if OSA.distance(text, window, score_cutoff=1) == 1)
        return next(
            (text for text in slips if self._is_word(text) and not self._drops_grammar(window, text)), ""
        )

    def _with_same_ends(self, window: str, at: int) -> Iterator[str]:
        """Pieces of the reports that have the window's bigram at about the same place, and its first and last character."""
        pair, length = window[at : at + 2], len(window)
        for text in self._index.texts_with_pair(pair):
            aligned = text.find(pair) - at
            for start in (aligned, aligned - 1, aligned + 1):
                if start >= 0 and text[start : start + 1] == window[0]:
                    for end in (start + length, start + length + 1, start + max(length - 1, 3)):
                        if text[end - 1 : end] == window[-1]:
                            yield text[start:end]

    def _drops_grammar(self, window: str, text: str) -> bool:
        """Whether the first character that differs is one that means something by itself: 没 of 没工作."""
        at = next((i for i, (a, b) in enumerate(zip(window, text, strict=False)) if a != b), len(window) - 1)
        return len(text) <= len(window) and window[at] in self._lexicon.stopwords

    def _is_word(self, text: str) -> bool:
        """Whether the reports hold it, made of nothing but words of two characters and more."""
        if not self._index.holds(text) or not HAN.fullmatch(text):
            return False
        return all(end - start > 1 for _, start, end in self._lexicon.cut(text))

    def _is_suspect(self, window: str) -> bool:
        """Whether it is in no dictionary and in no report."""
        if not HAN.fullmatch(window) or self._lexicon.knows(window) or self._index.holds(window):
            return False
        return len(window) > 2 or not self.shortens(window)

    def _can_be_meant(self, heard: str, window: str) -> bool:
        """Half of it was typed right, and what was not belongs to a word of some length."""
        differs = [mine != typed for mine, typed in zip(heard, window, strict=True)]
        changed = sum(differs)
        if not changed or (changed * 2 > len(window) and (len(window) < 3 or not sounds.same(window, heard))):
            return False
        if changed == len(window):
            return False
        stop = self._lexicon.stopwords
        known = self._lexicon.knows(heard)
        if len(heard) == 2:
            return known and sounds.same(window, heard) and not any(sign in stop for sign in window)
        if any(sign in stop for sign, wrong in zip(window, differs, strict=True) if wrong):
            return known
        words = list(self._lexicon.cut(heard))
        for word, start, end in (words[0], words[-1]):
            if end - start == 1 and word in PARTICLES and not differs[start]:
                return False
        if any(any(differs[start:end]) for _, start, end in words if end - start > 1):
            return True
        return len(heard) > 2 and changed == 1 and differs[-1] and sounds.same(window, heard)

    def _heard(self, window: str) -> list[str]:
        """Texts of the reports (and words of asking) that sound like the window, the most alike first."""
        steps: list[tuple[str, ...]] = []
        for at in range(len(window) - 1):
            step = self._pairs_heard(window[at : at + 2])
            if not step:
                return []
            steps.append(step)
        grown = list(steps[0])
        for step in steps[1:]:
            grown = [chain + pair[1] for chain in grown for pair in step if chain[-1] == pair[0]][
                :HEARD_AT_MOST
            ]
        found = [chain for chain in dict.fromkeys(grown) if chain != window and self._index.holds(chain)]
        if len(found) < 2:
            return found
        return sorted(
            found, key=lambda heard: (-sum(map(str.__eq__, heard, window)), -self._lexicon.likelihood(heard))
        )

    def _pairs_heard(self, pair: str) -> tuple[str, ...]:
        """The bigrams of the reports that sound like this one, and itself where they have it."""
        step = self._steps.get(pair)
        if step is None:
            step = (*self._index.sounding_like(pair), *((pair,) if self._index.holds(pair) else ()))
            if len(self._steps) < CACHED:
                self._steps[pair] = step
        return step

    # --- variants ----------------------------------------------------------------------------------

    def variants(self, typed: str) -> tuple[Variant, ...]:
        """What the reports hold that these characters may stand for, surest first."""
        known = self._known.get(typed)
        if known is None:
            found: dict[str, Variant] = {}
            for variant in self._all_variants(typed):
                if variant.text not in found or variant.degree > found[variant.text].degree:
                    found[variant.text] = variant
            known = tuple(sorted(found.values(), key=lambda variant: -variant.degree)[:VARIANTS_AT_MOST])
            if len(self._known) < CACHED:
                self._known[typed] = known
        return known

    def _all_variants(self, typed: str) -> Iterator[Variant]:
        here = self._index.holds(typed)
        if here:
            yield Variant(typed, SAME, "same")
        related = list(self._related(typed))
        yield from related
        if here or len(typed) < 2:
            return
        if 2 <= len(typed) <= 4 and HAN.fullmatch(typed):
            yield from self._heard_as(typed)
        parts = list(self._parts(typed))
        yield from parts
        if not related and not parts and len(typed) == 2 and self.shortens(typed):
            yield Variant(typed, SHORTENED, "characters")

    def shortens(self, pair: str) -> bool:
        """Whether the reports hold a word that the pair is short for: 刑案 for 刑事案件."""
        return any(
            stands_in(Variant(pair, SHORTENED, "characters"), text) for text in self._index.texts_with(pair)
        )

    def _related(self, typed: str) -> Iterator[Variant]:
        """Its synonyms, and more weakly theirs."""
        first = self._lexicon.synonyms(typed)
        for word in first:
            if self._index.holds(word):
                yield Variant(word, SYNONYM, "synonym")
        for word in first:
            for further in self._lexicon.synonyms(word):
                if further != typed and self._index.holds(further):
                    yield Variant(further, SECOND_HAND, "synonym")

    def _heard_as(self, typed: str) -> Iterator[Variant]:
        """What it sounds like: for a word in its own right only what sounds just the same."""
        a_word = self._lexicon.knows(typed)
        for heard in self._heard(typed)[:4]:
            shared = any(map(str.__eq__, heard, typed))
            same = sounds.same(typed, heard)
            if shared and self._lexicon.knows(heard) and (same or not a_word):
                yield Variant(heard, SOUND if same else NEAR_SOUND, "sound")

    def _parts(self, typed: str) -> Iterator[Variant]:
        """The pieces of the word that the reports hold, none over another, the longest first."""
        free = [True] * len(typed)
        for length in range(len(typed) - 1, 1, -1):
            for at in range(len(typed) - length + 1):
                if all(free[at : at + length]) and self._index.holds(typed[at : at + length]):
                    free[at : at + length] = [False] * length
                    yield Variant(typed[at : at + length], PART * length / len(typed), "piece")


@lru_cache(4096)
def _asking(typed: str) -> str:
    """The word of asking that just sounds like this, or "" where it is one itself, or counts with a measure word."""
    if typed in ASKING or COUNTED.fullmatch(typed):
        return ""
    alike = ASKING_BY_LENGTH.get(len(typed), ())
    return next((word for word in alike if word[0] == typed[0] and sounds.same(typed, word)), "")


def stands_in(variant: Variant, text: str) -> bool:
    """Whether a folded text without white space holds the variant; shortened, where it is but two of its characters."""
    if variant.by == "characters":
        at = text.find(variant.text[0])
        while at >= 0:
            if variant.text[-1] in text[at + 1 : at + SHORTENED_FROM]:
                return True
            at = text.find(variant.text[0], at + 1)
        return False
    return variant.text in text
