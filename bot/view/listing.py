"""A list on Telegram, a page at a time: lines with a number each, or a button each. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.view import phrases
from bot.view.buttons import Button, Message, Rows, Tap
from bot.view.markup import lines, shortened

ROWS = 8
"""Buttons under one another on one page: what a phone shows without scrolling."""
LINES = 10
"""Numbered lines on one page."""
ACROSS = 5
"""Numbered buttons in a row, wide enough for a thumb."""
GLIMPSE = 46
"""UTF-16 units of a paragraph where it only has to be recognised."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: its lines, and what each opens."""

    title: str
    remark: str
    rows: Sequence[tuple[str, Tap]]
    page: int
    turn: Tap
    """Opens another page of it, once that page's number is added."""
    way_back: tuple[Button, ...] = ()

    def numbered(self) -> Message:
        """Lines with a number each, buttons with the numbers."""
        shown, first = self._shown(LINES)
        told = [f"<b>{first + n}.</b> {line}" for n, (line, _) in enumerate(shown, 1)]
        keys = [Button(str(first + n), tap) for n, (_, tap) in enumerate(shown, 1)]
        wide = tuple(tuple(keys[n : n + ACROSS]) for n in range(0, len(keys), ACROSS))
        return Message(lines(self.title, *told, self.remark), (*wide, *self._turning(LINES)))

    def in_buttons(self) -> Message:
        """The lines themselves are the buttons."""
        shown, _ = self._shown(ROWS)
        tall = tuple((Button(shortened(line, GLIMPSE), tap),) for line, tap in shown)
        return Message(lines(self.title, self.remark), (*tall, *self._turning(ROWS)))

    def _shown(self, most: int) -> tuple[Sequence[tuple[str, Tap]], int]:
        first = min(self.page, self._last(most)) * most
        return self.rows[first : first + most], first

    def _last(self, most: int) -> int:
        return max(len(self.rows) - 1, 0) // most

    def _turning(self, most: int) -> Rows:
        last = self._last(most)
        page = min(self.page, last)
        ways = ((page - 1, phrases.EARLIER_PAGE, page > 0), (page + 1, phrases.LATER_PAGE, page < last))
        turns = tuple(
            Button(words, Tap(self.turn.verb, self.turn.key, (*self.turn.numbers, to)))
            for to, words, there in ways
            if there
        )
        return tuple(row for row in (turns, self.way_back) if row)
