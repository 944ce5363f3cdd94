"""The log: text on a terminal, JSON elsewhere; no secret in it, and what people wrote only where that is wanted."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from datetime import UTC, datetime
from typing import TextIO

from bot.redact import Redactor

QUIET = ("httpx", "httpcore", "tornado.access", "asyncio")
"""Libraries that would log every request, with its address."""
TALKATIVE = ("telegram", "apscheduler")
"""Libraries that log whole updates when they debug."""
PAYLOAD = re.compile(r"(Received data was)\b.*", re.DOTALL)
"""How python-telegram-bot quotes an update that it could not read."""
PAYLOADS_LOGGERS = ("telegram",)


class TextFormatter(logging.Formatter):
    """One line for people, a traceback below it."""

    def __init__(self, redactor: Redactor, *, with_text: bool) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")
        self._redactor = redactor
        self._with_text = with_text

    def format(self, record: logging.LogRecord) -> str:
        """The line, without secrets."""
        line = super().format(record)
        notes = " ".join(f"{name}={value}" for name, value in _notes(record).items())
        return self._redactor(_without_payload(f"{line} {notes}".rstrip(), self._with_text))


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def __init__(self, redactor: Redactor, *, with_text: bool) -> None:
        super().__init__()
        self._redactor = redactor
        self._with_text = with_text

    def format(self, record: logging.LogRecord) -> str:
        """The line, without secrets."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _without_payload(record.getMessage(), self._with_text),
            **_notes(record),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return self._redactor(json.dumps(told, ensure_ascii=False, default=str))


def _notes(record: logging.LogRecord) -> dict[str, object]:
    notes = getattr(record, "notes", None)
    return notes if isinstance(notes, dict) else {}


def _without_payload(line: str, with_text: bool) -> str:
    return line if with_text else PAYLOAD.sub(r"\1 [left out]", line)


def set_up(stream: TextIO, level: str, redactor: Redactor, *, with_text: bool) -> None:
    """Everything that is logged goes to this stream from now on."""
    kind = TextFormatter if stream.isatty() else JsonFormatter
    handler = logging.StreamHandler(stream)
    handler.setFormatter(kind(redactor, with_text=with_text))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    wanted = logging.getLevelName(level.upper())
    root.setLevel(wanted)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(wanted, logging.WARNING))
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(
            max(wanted, logging.WARNING if wanted > logging.DEBUG else logging.INFO)
        )
    logging.captureWarnings(True)


def hashed(chat: int, salt: str) -> str:
    """Eight characters for a chat: the same for the same bot, of no use to find the chat by."""
    return hashlib.sha256(f"{salt} {chat}".encode()).hexdigest()[:8]
