"""Where a citation stands in its report: its paragraph, with what proves the answer marked in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.view.markup import Passage
from knowledge import Citation, Library, Report, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a library; both numbers count from 0."""

    report: int
    paragraph: int


def place(library: Library, citation: Citation) -> Place:
    """The paragraph in which a citation begins."""
    number = next(n for n, report in enumerate(library.reports) if report.id == citation.report)
    # Not by halving: a masthead may stand at the end of the text, and its lines come first all the same.
    spans = (paragraph.span for paragraph in library.reports[number].paragraphs)
    return Place(number, next(at for at, span in enumerate(spans) if span.start <= citation.start < span.end))


def passage(library: Library, at: Place, spans: Iterable[Span] = ()) -> Passage:
    """A paragraph, these spans of it marked."""
    report = library.reports[at.report]
    return Passage.of(_stretches(report, report.paragraphs[at.paragraph].span, spans))


def _stretches(report: Report, whole: Span, spans: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """The paragraph's text in turn unmarked and marked."""
    at = whole.start
    for span in sorted(spans, key=lambda one: one.start):
        start, end = max(span.start, at), min(span.end, whole.end)
        if start < end:
            yield report.text[at:start], False
            yield report.text[start:end], True
            at = end
    yield report.text[at : whole.end], False


def by_place(library: Library, citations: Iterable[Citation]) -> dict[Place, list[Citation]]:
    """The citations by their paragraphs, in the order of the answer."""
    found: dict[Place, list[Citation]] = {}
    for citation in citations:
        found.setdefault(place(library, citation), []).append(citation)
    return found
