"""The bot within a test's own loop, so that its parts can be looked at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.chat.current import Current
from bot.redact import Secret
from bot.service.service import Service, build, started
from bot.service_config import ServiceSettings
from bot.store.inbox import Inbox
from bot.store.memory import AsyncInbox
from tests import small
from tests.fake_telegram import FakeTelegram


def settings(telegram: FakeTelegram, **more: Any) -> ServiceSettings:
    """The settings of a bot of the fake server."""
    return ServiceSettings(token=Secret(telegram.token), base_url=telegram.base_url, **more)


@asynccontextmanager
async def running(telegram: FakeTelegram, inbox: Inbox | None = None, **more: Any) -> AsyncIterator[Service]:
    """The bot at work."""
    memory = AsyncInbox(inbox or Inbox.open("sqlite://"))
    service = build(settings(telegram, **more), Current(small.builtin()), memory)
    async with started(service):
        yield service
    await memory.close()


def during(telegram: FakeTelegram, work: Callable[[Service], Awaitable[None]], **more: Any) -> None:
    """Does something while the bot is at work."""

    async def run() -> None:
        async with running(telegram, **more) as service:
            await asyncio.wait_for(work(service), 60)

    asyncio.run(run())


async def until(telegram: FakeTelegram, what: Callable[[], Any], seconds: float = 20) -> Any:
    """Waits until `what` gives something true."""
    return await asyncio.to_thread(telegram.wait, what, seconds)
