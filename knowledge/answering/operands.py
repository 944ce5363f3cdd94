"""The numbers that an arithmetic is about: found as surely as an answer would be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.answering.answer import THRESHOLD
from knowledge.asking.asks import ANY_NUMBER
from knowledge.asking.following import ASIDE, following, shared_out
from knowledge.asking.question import Reader
from knowledge.hearing.mend import stands_in
from knowledge.lexis.text import fold, squeeze
from knowledge.model import Ask, Evidence, Fact, Kind, Question
from knowledge.search.index import Index
from knowledge.weighing.evidence import weigh

ASKED = r"(?:多少|几|好多)"
COMPARED = "多|少|高|低|大|小|快|慢|贵|便宜|增加|减少|超出|超过"
BY_THE_WAY = r"(?:还|又|要|能|平均|一年|一个?月|每个?[年月天人]|大概|大约|至少|起码|最少|足足|整整)*"
"""What stands between the two that are compared and the word that compares them."""
OPERATION = re.compile(r"加起来|加一起|加在一起|合计|合起来|之和|相加|加一块儿?|几倍|多少倍")
JOINED = re.compile(r"、|\+|和|与|跟|以及")
LEFT_OVER = re.compile(
    r"还有|还剩|剩下|剩余|余下|没(?!有?多少|关系|事|[看听]|懂|明白|[搞弄][懂清]|想到|记住|注意)|未|尚未"
)
NAMED_BY = 0.4
"""Degree to which a thing must be met."""
LOOKED_AT = 10
"""Numbers that are weighed in full for an operand: that of the same sentence need not be among the very first."""
COMPOUND = 3
"""Characters of the words before 多少, more than which are looked for as they stand if the reports have them so."""
NEAR = 0.12
"""Operands of nearly the same strength: the one in the other operand's sentence is meant."""
SURE = 0.6
"""Strength of an operand at least: two doubts make more than one."""


IN_TWO_UNITS = re.compile(r"\d+(?:小时|分钟?)\d+(?:分钟?|秒).*")
"""A length of time with which nothing is computed."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of a report in an arithmetic, and the evidence for it."""

    evidence: Evidence
    fact: Fact
    written: Decimal
    """As written before its magnitude: 3.6 in 3.6万户."""
    magnitude: str
    """万, 亿, … or ""."""
    shown: str
    """With its unit and bound, folded: 超3000亿元."""

    @property
    def unit(self) -> str:
        """Its measure word."""
        return self.fact.quantity.unit


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds operands in some reports."""

    reader: Reader
    index: Index

    def of_parts(
        self,
        match: re.Match[str],
        tail: str,
        history: Sequence[str],
        *,
        several: bool = False,
        backwards: bool = False,
        kinds: frozenset[Kind] = frozenset(),
    ) -> list[Operand]:
        """The numbers that the parts of a question ask for, each another one; empty where one is not found.

        `match`: with the parts `a` and `b`; `tail`: what is asked of both; `several`: `a` may name more than one thing;
        `backwards`: what `a` leaves open is taken from `b`, not the other way round;
        `kinds`: those of number, where they do not follow from the question.
        """
        tail = re.sub(rf"^{BY_THE_WAY}(?:{COMPARED}|相差|差)(?:出来?|了)?(?!少)", "", tail)
        tail = OPERATION.sub("", tail) or "多少"
        parts = [*(JOINED.split(match["a"]) if several else [match["a"]]), match["b"]]
        found = [] if backwards else self._of_each(parts, tail, history, kinds)
        if not found and len(parts) == 2 and (backwards or len(parts[0]) < len(parts[1])):
            # 城里人比农村人均收入: only the second says what is compared
            found = self._of_each(parts[::-1], tail, history, kinds)[::-1]
        if not found and parts[-1].endswith("的") and (thing := self._last_thing(parts[0])):
            # 今年新建的口袋公园比去年开放的
            found = self._of_each([*parts[:-1], parts[-1] + thing], tail, history, kinds)
        return found

    def _last_thing(self, part: str) -> str:
        """What a part of a question is about at its end, or ""."""
        terms = self.reader.read(part).terms
        return terms[-1].typed if terms and terms[-1].tells else ""

    def _of_each(
        self, parts: Sequence[str], tail: str, history: Sequence[str], kinds: frozenset[Kind]
    ) -> list[Operand]:
        """The same; what one part leaves open is taken from the first."""
        first = self.reader.read(parts[0] + tail, history)
        if not any(len(term.typed) > 1 for term in first.terms):
            return []
        kinds = kinds or first.kinds or ANY_NUMBER
        rest = [self.reader.read(part + tail) for part in parts[1:]]
        if any(map(self._names_nothing, rest)):
            return []
        asked = [first, *(self._completed(one, first) for one in rest)]
        found: list[Operand] = []
        for one in asked:
            operand = self.found(replace(one, kinds=kinds), found)
            if operand is None and one.period != first.period:  # 去年实际打的: the same of another year
                operand = self.found(replace(first, kinds=kinds, period=one.period), found)
            if operand is None or (found and not _are_of_a_sort(operand, found[0])):
                return []
            found.append(operand)
        others = {operand.evidence.span for operand in found[1:]}
        if len(others) == 1 and found[0].evidence.span not in others:
            nearer = self.found(replace(first, kinds=kinds), found[1:])
            found[0] = nearer or found[0]
        return found

    def _names_nothing(self, part: Question) -> bool:
        """Whether all that a part of a question names is unknown to the reports: 进口 where they tell only of 出口."""
        faint = self.reader.lexicon.is_faint
        named = [term for term in part.terms if len(term.typed) > 1 and not faint(term.typed)]
        return bool(named) and not any(term.variants for term in named)

    def _completed(self, part: Question, first: Question) -> Question:
        """A part of a question with what it leaves to the first: all but what was done, where it names no thing."""
        if part.terms and first.terms and part.terms[-1].typed == first.terms[-1].typed:
            return part
        kind = self.reader.lexicon.kind
        if part.terms and not any(kind(term.typed) == "n" and len(term.typed) > 1 for term in part.terms):
            if not any(kind(term.typed) == "n" for term in first.terms):
                return part  # 受理的和化解的: each says all that it asks
            named = {term.typed for term in first.terms}
            own = (replace(t, weight=t.weight * ASIDE) for t in part.terms if t.typed not in named)
            whole = following(part, first, self.reader.lexicon)
            return replace(whole, terms=shared_out([*first.terms, *own]))
        return following(part, first, self.reader.lexicon)

    def side_by_side(self, question: Question) -> list[Operand]:
        """The numbers of one clause, each beside another thing that the question names."""
        asked = replace(question, kinds=frozenset(), unit="")
        evidence = weigh(asked, self.index.candidates(asked), self.index)
        sure = (one for one in evidence if one.strength >= SURE)
        listing = ((one, self._numbers_in(one, question)) for one in sure)
        best, facts = next(((one, facts) for one, facts in listing if len(facts) > 1), (None, ()))
        if best is None:
            return []
        report = self.index.reports[best.report]
        found: list[Operand] = []
        for at, fact in enumerate(facts):
            end = facts[at + 1].span.start if at + 1 < len(facts) else best.span.end
            start = facts[at - 1].span.end if at else best.span.start
            own = report.quote(fact.item) if fact.item else report.text[start:end]
            names = any(
                term.tells and stands_in(v, squeeze(fold(own)))
                for term in question.terms
                for v in term.variants
            )
            operand = self.operand(replace(best, fact=fact))
            if names and operand is not None:
                found.append(operand)
        return found if len(found) > 1 else self._all_listed(question, best, facts)

    def _numbers_in(self, evidence: Evidence, question: Question) -> Sequence[Fact]:
        """The numbers of a clause that are of a kind asked for."""
        place = self.index.place(evidence.report, evidence.sentence)
        return [
            fact
            for fact in place.facts
            if evidence.span.holds(fact.span) and fact.quantity.kind in question.kinds
        ]

    def _all_listed(self, question: Question, best: Evidence, facts: Sequence[Fact]) -> list[Operand]:
        """The numbers of a clause that lists one kind of thing by where it is: 市级中心1个、县级中心7个."""
        place = self.index.place(best.report, best.sentence)
        clause = place.clauses[facts[0].clause] if facts else ""
        heads = {v.text for term in question.terms for v in term.variants if v.by in ("same", "synonym")}
        alike = len({fact.quantity.unit for fact in facts}) == 1 and question.unit in (
            "",
            *(f.quantity.unit for f in facts),
        )
        if len(facts) < 2 or not alike or not any(clause.count(head) >= len(facts) for head in heads):
            return []
        operands = [self.operand(replace(best, fact=fact)) for fact in facts]
        return [one for one in operands if one is not None] if all(operands) else []

    def listing(self, question: Question) -> Evidence | None:
        """The clause that lists what a question asks for, if it is found for sure."""
        asked = replace(question, kinds=frozenset(), asks=Ask.LIST, unit="")
        best = next(iter(weigh(asked, self.index.candidates(asked), self.index)), None)
        return best if best is not None and best.strength >= THRESHOLD else None

    def found(self, question: Question, but: Sequence[Operand]) -> Operand | None:
        """The number that answers the question for sure, another one than these; beside them rather than elsewhere."""
        return next(iter(self.sure(question, but)), None)

    def sure(self, question: Question, but: Sequence[Operand] = ()) -> list[Operand]:
        """All such numbers, the surest first."""
        taken = [operand.fact for operand in but]
        evidence = weigh(question, self.index.candidates(question), self.index, LOOKED_AT)
        sure = [
            one
            for one in evidence
            if one.fact is not None
            and one.fact not in taken
            and one.strength >= SURE
            and names_all(one, question)
        ]
        written = _as_written(question)
        if len(written) > COMPOUND and self.index.holds(written):
            sure = [one for one in sure if self._is_named(written, one)]
        if sure and but:
            near = [one for one in sure if one.strength >= sure[0].strength - NEAR]
            beside = but[0].evidence
            unit = but[0].unit
            sure.sort(
                key=lambda one: (
                    one not in near or one.sentence != beside.sentence,
                    one in near and one.fact is not None and one.fact.quantity.unit != unit,
                    one.span != beside.span,
                )
            )
        return [operand for one in sure if (operand := self.operand(one)) is not None]

    def _is_named(self, written: str, evidence: Evidence) -> bool:
        """Whether the clause of a number, or whoever it tells of, is called so."""
        report, fact = self.index.reports[evidence.report], evidence.fact
        subject = report.quote(fact.subject) if fact is not None and fact.subject else ""
        return written in squeeze(fold(report.quote(evidence.span) + subject))

    def number_of(self, text: str, history: Sequence[str], kind: Kind) -> Operand | None:
        """The number of a kind that a question of these words asks for, if it is found for sure."""
        asked = self.reader.read(text, history)
        if LEFT_OVER.search(text) or not any(len(term.typed) > 1 for term in asked.terms):
            return None
        return self.found(replace(asked, kinds=frozenset({kind}), unit=""), ())

    def operand(self, evidence: Evidence) -> Operand | None:
        """The number of the evidence as one to compute with; None where it is none, or no single amount in digits."""
        fact = evidence.fact
        if fact is None or fact.quantity.kind not in (Kind.COUNT, Kind.MONEY, Kind.RATE):
            return None
        words = squeeze(fold(self.index.reports[evidence.report].quote(fact.span)))
        match = re.search(r"(\d[\d,]*(?:\.\d+)?)([十百千]?万亿|[十百千]?亿|[十百千]?万|千|百)?", words)
        if match is None or IN_TWO_UNITS.fullmatch(words):
            return None
        return Operand(evidence, fact, Decimal(match[1].replace(",", "")), match[2] or "", words)


def _as_written(question: Question) -> str:
    """What stands right before 多少, as far as it is words of content side by side: 行政检察."""
    text, end, written = question.text, question.text.find("多少"), ""
    for term in reversed(question.terms):
        if term.span.end == end and text[term.span.start : end] == term.typed:
            written, end = term.typed + written, term.span.start
    return written


def _are_of_a_sort(one: Operand, other: Operand) -> bool:
    """Whether two numbers may be set against each other: of the same kind, and no share against a change."""
    if one.fact.quantity.kind is not other.fact.quantity.kind:
        return False
    return one.fact.quantity.kind is not Kind.RATE or bool(one.fact.direction) == bool(other.fact.direction)


def names_all(evidence: Evidence, question: Question) -> bool:
    """Whether all things that the question names stand with the number, not only near it."""
    met = {reason.name: reason.points for reason in evidence.reasons}
    named = (term for term in question.terms if term.tells)
    return all(met.get(f"“{term.typed}”", 0.0) >= NAMED_BY * term.weight for term in named)
