"""One update with all that is needed to serve it, and what the bot keeps in mind from one to the next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Protocol

from telegram import Bot, Update, User

from bot.flood import Flood
from bot.inbox import Inbox
from bot.outbox import Outbox
from bot.talk import Place
from knowledge import Answer, Library

TAPS_AT_ONCE, TAP_EVERY = 20, 0.5
"""Leafing is quicker than asking."""
KEPT = 1024


class Holder(Protocol):
    """Where the library is found: it may be exchanged while the bot runs."""

    @property
    def library(self) -> Library:
        """The library of now."""


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


def _unlogged(_chat: int, _answer: Answer, _ms: float) -> None:
    """Nothing is written."""


@dataclass(slots=True)
class Hall:
    """What all visits share."""

    holder: Holder
    inbox: Inbox
    clock: Callable[[], float]
    """Seconds since 1970."""
    log_answer: Callable[[int, Answer, float], None] = _unlogged
    """Told of each answer: the chat, the answer, how many milliseconds it took."""
    questions: Flood = field(default_factory=Flood)
    taps: Flood = field(default_factory=lambda: Flood(TAPS_AT_ONCE, TAP_EVERY))
    voted: Lately = field(default_factory=Lately)
    albums: Lately = field(default_factory=Lately)
    unserved: set[int] = field(default_factory=set)
    """Updates for which nothing left this machine: they are not done, and are to be served again."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One update."""

    hall: Hall
    bot: Bot
    update: Update
    library: Library
    """The same for the whole visit."""

    @property
    def inbox(self) -> Inbox:
        """What outlives a crash."""
        return self.hall.inbox

    @property
    def me(self) -> User:
        """The bot's own account."""
        return self.bot.bot

    def outbox(self, place: Place) -> Outbox:
        """The way out to a place."""
        return Outbox(self.bot, self.inbox, self.update.update_id, place)

    def link(self, place: Place) -> str:
        """What a source leads to: in private there are buttons, elsewhere the chat with the bot."""
        return "" if place.private else deep_link(self.me)


def deep_link(me: User) -> str:
    """The address that opens the bot, to be followed by what is to be opened."""
    return f"https://t.me/{me.username}?start="
