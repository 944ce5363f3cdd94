"""Candidates -> evidence: each weighed by named reasons that add up to one strength from 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz import fuzz

from knowledge.hearing.mend import in_their_words, stands_in
from knowledge.lexis.places import mentions, named_in
from knowledge.lexis.text import squeeze
from knowledge.model import Ask, Candidate, Evidence, Question, Reason, Report, Variant
from knowledge.search.index import FEW, Index, Place
from knowledge.search.number import Number
from knowledge.weighing.detail import explains, names
from knowledge.weighing.fitting import fitting
from knowledge.weighing.measuring import measured_otherwise
from knowledge.weighing.meeting import (
    names_only_who,
    of_another_thing,
    of_another_whole,
    only_in_titles,
    words,
)
from knowledge.weighing.standing import (
    EARLIER,
    LATER,
    Bearer,
    Sight,
    around_it,
    around_number,
    degrees_in,
    in_context,
    pieced,
)

TOLD = frozenset({Ask.HOW, Ask.WHY, Ask.TOPIC})
"""What a title alone does not tell."""
YEARS_OF_AGE = frozenset(("岁", "周岁"))
"""What tells whom a number is for, unless it is asked how old they are."""
HOW_OLD = re.compile("寿命|年龄")
WRONG_YEAR = -1.0
WRONG_YEAR_OF_WORDS = -0.5
RIGHT_YEAR = 0.04
ELSEWHERE = -1.0
SEEN, SEEN_OF_FEW, WEIGHED, WEIGHED_OF_FEW = 4, 8, 3, 6
"""So many sentences are looked at clause by clause, so many clauses or numbers weighed in full; more where few words were
asked, as many a number stands beside those."""
HOPELESS = 0.25
"""What is so much weaker than the strongest before the finer reasons is not weighed."""
RANK, LIKENESS = 0.05, 0.1
NO_NUMBER, ONLY_WHO, IN_A_TITLE = -1.0, -0.6, -0.15
EXPLAINING = frozenset({Ask.DEFINE, Ask.LIST, Ask.HOW})
NAMING = frozenset({Ask.WHICH, Ask.WHERE, Ask.WHO})
NAMES = 0.1
"""A clause that names a thing of the kind that is asked for."""
EXPLAINS = 0.15
"""A sentence that names the thing and goes on to say what it is: ……产业：科技研发、……."""


class _Glimpse(NamedTuple):
    """A candidate sentence before it is looked at clause by clause."""

    place: Place
    report: Report
    met: list[tuple[int, list[Variant]]]
    """What of the terms stands in the sentence: (number of the term, its variants, the surest first)."""
    around: list[float]
    """For each term that the sentence lacks its worth by what stands around the sentence."""
    slots: tuple[Reason, ...]
    """What year, place and rank say for or against it."""
    slot_points: float
    at_best: float
    """More strength than this it cannot have."""


def weigh(question: Question, candidates: Sequence[Candidate], index: Index, most: int = 0) -> list[Evidence]:
    """The evidence that the candidates hold, at most so much of it where that is said, the strongest first."""
    few = len(question.terms) <= FEW
    most = most or (WEIGHED_OF_FEW if few else WEIGHED)
    best_score = max((candidate.score for candidate in candidates), default=1.0) or 1.0
    glimpses = (_glimpse(question, one, index, RANK * one.score / best_score) for one in candidates)
    promising = sorted(glimpses, key=lambda glimpse: -glimpse.at_best)[: SEEN_OF_FEW if few else SEEN]
    sights = [_seen(glimpse) for glimpse in promising]
    bearers = list(_numbers(question, sights, index)) or list(_clauses(sights))
    weights = [term.weight for term in question.terms]
    rough = sorted(((bearer.rough(weights), bearer) for bearer in bearers), key=itemgetter(0), reverse=True)
    likely = [bearer for strength, bearer in rough[:most] if strength > rough[0][0] - HOPELESS]
    asked = squeeze(in_their_words(question))
    found = [_weighed(question, asked, one) for one in likely]
    found.sort(key=lambda one: (-one[0], one[1].report, one[1].span.start))
    return [evidence for _, evidence in found]


def _glimpse(question: Question, candidate: Candidate, index: Index, rank: float) -> _Glimpse:
    place = index.place(candidate.report, candidate.sentence)
    report = index.reports[candidate.report]
    text, terms = place.text, question.terms
    met: list[tuple[int, list[Variant]]] = []
    missed: list[int] = []
    at_best = 0.0
    for number, term in enumerate(terms):
        if not term.variants:
            continue
        here = [v for v in term.variants if v.text in text or (v.by == "characters" and stands_in(v, text))]
        if here:
            met.append((number, here))
            at_best += term.weight * sum([v.degree for v in here])
        else:
            missed.append(number)
    around = around_it(terms, missed, place, index)
    for number in missed:
        at_best += terms[number].weight * around[number]
    slots = (*_slots(question, report, place, index), Reason("rank", round(rank, 4)))
    slot_points = sum([reason.points for reason in slots])
    return _Glimpse(place, report, met, around, slots, slot_points, at_best + slot_points)


def _seen(glimpse: _Glimpse) -> Sight:
    clauses = [degrees_in(glimpse.met, clause) for clause in glimpse.place.clauses]
    return Sight(glimpse.place, glimpse.report, clauses, glimpse.around, glimpse.slots, glimpse.slot_points)


def _numbers(question: Question, sights: Sequence[Sight], index: Index) -> Iterator[Bearer]:
    """The numbers of a kind that can answer the question."""
    for sight in sights if question.kinds else ():
        for number in index.numbers(sight.place):
            fact = number.fact
            of_age = fact.quantity.unit in YEARS_OF_AGE and not (
                question.unit in YEARS_OF_AGE or HOW_OLD.search(number.measure)
            )
            if fact.quantity.kind in question.kinds and not of_age:
                year = sum(reason.points for reason in _year(question, fact.period, ""))
                counted = measured_otherwise(question.unit, number) if question.unit else 0.0
                degrees = around_number(question.terms, sight, number)
                yield Bearer(sight, fact.clause, number, degrees, year + counted)


def _clauses(sights: Sequence[Sight]) -> Iterator[Bearer]:
    """The clauses that hold a word of the question; of a sentence where none does, all."""
    for sight in sights:
        holding = [clause for clause, degrees in enumerate(sight.clauses) if degrees]
        for clause in holding or range(len(sight.clauses)):
            yield Bearer(sight, clause, None, in_context(sight, clause, EARLIER, LATER))


def _weighed(question: Question, asked: str, bearer: Bearer) -> tuple[float, Evidence]:
    """The points of a bearer and the evidence; `asked`: the question's text without white space."""
    sight = bearer.sight
    fact = bearer.number.fact if bearer.number else None
    bearer = bearer._replace(degrees=pieced(question.terms, bearer))
    clause = sight.place.clauses[bearer.clause] if sight.place.clauses else ""
    reasons = words(question, bearer.degrees, fact)
    reasons += (
        _of_number(question, bearer, bearer.number, clause)
        if bearer.number
        else _of_words(question, bearer, clause)
    )
    reasons += of_another_whole(question, clause, sight.place.text)
    if not question.kinds and question.asks in NAMING and names(question, clause):
        reasons.append(Reason("names one", NAMES))
    if fact is not None:
        reasons += of_another_thing(question, bearer, fact)
    # How alike the characters are decides between bearers of the same words.
    likeness = fuzz.partial_ratio(asked, clause) / 100
    reasons.append(Reason("likeness", round(LIKENESS * likeness, 4)))
    kept = [reason for reason in (*reasons, *sight.slots) if reason.points]
    points = sum([reason.points for reason in kept])
    sentence = sight.report.sentences[sight.place.sentence]
    span = sentence.clauses[bearer.clause] if sentence.clauses else sentence.span
    strength = min(1.0, max(0.0, points))
    return points, Evidence(sight.place.report, sight.place.sentence, span, strength, tuple(kept), fact)


def _of_number(question: Question, bearer: Bearer, number: Number, clause: str) -> Iterator[Reason]:
    """Whether a number is of the kind, the year and the place asked for."""
    sight = bearer.sight
    yield from fitting(question, number, clause)
    yield from _year(question, number.fact.period, "")
    if question.asks is Ask.WHEN and sight.report.in_masthead(sight.place.sentence):
        yield Reason("the day of the report", ELSEWHERE)
    about_it = not question.place or _speaks_of(question.place, sight.place.clauses[: bearer.clause + 1])
    if not about_it and not any(reason.points == ELSEWHERE for reason in sight.slots):
        yield Reason(f"not about {question.place}", ELSEWHERE)


def _of_words(question: Question, bearer: Bearer, clause: str) -> Iterator[Reason]:
    """What a clause says by itself, where it bears no number that answers."""
    if question.kinds:
        yield Reason("no number", NO_NUMBER)
    elif question.asks is Ask.YES_NO and names_only_who(question.terms, bearer.degrees):
        yield Reason("only who, not what", ONLY_WHO)
    elif question.asks in EXPLAINING and explains(question, bearer.sight.place.text):
        yield Reason("explains it", EXPLAINS)
    elif question.asks in TOLD and "《" in clause and only_in_titles(question.terms, clause):
        yield Reason("only in a title", IN_A_TITLE)


# --- slots ------------------------------------------------------------------------------------------


def _year(question: Question, period: str, text: str, wrong: float = WRONG_YEAR) -> Iterator[Reason]:
    """Whether the year asked about is the one that a sentence or number speaks of; else `wrong` points."""
    if not question.period or not period:
        return
    if question.period == period or (not question.kinds and question.period in text):
        yield Reason("year", RIGHT_YEAR)
    else:
        yield Reason(f"{period}, not {question.period}", wrong)


def _speaks_of(place: str, clauses: Sequence[str]) -> bool:
    """Whether the last of these clauses speaks of a place: it names it, or an earlier one does and none another since."""
    for clause in reversed(clauses):
        if named_in(place, clause):
            return True
        if any(mentions(clause)):
            return False
    return False


def _slots(question: Question, report: Report, place: Place, index: Index) -> Iterator[Reason]:
    """Whether year and place agree."""
    if not question.kinds:
        # What was done in one year is planned for the next; of a year that the report never names it says nothing.
        wrong = WRONG_YEAR_OF_WORDS if question.period in report.text else WRONG_YEAR
        yield from _year(question, report.sentences[place.sentence].period, place.text, wrong)
    if (
        question.place
        and not named_in(question.place, place.text)
        and question.place not in index.headings[place.paragraph]
    ):
        yield Reason(f"not about {question.place}", ELSEWHERE)
