"""One update with all that is needed to serve it, and what the bot keeps in mind from one to the next."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from telegram import Bot, Update, User

from bot.chat.current import Current
from bot.chat.flood import Flood
from bot.chat.outbox import Outbox
from bot.chat.talk import Place
from bot.store.memory import AsyncInbox
from knowledge import Library

TAPS_AT_ONCE, TAP_EVERY = 20, 0.5
"""Leafing is quicker than asking."""
KEPT = 1024


class Lately:
    """What was met lately; the oldest is forgotten first."""

    def __init__(self) -> None:
        self._met: OrderedDict[Hashable, None] = OrderedDict()

    def again(self, one: Hashable) -> bool:
        """Whether it was met before; from now on it was."""
        before = one in self._met
        self._met[one] = None
        if len(self._met) > KEPT:
            self._met.popitem(last=False)
        return before


@dataclass(slots=True)
class Hall:
    """What all visits share."""

    current: Current
    memory: AsyncInbox
    clock: Callable[[], float] = time.time
    """Seconds since 1970."""
    questions: Flood = field(default_factory=Flood)
    taps: Flood = field(default_factory=lambda: Flood(TAPS_AT_ONCE, TAP_EVERY))
    voted: Lately = field(default_factory=Lately)
    albums: Lately = field(default_factory=Lately)


@dataclass(frozen=True, slots=True)
class Visit:
    """One update."""

    hall: Hall
    bot: Bot
    update: Update
    library: Library
    """The same for the whole visit."""

    @property
    def memory(self) -> AsyncInbox:
        """What outlives a crash."""
        return self.hall.memory

    @property
    def me(self) -> User:
        """The bot's own account."""
        return self.bot.bot

    def outbox(self, place: Place) -> Outbox:
        """The way out to a place."""
        return Outbox(self.bot, self.memory, self.update.update_id, place)

    def link(self, place: Place) -> str:
        """What a source leads to: in private there are buttons, elsewhere the chat with the bot."""
        return "" if place.private else deep_link(self.me)


def deep_link(me: User) -> str:
    """The address that opens the bot, to be followed by what is to be opened."""
    return f"https://t.me/{me.username}?start="
