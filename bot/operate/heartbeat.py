"""The bot's word on its own health, in a file beside its inbox, for `wenbao health` and a container's check.

A file rather than a port: it needs none, and a process that has died or hangs stops writing it.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.operate.vitals import Verdict

NAME = "health.json"
EVERY = 5.0
"""Seconds between two beats."""
SOON = 1.0
"""The same until the bot is well: whoever waits for that should not wait for the beat."""
STALE = 6 * EVERY
"""Seconds after which a beat says nothing any more; a slow disk or a long garbage collection is no death."""

Clock = Callable[[], float]
"""Seconds since the machine started: the same for all its processes, and no change of the time of day moves it."""


def beat(folder: Path, verdict: Verdict, clock: Clock = time.monotonic) -> None:
    """Writes a beat, in one step for whoever reads."""
    told = {"at": clock(), "pid": os.getpid(), "alive": verdict.alive, "ready": verdict.ready}
    path = folder / NAME
    made = path.with_suffix(".tmp")
    made.write_text(json.dumps(told | {"why": verdict.why}, ensure_ascii=False), "utf-8")
    made.replace(path)


def end(folder: Path) -> None:
    """The bot has stopped: nothing more is to be read."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)


def heard(folder: Path, clock: Clock = time.monotonic) -> Verdict:
    """The last beat; not well where there is none, or it is too old."""
    path = folder / NAME
    try:
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        age = clock() - float(told["at"])
        verdict = Verdict(bool(told["alive"]), bool(told["ready"]), str(told["why"]))
    except FileNotFoundError:
        return _dead(f"no bot serves from {folder}")
    except (OSError, ValueError, KeyError, TypeError):
        return _dead(f"{path} cannot be read")
    if not 0 <= age <= STALE:
        # Negative: written before the machine was started anew.
        return _dead(
            f"the bot of {folder} has said nothing for {max(age, STALE):.0f} s: it hangs or has died"
        )
    return verdict


def _dead(why: str) -> Verdict:
    return Verdict(alive=False, ready=False, why=why)
