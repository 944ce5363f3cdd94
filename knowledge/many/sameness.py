"""Whether a figure is one of just the measure that is asked, so that it can stand beside another report's.

海洋生产总值 is no 生产总值 and 单位GDP能耗 no GDP: what the measure says beyond the question must be of no weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.asking.asks import ANY_NUMBER
from knowledge.lexis.text import fold, squeeze
from knowledge.model import Fact, Kind, Quantity, Question, Report, Term

NEUTRAL = re.compile(
    r"(?:19|20)\d\d年|全社会|全[省市区州县疆国]|经费|[我本][省市区州县]|地区|区域|全年|年度|目标|预期|预计|力争|确保|任务|累计|总量|总额|总数|规模|水平|指标|"
    r"人数|数量|实现|完成|达到|保持|同比|环比|同口径|增长|增速|增幅|涨幅|下降|降幅|提高|提升|增加|降低|上涨|以上|左右|首次|突破|大关|关口|台阶|外贸|货物贸易|稳定|控制|"
    r"[总共达到年量数额值约超近各均的为至是在、,“”()]"
)
"""What a measure may say beyond the question."""
BEYOND = 1
"""Characters that it may say beyond that."""
GROWS = re.compile(r"增长|增速|增幅|涨幅|增加|升幅|提高|下降|降幅|减少|[快慢]")
"""A question for how much something changes."""
SHARES = re.compile(r"[^效]率|占|比重|比例|强度|系数|百分|[快慢]|%|几成")
"""A question for what share something is."""
AIMS = re.compile(r"目标|预期")
ADDED = re.compile(r"新增|增加值")
LEADS_UP = 8
"""Characters between a measure and its number at most that belong to it: 增长, 达到."""
COMMON: dict[str, tuple[str, Decimal]] = {
    "斤": ("吨", Decimal("0.0005")), "公斤": ("吨", Decimal("0.001")), "千克": ("吨", Decimal("0.001")),
    "亩": ("公顷", Decimal(1) / Decimal(15)), "平方公里": ("公顷", Decimal(100)), "千米": ("公里", Decimal(1)),
    "米": ("公里", Decimal("0.001")), "块": ("元", Decimal(1)),
}  # fmt: skip
"""Unit -> the one that it is compared in, and how many of that it is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The figure that a question asks of each of several reports."""

    period: str
    telling: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """What names the measure: for each term (what it may stand for, the pieces that stand for it together)."""
    meant: tuple[str, ...]
    """All that the terms may stand for, the longest first."""
    rates: frozenset[bool]
    """Whether rates are wanted, or amounts, or either."""
    changes: bool
    """Whether a change is wanted."""

    @classmethod
    def of(cls, question: Question) -> Wanted:
        """The figure that the question asks for."""
        asked, terms = question.text, question.terms
        changes = bool(GROWS.search(asked)) and not ADDED.search(asked)
        shares = changes or bool(SHARES.search(asked))
        known = [term for term in terms if term.variants and not GROWS.fullmatch(term.typed)]
        named = [term for term in known if term.tells or term.focus]
        telling = named or sorted(known, key=lambda term: -term.weight)[:1]
        meant = {term.typed for term in terms} | {one for term in terms for one in _reordered(term.typed)}
        meant |= {v.text for t in terms for v in t.variants if v.by != "piece"}
        if telling:  # 总产量 may stand for 粮食产量, but 公路里程 not for 高速公路里程
            head = max(telling, key=lambda term: term.span.start)
            meant |= {v.text for v in head.variants if v.by == "piece" and head.typed.endswith(v.text)}
        either = not shares and bool(AIMS.search(asked))
        return cls(
            question.period,
            tuple(map(_stands_for, telling)),
            tuple(sorted(meant, key=lambda text: (-len(text), text))),
            frozenset({True, False}) if either else frozenset({shares}),
            changes,
        )

    def takes(self, report: Report, fact: Fact) -> bool:
        """Whether a fact is of the year and the kind of number that is wanted."""
        kind = fact.quantity.kind
        return (
            (not self.period or fact.period == self.period)
            and (kind is Kind.RATE) in self.rates
            and kind in ANY_NUMBER
            and (
                not self.changes
                or bool(fact.direction)
                or GROWS.search(report.quote(fact.measure)) is not None
            )
        )

    def takes_one(self, report: Report, facts: Sequence[Fact]) -> bool:
        """Whether one of the facts is."""
        period = self.period
        for fact in facts:  # noqa: SIM110 - thousands of sentences are asked
            if (not period or fact.period == period) and self.takes(report, fact):
                return True
        return False

    def told(self, text: str) -> bool:
        """Whether a folded text holds all that tells the measure; one that does not is in none of its parts either."""
        return bool(self.telling) and all(_met(term, text) for term in self.telling)

    def closeness(self, report: Report, fact: Fact, before: str) -> int:
        """How surely the fact counts what is wanted and nothing narrower; `before`: its sentence up to it, folded.

        2: its measure says it; 1: its measure says nothing (总产量), what stands before it does; 0: it does not.
        """
        if not self.told(before):
            return 0
        measure = _measure(report, fact)
        rest = measure
        for text in self.meant:
            rest = rest.replace(text, "\0")
        met = rest != measure
        rest = NEUTRAL.sub("\0", rest).replace("\0", "")
        if len(rest) > (BEYOND if met else 0):
            return 0
        return 2 if all(_met(term, measure) for term in self.telling) else 1


def of_no_thing(word: str) -> bool:
    """Whether a word of the question says how a measure moves or that it is aimed at, and not what is measured."""
    return bool(GROWS.fullmatch(word) or AIMS.fullmatch(word))


def in_common(quantity: Quantity) -> tuple[str, Decimal]:
    """(the unit that it is compared in, its value in that): 亿斤 and 万吨 both in 吨."""
    unit, factor = COMMON.get(quantity.unit, (quantity.unit, Decimal(1)))
    return unit, quantity.value * factor


def _stands_for(term: Term) -> tuple[tuple[str, ...], tuple[str, ...]]:
    whole = (v.text for v in term.variants if v.by != "piece" and not GROWS.fullmatch(v.text))
    return (*whole, *_reordered(term.typed)), tuple(v.text for v in term.variants if v.by == "piece")


def _met(term: tuple[tuple[str, ...], tuple[str, ...]], text: str) -> bool:
    """Whether the text holds what a term stands for; of one in pieces all of them."""
    whole, pieces = term
    return any(one in text for one in whole) or bool(pieces and all(one in text for one in pieces))


def _measure(report: Report, fact: Fact) -> str:
    """What the fact counts, with the word of change behind it: 经济|增长."""
    own = fact.item or fact.measure
    behind = report.text[own.end : fact.span.start] if own.end <= fact.span.start else ""
    moves = GROWS.search(behind) if len(behind) <= LEADS_UP else None
    return squeeze(fold(report.quote(own) + (moves[0] if moves else "")))


def _reordered(typed: str) -> Iterator[str]:
    """The same with its first two words changed over: 新增城镇就业 for 城镇新增就业."""
    if len(typed) == 6:
        yield typed[2:4] + typed[:2] + typed[4:]


def named_by_its_things(question: Question) -> Question:
    """The question without 增长, 目标: nearly every sentence with a figure has them."""
    things = tuple(term for term in question.terms if not of_no_thing(term.typed))
    return replace(question, terms=things or question.terms)
