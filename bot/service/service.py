"""The Telegram bot from its start to its stop: put together, started patiently, stopped within a second."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.ext import Application, ApplicationBuilder

from bot.chat import front
from bot.chat.current import Current
from bot.errors import Misuse
from bot.operate.reloading import Reports
from bot.service import journal
from bot.service.tending import Tending, tended
from bot.service_config import ServiceSettings
from bot.store.holding import alone, opened
from bot.store.inbox import Inbox
from bot.store.kept import StoredUpdate
from bot.store.memory import AsyncInbox
from bot.traffic.pace import Pace
from bot.traffic.poll import PatientBot
from bot.traffic.pulse import Pulse
from bot.traffic.request import PatientRequest
from bot.traffic.waiting import AT_ONCE, ChatOrder, DurableQueue
from bot.traffic.work import Work

LOG = logging.getLogger(__name__)

POLL_SECONDS = 10
"""How long Telegram holds an empty poll: also the time a dead connection may go unnoticed."""
POLL_READ = 5.0
"""Seconds that a poll may be late."""
CONNECTIONS = AT_ONCE + 2
GRACE = 0.5
"""Seconds that updates in hand get at the stop; a stop takes less than one."""
SWEEP_EVERY = 600.0
FINE, FAILED = 0, 1

App = Application[Any, Any, Any, Any, Any, Any]


class Forgetful(Application[Any, Any, Any, Any, Any, Any]):
    """The library's application, without its list of everybody who ever wrote: kept for a store that there is none of."""

    def _mark_for_persistence_update(self, **_: Any) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running bot."""

    settings: ServiceSettings
    app: App
    bot: PatientBot
    queue: DurableQueue
    order: ChatOrder
    memory: AsyncInbox
    pulse: Pulse
    current: Current


def serve(settings: ServiceSettings, current: Current, reports: Reports) -> int:
    """Runs the bot until it is told to stop; gives the exit code. Raises Misuse where it cannot begin."""
    journal.set_up(sys.stderr, settings.log_level, settings.redactor(), with_text=settings.log_text)
    with alone(settings):
        memory = AsyncInbox(opened(settings))
        try:
            return asyncio.run(_run(settings, current, memory, reports))
        except Misuse:
            raise
        except Exception:
            LOG.exception("the bot has failed")
            return FAILED


def build(settings: ServiceSettings, current: Current, memory: AsyncInbox) -> Service:
    """The bot, put together, not started; within a running loop."""
    assert settings.token is not None
    pulse = Pulse()
    queue = DurableQueue(memory, pulse)
    proxy = settings.proxy.reveal() if settings.proxy else None
    bot = PatientBot(
        queue,
        pulse,
        Pace(pulse),
        PatientRequest(2, proxy, read=POLL_READ),
        token=settings.token.reveal(),
        base_url=settings.base_url,
        request=PatientRequest(CONNECTIONS, proxy),
    )
    salt = settings.token.reveal()

    def tell(work: Work, seconds: float) -> None:
        notes = dict(work.notes)
        if not settings.log_text:
            notes.pop("question", None)
        pulse.done(str(notes.get("status", "other")), seconds)
        who = {"update": work.update_id, "chat": journal.hashed(work.chat, salt)}
        LOG.info("update", extra={"notes": who | notes | {"ms": round(seconds * 1000, 1)}})

    order = ChatOrder(memory, queue, pulse, tell)
    builder = ApplicationBuilder().application_class(Forgetful)
    app = builder.bot(bot).update_queue(queue).concurrent_updates(order).build()
    front.install(app, front.hall(current, memory))
    return Service(settings, app, bot, queue, order, memory, pulse, current)


async def _run(settings: ServiceSettings, current: Current, memory: AsyncInbox, reports: Reports) -> int:
    """The bot's life within its loop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    service = build(settings, current, memory)
    try:
        tending = Tending(settings, current, memory, service.pulse, reports)
        async with started(service), tended(tending):
            await _either(stop.wait(), service.bot.failed)
    finally:
        await memory.close()
    if service.bot.failed.done():
        LOG.error("stopped: %s", service.bot.failed.result())
        return FAILED
    LOG.info("stopped")
    return FINE


async def _either(*awaited: Any) -> None:
    """Waits for the first of these."""
    futures = [asyncio.ensure_future(one) for one in awaited]
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)


@asynccontextmanager
async def started(service: Service) -> AsyncIterator[Service]:
    """The bot at work inside; stopped within a second afterwards."""
    background = [asyncio.create_task(work) for work in (_begin(service), _sweeps(service.memory))]
    background[0].add_done_callback(_failed_start(service))
    try:
        yield service
    finally:
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await _end(service)


def _failed_start(service: Service) -> Any:
    def look(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) and not service.bot.failed.done():
            LOG.error("the start has failed", exc_info=error)
            service.bot.failed.set_result(f"the start has failed: {error}")

    return look


async def _begin(service: Service) -> None:
    """Waits for Telegram, takes up what was left, then takes in what comes."""
    app, settings = service.app, service.settings
    LOG.info("starting: report %s, %s", service.current.library.version, _way(settings))
    await app.initialize()
    await app.start()
    LOG.info("at work as @%s", app.bot.username)
    await _replay(service)
    assert app.updater is not None
    if settings.webhook_url:
        host, port = settings.webhook_listen
        await app.updater.start_webhook(
            listen=host,
            port=port,
            url_path=urlsplit(settings.webhook_url).path.lstrip("/"),
            webhook_url=settings.webhook_url,
            secret_token=settings.webhook_secret.reveal() if settings.webhook_secret else None,
            allowed_updates=front.ALLOWED_UPDATES,
            bootstrap_retries=-1,
        )
        service.pulse.polled()
    else:
        await app.updater.start_polling(
            timeout=POLL_SECONDS,
            allowed_updates=front.ALLOWED_UPDATES,
            bootstrap_retries=-1,
            error_callback=_unexpected,
        )
    await front.introduce(app.bot)


def _way(settings: ServiceSettings) -> str:
    way = f"webhook {settings.webhook_url}" if settings.webhook_url else "polling"
    return f"{way}, by a proxy" if settings.proxy else way


def _unexpected(error: Exception) -> None:
    LOG.error("polling: %s", error)


async def _replay(service: Service) -> None:
    """Puts back what was stored and not done when the bot stopped."""
    pending = await service.memory.run(lambda inbox: inbox.pending())
    if pending:
        LOG.info("taking up %d updates of before", len(pending))
    for stored in pending:
        update = _read(stored, service.bot)
        if update is None:
            service.memory.tell(partial(Inbox.done, update_id=stored.update_id))
        else:
            await service.queue.put_back(update)


def _read(stored: StoredUpdate, bot: PatientBot) -> Update | None:
    try:
        return Update.de_json(json.loads(stored.payload), bot)
    except (ValueError, TypeError, KeyError, AttributeError):
        LOG.exception("update %d of before cannot be read and is left out", stored.update_id)
        return None


async def _sweeps(memory: AsyncInbox) -> None:
    """Deletes what has outlived its age, now and then."""
    while True:
        memory.tell(lambda inbox: inbox.sweep())
        await asyncio.sleep(SWEEP_EVERY)


async def _end(service: Service) -> None:
    """Stops within a second: what is not done is on the disk."""
    app = service.app
    service.bot.stop()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(GRACE + 0.3):
            if app.updater and app.updater.running:
                await app.updater.stop()
            await service.order.stop(GRACE)
            if app.running:
                await app.stop()
            await app.shutdown()
