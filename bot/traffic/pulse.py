"""What the bot knows of its own health: when the last poll ended, which calls succeeded. Pure counting."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
"""Seconds: an answer takes a millisecond to find and a round to Telegram to send."""


@dataclass(slots=True)
class Pulse:
    """Counts, since the start."""

    clock: Callable[[], float] = time.monotonic
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By endpoint and outcome: ok, or the fate of its error."""
    retries: Counter[str] = field(default_factory=Counter)
    """By endpoint: calls that were repeated."""
    questions: Counter[str] = field(default_factory=Counter)
    """By status."""
    within: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    """Updates by the first of BOUNDS that their seconds do not exceed; the last: longer."""
    seconds: float = 0.0
    """Of all updates together."""
    working: int = 0
    """Updates in hand."""
    reloads: Counter[str] = field(default_factory=Counter)
    """Readings of the reports while the bot runs, by outcome: ok or failed."""
    last_poll: float | None = None
    """When the last getUpdates was completed, empty or not, by the clock; None: none yet."""
    began: float = field(init=False)
    last_done: float = field(init=False)
    """When the last update was done, else the start."""

    def __post_init__(self) -> None:
        self.began = self.last_done = self.clock()

    def polled(self) -> None:
        """A poll was completed, or a webhook delivery taken in."""
        self.last_poll = self.clock()

    def called(self, endpoint: str, outcome: str) -> None:
        """A call of the Bot API has ended."""
        self.calls[endpoint, outcome] += 1

    def done(self, status: str, seconds: float) -> None:
        """An update was done."""
        self.questions[status] += 1
        self.within[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds
        self.last_done = self.clock()

    def poll_age(self) -> float | None:
        """Seconds since the last completed poll."""
        return None if self.last_poll is None else self.clock() - self.last_poll
