"""Columns of a terminal: how wide Chinese is, where a row may break, how a table is aligned. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

CLOSING = frozenset("，。、；：！？”’）》」』…%％")
"""Marks that never begin a row."""
OPENING = frozenset("“‘（《「『")
"""Marks that never end one."""


def width(text: str) -> int:
    """The columns a text takes: two for a Chinese character, none for a combining mark.

    >>> width("化解率95.74%")
    12
    """
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clip(text: str, columns: int) -> str:
    """The text in one line of at most so many columns; … where something was left out.

    >>> clip("全市四级矛调中心", 9)
    '全市四级…'
    """
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    kept = wrapped(text, columns - 1)[0]
    return kept.rstrip() + "…"


def wrapped(text: str, columns: int) -> tuple[str, ...]:
    """The text cut into rows of at most so many columns.

    Chinese may break anywhere, but no row begins with a closing mark or cuts a number or a Latin word
    that would fit into a row.
    """
    rows: list[str] = []
    row = ""
    for piece in _pieces(text):
        if row and width(row + piece) > columns:
            rows.append(row.rstrip())
            row = piece.lstrip()
        else:
            row += piece
        while width(row) > columns:
            head = _head(row, columns)
            rows.append(head)
            row = row[len(head) :]
    return (*rows, row) if row or not rows else tuple(rows)


def _pieces(text: str) -> Iterator[str]:
    """The smallest parts that stay together."""
    start = 0
    for position in range(1, len(text)):
        left, right = text[position - 1], text[position]
        joined = left.isascii() and right.isascii() and not left.isspace() and not right.isspace()
        closes = right in CLOSING or not _cell(right)
        if not (joined or closes or left in OPENING):
            yield text[start:position]
            start = position
    yield text[start:]


def _head(text: str, columns: int) -> str:
    """As much of a text as fits, at least one character."""
    taken = 0
    for position, character in enumerate(text):
        taken += _cell(character)
        if taken > columns and position:
            return text[:position]
    return text


def table(rows: Sequence[Sequence[str]], limits: Sequence[int] = ()) -> Iterator[str]:
    """The rows with their columns aligned; a column of figures is set flush right.

    `limits` are the most columns a cell may take, 0 or nothing for no limit.
    """
    most = [*limits, *[0] * max(map(len, rows), default=0)]
    cut = [
        [clip(cell, limit) if limit else cell for cell, limit in zip(row, most, strict=False)] for row in rows
    ]
    count = max(map(len, cut), default=0)
    for row in cut:
        row.extend([""] * (count - len(row)))
    widths = [max(width(row[column]) for row in cut) for column in range(count)]
    figures = [all(_figure(row[column]) for row in cut[1:]) for column in range(count)]
    for row in cut:
        cells = (_padded(*cell) for cell in zip(row, widths, figures, strict=True))
        yield "  ".join(cells).rstrip()


def _figure(cell: str) -> bool:
    return not cell or cell.lstrip("+-").replace(".", "", 1).rstrip("%").isdecimal()


def _padded(cell: str, wide: int, flush_right: bool) -> str:
    blank = " " * (wide - width(cell))
    return blank + cell if flush_right else cell + blank
