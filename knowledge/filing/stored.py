"""A report as bytes and back: positions as numbers, nothing lost; what nobody looks at is not made.

The bytes: two lengths, the head (JSON), the text (UTF-8), then rows of 4-byte numbers.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Generic, TypeVar, overload

from knowledge.model import Bound, Fact, Kind, Paragraph, Quantity, Report, Section, Sentence, Span

BOUNDS = {bound.value: bound for bound in Bound}
KINDS = {kind.value: kind for kind in Kind}
WIDTH = 4
"""Bytes of a number."""
PARAGRAPH, SENTENCE, CLAUSE, FACT = 4, 5, 2, 17
"""Numbers of a row: of a sentence the last is where its clauses end, counted through the report."""
NOWHERE = (-1, -1)
"""Stands for a span that there is none of."""

T = TypeVar("T")


class Made(Sequence[T], Generic[T]):
    """A sequence whose members are made when they are first looked at, and then kept."""

    __slots__ = ("_make", "_members")

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._make = make
        self._members: list[T | None] = [None] * count

    def __len__(self) -> int:
        return len(self._members)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self._members))))
        found = self._members[at]
        if found is None:
            at %= len(self._members)
            found = self._members[at] = self._make(at)
        return found

    def __iter__(self) -> Iterator[T]:
        return map(self.__getitem__, range(len(self._members)))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Made | tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


def stored(report: Report) -> bytes:
    """The report as bytes; as many as a multiple of a number's."""
    names: dict[str, int] = {}

    def name(written: str) -> int:
        return names.setdefault(written, len(names))

    numbers = array("i")
    for paragraph in report.paragraphs:
        numbers.extend((paragraph.section, paragraph.number, *_both(paragraph.span)))
    clauses = 0
    for sentence in report.sentences:
        clauses += len(sentence.clauses)
        numbers.extend((sentence.paragraph, *_both(sentence.span), clauses, name(sentence.period)))
    for sentence in report.sentences:
        for clause in sentence.clauses:
            numbers.extend(_both(clause))
    for fact in report.facts:
        quantity = fact.quantity
        said = (str(quantity.value), quantity.unit, quantity.bound.value, quantity.kind.value)
        numbers.extend((fact.sentence, fact.clause))
        for span in (fact.subject, fact.measure, fact.item, fact.span):
            numbers.extend(NOWHERE if span is None else _both(span))
        numbers.extend(map(name, (*said, fact.direction, fact.period)))
        numbers.append(fact.in_characters)
    counts = (len(report.paragraphs), len(report.sentences), clauses, len(report.facts))
    head = json.dumps(_head(report, counts, names), ensure_ascii=False, separators=(",", ":"))
    parts = (head.encode("utf-8", "surrogatepass"), report.text.encode("utf-8", "surrogatepass"))
    written = array("i", map(len, parts)).tobytes() + b"".join(parts)
    return written + bytes(-len(written) % WIDTH) + numbers.tobytes()


def _head(report: Report, counts: Sequence[int], names: Sequence[str] | dict[str, int]) -> dict[str, object]:
    return {
        "id": report.id, "title": _both(report.title), "subtitle": _pair(report.subtitle),
        "masthead": {name: _both(span) for name, span in report.masthead.items()},
        "place": report.place, "year": report.year, "published": report.published, "kind": report.kind,
        "body": report.body, "pages": report.pages,
        "sections": [[s.level, *_both(s.title), s.parent, s.period] for s in report.sections],
        "counts": counts, "names": list(names),
    }  # fmt: skip


def restored(raw: bytes | memoryview) -> Report:
    """The report of these bytes; they are looked at as long as it is. Raises ValueError where they are none's."""
    view = memoryview(raw)
    of_head, of_text = view[: 2 * WIDTH].cast("i")
    start = 2 * WIDTH + of_head
    head: dict[str, Any] = json.loads(str(view[2 * WIDTH : start], "utf-8", "surrogatepass"))
    end = start + of_text
    numbers = view[end + -end % WIDTH :].cast("i")
    rows = _Rows(numbers, head["names"], *head["counts"])
    paragraphs, sentences, _, facts = head["counts"]
    return Report(
        id=head["id"],
        text=str(view[start:end], "utf-8", "surrogatepass"),
        title=Span(*head["title"]),
        subtitle=Span(*head["subtitle"]) if head["subtitle"] else None,
        masthead={name: Span(*pair) for name, pair in head["masthead"].items()},
        place=head["place"],
        year=head["year"],
        published=head["published"],
        kind=head["kind"],
        body=head["body"],
        pages=tuple(head["pages"]),
        sections=tuple(
            Section(level, Span(a, b), parent, period) for level, a, b, parent, period in head["sections"]
        ),
        paragraphs=Made(paragraphs, rows.paragraph),
        sentences=Made(sentences, rows.sentence),
        facts=Made(facts, rows.fact),
    )


class _Rows:
    """The rows of a report's numbers."""

    __slots__ = ("_clauses", "_facts", "_names", "_numbers", "_sentences")

    def __init__(
        self,
        numbers: memoryview,
        names: Sequence[str],
        paragraphs: int,
        sentences: int,
        clauses: int,
        facts: int,
    ) -> None:
        self._numbers, self._names = numbers, names
        self._sentences = paragraphs * PARAGRAPH
        self._clauses = self._sentences + sentences * SENTENCE
        self._facts = self._clauses + clauses * CLAUSE
        if self._facts + facts * FACT != len(numbers):
            raise ValueError("not the bytes of a report")

    def paragraph(self, at: int) -> Paragraph:
        """A paragraph by its number."""
        section, number, start, end = self._numbers[at * PARAGRAPH : (at + 1) * PARAGRAPH]
        return Paragraph(section, number, Span(start, end))

    def sentence(self, at: int) -> Sentence:
        """A sentence by its number."""
        row = self._sentences + at * SENTENCE
        paragraph, start, end, last, period = self._numbers[row : row + SENTENCE]
        first = self._numbers[row - SENTENCE + 3] if at else 0
        flat = self._numbers[self._clauses + first * CLAUSE : self._clauses + last * CLAUSE].tolist()
        return Sentence(
            paragraph, Span(start, end), tuple(map(Span, flat[::2], flat[1::2])), self._names[period]
        )

    def fact(self, at: int) -> Fact:
        """A fact by its number."""
        row = self._facts + at * FACT
        (
            sentence, clause, subject, subject_end, measure, measure_end, item, item_end, start, end,
            value, unit, bound, kind, direction, period, in_characters,
        ) = self._numbers[row : row + FACT]  # fmt: skip
        names = self._names
        return Fact(
            sentence,
            clause,
            None if subject < 0 else Span(subject, subject_end),
            Span(measure, measure_end),
            None if item < 0 else Span(item, item_end),
            Quantity(Decimal(names[value]), names[unit], BOUNDS[names[bound]], KINDS[names[kind]]),
            names[direction],
            names[period],
            bool(in_characters),
            Span(start, end),
        )


def _both(span: Span) -> tuple[int, int]:
    return (span.start, span.end)


def _pair(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)
