"""The lines of a report -> masthead, sections, paragraphs, sentences, all as spans of the untouched text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from knowledge.lexis.numerals import integer
from knowledge.lexis.text import clauses, fold, sentences, trim
from knowledge.model import Paragraph, Report, Section, Sentence, Span
from knowledge.reading import masthead
from knowledge.reading.identity import body_of, kind_of
from knowledge.reading.masthead import LOOKS_BACK, YEAR, without_marks

LONGEST_HEADING = 50
"""Characters. The longest heading without closing mark in 25 reports has 41."""
LONGEST_RUN_IN = LONGEST_HEADING + 20
WRAPPED_FROM = 60
"""A line at least this long that ends without closing mark goes on in the next one."""
NARROWEST = 20
"""Characters. Lines of one length that is shorter are verse or a list, no hard-wrapped text."""
CLOSED = frozenset("。!?！？…”：:；;）)》】")
NO_HEADING = re.compile(r"各位|[-*+•·]\s|\|")
"""How an address, an entry of a list and a row of a table begin."""
LABEL = re.compile(r"[^,，、]{1,6}[:：]")
"""A line that begins so gives a value: 主办单位：省教育厅."""
LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (2, re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}是")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]")),
)
"""How a numbered heading begins; an unnumbered one is of level 1."""
RUN_IN = re.compile(
    r"[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}(?:、|是)"
)
"""Numbering of a heading that runs on into its paragraph: （一）系统落实政策。大力推进……"""
LOOKS_AHEAD = re.compile(r"今年|目标|任务|安排|打算|展望|计划|部署|要求")
CLOSING = re.compile(
    r"各位代表|各位委员|同志们|过去的?一年|(?:这)?一年来|回[顾望首]|(?:同时|但|我们|在|,|，|也)*(?:清醒|看到成绩|肯定成绩|总结成绩|总结过去)|"
    r"(?:各项)?成绩的?(?:取得|来之)|新的一年|展望未来"
)
"""How a paragraph begins with which a speech leaves the last of several matters for the whole."""
DEEPEST = 6
"""The lowest level of a Markdown heading."""
ENOUGH_ALIKE = 3
"""So many headings with one paragraph each make it likely that the next has one too."""


def parse(name: str, text: str, known: Mapping[str, Any] = MappingProxyType({})) -> Report:
    """The structure of a text; `name` becomes the report's id. Facts are not in it yet (see `facts`).

    `known`: place, year, published, where they are known better than the text tells them.
    """
    folded = fold(text)
    head, rest, tail = masthead.split(text, list(_blocks(text)))
    told = replace(masthead.read(text, folded, head, rest, tail), **known)
    sections, paragraphs = _outline(text, folded, rest, told.published)
    paragraphs = _released(text, sections, paragraphs)
    around = [Paragraph(0, number, span) for number, span in enumerate([*head, *tail], 1)]
    report = Report(
        id=name,
        text=text,
        title=told.title,
        subtitle=told.subtitle,
        masthead=told.fields,
        place=told.place,
        year=told.year,
        published=told.published,
        sections=tuple(sections),
        paragraphs=(*around, *paragraphs),
        sentences=(),
        kind=kind_of(folded[told.title.start : told.title.end]),
        body=body_of(kind_of(folded[told.title.start : told.title.end]), told.place),
    )
    return replace(report, sentences=tuple(_sentences(report, folded)))


# --- lines -----------------------------------------------------------------------------------------------


def _blocks(text: str) -> Iterator[Span]:
    """Lines that say something, hard-wrapped ones put together; an empty line ends a paragraph."""
    lines = list(_lines(text))
    wrapped_from = _wrapped_from(text, [line for line in lines if line])
    held: Span | None = None
    last = Span(0, 0)
    for line in lines:
        goes_on = held and line and len(last) >= wrapped_from and text[last.end - 1] not in CLOSED
        if held and not goes_on:
            yield held
            held = None
        if line:
            held = Span(held.start if held else line.start, line.end)
            last = line
    if held:
        yield held


def _lines(text: str) -> Iterator[Span]:
    """Every line without the white space around it, empty ones too; a byte order mark is white space."""
    start = 0
    for line in text.splitlines(keepends=True):
        mark = int(not start and line.startswith("\ufeff"))
        yield trim(text, Span(start + mark, start + len(line)))
        start += len(line)


def _wrapped_from(text: str, lines: Sequence[Span]) -> int:
    """The length from which a line goes on in the next: where most are cut at one length, nearly that."""
    lengths = Counter(len(line) for line in lines if text[line.end - 1] not in CLOSED)
    longest = max(map(len, lines), default=0)
    full = sum(count for length, count in lengths.items() if length >= longest - 2)
    if NARROWEST <= longest < WRAPPED_FROM and full >= 3 and 2 * full >= len(lines):
        return longest - 2
    return WRAPPED_FROM + 1


# --- headings --------------------------------------------------------------------------------------------


def _outline(
    text: str, folded: str, rest: Sequence[Span], published: str
) -> tuple[list[Section], list[Paragraph]]:
    sections = [Section(0, Span(0, 0), None, "")]
    paragraphs: list[Paragraph] = []
    open_sections: list[int] = []
    this_year = int(published[:4]) if published else 0
    for block, following in pairwise([*rest, None]):
        assert block is not None
        heading, body = _heading(text, folded, block, following)
        if heading is not None:
            level = _level(folded, heading)
            while open_sections and sections[open_sections[-1]].level >= level:
                open_sections.pop()
            parent = open_sections[-1] if open_sections else None
            inherited = sections[parent].period if parent is not None else _period_before(sections)
            period = _period(folded, heading, this_year) or inherited
            sections.append(Section(level, without_marks(text, heading), parent, period))
            open_sections.append(len(sections) - 1)
        if body is not None:
            if not open_sections:
                sections.append(Section(1, Span(body.start, body.start), None, ""))
                open_sections.append(len(sections) - 1)
            paragraphs.append(Paragraph(open_sections[-1], len(paragraphs) + 1, body))
    return sections, paragraphs


def _heading(text: str, folded: str, span: Span, following: Span | None) -> tuple[Span | None, Span | None]:
    """(heading, body) of a block; a heading that runs into its paragraph belongs to both."""
    if text[span.start] == "#" and without_marks(text, span):
        return span, None
    if following is not None and _may_head(text, span):
        # Of several bare lines in a row only the last heads what follows; the others are lines of a list.
        bare_line_follows = _may_head(text, following) and not _is_numbered(folded, following)
        if _is_numbered(folded, span) or not bare_line_follows:
            return span, None
    if RUN_IN.match(folded, span.start):
        first = sentences(text, span)[0]
        words = folded[first.start : first.end]
        alone = "\n" not in words and ":" not in words and len(first) <= LONGEST_RUN_IN
        if alone and (len(first) < len(span) or text[span.end - 1] in CLOSED):
            return first, span
    return None, span


def _may_head(text: str, span: Span) -> bool:
    """Whether a block looks like a heading in a line of its own."""
    words = text[span.start : span.end]
    if words.startswith("#"):
        return True
    short = len(words) <= LONGEST_HEADING and "\n" not in words
    closed = words[-1] in CLOSED or words[-1] in "，,、|"
    return short and not closed and not NO_HEADING.match(words) and not LABEL.match(words)


def _is_numbered(folded: str, span: Span) -> bool:
    return folded[span.start] == "#" or any(pattern.match(folded, span.start) for _, pattern in LEVELS)


def _level(folded: str, heading: Span) -> int:
    if signs := re.match("#+", folded[heading.start : heading.end]):
        return min(len(signs[0]), DEEPEST)
    return next((level for level, pattern in LEVELS if pattern.match(folded, heading.start)), 1)


def _period(folded: str, heading: Span, this_year: int) -> str:
    """The year a heading speaks of."""
    words = folded[heading.start : heading.end]
    if (match := YEAR.search(words)) and not words[match.end() :].startswith("来"):
        return match[1]
    if this_year and LOOKS_BACK.search(words):
        return str(this_year - 1)
    if this_year and "今年" in words and LOOKS_AHEAD.search(words):
        return str(this_year)
    return ""


def _period_before(sections: Sequence[Section]) -> str:
    """A heading of the first level goes on with the year of the one before: 二、2025年任务 三、自身建设."""
    return next((one.period for one in reversed(sections) if one.level == 1 and one.period), "")


def numbering(words: str) -> int:
    """Length of the numbering at the start of a folded sentence: 3 in `（一）…`, 2 in `1.医疗…`.

    >>> numbering("(一)系统落实"), numbering("十是抓好"), numbering("化解率")
    (3, 2, 0)
    """
    match = RUN_IN.match(words)
    if not match:
        return 0
    inner = match[0].strip("()（）.．、是")
    return match.end() if inner.isdigit() or integer(inner) is not None else 0


# --- what has left its section -----------------------------------------------------------------------------


def _released(text: str, sections: Sequence[Section], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those moved to the section above that no longer speak of the last of several matters.

    Two signs: all matters before had one paragraph each; the paragraph addresses the audience or looks back.
    """
    last_of_singles = _last_of_singles(sections, paragraphs)
    above: dict[int, int] = {}
    begun: set[int] = set()
    moved: list[Paragraph] = []
    for paragraph in paragraphs:
        section = paragraph.section
        if section in begun:
            if section in last_of_singles:
                above.setdefault(section, last_of_singles[section])
            if _is_last_below(sections, section) and CLOSING.match(
                text, paragraph.span.start, paragraph.span.end
            ):
                above[section] = _top(sections, section)
        begun.add(section)
        moved.append(replace(paragraph, section=above.get(section, section)))
    return moved


def _last_of_singles(sections: Sequence[Section], paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """The last of each row of run-in headings of which all others have one paragraph, with the section above."""
    held = Counter(paragraph.section for paragraph in paragraphs)
    run_in = {p.section for p in paragraphs if p.span.start == sections[p.section].title.start}
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, section in enumerate(sections):
        if section.parent is not None:
            rows[section.parent, section.level].append(number)
    return {
        row[-1]: above
        for (above, _), row in rows.items()
        if len(row) > ENOUGH_ALIKE and run_in.issuperset(row) and all(held[other] == 1 for other in row[:-1])
    }


def _top(sections: Sequence[Section], section: int) -> int:
    """The section of the highest level that holds it."""
    while (parent := sections[section].parent) is not None:
        section = parent
    return section


def _is_last_below(sections: Sequence[Section], section: int) -> bool:
    """Whether no other heading follows before the next of the highest level."""
    return section + 1 == len(sections) or sections[section + 1].parent is None


# --- sentences and their years ---------------------------------------------------------------------------


SINCE = re.compile(r"(?:年?[底末初])?(?:以来|来|之后|以后|前|之前|以前)")
COMPARED = re.compile(r"(?:较|比|同|与|自|从|由|至|到|的)$")
BEGINS_WITH_YEAR = re.compile(r"(?:(?:19|20)\d{2}\s?年|今年|去年|过去一年|一年来)")
THIS_YEAR = re.compile(r"今年(?!来)|本年(?!度)")
LAST_YEAR = re.compile(r"(?<![比较])(?:去年|上年(?!末|底|同期|度))")
YEAR_TOLD_OF = re.compile(r"过去一年|(?<!前)一年来")


def _sentences(report: Report, folded: str) -> Iterator[Sentence]:
    """The sentences of all paragraphs, each with the year it speaks of."""
    default = str(report.year or "")
    for index, paragraph in enumerate(report.paragraphs):
        carried = ""
        of_section = report.sections[paragraph.section].period
        for span in sentences(report.text, paragraph.span):
            words = folded[span.start : span.end]
            own = _own_period(words, report)
            if own and BEGINS_WITH_YEAR.match(words):
                carried = own
            period = "" if paragraph.section == 0 else own or carried or of_section or default
            yield Sentence(index, span, clauses(report.text, span), period)


def _own_period(words: str, report: Report) -> str:
    """The year that a sentence itself names, rather at the start of a clause than within one.

    Comparisons do not count: 较2023年增长, 1998年以来最多.
    """
    named: list[tuple[bool, int, str]] = []
    for match in YEAR.finditer(words):
        start = match.start()
        since = (start or int(match[1]) < (report.year or 0)) and SINCE.match(words, match.end())
        if not since and not COMPARED.search(words, 0, start) and not _inside_title(words, start):
            named.append((_inside_clause(words, start), start, match[1]))
            break
    this_year = int(report.published[:4]) if report.published else None
    last_year = this_year - 1 if this_year else None
    for pattern, year in (
        (THIS_YEAR, this_year),
        (LAST_YEAR, last_year),
        (YEAR_TOLD_OF, report.year or last_year),
    ):
        if year and (found := pattern.search(words)):
            named.append((_inside_clause(words, found.start()), found.start(), str(year)))
    return min(named)[2] if named else ""


def _inside_clause(words: str, position: int) -> bool:
    """Whether a year stands within a clause: 在去年基础上,今年…… is about this year."""
    return position > 0 and words[position - 1] not in "，,；;：:、"


def _inside_title(words: str, position: int) -> bool:
    return words.rfind("《", 0, position) > words.rfind("》", 0, position)
