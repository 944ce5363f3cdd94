"""What an error of the Bot API means: was it sent, and what is to be done."""

from __future__ import annotations

import os
from enum import Enum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

os.environ.setdefault("PTB_TIMEDELTA", "1")
"""So that the library gives times as it will from its next major version on, and does not warn of it."""


class Fate(Enum):
    """What became of a call that raised."""

    UNSENT = "unsent"
    """It never left: may be repeated."""
    UNCERTAIN = "uncertain"
    """It may have been carried out: a message is not sent again."""
    TROUBLED = "troubled"
    """The server was in trouble (5xx): seldom carried out, one more attempt."""
    LATER = "later"
    """Too many requests (429): as told, later."""
    REFUSED = "refused"
    """Never to be repeated as it is: 400, 401, 403, 409, a chat that has moved."""


NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
TROUBLES = (
    "Bad Gateway",
    "Internal Server Error",
    "Service Unavailable",
    "Gateway Timeout",
    "Gateway Time-out",
)
"""How the server's own troubles are named: python-telegram-bot keeps the name, not the number."""


def fate(error: TelegramError) -> Fate:
    """What an error means.

    >>> fate(BadRequest("message is too long")), fate(NetworkError("Bad Gateway"))
    (<Fate.REFUSED: 'refused'>, <Fate.TROUBLED: 'troubled'>)
    """
    if isinstance(error, RetryAfter):
        return Fate.LATER
    # BadRequest is a NetworkError by inheritance, and none by its meaning.
    if isinstance(error, (BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken)):
        return Fate.REFUSED
    if not isinstance(error, NetworkError):
        return Fate.REFUSED
    if isinstance(error.__cause__, NEVER_LEFT):
        return Fate.UNSENT
    if any(name in error.message for name in TROUBLES) and not isinstance(error.__cause__, httpx.HTTPError):
        return Fate.TROUBLED
    return Fate.UNCERTAIN


def told(error: RetryAfter) -> float:
    """Seconds that Telegram asks to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, (int, float)) else wait.total_seconds()
