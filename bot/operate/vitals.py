"""Whether the bot is well: what is looked at, and what is concluded from it. Pure.

>>> judged(Vitals(poll_age=3.0), 60).why
'polled 3 s ago, 0 waiting'
>>> judged(Vitals(poll_age=90.0), 60)
Verdict(alive=False, ready=False, why='no poll has ended for 90 s')
"""

from __future__ import annotations

from dataclasses import dataclass

DRAINS = 300.0
"""Seconds that an update may wait while others are done: some wait because Telegram said so (429)."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the bot knows of itself at one moment; ages in seconds."""

    up: float = 0.0
    """Since the start."""
    poll_age: float | None = None
    """Since the last completed poll or, behind a webhook, delivery; None: nothing was completed yet."""
    webhook: bool = False
    webhook_fault: str = ""
    """Why the webhook's own address does not answer."""
    waiting: int = 0
    """Updates in the inbox."""
    oldest: float = 0.0
    """How long the oldest of them waits."""
    done_age: float = 0.0
    """Since the last update was done, else since the start."""
    report_fault: str = ""
    """Why what is served is not what the report files hold."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is concluded."""

    alive: bool
    """False: a new start may help."""
    ready: bool
    """Whether it serves, and serves what it should."""
    why: str
    """One line."""


def judged(vitals: Vitals, patience: float) -> Verdict:
    """`patience`: seconds without a completed poll, or with nothing done, that are put up with."""
    ill = _ill(vitals, patience)
    if ill:
        return Verdict(alive=False, ready=False, why=ill)
    if vitals.poll_age is None:
        return Verdict(alive=True, ready=False, why=f"starting for {vitals.up:.0f} s")
    if vitals.report_fault:
        return Verdict(alive=True, ready=False, why=vitals.report_fault)
    way = "webhook answers" if vitals.webhook else f"polled {vitals.poll_age:.0f} s ago"
    return Verdict(alive=True, ready=True, why=f"{way}, {vitals.waiting} waiting")


def _ill(vitals: Vitals, patience: float) -> str:
    if vitals.poll_age is None:
        return f"Telegram was not reached in {vitals.up:.0f} s" if vitals.up > patience else ""
    if vitals.webhook and vitals.webhook_fault:
        return f"the webhook does not answer: {vitals.webhook_fault}"
    if not vitals.webhook and vitals.poll_age > patience:
        return f"no poll has ended for {vitals.poll_age:.0f} s"
    if vitals.waiting and vitals.oldest > DRAINS and vitals.done_age > patience:
        return (
            f"the inbox does not drain: {vitals.waiting} waiting, the oldest for {vitals.oldest:.0f} s, "
            f"nothing done for {vitals.done_age:.0f} s"
        )
    return ""
