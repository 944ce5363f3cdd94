"""Answers across reports: who says it, who has most, how many are above, sum and difference; each cell cited.

Only comparable figures are set side by side: one measure, one kind of number, one unit, one year. Who gives none is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.asking.asks import ANY_NUMBER, core
from knowledge.asking.binding import Bound
from knowledge.asking.comparing import Comparing, Way, following, named, unnamed
from knowledge.lexis.text import fold, squeeze
from knowledge.many.rows import Row, answered, comparable, gap, ratio, total
from knowledge.many.sameness import Wanted, in_common, named_by_its_things
from knowledge.many.saying import each, says
from knowledge.many.shelf import Desk, Shelf
from knowledge.model import (
    Answer,
    Ask,
    Candidate,
    Evidence,
    Fact,
    Kind,
    Quantity,
    Question,
    Span,
    Status,
)
from knowledge.model import Bound as Meant

SENTENCES_OF_EACH, SENTENCES_OF_PLACE = 4, 12
"""Of every report so many sentences are looked at; of one that is named so many."""
STRENGTH = 0.9
"""Of a figure that is just what is asked: no weighing stands behind it, so it is not called certain."""
RANKED = 3
"""Places of a ranking that are shown."""


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Puts one question to several reports of a shelf."""

    shelf: Shelf

    def answer(self, bound: Bound) -> Answer | None:
        """The answer across reports; None where the question asks for nothing of the kind."""
        comparing = self._comparing(bound)
        if comparing is None:
            return None
        if comparing.way is Way.EACH:
            return each(self.shelf, comparing, bound)
        answer = (
            says(self.shelf, comparing) if comparing.way is Way.SAYS else self._measured(comparing, bound)
        )
        if answer is None and not bound.groups:
            whole = self.shelf.whole
            return whole.composer.decline(whole.reader.read(comparing.asked), ())
        return answer

    def _comparing(self, bound: Bound) -> Comparing | None:
        """How the question sets reports side by side, if it does."""
        asking = core(bound.text)
        words = bound.text[asking.start : asking.end]
        if len(bound.groups) > 1:
            places = [one.span for one in bound.places if asking.start <= one.span.start < asking.end]
            return named(words, [Span(one.start - asking.start, one.end - asking.start) for one in places])
        if bound.groups or bound.elsewhere:
            return None
        ranks = self.shelf.ranks
        before = unnamed(bound.history[-1], ranks) if bound.history else None
        return (following(words, before) if before is not None else None) or unnamed(words, ranks)

    # --- figures -------------------------------------------------------------------------------------

    def _measured(self, comparing: Comparing, bound: Bound) -> Answer | None:
        question, rows = self._rows(comparing, bound)
        rows = comparable(rows)
        groups = bound.groups or tuple(self.shelf.groups)
        have = {row.place for row in rows}
        lacking = tuple(name for name in map(self.shelf.name, groups) if name not in have)
        few = len(rows) < 2 and comparing.limit is None
        if not rows or few or (bound.groups and lacking):
            return self._nothing(question, rows, lacking) if bound.groups else None
        compute: dict[Way, Callable[[Comparing, Question, Sequence[Row]], Answer | None]] = {
            Way.HIGHEST: self._extreme, Way.LOWEST: self._extreme,
            Way.ABOVE: self._filtered, Way.BELOW: self._filtered, Way.EQUAL: self._filtered,
            Way.SUM: self._sum, Way.DIFFERENCE: self._difference, Way.RATIO: self._ratio,
        }  # fmt: skip
        answer = compute[comparing.way](comparing, question, rows)
        return None if answer is None else replace(answer, lacking=lacking)

    def _rows(self, comparing: Comparing, bound: Bound) -> tuple[Question, list[Row]]:
        """The figures that each report gives of just what is asked: one of a sort."""
        if bound.groups:
            return self._rows_of(comparing, bound)
        whole = self.shelf.whole
        question = _numeric(whole.reader.read(comparing.asked))
        rows: dict[str, list[Row]] = {}
        wanted = Wanted.of(question)
        found = whole.index.of_each_report(
            named_by_its_things(question),
            SENTENCES_OF_EACH,
            lambda at: wanted.takes_one(whole.index.reports[at.report], at.facts),
        )
        for report, candidates in found.items():
            name = self.shelf.name(self.shelf.beside(report))
            if name not in rows:
                rows[name] = list(self._figures(name, whole, wanted, candidates))
        return question, [row for found in rows.values() for row in found]

    def _rows_of(self, comparing: Comparing, bound: Bound) -> tuple[Question, list[Row]]:
        """The same of the reports that are named, each read as if it stood alone."""
        rows: list[Row] = []
        question: Question | None = None
        for group in bound.groups:
            desk = self.shelf.desk(group)
            read = _numeric(desk.reader.read(comparing.asked, bound.history))
            question = question or read
            candidates = desk.index.candidates(read, SENTENCES_OF_PLACE)
            rows += self._figures(self.shelf.name(group), desk, Wanted.of(read), candidates)
        assert question is not None
        return question, rows

    @staticmethod
    def _figures(place: str, desk: Desk, wanted: Wanted, candidates: Sequence[Candidate]) -> Iterator[Row]:
        """The figures of just what is asked, the surest of each kind, unit and year."""
        surest: dict[tuple[Kind, str, str], tuple[int, Row]] = {}
        for one in candidates:
            at = desk.index.place(one.report, one.sentence)
            if not wanted.told(at.text):
                continue
            report = desk.index.reports[one.report]
            span = report.sentences[one.sentence].span
            folded = fold(report.quote(span))
            for fact in at.facts:
                if not wanted.takes(report, fact):
                    continue
                close = wanted.closeness(report, fact, squeeze(folded[: fact.span.end - span.start]))
                row = _row(place, desk, one, fact) if close else None
                if row is not None and close > surest.get(row.sort, (0, None))[0]:
                    surest[row.sort] = (close, row)
        return (row for _, row in surest.values())

    def _nothing(self, question: Question, rows: Sequence[Row], lacking: Sequence[str]) -> Answer:
        """Declined: a comparison with a figure missing; those that stand are offered."""
        return Answer(
            Status.DECLINED,
            question,
            options=tuple(f"{row.place}：{row.clause}" for row in rows),
            evidence=tuple(row.evidence for row in rows),
            reason="number",
            missing="、".join(lacking),
            lacking=tuple(lacking),
        )

    def _extreme(self, comparing: Comparing, question: Question, rows: Sequence[Row]) -> Answer:
        """The highest or the lowest, with those that come next."""
        ordered = sorted(rows, key=lambda row: row.value, reverse=comparing.way is Way.HIGHEST)
        best = [row for row in ordered if row.value == ordered[0].value]
        sign = " > " if comparing.way is Way.HIGHEST else " < "
        shown = ordered[: max(RANKED, len(best) + 1)]
        derivation = f"{shown[0].figure}（{shown[0].place}）"
        for before, row in pairwise(shown):
            derivation += (" = " if row.value == before.value else sign) + f"{row.figure}（{row.place}）"
        text = "；".join(f"{row.place}：{row.clause}" for row in best)
        if len(ordered) == 2 and len(best) == 1:
            more, less = sorted(ordered, key=lambda row: -row.value)
            outcome, arithmetic = gap(more, less)
            way = _way(more)[comparing.way is Way.LOWEST]
            text, derivation = f"{text}，比{ordered[1].place}{way}{outcome}", f"{derivation}；{arithmetic}"
        return answered(question, text, derivation, ordered)

    def _filtered(self, comparing: Comparing, question: Question, rows: Sequence[Row]) -> Answer | None:
        """Those that are above or below the limit, or just at it."""
        assert comparing.limit is not None
        met = [row for row in rows if _meets(row, comparing.way, comparing.limit)]
        found = sorted(met, key=lambda row: -row.value)
        if not found:
            return None
        text = "、".join(row.place for row in found)
        derivation = "；".join(f"{row.place} {row.figure}" for row in found)
        if comparing.counts:
            text, derivation = f"{len(found)}个：{text}", f"{derivation}；共{len(found)}个"
        return answered(question, text, derivation, found)

    def _sum(self, _: Comparing, question: Question, rows: Sequence[Row]) -> Answer | None:
        added = total(rows)
        return answered(question, *added, rows) if added is not None else None

    def _difference(self, _: Comparing, question: Question, rows: Sequence[Row]) -> Answer | None:
        if len(rows) != 2:
            return None
        more, less = sorted(rows, key=lambda row: -row.value)
        outcome, arithmetic = gap(more, less)
        same = more.value == less.value
        text = (
            f"{more.place}和{less.place}相同"
            if same
            else f"{more.place}比{less.place}{_way(more)[0]}{outcome}"
        )
        return answered(question, text, arithmetic, [more, less])

    def _ratio(self, _: Comparing, question: Question, rows: Sequence[Row]) -> Answer | None:
        found = ratio(*rows) if len(rows) == 2 else None
        return answered(question, *found, rows) if found is not None else None


def _numeric(question: Question) -> Question:
    """The question as one for a number of any kind; which kinds can be compared shows by what the reports have."""
    return replace(question, kinds=ANY_NUMBER, asks=Ask.FIGURE)


def _way(row: Row) -> str:
    """What more and less of a figure is called."""
    return "高低" if row.fact.quantity.kind is Kind.RATE else "多少"


def _row(place: str, desk: Desk, candidate: Candidate, fact: Fact) -> Row | None:
    """The row of a fact; None where its number is not one to compute with."""
    report = desk.index.reports[candidate.report]
    span = report.sentences[candidate.sentence].clauses[fact.clause]
    evidence = Evidence(candidate.report, candidate.sentence, span, STRENGTH, (), fact)
    operand = desk.deriver.finder.operand(evidence)
    return None if operand is None else Row(place, desk, evidence, operand)


def _meets(row: Row, way: Way, limit: Quantity) -> bool:
    """Whether a figure is above, below or at the limit; 超6% is above 6%, 5.5%以上 is not 5.5%左右."""
    quantity = row.fact.quantity
    unit, value = in_common(limit)
    if quantity.kind is not limit.kind or (limit.unit and in_common(quantity)[0] != unit):
        return False
    if way is Way.EQUAL:
        return row.value == value and limit.bound in (Meant.EXACT, quantity.bound)
    if way is Way.ABOVE:
        return row.value > value or (row.value == value and quantity.bound is Meant.OVER)
    return row.value < value or (row.value == value and quantity.bound is Meant.UNDER)
