"""What a reader may leaf through without a question: the figures worth a list, and questions about them."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import Evidence, Fact, Kind, Report

KEY = frozenset({Kind.COUNT, Kind.MONEY, Kind.RATE})
"""Kinds of number that report what was done; years, ordinals and names only tell things apart."""
NAMED = range(2, 25)
"""Characters of a measure that can be read in a list."""
TURNED = {"up": "上升", "down": "下降", "": ""}


def is_key(report: Report, fact: Fact) -> bool:
    """Whether a number is one of those that a reader looks for in a list of figures."""
    named = len(report.quote(fact.measure)) in NAMED and fact.measure != fact.span
    return fact.quantity.kind in KEY and not fact.in_characters and named


def evidence_of(report: Report, number: int, fact: Fact) -> Evidence:
    """A fact as evidence that needs no weighing; `number` is the report's place in its library."""
    clause = report.sentences[fact.sentence].clauses[fact.clause]
    return Evidence(number, fact.sentence, clause, 1.0, (), fact)


def askings(report: Report, fact: Fact) -> Iterator[str]:
    """Ways to ask for a figure, the shortest first: 化解率是多少？ 全市四级矛调中心化解率是多少？"""
    measure = "".join(report.quote(fact.measure).split())
    subject = "".join(report.quote(fact.subject).split()) if fact.subject else ""
    wanted = f"多少{fact.quantity.unit}" if fact.quantity.kind is not Kind.RATE else "多少"
    turned = TURNED[fact.direction]
    verb = f"{turned}了" if turned and not measure.endswith(turned) else "" if fact.quantity.unit else "是"
    for who in ("", subject):
        if fact.quantity.kind is Kind.RATE and not turned:
            yield f"{who}{measure}是多少？"
        yield f"{who}{measure}{verb}{wanted}？"
        if not subject:
            return
