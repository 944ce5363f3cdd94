"""The bot at work: the service as it is, polling the fake server in a thread of its own, as long as a test needs it."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from pathlib import Path
from typing import Any, Self

from telegram import Update

from bot.chat.current import Current
from bot.redact import Secret
from bot.service.service import Service, build, started
from bot.service_config import ServiceSettings
from bot.store.inbox import Inbox
from bot.store.memory import AsyncInbox
from knowledge import Library
from tests import small
from tests.fake_telegram import FakeTelegram
from tests.telegram_text import parsed


class Bot:
    """A running bot."""

    def __init__(
        self, telegram: FakeTelegram, folder: Path, library: Library | None = None, *, webhook: bool = False
    ) -> None:
        self.telegram = telegram
        port = _free_port()
        self.settings = ServiceSettings(
            token=Secret(telegram.token),
            base_url=telegram.base_url,
            database=Secret(f"sqlite:///{folder}/wenbao.db"),
            webhook_url=f"http://127.0.0.1:{port}/hook" if webhook else "",
            webhook_listen=("127.0.0.1", port),
            webhook_secret=Secret("a-secret-of-the-tests"),
        )
        self.current = Current(library or small.builtin())
        self._inbox = Inbox.open(self.settings.database.reveal())
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._ready, self._ended = threading.Event(), asyncio.Event()
        self._loop: asyncio.AbstractEventLoop
        self._service: Service

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(20)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(20)
        assert not self._thread.is_alive()
        self._inbox.close()
        self._all_valid()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        memory = AsyncInbox(Inbox.open(self.settings.database.reveal()))
        self._service = build(self.settings, self.current, memory)
        async with started(self._service):
            self._ready.set()
            await self._ended.wait()
        await memory.close()

    def _all_valid(self) -> None:
        """Everything that was shown as HTML is taken by Telegram's own parser as well."""
        for call in self.telegram.calls("sendMessage", "editMessageText"):
            if call.parameters.get("parse_mode") == "HTML":
                assert parsed(call.parameters["text"])[0].strip()

    # --- what tests do -------------------------------------------------------------------------------

    @property
    def inbox(self) -> Inbox:
        """What is kept, once everything so far was served."""
        self.settled()
        return self._inbox

    @property
    def statuses(self) -> Counter[str]:
        """How many questions ended how."""
        self.settled()
        return self._service.pulse.questions

    def settled(self) -> None:
        """Waits until everything pushed so far was served."""
        self.telegram.wait(lambda: not self.telegram.pending and self._inbox.depth()[0] == 0)

    def feed(self, update: dict[str, Any]) -> None:
        """Hands an update to the bot that Telegram was not asked for."""

        async def put() -> None:
            await self._service.queue.put(Update.de_json(update, self._service.bot))

        asyncio.run_coroutine_threadsafe(put(), self._loop).result(20)

    def ask(self, question: str, user: int = 7, **more: Any) -> dict[str, Any]:
        """What is answered to a question in private: the last message of the answer."""
        before = len(self.telegram.sent(user))
        self.telegram.say(question, user, **more)
        return self.telegram.wait_sent(before + 1, user)[-1]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def keys(message: dict[str, Any]) -> dict[str, str]:
    """The buttons of a message as it is now: what each says, by its words."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {key["text"]: key.get("callback_data", "") for row in rows for key in row}
