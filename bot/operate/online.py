"""Two questions to Telegram, for the doctor: who the bot is, and what is known of its webhook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.service_config import ServiceSettings

PATIENCE = 15.0
"""Seconds."""


class UnreachableError(Exception):
    """Telegram could not be asked; str() says why, without a secret."""


@dataclass(frozen=True, slots=True)
class Told:
    """What Telegram said."""

    refused: str
    """Why the token is not taken; empty where it is."""
    name: str
    """The bot's, without @."""
    webhook: dict[str, Any]
    """As getWebhookInfo describes it."""
    skew: float | None
    """Seconds by which this machine's clock is ahead."""


def asked(settings: ServiceSettings) -> Told:
    """By the same way as the bot itself. Raises UnreachableError."""
    assert settings.token is not None
    proxy = settings.proxy.reveal() if settings.proxy else None
    base = settings.base_url + settings.token.reveal()
    try:
        with httpx.Client(proxy=proxy, trust_env=False, timeout=PATIENCE) as client:
            me = client.get(f"{base}/getMe")
            found = me.json()
            if not found["ok"]:
                return Told(str(found.get("description", me.status_code)), "", {}, _skew(me))
            hook = client.get(f"{base}/getWebhookInfo").json()
            return Told("", str(found["result"]["username"]), dict(hook["result"]), _skew(me))
    except httpx.HTTPError as error:
        raise UnreachableError(settings.redactor()(f"{type(error).__name__}: {error}")) from None
    except (ValueError, KeyError, TypeError):
        raise UnreachableError("what answers there is no Bot API") from None


def _skew(reply: httpx.Response) -> float | None:
    """Held against the date of the reply, which is a second old at most."""
    try:
        said = parsedate_to_datetime(reply.headers["Date"])
    except (KeyError, ValueError):
        return None
    return (datetime.now(UTC) - said).total_seconds()
