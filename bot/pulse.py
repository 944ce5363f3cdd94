"""What the bot knows of its own health: when the last poll ended, which calls succeeded. Pure counting."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pulse:
    """Counts, since the start."""

    clock: Callable[[], float] = time.monotonic
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By endpoint and outcome: ok, or the fate of its error."""
    questions: Counter[str] = field(default_factory=Counter)
    """By status."""
    working: int = 0
    """Updates in hand."""
    last_poll: float | None = None
    """When the last getUpdates was completed, empty or not, by the clock; None: none yet."""

    def polled(self) -> None:
        """A poll was completed, or a webhook delivery taken in."""
        self.last_poll = self.clock()

    def called(self, endpoint: str, outcome: str) -> None:
        """A call of the Bot API has ended."""
        self.calls[endpoint, outcome] += 1

    def poll_age(self) -> float | None:
        """Seconds since the last completed poll."""
        return None if self.last_poll is None else self.clock() - self.last_poll
