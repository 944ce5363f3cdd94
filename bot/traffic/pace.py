"""How calls are repeated and when: each chat waits for itself, and what may have been sent is not sent twice."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.traffic.causes import Fate, fate, told
from bot.traffic.pulse import Pulse
from bot.traffic.work import CURRENT, resting

LOG = logging.getLogger(__name__)

LONGEST_WAIT = 120.0
"""Seconds that a call waits at most because of a 429; told to wait longer, its update is tried again later."""
PATIENCE = 600.0
"""Seconds over which a call that cannot leave is repeated: a network that is down for minutes loses nothing."""
IMPATIENT = {"answerCallbackQuery": 10.0, "answerInlineQuery": 10.0, "sendChatAction": 3.0}
"""Calls that are worth nothing after so many seconds."""
DELAYS = (0.3, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between attempts; the last one goes on."""
MOST_TOLD = 5
"""How often one call obeys a 429."""
OWN = frozenset({"getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"})
"""Calls of the start and the poll: they bring a patience of their own."""
HARMLESS = ("get", "set", "edit", "delete", "answer")
"""What begins so may be carried out twice."""

Callback = Callable[..., Coroutine[Any, Any, Any]]


class Pace(BaseRateLimiter[None]):
    """Repeats calls by the cause of their errors. A 429 stops its own chat alone."""

    def __init__(self, pulse: Pulse, clock: Callable[[], float] = time.monotonic) -> None:
        self._pulse = pulse
        self._clock = clock
        self._quiet_until: dict[object, float] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callback,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - the name is the library's
    ) -> Any:
        """Carries out a call. Raises what cannot be mended by repeating it."""
        if endpoint in OWN:
            return await callback(*args, **kwargs)
        lane = data.get("chat_id", endpoint)
        ends = self._clock() + IMPATIENT.get(endpoint, PATIENCE)
        seen: list[Fate] = []
        while True:
            await self._wait(self._quiet_until.get(lane, 0) - self._clock())
            try:
                reply = await callback(*args, **kwargs)
            except TelegramError as error:
                met = fate(error)
                seen.append(met)
                self._pulse.called(endpoint, met.value)
                pause = self._pause(endpoint, error, seen)
                if pause is None or self._clock() + pause > ends:
                    self._give_up(endpoint, error, met)
                    raise
                LOG.info("%s: %s, again in %.1f s", endpoint, met.value, pause)
                self._pulse.retries[endpoint] += 1
                if met is Fate.LATER:
                    self._quiet(lane, pause)
                else:
                    await self._wait(pause)
            else:
                self._pulse.called(endpoint, "ok")
                return reply

    def _pause(self, endpoint: str, error: TelegramError, seen: list[Fate]) -> float | None:
        """Seconds until the next attempt; None where there is to be none."""
        met = seen[-1]
        if isinstance(error, RetryAfter):
            wait = told(error)
            return wait if wait <= LONGEST_WAIT and seen.count(met) <= MOST_TOLD else None
        if met is Fate.UNSENT:
            return DELAYS[min(seen.count(met), len(DELAYS)) - 1]
        if met is Fate.TROUBLED or (met is Fate.UNCERTAIN and endpoint.startswith(HARMLESS)):
            return DELAYS[1] if seen.count(met) == 1 else None
        return None

    def _quiet(self, lane: object, pause: float) -> None:
        now = self._clock()
        if len(self._quiet_until) > 1000:
            self._quiet_until = {key: end for key, end in self._quiet_until.items() if end > now}
        self._quiet_until[lane] = now + pause

    @staticmethod
    async def _wait(seconds: float) -> None:
        if seconds > 0:
            async with resting():
                await asyncio.sleep(seconds)

    @staticmethod
    def _give_up(endpoint: str, error: TelegramError, met: Fate) -> None:
        """An update of which something was not sent is tried again later, unless it is of no use then."""
        work = CURRENT.get()
        if work and endpoint not in IMPATIENT and met in (Fate.UNSENT, Fate.LATER):
            work.again_after = max(60.0, told(error) if isinstance(error, RetryAfter) else 0.0)
