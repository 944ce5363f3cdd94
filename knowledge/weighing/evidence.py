"""Candidates -> evidence: each weighed by named reasons that add up to one strength from 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter, mul
from typing import NamedTuple

from rapidfuzz import fuzz

from knowledge.asking.following import CHANGED
from knowledge.hearing.mend import in_their_words, stands_in
from knowledge.lexis.places import area, areas, mentions, named_in, residents
from knowledge.lexis.text import squeeze
from knowledge.model import Ask, Candidate, Evidence, Fact, Kind, Question, Reason, Report, Term, Variant
from knowledge.search.index import FEW, Index, Place
from knowledge.search.number import Number
from knowledge.weighing.belonging import BODY, counted_before, names_a_thing
from knowledge.weighing.detail import explains, names
from knowledge.weighing.fitting import fitting
from knowledge.weighing.measuring import PHYSICAL, measured_otherwise

EARLIER_FACT, EARLIER_ELLIPTIC, LATER_FACT = 0.6, 0.88, 0.35
"""The same for a number: what an earlier clause counts is not what this one counts, unless this one says little itself
(成功化解34509件, 增长9.5%)."""
OWN, EARLIER, LATER, HEADING, LEAD, PARAGRAPH = 1.0, 0.85, 0.7, 0.6, 0.52, 0.4
"""What a word of the question is worth by where it stands: in the clause itself, an earlier or later clause of the
sentence, a heading above, the sentence before or the first of the paragraph, anywhere in the paragraph."""
SAME_CLAUSE = 0.92
"""In the clause of a number, but not beside the number."""
TOLD = frozenset({Ask.HOW, Ask.WHY, Ask.TOPIC})
"""What a title alone does not tell."""
TITLE, IN_A_TITLE = re.compile("《[^》]*》"), -0.15
YEARS_OF_AGE = frozenset(("岁", "周岁"))
"""What tells whom a number is for, unless it is asked how old they are."""
HOW_OLD = re.compile("寿命|年龄")
BARE_DAY = 3
"""Characters beside a day in a clause that says nothing else: 自……起,."""
OTHER_ITEM = 0.3
"""Beside another one of the things that share a clause with 分别."""

WRONG_YEAR = -1.0
WRONG_YEAR_OF_WORDS = -0.5
RIGHT_YEAR = 0.04
ELSEWHERE = -1.0
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
SEEN, SEEN_OF_FEW, WEIGHED, WEIGHED_OF_FEW = 4, 8, 3, 6
"""So many sentences are looked at clause by clause, so many clauses or numbers weighed in full; more where few words were
asked, as many a number stands beside those."""
HOPELESS = 0.25
"""What is so much weaker than the strongest before the finer reasons is not weighed."""
RANK, LIKENESS = 0.05, 0.1
NO_NUMBER = -1.0
EXPLAINING = frozenset({Ask.DEFINE, Ask.LIST, Ask.HOW})
OF_ANOTHER_KIND, OF_UNKNOWN_KIND = -0.3, -0.6
OF_ANOTHER_MEASURE, OTHER_MEASURE = -0.5, -1.0
NAMES_ANOTHER, COUNTS_NO_SUCH = -0.3, -0.5
MEASURES = (
    "产量",
    "总产",
    "单产",
    "亩产",
    "产值",
    "销量",
    "总量",
    "储量",
    "流量",
    "吞吐量",
    "总值",
    "增加值",
)
"""What ends the name of a measure that is asked for last."""
NAMED_MEASURES = (*MEASURES, "投资", "收入", "支出", "利润", "税收", "存款", "贷款")
"""What is another measure where both name one: 制造业增加值 for 制造业投资."""
OTHER_RESIDENTS = -1.0
WHOLE = frozenset("全")
"""Whose a figure of 居民 is that says no more."""
OTHER_AREA = -0.5
"""全省 for 全国."""
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


class _Sight(NamedTuple):
    """A candidate sentence with how surely each term of the question stands in it and around it."""

    place: Place
    report: Report
    clauses: list[list[tuple[int, float]]]
    """For each clause the terms that stand in it, each with its degree."""
    around: list[float]
    slots: tuple[Reason, ...]
    slot_points: float


class _Bearer(NamedTuple):
    """A clause, or a number in it, that may bear the answer."""

    sight: _Sight
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
    around = _around(terms, missed, place, index)
    for number in missed:
        at_best += terms[number].weight * around[number]
    slots = (*_slots(question, report, place, index), Reason("rank", round(rank, 4)))
    slot_points = sum([reason.points for reason in slots])
    return _Glimpse(place, report, met, around, slots, slot_points, at_best + slot_points)


def _seen(glimpse: _Glimpse) -> _Sight:
    clauses = [_degrees(glimpse.met, clause) for clause in glimpse.place.clauses]
    return _Sight(glimpse.place, glimpse.report, clauses, glimpse.around, glimpse.slots, glimpse.slot_points)


def _numbers(question: Question, sights: Sequence[_Sight], index: Index) -> Iterator[_Bearer]:
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
                degrees = _around_number(question.terms, sight, number)
                yield _Bearer(sight, fact.clause, number, degrees, year + counted)


def _clauses(sights: Sequence[_Sight]) -> Iterator[_Bearer]:
    """The clauses that hold a word of the question; of a sentence where none does, all."""
    for sight in sights:
        holding = [clause for clause, degrees in enumerate(sight.clauses) if degrees]
        for clause in holding or range(len(sight.clauses)):
            yield _Bearer(sight, clause, None, _in_context(sight, clause, EARLIER, LATER))


def _weighed(question: Question, asked: str, bearer: _Bearer) -> tuple[float, Evidence]:
    """The points of a bearer and the evidence; `asked`: the question's text without white space."""
    sight = bearer.sight
    fact = bearer.number.fact if bearer.number else None
    bearer = bearer._replace(degrees=_pieced(question.terms, bearer))
    reasons = _words(question, bearer.degrees, fact)
    clause = sight.place.clauses[bearer.clause] if sight.place.clauses else ""
    if bearer.number is not None:
        reasons += fitting(question, bearer.number, clause)
        reasons += _year(question, bearer.number.fact.period, "")
        if question.asks is Ask.WHEN and sight.report.in_masthead(sight.place.sentence):
            reasons.append(Reason("the day of the report", ELSEWHERE))
        about_it = not question.place or _speaks_of(question.place, sight.place.clauses[: bearer.clause + 1])
        if not about_it and not any(r.points == ELSEWHERE for r in sight.slots):
            reasons.append(Reason(f"not about {question.place}", ELSEWHERE))
    elif question.kinds:
        reasons.append(Reason("no number", NO_NUMBER))
    elif question.asks is Ask.YES_NO and _names_only_who(question.terms, bearer.degrees):
        reasons.append(Reason("only who, not what", UNKNOWN_TOPIC))
    elif question.asks in EXPLAINING and explains(question, sight.place.text):
        reasons.append(Reason("explains it", EXPLAINS))
    elif question.asks in TOLD and "《" in clause and _only_in_titles(question.terms, clause):
        reasons.append(Reason("only in a title", IN_A_TITLE))
    reasons += _of_another_whole(question, clause, sight.place.text)
    if not question.kinds and question.asks in NAMING and names(question, clause):
        reasons.append(Reason("names one", NAMES))
    if fact is not None:
        if not _unit_agrees(question, fact):
            reasons += _of_another_measure(question.terms, bearer)
        if _counts_no_such(question, bearer):
            reasons.append(Reason("counts no such thing", COUNTS_NO_SUCH))
        if _names_another(question.terms, bearer):
            reasons.append(Reason("names another thing", NAMES_ANOTHER))
        reasons.append(Reason("of another kind", _of_another_kind(question.terms, bearer.degrees)))
    # How alike the characters are decides between bearers of the same words.
    likeness = fuzz.partial_ratio(asked, clause) / 100
    reasons.append(Reason("likeness", round(LIKENESS * likeness, 4)))
    kept = [reason for reason in (*reasons, *sight.slots) if reason.points]
    points = sum([reason.points for reason in kept])
    sentence = sight.report.sentences[sight.place.sentence]
    span = sentence.clauses[bearer.clause] if sentence.clauses else sentence.span
    strength = min(1.0, max(0.0, points))
    return points, Evidence(sight.place.report, sight.place.sentence, span, strength, tuple(kept), fact)


def _of_another_whole(question: Question, clause: str, sentence: str) -> Iterator[Reason]:
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


def _only_in_titles(terms: Sequence[Term], clause: str) -> bool:
    """Whether the clause names what is asked only in the titles of papers."""
    rest = TITLE.sub("", clause)
    met = [term for term in terms if any(v.text in clause for v in term.variants)]
    return bool(met) and not any(v.text in rest for term in met if term.tells for v in term.variants)


def _pieced(terms: Sequence[Term], bearer: _Bearer) -> Sequence[float]:
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


def _of_another_measure(terms: Sequence[Term], bearer: _Bearer) -> Iterator[Reason]:
    """Whether the measure that is asked for last is not told near by, or another one by name.

    新能源汽车产量 by no number of 充电桩, 单产 by no 总产.
    """
    at = next((at for at in range(len(terms) - 1, 0, -1) if not CHANGED.fullmatch(terms[at].typed)), 0)
    if not at or bearer.number is None or not terms[at].typed.endswith(NAMED_MEASURES):
        return
    measure = bearer.number.measured
    if measure.endswith(NAMED_MEASURES) and not any(v.text in measure for v in terms[at].variants):
        yield Reason(f"{measure}, not {terms[at].typed}", OTHER_MEASURE)
    elif terms[at].typed.endswith(MEASURES) and bearer.degrees[at] < MISSING_BELOW:
        yield Reason("of another measure", OF_ANOTHER_MEASURE)


def _counts_no_such(question: Question, bearer: _Bearer) -> bool:
    """Whether the thing right before 多少个, be it but 项目, is not told near by: 研发平台30个 for 亿元以上项目多少个."""
    counted = counted_before(question)
    if counted is None or counted.focus:
        return False
    return bearer.degrees[question.terms.index(counted)] < MISSING_BY_NUMBER_BELOW


def _names_only_who(terms: Sequence[Term], degrees: Sequence[float]) -> bool:
    """Whether nothing is met but the body that is asked about: 公安局 of 公安局得奖了吗."""
    what = [degree for term, degree in zip(terms, degrees, strict=True) if not BODY.search(term.typed)]
    return 0 < len(what) < len(terms) and max(what) < HEADING


def _names_another(terms: Sequence[Term], bearer: _Bearer) -> bool:
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


# --- words ---------------------------------------------------------------------------------------


def _degrees(met: Iterable[tuple[int, Sequence[Variant]]], text: str) -> list[tuple[int, float]]:
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


def _around(terms: Sequence[Term], missed: Sequence[int], place: Place, index: Index) -> list[float]:
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


def _in_context(sight: _Sight, number: int, earlier: float, later: float) -> list[float]:
    """For each term its best worth in the clause, the sentence, and around it."""
    best = sight.around.copy()
    for other, degrees in enumerate(sight.clauses):
        share = OWN if other == number else earlier if other < number else later
        for term, degree in degrees:
            worth = share * degree
            best[term] = worth if worth > best[term] else best[term]  # noqa: FURB136 - the inner loop
    return best


def _around_number(terms: Sequence[Term], sight: _Sight, seen: Number) -> list[float]:
    """The same, seen from a number: what stands beside it counts more than the rest of its clause."""
    fact = seen.fact
    earlier = EARLIER_ELLIPTIC if seen.elliptic else EARLIER_FACT
    own = fact.clause + 1 if _dates_the_next(sight, seen) else fact.clause
    worth = _in_context(sight, -1 if fact.item else own, earlier, LATER_FACT)
    same = sight.clauses[fact.clause] if fact.clause < len(sight.clauses) else []
    in_clause = [number for number, _ in same]
    in_short = fact.item is not None and len(fact.item) == 1  # 城 of 城乡: the word itself stands nowhere
    near = [(n, term.variants) for n, term in enumerate(terms) if worth[n] or n in in_clause or in_short]
    share = OTHER_ITEM if fact.item else SAME_CLAUSE
    for number, degree in same:
        if degree >= worth[number]:
            worth[number] = share * degree
    for number, degree in _degrees(near, seen.beside):
        worth[number] = max(worth[number], degree)
    return worth


def _dates_the_next(sight: _Sight, seen: Number) -> bool:
    """Whether a clause is nothing but a day, since which the next one is so: 自7月1日起,标准提高到945元."""
    clauses, fact = sight.place.clauses, seen.fact
    if fact.quantity.kind is not Kind.DATE or fact.clause + 1 >= len(clauses):
        return False
    return len(clauses[fact.clause]) - len(seen.written) <= BARE_DAY


def _unit_agrees(question: Question, fact: Fact) -> bool:
    """Whether a number is measured in just the unit asked for, which implies what is measured: 多少吨, 13.5万吨."""
    return question.unit in PHYSICAL and fact.quantity.unit == question.unit


def _words(question: Question, degrees: Sequence[float], fact: Fact | None) -> list[Reason]:
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
        elif not term.tells:
            continue
        elif question.asks is Ask.YES_NO and degree < HEADING and BODY.search(term.typed):
            reasons.append(Reason(f"not of “{term.typed}”", ELSEWHERE))
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
