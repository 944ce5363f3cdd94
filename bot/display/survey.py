"""A report as it was understood, for staff: its facts, its outline, the audit of its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.display.columns import clip
from bot.display.screen import Line, tabular
from knowledge import Check, Report, Verdict

TITLE = 60
"""Columns of a title or paragraph where it only has to be recognised."""
DIRECTIONS = {"up": "升", "down": "降", "": ""}
BOUNDS = {"exact": "", "about": "约", "over": "超", "under": "近"}
KINDS = {"count": "数量", "money": "金额", "rate": "比率", "ordinal": "序数", "date": "日期", "name": "名称"}
VERDICTS = {
    Verdict.OK: ("✓", "相符", "good"),
    Verdict.ROUNDING: ("≈", "舍入", "warn"),
    Verdict.CONFLICT: ("✗", "矛盾", "bad"),
    Verdict.UNCHECKED: ("·", "未核", "dim"),
}
"""A verdict of the audit: its mark, its name, its look."""


def facts_lines(report: Report) -> Iterator[Line]:
    """The fact table of a report."""
    rows = [
        (
            str(report.paragraphs[report.sentences[fact.sentence].paragraph].number),
            report.quote(fact.subject) if fact.subject else "",
            report.quote(fact.measure),
            report.quote(fact.span),
            f"{fact.quantity.value:f}",
            fact.quantity.unit,
            BOUNDS[fact.quantity.bound] + DIRECTIONS[fact.direction],
            KINDS[fact.quantity.kind],
            fact.period,
        )
        for fact in report.facts
    ]
    yield from _title(report, f"{len(rows)}项")
    header = ("段", "主体", "指标", "原文", "数值", "单位", "界限", "类别", "年份")
    yield from tabular(header, rows, (0, 20, 36, 20, 20, 8, 0, 0, 0))


def facts_record(report: Report) -> dict[str, object]:
    """The fact table for machines."""
    return {
        "report": report.id,
        "facts": [
            {
                "paragraph": report.paragraphs[report.sentences[fact.sentence].paragraph].number,
                "subject": report.quote(fact.subject) if fact.subject else "",
                "measure": report.quote(fact.measure),
                "text": report.quote(fact.span),
                "value": f"{fact.quantity.value:f}",
                "unit": fact.quantity.unit,
                "bound": fact.quantity.bound.value,
                "direction": fact.direction,
                "kind": fact.quantity.kind.value,
                "period": fact.period,
                "start": fact.span.start,
                "end": fact.span.end,
            }
            for fact in report.facts
        ],
    }


def outline_lines(report: Report) -> Iterator[Line]:
    """The sections of a report with their paragraphs, as they were understood."""
    sentences = Counter(sentence.paragraph for sentence in report.sentences)
    yield from _title(
        report, " · ".join(filter(None, (report.place, str(report.year or ""), report.published)))
    )
    for field, span in report.masthead.items():
        yield Line(f"{field}: {report.quote(span)}", "dim", indent=2)
    for number, section in enumerate(report.sections):
        depth = 2 * max(section.level - 1, 0)
        name = report.quote(section.title) if section.title else "（报头）" if number == 0 else "（无标题）"
        yield Line(clip(name, TITLE), "ask", indent=depth)
        for index, paragraph in enumerate(report.paragraphs):
            if paragraph.section == number:
                words = clip(report.quote(paragraph.span), TITLE)
                yield Line(f"{paragraph.number:>3}  {words}  {sentences[index]}句", indent=depth + 2)


def outline_record(report: Report) -> dict[str, object]:
    """The outline for machines, with positions."""
    return {
        "report": report.id,
        "title": report.quote(report.title),
        "place": report.place,
        "year": report.year,
        "published": report.published,
        "masthead": {field: report.quote(span) for field, span in report.masthead.items()},
        "sections": [
            {
                "title": report.quote(section.title),
                "level": section.level,
                "parent": section.parent,
                "paragraphs": [
                    {"number": p.number, "start": p.span.start, "end": p.span.end}
                    for p in report.paragraphs
                    if p.section == number
                ],
            }
            for number, section in enumerate(report.sections)
        ],
    }


def audit_lines(report: Report, checks: tuple[Check, ...]) -> Iterator[Line]:
    """The report's figures audited: what they add up to."""
    counted = Counter(check.verdict for check in checks)
    total = "，".join(f"{name}{counted[verdict]}" for verdict, (_, name, _) in VERDICTS.items())
    yield from _title(report, total)
    for check in checks:
        mark, name, look = VERDICTS[check.verdict]
        yield Line(f"{mark} {name}  第{check.paragraph}段  {check.kind}  {check.statement}", look, indent=2)


def audit_record(report: Report, checks: tuple[Check, ...]) -> dict[str, object]:
    """The audit for machines."""
    return {
        "report": report.id,
        "checks": [
            {
                "verdict": check.verdict.value,
                "kind": check.kind,
                "statement": check.statement,
                "paragraph": check.paragraph,
                "spans": [[span.start, span.end] for span in check.spans],
                "quotes": [report.quote(span) for span in check.spans],
            }
            for check in checks
        ],
    }


def _title(report: Report, remark: str) -> Iterator[Line]:
    yield Line(f"{clip(report.quote(report.title), TITLE) or report.id}  {remark}".rstrip(), "strong")
