"""Columns: Chinese takes two, rows break where a reader expects it, tables stand straight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.display.columns import CLOSING, clip, table, width, wrapped

TEXTS = st.text(alphabet="化解率95.74%，。“”a b件́😀…—", max_size=80)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("化解率", 6), ("é", 1), ("5%，", 4), ("😀", 2)]
)
def test_width(text: str, columns: int) -> None:
    """A Chinese character or an emoji takes two columns, a combining mark none."""
    assert width(text) == columns


@given(TEXTS, st.integers(4, 40))
def test_wrapping_loses_nothing_and_fits(text: str, columns: int) -> None:
    """All characters but white space are kept in order, and no row is wider than the terminal."""
    rows = wrapped(text, columns)
    assert _squeezed("".join(rows)) == _squeezed(text)
    assert all(width(row) <= columns for row in rows)


def test_no_row_begins_with_a_closing_mark_or_cuts_a_number() -> None:
    """A mark stays with its word, a figure in one piece."""
    text = "全市四级矛调中心受理各类矛盾纠纷36045件，成功化解34509件，化解率95.74%。"
    for columns in range(12, 60):
        rows = wrapped(text, columns)
        assert not any(row[0] in CLOSING for row in rows)
        assert all(any(figure in row for row in rows) for figure in ("36045", "34509", "95.74%。"))


@given(TEXTS, st.integers(4, 40))
def test_clipping_fits_and_says_so(text: str, columns: int) -> None:
    """A clipped text takes one line of at most so many columns and ends with …; a short one stays."""
    short = clip(text, columns)
    assert width(short) <= columns
    if width(" ".join(text.split())) > columns:
        assert short.endswith("…")


def test_a_table_is_aligned_by_columns() -> None:
    """Words are flush left, figures flush right, whatever the script."""
    assert list(table([("类别", "n"), ("figure", "7"), ("说法", "12")])) == [
        "类别     n",
        "figure   7",
        "说法    12",
    ]


def test_a_table_clips_its_cells_and_fills_short_rows() -> None:
    """A limit holds for its own column; a row may lack its last cells."""
    assert list(table([("甲", "乙"), ("全市四级矛调中心", "x"), ("丙",)], (6,))) == [
        "甲     乙",
        "全市…  x",
        "丙",
    ]
    assert list(table([])) == []
