"""Sentences -> facts: every number of a report with who, what, how much, which way and when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.lexis.grammar import JOINING, bare, grammar, past_openers
from knowledge.lexis.measures import Numbers, measures
from knowledge.lexis.numerals import numerals
from knowledge.lexis.text import fold
from knowledge.model import Fact, Kind, Report, Sentence, Span
from knowledge.reading.parse import numbering

LONGEST_NAME = 22
"""Characters of who acts at most: 全市各级人民法院和公安机关 has 13, the longest seen 21."""
NOBODY = frozenset(
    "企业 公司 银行 学校 医院 大学 学院 高校 中心 机场 园区 新区 集团 协会 商会 实验室 办公室".split()
)
"""Too general to say who acts where nothing stands before: 企业|直接融资规模."""
AREA = re.compile(r"全[国省市区县州球]|各[地市县区]")
"""A clause that begins so speaks of all, no longer of who acted before."""
UP = re.compile(
    r"增长|增加(?!值)|提高|提升|上升|上涨|扩大|新增|净增|增速|涨幅|增幅|多增|攀升|回升|升至|增至|跃升|跃居|上调|上浮|提标"
)
DOWN = re.compile(r"下降|减少|降低|缩小|压减|压降|回落|下跌|减亏|降幅|收窄|降至|减至|下浮|下调")
ADDED = re.compile(r"新增|净增|减少|压减|多增|增加(?!值)")
"""Words that tell the way of a count wherever they stand before it."""
CARRIED_ON = re.compile(r"[、,到至和—-]?(?:以上|左右)?[、,]?(?:力争|争取|奋斗|确保|达到|或|超过?)*")
"""What stands between a number and the next one of the same measure: 7%以上|、力争|8%."""
YEAR = re.compile(r"((?:19|20)\d\d)\s?年")
FROM = re.compile("[由从]$")
COMPARED = re.compile(r"(?:较|比|同|与|自|创|的|《[^》]*)$")
BY_SO_MUCH = re.compile(r"[按以][^,，]{0,12}$")
"""What stands before the measure of a change that is named behind it."""
SHORT_WORDS = 6
BECAME = re.compile(
    "(?:提高|提升|上升|增加|扩大|上调|降低|下降|减少|压[缩减]|缩[短减]|下调|调整|延长)[至到为]"
)
RESPECTIVELY = re.compile(r"分别")
MOST_ITEMS, LONGEST_LIST = 8, 200
"""Things listed before 分别, and the characters they take: at most so many (the longest seen: 5 and 62)."""
CONTRACTED = (("城", "乡"), ("进", "出"), ("产", "销"))
"""Two things in two characters, each followed by what they share: 城乡居民, 进出口."""
SHARED = re.compile(
    r"人均|增加值|规模|比重|产量|收入|总[额量值]|月标准|占|进?出口|零售|吞吐量|发电|投资|数量|面积|年均|分别|基础|平均|以旧换新"
)
"""Where the words begin that listed things share: 低保、特困|人均月标准."""


def with_facts(report: Report) -> Report:
    """The report with its facts filled in."""
    folded = fold(report.text)
    facts = (fact for number in range(len(report.sentences)) for fact in _of_sentence(report, folded, number))
    return replace(report, facts=tuple(facts))


def _of_sentence(report: Report, folded: str, number: int) -> Iterator[Fact]:
    numbers = _numbers(report, folded, report.sentences[number])
    if not numbers.numerals:
        return
    actors = _actors(folded, numbers.sentence)
    counted = measures(numbers, actors)
    items = _items(numbers, counted)
    directions = _directions(numbers, items)
    periods = _periods(numbers)
    for index, numeral in enumerate(numbers.numerals):
        actor = actors[numbers.clauses[index]]
        yield Fact(
            sentence=number,
            clause=numbers.clauses[index],
            subject=actor if actor and actor.end <= numeral.span.start else None,
            measure=counted[index],
            item=items.get(index),
            quantity=numeral.quantity,
            direction=directions[index],
            period=periods[index],
            in_characters=not any(sign.isdigit() for sign in numeral.written),
            span=numeral.span,
        )


def _numbers(report: Report, folded: str, sentence: Sentence) -> Numbers:
    """The numbers of a sentence; the numbering of a list at the start of a paragraph is none."""
    start = sentence.span.start
    opens = report.paragraphs[sentence.paragraph].span.start == start
    words = folded[start : sentence.span.end]
    skipped = numbering(words) if opens else 0
    found = [
        replace(one, span=_moved(one.span, start), core=_moved(one.core, start))
        for one in numerals(words)
        if one.span.end > skipped
    ]
    begins = [clause.start for clause in sentence.clauses]
    clauses = [max(bisect_right(begins, one.core.start) - 1, 0) for one in found]
    return Numbers(folded, sentence, found, clauses)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


# --- who ---------------------------------------------------------------------------------------------


def _actors(folded: str, sentence: Sentence) -> list[Span | None]:
    """For each clause who acts in it: named at its start, else at the start of one before."""
    actors: list[Span | None] = []
    for clause in sentence.clauses:
        before = actors[-1] if actors else None
        starts_anew = folded[clause.start].isdigit() or AREA.match(folded, clause.start)
        after_stop = before is not None and folded[clause.start - 1] in ";；"
        if starts_anew or (after_stop and not grammar().acts.match(folded, clause.start)):
            before = None
        actors.append(_actor(folded, clause) or before)
    return actors


def _actor(folded: str, clause: Span) -> Span | None:
    """The institution or people that begin a clause and do something in it."""
    known = grammar()
    start = end = past_openers(folded, clause).start
    if known.no_actor.match(folded, start, clause.end):
        return None
    while match := known.actor.match(folded, end, min(clause.end, start + LONGEST_NAME)):
        added = folded[end : match.end()]
        if any(sign in added for sign in "在将把对向使让被的") or (
            end > start and known.no_actor.search(added[:-2])
        ):
            break
        end = match.end()
    name = folded[start:end]
    if not name or name in NOBODY or (known.no_actor.search(name[2:-2]) and not _may_hold_verbs(name)):
        return None
    return Span(start, end) if known.acts.match(folded, end, clause.end) else None


def _may_hold_verbs(name: str) -> bool:
    """Whether verbs inside belong to a name: 市群众接待服务中心."""
    return name[0] in "市省县区全我本各州" or name.endswith(("机关", "部门", "政府"))


# --- which way, when -----------------------------------------------------------------------------------


def _directions(numbers: Numbers, items: dict[int, Span]) -> list[str]:
    """up, down or "" for each number; those of one 分别 run, and one carried on (力争8%), go the same way."""
    directions: list[str] = []
    for index, numeral in enumerate(numbers.numerals):
        kind = numeral.quantity.kind
        left = numbers.numerals[index - 1].span.end if numbers.follows(index) else numbers.clause(index).start
        between = numbers.folded[left : numeral.core.start]
        listed = index in items and index - 1 in items
        if kind in (Kind.NAME, Kind.DATE):
            directions.append("")
        elif numbers.follows(index) and (listed or CARRIED_ON.fullmatch(between)):
            directions.append(directions[-1])
        elif kind in (Kind.COUNT, Kind.MONEY):
            told = ADDED.findall(between)
            directions.append(_way(told[-1] if told else between[-4:]))
        else:
            directions.append(_way(between[-14:]) or _way_behind(numbers, index))
    return directions


def _way_behind(numbers: Numbers, index: int) -> str:
    """The way that a clause tells behind its last number: 分别按3%、7%稳步提标."""
    last = index
    while last + 1 < len(numbers.numerals) and numbers.clauses[last + 1] == numbers.clauses[index]:
        last += 1
    words = numbers.folded[numbers.numerals[last].span.end : numbers.clause(index).end]
    said = BY_SO_MUCH.search(numbers.folded, numbers.clause(index).start, numbers.numerals[index].span.start)
    return _way(words) if said and len(words) <= SHORT_WORDS else ""


def _way(words: str) -> str:
    """The way that the last of such words tells."""
    ups = [match.end() for match in UP.finditer(words)]
    downs = [match.end() for match in DOWN.finditer(words)]
    if not ups and not downs:
        return ""
    return "up" if max(ups, default=-1) > max(downs, default=-1) else "down"


def _periods(numbers: Numbers) -> list[str]:
    """The year of each number: one that the sentence names before it (到2027年…), else the sentence's own.

    由2023年的7.2分钟压缩到5.6分钟: the year of what it was is that of one number.
    """
    period, before_that = numbers.sentence.period, ""
    periods: list[str] = []
    for numeral in numbers.numerals:
        match = YEAR.match(numeral.written) if numeral.quantity.kind is Kind.DATE else None
        if match:
            before = numbers.folded[
                max(numeral.span.start - 30, numbers.sentence.span.start) : numeral.span.start
            ]
            after = numbers.folded[numeral.span.end : numeral.span.end + 3]
            if FROM.search(before):
                before_that = match[1]
            elif not COMPARED.search(before) and "来" not in after:
                period = match[1]
            periods.append(period)
        else:
            periods.append(before_that or period)
            before_that = ""
    return periods


# --- which of several ------------------------------------------------------------------------------------


def _items(numbers: Numbers, counted: list[Span]) -> dict[int, Span]:
    """Which of the things listed before 分别 each number belongs to.

    Where these have numbers of their own (游客超10.9亿人次,收入超1.3万亿元,分别增长15.8%和11.5%), each number
    behind is no item but gets the measure of its own amount before: `counted` is changed.
    """
    items: dict[int, Span] = {}
    folded, sentence = numbers.folded, numbers.sentence
    for match in RESPECTIVELY.finditer(folded, sentence.span.start, sentence.span.end):
        run = _run_after(numbers, match.end())
        if len(run) < 2:
            continue
        at = max(bisect_right(sentence.clauses, match.start(), key=lambda clause: clause.start) - 1, 0)
        start = sentence.clauses[at].start
        if match.start() - start < 2 and at:
            if amounts := _counted_before(numbers, counted, run[0], len(run)):
                counted[run[0] : run[-1] + 1] = amounts
                continue
            start = sentence.clauses[at - 1].start
        start = max(start, match.start() - LONGEST_LIST)
        end = _first_amount(numbers, start, match.start())
        listed = _listed(folded, past_openers(folded, Span(start, max(start, end))), len(run))
        items.update(zip(run, listed, strict=False))
        items.update(zip(_run_raised_to(numbers, run), listed, strict=False))
    for pair in _contracted(folded, sentence.span):
        run = _run_after(numbers, pair[-1].end)
        if len(run) == len(pair) and not items.keys() & set(run):
            items.update(zip(run, pair, strict=True))
    return items


def _contracted(folded: str, span: Span) -> Iterator[list[Span]]:
    """Two things in two characters, wherever they stand so: 城乡低保标准提高到740元和485元."""
    for pair in map("".join, CONTRACTED):
        at = folded.find(pair, span.start, span.end)
        while at >= 0:
            yield [Span(at, at + 1), Span(at + 1, at + 2)]
            at = folded.find(pair, at + 1, span.end)


def _run_after(numbers: Numbers, position: int) -> list[int]:
    """The numbers of one kind that follow each other behind 分别: 1167元、1937元."""
    first = bisect_left(numbers.numerals, position, key=lambda numeral: numeral.span.start)
    run: list[int] = []
    for index in range(first, min(first + MOST_ITEMS, len(numbers.numerals))):
        numeral = numbers.numerals[index]
        if run:
            last = numbers.numerals[run[-1]]
            between = Span(last.span.end, numeral.span.start)
            if len(between) > 3 or numeral.quantity.kind is not last.quantity.kind:
                break
            if BECAME.fullmatch(numbers.words(between)):
                break
        elif numeral.span.start - position > 16:
            break
        elif numeral.quantity.kind is Kind.DATE:
            continue
        run.append(index)
    return run


def _run_raised_to(numbers: Numbers, run: Sequence[int]) -> list[int]:
    """As many numbers that these were raised or lowered to: 分别从202元、270元提高到209元、280元."""
    following = _run_after(numbers, numbers.numerals[run[-1]].span.end)
    if len(following) != len(run):
        return []
    between = Span(numbers.numerals[run[-1]].span.end, numbers.numerals[following[0]].span.start)
    return following if BECAME.fullmatch(numbers.words(between)) else []


def _first_amount(numbers: Numbers, start: int, end: int) -> int:
    """Where the first amount between two positions stands, else the second of them: 原煤、原油产量达到|6640万吨."""
    first = bisect_left(numbers.numerals, start, key=lambda numeral: numeral.span.start)
    for numeral in numbers.numerals[first : first + MOST_ITEMS]:
        if numeral.quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.RATE) and numeral.written[0].isdigit():
            return min(numeral.span.start, end)
    return end


def _counted_before(numbers: Numbers, counted: Sequence[Span], first: int, count: int) -> list[Span]:
    """What the last amounts before a number are amounts of, if the clauses right before it hold so many."""
    amounts = [
        index
        for index in range(max(first - 2 * count, 0), first)
        if numbers.numerals[index].quantity.kind in (Kind.COUNT, Kind.MONEY)
        and numbers.clauses[first] - numbers.clauses[index] <= count
    ]
    found = [counted[index] for index in amounts[-count:]]
    return found if len(found) == count and len(set(found)) == count else []


def _listed(folded: str, span: Span, count: int) -> list[Span]:
    """The last `count` things of an enumeration, each without what the last one shares with all."""
    pieces: list[Span] = []
    start = span.start
    for match in JOINING.finditer(folded, span.start, span.end):
        pieces.append(Span(start, match.start()))
        start = match.end()
    pieces.append(Span(start, span.end))
    things = [thing for piece in pieces if (thing := bare(folded, piece))]
    if len(things) >= count:
        return [*things[-count:-1], _unshared(folded, things[-2], things[-1])]
    return next(_contracted(folded, span), []) if count == len(CONTRACTED[0]) else []


def _unshared(folded: str, other: Span, last: Span) -> Span:
    """The last listed thing without the words it shares with the others: 高技术制造业|增加值占…比重."""
    words, sample = folded[last.start : last.end], folded[other.start : other.end]
    for length in range(min(len(sample), 6), 1, -1):
        at = words.find(sample[-length:])
        if at >= 0 and at + length < len(words):
            return Span(last.start, last.start + at + length)
    cut = SHARED.search(words, 2)
    if cut and not SHARED.search(sample) and cut.start() <= len(sample) + 2:
        return Span(last.start, last.start + cut.start())
    return last
