"""What the inbox gives back: an update that waits, a turn, what a button stands for, feedback."""

from __future__ import annotations

from dataclasses import dataclass

PERHAPS_SENT = 0
"""The message id of a part of which nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update that waits."""

    update_id: int
    payload: str
    """As Telegram sent it, JSON."""
    tries: int
    received: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the messages that answered it."""

    question: str
    asked_message: int
    answer_messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a button belongs to."""

    question: str
    history: tuple[str, ...]
    report_version: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A thumb or a declined question."""

    kind: str
    """up, down or declined."""
    question: str
    history: tuple[str, ...]
    status: str
    reason: str
    report_version: str
    at: float
    """Seconds since 1970."""
