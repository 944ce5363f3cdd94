"""A report's own figures audited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Report, Span


class Verdict(StrEnum):
    """What an audit found of a figure."""

    OK = "ok"
    ROUNDING = "rounding"
    """Off by no more than one unit of the last stated digit."""
    CONFLICT = "conflict"
    UNCHECKED = "unchecked"
    """A rate whose counts the report does not give."""


@dataclass(frozen=True, slots=True)
class Check:
    """One figure held against those it comes from."""

    verdict: Verdict
    kind: str
    statement: str
    """The arithmetic in figures: 34509 / 36045 = 95.74%."""
    spans: tuple[Span, ...]
    paragraph: int
    """From 1, as readers count."""


def audit(report: Report) -> tuple[Check, ...]:  # noqa: ARG001  the checks come next
    """The checks of a report, in the order of its text."""
    return ()
