"""A tap on a button under an answer, with all that is needed to serve it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.outbox import Outbox
from bot.chat.visit import Visit
from bot.store.kept import Shown
from bot.view import phrases
from bot.view.buttons import Message, Tap
from knowledge import Answer


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap on a button under an answer."""

    visit: Visit
    tap: Tap
    shown: Shown
    answer: Answer
    """The part of the answer that the button belongs to, as the library gives it now."""
    above: str
    """What that part answers, where a message asked several things."""
    outbox: Outbox
    message: int
    user: int

    @property
    def part(self) -> int:
        """Which of the answers to several questions, from 0."""
        return self.tap.number(0)

    @property
    def chosen(self) -> int:
        """Which of several things under it, from 0."""
        return self.tap.number(1)

    async def show(self, message: Message) -> str:
        """Shows a view in the place of the answer."""
        return "" if await self.outbox.edit(self.message, message) else phrases.FAILED
