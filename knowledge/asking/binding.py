"""Which reports a question is about: by the place that it names, that it takes over from the chat, or that heads it.

A place's figure is only in the report of that place, so this is decided before anything is searched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.asking.asks import LONGEST
from knowledge.asking.asks import core as core_of
from knowledge.lexis.places import LONGEST_NAME, Gazetteer, Mention, by_one_character, rank, short_name
from knowledge.lexis.sounds import alike
from knowledge.lexis.text import fold
from knowledge.lexis.words import Lexicon
from knowledge.model import Span

HEAD = re.compile(
    r"(?:请问一?下?|问一?下|想问一?下?|我?想知道|那么?|那个|咱们?|我们|俺们?|你好[,，]?|和|跟|[ ,，])*"
    r"(?:(?:(?:19|20)\d\d年?|去年|今年|前年|明年|上年)(?:的|[ ,，])?)?"
)
"""What may stand before the place that a question is about."""
TOLD_BY_ONE = frozenset("京津沪渝冀晋皖闽赣鲁豫鄂湘粤桂琼黔滇陕陇浙苏辽川蜀")
"""Characters that stand for a province without a year behind them; 新, 青, 云, 黑 begin too many other words."""
YEAR_BEHIND = re.compile(r"\d|今年|去年|前年|明年|上年|省|的?报告")
AMONG = re.compile(r"[两二三四五六几]省|[两二三四]地|[两二三四]市|省区")
JOINS = re.compile(r"(?:和|跟|与|同|比|及|、|还是)$")
WITH = re.compile(r"(?:那么?)?(?:和|跟|与|同|比)")
"""Begins a follow-up that sets a place beside the one before: 比江苏高多少."""
AMOUNT = re.compile(r"(?:分别)?(?:是|有|为|达到?)?(?:多少|几)[^,，。?？!]*[,，。?？!]*$|[?？!。呢啊呀]+$")
CAME_FROM = re.compile(r"(?:从|来自|路过|离开|去过|到过)$")
"""Before a place in the story around a question: where somebody was is not what is asked about."""
SAME_TIME = re.compile(r"同期|同样|同一年")
"""那黑龙江同期呢: the year is taken over anyway."""
GONE = re.compile(r"^(?:省|市)?(?:的|又|同期)?")


@dataclass(frozen=True, slots=True)
class Bound:
    """A question with the reports that it means."""

    raw: str
    text: str
    """Folded, spelled out, places written by name: 上海2024年外贸 for 沪2024年外贸."""
    history: tuple[str, ...]
    """The earlier questions as they would have been asked of these reports."""
    groups: tuple[frozenset[int], ...]
    """The reports of each place named, in order; empty where it names none."""
    places: tuple[Mention, ...]
    """The places of these groups as they stand in the text; empty where they are taken over."""
    elsewhere: str = ""
    """The place that it is about, if no report is about that."""
    understood: tuple[tuple[str, str], ...] = ()
    """(typed, understood as): what was spelled out."""


@dataclass(frozen=True)
class Binder:
    """Binds questions to the reports of one library."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    spelled_out: Callable[[str], tuple[str, tuple[tuple[str, str], ...]]]
    """Typed pinyin -> characters: the mender's."""

    def bind(self, raw: str, history: Sequence[str] = ()) -> Bound:
        """The question with the reports that it means."""
        text, understood = self.spelled_out(fold(raw[:LONGEST]))
        text = self.written_out(text)
        core = core_of(text)
        mentions = list(self.gazetteer.mentions(text))
        asked = [one for one in mentions if core.start <= one.span.start < core.end]
        places = self._own(asked) or self._own(mentions)
        groups = [self.gazetteer.group(one.full) for one in places]
        if not groups:
            told = [one for one in mentions if not CAME_FROM.search(text[: one.span.start])]
            places = self._around(asked) or self._around(told)
            groups = [self.gazetteer.group_around(one.full) for one in places][:1]
        elsewhere = "" if groups else self._subject(text, core, asked)
        if history and len(groups) == 1 and WITH.fullmatch(text[: places[0].span.start]):
            beside = self._beside(places[0], history)
            if beside:
                return replace(self.bind(beside), raw=raw, understood=understood)
        if groups or elsewhere or not history:
            earlier = tuple(self._without_places(one) for one in history) if places or elsewhere else history
            text = SAME_TIME.sub("", text) if history and places else text
            return Bound(
                raw, text, tuple(earlier), tuple(dict.fromkeys(groups)), tuple(places), elsewhere, understood
            )
        before = self.bind(history[-1], history[:-1])
        earlier = (*before.history, before.text)
        return Bound(raw, text, earlier, before.groups, (), before.elsewhere, understood)

    # --- places by name ------------------------------------------------------------------------------

    def _own(self, mentions: Sequence[Mention]) -> list[Mention]:
        return [one for one in mentions if self.gazetteer.group(one.full)]

    def _around(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Cities and counties whose province has a report: their figures can stand only there."""
        return [one for one in mentions if self.gazetteer.group_around(one.full)]

    def _beside(self, place: Mention, history: Sequence[str]) -> str:
        """和江苏比呢, 比江苏高多少: the figure asked before, of both places; "" where none was asked before."""
        before = self.bind(history[-1], history[:-1])
        asked = AMOUNT.sub("", self._without_places(before.text)).strip(" ,，的")
        if len(before.groups) != 1 or not before.places or not asked:
            return ""
        return f"{before.places[0].written}和{place.written}{asked}相差多少"

    @staticmethod
    def _subject(text: str, core: Span, mentions: Sequence[Mention]) -> str:
        """The place that heads the question, as written: what it is about."""
        for start in dict.fromkeys((0, core.start)):
            head = HEAD.match(text, start)
            at = head.end() if head else start
            for one in mentions:
                if one.span.start == at and rank(one.full) in (0, 1):
                    return one.written
        return ""

    def _without_places(self, text: str) -> str:
        """An earlier question without its places: another one stands for them now."""
        text = self.written_out(self.spelled_out(fold(text[:LONGEST]))[0])
        for one in reversed(list(self.gazetteer.mentions(text))):
            if rank(one.full) in (0, 1):
                behind = GONE.sub("", text[one.span.end :], count=1)
                text = text[: one.span.start] + behind
        return text

    # --- places by one character, or by a slip --------------------------------------------------------

    def written_out(self, text: str) -> str:
        """The text with the provinces of one character written by name: 粤 at its head, 苏浙 of 苏浙两省."""
        head = HEAD.match(text)
        at = head.end() if head else 0
        ones = by_one_character()
        end = at
        while text[end : end + 1] in ones and end - at < 6:
            end += 1
        if end - at > 1 and AMONG.match(text, end):
            return text[:at] + "、".join(short_name(ones[sign]) for sign in text[at:end]) + text[end:]
        heard = self._heard(text, at) or self._heard(text, 0)
        if heard:
            return heard
        if end - at == 1 and self._alone(text, at):
            return text[:at] + self._joined(short_name(ones[text[at]]), text[at + 1 :])
        return text

    def _alone(self, text: str, at: int) -> bool:
        """Whether the character is a place by itself and no part of a word."""
        if YEAR_BEHIND.match(text, at + 1) or (JOINS.match(text[at + 1 : at + 2]) and self._pairs(text, at)):
            return True
        first = next(iter(self.lexicon.cut(text[at:])), ("", 0, 0))
        return text[at] in TOLD_BY_ONE and first[2] == 1 and len(text) > at + 1 and text[at + 1].isalnum()

    @staticmethod
    def _pairs(text: str, at: int) -> bool:
        return text[at + 2 : at + 3] in by_one_character() and text[at] in TOLD_BY_ONE

    @staticmethod
    def _joined(name: str, rest: str) -> str:
        """The rest of the question behind a name, with what is joined to it written out too: 鲁和豫谁高."""
        if JOINS.match(rest[:1]) and rest[1:2] in TOLD_BY_ONE:
            return name + rest[0] + short_name(by_one_character()[rest[1]]) + rest[2:]
        return name + rest

    def _heard(self, text: str, at: int) -> str:
        """The text with a misheard place set right where it begins: 河蓝, 陕溪; "" where none is."""
        if any(one.span.start <= at + 1 for one in self.gazetteer.mentions(text[: at + LONGEST_NAME])):
            return ""
        for name in self._near(text[at : at + LONGEST_NAME]):
            typed = text[at : at + len(name)]
            wrong = next(i for i, (a, b) in enumerate(zip(typed, name, strict=True)) if a != b)
            if alike(typed[wrong], name[wrong]) and not self.lexicon.knows(typed):
                return text[:at] + name + text[at + len(name) :]
        return ""

    def _near(self, typed: str) -> list[str]:
        """The names from which the text begins to differ by one character, in the order of the reports."""
        found = {
            number: name
            for end in self._lengths
            if end <= len(typed)
            for wrong in range(end)
            for number, name in self._names.get((wrong, typed[:wrong] + typed[wrong + 1 : end]), ())
            if name[wrong] != typed[wrong]
        }
        return [name for _, name in sorted(found.items())]

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(short_name(full)) for full in self.gazetteer.own_names})

    @cached_property
    def _names(self) -> dict[tuple[int, str], list[tuple[int, str]]]:
        """(a position, the other characters) -> the short names that have these there, with their numbers."""
        table: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        for number, full in enumerate(self.gazetteer.own_names):
            name = short_name(full)
            for at in range(len(name)):
                table[at, name[:at] + name[at + 1 :]].append((number, name))
        return table
