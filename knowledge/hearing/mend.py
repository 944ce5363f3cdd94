"""What a piece of a question may stand for in the reports: typed pinyin, same sound, mistyped, everyday words."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from knowledge.hearing.channel import Channel, nothing_kept
from knowledge.hearing.language import Language
from knowledge.hearing.nearby import Nearby
from knowledge.hearing.spelling import Spelling
from knowledge.hearing.wording import Turned
from knowledge.lexis import sounds
from knowledge.lexis.dialect import in_mandarin
from knowledge.lexis.text import HAN
from knowledge.lexis.words import Lexicon
from knowledge.model import Question, Variant
from knowledge.search.index import CACHED, Index

SAME, SYNONYM, SOUND, NEAR_SOUND, SECOND_HAND, PART, SHORTENED = 1.0, 0.9, 0.85, 0.75, 0.5, 0.85, 0.55
"""How surely a variant of each kind means what was typed; set by sense, not fitted: only their order matters much."""
AMOUNT = 0.8
AMOUNTS = ("额", "量", "数")
"""What makes the amount of a thing of its name: 投资额, where a report writes 投资654.7亿元."""
VARIANTS_AT_MOST = 8
LONGEST_PART = 24
"""Characters of a piece that is looked for: no word is longer, and a row of five hundred digits would cost seconds."""
SHORTENED_FROM = 6
"""Characters of a word that people shorten to its first and a later one: 刑案 for 刑事案件."""


class Mender:
    """Reads pieces of questions with the eyes of a library: general words and what its reports hold."""

    def __init__(self, lexicon: Lexicon, index: Index, whole: Mender | None = None) -> None:
        """`whole`: the mender of all reports of the library, whose words of typed pinyin serve for each of them."""
        self._lexicon = lexicon
        self._index = index
        self._nearby = Nearby(lexicon, index)
        language = self._language = Language(lexicon, index)
        self.spelling: Spelling = Spelling(lexicon, index, language, whole.spelling if whole else None)
        self.channel: Channel = Channel(
            lexicon, index, language, self._nearby, whole.channel if whole else None
        )
        self._known: dict[str, tuple[Variant, ...]] = {}

    def spelled_out(self, text: str) -> tuple[str, Turned]:
        """The folded text with dialect and typed pinyin turned into plain characters; what was turned of the pinyin."""
        text, turned = self.spelling.spelled_out(in_mandarin(text))
        return (in_mandarin(text) if turned else text), turned

    def restored(self, text: str, kept: Callable[[str], Container[int]] = nothing_kept) -> tuple[str, Turned]:
        """The folded text with its slips set right, and what was set right.

        `kept(text)`: positions of what is no slip, however it looks: the names of places.
        """
        text, turned = self.channel.restored(text, kept)
        return (in_mandarin(text) if turned else text), turned

    def reread(
        self, text: str, kept: Container[int] = (), spelled: frozenset[int] = frozenset()
    ) -> tuple[str, Turned]:
        """The same for a text in which nothing was found: words that stand in a dictionary are doubted too.

        `kept`: positions of what is no slip; `spelled`: of what was typed in pinyin, where first only sounds are doubted.
        """
        meant, turned = self.channel.heard_otherwise(text, spelled, kept) if spelled else (text, ())
        return (meant, turned) if turned else self.channel.reread(text, kept)

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
        is_short = len(typed) == 2 and not self._lexicon.knows(typed)
        if not related and not parts and is_short and self.shortens(typed):
            yield Variant(typed, SHORTENED, "characters")

    def shortens(self, pair: str) -> bool:
        """Whether the reports hold a word that the pair is short for: 刑案 for 刑事案件."""
        return any(
            stands_in(Variant(pair, SHORTENED, "characters"), text) for text in self._index.texts_with(pair)
        )

    def stands_whole(self, text: str) -> bool:
        """Whether the reports have the text where it cuts no word in two: 目标定 of 目标定位 is none."""
        return self._language.stands_whole(text)

    def _related(self, typed: str) -> Iterator[Variant]:
        """Its synonyms, and more weakly theirs."""
        first = self._lexicon.synonyms(typed)
        for word in first:
            if self._index.holds(word) and not (len(word) == 2 and self._language.stands_by_chance(word)):
                yield Variant(word, SYNONYM, "synonym")
        if typed.endswith(AMOUNTS) and len(typed) > 2 and self._index.holds(typed[:-1]):
            yield Variant(typed[:-1], AMOUNT, "synonym")
        for word in first:
            for further in self._lexicon.synonyms(word):
                if further != typed and self._index.holds(further):
                    yield Variant(further, SECOND_HAND, "synonym")

    def _heard_as(self, typed: str) -> Iterator[Variant]:
        """What it sounds like: for a word in its own right only what sounds just the same."""
        a_word = self._lexicon.knows(typed)
        if a_word and self._lexicon.synonyms(typed):
            return  # 养鱼 is known for what it is, and is no 养育
        for heard in self._nearby.heard(typed)[:4]:
            shared = any(map(str.__eq__, heard, typed))
            same = sounds.same(typed, heard)
            if shared and self._lexicon.knows(heard) and (same or not a_word) and self.stands_whole(heard):
                yield Variant(heard, SOUND if same else NEAR_SOUND, "sound")

    def _parts(self, typed: str) -> Iterator[Variant]:
        """The pieces of the word that the reports hold, none over another, the longest first."""
        free = [True] * len(typed)
        for length in range(min(len(typed) - 1, LONGEST_PART), 1, -1):
            for at in range(len(typed) - length + 1):
                uncut = _uncut(typed, at, at + length)
                if uncut and all(free[at : at + length]) and self._index.holds(typed[at : at + length]):
                    free[at : at + length] = [False] * length
                    yield Variant(typed[at : at + length], PART * length / len(typed), "piece")


def _uncut(text: str, start: int, end: int) -> bool:
    """Whether a piece of a text cuts through no Latin word or number: pm of pm10 does."""
    cuts = (text[max(at - 1, 0) : at + 1] for at in (start, end))
    return not any(len(cut) == 2 and cut.isascii() and cut.isalnum() for cut in cuts)


def in_their_words(question: Question) -> str:
    """The text of a question with everyday words in those of the reports, so that it is like what answers it."""
    text, position, pieces = question.text, 0, []
    for term in sorted(question.terms, key=lambda term: term.span.start):
        meant = term.variants[0] if term.variants else None
        here = text[term.span.start : term.span.end] == term.typed
        if meant and meant.by == "synonym" and here and term.span.start >= position:
            pieces += [text[position : term.span.start], meant.text]
            position = term.span.end
    return "".join([*pieces, text[position:]])


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
