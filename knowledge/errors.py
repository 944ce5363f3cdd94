"""What can go wrong with a report or a word list: one tree, each error with its place inside."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Any fault of what was given to the library; str() reads `path: reason` or `path:line: reason`."""

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")


class ReportError(KnowledgeError):
    """A report that cannot be read: missing, empty, binary, too large, or in no known encoding."""


class DataError(KnowledgeError):
    """A broken line of a word list or table; it names the file and the line (from 1)."""


class PreparedError(KnowledgeError):
    """A prepared library that cannot be opened: missing, damaged, stale, or made by another version."""
