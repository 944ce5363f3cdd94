"""What every command works with: its options, the settings, the screen; and the library that they name.

Only what every command needs is imported here. The library, and the pages of a command, are imported by
the function that needs them: --help and --version answer at once, and a single question waits for nothing
that it does not use.
"""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.config import Settings
from bot.display.screen import Progress, Screen
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

    def watched(self) -> tuple[Path, ...]:
        """What the answers depend on: reports, also those of a prepared library, and words of one's own. Raises Misuse."""
        from knowledge import KnowledgeError, made_of

        paths = self.paths()
        found: list[Path] = []
        for path in paths:
            if path.suffix == PREPARED:
                with suppress(KnowledgeError):  # whoever reads it is told why it cannot be
                    found += report_files(one for one in made_of(path) if one.exists())
        return (*paths, *found, *self.settings.synonyms)

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
                    opened = partial(Library.prepared, paths[0], meaning, own)
                    return self._rebuilt(paths[0], opened, progress, strict=strict)
                left_out = None if strict else self.left_out
                return Library.open(paths, self.settings.max_bytes, progress, meaning, left_out, own)
        except KnowledgeError as error:
            raise Misuse(str(error)) from error

    def _rebuilt(
        self, path: Path, opened: Callable[[], Library], progress: Progress, *, strict: bool
    ) -> Library:
        """A prepared library; one that is stale or damaged is built again first, where that is allowed."""
        from knowledge import PreparedError, rebuild

        try:
            return opened()
        except PreparedError as error:
            if not (self.options.rebuild or self.settings.rebuild):
                raise
            self.screen.warn(f"wenbao: {path}: {error.reason.partition(';')[0]}: it is built again")
        try:
            rebuild(path, self.settings.max_bytes, progress, None if strict else self.left_out)
        except OSError as error:
            raise Misuse(f"{path}: cannot be built again: {error.strerror}") from error
        return opened()

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
