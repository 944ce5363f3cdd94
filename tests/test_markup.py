"""Markup: Telegram counts in UTF-16, cuts fall between sentences, marks come after cuts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.view.markup import (
    Passage,
    bold,
    escaped,
    head,
    messages_of,
    pieces,
    plain,
    quoted,
    safe,
    shortened,
    units,
)
from tests.telegram_text import parsed

TEXTS = st.text(alphabet="化解率95.74%，。；”“！\n<>&'\"👍é…", max_size=200)


@given(st.text(max_size=60))
def test_units_are_what_telegram_counts(text: str) -> None:
    """The length of the text in UTF-16."""
    assert units(safe(text)) == len(safe(text).encode("utf-16-le")) // 2


@given(st.text(max_size=60))
def test_a_safe_text_can_be_sent_and_stored(text: str) -> None:
    """Half characters and what shows nothing are gone; a safe text stays as it is."""
    assert safe(text).encode().decode() == safe(text)
    assert safe(safe(text)) == safe(text)
    assert not set(safe(text)) & set("\u202e\u200b\x00\r\ufeff")


@given(TEXTS, st.integers(0, 40))
def test_a_head_is_the_longest_that_fits(text: str, most: int) -> None:
    """Never half a character, never one less than fits."""
    first = head(text, most)
    assert text.startswith(first)
    assert units(first) <= most
    assert first == text or units(text[: len(first) + 1]) > most


@given(TEXTS, st.integers(2, 40))
def test_shortening_fits_into_a_line(text: str, most: int) -> None:
    """One line, not longer than allowed; a short text is whole."""
    line = shortened(text, most)
    assert units(line) <= most
    assert "\n" not in line


@given(TEXTS, st.integers(2, 60))
def test_pieces_lose_nothing_and_fit(text: str, most: int) -> None:
    """Together they are the text."""
    found = list(pieces(text, most))
    assert "".join(found) == text
    assert all(0 < units(piece) <= most for piece in found)


@pytest.mark.parametrize(
    ("text", "most", "found"),
    [
        ("甲乙。丙丁。戊己。", 6, ["甲乙。丙丁。", "戊己。"]),
        ("甲说：“乙丙。”丁戊。", 8, ["甲说：“乙丙。”", "丁戊。"]),
        ("甲乙丙，丁戊己，庚。", 5, ["甲乙丙，", "丁戊己，", "庚。"]),
        ("甲乙丙丁戊己", 4, ["甲乙丙丁", "戊己"]),
        ("甲……乙。", 3, ["甲……", "乙。"]),
        ("👍👍👍", 4, ["👍👍", "👍"]),
    ],
)
def test_cuts_fall_between_sentences(text: str, most: int, found: list[str]) -> None:
    """Then between clauses, then anywhere but within a character; a stop stays with its sentence."""
    assert list(pieces(text, most)) == found


@given(TEXTS, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=4), st.integers(5, 60))
def test_pages_keep_their_marks(text: str, spans: list[tuple[int, int]], most: int) -> None:
    """What is marked on the pages is what was marked in the whole, in Telegram's eyes as well."""
    marks = tuple((min(a, b, len(text)), min(max(a, b), len(text))) for a, b in spans)
    wanted = {at for start, end in marks for at in range(start, end)}
    at = 0
    for page in Passage(text, marks).pages(most):
        assert {at + place for start, end in page.marks for place in range(start, end)} == {
            place for place in wanted if at <= place < at + len(page.text)
        }
        shown, entities = parsed(page.html())
        assert shown == page.text
        assert all(words in page.text for _, words in entities)
        at += len(page.text)
    assert at == len(text)


@given(TEXTS, st.integers(0, 150), st.integers(12, 60))
def test_the_page_around_a_mark_holds_its_beginning(text: str, start: int, most: int) -> None:
    """Whatever stands before and behind; … says that there is more."""
    start = min(start, max(len(text) - 1, 0))
    page = Passage(text, ((start, len(text)),)).around(most)
    assert units(page.text) <= most
    if text[start:].strip():
        first, last = page.marks[0]
        assert text[start:].startswith(page.text[first:last].removesuffix("…"))


@given(TEXTS)
def test_marks_are_taken_off_again(text: str) -> None:
    """Plain text is what a reader saw."""
    assert plain(f"{bold(text)}{escaped(text)}") == (safe(text) if text.strip() else "") + safe(text)


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=8), st.integers(200, 400))
def test_blocks_are_joined_into_few_messages(blocks: list[str], most: int) -> None:
    """Each fits, none is cut or lost, and two that would fit together are together."""
    told = messages_of([bold(block) for block in blocks], most)
    assert all(units(plain(one)) <= most for one in told)
    assert "\n".join(map(plain, told)) == "\n".join(map(safe, blocks))
    assert all(units(plain(f"{a}\n{b.partition('</b>')[0]}")) > most for a, b in pairwise(told))


def test_a_quotation_folds_or_not() -> None:
    """An answer's paragraph folds; a paragraph that was asked for does not."""
    passage = Passage("甲<乙>", ((0, 1),))
    assert quoted(passage, folded=True) == "<blockquote expandable><b>甲</b>&lt;乙&gt;</blockquote>"
    assert quoted(passage, folded=False) == "<blockquote><b>甲</b>&lt;乙&gt;</blockquote>"


def test_a_hard_wrap_is_no_character_of_a_passage() -> None:
    """A mark that goes over a line break stays one mark."""
    assert Passage.of([("甲乙\n  丙", False), ("丁\n戊", True)]) == Passage("甲乙丙丁戊", ((3, 5),))
