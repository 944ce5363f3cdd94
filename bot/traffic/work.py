"""The update in hand: what is known of it while its handlers run, whoever asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Work:
    """One update at work."""

    update_id: int
    chat: int
    """The chat, else the user, else 0."""
    tries: int
    """How often it was begun, this time included; 0 for an update that is not kept."""
    slots: asyncio.Semaphore
    """One of it is held while it works."""
    notes: dict[str, object] = field(default_factory=dict)
    """What its line in the log tells."""
    again_after: float | None = None
    """Seconds after which it is to be tried again, because something could not be sent."""


CURRENT: ContextVar[Work | None] = ContextVar("CURRENT", default=None)


def note(**notes: object) -> None:
    """Adds to the log line of the update in hand: status, score; `question` shows with WENBAO_LOG_TEXT=1 only."""
    if work := CURRENT.get():
        work.notes.update(notes)


@asynccontextmanager
async def resting() -> AsyncIterator[None]:
    """Gives the slot of the update in hand to others while it waits."""
    work = CURRENT.get()
    if work is None:
        yield
        return
    work.slots.release()
    try:
        yield
    finally:
        await work.slots.acquire()
