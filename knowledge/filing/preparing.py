"""Preparing: reports -> the file of a prepared library, one report at a time, so that memory does not limit how many."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import InitVar, dataclass, field, replace
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import IO
from zlib import crc32

from knowledge.errors import PreparedError, ReportError
from knowledge.filing.gathered import COPIED, Gathered, pair_key
from knowledge.filing.mapped import AGAIN, Add, Mapped, Writer
from knowledge.filing.origins import Origin, made_by, origins
from knowledge.filing.stored import stored
from knowledge.lexis.numerals import CHINESE
from knowledge.reading.identity import signature
from knowledge.reading.sources import LARGEST, Progress, Source, apart, files, source
from knowledge.search.corpus import characters_in, measures_in, numerals_in, own_terms, taken_in

NUMBERED = re.compile(f"(?:{CHINESE}|首).")
"""A Chinese numeral before something: what 几查, 几进 ask for."""


def prepare(
    named: Sequence[Path],
    to: Path,
    limit: int = LARGEST,
    progress: Progress | None = None,
    left_out: Callable[[ReportError], None] | None = None,
) -> None:
    """Writes a library of these files and folders to one that `Library.prepared` opens at once.

    Written under another name and moved, so that whoever reads the old file, or a build that is killed, loses nothing.
    Raises as `Library.open` does.
    """
    to = to.absolute()
    made = to.with_name(f"{to.name}.{os.getpid()}.tmp")
    note = progress or (lambda *_: None)
    try:
        with made.open("wb") as stream, ExitStack() as stack:
            gathering = _Gathering(
                Writer(stream, to.parent),
                lambda: stack.enter_context(tempfile.TemporaryFile(dir=to.parent)),
            )
            faults = gathering.read(_listed(named), limit, note, strict=left_out is None)
            count = len(gathering.heads)
            gathering.finish([str(one.absolute()) for one in named], lambda: note(count, count, to.name))
            stream.flush()
            os.fsync(stream.fileno())
        made.replace(to)
    finally:
        made.unlink(missing_ok=True)
    for fault in faults:
        if left_out is not None:
            left_out(fault)


def rebuild(
    path: Path,
    limit: int = LARGEST,
    progress: Progress | None = None,
    left_out: Callable[[ReportError], None] | None = None,
) -> None:
    """Prepares the file anew from what it was made of. Raises PreparedError where that cannot be told or is not here."""
    named = made_of(path)
    for one in named:
        if not one.exists():
            raise PreparedError(str(path), f"cannot be built again here, {one} is gone; {AGAIN}")
    prepare(named, path, limit, progress, left_out)


def made_of(path: Path) -> list[Path]:
    """The files and folders that the file was made of, whether or not they have changed. Raises PreparedError."""
    return [Path(one) for one in Mapped.opened(path).header["named"]]


def _listed(named: Iterable[Path]) -> list[Path]:
    return [path.absolute() for one in named for path in (files(one) if one.is_dir() else [one])]


@dataclass(slots=True)
class _Gathering:
    """What has been read so far."""

    writer: Writer
    spare: InitVar[Callable[[], IO[bytes]]]
    """Gives an empty file for what outgrows the memory."""
    heads: list[Sequence[object]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    report_ends: array[int] = field(default_factory=lambda: array("Q"))
    report_sums: array[int] = field(default_factory=lambda: array("I"))
    text_ends: array[int] = field(default_factory=lambda: array("Q"))
    words: dict[str, dict[str, None]] = field(
        default_factory=lambda: {"terms": {}, "measures": {}, "numerals": {}}
    )
    characters: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    version: hashlib._Hash = field(default_factory=sha256)
    texts: IO[bytes] = field(init=False)
    """The texts of the paragraphs."""
    rows: dict[str, Gathered] = field(init=False)

    def __post_init__(self, spare: Callable[[], IO[bytes]]) -> None:
        self.texts = spare()
        self.rows = {
            "sentence": Gathered(pair_key, spare()),
            "paragraph": Gathered(pair_key, spare()),
            "sign": Gathered(ord, spare(), weighed=False),
        }

    def read(self, paths: Sequence[Path], limit: int, note: Progress, *, strict: bool) -> list[ReportError]:
        """Takes in these files; gives what was wrong with those that cannot be read. Raises it where `strict`."""
        faults: list[ReportError] = []
        with self.writer.part("reports") as add:
            for number, path in enumerate(paths):
                note(number, len(paths), path.name)
                self.origins += origins(path)
                try:
                    found = source(path, limit)
                except ReportError as error:
                    if strict:
                        raise
                    faults.append(error)
                    continue
                self._take(found, add)
        if faults and not self.heads:
            raise faults[0]
        return faults

    def _take(self, found: Source, add: Add) -> None:
        """Takes in a report."""
        report = replace(found.report, id=apart(found.report.id, self.names))
        self.version.update(signature(report.id, report.text))
        raw = stored(report)
        add(raw)
        self.report_ends.append((self.report_ends or (0,))[-1] + len(raw))
        self.report_sums.append(crc32(raw))
        first = len(self.text_ends)
        texts, _, places = taken_in(len(self.heads), report, first)
        for text in texts:
            written = text.encode("utf-8", "surrogatepass")
            self.texts.write(written)
            self.text_ends.append(self.texts.tell())
        sentences = [place.text for place in places]
        self.rows["sentence"].add(sentences, self.sentences)
        self.rows["sign"].add(sentences, self.sentences)
        self.rows["paragraph"].add(texts, first)
        self.sentences += len(sentences)
        self.characters |= characters_in(report)
        self.words["terms"].update(dict.fromkeys(own_terms(report)))
        self.words["measures"].update(dict.fromkeys(measures_in(report)))
        self.words["numerals"].update(dict.fromkeys(filter(NUMBERED.search, numerals_in(report))))
        self.heads.append(
            (
                report.id, report.place, report.year, report.kind, report.published,
                found.home, len(sentences), len(texts),
            )
        )  # fmt: skip

    def finish(self, named: Sequence[str], note: Callable[[], None]) -> None:
        """Writes what was gathered, and the header."""
        writer = self.writer
        writer.whole("reports.ends", self.report_ends)
        writer.whole("reports.sums", self.report_sums)
        self.texts.seek(0)
        writer.pieces("paragraphs", iter(lambda: self.texts.read(COPIED), b""))
        writer.whole("paragraphs.ends", self.text_ends)
        for name in list(self.rows):
            self.rows.pop(name).write(writer, name, note)
        for name, found in self.words.items():
            writer.whole(name, "\n".join(found).encode("utf-8", "surrogatepass"))
        for name, table in (("heads", self.heads), ("origins", self.origins)):
            writer.whole(name, dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        writer.finish(
            {
                "made_by": made_by(), "named": named, "version": self.version.hexdigest()[:8],
                "characters": "".join(sorted(self.characters)),
            }
        )  # fmt: skip
