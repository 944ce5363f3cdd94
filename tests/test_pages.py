"""Pages of a report: everything in it can be reached by tapping, and every page is taken by Telegram."""

from __future__ import annotations

import re

import pytest

from bot.view import listing, opening, pages, phrases
from bot.view.buttons import Message, Tap, Verb
from bot.view.passages import Place
from knowledge import Library, Span
from tests import small
from tests.telegram_text import parsed, valid

SECTIONS = 23
LONG = "这一句话说的是工作。" * 800
MANY = (
    "关于平安建设的报告",
    *(
        line
        for n in range(1, SECTIONS + 1)
        for line in (f"第{n}项 加强建设", f"全年办理案件{n}00件,办结率{n}.5%。", "另有一段没有数字的话，说的是别的事。")
    ),
    "最后一项 长段落",
    LONG,
)  # fmt: skip


def taps(message: Message) -> dict[str, Tap]:
    """What its buttons say, by their words."""
    return {button.words: button.tap for row in message.rows for button in row if button.tap}


def walked(library: Library, first: Message) -> dict[str, Message]:
    """Every page that can be reached from this one, by what opens it."""
    found: dict[str, Message] = {}
    waiting = list(taps(first).values())
    while waiting:
        tap = waiting.pop()
        if tap.spoken() not in found:
            found[tap.spoken()] = opening.opened_by(library, tap)
            waiting += taps(found[tap.spoken()]).values()
    return found


@pytest.mark.parametrize("library", [small.builtin(), small.library(*MANY)], ids=["builtin", "long"])
def test_every_page_is_reached_and_taken_by_telegram(library: Library) -> None:
    """From the source by taps alone: all of the report's paragraphs, each page within the limits."""
    found = walked(library, pages.source(library))
    seen = ""
    for message in found.values():
        valid(message)
        seen += parsed(message.html)[0]
    report = library.reports[0]
    for sentence in report.sentences:
        if report.paragraphs[sentence.paragraph].section:
            assert report.quote(sentence.span).replace("\n", "") in seen


def test_the_outline_is_a_button_a_section() -> None:
    """As the report calls its sections; the text before the first has a name as well."""
    message = pages.outline(small.builtin())
    assert list(taps(message)) == [
        phrases.OPENING,
        "把牢政治方向 锻造绝对忠诚",
        "深化平安建设 维护和谐稳定",
        "汲取改革之力 筑牢法治保障",
    ]
    assert "2025-02-17" in message.html


def test_a_long_outline_has_pages() -> None:
    """Eight sections at once, and the ways to the others."""
    library = small.library(*MANY)
    first = pages.outline(library)
    assert len(taps(first)) == listing.ROWS + 1
    second = opening.opened_by(library, taps(first)[phrases.LATER_PAGE])
    assert set(taps(second)) > {phrases.EARLIER_PAGE, phrases.LATER_PAGE}
    assert pages.outline(library, 0, 99) == pages.outline(library, 0, (SECTIONS + 1) // listing.ROWS)


def test_a_section_of_one_paragraph_is_that_paragraph() -> None:
    """Nobody taps through a list of one."""
    library = small.library(*MANY)
    assert pages.section(library, 0, SECTIONS + 1).html.startswith("<b>最后一项 长段落</b>")


def test_a_long_paragraph_has_pages_cut_at_sentences() -> None:
    """No page ends within a sentence, and together they are the paragraph."""
    library = small.library(*MANY)
    at = Place(0, len(library.reports[0].paragraphs) - 1)
    told = [parsed(pages.paragraph_page(library, at, n).html) for n in range(3)]
    quotes = [words for _, entities in told for kind, words in entities if kind == "BlockQuote"]
    assert all(quote.endswith("。") for quote in quotes)
    assert "".join(quotes) == LONG


def test_a_paragraph_is_shown_whole_with_what_proves_marked() -> None:
    """It does not fold: who wants the whole paragraph wants to see it."""
    library = small.builtin()
    report = library.reports[0]
    span = report.sentences[-1].span
    at = Place(0, report.sentences[-1].paragraph)
    text, entities = parsed(pages.paragraph_page(library, at, 0, [span]).html)
    assert ("Bold", report.quote(span)) in entities
    assert [kind for kind, _ in entities].count("BlockQuote") == 1
    assert text.startswith("汲取改革之力 筑牢法治保障 · 第19段\n")


def test_the_figures_are_lines_with_numbers() -> None:
    """What was counted, by whom, how much; the number opens the place."""
    library = small.builtin()
    message = pages.figures(library)
    text, entities = parsed(message.html)
    assert "3. 化解率（全市四级矛调中心） 95.74%" in text.split("\n")
    assert ("Bold", "95.74%") in entities
    assert "7. 刑事案件同比下降 10.97%" in text.split("\n")
    opened = opening.opened_by(library, taps(message)["3"])
    assert opened.html.startswith("<b>化解率95.74%</b>")
    assert list(taps(opened)) == [phrases.WHOLE, f"← {phrases.FIGURES}"]


def test_a_report_without_figures_says_so() -> None:
    """An empty list is explained."""
    library = small.library("关于建设的报告", "深化建设", "我们做了许多工作。")
    assert phrases.NO_FIGURES in pages.figures(library).html
    valid(pages.figures(library))


def test_the_source_names_who_wrote_it_and_when() -> None:
    """What a citizen needs to find the report elsewhere."""
    text, _ = parsed(pages.source(small.builtin()).html)
    for words in ("《运城:倾力守护万家灯火 护航高质量发展大局》", "来源：运城新闻网", "发布时间：2025-02-17 09:08", "记者：孙雄"):  # fmt: skip
        assert words in text


def test_several_reports_are_asked_for_first() -> None:
    """With one report nobody is asked which."""
    two = Library([small.report(*MANY, name="a"), small.report(*MANY[:-2], name="b")])
    asked = pages.reports(two, 0)
    assert [tap.verb for tap in taps(asked).values()] == [Verb.OUTLINE]
    assert len([button for row in asked.rows for button in row]) == 2
    valid(asked)
    valid(pages.source(two))
    assert pages.reports(small.builtin(), 1) == pages.figures(small.builtin())


def test_many_reports_are_counted_not_poured_out() -> None:
    """The first few are named, the others can be tapped to."""
    six = Library([small.report(*MANY[:4], name=f"r{n}") for n in range(6)])
    assert pages.source(six).html.endswith(phrases.MORE_REPORTS.format(6))
    valid(pages.source(six))


@pytest.mark.parametrize(
    ("kind", "counted", "begins"),
    [("f", 22, "<b>化解率95.74%</b>"), ("p", 7, "<b>把牢政治方向 锻造绝对忠诚</b> · 第7段")],
)
def test_a_deep_link_opens_its_place(kind: str, counted: int, begins: str) -> None:
    """Facts and paragraphs, counted from 1."""
    message = opening.opened_at(small.builtin(), 0, kind, counted)
    assert message is not None
    assert message.html.startswith(begins)
    valid(message)


@pytest.mark.parametrize(("number", "kind", "counted"), [(0, "f", 0), (0, "f", 51), (0, "p", 20), (0, "p", 0), (3, "p", 1), (-1, "p", 1)])  # fmt: skip
def test_a_deep_link_to_nowhere(number: int, kind: str, counted: int) -> None:
    """A place that the report does not have opens nothing, and breaks nothing."""
    assert opening.opened_at(small.builtin(), number, kind, counted) is None


def test_the_facts_are_counted_as_the_fact_table_is() -> None:
    """f12 is the twelfth line of wenbao facts."""
    report = small.builtin().reports[0]
    for counted, fact in enumerate(report.facts, 1):
        message = opening.opened_at(small.builtin(), 0, "f", counted)
        assert message is not None
        assert re.sub(r"\s", "", report.quote(fact.span)) in re.sub(r"\s", "", parsed(message.html)[0])
        valid(message)


def test_the_masthead_is_apart() -> None:
    """Its lines can be read, by their own name; the text begins with its first paragraph."""
    library = small.builtin()
    assert pages.paragraph_page(library, Place(0, 0)).html.startswith("<b>报头</b> · 第1行")
    assert phrases.EARLIER not in taps(opening.opened_at(library, 0, "p", 1) or Message(""))


def test_marks_of_a_paragraph_stay_in_it() -> None:
    """A span that begins before the paragraph marks nothing outside."""
    library = small.builtin()
    whole = Span(0, len(library.reports[0].text))
    valid(pages.paragraph_page(library, Place(0, 8), 0, [whole]))
