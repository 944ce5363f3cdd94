"""Before a release, or when something is wrong: everything that can be looked at, each with what to do about it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import Misuse
from bot.operate import heartbeat
from bot.service_config import ServiceSettings, read_service, require_token
from knowledge import KnowledgeError, Library, Verdict, audit, edition

OK, WARNING, ERROR = "ok", "warning", "error"
MEGABYTE = 1_000_000
LITTLE, TOO_LITTLE = 500 * MEGABYTE, 50 * MEGABYTE
"""Free bytes: the inbox of a busy day takes some ten megabytes."""
SKEWED, TOO_SKEWED = 30.0, 300.0
"""Seconds: beyond five minutes certificates and Telegram's own dates begin to disagree."""
PORTS = frozenset({443, 80, 88, 8443})
"""Where Telegram delivers to."""
OTHER_PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line."""

    state: str
    """ok, warning or error."""
    topic: str
    said: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is looked at."""

    environment: Mapping[str, str]
    paths: Callable[[], tuple[Path, ...]]
    """The report files. Raises Misuse."""
    library: Callable[[], Library]
    """All of them, or none. Raises Misuse."""
    max_bytes: int
    synonyms: tuple[Path, ...]
    """Thesaurus files of one's own."""
    online: bool


def findings(patient: Patient) -> Iterator[Finding]:
    """Everything, in the order in which it would be mended."""
    settings = ServiceSettings()
    try:
        settings = read_service(patient.environment)
        yield Finding(OK, "settings", "all can be meant")
    except Misuse as error:
        yield Finding(ERROR, "settings", str(error), "see the table of settings in the README")
    yield from _reports(patient)
    yield _index(patient)
    yield from _data(settings)
    yield _clock()
    yield from _proxy(settings, patient.environment)
    yield from _webhook(settings)
    yield from _monitor(settings)
    yield from _token(settings, online=patient.online)


def _reports(patient: Patient) -> Iterator[Finding]:
    try:
        library = patient.library()
    except Misuse as error:
        yield Finding(ERROR, "reports", str(error), "mend the file, or take it out of WENBAO_REPORTS")
        return
    count = sum(len(report.facts) for report in library.reports)
    yield Finding(OK, "reports", f"{len(library.reports)} can be read, {count} figures in them")
    for report in library.reports:
        conflicts = sum(check.verdict is Verdict.CONFLICT for check in audit(report))
        if not report.sentences:
            yield Finding(ERROR, "reports", f"{report.id}: holds no sentence", "is it the right file?")
        if conflicts:
            said = f"{report.id}: {conflicts} of its own figures contradict others"
            yield Finding(WARNING, "lint", said, "wenbao lint shows them; ask who wrote it")


def _index(patient: Patient) -> Finding:
    try:
        found = edition(patient.paths(), patient.max_bytes, patient.synonyms)
    except (Misuse, KnowledgeError) as error:
        return Finding(
            ERROR, "index", str(error), "wenbao index build FOLDER -o FILE, or name the folder itself"
        )
    return Finding(OK, "index", f"report {found.report}, index {found.index}")


def _data(settings: ServiceSettings) -> Iterator[Finding]:
    folder = settings.data
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        owner = f"chown it to the user the bot runs as ({os.getuid()})"
        yield Finding(ERROR, "data", f"WENBAO_DATA: {folder} cannot be written to", owner)
        return
    yield Finding(OK, "data", f"{folder} can be written to")
    free = shutil.disk_usage(there).free
    said = f"{free // MEGABYTE} MB free for {folder}"
    state = ERROR if free < TOO_LITTLE else WARNING if free < LITTLE else OK
    yield Finding(state, "disk", said, "" if state == OK else "make room: a full disk stops the bot")
    verdict = heartbeat.heard(folder)
    if (folder / heartbeat.NAME).exists():
        state = OK if verdict.ready else WARNING if verdict.alive else ERROR
        yield Finding(state, "bot", verdict.why, "" if verdict.ready else "see its log")


def _clock() -> Finding:
    """Without a network: nothing here can be younger than now."""
    newest = Path(__file__).stat().st_mtime
    if time.time() < newest - TOO_SKEWED:
        return Finding(ERROR, "clock", "is older than this program", "set it; let NTP keep it")
    return Finding(OK, "clock", time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime()))


def _proxy(settings: ServiceSettings, environment: Mapping[str, str]) -> Iterator[Finding]:
    if settings.proxy:
        yield Finding(OK, "proxy", settings.redactor()("WENBAO_PROXY is set, and used for all calls"))
        return
    ignored = [name for name in OTHER_PROXIES if environment.get(name)]
    if ignored:
        yield Finding(
            WARNING, "proxy", f"{ignored[0]} is set and not used", "set WENBAO_PROXY if it is needed"
        )
    else:
        yield Finding(OK, "proxy", "none")


def _webhook(settings: ServiceSettings) -> Iterator[Finding]:
    if not settings.webhook_url:
        return
    address, _, _ = settings.webhook_url.removeprefix("https://").partition("/")
    port = address.rpartition(":")[2]
    if not settings.webhook_url.startswith("https://"):
        yield Finding(ERROR, "webhook", "WENBAO_WEBHOOK_URL is no https", "Telegram delivers by TLS alone")
    elif port.isdigit() and int(port) not in PORTS:
        allowed = ", ".join(map(str, sorted(PORTS)))
        yield Finding(
            ERROR, "webhook", f"WENBAO_WEBHOOK_URL: port {port}", f"Telegram delivers to {allowed} only"
        )
    else:
        host, own = settings.webhook_listen
        yield Finding(OK, "webhook", f"delivered to {address}, listened to at {host}:{own}")


def _monitor(settings: ServiceSettings) -> Iterator[Finding]:
    if settings.monitor is None:
        return
    host, port = settings.monitor
    if host in ("127.0.0.1", "::1", "localhost"):
        yield Finding(OK, "monitor", f"http://{host}:{port}, for this machine alone")
    else:
        said = f"WENBAO_MONITOR: http://{host}:{port} is open to other machines"
        yield Finding(WARNING, "monitor", said, "keep it inside a network of your own")


def _token(settings: ServiceSettings, *, online: bool) -> Iterator[Finding]:
    try:
        require_token(settings)
    except Misuse as error:
        yield Finding(ERROR, "token", str(error), "ask @BotFather: /newbot")
        return
    if not online:
        yield Finding(OK, "token", "has the right form; --online asks Telegram")
        return
    from bot.operate.online import UnreachableError, asked  # loads an HTTP client

    try:
        told = asked(settings)
    except UnreachableError as error:
        yield Finding(
            ERROR, "telegram", f"cannot be reached: {error}", "network, WENBAO_PROXY, TELEGRAM_BASE_URL"
        )
        return
    yield from _skewed(told.skew)
    if told.refused:
        yield Finding(ERROR, "token", f"is not taken: {told.refused}", "ask @BotFather: /token")
        return
    yield Finding(OK, "token", f"is that of @{told.name}")
    yield from _delivered(settings, told.webhook)


def _skewed(skew: float | None) -> Iterator[Finding]:
    if skew is None or abs(skew) < SKEWED:
        return
    state = ERROR if abs(skew) > TOO_SKEWED else WARNING
    side = "ahead of" if skew > 0 else "behind"
    yield Finding(state, "clock", f"is {abs(skew):.0f} s {side} Telegram's", "let NTP keep it")


def _delivered(settings: ServiceSettings, hook: Mapping[str, Any]) -> Iterator[Finding]:
    """What Telegram tells of its deliveries."""
    url, waiting = str(hook.get("url", "")), int(hook.get("pending_update_count", 0))
    if url and not settings.webhook_url:
        yield Finding(
            WARNING, "webhook", "one is set, and this bot is to poll", "serve takes it away; is it another's?"
        )
    elif hook.get("last_error_message"):
        yield Finding(
            WARNING, "webhook", f"last error: {hook['last_error_message']}", "look at the TLS proxy"
        )
    yield Finding(OK, "telegram", f"{waiting} updates wait there")
