"""The front at work: a bot that polls the fake server, in a thread of its own, as long as a test needs it."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Self

from telegram.ext import Application, ApplicationBuilder

from bot import front
from bot.inbox import Inbox
from bot.visit import Hall
from knowledge import Library
from tests import small
from tests.fake_telegram import FakeTelegram


@dataclass
class Shelf:
    """Holds a library that can be exchanged."""

    library: Library = field(default_factory=small.builtin)


class Bot:
    """A bot with the front's handlers."""

    def __init__(
        self, telegram: FakeTelegram, inbox: Inbox | None = None, shelf: Shelf | None = None
    ) -> None:
        self.telegram = telegram
        self.shelf = shelf or Shelf()
        self.inbox = inbox or Inbox.open("sqlite://")
        self.hall: Hall = front.hall(self.shelf, self.inbox, time.time)
        self.logged: list[tuple[int, str]] = []
        self.hall.log_answer = lambda chat, answer, _ms: self.logged.append((chat, answer.status.value))
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._ready, self._ended = threading.Event(), asyncio.Event()
        self._loop: asyncio.AbstractEventLoop

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(20)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(20)
        assert not self._thread.is_alive()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        builder = ApplicationBuilder().token(self.telegram.token).base_url(self.telegram.base_url)
        application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
        front.install(application, self.hall)
        async with application:
            await front.introduce(application.bot)
            await application.start()
            assert application.updater is not None
            await application.updater.start_polling(timeout=1, allowed_updates=front.ALLOWED_UPDATES)
            self._ready.set()
            await self._ended.wait()
            await application.updater.stop()
            await application.stop()

    # --- what tests do -------------------------------------------------------------------------------

    def settled(self) -> None:
        """Waits until everything pushed so far was served: a last question of another chat is answered."""
        self.telegram.say("化解率是多少", user=SENTINEL)
        before = len(self.telegram.sent(SENTINEL))
        self.telegram.wait(lambda: len(self.telegram.sent(SENTINEL)) > before)

    def ask(self, question: str, user: int = 7, **more: Any) -> dict[str, Any]:
        """What is answered to a question in private: the last message of the answer."""
        before = len(self.telegram.sent(user))
        self.telegram.say(question, user, **more)
        return self.telegram.wait_sent(before + 1, user)[-1]


SENTINEL = 999_000_000
"""The user whose question is asked last."""


def keys(message: dict[str, Any]) -> dict[str, str]:
    """The buttons of a message as it is now: what each says, by its words."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {key["text"]: key.get("callback_data", "") for row in rows for key in row}
