"""A report's own figures audited: rates with their counts, sums and parts, growth, counts of listed things.

A conflict is claimed only where the report itself says what comes from what; all else that cannot be
recomputed is passed over, a rate without its counts excepted, which is shown as unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise

from knowledge.browsing.figures import Figures, Range, is_amount, is_exact
from knowledge.lexis.grammar import JOINING, grammar
from knowledge.lexis.numerals import integer
from knowledge.lexis.text import fold
from knowledge.model import Fact, Kind, Report, Span

SHARE = re.compile(r"(?:率|占比|比重|比例)$")
OF_WHOLE = re.compile(r"占[^，,、]{0,8}$")
"""How the measure of a rate ends that comes from two counts, or what leads to it: 占全国|15.3%."""
RATE_OF = re.compile(r"([^、，,]{2})率$")
"""化解 of 化解率: what the smaller of its counts counts."""
DONE = re.compile(r"[、，,]?(?:其中|已经?|共|全部|成功|累计|及时|依法)*")
"""What else may stand before that count: 成功|化解34509件; in 改造完成90所 it is another thing that was done."""
PART = re.compile(r"其中")
TOTAL = re.compile(r"(?:共|合计|总计|共计)(?:达|为)?$")
"""What stands right before a total, with nothing else in its clause."""
ROSE = re.compile(r"提高|增加|增长|上升|提升|增至|升至|扩大|扩展|拓展")
FELL = re.compile(r"降低|减少|下降|降至|减至|缩小|压减|缩短|压缩")
FROM = re.compile(r"(?:从|由)[^，,。；;、]{0,12}$")
"""What stands before the first figure of a change: 从每人每月|1484元."""
CHANGES_TO = re.compile(r"[^，,。；;、]{0,4}(?:到|至|为)")
"""What stands between the two figures of a change: 1484元|提高到|1536元."""
LISTS_HERE = frozenset("个项条家大张类种件名位所座届")
LONGEST_LIST = 12
MOST_EARLIER = 12
"""Amounts before it that a rate is held against."""
MARKERS = re.compile(r"([一二三四五六七八九十]{1,2})是")
ANNOUNCED = re.compile(r"(?:抓好|做好|做了|突出|把握|坚持|实施|开展|推进|落实)[^，,。；;：:]{0,12}$")


class Verdict(StrEnum):
    """What an audit found of a figure."""

    OK = "ok"
    ROUNDING = "rounding"
    """Off by no more than one unit of the last stated digit."""
    CONFLICT = "conflict"
    UNCHECKED = "unchecked"
    """A rate whose counts the report does not give."""


@dataclass(frozen=True, slots=True)
class Check:
    """One figure held against those it comes from."""

    verdict: Verdict
    kind: str
    """rate, sum, part, growth or list."""
    statement: str
    """The arithmetic in figures: 34509 / 36045 = 95.74%."""
    spans: tuple[Span, ...]
    """The figures, in the order of the text."""
    paragraph: int
    """From 1, as readers count."""


def audit(report: Report) -> tuple[Check, ...]:
    """The checks of a report, in the order of its text."""
    found: list[Check] = []
    folded = fold(report.text)
    for _, in_paragraph in groupby(report.facts, key=lambda fact: report.sentences[fact.sentence].paragraph):
        earlier: list[Fact] = []
        for _, in_sentence in groupby(in_paragraph, key=lambda fact: fact.sentence):
            facts = list(in_sentence)
            found.extend(_of_sentence(Figures(report, folded, facts, tuple(earlier[-MOST_EARLIER:]))))
            earlier.extend(fact for fact in facts if is_amount(fact) and is_exact(fact))
    return tuple(sorted(found, key=lambda check: (check.spans[0].start, check.spans[-1].start, check.kind)))


def _of_sentence(figures: Figures) -> Iterator[Check]:
    yield from _rates(figures)
    yield from _parts(figures)
    yield from _totals(figures)
    yield from _changes(figures)
    yield from _lists(figures)


def _check(figures: Figures, verdict: Verdict, kind: str, statement: str, *facts: Fact) -> Check:
    """A check on these facts of a sentence."""
    spans = sorted({fact.span for fact in facts}, key=lambda span: span.start)
    return Check(verdict, kind, statement, tuple(spans), figures.paragraph)


# --- rates --------------------------------------------------------------------------------------------


def _rates(figures: Figures) -> Iterator[Check]:
    """Every share with its two counts; those without are unchecked."""
    for index, rate in enumerate(figures.facts):
        measure = figures.words(rate.measure.start, rate.measure.end)
        share = SHARE.search(measure) or OF_WHOLE.search(figures.left(rate))
        if rate.quantity.unit != "%" or rate.direction or not share:
            continue
        counts = [fact for fact in figures.facts[:index] if is_amount(fact) and is_exact(fact)][
            -MOST_EARLIER:
        ]
        yield (
            _named_rate(figures, rate, measure, counts)
            or _found_rate(figures, rate, counts, decimals=1)
            or _found_rate(figures, rate, figures.earlier, decimals=2)
            or _check(figures, Verdict.UNCHECKED, "rate", _stated(figures, rate), rate)
        )


def _named_rate(figures: Figures, rate: Fact, measure: str, counts: Sequence[Fact]) -> Check | None:
    """化解率 with 受理36045件 and 成功化解34509件 right before it: the report says what comes from what."""
    named = RATE_OF.search(measure)
    if not named or len(counts) < 2 or not is_exact(rate):
        return None
    whole, part = counts[-2:]
    alike = whole.quantity.unit == part.quantity.unit and part.quantity.value <= whole.quantity.value
    at = list(figures.facts).index(rate)
    neighbours = list(figures.facts[at - 2 : at]) == [whole, part]
    done = DONE.match(figures.left(part))
    says_so = done and figures.left(part)[done.end() :].strip() == named[1]
    if not alike or not neighbours or not says_so or rate.item:
        return None
    return _quotient(figures, rate, part, whole)


def _found_rate(figures: Figures, rate: Fact, counts: Sequence[Fact], *, decimals: int) -> Check | None:
    """Two counts of one unit that give the rate, where so many decimals rule out chance, or nothing."""
    if not is_exact(rate) or len(figures.written(rate).partition(".")[2]) < decimals:
        return None
    for whole in counts:
        for part in counts:
            same = whole.quantity.unit == part.quantity.unit and part.quantity.value < whole.quantity.value
            if same and (check := _quotient(figures, rate, part, whole)).verdict is Verdict.OK:
                return check
    return None


def _quotient(figures: Figures, rate: Fact, part: Fact, whole: Fact) -> Check:
    quotient = figures.range(part).over(figures.range(whole))
    percent = Range(100 * quotient.low, 100 * quotient.high)
    verdict = _verdict(percent, rate.quantity.value, figures.unit(rate))
    written = f"{figures.written(part)} / {figures.written(whole)} = "
    exact = 100 * part.quantity.value / whole.quantity.value
    outcome = _outcome(verdict, exact, figures.written(rate), "%")
    return _check(figures, verdict, "rate", written + outcome, part, whole, rate)


def _verdict(computed: Range, stated: Decimal, unit: Decimal) -> Verdict:
    """Equal within half a unit of the last stated digit is ok, within one unit a matter of rounding."""
    if computed.meets(Range(stated - unit / 2, stated + unit / 2)):
        return Verdict.OK
    if computed.meets(Range(stated - unit, stated + unit)):
        return Verdict.ROUNDING
    return Verdict.CONFLICT


def _outcome(verdict: Verdict, exact: Decimal, stated: str, unit: str) -> str:
    """95.74%; 95.739% ≈ 95.73%; 95.74% ≠ 97.54%."""
    decimals = len(stated.partition(".")[2])
    if verdict is Verdict.OK:
        return f"{stated}{unit}"
    more = decimals + (verdict is Verdict.ROUNDING)
    sign = "≈" if verdict is Verdict.ROUNDING else "≠"
    return f"{round(exact, more):f}{unit} {sign} {stated}{unit}"


def _stated(figures: Figures, rate: Fact) -> str:
    return f"{figures.report.quote(rate.measure)} {figures.report.quote(rate.span)}"


# --- sums -----------------------------------------------------------------------------------------------


def _parts(figures: Figures) -> Iterator[Check]:
    """其中: no part exceeds the number right before it; where all parts add up to it, that is a sum."""
    for whole, first in pairwise(figures.facts):
        told = PART.search(figures.words(whole.span.end, first.span.start))
        if not told or not _comparable(whole, first):
            continue
        parts = _run(figures, first)
        total = sum((part.quantity.value for part in parts), Decimal(0))
        if len(parts) > 1 and total == whole.quantity.value:
            yield _sum(figures, parts, whole, Verdict.OK)
            continue
        for part in parts:
            fits = figures.range(part).low <= figures.range(whole).high
            sign, verdict = ("≤", Verdict.OK) if fits else (">", Verdict.CONFLICT)
            if fits or (part is first and not whole.direction):
                statement = f"{_amount(figures, part)} {sign} {_amount(figures, whole)}"
                yield _check(figures, verdict, "part", statement, whole, part)


def _comparable(whole: Fact, part: Fact) -> bool:
    """Whether two amounts are of one kind and plain: no changes, no bounds, not in a 分别 run."""
    plain = all(is_amount(fact) and is_exact(fact) and not fact.item for fact in (whole, part))
    return plain and whole.quantity.unit == part.quantity.unit and whole.clause != part.clause


def _run(figures: Figures, first: Fact) -> list[Fact]:
    """The numbers of one unit that follow each other in one clause."""
    start = list(figures.facts).index(first)
    run: list[Fact] = []
    for fact in figures.facts[start:]:
        if fact.clause != first.clause or fact.quantity.unit != first.quantity.unit or not is_exact(fact):
            break
        run.append(fact)
    return run


def _totals(figures: Figures) -> Iterator[Check]:
    """A3个、B4个，共7个: a total that says nothing else, right behind its parts."""
    for index, total in enumerate(figures.facts[: MOST_EARLIER + 1]):
        parts = figures.facts[:index]
        if len(parts) < 2 or not _is_total(figures, total):
            continue
        if not all(_is_like(part, total) and not _is_total(figures, part) for part in parts):
            continue
        exact = sum((part.quantity.value for part in parts), Decimal(0)) == total.quantity.value
        rounded = any(figures.unit(fact) for fact in (*parts, total))
        if exact or not rounded:
            yield _sum(figures, parts, total, Verdict.OK if exact else Verdict.CONFLICT)


def _is_total(figures: Figures, fact: Fact) -> bool:
    says_only_so = TOTAL.fullmatch(figures.left(fact).strip("、,， "))
    return says_only_so is not None and is_amount(fact) and is_exact(fact)


def _is_like(part: Fact, total: Fact) -> bool:
    plain = is_amount(part) and is_exact(part) and not part.item
    return plain and part.quantity.unit == total.quantity.unit


def _sum(figures: Figures, parts: Sequence[Fact], total: Fact, verdict: Verdict) -> Check:
    added = " + ".join(figures.written(part) for part in parts)
    stated = _amount(figures, total)
    if verdict is not Verdict.OK:
        value = sum((part.quantity.value for part in parts), Decimal(0))
        stated = f"{value:f}{total.quantity.unit} ≠ {stated}"
    return _check(figures, verdict, "sum", f"{added} = {stated}", *parts, total)


def _amount(figures: Figures, fact: Fact) -> str:
    return figures.report.quote(fact.span)


# --- changes -----------------------------------------------------------------------------------------------


def _changes(figures: Figures) -> Iterator[Check]:
    """从1484元提高到1536元: the way it says, and by as much as it says."""
    for index, (before, after) in enumerate(pairwise(figures.facts)):
        between = figures.words(before.span.end, after.span.start)
        same = before.quantity.unit == after.quantity.unit and before.clause == after.clause
        amounts = all(is_amount(fact) or fact.quantity.unit == "%" for fact in (before, after))
        if not (same and amounts and CHANGES_TO.fullmatch(between) and FROM.search(figures.lead(before))):
            continue
        if "分别" in between or before.item or after.item:
            continue
        rises = bool(ROSE.search(between))
        if rises == bool(FELL.search(between)):
            continue
        up = after.quantity.value > before.quantity.value
        told = f"{_amount(figures, before)} → {_amount(figures, after)}"
        if up is not rises or before.quantity.value == after.quantity.value:
            yield _check(
                figures, Verdict.CONFLICT, "growth", f"{told} {'↑' if rises else '↓'}?", before, after
            )
            continue
        following = figures.facts[index + 2 : index + 3]
        yield _by_how_much(figures, before, after, following[0] if following else None, told)


def _by_how_much(figures: Figures, before: Fact, after: Fact, stated: Fact | None, told: str) -> Check:
    """The change with its size; held against a stated one where that follows at once."""
    if not (is_exact(before) and is_exact(after)):
        return _check(figures, Verdict.OK, "growth", told, before, after)
    difference = abs(after.quantity.value - before.quantity.value)
    sign = "+" if after.quantity.value > before.quantity.value else "−"
    way = "up" if sign == "+" else "down"
    amounts = before.quantity.kind is not Kind.RATE
    if (
        stated is not None
        and stated.direction == way
        and is_exact(stated)
        and stated.clause - after.clause <= 1
    ):
        bare = not re.search(r"[\u4e00-\u9fff]{5,}", figures.words(after.span.end, stated.span.start))
        if bare and amounts and stated.quantity.unit == "%":
            low, high = figures.range(before), figures.range(after)
            growth = high.over(low)
            percent = Range(*sorted(abs(100 * (bound - 1)) for bound in (growth.low, growth.high)))
            verdict = _verdict(percent, stated.quantity.value, figures.unit(stated))
            if verdict is not Verdict.CONFLICT:
                exact = 100 * difference / before.quantity.value
                outcome = _outcome(verdict, exact, figures.written(stated), "%")
                return _check(figures, verdict, "growth", f"{told}: {sign}{outcome}", before, after, stated)
    written = figures.report.quote(after.span)
    unit = written.removeprefix(figures.written(after)) if amounts else "个百分点"
    return _check(figures, Verdict.OK, "growth", f"{told}: {sign}{difference:f}{unit}", before, after)


# --- lists -----------------------------------------------------------------------------------------------


def _lists(figures: Figures) -> Iterator[Check]:
    """A、B、C等三个…: as many things as the number says; a different number proves nothing."""
    for fact in figures.facts:
        quantity = fact.quantity
        if (
            quantity.kind is Kind.COUNT
            and quantity.unit in LISTS_HERE
            and 2 <= quantity.value <= LONGEST_LIST
        ):
            span = _list_before(figures, fact)
            things = _things(figures.words(span.start, span.end)) if span else []
            if span and len(things) == quantity.value:
                listed = figures.report.quote(span).strip("，、,等 ")
                statement = f"{len(things)} = {figures.report.quote(fact.span)}: {listed}"
                yield _check(figures, Verdict.OK, "list", statement, replace(fact, span=span), fact)
    yield from _announced(figures)


def _list_before(figures: Figures, fact: Fact) -> Span | None:
    """The things listed before a number in its clause; None where the clause counts other things first."""
    clause = figures.report.sentences[fact.sentence].clauses[fact.clause]
    words = figures.words(clause.start, fact.span.start)
    others = [
        other for other in figures.facts if other.clause == fact.clause and other.span.end <= fact.span.start
    ]
    counted = any(other.quantity.kind is not Kind.NAME for other in others) and not words.endswith("等")
    if (
        counted
        or not words
        or words.endswith(("、", ",", "各", "和", "与"))
        or grammar().ends_with_verb.search(words)
    ):
        return None
    lead = grammar().leading.match(figures.folded, clause.start, fact.span.start)
    return Span(lead.end() if lead else clause.start, fact.span.start)


def _things(words: str) -> list[str]:
    """The listed things, those within quotation marks and brackets undivided."""
    whole = re.sub(r"“[^”]*”|《[^》]*》|[（(][^）)]*[）)]", "x", words.removesuffix("等"))
    return [thing for thing in JOINING.split(whole) if thing.strip()]


def _announced(figures: Figures) -> Iterator[Check]:
    """做好四件事:一是……五是……: more points than were announced."""
    span = figures.report.sentences[figures.facts[0].sentence].span
    points = [integer(match[1]) or 0 for match in MARKERS.finditer(figures.folded, span.start, span.end)]
    first = figures.folded.find("一是", span.start, span.end)
    if points != list(range(1, len(points) + 1)) or len(points) < 2:
        return
    for fact in figures.facts:
        announced = (
            fact.quantity.kind is Kind.COUNT and fact.span.end <= first and fact.quantity.unit in LISTS_HERE
        )
        if announced and ANNOUNCED.search(figures.words(span.start, fact.span.start)):
            verdict = Verdict.OK if fact.quantity.value == len(points) else Verdict.CONFLICT
            sign = "=" if verdict is Verdict.OK else "≠"
            if verdict is Verdict.OK or fact.quantity.value < len(points):
                yield _check(
                    figures, verdict, "list", f"{len(points)} {sign} {figures.report.quote(fact.span)}", fact
                )
