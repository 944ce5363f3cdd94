"""Updates on their way: stored before they are acknowledged, worked on eight at once, each chat in its order."""

from __future__ import annotations

import asyncio
import inspect
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.store.inbox import MOST_TRIES
from bot.store.memory import AsyncInbox
from bot.traffic.pulse import Pulse
from bot.traffic.work import CURRENT, Work

LOG = logging.getLogger(__name__)

AT_ONCE = 8
"""Updates in hand: measured at 60 ms a call, more cost time instead of saving it."""
WINDOW = 1000
"""Updates in memory; the others wait on the disk and at Telegram."""


class DurableQueue(asyncio.Queue[object]):
    """The queue of python-telegram-bot, which acknowledges an update once `put` has returned."""

    def __init__(self, memory: AsyncInbox, pulse: Pulse) -> None:
        super().__init__(maxsize=WINDOW)
        self._memory = memory
        self._pulse = pulse
        self._room = asyncio.Semaphore(WINDOW)
        self._fresh: dict[int, bool] = {}

    async def keep(self, updates: Sequence[Update]) -> None:
        """Stores a whole batch with one commit, before each of them is put."""
        kept = [(one.update_id, one.to_json()) for one in updates]
        stored = await self._memory.run(lambda inbox: [inbox.store(*one) for one in kept])
        self._fresh = {number: fresh for (number, _), fresh in zip(kept, stored, strict=True)}

    async def put(self, item: object) -> None:
        """Takes an update in: when it returns, the update is on the disk. One that was seen before is dropped."""
        if isinstance(item, Update):
            number = item.update_id
            fresh = self._fresh.pop(number, None)
            if fresh is None:
                # It did not come by a poll: Telegram has delivered it.
                self._pulse.polled()
                text = item.to_json()
                fresh = await self._memory.run(lambda inbox: inbox.store(number, text))
            if not fresh:
                LOG.debug("update %d was seen before", number)
                return
        await super().put(item)

    async def put_back(self, update: Update) -> None:
        """Takes in an update that is stored already."""
        await super().put(update)

    async def get(self) -> object:
        """The next update, once there is room for it."""
        item = await super().get()
        if isinstance(item, Update):
            await self._room.acquire()
        return item

    def leave(self) -> None:
        """An update that was got is no longer in memory."""
        self._room.release()

    def empty_out(self) -> None:
        """Drops what waits in memory: the disk has it."""
        while not self.empty():
            self.get_nowait()
            self.task_done()
        # Whoever waits for room gets it, and finds the bot stopping.
        for _ in range(WINDOW):
            self._room.release()


class ChatOrder(BaseUpdateProcessor):
    """Works on updates: a chat's one after another in their order, eight chats at once."""

    def __init__(
        self,
        memory: AsyncInbox,
        queue: DurableQueue,
        pulse: Pulse,
        tell: Callable[[Work, float], None],
        retry: float = 1.0,
    ) -> None:
        """`tell` is called with each update when it is done, and the seconds it took."""
        # The library would count the updates that only wait for their chat, too: the slots are our own.
        super().__init__(max_concurrent_updates=2 * WINDOW)
        self._memory = memory
        self._queue = queue
        self._pulse = pulse
        self._tell = tell
        self._retry = retry
        """Scales the time after which an update that could not be answered is tried again."""
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._lanes: dict[int, tuple[asyncio.Lock, int]] = {}
        self._running: set[asyncio.Task[Any]] = set()
        self._later: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Called by the library for each update, as soon as it was got."""
        if not isinstance(update, Update):
            await coroutine
            return
        chat = lane(update)
        lock, waiting = self._lanes.get(chat, (asyncio.Lock(), 0))
        self._lanes[chat] = lock, waiting + 1
        try:
            async with lock, self._slots:
                if self._stopping:
                    return
                await self._work(update, chat, coroutine)
        finally:
            self._leave(chat)
            if inspect.iscoroutine(coroutine):
                coroutine.close()

    def _leave(self, chat: int) -> None:
        lock, waiting = self._lanes.pop(chat)
        if waiting > 1:
            self._lanes[chat] = lock, waiting - 1
        self._queue.leave()

    async def _work(self, update: Update, chat: int, coroutine: Awaitable[Any]) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        self._pulse.working += 1
        started = time.perf_counter()
        try:
            number = update.update_id
            tries = await self._memory.run(lambda inbox: inbox.begin(number))
            work = Work(number, chat, tries, self._slots)
            token = CURRENT.set(work)
            try:
                await coroutine
            except Exception:
                LOG.exception("update %d failed", number)
            finally:
                CURRENT.reset(token)
            self._finish(update, work)
            self._tell(work, time.perf_counter() - started)
        finally:
            self._pulse.working -= 1
            self._running.discard(task)

    def _finish(self, update: Update, work: Work) -> None:
        """Done; or, where something could not be sent, to be tried again."""
        if work.again_after is None:
            self._memory.tell(lambda inbox: inbox.done(work.update_id))
            return
        if work.tries >= MOST_TRIES:
            LOG.error("update %d could not be answered in %d tries", work.update_id, work.tries)
            return
        task = asyncio.create_task(self._again(update, work.again_after * self._retry))
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _again(self, update: Update, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._queue.put_back(update)

    async def stop(self, grace: float) -> None:
        """Begins nothing new; what is in hand gets so many seconds, then it is left to the next start."""
        self._stopping = True
        for waiting in self._later:
            waiting.cancel()
        self._queue.empty_out()
        if self._running:
            _, late = await asyncio.wait(set(self._running), timeout=grace)
            for task in late:
                task.cancel()


def lane(update: Update) -> int:
    """What keeps its order: the chat, else the user, else the update alone."""
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else update.update_id
