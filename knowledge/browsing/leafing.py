"""What a reader may leaf through without a question: the figures worth a list, and questions about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from knowledge.model import Answer, Evidence, Fact, Kind, Report

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


def examples(reports: Sequence[Report]) -> tuple[str, ...]:
    """Some questions that reports can answer, made from their facts."""
    found: list[str] = []
    for report in reports:
        for fact in report.facts:
            measure = report.quote(fact.measure)
            if fact.quantity.kind is Kind.RATE and 3 <= len(measure) <= 14 and not fact.direction:
                found.append(f"{measure}是多少？")
            if len(found) >= 3:
                return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(found))


class Leaves:
    """The figures of some reports, and what may be asked about them; each looked for once.

    The way to an answer is handed in each time it is needed: kept, it would hold the library it leads through.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._figures: dict[int, tuple[Evidence, ...]] = {}
        self._askings: dict[tuple[int, int], str] = {}

    def figures(self, number: int) -> tuple[Evidence, ...]:
        """As `Library.figures` has them."""
        if number not in self._figures:
            report = self._reports[number]
            key = (fact for fact in report.facts if is_key(report, fact))
            self._figures[number] = tuple(evidence_of(report, number, fact) for fact in key)
        return self._figures[number]

    def related(self, evidence: Evidence, most: int, ask: Callable[[str], Answer]) -> tuple[str, ...]:
        """As `Library.related` has them."""
        near = sorted(
            self.figures(evidence.report),
            key=lambda one: (abs(one.sentence - evidence.sentence), one.span.start),
        )
        others = (one for one in near[: 5 * most] if one.fact != evidence.fact)
        found = (self._asking(one, ask) for one in others)
        return tuple(dict.fromkeys(question for question in found if question))[:most]

    def _asking(self, evidence: Evidence, ask: Callable[[str], Answer]) -> str:
        """A question that this figure answers, "" where none is found."""
        fact = evidence.fact
        if fact is None:
            return ""
        place = (evidence.report, fact.span.start)
        if place not in self._askings:
            asked = askings(self._reports[evidence.report], fact)
            self._askings[place] = next((one for one in asked if _gives(ask(one), fact)), "")
        return self._askings[place]


def _gives(answer: Answer, fact: Fact) -> bool:
    """Whether the fact itself is the answer, and nothing reckoned from it."""
    return answer.derivation is None and [one.fact for one in answer.evidence[:1]] == [fact]
