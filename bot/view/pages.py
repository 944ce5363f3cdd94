"""The pages of a report on Telegram: its outline, sections, paragraphs, key figures, and where it comes from. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.display.render import MASTHEAD
from bot.view import phrases
from bot.view.buttons import Button, Message, Tap, Verb
from bot.view.listing import GLIMPSE, Listing
from bot.view.markup import Passage, bold, escaped, lines, quoted, shortened
from bot.view.messages import OFFERED, PIECE, TITLE, told_message
from bot.view.passages import Place, passage
from knowledge import Fact, Library, Report, Span


def title(report: Report) -> str:
    """What a report is called, in a line."""
    return shortened(report.quote(report.title), 2 * TITLE) or report.id


def reports(library: Library, wanted: int, page: int = 0) -> Message:
    """Asks in which report a page is meant; `wanted` is its place in PAGES. A single report is opened at once."""
    if len(library.reports) == 1:
        return PAGES[wanted][1](library, 0, 0)
    verb, _ = PAGES[wanted]
    rows = [(title(report), Tap(verb, library.version, (n, 0))) for n, report in enumerate(library.reports)]
    return Listing(
        "", phrases.WHICH_REPORT, rows, page, Tap(Verb.REPORTS, library.version, (wanted,))
    ).in_buttons()


# --- the outline ---------------------------------------------------------------------------------------


def outline(library: Library, number: int = 0, page: int = 0) -> Message:
    """The sections of a report; a tap opens one."""
    report = library.reports[number]
    held = {paragraph.section for paragraph in report.paragraphs}
    rows = [
        (_indented(report, at), Tap(Verb.SECTION, library.version, (number, at, 0)))
        for at in range(len(report.sections))
        if at and (at in held or report.quote(report.sections[at].title))
    ]
    heading = lines(bold(title(report)), escaped(report.published))
    return Listing(
        heading, phrases.OUTLINE_IS, rows, page, Tap(Verb.OUTLINE, library.version, (number,))
    ).in_buttons()


def _indented(report: Report, at: int) -> str:
    depth = max(report.sections[at].level - 1, 0)
    return "　" * min(depth, 3) + section_name(report, at)


def section_name(report: Report, at: int) -> str:
    """What a section is called."""
    if at == 0:
        return MASTHEAD
    return " ".join(report.quote(report.sections[at].title).split()) or phrases.OPENING


def section(library: Library, number: int, at: int, page: int = 0) -> Message:
    """The paragraphs of a section with their first words."""
    report = library.reports[number]
    rows = [
        (
            escaped(shortened(report.quote(paragraph.span), GLIMPSE)),
            Tap(Verb.PARAGRAPH, library.version, (number, place, 0)),
        )
        for place, paragraph in enumerate(report.paragraphs)
        if paragraph.section == at
    ]
    if len(rows) == 1:
        return paragraph_page(library, Place(number, rows[0][1].number(1)))
    below = [
        (f"▸ {escaped(section_name(report, n))}", Tap(Verb.SECTION, library.version, (number, n, 0)))
        for n, one in enumerate(report.sections)
        if one.parent == at and n != at
    ]
    turn = Tap(Verb.SECTION, library.version, (number, at))
    home = (outline_button(library, number),)
    heading = bold(shortened(section_name(report, at), 4 * TITLE))
    return Listing(heading, phrases.SECTION_IS, rows + below, page, turn, home).numbered()


def outline_button(library: Library, number: int) -> Button:
    """Leads to the outline."""
    return Button(f"← {phrases.OUTLINE}", Tap(Verb.OUTLINE, library.version, (number, 0)))


# --- a paragraph ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Way:
    """How a reader turns from paragraph to paragraph, and where he came from."""

    turn: Tap
    """Opens a paragraph, once its number and page are added."""
    home: Button

    def to(self, words: str, paragraph: int, page: int) -> Button:
        """A button that opens a page of a paragraph."""
        return Button(words, Tap(self.turn.verb, self.turn.key, (*self.turn.numbers, paragraph, page)))


def paragraph_page(
    library: Library, at: Place, page: int = 0, spans: Iterable[Span] = (), way: Way | None = None
) -> Message:
    """A page of a paragraph, whole, with the ways before and behind it."""
    report = library.reports[at.report]
    way = way or Way(Tap(Verb.PARAGRAPH, library.version, (at.report,)), outline_button(library, at.report))
    pages = passage(library, at, spans).pages(PIECE)
    shown = pages[min(page, len(pages) - 1)]
    html = lines(_heading(report, at.paragraph), quoted(shown, folded=False), _origin(report))
    return Message(
        html,
        tuple(row for row in (_turns(report, at, min(page, len(pages) - 1), pages, way), (way.home,)) if row),
    )


def _turns(report: Report, at: Place, page: int, pages: Sequence[Passage], way: Way) -> tuple[Button, ...]:
    """Before and behind: a page of the same paragraph, else the next paragraph."""
    found: list[Button] = []
    if page:
        found.append(way.to(phrases.EARLIER_PAGE, at.paragraph, page - 1))
    elif _beside(report, at.paragraph, at.paragraph - 1):
        found.append(way.to(phrases.EARLIER, at.paragraph - 1, 0))
    if page + 1 < len(pages):
        found.append(way.to(phrases.LATER_PAGE, at.paragraph, page + 1))
    elif _beside(report, at.paragraph, at.paragraph + 1):
        found.append(way.to(phrases.LATER, at.paragraph + 1, 0))
    return tuple(found)


def _beside(report: Report, here: int, there: int) -> bool:
    """Whether a paragraph may be turned to: the masthead is not read on into the text."""
    return 0 <= there < len(report.paragraphs) and bool(report.paragraphs[here].section) == bool(
        report.paragraphs[there].section
    )


def _heading(report: Report, at: int) -> str:
    paragraph = report.paragraphs[at]
    counted = (phrases.PARAGRAPH if paragraph.section else phrases.LINE).format(paragraph.number)
    return f"{bold(shortened(section_name(report, paragraph.section), 3 * TITLE))} · {counted}"


def _origin(report: Report) -> str:
    return escaped(f"📄 《{shortened(title(report), TITLE)}》· {report.published}".removesuffix("· "))


# --- figures, source ------------------------------------------------------------------------------------


def figures(library: Library, number: int = 0, page: int = 0) -> Message:
    """The key figures of a report, a line each."""
    report = library.reports[number]
    found = library.figures(number)
    places = {fact: at for at, fact in enumerate(report.facts)}
    rows = []
    for one in found:
        assert one.fact is not None
        line = f"{escaped(_named(report, one.fact))} {bold(shortened(report.quote(one.fact.span), TITLE))}"
        rows.append((line, Tap(Verb.FACT, library.version, (number, places[one.fact]))))
    turn = Tap(Verb.FIGURES, library.version, (number,))
    remark = phrases.FIGURES_ARE if rows else phrases.NO_FIGURES
    return Listing(bold(f"{phrases.FIGURES}：{title(report)}"), remark, rows, page, turn).numbered()


def _named(report: Report, fact: Fact) -> str:
    """What a figure is of, in the report's own words as far as they stand before it: 刑事案件同比下降."""
    before = Span(fact.measure.start, fact.span.start)
    near = fact.measure.end <= fact.span.start and len(before) <= TITLE
    words = report.quote(before if near else fact.measure)
    who = report.quote(fact.subject) if fact.subject else ""
    return shortened(f"{words}（{who}）" if who and who not in words else words, 2 * TITLE)


def fact_page(library: Library, number: int, fact: int) -> Message:
    """One fact with its paragraph, and what can be read on."""
    evidence = library.fact(number, fact)
    told = told_message(library, evidence, library.version, 0)
    home = Button(f"← {phrases.FIGURES}", Tap(Verb.FIGURES, library.version, (number, 0)))
    paragraph = library.reports[number].sentences[evidence.sentence].paragraph
    whole = Button(phrases.WHOLE, Tap(Verb.PARAGRAPH, library.version, (number, paragraph, 0)))
    return Message(told.html, ((whole, home),))


def source(library: Library) -> Message:
    """Where the reports come from."""
    count = len(library.reports)
    blocks = [_imprint(library, number) for number in range(min(count, OFFERED))]
    if count > OFFERED:
        blocks.append(phrases.MORE_REPORTS.format(count))
    ways = tuple(
        Button(words, Tap(Verb.REPORTS, library.version, (wanted, 0)))
        for wanted, words in enumerate((phrases.OUTLINE, phrases.FIGURES))
    )
    return Message("\n\n".join(blocks), (ways,))


def _imprint(library: Library, number: int) -> str:
    report = library.reports[number]
    known = [
        f"{words}：{escaped(shortened(report.quote(report.masthead[field]), 3 * TITLE))}"
        for field, words in phrases.MASTHEAD.items()
        if field in report.masthead
    ]
    counted = sum(1 for paragraph in report.paragraphs if paragraph.section)
    extent = phrases.EXTENT.format(counted, len(library.figures(number)))
    return lines(bold(f"《{title(report)}》"), _subtitle(report), *known, extent)


def _subtitle(report: Report) -> str:
    return escaped(shortened(report.quote(report.subtitle), 4 * TITLE)) if report.subtitle else ""


PAGES: tuple[tuple[Verb, Callable[[Library, int, int], Message]], ...] = (
    (Verb.OUTLINE, outline),
    (Verb.FIGURES, figures),
)
"""Pages that every report has of its own."""
