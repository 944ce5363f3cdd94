"""The inbox's thread: orders in their order, one commit for many, a failure for its owner alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable

import pytest

from bot.store.inbox import Inbox
from bot.store.memory import AsyncInbox


def with_memory(do: Callable[[AsyncInbox, Inbox], Awaitable[None]]) -> None:
    """Does something with an inbox and its thread."""

    async def run() -> None:
        inbox = Inbox.open("sqlite://")
        memory = AsyncInbox(inbox)
        await asyncio.wait_for(do(memory, inbox), 20)
        await memory.close()

    asyncio.run(run())


def test_orders_are_carried_out_in_their_order() -> None:
    """Also those that nobody waits for; a later look sees them."""

    async def do(memory: AsyncInbox, _: Inbox) -> None:
        for number in range(100):
            memory.tell(lambda inbox, number=number: inbox.remember(1, 7, str(number), number, []))  # type: ignore[misc]
        assert (await memory.run(lambda inbox: inbox.history(1, 7)))[-1] == "99"

    with_memory(do)


def test_a_failure_is_its_own_alone() -> None:
    """What was ordered together with it is carried out all the same."""

    async def do(memory: AsyncInbox, inbox: Inbox) -> None:
        held = threading.Event()
        memory.tell(lambda _: held.wait(5))
        results = [
            asyncio.ensure_future(memory.run(lambda inbox, number=number: inbox.store(number, "{}")))  # type: ignore[misc]
            for number in range(3)
        ]
        failing = asyncio.ensure_future(memory.run(lambda _: 1 // 0))
        results.append(asyncio.ensure_future(memory.run(lambda inbox: inbox.store(9, "{}"))))
        await asyncio.sleep(0)
        held.set()
        with pytest.raises(ZeroDivisionError):
            await failing
        assert await asyncio.gather(*results) == [True] * 4
        assert len(inbox.pending()) == 4

    with_memory(do)


def test_a_closing_carries_out_what_was_ordered() -> None:
    """Nothing that was told is forgotten."""
    kept: list[int] = []

    async def do(memory: AsyncInbox, _: Inbox) -> None:
        for number in range(50):
            memory.tell(lambda _, number=number: kept.append(number))  # type: ignore[misc]

    with_memory(do)
    assert kept == list(range(50))


def test_who_no_longer_waits_does_not_matter() -> None:
    """A cancelled order is carried out, and stops nobody."""

    async def do(memory: AsyncInbox, inbox: Inbox) -> None:
        waiting = asyncio.ensure_future(memory.run(lambda inbox: inbox.store(5, "{}")))
        await asyncio.sleep(0)
        waiting.cancel()
        assert await memory.run(lambda inbox: inbox.store(6, "{}"))
        assert [one.update_id for one in inbox.pending()] == [5, 6]

    with_memory(do)
