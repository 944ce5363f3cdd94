"""The inbox that the settings name, and the right to serve from it alone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import Misuse
from bot.service_config import ServiceSettings
from bot.store.inbox import Inbox


def opened(settings: ServiceSettings, *, made: bool = True) -> Inbox:
    """The inbox of these settings; `made`: its folder and file are made where they are missing. Raises Misuse."""
    path = _file(settings)
    if path and not made and not path.exists():
        raise Misuse(f"WENBAO_DATA: {path.parent} holds no inbox yet")
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        return Inbox.open(settings.database.reveal(), retention_days=settings.retention_days)
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise _unusable(settings, error) from error


@contextmanager
def alone(settings: ServiceSettings) -> Iterator[None]:
    """Holds the inbox's folder while a bot runs: a second one would answer everything again. Raises Misuse."""
    path = _file(settings)
    if path is None:
        yield
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    except BlockingIOError:
        raise Misuse(f"WENBAO_DATA: another wenbao serves from {path.parent}") from None
    except OSError as error:
        raise _unusable(settings, error) from error


def _file(settings: ServiceSettings) -> Path | None:
    """The file of a SQLite inbox."""
    address = settings.database.reveal()
    return Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite:///") else None


def _unusable(settings: ServiceSettings, error: Exception) -> Misuse:
    return Misuse(
        settings.redactor()(f"WENBAO_DATA: the inbox cannot be opened: {str(error).splitlines()[0]}")
    )
