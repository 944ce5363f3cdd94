"""What stands around a report's text: title, subtitle, source, day; and the place and year it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.lexis.text import ENDS, trim
from knowledge.model import Span

LONGEST_TITLE = 80
"""Characters. A first line that is longer, or ends like a sentence, is text: the report has no title."""
LONGEST_LINE = 120
"""Characters of a line of the masthead: source, editor and time stand side by side in up to 60."""
MOST_LINES = 8
FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("source", re.compile(r"(?:来源|稿源|文章来源)\s*[:：]\s*([^|｜\n]+)")),
    ("editor", re.compile(r"(?:责任编辑|责编|编辑)\s*[:：]\s*([^|｜\n]+)")),
    ("reporter", re.compile(r"(?:本报记者|记者|作者|通讯员|撰稿|文)\s*[:：]\s*([^|｜\n]+)")),
    ("published", re.compile(r"(?:发布时间|发布日期|发表时间|时间|日期)\s*[:：]\s*([^|｜\n]+)")),
    (
        "published",
        re.compile(r"^(?:来源|稿源)\s*[:：]\s*[^|｜\n]*?\s((?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?)"),
    ),
)
DELIVERED = re.compile(r"((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)")
OCCASION = re.compile(r"在(.{4,40}?(?:会议|大会))上")
SPEAKER = re.compile(
    r"(?:代省长|副?省长|代市长|副?市长|代理主席|主席|县长|区长|州长|盟长|镇长|书记|院长|检察长|局长|主任)\s*"
    r"([\u4e00-\u9fff]{2,4}?(?:·[\u4e00-\u9fff]{2,8})?)(?=同志|市长|省长|作|在|$|\s)|"
    r"(?<=日)\s*([\u4e00-\u9fff]{2,3})(?<![省市区县州])(?=市长|省长|主席|县长|区长|书记)"
)
DAY = re.compile(r"((?:19|20)\d{2})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})(?!\d)")
YEAR = re.compile(r"((?:19|20)\d{2})\s?年")
LOOKS_BACK = re.compile(r"回顾|回眸|过去一年|上年工作|成绩|总结|公报|年报|白皮书")
NAME = "[\u4e00-\u9fff]{1,18}?"
"""Of a place, with those that it lies in: 浙江省杭州市余杭区."""
OF_A_BODY = rf"(?:^(?:关于)?|[年—])({NAME}[省市区县州旗])(?:[高中]级)?(?:人民法院|人民检察院|法院|检察院|人大|人民代表大会|国民经济|统计|政法|公安|司法|信访|平安|法治|[\u4e00-\u9fff]{{2,14}}?(?:委员会|局|厅|委|办公室))"
"""The place in the title of the report of a court, a prosecutor, a congress or another body."""
YEAR_IN_BRACKETS = re.compile(r"\(((?:19|20)\d{2})(?:年度?)?\)$")
"""白皮书(2024)."""
PLAN = re.compile("工作要点|工作安排|工作计划|实施方案|行动方案|行动计划")
"""What tells of the year in its title, whenever it was published."""
WORK_REPORT = re.compile(r"工作报告")
"""A 2025 work report looks back on 2024 and ahead to 2025; one of 2024年度, or published later, on its own year."""
LOOKS_BACK_UNTIL = 3
"""Month. What is published by March and names no year tells of the year before."""
_MARKS = "—-#* \u3000"


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the lines around the text tell."""

    title: Span
    """Empty where the text begins without one."""
    subtitle: Span | None
    fields: Mapping[str, Span]
    place: str
    year: int | None
    published: str


def split(text: str, blocks: Sequence[Span]) -> tuple[list[Span], list[Span], list[Span]]:
    """The lines before the text proper, the text, the lines behind it (来源, 记者)."""
    rest = list(blocks)
    head: list[Span] = []
    if rest and _is_title(text, rest[0]):
        head.append(rest.pop(0))
        while rest and len(head) < MOST_LINES and _belongs_to_head(text, head[0], rest[0]):
            head.append(rest.pop(0))
    tail: list[Span] = []
    while rest and len(rest[-1]) <= LONGEST_LINE // 2 and _names_field(text, rest[-1]):
        tail.insert(0, rest.pop())
    return head, rest, tail


def read(
    text: str, folded: str, head: Sequence[Span], rest: Sequence[Span], tail: Sequence[Span]
) -> Masthead:
    """What the lines before and behind the text tell; `rest` is looked at for the year only."""
    title = without_marks(text, head[0]) if head else Span(0, 0)
    subtitle = next((without_marks(text, line) for line in head[1:] if _is_subtitle(text, line)), None)
    fields = _fields(text, [*head[1:], *tail])
    published = _iso(text, fields)
    year = _year(folded, title, subtitle, rest, published)
    return Masthead(title, subtitle, fields, _place(folded, title), year, published)


def without_marks(text: str, span: Span) -> Span:
    """A title or heading without the dashes and Markdown signs around it."""
    start, end = span.start, span.end
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in "*# ":
        end -= 1
    return Span(start, end)


def _is_title(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    says_something = bool(without_marks(text, span))
    return says_something and len(words) <= LONGEST_TITLE and not words.endswith(("。", "；", "，"))


def _belongs_to_head(text: str, title: Span, line: Span) -> bool:
    words = text[line.start : line.end]
    if _names_field(text, line) or _is_subtitle(text, line):
        return True
    if len(words) > LONGEST_LINE:
        return False
    if DELIVERED.search(words) and (OCCASION.search(words) or (len(words) < 40 and words[-1] not in ENDS)):
        return True
    if len(words) <= 30 and words[-1] not in ENDS and SPEAKER.search(words):
        return True
    repeated = "".join(words.split())
    return len(repeated) >= 4 and repeated in "".join(text[title.start : title.end].split())


def _names_field(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return len(words) <= LONGEST_LINE and any(pattern.match(words) for _, pattern in FIELDS)


def _is_subtitle(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return words.startswith(("——", "--", "—")) and len(words) <= LONGEST_TITLE and words[-1] not in ENDS


def _fields(text: str, lines: Sequence[Span]) -> Mapping[str, Span]:
    """The fields; the first line that gives one decides."""
    found: dict[str, Span] = {}
    for line in lines:
        words = text[line.start : line.end]
        for name, pattern in FIELDS:
            if name not in found and (match := pattern.search(words)):
                found[name] = trim(text, Span(line.start + match.start(1), line.start + match.end(1)))
        if _names_field(text, line):
            continue
        for name, pattern in (("delivered", DELIVERED), ("occasion", OCCASION), ("speaker", SPEAKER)):
            if name not in found and (match := pattern.search(words)):
                group = match.lastindex or 0
                found[name] = Span(line.start + match.start(group), line.start + match.end(group))
    return found


def _iso(text: str, fields: Mapping[str, Span]) -> str:
    """The day of publication, else of the speech, as ISO date; "" where none is given."""
    for name in ("published", "delivered"):
        if name in fields and (match := DAY.search(text, fields[name].start, fields[name].end)):
            year, month, day = (int(part) for part in match.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year}-{month:02}-{day:02}"
    return ""


def _year(
    folded: str, title: Span, subtitle: Span | None, rest: Sequence[Span], published: str
) -> int | None:
    """The year looked back on: told by the subtitle, a heading or the title, else by the day published."""
    short = [line for line in rest if len(line) <= LONGEST_TITLE // 2]
    looking_back = [line for line in short if LOOKS_BACK.search(folded, line.start, line.end)]
    if subtitle and not DELIVERED.search(folded, subtitle.start, subtitle.end):
        looking_back.insert(0, subtitle)
    for line in looking_back:
        if match := YEAR.search(folded, line.start, line.end):
            return int(match[1])
    words = folded[title.start : title.end]
    titled = YEAR.search(words) or YEAR_IN_BRACKETS.search(words)
    if titled and (LOOKS_BACK.search(words) or PLAN.search(words)):
        return int(titled[1])
    if titled and WORK_REPORT.search(words):
        past = words.startswith("度", titled.end()) or int(titled[1]) < int(published[:4] or 0)
        return int(titled[1]) - (not past)
    if published:
        return int(published[:4]) - (int(published[5:7]) <= LOOKS_BACK_UNTIL)
    return int(titled[1]) if titled else None


def _place(folded: str, title: Span) -> str:
    """The place in the title: 运城 in `运城:……`, 浙江省 in 2025年浙江省政府工作报告."""
    words = folded[title.start : title.end]
    if match := re.match(r"([\u4e00-\u9fff]{2,8})[:：]", words):
        return match[1]
    if match := re.match(rf"(?:关于)?({NAME}[省市区县州旗])(?:人民政府)?(?:19|20)\d\d", words):
        return match[1]
    if match := re.search(rf"(?:年)?({NAME}[\u4e00-\u9fff])(?:人民)?政府工作报告", words):
        return match[1]
    if match := re.search(OF_A_BODY, words):
        return match[1]
    return ""
