"""Lines of JSON: a staff member's question set, and questions in a batch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Misuse


class QuestionsError(Misuse):
    """A question set that cannot be read; str() reads `path: reason` or `path:line: reason`."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with what is expected of its answer."""

    id: str
    q: str
    """As typed."""
    kind: str
    style: str
    status: str
    history: tuple[str, ...] = ()
    """Earlier questions of the same chat, oldest first."""
    evidence: tuple[str, ...] = ()
    """Strings of the report: a citation is right if its paragraph holds any of them."""
    must: tuple[tuple[str, ...], ...] = ()
    """Groups of alternatives: the answer has to hold one of each."""


Asked = tuple[str, tuple[str, ...]]
"""A question, and the earlier ones of its chat, oldest first."""


def golds(path: Path) -> tuple[Gold, ...]:
    """The questions of a set in their order; empty lines are passed over.

    Raises QuestionsError where the file or a line of it cannot be read.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except OSError as error:
        raise QuestionsError(path, error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise QuestionsError(path, "not UTF-8 text") from None
    found = tuple(_gold(path, number, line) for number, line in enumerate(lines, 1) if line.strip())
    if not found:
        raise QuestionsError(path, "holds no question")
    return found


def _gold(path: Path, number: int, line: str) -> Gold:
    try:
        return gold(line)
    except ValueError as error:
        raise QuestionsError(path, str(error), number) from None


def gold(line: str) -> Gold:
    """The question in a line of a set; fields it does not know are passed over. Raises ValueError."""
    fields = _fields(line)
    groups = fields.get("must", [])
    if not isinstance(groups, list):
        raise ValueError("must: a list of lists of strings expected")
    return Gold(
        **{name: _string(fields, name) for name in ("id", "q", "kind", "style", "status")},
        history=_strings("history", fields.get("history", [])),
        evidence=_strings("evidence", fields.get("evidence", [])),
        must=tuple(_strings("must", group) for group in groups),
    )


def asked(line: bytes) -> Asked:
    """The question in a line of a batch: its fields q and history. Raises ValueError.

    >>> asked(b'{"q": "95.74%", "history": []}')
    ('95.74%', ())
    """
    try:
        fields = _fields(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8 text") from None
    return _string(fields, "q"), _strings("history", fields.get("history", []))


def _fields(line: str) -> Mapping[str, object]:
    """The object in a line. Raises ValueError whatever is wrong: who reads a line has one thing to catch."""
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("not JSON: nested too deep") from None
    if not isinstance(fields, dict):
        raise ValueError("a JSON object expected")
    return fields


def _string(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name}: a string expected")
    return value


def _strings(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{name}: a list of strings expected")
    return tuple(value)
