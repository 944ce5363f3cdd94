"""Why this answer, and why not the others: everything the library considered, for staff."""

from __future__ import annotations

from collections.abc import Iterator

from bot.display.columns import clip, table
from bot.display.render import answer_lines, answer_record, understood
from bot.display.screen import Line, tabular
from knowledge import Evidence, Explanation, Library

WORDS = 60
"""Columns of a sentence where it only has to be recognised."""
CANDIDATES_SHOWN = 10
EVIDENCE_SHOWN = 6
VARIANTS_SHOWN = 4


def explanation_lines(library: Library, explained: Explanation) -> Iterator[Line]:
    """Why this answer, and why not the others: every point of every piece of evidence."""
    yield from answer_lines(explained.answer)
    yield from _heading("怎样理解")
    yield from _understanding(explained)
    yield from _heading(f"候选（{len(explained.candidates)}句，按检索得分）")
    rows = [
        (
            f"{one.score:.2f}",
            _place(library, one.report, one.sentence),
            "+".join(library.found_by(explained.answer.question, one)),
            _words(library, one.report, one.sentence),
        )
        for one in explained.candidates[:CANDIDATES_SHOWN]
    ]
    yield from tabular(("得分", "位置", "来自", "句子"), rows, (0, 0, 24, WORDS))
    yield from _heading(f"依据（够{explained.threshold:.2f}才回答）")
    for evidence in explained.evidence[:EVIDENCE_SHOWN]:
        yield from _weighed(library, evidence, explained.threshold)


def _understanding(explained: Explanation) -> Iterator[Line]:
    question = explained.answer.question
    said = {
        "读作": question.text,
        "问法": question.asks.value,
        "单位": question.unit,
        "年份": question.period,
        "地点": question.place,
        "承接": " / ".join(question.before),
        "改字": understood(explained.answer),
        "判定": " ".join(filter(None, (explained.answer.status.value, explained.answer.reason))),
    }
    yield Line("  ".join(f"{name}：{value}" for name, value in said.items() if value), indent=2)
    rows = [
        (
            term.typed + ("*" if term.focus else ""),
            f"{term.weight:.2f}",
            " ".join(f"{v.text}({v.by} {v.degree:.2f})" for v in term.variants[:VARIANTS_SHOWN])
            or "报告里没有",
        )
        for term in question.terms
    ]
    yield from tabular(("词（*所问）", "分量", "在报告里"), rows)


def _heading(text: str) -> Iterator[Line]:
    yield Line()
    yield Line(text, "strong")


def _weighed(library: Library, evidence: Evidence, threshold: float) -> Iterator[Line]:
    sign, look = ("≥", "good") if evidence.strength >= threshold else ("<", "dim")
    place = _place(library, evidence.report, evidence.sentence)
    words = clip(library.quote(evidence), WORDS)
    yield Line(f"{evidence.strength:.3f} {sign} {threshold:.2f}  {place}  {words}", look, indent=2)
    rows = [(f"{reason.points:+.3f}", reason.name) for reason in evidence.reasons]
    yield from (Line(row, indent=6) for row in table([("", ""), *rows]) if row)


def _words(library: Library, report: int, sentence: int) -> str:
    book = library.reports[report]
    return book.quote(book.sentences[sentence].span)


def _place(library: Library, report: int, sentence: int) -> str:
    """第4段, with the report's number where several are loaded."""
    book = library.reports[report]
    number = book.paragraphs[book.sentences[sentence].paragraph].number
    return f"第{number}段" if len(library.reports) == 1 else f"{report + 1}#第{number}段"


def explanation_record(library: Library, explained: Explanation, elapsed_ms: float) -> dict[str, object]:
    """The same for machines, nothing left out."""
    question = explained.answer.question
    return answer_record(explained.answer, elapsed_ms) | {
        "reason": explained.answer.reason,
        "missing": explained.answer.missing,
        "read": question.text,
        "asks": question.asks.value,
        "unit": question.unit,
        "period": question.period,
        "place": question.place,
        "before": list(question.before),
        "understood": [list(pair) for pair in question.understood],
        "terms": [
            {
                "typed": term.typed,
                "weight": round(term.weight, 4),
                "focus": term.focus,
                "tells": term.tells,
                "variants": [[v.text, v.by, round(v.degree, 4)] for v in term.variants],
            }
            for term in question.terms
        ],
        "threshold": explained.threshold,
        "candidates": [
            {
                "report": library.reports[one.report].id,
                "sentence": one.sentence,
                "score": round(one.score, 4),
                "found_by": list(library.found_by(explained.answer.question, one)),
            }
            for one in explained.candidates
        ],
        "evidence": [
            {
                "report": library.reports[one.report].id,
                "sentence": one.sentence,
                "quote": library.quote(one),
                "start": one.span.start,
                "end": one.span.end,
                "strength": round(one.strength, 4),
                "reasons": {reason.name: round(reason.points, 4) for reason in one.reasons},
            }
            for one in explained.evidence
        ],
    }
