"""A report as bytes and back: positions as numbers, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from knowledge.model import Bound, Fact, Kind, Paragraph, Quantity, Report, Section, Sentence, Span

BOUNDS = {bound.value: bound for bound in Bound}
KINDS = {kind.value: kind for kind in Kind}


def stored(report: Report) -> bytes:
    """The report as bytes."""
    table = {
        "id": report.id,
        "text": report.text,
        "title": _pair(report.title),
        "subtitle": _pair(report.subtitle),
        "masthead": {name: _pair(span) for name, span in report.masthead.items()},
        "place": report.place,
        "year": report.year,
        "published": report.published,
        "kind": report.kind,
        "body": report.body,
        "pages": report.pages,
        "sections": [[s.level, *_both(s.title), s.parent, s.period] for s in report.sections],
        "paragraphs": [[p.section, p.number, *_both(p.span)] for p in report.paragraphs],
        "sentences": [
            [s.paragraph, *_both(s.span), [at for clause in s.clauses for at in _both(clause)], s.period]
            for s in report.sentences
        ],
        "facts": [_fact(fact) for fact in report.facts],
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def restored(raw: bytes) -> Report:
    """The report of these bytes. Raises ValueError, KeyError or TypeError where they are no report's."""
    table = json.loads(raw.decode("utf-8", "surrogatepass"))
    return Report(
        id=table["id"],
        text=table["text"],
        title=Span(*table["title"]),
        subtitle=_span(table["subtitle"]),
        masthead={name: Span(*pair) for name, pair in table["masthead"].items()},
        place=table["place"],
        year=table["year"],
        published=table["published"],
        kind=table["kind"],
        body=table["body"],
        pages=tuple(table["pages"]),
        sections=tuple(
            Section(level, Span(a, b), parent, period) for level, a, b, parent, period in table["sections"]
        ),
        paragraphs=tuple(
            Paragraph(section, number, Span(a, b)) for section, number, a, b in table["paragraphs"]
        ),
        sentences=tuple(
            Sentence(paragraph, Span(a, b), tuple(map(Span, flat[::2], flat[1::2])), period)
            for paragraph, a, b, flat, period in table["sentences"]
        ),
        facts=tuple(_restored_fact(row) for row in table["facts"]),
    )


def _fact(fact: Fact) -> list[Any]:
    quantity = fact.quantity
    return [
        fact.sentence, fact.clause, _pair(fact.subject), _pair(fact.measure), _pair(fact.item),
        str(quantity.value), quantity.unit, quantity.bound.value, quantity.kind.value,
        fact.direction, fact.period, fact.in_characters, _pair(fact.span),
    ]  # fmt: skip


def _restored_fact(row: Sequence[Any]) -> Fact:
    (
        sentence,
        clause,
        subject,
        measure,
        item,
        value,
        unit,
        bound,
        kind,
        direction,
        period,
        characters,
        span,
    ) = row
    return Fact(
        sentence,
        clause,
        _span(subject),
        Span(*measure),
        _span(item),
        Quantity(Decimal(value), unit, BOUNDS[bound], KINDS[kind]),
        direction,
        period,
        characters,
        Span(*span),
    )


def _both(span: Span) -> tuple[int, int]:
    return (span.start, span.end)


def _pair(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _span(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)
