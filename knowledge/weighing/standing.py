"""Where the words of a question stand, seen from a sentence, a clause, or a number in it; and what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul
from typing import NamedTuple

from knowledge.hearing.mend import stands_in
from knowledge.model import Kind, Reason, Report, Term, Variant
from knowledge.search.index import Index, Place
from knowledge.search.number import Number

OWN, EARLIER, LATER, HEADING, LEAD, PARAGRAPH = 1.0, 0.85, 0.7, 0.6, 0.52, 0.4
"""What a word of the question is worth by where it stands: in the clause itself, an earlier or later clause of the
sentence, a heading above, the sentence before or the first of the paragraph, anywhere in the paragraph."""
EARLIER_FACT, EARLIER_ELLIPTIC, LATER_FACT = 0.6, 0.88, 0.35
"""The same for a number: what an earlier clause counts is not what this one counts, unless this one says little itself
(成功化解34509件, 增长9.5%)."""
SAME_CLAUSE = 0.92
"""In the clause of a number, but not beside the number."""
BARE_DAY = 3
"""Characters beside a day in a clause that says nothing else: 自……起,."""
OTHER_ITEM = 0.3
"""Beside another one of the things that share a clause with 分别."""


class Sight(NamedTuple):
    """A candidate sentence with how surely each term of the question stands in it and around it."""

    place: Place
    report: Report
    clauses: list[list[tuple[int, float]]]
    """For each clause the terms that stand in it, each with its degree."""
    around: list[float]
    slots: tuple[Reason, ...]
    slot_points: float


class Bearer(NamedTuple):
    """A clause, or a number in it, that may bear the answer."""

    sight: Sight
    clause: int
    number: Number | None
    degrees: Sequence[float]
    """For each term its best worth, seen from here."""
    slots: float = 0.0
    """What the year and the measure word of a number say for or against it."""

    def rough(self, weights: Sequence[float]) -> float:
        """The strength before the finer reasons: enough to leave most bearers out."""
        met: float = sum(map(mul, weights, self.degrees))
        return met + self.sight.slot_points + self.slots


def degrees_in(met: Iterable[tuple[int, Sequence[Variant]]], text: str) -> list[tuple[int, float]]:
    """How surely each of some terms stands in the folded text, above 0 to 1: (number of the term, degree)."""
    found = []
    for number, variants in met:
        degree = 0.0
        for variant in variants:
            if variant.text in text or (variant.by == "characters" and stands_in(variant, text)):
                if variant.by != "piece":
                    degree = max(degree, variant.degree)
                    break
                degree += variant.degree
        if degree:
            found.append((number, degree))
    return found


def around_it(terms: Sequence[Term], missed: Sequence[int], place: Place, index: Index) -> list[float]:
    """For each term that the sentence lacks its worth by what stands around the sentence."""
    found = [0.0] * len(terms)
    if not missed:
        return found
    paragraph = index.paragraphs[place.paragraph]
    heading = index.headings[place.paragraph]
    before = index.place(place.report, max(place.sentence - 1, 0))
    lead = before.text if before.paragraph == place.paragraph else ""
    for number in missed:
        for variant in terms[number].variants:
            if variant.text in paragraph:
                share = HEADING if variant.text in heading else LEAD if variant.text in lead else PARAGRAPH
                found[number] = max(found[number], share * variant.degree)
    return found


def in_context(sight: Sight, number: int, earlier: float, later: float) -> list[float]:
    """For each term its best worth in the clause, the sentence, and around it."""
    best = sight.around.copy()
    for other, degrees in enumerate(sight.clauses):
        share = OWN if other == number else earlier if other < number else later
        for term, degree in degrees:
            worth = share * degree
            best[term] = worth if worth > best[term] else best[term]  # noqa: FURB136 - the inner loop
    return best


def around_number(terms: Sequence[Term], sight: Sight, seen: Number) -> list[float]:
    """The same, seen from a number: what stands beside it counts more than the rest of its clause."""
    fact = seen.fact
    earlier = EARLIER_ELLIPTIC if seen.elliptic else EARLIER_FACT
    own = fact.clause + 1 if _dates_the_next(sight, seen) else fact.clause
    worth = in_context(sight, -1 if fact.item else own, earlier, LATER_FACT)
    same = sight.clauses[fact.clause] if fact.clause < len(sight.clauses) else []
    in_clause = [number for number, _ in same]
    in_short = fact.item is not None and len(fact.item) == 1  # 城 of 城乡: the word itself stands nowhere
    near = [(n, term.variants) for n, term in enumerate(terms) if worth[n] or n in in_clause or in_short]
    share = OTHER_ITEM if fact.item else SAME_CLAUSE
    for number, degree in same:
        if degree >= worth[number]:
            worth[number] = share * degree
    for number, degree in degrees_in(near, seen.beside):
        worth[number] = max(worth[number], degree)
    return worth


def _dates_the_next(sight: Sight, seen: Number) -> bool:
    """Whether a clause is nothing but a day, since which the next one is so: 自7月1日起,标准提高到945元."""
    clauses, fact = sight.place.clauses, seen.fact
    if fact.quantity.kind is not Kind.DATE or fact.clause + 1 >= len(clauses):
        return False
    return len(clauses[fact.clause]) - len(seen.written) <= BARE_DAY


def pieced(terms: Sequence[Term], bearer: Bearer) -> Sequence[float]:
    """The degrees; a word that the clause has one piece of counts with the others that stand before it in the sentence.

    粮食播种面积68.4万亩、总产量30.2万吨 tells of 粮食总产量.
    """
    clauses = bearer.sight.place.clauses
    if not clauses:
        return bearer.degrees
    own, before = clauses[bearer.clause], "".join(clauses[: bearer.clause])
    beside = bearer.number.beside if bearer.number else own
    degrees = list(bearer.degrees)
    for at, term in enumerate(terms):
        pieces = [v for v in term.variants if v.by == "piece"]
        if len(pieces) < 2 or not any(piece.text in beside for piece in pieces):
            continue
        worth = sum(
            piece.degree * (OWN if piece.text in beside else EARLIER)
            for piece in pieces
            if piece.text in own or piece.text in before
        )
        degrees[at] = max(degrees[at], worth)
    return degrees
