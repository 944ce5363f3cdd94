"""Candidates -> evidence: each weighed by named reasons that add up to one strength from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.index import Index, Place
from knowledge.mend import stands_in
from knowledge.model import Ask, Candidate, Evidence, Fact, Kind, Question, Reason, Report, Span, Term
from knowledge.text import fold, squeeze

EARLIER_FACT, LATER_FACT = 0.65, 0.35
"""The same for a number: what an earlier clause counts is not what this one counts."""
OWN, EARLIER, LATER, HEADING, LEAD, PARAGRAPH = 1.0, 0.85, 0.7, 0.6, 0.55, 0.4
"""What a word of the question is worth by where it stands: in the clause itself, an earlier or later clause of the
sentence, a heading above, the sentence before or the first of the paragraph, anywhere in the paragraph."""
SAME_CLAUSE = 0.92
"""In the clause of a number, but not beside the number."""
OTHER_ITEM = 0.3
"""Beside another one of the things that share a clause with 分别."""

WRONG_KIND = -1.0
WRONG_UNIT = -0.3
RIGHT_UNIT = 0.06
WRONG_YEAR = -1.0
WRONG_YEAR_OF_WORDS = -0.3
RIGHT_YEAR = 0.04
ELSEWHERE = -1.0
NO_FOCUS = -0.2
UNKNOWN_FOCUS = -0.25
UNKNOWN_FOCUS_OF_WORDS = -0.1
MISSED = -0.5
MISSING_BELOW = 0.3
"""For a word that the report has, but not here: this share of its weight is lost once more."""
SMALL = 20
DIRECTION = 0.08
RANK = 0.05
NO_NUMBER = -1.0

FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "个 件 起 宗 例 项 条 处 种 类 批 部 份 篇 本 册 字",
        "个 家 户 所 座 处 站 厂 店 间 栋 校 馆 院 户家庭",
        "个 人 名 位 人次 户 口",
        "个 台 辆 套 架 艘 列 部 只 头",
        "个 场 次 届 期 趟 班",
        "个 万 张 床 席 学位 托位 车位",
        "吨 斤 公斤 亿斤 万吨",
    )
)
"""Measure words that people use one for another."""
PARTS_OF_CONTRACTION = {"城": "城城镇城市", "乡": "乡农村乡村", "进": "进进口", "出": "出出口"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """How well each term of the question is met around a clause: (term, degree, where)."""

    degrees: tuple[float, ...]
    names: tuple[str, ...]


def weigh(question: Question, candidates: Sequence[Candidate], index: Index) -> list[Evidence]:
    """The evidence that the candidates hold, the strongest first."""
    best_score = max((candidate.score for candidate in candidates), default=1.0) or 1.0
    evidence = [
        found
        for candidate in candidates
        for found in _of_candidate(question, candidate, index, RANK * candidate.score / best_score)
    ]
    return sorted(evidence, key=lambda one: (-one.strength, one.report, one.span.start))


def _of_candidate(question: Question, candidate: Candidate, index: Index, rank: float) -> Iterator[Evidence]:
    place = index.place(candidate.report, candidate.sentence)
    report = index.reports[candidate.report]
    around = _around(question.terms, place, index)
    clauses = [_degrees(question.terms, clause) for clause in place.clauses]
    shared = [*_slots(question, report, place, index), Reason("rank", rank)]
    if question.kinds:
        for fact in place.facts:
            yield _of_fact(question, report, place, fact, clauses, around, shared)
    if not question.kinds or not place.facts:
        yield from _of_words(question, report, place, clauses, around, shared)


def _of_words(
    question: Question,
    report: Report,
    place: Place,
    clauses: list[tuple[float, ...]],
    around: tuple[float, ...],
    shared: list[Reason],
) -> Iterator[Evidence]:
    sentence = report.sentences[place.sentence]
    lacking = [Reason("no number", NO_NUMBER)] if question.kinds else []
    for number, clause in enumerate(sentence.clauses):
        degrees = _in_context(clauses, number, around)
        reasons = [*_words(question, degrees), *shared, *lacking]
        yield _evidence(place, clause, reasons)


def _of_fact(
    question: Question,
    report: Report,
    place: Place,
    fact: Fact,
    clauses: list[tuple[float, ...]],
    around: tuple[float, ...],
    shared: list[Reason],
) -> Evidence:
    sentence = report.sentences[place.sentence]
    in_context = _in_context(clauses, fact.clause, around, EARLIER_FACT, LATER_FACT)
    beside = _degrees(question.terms, _beside(report, place, fact))
    of_clause = clauses[fact.clause] if fact.clause < len(clauses) else beside
    share = OTHER_ITEM if fact.item else SAME_CLAUSE
    degrees = tuple(
        max(near, share * same if same * OWN >= wide else wide)
        for near, same, wide in zip(beside, of_clause, in_context, strict=True)
    )
    reasons = [*_words(question, degrees), *_fitting(question, fact), *shared]
    return _evidence(place, sentence.clauses[fact.clause], reasons, fact)


def _evidence(place: Place, span: Span, reasons: Iterable[Reason], fact: Fact | None = None) -> Evidence:
    kept = tuple(reason for reason in reasons if reason.points)
    strength = min(1.0, max(0.0, sum(reason.points for reason in kept)))
    return Evidence(place.report, place.sentence, span, strength, kept, fact)


# --- words ---------------------------------------------------------------------------------------


def _degrees(terms: Sequence[Term], text: str) -> tuple[float, ...]:
    """For each term how surely it stands in the folded text, 0 to 1."""
    return tuple(next((v.degree for v in term.variants if stands_in(v, text)), 0.0) for term in terms)


def _around(terms: Sequence[Term], place: Place, index: Index) -> tuple[float, ...]:
    """For each term its worth by what stands around the sentence."""
    lead = index.place(place.report, max(place.sentence - 1, 0))
    before = lead.text if lead.paragraph == place.paragraph else ""
    contexts = (
        (HEADING, index.headings[place.paragraph]),
        (LEAD, before),
        (PARAGRAPH, index.paragraphs[place.paragraph]),
    )
    found = [[share * degree for degree in _degrees(terms, text)] for share, text in contexts]
    return tuple(map(max, zip(*found, strict=True))) if terms else ()


def _in_context(
    clauses: list[tuple[float, ...]],
    number: int,
    around: tuple[float, ...],
    earlier: float = EARLIER,
    later: float = LATER,
) -> tuple[float, ...]:
    """For each term its best worth in the clause, the sentence, and around it."""
    best = list(around)
    for other, degrees in enumerate(clauses):
        share = OWN if other == number else earlier if other < number else later
        for term, degree in enumerate(degrees):
            best[term] = max(best[term], share * degree)
    return tuple(best)


def _words(question: Question, degrees: tuple[float, ...]) -> list[Reason]:
    """The share of the question that is met, and what it lacks."""
    reasons = [
        Reason(f"“{term.typed}”", round(term.weight * degree, 4))
        for term, degree in zip(question.terms, degrees, strict=True)
    ]
    for term, degree in zip(question.terms, degrees, strict=True):
        if term.focus and not term.variants:
            points = UNKNOWN_FOCUS if question.kinds else UNKNOWN_FOCUS_OF_WORDS
            reasons.append(Reason(f"no “{term.typed}” in the report", points))
        elif term.focus and degree < PARAGRAPH:
            reasons.append(Reason(f"no “{term.typed}” here", NO_FOCUS))
        elif degree < MISSING_BELOW and term.variants and term.variants[0].by == "same":
            reasons.append(Reason(f"“{term.typed}” is elsewhere", round(MISSED * term.weight, 4)))
    return reasons


# --- numbers ----------------------------------------------------------------------------------------


def _beside(report: Report, place: Place, fact: Fact) -> str:
    """The words that belong to a number: from the number before it to the one behind it."""
    sentence = report.sentences[place.sentence]
    clause = sentence.clauses[fact.clause]
    siblings = [other for other in place.facts if other.clause == fact.clause]
    at = siblings.index(fact)
    left = siblings[at - 1].span.end if at else clause.start
    right = siblings[at + 1].span.start if at + 1 < len(siblings) else clause.end
    own = report.text[min(left, fact.span.start) : max(right, fact.span.end)]
    if fact.item is not None:
        item = report.quote(fact.item)
        own = PARTS_OF_CONTRACTION.get(item, item) + report.text[fact.item.end : clause.end].rpartition("分别")[2]
    else:
        own += report.quote(fact.measure)
    if fact.subject is not None:
        own += report.quote(fact.subject)
    return squeeze(fold(own))


def _fitting(question: Question, fact: Fact) -> Iterator[Reason]:
    """Whether it is a number of the kind asked for."""
    quantity = fact.quantity
    if quantity.kind not in question.kinds:
        yield Reason("wrong kind of number", WRONG_KIND)
        return
    if _only_named(fact) and quantity.unit != question.unit and Kind.NAME not in question.kinds:
        yield Reason("a number in a name", WRONG_KIND)
    if question.unit and quantity.kind in (Kind.COUNT, Kind.MONEY):
        if quantity.unit.endswith(question.unit) or question.unit.endswith(quantity.unit or "?"):
            yield Reason("unit", RIGHT_UNIT)
        elif not any(question.unit in family and quantity.unit in family for family in FAMILIES):
            yield Reason("other unit", WRONG_UNIT)
    elif question.unit and Kind.NAME not in question.kinds:
        yield Reason("other unit", WRONG_UNIT)
    moves = question.asks is Ask.RATE and Kind.COUNT in question.kinds
    if moves and quantity.kind is Kind.RATE:
        yield Reason("rate of change", DIRECTION)
    elif not moves and question.asks is Ask.FIGURE and fact.direction and quantity.kind is Kind.RATE:
        yield Reason("a change, not a level", -DIRECTION)


def _only_named(fact: Fact) -> bool:
    """Whether a count is written in characters and small: 四大, 三期, 十方面; it names more than it counts."""
    return fact.quantity.kind is Kind.COUNT and fact.in_characters and fact.quantity.value <= SMALL


# --- slots ------------------------------------------------------------------------------------------


def _slots(question: Question, report: Report, place: Place, index: Index) -> Iterator[Reason]:
    """Whether year and place agree."""
    period = report.sentences[place.sentence].period
    if question.period and period:
        if question.period == period or question.period in place.text:
            yield Reason("year", RIGHT_YEAR)
        else:
            yield Reason(f"{period}, not {question.period}", WRONG_YEAR if question.kinds else WRONG_YEAR_OF_WORDS)
    if question.place and question.place not in place.text and question.place not in index.headings[place.paragraph]:
        yield Reason(f"not about {question.place}", ELSEWHERE)


def reasons_of(evidence: Evidence, more: Reason) -> Evidence:
    """The evidence with one more reason, its strength counted anew."""
    points = sum(reason.points for reason in evidence.reasons) + more.points
    return replace(evidence, reasons=(*evidence.reasons, more), strength=min(1.0, max(0.0, points)))
