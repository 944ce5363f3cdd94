"""The inbox for coroutines: one thread, and one commit for all that waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.store.inbox import Inbox

LOG = logging.getLogger(__name__)

Kept = TypeVar("Kept")
MOST_AT_ONCE = 200
"""Orders of one commit."""


@dataclass(slots=True)
class _Order:
    """Work for the inbox, and who waits for it."""

    work: Callable[[Inbox], Any]
    future: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None

    settled: bool = False

    def tell(self) -> None:
        """Tells whoever waits; in the loop's thread."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


class AsyncInbox:
    """Runs orders one after another, as they were given; when `run` returns, it is on the disk."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox
        """For whoever has no loop."""
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="inbox", daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[Inbox], Kept]) -> Kept:
        """What the work gives: `await memory.run(lambda inbox: inbox.history(chat, user))`.

        Several calls of one order stand or fall together.
        """
        future: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
        self._orders.put(_Order(work, future))
        return await future

    def tell(self, work: Callable[[Inbox], object]) -> None:
        """An order for whose end nobody waits."""
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        future.add_done_callback(_log_failure)
        self._orders.put(_Order(work, future))

    async def close(self) -> None:
        """Carries out what was ordered, then closes the inbox."""
        self._orders.put(None)
        await asyncio.to_thread(self._thread.join)
        self.inbox.close()

    # --- in the thread ---------------------------------------------------------------------------

    def _serve(self) -> None:
        while orders := self._next():
            self._carry_out(orders)
            _settle(orders)

    def _next(self) -> list[_Order]:
        """All that waits; empty at the end."""
        orders: list[_Order] = []
        order = self._orders.get()
        while order is not None:
            orders.append(order)
            if len(orders) == MOST_AT_ONCE or self._orders.empty():
                return orders
            order = self._orders.get()
        if orders:
            self._orders.put(None)
        return orders

    def _carry_out(self, orders: list[_Order]) -> None:
        try:
            with self.inbox.transaction():
                for order in orders:
                    self.inbox.changed = False
                    order.result = order.work(self.inbox)
                    if not self.inbox.changed and not order.settled:
                        # A mere look need not wait for the commit.
                        _settle([order])
        except Exception as error:  # noqa: BLE001 - it belongs to whoever gave the order
            if len(orders) == 1:
                orders[0].error = error
                return
            # One of them has failed, and all were undone: each for itself.
            for order in orders:
                self._carry_out([order])


def _settle(orders: list[_Order]) -> None:
    """Tells, in the loop's thread, whoever waits."""
    waiting = [order for order in orders if not order.settled]
    for order in waiting:
        order.settled = True
    if waiting:
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits
            waiting[0].future.get_loop().call_soon_threadsafe(_tell, waiting)


def _tell(orders: list[_Order]) -> None:
    for order in orders:
        order.tell()


def _log_failure(future: asyncio.Future[object]) -> None:
    if not future.cancelled() and (error := future.exception()):
        LOG.error("the inbox failed", exc_info=error)
