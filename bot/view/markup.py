"""Text for Telegram: its HTML, its UTF-16 lengths, long texts cut by sentence before they are marked up. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LONGEST = 4096
"""UTF-16 units of a message, once its marks are taken out."""
STOPS = re.compile(r"(?<=[。！？；!?;…\n])(?![。！？；!?;…”’）」』])|(?<=[。！？；…][”’）」』])")
"""Where a sentence ends: after its last stop, and after the quotation mark that closes on it."""
SOFT = re.compile(r"(?<=[，,、：: ])")
UNSAFE = {
    point: None
    for first, last in (
        (0x00, 0x09), (0x0B, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF),
    )
    for point in range(first, last + 1)
} | {ord("\t"): " "}  # fmt: skip
"""What shows nothing, or turns a line around: Telegram drops some of it, and its offsets with it."""


def safe(text: str) -> str:
    r"""A text that can be sent and stored: no half characters, nothing invisible.

    >>> safe("化解\u202e率\ud800")
    '化解率�'
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.translate(UNSAFE)


def units(text: str) -> int:
    """The length that Telegram counts: an emoji is two.

    >>> units("率👍")
    3
    """
    return len(text) + sum(character > "\uffff" for character in text)


def head(text: str, most: int) -> str:
    """As much of a text as fits into so many units; never half a character."""
    taken = 0
    for position, character in enumerate(text):
        taken += 2 if character > "\uffff" else 1
        if taken > most:
            return text[:position]
    return text


def shortened(text: str, most: int) -> str:
    """A text in one line of at most so many units, … where something was left out.

    >>> shortened("全市四级矛调中心", 5)
    '全市四级…'
    """
    line = " ".join(safe(text).split())
    return line if units(line) <= most else head(line, most - 1).rstrip() + "…"


def escaped(text: str) -> str:
    """A text as it stands, in HTML."""
    return html.escape(safe(text), quote=False)


def bold(text: str) -> str:
    """A text in bold, nothing where there is nothing to see."""
    return f"<b>{escaped(text)}</b>" if text.strip() else ""


def pieces(text: str, most: int) -> Iterator[str]:
    """A text in pieces of at most so many units: whole sentences as far as they go, else clauses, else characters."""
    held = ""
    for part in _parts(text, most):
        if held and units(held) + units(part) > most:
            yield held
            held = ""
        held += part
    if held:
        yield held


def _parts(text: str, most: int) -> Iterator[str]:
    """The smallest parts that a text need be cut into."""
    for sentence in STOPS.split(text):
        if units(sentence) <= most:
            yield sentence
            continue
        for clause in SOFT.split(sentence):
            rest = clause
            while units(rest) > most:
                first = head(rest, most)
                yield first
                rest = rest[len(first) :]
            yield rest


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report with the stretches of it that are to be marked; positions from its own start."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, stretches: Iterable[tuple[str, bool]]) -> Passage:
        """A passage of stretches that are marked or not; a hard wrap is no character of it."""
        text = ""
        marks: list[tuple[int, int]] = []
        for stretch, marked in stretches:
            joined = "".join(
                row.strip() if number else row.rstrip() for number, row in enumerate(stretch.splitlines())
            )
            if marked and joined:
                marks.append((len(text), len(text) + len(joined)))
            text += joined
        return cls(text, tuple(marks))

    def pages(self, most: int) -> tuple[Passage, ...]:
        """The passage in pages of at most so many units, each with its share of the marks."""
        found: list[Passage] = []
        at = 0
        for piece in pieces(self.text, most):
            found.append(self._cut(at, at + len(piece)))
            at += len(piece)
        return tuple(found) or (self,)

    def around(self, most: int) -> Passage:
        """The page on which the first mark begins, … where the passage goes on."""
        pages = self.pages(most - 2)
        if len(pages) == 1:
            return pages[0]
        at = next((number for number, page in enumerate(pages) if page.marks), 0)
        before = "…" if at else ""
        after = "…" if at + 1 < len(pages) else ""
        page = pages[at]
        moved = tuple((start + len(before), end + len(before)) for start, end in page.marks)
        return Passage(before + page.text + after, moved)

    def _cut(self, first: int, last: int) -> Passage:
        marks = tuple(
            (max(start, first) - first, min(end, last) - first)
            for start, end in self.marks
            if start < last and end > first
        )
        return Passage(self.text[first:last], marks)

    def html(self) -> str:
        """The passage with its marks in bold."""
        told: list[str] = []
        at = 0
        for start, end in sorted(self.marks):
            start = max(start, at)  # noqa: PLW2901 - two marks may overlap; what is marked once stays so
            if end > start:
                told += escaped(self.text[at:start]), bold(self.text[start:end])
                at = end
        return "".join((*told, escaped(self.text[at:])))


def quoted(passage: Passage, *, folded: bool) -> str:
    """A passage as a quotation; `folded` shows its first lines, and the rest on a tap."""
    return f"<blockquote{' expandable' if folded else ''}>{passage.html().strip()}</blockquote>"


def linked(words: str, address: str) -> str:
    """Words that lead somewhere."""
    return f'<a href="{html.escape(address)}">{escaped(words)}</a>'


def plain(marked: str) -> str:
    """The text of HTML without its marks: what is sent where a message is refused for them."""
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


def lines(*rows: str) -> str:
    """The rows that say anything, one under another."""
    return "\n".join(row for row in rows if row)


def messages_of(blocks: Sequence[str], most: int = LONGEST) -> tuple[str, ...]:
    """Blocks of HTML joined into as few messages as hold them; a block is never cut (each must fit by itself)."""
    told: list[str] = []
    for block in filter(None, blocks):
        longer = f"{told[-1]}\n{block}" if told else block
        if told and units(plain(longer)) <= most:
            told[-1] = longer
        else:
            told.append(block)
    return tuple(told)
