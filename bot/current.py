"""The library that answers now; it may be swapped while the bot runs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from knowledge import Library


@dataclass(slots=True)
class Current:
    """Read `library` and `version` once for each update: the next one may find others."""

    library: Library
    version: str

    @classmethod
    def of(cls, library: Library) -> Current:
        """A library with its version."""
        return cls(library, version(library))


def version(library: Library) -> str:
    """Twelve characters that change with any character of the reports."""
    told = hashlib.sha256()
    for report in library.reports:
        told.update(f"{report.id}\0{report.text}\0".encode("utf-8", "replace"))
    return told.hexdigest()[:12]
