"""What a report tells only by how far its own figure lies from it: last year's, the nation's.

群众安全感达99.12%,较上年提升0.34个百分点 tells last year's; 增长5.4%、高于全国1.9个百分点 tells the nation's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from knowledge.answering.operands import Finder, Operand
from knowledge.model import Kind, Question

AREA_ASKED = re.compile(r"(?P<area>全国|全省|全市)(?:的)?(?:平均|总体|整体)?(?:水平|数据|情况)?(?:的)?")
"""Whose figure is asked for, if it is not the report's own."""
WORKED_OUT = re.compile(
    r"(?:照|按|按照|根据|从).{2,24}?(?:推算|推|反推|倒推|计算|来看|算)[,，]|(?:反|倒)?(?:推|算)(?:算|下来|出来|回去)"
)
"""Words that ask to work something out, which say nothing about what."""
FROM_AREA = re.compile(
    r"(?P<way>高于|快于|高出|多于|超过|低于|慢于|少于|低)(?:同期)?(?P<area>全国|全省|全市)(?:平均)?(?:水平|增速|增幅)?约?$"
)
FROM_YEAR_BEFORE = re.compile(
    r"(?:同比|[较比](?:上年|去年|上一年|前一年|(?P<year>(?:19|20)\d\d)年)(?:同期|末)?)(?P<way>提升|提高|上升|增加|上涨|多|下降|降低|减少|少|回落|压减|缩短)[了办结审收产种]?约?$"
)
LOWER = frozenset(("低于", "慢于", "少于", "低", "下降", "降低", "减少", "少", "回落", "压减", "缩短"))
"""Ways by which the report's own figure lies below what it is held against."""
CLAUSES_BEHIND = 1
"""So many clauses behind the figure's own the difference stands at most."""
LOOKED_AT = 3
"""Figures that may be the report's own."""
POINTS = frozenset(("个百分点", "百分点"))


class Reference(NamedTuple):
    """The report's own figure, how far it lies from another, and whether below that."""

    own: Operand
    difference: Operand
    below: bool


def reference(question: Question, text: str, finder: Finder) -> Reference | None:
    """The figures that tell what is asked of another area or the year before; None where the report has no such two.

    `text`: the part of the question that asks.
    """
    if not question.kinds:
        return None
    this_year = finder.reader.this_year
    if this_year is not None and question.period.isdigit() and int(question.period) < this_year - 1:
        later = replace(question, period=str(int(question.period) + 1))
        return _held_against(later, finder, "", question.period)
    area = AREA_ASKED.search(text)
    if area is None or finder.reader.gazetteer.here[1].match(area["area"]):
        return None  # 全省 in the report of a province is its own
    asked = finder.reader.read(WORKED_OUT.sub("", AREA_ASKED.sub("", text)))
    return _held_against(asked, finder, area["area"], "")


def _held_against(asked: Question, finder: Finder, area: str, year: str) -> Reference | None:
    """The first figure found for sure that another one says how far from it something lies."""
    for own in finder.sure(asked)[:LOOKED_AT]:
        if year and (own.fact.direction or own.fact.period != asked.period):
            continue
        place = finder.index.place(own.evidence.report, own.evidence.sentence)
        report = finder.index.reports[own.evidence.report]
        points = own.fact.quantity.kind is Kind.RATE
        for fact in place.facts:
            behind = fact.clause - own.fact.clause
            if fact.span.start <= own.fact.span.start or not 0 <= behind <= CLAUSES_BEHIND:
                continue
            before = report.text[own.fact.span.end : fact.span.start]
            match = (FROM_AREA if area else FROM_YEAR_BEFORE).search(before)
            if match is None or (match["area"] != area if area else match["year"] not in (None, year)):
                continue
            difference = finder.operand(replace(own.evidence, fact=fact))
            if difference is not None and fact.quantity.unit in (POINTS if points else (own.unit,)):
                return Reference(own, difference, match["way"] in LOWER)
    return None
