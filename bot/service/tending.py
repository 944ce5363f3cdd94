"""What goes on beside the serving: the word on health, its HTTP server, reports that are read again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.current import Current
from bot.operate import heartbeat, reloading
from bot.operate.reloading import Reports
from bot.operate.vitals import Verdict, Vitals, judged
from bot.service_config import ServiceSettings
from bot.store.memory import AsyncInbox
from bot.traffic.pulse import Pulse

if TYPE_CHECKING:
    from bot.operate.metrics import Metrics

LOG = logging.getLogger(__name__)

ANSWERS = 3.0
"""Seconds that the inbox, or the webhook's own address, may take to answer."""
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what such a place is called from inside


@dataclass(slots=True)
class Tending:
    """The parts of a bot that its health is told from, and what can be exchanged while it runs."""

    settings: ServiceSettings
    current: Current
    memory: AsyncInbox
    pulse: Pulse
    reports: Reports
    metrics: Metrics | None = None

    async def judge(self) -> Verdict:
        """Whether the bot is well now."""
        try:
            return judged(await self.vitals(), self.settings.patience)
        except TimeoutError:
            return Verdict(alive=False, ready=False, why=f"the inbox does not answer within {ANSWERS:.0f} s")

    async def vitals(self) -> Vitals:
        """What is known now. Raises TimeoutError where the inbox does not answer."""
        async with asyncio.timeout(ANSWERS):
            waiting, oldest = await self.memory.run(lambda inbox: inbox.depth())
        pulse, now = self.pulse, self.pulse.clock()
        return Vitals(
            up=now - pulse.began,
            poll_age=pulse.poll_age(),
            webhook=bool(self.settings.webhook_url),
            webhook_fault=await self._webhook_fault(),
            waiting=waiting,
            oldest=oldest,
            done_age=now - pulse.last_done,
            report_fault=await asyncio.to_thread(self.reports.fault),
        )

    async def _webhook_fault(self) -> str:
        """Why the address that Telegram's deliveries come to does not speak HTTP."""
        if not self.settings.webhook_url or self.pulse.last_poll is None:
            return ""
        host, port = self.settings.webhook_listen
        try:
            async with asyncio.timeout(ANSWERS):
                reader, writer = await asyncio.open_connection(EVERYWHERE.get(host, host), port)
                writer.write(b"GET / HTTP/1.0\r\n\r\n")
                said = await reader.read(5)
                writer.close()
        except (OSError, TimeoutError) as error:
            return f"{host}:{port}: {str(error) or 'no reply'}"
        return "" if said == b"HTTP/" else f"{host}:{port} speaks no HTTP"

    async def page(self, accept: str) -> tuple[bytes, str]:
        """The metrics of now, and their type."""
        if self.metrics is None:
            from bot.operate.metrics import Metrics  # only where they are read

            self.metrics = Metrics()
        try:
            vitals = await self.vitals()
        except TimeoutError:
            vitals = Vitals(poll_age=self.pulse.poll_age())
        library = self.current.library
        return self.metrics.told(
            self.pulse,
            vitals,
            await self.judge(),
            self.memory.inbox.added,
            (library.version, len(library.reports)),
            accept,
        )


@asynccontextmanager
async def tended(tending: Tending) -> AsyncIterator[None]:
    """All of it at work inside. Raises Misuse where the server's place is taken."""
    settings, reports = tending.settings, tending.reports
    server = None
    if settings.monitor:
        from bot.operate.monitor import monitor  # only where it is wanted

        server = monitor(settings.monitor, tending.judge, tending.page)
        LOG.info("health and metrics at http://%s:%d", *settings.monitor)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, reports.asked.set)
    works = [_beats(tending), reloading.reloads(reports, tending.current, tending.pulse)]
    if settings.watch:
        works.append(reloading.watch(reports, settings.watch))
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a late one must not end what is stopping
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if server:
            server.stop()
        heartbeat.end(settings.data)


async def _beats(tending: Tending) -> None:
    """Says how the bot is, again and again, and in the log when that changes."""
    folder, last, written = tending.settings.data, Verdict(alive=True, ready=False, why=""), True
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    while True:
        verdict = await tending.judge()
        _tell_change(last, verdict)
        last = verdict
        try:
            await asyncio.to_thread(heartbeat.beat, folder, verdict)
            written = True
        except OSError as error:
            if written:
                LOG.warning("health cannot be written to %s: %s", folder, error)
            written = False
        await asyncio.sleep(heartbeat.EVERY if verdict.ready else heartbeat.SOON)


def _tell_change(last: Verdict, now: Verdict) -> None:
    if (last.alive, last.ready) == (now.alive, now.ready):
        return
    if now.ready:
        LOG.info("well: %s", now.why)
    else:
        LOG.warning("%s: %s", "not ready" if now.alive else "ill", now.why)
