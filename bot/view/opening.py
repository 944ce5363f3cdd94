"""What a tap or a deep link opens of a report. Pure."""

from __future__ import annotations

from bot.view import pages
from bot.view.buttons import Message, Tap, Verb
from bot.view.passages import Place
from knowledge import Library


def opened_by(library: Library, tap: Tap) -> Message:
    """The page of a report that a tap opens; the outline, where there is no such page."""
    one, two, three = (tap.number(place) for place in range(3))
    if tap.verb is Verb.REPORTS:
        return pages.reports(library, min(one, len(pages.PAGES) - 1), two)
    if one >= len(library.reports):
        return pages.outline(library)
    report = library.reports[one]
    if tap.verb is Verb.FIGURES:
        return pages.figures(library, one, two)
    if tap.verb is Verb.FACT and two < len(report.facts):
        return pages.fact_page(library, one, two)
    if tap.verb is Verb.SECTION and two < len(report.sections):
        return pages.section(library, one, two, three)
    if tap.verb is Verb.PARAGRAPH and two < len(report.paragraphs):
        return pages.paragraph_page(library, Place(one, two), three)
    return pages.outline(library, one, two if tap.verb is Verb.OUTLINE else 0)


def opened_at(library: Library, number: int, kind: str, counted: int) -> Message | None:
    """What a deep link opens: fact f12, paragraph p7, counted from 1 as readers do; None where there is none."""
    if not 0 <= number < len(library.reports):
        return None
    report = library.reports[number]
    if kind == "f":
        return pages.fact_page(library, number, counted - 1) if 0 < counted <= len(report.facts) else None
    for at, paragraph in enumerate(report.paragraphs):
        if paragraph.number == counted and paragraph.section:
            return pages.paragraph_page(library, Place(number, at))
    return None
