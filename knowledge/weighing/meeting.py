"""What of a question is met, what it lacks, and whether what is met is the thing that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.asking.following import CHANGED
from knowledge.lexis.places import area, areas, residents
from knowledge.model import Ask, Fact, Question, Reason, Term
from knowledge.weighing.belonging import BODY, counted_before
from knowledge.weighing.measuring import PHYSICAL
from knowledge.weighing.parts import names_a_thing
from knowledge.weighing.standing import HEADING, LEAD, Bearer

TITLE = re.compile("《[^》]*》")
EVENTS = frozenset({Ask.WHICH, Ask.WHERE, Ask.WHO})
OF_ANOTHER_BODY = -1.0
"""Of a yes-or-no question about a body that the sentence does not name."""
NO_FOCUS = -0.15
UNKNOWN_FOCUS = -0.35
UNKNOWN_FOCUS_OF_WORDS = -0.1
UNKNOWN_TOPIC = -0.6
UNKNOWN_VERB = -0.25
MISSED, MISSED_BY_NUMBER, UNKNOWN_TO_NUMBER = -0.5, -1.0, -0.25
PUT_OTHERWISE = -0.5
"""MISSED_BY_NUMBER for a word that the report has only in other words: these may be meant otherwise."""
MISSING_BELOW, MISSING_BY_NUMBER_BELOW = 0.3, 0.53
"""For a word that the report has, but not here: this share of its weight is lost once more."""
OF_ANOTHER_KIND, OF_UNKNOWN_KIND = -0.3, -0.6
OF_ANOTHER_MEASURE, OTHER_MEASURE = -0.5, -1.0
NAMES_ANOTHER, COUNTS_NO_SUCH = -0.3, -0.5
MEASURES = tuple("产量 总产 单产 亩产 产值 销量 总量 储量 流量 吞吐量 总值 增加值".split())
"""What ends the name of a measure that is asked for last."""
NAMED_MEASURES = (*MEASURES, "投资", "收入", "支出", "利润", "税收", "存款", "贷款")
"""What is another measure where both name one: 制造业增加值 for 制造业投资."""
OTHER_RESIDENTS = -1.0
WHOLE = frozenset("全")
"""Whose a figure of 居民 is that says no more."""
OTHER_AREA = -0.5
"""全省 for 全国."""


def words(question: Question, degrees: Sequence[float], fact: Fact | None) -> list[Reason]:
    """The share of the question that is met, and what it lacks.

    A number may leave out the noun that its unit implies: 碳酸锂13.5万吨 is an answer to 产量多少吨.
    """
    unit_agrees = fact is not None and _unit_agrees(question, fact)
    reasons = [
        Reason(f"“{term.typed}”", term.weight * degree)
        for term, degree in zip(question.terms, degrees, strict=True)
        if degree
    ]
    for term, degree in zip(question.terms, degrees, strict=True):
        if term.focus and not term.variants:
            points = UNKNOWN_FOCUS if question.kinds else UNKNOWN_FOCUS_OF_WORDS
            points = UNKNOWN_TOPIC if question.asks is Ask.TOPIC else points
            reasons.append(Reason(f"no “{term.typed}” in the report", points))
        elif term.focus and degree < (MISSING_BY_NUMBER_BELOW if question.kinds else LEAD):
            lost = MISSED_BY_NUMBER * term.weight if question.kinds and not unit_agrees else 0.0
            reasons.append(Reason(f"no “{term.typed}” here", round(NO_FOCUS + lost, 4)))
        elif question.asks is Ask.TOPIC and not term.variants:
            head = term.tells and term is question.terms[-1]  # 信访局|电话
            points = UNKNOWN_TOPIC if head else round(UNKNOWN_TOPIC * term.weight, 4)
            reasons.append(Reason(f"no “{term.typed}” in the report", points))
        elif not term.variants and question.kinds and not term.tells and len(term.typed) > 1:
            reasons.append(Reason(f"no “{term.typed}” in the report", round(UNKNOWN_VERB * term.weight, 4)))
        elif _was_done(question, term) and degree < MISSING_BELOW:
            reasons.append(Reason(f"“{term.typed}” is elsewhere", round(MISSED * term.weight, 4)))
        elif not term.tells:
            continue
        elif question.asks is Ask.YES_NO and degree < HEADING and BODY.search(term.typed):
            reasons.append(Reason(f"not of “{term.typed}”", OF_ANOTHER_BODY))
        elif term.variants and degree < (MISSING_BY_NUMBER_BELOW if question.kinds else MISSING_BELOW):
            said = term.variants[0].by == "same"
            by_number = MISSED_BY_NUMBER if said else PUT_OTHERWISE
            share = by_number if question.kinds else MISSED if said else 0.0
            reasons.append(Reason(f"“{term.typed}” is elsewhere", round(share * term.weight, 4)))
        elif not term.variants and question.asks is Ask.YES_NO:
            reasons.append(Reason(f"no “{term.typed}” in the report", round(UNKNOWN_TOPIC * term.weight, 4)))
        elif not term.variants and question.kinds:
            reasons.append(
                Reason(f"no “{term.typed}” in the report", round(UNKNOWN_TO_NUMBER * term.weight, 4))
            )
    return reasons


def _unit_agrees(question: Question, fact: Fact) -> bool:
    """Whether a number is measured in just the unit asked for, which implies what is measured: 多少吨, 13.5万吨."""
    return question.unit in PHYSICAL and fact.quantity.unit == question.unit


def of_another_whole(question: Question, clause: str, sentence: str) -> Iterator[Reason]:
    """Whether it is of all of another area, or of other residents, than was asked."""
    wanted = area(question.asked) if "全" in clause else ""
    if wanted and wanted not in (areas(clause) or wanted):
        yield Reason("of another area", OTHER_AREA)
    whose = residents(question.asked)
    said = clause if question.kinds else sentence
    if whose and whose.isdisjoint(residents(said) or _whose(whose, said, sentence)):
        yield Reason("of other residents", OTHER_RESIDENTS)


def _whose(wanted: frozenset[str], clause: str, sentence: str) -> frozenset[str]:
    """Whose a figure is where its clause names no residents: those of the sentence, else all of them."""
    if "居民" not in clause or "城乡" in sentence or wanted == WHOLE:
        return wanted
    return residents(sentence) or WHOLE


def only_in_titles(terms: Sequence[Term], clause: str) -> bool:
    """Whether the clause names what is asked only in the titles of papers."""
    rest = TITLE.sub("", clause)
    met = [term for term in terms if any(v.text in clause for v in term.variants)]
    return bool(met) and not any(v.text in rest for term in met if term.tells for v in term.variants)


def names_only_who(terms: Sequence[Term], degrees: Sequence[float]) -> bool:
    """Whether nothing is met but the body that is asked about: 公安局 of 公安局得奖了吗."""
    what = [degree for term, degree in zip(terms, degrees, strict=True) if not BODY.search(term.typed)]
    return 0 < len(what) < len(terms) and max(what) < HEADING


def _was_done(question: Question, term: Term) -> bool:
    """Whether it is asked which one had it done to it, in the reports' own word: 哪条高铁开通了."""
    own = len(term.typed) > 1 and not term.tells and bool(term.variants) and term.variants[0].by == "same"
    return own and question.asks in EVENTS and question.text.startswith("了", term.span.end)


def of_another_thing(question: Question, bearer: Bearer, fact: Fact) -> Iterator[Reason]:
    """Whether a number is not of the thing that was asked for, though words of the question stand with it."""
    if not _unit_agrees(question, fact):
        yield from _of_another_measure(question.terms, bearer)
    if _counts_no_such(question, bearer):
        yield Reason("counts no such thing", COUNTS_NO_SUCH)
    if _names_another(question.terms, bearer):
        yield Reason("names another thing", NAMES_ANOTHER)
    yield Reason("of another kind", _of_another_kind(question.terms, bearer.degrees))


def _of_another_measure(terms: Sequence[Term], bearer: Bearer) -> Iterator[Reason]:
    """Whether the measure that is asked for last is not told near by, or another one by name.

    新能源汽车产量 by no number of 充电桩, 单产 by no 总产.
    """
    at = next((at for at in range(len(terms) - 1, 0, -1) if not CHANGED.fullmatch(terms[at].typed)), 0)
    if not at or bearer.number is None or not terms[at].typed.endswith(NAMED_MEASURES):
        return
    number = bearer.number
    measure = number.measured if number.measured.endswith(NAMED_MEASURES) else number.measure
    if measure.endswith(NAMED_MEASURES) and not any(v.text in measure for v in terms[at].variants):
        yield Reason(f"{measure}, not {terms[at].typed}", OTHER_MEASURE)
    elif terms[at].typed.endswith(MEASURES) and bearer.degrees[at] < MISSING_BELOW:
        yield Reason("of another measure", OF_ANOTHER_MEASURE)


def _counts_no_such(question: Question, bearer: Bearer) -> bool:
    """Whether the thing right before 多少个, be it but 项目, is not told near by: 研发平台30个 for 亿元以上项目多少个."""
    counted = counted_before(question)
    if counted is None or counted.focus:
        return False
    return bearer.degrees[question.terms.index(counted)] < MISSING_BY_NUMBER_BELOW


def _names_another(terms: Sequence[Term], bearer: Bearer) -> bool:
    """Whether a number that says itself what it counts stands but near the thing asked for: 外送电量 for 发电量."""
    number = bearer.number
    if number is None or number.elliptic or not names_a_thing(number.measure):
        return False
    return any(
        term.focus and term.variants and MISSING_BY_NUMBER_BELOW <= degree <= HEADING
        for term, degree in zip(terms, bearer.degrees, strict=True)
    )


def _of_another_kind(terms: Sequence[Term], degrees: Sequence[float]) -> float:
    """The points against a number beside which a word is missing that says which thing is meant, right before the thing.

    战略性新兴产业增加值 is no 核心产业增加值; of 海洋生产总值 a report without 海洋 says nothing.
    """
    focus = next((at for at in range(len(terms) - 1, -1, -1) if terms[at].focus), 0)
    points, at = 0.0, focus
    while at and terms[at - 1].span.end == terms[at].span.start:
        at -= 1
        if terms[at].tells and degrees[at] < MISSING_BY_NUMBER_BELOW:
            unknown = not terms[at].variants and at + 1 == focus
            points = min(points, OF_UNKNOWN_KIND if unknown else OF_ANOTHER_KIND)
    return points
