"""The terminal: one function that shows a record to people or to machines."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TextIO

from bot.display.columns import clip, table, width, wrapped

STYLES = {"plain": "", "strong": "1", "dim": "2", "good": "32", "bad": "31", "warn": "33", "ask": "36"}
"""Names of looks and their SGR parameters."""
UNSAFE = {
    point: "�"
    for first, last in ((0x00, 0x1F), (0x7F, 0x9F), (0x2028, 0x202E), (0x2066, 0x2069))
    for point in range(first, last + 1)
} | {ord("\t"): " "}
"""A report is somebody else's text: what would move the cursor, colour or reverse a line is made visible."""
PATIENCE = 1.0
"""Seconds before a progress bar appears: what is done sooner needs none."""
REDRAW = 0.1
BAR = 24
NARROWEST = 40
"""A terminal that claims fewer columns than this is not worth wrapping for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line for people."""

    text: str = ""
    style: str = "plain"
    indent: int = 0
    """Columns before the text, kept when the line is wrapped."""


def tabular(
    header: Sequence[str], rows: Sequence[Sequence[str]], limits: Sequence[int] = ()
) -> Iterator[Line]:
    """A table with aligned columns under its header; nothing where there are no rows.

    `limits` are the most columns of each cell, 0 for no limit.
    """
    aligned = table([header, *rows], limits) if rows else ()
    for number, row in enumerate(aligned):
        yield Line(row, "plain" if number else "dim", indent=2)


class Screen:
    """Where a command writes; it knows whether people or machines read."""

    def __init__(self, out: TextIO, err: TextIO, *, machine: bool = False, colour: bool = True) -> None:
        self._out = out
        self._err = err
        self._machine = machine
        self._terminal = out.isatty()
        self._coloured = colour and self._terminal
        self._columns = columns(out) if self._terminal else 0
        if machine:
            # JSON is UTF-8 whatever the locale; a lone surrogate (an argument that was no text) leaves as
            # \udc80, which JSON reads back.
            _reconfigure(out, encoding="utf-8", errors="backslashreplace", newline="\n")
        else:
            _reconfigure(out, errors="backslashreplace")

    def show(self, lines: Iterable[Line], record: Mapping[str, object]) -> None:
        """Writes one record, and at once: its lines to people, one line of JSON to machines."""
        if self._machine:
            import json  # people need none of it, and a cold start is felt

            self._out.write(json.dumps(record, ensure_ascii=False) + "\n")
            self._out.flush()
        else:
            self.say(lines)

    def say(self, lines: Iterable[Line]) -> None:
        """Writes lines that only people read."""
        self._out.writelines(self._dressed(line) + "\n" for line in lines)
        self._out.flush()

    def warn(self, text: str) -> None:
        """Writes a line to the error stream, whoever reads the answers."""
        self._err.write(text.translate(UNSAFE) + "\n")
        self._err.flush()

    def progress(self, what: str) -> Progress:
        """A bar on the error stream, silent where nobody watches."""
        return Progress(self._err, what, watched=self._err.isatty() and not self._machine)

    def _dressed(self, line: Line) -> str:
        text = line.text.translate(UNSAFE)
        rows = wrapped(text, self._columns - line.indent) if self._columns else (text,)
        margin = " " * line.indent
        look = STYLES[line.style] if self._coloured else ""
        if look:
            rows = tuple(f"\x1b[{look}m{row}\x1b[0m" for row in rows)
        return "\n".join((margin + row).rstrip() for row in rows)


class Progress:
    """How far something has come: drawn after a second, wiped when done."""

    def __init__(self, stream: TextIO, what: str, *, watched: bool) -> None:
        self._stream = stream
        self._what = what
        self.watched = watched
        self._begun = self._drawn = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, done: int, total: int, name: str = "") -> None:
        """Notes that so many of so many are done, and what comes now."""
        now = time.monotonic()
        if not self.watched or now - self._begun < PATIENCE or now - self._drawn < REDRAW:
            return
        self._drawn, self._shown = now, True
        filled = BAR * done // max(total, 1)
        room = columns(self._stream) - BAR - width(self._what) - 16
        label = clip(name.translate(UNSAFE), max(room, 8))
        self._stream.write(
            f"\r{self._what} {'█' * filled}{'░' * (BAR - filled)} {done}/{total} {label}\x1b[K"
        )
        self._stream.flush()


def columns(stream: TextIO) -> int:
    """The columns of the terminal behind a stream; 80 where it does not tell.

    Not shutil.get_terminal_size: importing shutil costs a cold start five milliseconds.
    """
    try:
        told = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 80
    return told if told >= NARROWEST else 80


def _reconfigure(stream: TextIO, **how: str) -> None:
    """Sets how a text stream writes; a stand-in without an encoding (StringIO) stays as it is."""
    change = getattr(stream, "reconfigure", None)
    if change is not None:
        change(**how)
