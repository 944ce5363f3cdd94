"""The calls that wait for Telegram itself, however long it takes: the first one, the webhook, the poll."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import Update, User
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.traffic.causes import fate, told
from bot.traffic.pace import Pace
from bot.traffic.pulse import Pulse
from bot.traffic.request import PatientRequest
from bot.traffic.waiting import DurableQueue

LOG = logging.getLogger(__name__)

Reply = TypeVar("Reply")
DELAYS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between attempts; the last one goes on."""
CONFLICT_ENDS = 60.0
"""Seconds without a completed poll after which a bot whose token is polled elsewhere gives way."""
SAID_EVERY = 60.0
"""Seconds between two lines that say the same trouble."""


class PatientBot(ExtBot[None]):
    """A bot whose start and poll outlast every outage, say so, and store updates before they are confirmed."""

    def __init__(
        self, queue: DurableQueue, pulse: Pulse, pace: Pace, polls: PatientRequest, **more: Any
    ) -> None:
        """`polls` carries getUpdates; the rest is as in the library."""
        super().__init__(rate_limiter=pace, get_updates_request=polls, **more)
        self._polls = polls
        self._inbound = queue
        self._pulse = pulse
        self._said = float("-inf")
        self._stopping = False
        self._failed: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @property
    def failed(self) -> asyncio.Future[str]:
        """Done once Telegram cannot be worked with, and waiting does not help: why."""
        return self._failed

    def stop(self) -> None:
        """No more polls: what they would confirm is stored anyhow."""
        self._stopping = True

    async def get_me(self, *args: Any, **kwargs: Any) -> User:
        """Who this bot is."""
        call = super().get_me
        return await self._patiently("getMe", lambda: call(*args, **kwargs))

    async def delete_webhook(self, *args: Any, **kwargs: Any) -> bool:
        """Ends a webhook, so that polls are allowed."""
        call = super().delete_webhook
        return await self._patiently("deleteWebhook", lambda: call(*args, **kwargs))

    async def set_webhook(self, *args: Any, **kwargs: Any) -> bool:
        """Asks Telegram to deliver."""
        call = super().set_webhook
        return await self._patiently("setWebhook", lambda: call(*args, **kwargs))

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """The next updates: stored when this returns, and confirmed by the next call."""
        if self._stopping:
            return ()
        call = super().get_updates
        try:
            updates = await self._patiently("getUpdates", lambda: call(*args, **kwargs))
        except (TypeError, ValueError, KeyError, AttributeError):
            updates = self._readable()
        self._pulse.polled()
        if updates:
            await self._inbound.keep(updates)
        return updates

    def _readable(self) -> tuple[Update, ...]:
        """The updates of a reply that the library cannot read as a whole; of a broken one, its bare number."""
        found: list[dict[str, Any]] = json.loads(self._polls.last)["result"]
        return tuple(self._read_one(one) for one in found)

    def _read_one(self, raw: dict[str, Any]) -> Update:
        number = int(raw["update_id"])
        try:
            return Update.de_json(raw, self)
        except (TypeError, ValueError, KeyError, AttributeError):
            LOG.exception("update %d cannot be read and is left out", number)
            return Update(number)

    async def _patiently(self, endpoint: str, call: Callable[[], Awaitable[Reply]]) -> Reply:
        """Repeats a call until it succeeds. Raises InvalidToken; at the poll, reports what ends it instead."""
        began = time.monotonic()
        failures = 0
        while True:
            try:
                reply = await call()
            except TelegramError as error:
                failures += 1
                self._pulse.called(endpoint, fate(error).value)
                self._pulse.retries[endpoint] += 1
                pause = await self._pause(endpoint, error, failures, time.monotonic() - began)
                await asyncio.sleep(pause)
            else:
                self._pulse.called(endpoint, "ok")
                if failures:
                    LOG.info("%s: Telegram answers again after %.0f s", endpoint, time.monotonic() - began)
                    self._said = float("-inf")
                return reply

    async def _pause(self, endpoint: str, error: TelegramError, failures: int, lasting: float) -> float:
        if isinstance(error, InvalidToken):
            await self._give_up("Telegram does not know this token (TELEGRAM_BOT_TOKEN, TELEGRAM_BASE_URL)")
        if isinstance(error, Conflict) and lasting > CONFLICT_ENDS * random.uniform(1, 1.5):  # noqa: S311
            await self._give_up("another bot polls with this token, or a webhook is set: give way to it")
        self._say(endpoint, error)
        if isinstance(error, RetryAfter):
            return told(error)
        if isinstance(error, TimedOut) and failures == 1:
            return 0.0
        return DELAYS[min(failures, len(DELAYS)) - 1]

    async def _give_up(self, why: str) -> None:
        """Reports the end, and waits to be stopped: whoever polls has nothing better to do."""
        if not self._failed.done():
            self._failed.set_result(why)
        await asyncio.Event().wait()

    def _say(self, endpoint: str, error: TelegramError) -> None:
        now = time.monotonic()
        if now - self._said >= SAID_EVERY:
            self._said = now
            LOG.warning("%s: waiting for Telegram: %s", endpoint, error.message)
