"""Sentences -> facts: every number of a report with who, what, how much, which way and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.model import Fact, Kind, Report, Sentence, Span
from knowledge.numerals import Numeral, numerals
from knowledge.parse import numbering
from knowledge.text import fold, trim

UP = re.compile(r"增长|增加|提高|提升|上升|上涨|扩大|新增|增速|涨幅|增幅|多增|攀升|回升|升至|增至")
DOWN = re.compile(r"下降|减少|降低|缩小|压减|压降|回落|下跌|减亏|降幅|收窄|降至|减至|下浮")
EMPTY_MEASURE = re.compile(
    r"^(?:(?:同比|比上年|较上年|预计|累计|总数|总量|总面积|均|也|又|达到?|为|约|超过?|突破|实现|完成|增长|下降|提高|提升|增加|"
    r"减少|上升|占|其中|位居|位列|居|排名|名列|以上|左右|并|和|、|，|,|到|至|了|的|近|将|力争|确保|分别|缩小|降低|扩大)+)?$"
)
"""Words left of a number that do not yet say what is counted: the clause before says it."""
OWNER = re.compile(
    r"[^,，。；;：:、“”《》\s]{0,16}?(?:中心|法院|检察院|检察机关|公安局|公安机关|司法局|政法委|委员会|常委会|人大|政协|政府|部门|机关|"
    r"单位|企业|集团|公司|高校|学校|医院|机场|港|市场|园区|开发区|自贸区|自贸港)"
    r"(?![者员长])"
)
ENUMERATION = re.compile(r"[、，,]|以及|和|与|及")
RESPECTIVELY = re.compile(r"分别")
CONTRACTED = (("城", "乡"), ("进", "出"), ("产", "销"))
"""Two things in two characters, each followed by what they share: 城乡居民, 进出口."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A numeral at its place in a sentence."""

    numeral: Numeral
    clause: int


def with_facts(report: Report) -> Report:
    """The report with its facts filled in."""
    folded = fold(report.text)
    facts = (fact for number in range(len(report.sentences)) for fact in _of_sentence(report, folded, number))
    return replace(report, facts=tuple(facts))


def _of_sentence(report: Report, folded: str, number: int) -> Iterator[Fact]:
    sentence = report.sentences[number]
    skipped = sentence.span.start + _counting_mark(report, folded, sentence)
    found = [
        _Found(_moved(numeral, sentence.span.start), _clause_of(sentence, sentence.span.start + numeral.core.start))
        for numeral in numerals(folded[sentence.span.start : sentence.span.end])
        if sentence.span.start + numeral.span.end > skipped
    ]
    items = _items(folded, sentence, found)
    subject: Span | None = None
    measure: Span | None = None
    for index, one in enumerate(found):
        clause = sentence.clauses[one.clause]
        left = found[index - 1].numeral.span.end if index and found[index - 1].clause == one.clause else clause.start
        subject = _subject(folded, Span(left, one.numeral.span.start)) or subject
        measure = _measure(folded, sentence, found, index, left, measure)
        core = one.numeral.core
        yield Fact(
            sentence=number,
            clause=one.clause,
            subject=subject if subject and subject.end <= core.start else None,
            measure=measure,
            item=items.get(index),
            quantity=one.numeral.quantity,
            direction=_direction(folded, left, core.start),
            period=sentence.period,
            in_characters=not any(sign.isdigit() for sign in one.numeral.written),
            span=one.numeral.span,
        )


def _counting_mark(report: Report, folded: str, sentence: Sentence) -> int:
    """Characters of list numbering at the start of a paragraph: 2 in `1.医疗卫生方面`; they are no number."""
    opens = report.paragraphs[sentence.paragraph].span.start == sentence.span.start
    return numbering(folded[sentence.span.start : sentence.span.end]) if opens else 0


def _moved(numeral: Numeral, by: int) -> Numeral:
    span, core = numeral.span, numeral.core
    return replace(numeral, span=Span(span.start + by, span.end + by), core=Span(core.start + by, core.end + by))


def _clause_of(sentence: Sentence, position: int) -> int:
    before = [index for index, clause in enumerate(sentence.clauses) if clause.start <= position]
    return before[-1] if before else 0


def _measure(
    folded: str, sentence: Sentence, found: list[_Found], index: int, left: int, carried: Span | None
) -> Span:
    """What the number counts: the words before it, else those behind it, else what was counted before."""
    numeral = found[index].numeral
    clause = sentence.clauses[found[index].clause]
    before = _bare(folded, Span(left, numeral.span.start))
    if before and not EMPTY_MEASURE.match(folded[before.start : before.end]):
        return before
    following = found[index + 1 :][:1]
    right = following[0].numeral.span.start if following and following[0].clause == found[index].clause else clause.end
    behind = _bare(folded, Span(numeral.span.end, max(right, numeral.span.end)))
    if behind and not EMPTY_MEASURE.match(folded[behind.start : behind.end]) and folded[numeral.span.end] not in "、":
        return behind
    if carried is not None:
        return carried
    if found[index].clause:
        previous = _bare(folded, sentence.clauses[found[index].clause - 1])
        if previous:
            return previous
    return before or behind or numeral.span


def _bare(folded: str, span: Span) -> Span:
    """The span without the marks and joining words at its ends."""
    start, end = span.start, span.end
    while start < end and folded[start] in "、,，;；:： \n和与及的“”":
        start += 1
    while end > start and folded[end - 1] in "、,，;；:： \n“”(（":
        end -= 1
    return Span(start, end)


def _subject(folded: str, span: Span) -> Span | None:
    """An institution that begins the words before a number."""
    match = OWNER.match(folded, span.start, span.end)
    return trim(folded, Span(match.start(), match.end())) if match else None


def _direction(folded: str, left: int, right: int) -> str:
    words = folded[max(left, right - 12) : right]
    ups = [match.end() for match in UP.finditer(words)]
    downs = [match.end() for match in DOWN.finditer(words)]
    if not ups and not downs:
        return ""
    return "up" if max(ups, default=-1) > max(downs, default=-1) else "down"


def _items(folded: str, sentence: Sentence, found: list[_Found]) -> dict[int, Span]:
    """Which of the things listed before 分别 each number belongs to."""
    items: dict[int, Span] = {}
    for match in RESPECTIVELY.finditer(folded, sentence.span.start, sentence.span.end):
        run = _run_after(folded, found, match.end())
        if len(run) < 2:
            continue
        clause = next((c for c in sentence.clauses if c.start <= match.start() < c.end), sentence.span)
        start = clause.start
        if match.start() - clause.start < 2:
            earlier = [c for c in sentence.clauses if c.end <= clause.start]
            start = earlier[-1].start if earlier else clause.start
        listed = _listed(folded, Span(start, match.start()), len(run))
        items.update(zip(run, listed, strict=False))
    return items


def _run_after(folded: str, found: list[_Found], position: int) -> list[int]:
    """The numbers of one kind that follow each other behind 分别: 1167元、1937元."""
    run: list[int] = []
    for index, one in enumerate(found):
        if one.numeral.span.start < position:
            continue
        if run:
            between = folded[found[run[-1]].numeral.span.end : one.numeral.span.start]
            first = found[run[0]].numeral.quantity.kind
            if len(between) > 3 or one.numeral.quantity.kind is not first:
                break
        elif one.numeral.span.start - position > 16 or one.numeral.quantity.kind is Kind.DATE:
            break
        run.append(index)
    return run


def _listed(folded: str, span: Span, count: int) -> list[Span]:
    """The last `count` things of an enumeration, each without what the last one shares with all."""
    pieces: list[Span] = []
    start = span.start
    for match in ENUMERATION.finditer(folded, span.start, span.end):
        pieces.append(Span(start, match.start()))
        start = match.end()
    pieces.append(Span(start, span.end))
    pieces = [trim(folded, piece) for piece in pieces if trim(folded, piece)]
    if len(pieces) >= count:
        return pieces[-count:]
    for first, second in CONTRACTED:
        at = folded.find(first + second, span.start, span.end)
        if at >= 0 and count == 2:
            return [Span(at, at + 1), Span(at + 1, at + 2)]
    return []
