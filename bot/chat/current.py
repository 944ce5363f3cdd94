"""The library that answers now; it may be exchanged while the bot runs."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge import Library


@dataclass(slots=True)
class Current:
    """Read once for each update: the next one may find another library."""

    library: Library
