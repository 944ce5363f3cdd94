"""Reports read again while the bot serves: beside the old ones, exchanged at once, and only where all is well."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.chat.current import Current
from bot.errors import Misuse
from bot.traffic.pulse import Pulse
from knowledge import Library, Verdict, audit

LOG = logging.getLogger(__name__)

BESIDE = ".toml"
"""Ending of the small file that may stand beside a report and is read with it."""
LET_GO = 5.0
"""Seconds after an exchange in which the updates in hand let go of the old library."""

Seen = tuple[tuple[str, int, int], ...]
"""Of each file: its path, size and time of change; -1 for one that is not there."""


@dataclass(slots=True)
class Reports:
    """The files that the bot serves from, reports and words of one's own, and how they were when they were read."""

    named: Callable[[], Iterable[Path]]
    """The files that are meant now, folders looked into anew. Raises Misuse."""
    read: Callable[[], Library]
    """All of them. Raises Misuse where one cannot be read."""
    served: Seen = ()
    """As they were when what is served was read."""
    refused: Seen | None = None
    """As they were when they could not be read."""
    why: str = ""
    """Why they could not."""
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set to have them read again."""

    def look(self) -> Seen:
        """The files as they are now. Raises Misuse."""
        return seen(self.named())

    def fault(self) -> str:
        """Why what is served is not what the files hold; empty where it is."""
        try:
            now = self.look()
        except Misuse as error:
            return f"the reports of before are served: {error}"
        if now == self.served:
            return ""
        if now == self.refused:
            return f"the reports of before are served: {self.why}"
        return "the report files have changed since they were read; SIGHUP reads them again"


def seen(paths: Iterable[Path]) -> Seen:
    """How these files are, with the small files beside them."""
    return tuple(_one(file) for path in paths for file in (path, path.with_suffix(BESIDE)))


def _one(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), -1, -1
    return str(path), found.st_size, found.st_mtime_ns


async def reloads(reports: Reports, current: Current, pulse: Pulse) -> None:
    """Reads the reports again whenever that is asked for; never ends by itself."""
    while True:
        await reports.asked.wait()
        reports.asked.clear()
        outcome = await reloaded(reports, current)
        pulse.reloads[outcome] += 1
        if outcome == "ok":
            await asyncio.sleep(LET_GO)
            settle()


async def reloaded(reports: Reports, current: Current) -> str:
    """Reads them once: ok, the next update meets the new library; or failed, and nothing has changed."""
    LOG.info("reading the reports again")
    now: Seen | None = None
    try:
        now = reports.look()
        library = await asyncio.to_thread(_checked, reports.read)
    except Exception as error:  # whatever a new report does, the old one goes on
        reports.refused, reports.why = now, str(error)
        expected = isinstance(error, Misuse)
        LOG.error(  # noqa: TRY400 - a report that cannot be read needs no traceback
            "the reports of before are served: %s", error, exc_info=None if expected else error
        )
        return "failed"
    reports.served, reports.refused, reports.why = now, None, ""
    before, current.library = current.library.version, library
    LOG.info("%d reports read: report %s in place of %s", len(library.reports), library.version, before)
    return "ok"


def _checked(read: Callable[[], Library]) -> Library:
    """The new library, ready to answer, its own figures audited. Raises Misuse where it holds nothing to quote."""
    library = read()
    for report in library.reports:
        if not report.sentences:
            raise Misuse(f"{report.id}: holds no sentence")
        conflicts = sum(check.verdict is Verdict.CONFLICT for check in audit(report))
        if conflicts:
            LOG.warning("%s: %d of its figures contradict others: wenbao lint", report.id, conflicts)
    library.warm()
    return library


async def watch(reports: Reports, every: float) -> None:
    """Asks for a reading once the files have changed and then stayed as they are for one look."""
    last = reports.served
    while True:
        await asyncio.sleep(every)
        try:
            now = await asyncio.to_thread(reports.look)
        except Misuse:
            continue  # a folder that is being filled; health tells of it
        if now == last and now not in (reports.served, reports.refused):
            reports.asked.set()
        last = now


def settle() -> None:
    """What is held now stays: the garbage collector need not go through it at every turn."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
