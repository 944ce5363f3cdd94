"""The library that answers now; it may be swapped while the bot runs."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge import Library


@dataclass(slots=True)
class Current:
    """Read `library` once for each update: the next one may find another."""

    library: Library

    @classmethod
    def of(cls, library: Library) -> Current:
        """A library."""
        return cls(library)

    @property
    def version(self) -> str:
        """Changes with any character of the reports."""
        return self.library.version
