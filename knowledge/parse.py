"""The lines of a report -> masthead, sections, paragraphs, sentences, all as spans of the untouched text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from knowledge.model import Paragraph, Report, Section, Sentence, Span
from knowledge.numerals import integer
from knowledge.text import ENDS, clauses, fold, sentences, trim

LONGEST_HEADING = 50
"""Characters. The longest heading without closing mark in 25 reports has 41."""
WRAPPED_FROM = 60
"""A line at least this long that ends without closing mark goes on in the next one."""
MASTHEAD_LINES = 8
CLOSED = frozenset("。!?！？…”：:；;）)》】")
LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (2, re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}是")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
)
"""How a numbered heading begins; an unnumbered one is of level 1."""
RUN_IN = re.compile(
    r"[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}(?:、|是)"
)
"""Numbering of a heading that runs on into its paragraph: （一）系统落实政策。大力推进……"""
FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("source", re.compile(r"(?:来源|稿源|文章来源)\s*[:：]\s*([^|｜\n]+)")),
    ("editor", re.compile(r"(?:责任编辑|责编|编辑)\s*[:：]\s*([^|｜\n]+)")),
    ("reporter", re.compile(r"(?:本报记者|记者|作者|通讯员|撰稿|文)\s*[:：]\s*([^|｜\n]+)")),
    ("published", re.compile(r"(?:发布时间|发布日期|发表时间|时间|日期)\s*[:：]\s*([^|｜\n]+)")),
)
DELIVERED = re.compile(r"((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)")
OCCASION = re.compile(r"在(.{4,40}?(?:会议|大会))上")
SPEAKER = re.compile(
    r"(?:代省长|副?省长|代市长|副?市长|代理主席|主席|县长|区长|州长|盟长|镇长|书记|院长|检察长|局长|主任)\s*"
    r"([\u4e00-\u9fff]{2,4}?(?:·[\u4e00-\u9fff]{2,8})?)(?=同志|市长|省长|作|在|$|\s)|"
    r"(?<=日)\s*([\u4e00-\u9fff]{2,3})(?<![省市区县州])(?=市长|省长|主席|县长|区长|书记)"
)
YEAR = re.compile(r"((?:19|20)\d{2})\s?年")
LOOKS_BACK = re.compile(r"回顾|回眸|过去一年|上年工作|成绩|总结")
LOOKS_AHEAD = re.compile(r"今年|目标|任务|安排|打算|展望|计划|部署|要求")


@dataclass(frozen=True, slots=True)
class Block:
    """One or, where a paragraph is hard-wrapped, several lines of the text."""

    span: Span
    first_line: int


def parse(name: str, text: str) -> Report:
    """The structure of a text; `name` becomes the report's id. Facts are not in it yet (see `facts`)."""
    folded = fold(text)
    blocks = list(_blocks(text))
    masthead, rest, tail = _masthead(text, folded, blocks)
    title = _without_marks(text, masthead[0].span) if masthead else Span(0, 0)
    fields = _fields(text, folded, [*masthead[1:], *tail])
    subtitle = next((_without_marks(text, b.span) for b in masthead[1:] if _is_subtitle(text, b.span)), None)
    published = _iso(text, fields)
    year = _year(folded, title, subtitle, rest, published)
    sections, paragraphs = _outline(text, folded, masthead, rest, tail, published)
    report = Report(
        id=name,
        text=text,
        title=title,
        subtitle=subtitle,
        masthead=fields,
        place=_place(folded, title),
        year=year,
        published=published,
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        sentences=(),
    )
    return replace(report, sentences=tuple(_sentences(report, folded)))


def _blocks(text: str) -> Iterator[Block]:
    """Lines that say something, hard-wrapped ones put together."""
    start = 0
    held: Block | None = None
    for number, line in enumerate(text.splitlines(keepends=True)):
        span = trim(text, Span(start, start + len(line)))
        start += len(line)
        if not span:
            continue
        if held is not None and _goes_on(text, held.span):
            held = Block(Span(held.span.start, span.end), held.first_line)
            continue
        if held is not None:
            yield held
        held = Block(span, number)
    if held is not None:
        yield held


def _goes_on(text: str, span: Span) -> bool:
    line = text[span.start : span.end].rpartition("\n")[2]
    return len(line) > WRAPPED_FROM and text[span.end - 1] not in CLOSED


def _masthead(text: str, folded: str, blocks: list[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """The lines before the text proper, the text, the lines after it (来源, 记者)."""
    head = blocks[:1]
    rest = blocks[1:]
    while rest and len(head) < MASTHEAD_LINES and _belongs_to_head(text, folded, head, rest[0]):
        head.append(rest.pop(0))
    tail: list[Block] = []
    while rest and len(rest[-1].span) <= LONGEST_HEADING and _names_field(text, rest[-1].span):
        tail.insert(0, rest.pop())
    return head, rest, tail


def _belongs_to_head(text: str, folded: str, head: list[Block], block: Block) -> bool:
    words = text[block.span.start : block.span.end]
    if _names_field(text, block.span) or _is_subtitle(text, block.span):
        return True
    if len(words) > 120:
        return False
    if DELIVERED.search(words) and (OCCASION.search(words) or len(words) < 40):
        return True
    if SPEAKER.search(words) and len(words) <= 30 and words[-1] not in ENDS:
        return True
    title = "".join(text[head[0].span.start : head[0].span.end].split())
    repeated = "".join(words.split())
    return len(repeated) >= 4 and repeated in title


def _names_field(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return len(words) <= 120 and any(pattern.match(words) for _, pattern in FIELDS)


def _is_subtitle(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return words.startswith(("——", "--", "—")) and len(words) <= 80 and words[-1] not in ENDS


def _without_marks(text: str, span: Span) -> Span:
    """A title or heading without the dashes and Markdown signs before it."""
    start = span.start
    while start < span.end and text[start] in "—-#* \u3000":
        start += 1
    end = span.end
    while end > start and text[end - 1] in "*# ":
        end -= 1
    return Span(start, end)


def _fields(text: str, folded: str, blocks: list[Block]) -> Mapping[str, Span]:
    """What the masthead tells; the first line that gives a field decides."""
    found: dict[str, Span] = {}
    for block in blocks:
        words = text[block.span.start : block.span.end]
        for name, pattern in FIELDS:
            if (match := pattern.search(words)) and name not in found:
                found[name] = trim(
                    text, Span(block.span.start + match.start(1), block.span.start + match.end(1))
                )
        for name, pattern in (("delivered", DELIVERED), ("occasion", OCCASION), ("speaker", SPEAKER)):
            if (match := pattern.search(words)) and name not in found and not _names_field(text, block.span):
                group = match.lastindex or 0
                found[name] = Span(block.span.start + match.start(group), block.span.start + match.end(group))
    return found


def _iso(text: str, fields: Mapping[str, Span]) -> str:
    """The day of publication, else of the speech, as ISO date."""
    for name in ("published", "delivered"):
        if name in fields:
            written = text[fields[name].start : fields[name].end]
            if match := re.search(r"((?:19|20)\d{2})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})", written):
                return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return ""


def _year(folded: str, title: Span, subtitle: Span | None, rest: list[Block], published: str) -> int | None:
    """The year looked back on: said by the subtitle or a heading, else the year before publication."""
    if (
        subtitle
        and (match := YEAR.search(folded, subtitle.start, subtitle.end))
        and not DELIVERED.search(folded, subtitle.start, subtitle.end)
    ):
        return int(match[1])
    for block in rest:
        words = folded[block.span.start : block.span.end]
        if len(words) <= LONGEST_HEADING and LOOKS_BACK.search(words) and (match := YEAR.search(words)):
            return int(match[1])
    titled = YEAR.search(folded, title.start, title.end)
    if titled and not published:
        return int(titled[1])
    return int(published[:4]) - 1 if published else None


def _place(folded: str, title: Span) -> str:
    """The place in the title: 运城 in `运城:……`, 浙江省 in 2025年浙江省政府工作报告."""
    words = folded[title.start : title.end]
    if match := re.match(r"([\u4e00-\u9fff]{2,8})[:：]", words):
        return match[1]
    if match := re.search(r"(?:年)?([\u4e00-\u9fff]{2,8}?)(?:人民)?政府工作报告", words):
        return match[1]
    return ""


def _outline(
    text: str, folded: str, masthead: list[Block], rest: list[Block], tail: list[Block], published: str
) -> tuple[list[Section], list[Paragraph]]:
    sections = [Section(0, Span(0, 0), None, "")]
    paragraphs = [Paragraph(0, number, block.span) for number, block in enumerate([*masthead, *tail], 1)]
    open_sections: list[int] = []
    number = 0
    this_year = int(published[:4]) if published else 0
    for index, block in enumerate(rest):
        heading, body = _heading(text, folded, block.span, is_last=index + 1 == len(rest))
        if heading is not None:
            level = _level(folded, heading)
            while open_sections and sections[open_sections[-1]].level >= level:
                open_sections.pop()
            parent = open_sections[-1] if open_sections else None
            inherited = sections[parent].period if parent is not None else _period_before(sections)
            period = _period(folded, heading, this_year) or inherited
            sections.append(Section(level, _without_marks(text, heading), parent, period))
            open_sections.append(len(sections) - 1)
        if body is not None:
            if not open_sections:
                sections.append(Section(1, Span(body.start, body.start), None, ""))
                open_sections.append(len(sections) - 1)
            number += 1
            paragraphs.append(Paragraph(open_sections[-1], number, body))
    return sections, paragraphs


def _heading(text: str, folded: str, span: Span, is_last: bool) -> tuple[Span | None, Span | None]:
    """(heading, body) of a block; a heading that runs into its paragraph belongs to both."""
    words = text[span.start : span.end]
    first_line = words.partition("\n")[0]
    if words.startswith("#"):
        return span, None
    numbered = any(pattern.match(folded, span.start) for _, pattern in LEVELS)
    short = len(words) <= LONGEST_HEADING and "\n" not in words
    if (
        short
        and not is_last
        and words[-1] not in CLOSED
        and words[-1] not in "，,、"
        and not words.startswith("各位")
    ):
        return span, None
    if RUN_IN.match(folded, span.start) and numbered:
        first = sentences(text, span)[0]
        if len(first) <= LONGEST_HEADING + 20 and first.end - span.start <= len(first_line):
            return first, (span if len(first) < len(span) or words[-1] in CLOSED else None)
    return None, span


def _level(folded: str, heading: Span) -> int:
    if folded[heading.start] == "#":
        return len(re.match("#+", folded[heading.start : heading.end])[0])  # type: ignore[index]
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


def _period_before(sections: list[Section]) -> str:
    """A heading of the first level goes on with the year of the one before: …… 二、2025年任务 三、自身建设."""
    return next((one.period for one in reversed(sections) if one.level == 1 and one.period), "")


def _sentences(report: Report, folded: str) -> Iterator[Sentence]:
    """The sentences of all paragraphs, each with the year it speaks of."""
    default = str(report.year or "")
    this_year = int(report.published[:4]) if report.published else None
    for index, paragraph in enumerate(report.paragraphs):
        carried = ""
        of_section = report.sections[paragraph.section].period
        for span in sentences(report.text, paragraph.span):
            words = folded[span.start : span.end]
            own = _own_period(words, this_year)
            if own and _begins_with_year(words):
                carried = own
            masthead = paragraph.section == 0
            period = "" if masthead else own or carried or of_section or default
            yield Sentence(index, span, clauses(report.text, span), period)


SINCE = re.compile(r"(?:年?[底末初])?(?:以来|来|之后|以后|前|之前|以前)")
RELATIVE = (
    (re.compile(r"今年(?!来)|本年(?!度)"), 0),
    (re.compile(r"(?<![比较])(?:去年|上年(?!末|底|同期|度)|过去一年|(?<!前)一年来)"), -1),
)
"""Years named from the year of publication, and how far they lie from it."""
_COMPARED = re.compile(r"(?:较|比|同|与|自|从|至|到|的)$")


def _begins_with_year(words: str) -> bool:
    return bool(re.match(r"(?:(?:19|20)\d{2}\s?年|今年|去年|过去一年|一年来)", words))


def _own_period(words: str, this_year: int | None) -> str:
    """The year that a sentence itself names first, comparisons aside (较2023年增长, 1998年以来最多)."""
    named: list[tuple[int, str]] = []
    for match in YEAR.finditer(words):
        since = match.start() and SINCE.match(words, match.end())
        if (
            not since
            and not _COMPARED.search(words[: match.start()])
            and not _inside_title(words, match.start())
        ):
            named.append((match.start(), match[1]))
            break
    if this_year:
        for pattern, offset in RELATIVE:
            if match := pattern.search(words):
                named.append((match.start(), str(this_year + offset)))
    return min(named)[1] if named else ""


def _inside_title(words: str, position: int) -> bool:
    return words.rfind("《", 0, position) > words.rfind("》", 0, position)


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
