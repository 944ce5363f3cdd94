"""Prepared: a library written to one file and opened by memory map; what a question does not need is not read.

The file: a mark, the length and hash of a header, the header (JSON), then rows of numbers and texts, each at a multiple
of 8. The header says what it was made of; made of something else it is stale, and refused.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, overload

from knowledge.corpus import Corpus, Field, Place, own_terms, taken_in
from knowledge.errors import PreparedError, ReportError
from knowledge.model import Head, Report
from knowledge.numerals import CHINESE
from knowledge.sources import LARGEST, Progress, Source, loaded, with_ids_of_their_own
from knowledge.stored import restored, stored
from knowledge.tables import DATA

MARK = b"WENBAO1\n"
HEADER_AT = len(MARK) + 8 + 32
"""Behind the mark stand the header's length (8 bytes, the lowest first) and its SHA-256."""
KEPT = 128
"""Reports that are at hand once they were read: about half a megabyte each."""
NUMBERED = re.compile(f"(?:{CHINESE}|首).")
"""A Chinese numeral before something: what 几查, 几进 ask for."""
AGAIN = "build it again: wenbao index build FOLDER -o FILE"


# --- writing -----------------------------------------------------------------------------------------


def prepare(
    paths: Sequence[Path],
    to: Path,
    limit: int = LARGEST,
    progress: Progress | None = None,
    left_out: Callable[[ReportError], None] | None = None,
) -> None:
    """Writes a library of these files to one that `Library.prepared` opens at once. Raises as `Library.open` does."""
    found = loaded(paths, limit, progress, left_out)
    reports = with_ids_of_their_own(one.report for _, one in found)
    sources = [replace(one, report=report) for (_, one), report in zip(found, reports, strict=True)]
    write(to, sources, [path for path, _ in found])


def write(
    path: Path,
    sources: Sequence[Source],
    files: Sequence[Path],
    note: Callable[[int, int, str], None] = lambda *_: None,
) -> None:
    """Writes the library of these sources; `files`: where each comes from.

    Written under another name and moved, so that whoever reads the old file, or a build that is killed, loses nothing.
    """
    corpus = Corpus([source.report for source in sources])
    path = path.absolute()
    made = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with made.open("wb") as stream:
            stream.write(bytes(HEADER_AT))
            sections: dict[str, list[Any]] = {}
            for name, raw in _sections(corpus, note):
                stream.write(bytes(-stream.tell() % 8))
                sections[name] = [stream.tell(), len(raw), zlib.crc32(raw)]
                stream.write(raw)
            stream.write(bytes(-stream.tell() % 8))
            header = json.dumps(_header(corpus, sources, files, sections, stream.tell()), ensure_ascii=False)
            raw = header.encode("utf-8")
            stream.write(raw)
            stream.seek(0)
            stream.write(MARK + len(raw).to_bytes(8, "little") + sha256(raw).digest())
            stream.flush()
            os.fsync(stream.fileno())
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _sections(corpus: Corpus, note: Callable[[int, int, str], None]) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every part of the file."""
    count = len(corpus.reports)
    for number, report in enumerate(corpus.reports):
        note(number, count, report.id)
        yield f"report.{number}", stored(report)
    note(count, count, "")
    texts = [text.encode("utf-8", "surrogatepass") for text in corpus.paragraphs]
    yield "paragraphs", b"".join(texts)
    yield "paragraphs.ends", _ends(texts).tobytes()
    for name, field in (("sentence", corpus.sentence_field), ("paragraph", corpus.paragraph_field)):
        keys = sorted(field.runs)
        yield f"{name}.keys", array("Q", map(_key, keys)).tobytes()
        yield (
            f"{name}.ends",
            array("Q", _running(end - start for start, end in map(field.runs.__getitem__, keys))).tobytes(),
        )
        runs = [range(*field.runs[key]) for key in keys]
        yield f"{name}.numbers", array("I", (field.numbers[at] for run in runs for at in run)).tobytes()
        yield f"{name}.impacts", array("f", (field.impacts[at] for run in runs for at in run)).tobytes()
    signs = sorted(corpus.with_character)
    rows = [corpus.with_character[sign] for sign in signs]
    yield "sign.keys", array("Q", map(ord, signs)).tobytes()
    yield "sign.ends", array("Q", _running(map(len, rows))).tobytes()
    yield "sign.numbers", array("I", (number for row in rows for number in row)).tobytes()
    terms = dict.fromkeys(term for report in corpus.reports for term in own_terms(report))
    yield "terms", _joined(terms)
    every = range(count)
    yield "measures", _joined(corpus.measures_of(every))
    yield "numerals", _joined(name for name in corpus.numerals_of(every) if NUMBERED.search(name))


def _header(
    corpus: Corpus,
    sources: Sequence[Source],
    files: Sequence[Path],
    sections: Mapping[str, Sequence[int]],
    size: int,
) -> dict[str, object]:
    reports = [
        {
            "id": one.report.id, "place": one.report.place, "year": one.report.year, "kind": one.report.kind,
            "published": one.report.published, "home": one.home, "file": str(path.absolute()),
            "stamp": _stamp(path), "hash": _hash(path), "sentences": len(corpus.sentences_of_report[number]),
            "paragraphs": len(corpus.paragraphs_of_report[number]),
        }
        for number, (one, path) in enumerate(zip(sources, files, strict=True))
    ]  # fmt: skip
    characters = "".join(sorted(frozenset().union(*corpus.characters)))
    return {
        "made_by": made_by(), "reports": reports, "sections": dict(sections), "size": size, "characters": characters,
    }  # fmt: skip


def made_by() -> str:
    """A hash of the program's own files of general knowledge and of the code that reads reports."""
    digest = sha256()
    for path in sorted([*DATA.glob("*.txt"), *Path(__file__).parent.glob("*.py")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _stamp(path: Path) -> list[int]:
    seen = path.stat()
    return [seen.st_size, seen.st_mtime_ns]


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _joined(texts: Iterable[str]) -> bytes:
    return "\n".join(texts).encode("utf-8", "surrogatepass")


def _key(pair: str) -> int:
    return ord(pair[0]) << 32 | ord(pair[1])


def _running(counts: Iterable[int]) -> Iterator[int]:
    total = 0
    for count in counts:
        total += count
        yield total


def _ends(texts: Sequence[bytes]) -> array[int]:
    return array("Q", _running(map(len, texts)))


# --- reading -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _File:
    """A mapped file and where its parts are."""

    path: Path
    view: memoryview
    header: Mapping[str, Any]

    def part(self, name: str, *, check: bool = False) -> memoryview:
        """The bytes of a part; checked against its sum where it is read as a whole."""
        start, length, total = self.header["sections"][name]
        found = self.view[start : start + length]
        if check and zlib.crc32(found) != total:
            raise PreparedError(str(self.path), f"is damaged ({name}); {AGAIN}")
        return found


class _Rows(Mapping[str, tuple[int, int]]):
    """Sorted keys and where the row of each ends."""

    def __init__(self, file: _File, name: str, key: Callable[[str], int], length: int) -> None:
        self._keys = file.part(f"{name}.keys").cast("Q")
        self._ends = file.part(f"{name}.ends").cast("Q")
        self._key, self._length = key, length

    def __getitem__(self, token: str) -> tuple[int, int]:
        if len(token) == self._length:
            key = self._key(token)
            at = bisect_left(self._keys, key)
            if at < len(self._keys) and self._keys[at] == key:
                return (self._ends[at - 1] if at else 0, self._ends[at])
        raise KeyError(token)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        for key in self._keys:
            yield chr(key) if self._length == 1 else chr(key >> 32) + chr(key & 0xFFFFFFFF)


class _Characters(Mapping[str, Sequence[int]]):
    """Character -> the sentences that hold it."""

    def __init__(self, file: _File) -> None:
        self._rows = _Rows(file, "sign", ord, 1)
        self._numbers = file.part("sign.numbers").cast("I")

    def __getitem__(self, sign: str) -> Sequence[int]:
        start, end = self._rows[sign]
        return self._numbers[start:end]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)


T = TypeVar("T")


class _Lazy(Sequence[T]):
    """A sequence whose members are made when they are asked for."""

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length, self._make = length, make

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self._make(number) for number in range(*at.indices(self._length))]
        if not -self._length <= at < self._length:
            raise IndexError(at)
        return self._make(at % self._length)


class Prepared(Corpus):
    """The corpus of a file that `write` made."""

    def __init__(self, path: Path) -> None:
        """Raises PreparedError where the file is missing, none of ours, damaged or stale."""
        file = self._file = _opened(path)
        heads = file.header["reports"]
        self.heads = tuple(
            Head(one["id"], one["place"], one["year"], one["kind"], one["published"]) for one in heads
        )
        self.home = frozenset(number for number, one in enumerate(heads) if one["home"])
        self.version = file.header["made_by"][:4] + str(file.header["sections"]["paragraphs"][2])[:4]
        self.sentences_of_report = _ranges(one["sentences"] for one in heads)
        self.paragraphs_of_report = _ranges(one["paragraphs"] for one in heads)
        self._starts = [one.start for one in self.sentences_of_report]
        self._restored: dict[int, Report] = {}
        self._taken: dict[int, tuple[list[str], list[Place]]] = {}
        self.reports = _Lazy(len(heads), self._report)
        ends = file.part("paragraphs.ends").cast("Q")
        texts = file.part("paragraphs")

        def paragraph(number: int) -> str:
            raw = texts[ends[number - 1] if number else 0 : ends[number]]
            return str(raw, "utf-8", "surrogatepass")

        self.paragraphs = _Lazy(len(ends), paragraph)
        self.headings = _Lazy(len(ends), self._heading)
        self.places = _Lazy(self.sentences_of_report[-1].stop if heads else 0, self._place)

    def _report(self, number: int) -> Report:
        found = self._restored.get(number)
        if found is None:
            raw = bytes(self._file.part(f"report.{number}", check=True))
            found = restored(raw)
            _keep(self._restored, number, found)
        return found

    def _part(self, report: int) -> tuple[list[str], list[Place]]:
        """(headings, places) of a report."""
        found = self._taken.get(report)
        if found is None:
            first = self.paragraphs_of_report[report].start
            _, headings, places = taken_in(report, self._report(report), first)
            found = (headings, places)
            _keep(self._taken, report, found)
        return found

    def _heading(self, paragraph: int) -> str:
        report = bisect_right(self._first_paragraphs, paragraph) - 1
        return self._part(report)[0][paragraph - self._first_paragraphs[report]]

    def _place(self, number: int) -> Place:
        report = bisect_right(self._starts, number) - 1
        return self._part(report)[1][number - self._starts[report]]

    @cached_property
    def _first_paragraphs(self) -> list[int]:
        return [one.start for one in self.paragraphs_of_report]

    @property
    def terms(self) -> Iterator[str]:
        """What the reports call by names of their own."""
        return self._lines("terms")

    def measures_of(self, numbers: Sequence[int]) -> Iterable[str]:
        """What the facts of some reports count, where it is short."""
        every = len(numbers) == len(self.reports)
        return self._lines("measures") if every else super().measures_of(numbers)

    def numerals_of(self, numbers: Sequence[int]) -> Iterable[str]:
        """The numbers of some reports that are named or ordered rather than counted."""
        every = len(numbers) == len(self.reports)
        return self._lines("numerals") if every else super().numerals_of(numbers)

    def characters_of(self, numbers: Sequence[int]) -> frozenset[str]:
        """The characters that some reports are written in."""
        every = len(numbers) == len(self.reports)
        return frozenset(self._file.header["characters"]) if every else super().characters_of(numbers)

    def _lines(self, name: str) -> Iterator[str]:
        return iter(str(self._file.part(name, check=True), "utf-8", "surrogatepass").split("\n"))

    def report_of_paragraph(self, paragraph: int) -> int:
        """The number of the report that a paragraph stands in."""
        return bisect_right(self._first_paragraphs, paragraph) - 1

    def sentences_in(self, paragraph: int) -> list[int]:
        """The sentences of a paragraph."""
        report = self.report_of_paragraph(paragraph)
        start = self._starts[report]
        places = self._part(report)[1]
        return [start + at for at, place in enumerate(places) if place.paragraph == paragraph]

    @cached_property
    def sentence_field(self) -> Field:
        """The postings of the sentences."""
        return self._field("sentence", len(self.places))

    @cached_property
    def paragraph_field(self) -> Field:
        """The postings of the paragraphs with their headings."""
        return self._field("paragraph", len(self.paragraphs))

    def _field(self, name: str, size: int) -> Field:
        numbers = self._file.part(f"{name}.numbers").cast("I")
        impacts = self._file.part(f"{name}.impacts").cast("f")
        return Field.stored(size, _Rows(self._file, name, _key, 2), numbers, impacts)

    @cached_property
    def with_character(self) -> Mapping[str, Sequence[int]]:
        """Character -> the sentences that hold it."""
        return _Characters(self._file)


def _keep(table: dict[int, T], key: int, value: T) -> None:
    """Adds to what is at hand, in place of what has been there longest."""
    if len(table) >= KEPT:
        table.pop(next(iter(table)), None)
    table[key] = value


def _ranges(counts: Iterable[int]) -> list[range]:
    found: list[range] = []
    for count in counts:
        start = found[-1].stop if found else 0
        found.append(range(start, start + count))
    return found


def _opened(path: Path) -> _File:
    try:
        with path.open("rb") as stream:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise PreparedError(str(path), error.strerror or "cannot be read") from error
    except ValueError as error:
        raise PreparedError(str(path), f"is empty; {AGAIN}") from error
    view = memoryview(mapped)
    if bytes(view[: len(MARK)]) != MARK:
        raise PreparedError(str(path), f"is no prepared library of this program; {AGAIN}")
    length = int.from_bytes(view[len(MARK) : len(MARK) + 8], "little")
    raw = bytes(view[max(len(view) - length, 0) :])
    if sha256(raw).digest() != bytes(view[len(MARK) + 8 : HEADER_AT]):
        raise PreparedError(str(path), f"is damaged; {AGAIN}")
    header = json.loads(raw)
    if header["size"] + length != len(view):
        raise PreparedError(str(path), f"is damaged; {AGAIN}")
    _fresh(path, header)
    return _File(path, view, header)


def _fresh(path: Path, header: Mapping[str, Any]) -> None:
    """Raises PreparedError where the program or a report has changed since.

    Reports whose folder is not on this machine are taken as they were.
    """
    if header["made_by"] != made_by():
        raise PreparedError(str(path), f"was made by another version of the program; {AGAIN}")
    for one in header["reports"]:
        source = Path(one["file"])
        if not source.parent.is_dir():
            continue
        if not source.exists():
            raise PreparedError(str(path), f"is stale: {source} is gone; {AGAIN}")
        if _stamp(source) != one["stamp"] and _hash(source) != one["hash"]:
            raise PreparedError(str(path), f"is stale: {source} has changed; {AGAIN}")
