"""What is sent, before it is Telegram's: a message, its buttons, and what a button says when it is tapped. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LABEL = 60
"""UTF-16 units of a button's words: more than a phone shows of them."""
COPIED = 256
"""UTF-16 units that a button may put on the clipboard."""
SPOKEN = re.compile(r"([a-zA-Z])([A-Za-z0-9_-]{1,24})((?:\.\d{1,6}){0,4})")


class Verb(StrEnum):
    """What a tap asks for. The first group belongs to an answer that was shown, the second to a report."""

    ANSWER = "a"
    WHOLE = "w"
    OTHERS = "c"
    CANDIDATE = "t"
    RELATED = "r"
    ASK_RELATED = "q"
    STANDING = "o"
    ASK_OPTION = "k"
    UP = "u"
    DOWN = "d"
    REASON = "x"

    PARAGRAPH = "P"
    SECTION = "S"
    OUTLINE = "O"
    FIGURES = "G"
    FACT = "F"
    REPORTS = "R"


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button says: a verb, what it is about, and which of several."""

    verb: Verb
    key: str
    """The id of an answer that was shown, or the version of the reports."""
    numbers: tuple[int, ...] = ()
    """From 0; what they count depends on the verb."""

    def spoken(self) -> str:
        """The tap in 64 bytes at most: wK3x9.0.11."""
        return ".".join((f"{self.verb}{self.key}", *map(str, self.numbers)))

    @property
    def of_report(self) -> bool:
        """Whether it opens a page of a report rather than an answer."""
        return self.verb.isupper()

    def number(self, place: int) -> int:
        """One of its numbers, 0 where it says none."""
        return self.numbers[place] if place < len(self.numbers) else 0


def heard(spoken: str) -> Tap | None:
    """The tap in these words, None where nobody here can have said it."""
    found = SPOKEN.fullmatch(spoken)
    if found is None or found[1] not in set(Verb):
        return None
    return Tap(Verb(found[1]), found[2], tuple(int(one) for one in found[3].split(".")[1:]))


@dataclass(frozen=True, slots=True)
class Button:
    """A button: it has words, and exactly one of the rest."""

    words: str
    tap: Tap | None = None
    copied: str = ""
    address: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message of HTML with its rows of buttons."""

    html: str
    rows: Rows = ()
