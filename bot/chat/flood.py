"""Who asks too fast: a bucket of questions for each user, one notice, then silence until it calms. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

AT_ONCE = 5
"""Questions at once."""
EVERY = 2.0
"""Seconds in which one more is allowed."""
KEPT = 4096
"""Users that are remembered; a quiet one is forgotten as soon as his bucket is full again."""


class Verdict(Enum):
    """What becomes of a question."""

    ANSWER = "answer"
    NOTICE = "notice"
    """Too fast: say so."""
    SILENCE = "silence"
    """Too fast, and it was said."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    noticed: bool = False


class Flood:
    """The buckets of all users."""

    def __init__(self, at_once: int = AT_ONCE, every: float = EVERY) -> None:
        self._full = at_once
        self._every = every
        self._buckets: dict[int, _Bucket] = {}

    def weigh(self, user: int, now: float) -> Verdict:
        """Whether this user may ask at this time, in seconds; a question that waited counts from when it was sent.

        Who goes on asking while too fast stays unanswered: each try empties the bucket again.
        """
        if len(self._buckets) >= KEPT:
            self._forget(now)
        bucket = self._buckets.setdefault(user, _Bucket(self._full, now))
        bucket.left = min(self._full, bucket.left + max(now - bucket.at, 0.0) / self._every)
        bucket.at = max(now, bucket.at)
        if bucket.left >= self._full:
            bucket.noticed = False
        if bucket.left >= 1:
            bucket.left -= 1
            return Verdict.ANSWER
        bucket.left = 0.0
        if bucket.noticed:
            return Verdict.SILENCE
        bucket.noticed = True
        return Verdict.NOTICE

    def _forget(self, now: float) -> None:
        """Lets go of those whose bucket is full by now; of everybody, where that is not enough."""
        busy = {
            user: one
            for user, one in self._buckets.items()
            if one.left + (now - one.at) / self._every < self._full
        }
        self._buckets = busy if len(busy) < KEPT else {}
