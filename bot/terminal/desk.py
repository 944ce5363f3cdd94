"""What every command works with: its options, the settings, the screen; and the library that they name.

Only what every command needs is imported here. The library, and the pages of a command, are imported by
the function that needs them: --help and --version answer at once, and a single question waits for nothing
that it does not use.
"""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.config import Settings
from bot.display.screen import Screen
from bot.errors import Misuse

if TYPE_CHECKING:
    from knowledge import KnowledgeError, Library

FINE, DECLINED = 0, 1
"""Exit codes: answered; no answer, or worse than wanted. A Misuse becomes 2."""
PREPARED = ".wenbao"
"""Ending of a library that `index build` made."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with."""

    options: Namespace
    settings: Settings
    screen: Screen
    stdin: TextIO | None
    """None where the process was started without one."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Where the settings of the Telegram bot are read from."""

    def paths(self) -> tuple[Path, ...]:
        """The reports named by the command, else by the settings; none: the built-in one. Raises Misuse."""
        return report_files(self.options.report or self.settings.reports)

    def library(self, *, strict: bool = False) -> Library:
        """These reports; `strict`: all of them or none.

        Raises Misuse where one cannot be read.
        """
        from knowledge import KnowledgeError, Library, Meaning

        paths = self.paths()
        meaning = Meaning.installed() if self.settings.meaning else None
        own = self.settings.synonyms
        try:
            with self.screen.progress("读取报告") as progress:
                if not paths:
                    return Library.builtin(meaning, own)
                if any(path.suffix == PREPARED for path in paths):
                    if len(paths) > 1:
                        raise Misuse(f"{PREPARED}: a prepared library stands alone; build one of all reports")
                    return Library.prepared(paths[0], meaning, own)
                left_out = None if strict else self.left_out
                return Library.open(paths, self.settings.max_bytes, progress, meaning, left_out, own)
        except KnowledgeError as error:
            raise Misuse(str(error)) from error

    def left_out(self, fault: KnowledgeError) -> None:
        """Names a file that could not be read, while the others load."""
        self.screen.warn(f"wenbao: left out: {fault}")


def report_files(named: Iterable[Path]) -> tuple[Path, ...]:
    """The reports that are named, folders looked into. Raises Misuse."""
    return tuple(path for one in named for path in _files(one))


def _files(path: Path) -> Iterator[Path]:
    """The reports in a folder in the order of their names; a file stands for itself."""
    from knowledge import ENDINGS, files

    if not path.is_dir():
        yield path
        return
    found = files(path)
    if not found:
        raise Misuse(f"{path}: holds no report ({', '.join(ENDINGS)})")
    yield from found


def readable(stream: TextIO) -> TextIO:
    """The stream set to read whatever bytes come: a question in a wrong encoding is declined, not a crash."""
    change = getattr(stream, "reconfigure", None)
    if change is not None:
        change(errors="replace")
    return stream


def settle(library: Library) -> None:
    """Makes ready for many questions; what the library holds stays, so the collector need not go through it again."""
    library.warm()
    gc.collect()
    gc.freeze()
