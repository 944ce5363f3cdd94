"""The file of a prepared library: named parts, each with its sum, opened by memory map and checked as far as it is read.

The file: a mark, the length and hash of a header, the parts, each at a multiple of 8, and the header (JSON) at the end. It
says where the parts are, what each one's sum is, and what the library was made of. A part that is not read as a whole has a
sum for each block, and its blocks are checked when they are first looked at: damage is met as an error, wherever it is.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, overload
from zlib import crc32

from knowledge.errors import PreparedError

MARK = b"WENBAO2\n"
HEADER_AT = len(MARK) + 8 + 32
"""Behind the mark stand the header's length (8 bytes, the lowest first) and its SHA-256."""
BLOCK = 4096
"""Bytes that have a sum of their own: what one look costs to check, 4 µs, against what all sums take, a thousandth."""
OF_BLOCK = BLOCK // 4
"""Numbers in a block."""
AROUND, RESIDENT = 1 << 16, 1 << 28
"""Bytes that Linux maps around the one that is looked at; bytes of the file that stay in the process's memory at most."""
BUFFERED = 256 * BLOCK
AGAIN = "build it again: wenbao index build FOLDER -o FILE (--rebuild or WENBAO_INDEX_REBUILD=on do it)"

Add = Callable[[bytes | memoryview | bytearray], None]


# --- writing -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Writer:
    """Writes the parts of a file, then its header."""

    stream: IO[bytes]
    folder: Path
    """Where files for a while may stand."""
    sections: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Name -> where it starts, how long it is, its sum."""

    def __post_init__(self) -> None:
        self.stream.write(bytes(HEADER_AT))

    def whole(self, name: str, raw: bytes | array[int]) -> None:
        """A part that is read as a whole."""
        with self.part(name) as add:
            add(memoryview(raw).cast("B"))

    @contextmanager
    def part(self, name: str) -> Iterator[Add]:
        """Takes the bytes of a part as they come."""
        self._align()
        start = self.stream.tell()
        length = total = 0

        def add(raw: bytes | memoryview | bytearray) -> None:
            nonlocal length, total
            self.stream.write(raw)
            length += len(raw)
            total = crc32(raw, total)

        yield add
        self.sections[name] = (start, length, total)

    def pieces(self, name: str, chunks: Iterable[bytes | memoryview], *, ascending: bool = False) -> None:
        """A part that is read in pieces, with the sum of each block; `ascending`: with each block's first number."""
        sums, firsts = array("I"), array("I")
        with self.part(name) as add:
            for run in _buffered(chunks):
                add(run)
                view = memoryview(run)
                for at in range(0, len(run), BLOCK):
                    sums.append(crc32(view[at : at + BLOCK]))
                    if ascending:
                        firsts.append(int.from_bytes(view[at : at + 4], sys.byteorder))
        self.whole(f"{name}.sums", sums)
        if ascending:
            self.whole(f"{name}.firsts", firsts)

    def finish(self, header: Mapping[str, object]) -> None:
        """Writes the header, and the mark that makes the file one of ours."""
        self._align()
        told = {**header, "sections": self.sections, "size": self.stream.tell()}
        raw = json.dumps(told, ensure_ascii=False).encode("utf-8")
        self.stream.write(raw)
        self.stream.seek(0)
        self.stream.write(MARK + len(raw).to_bytes(8, "little") + sha256(raw).digest())

    def _align(self) -> None:
        self.stream.write(bytes(-self.stream.tell() % 8))


def _buffered(chunks: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """The same bytes in runs of whole blocks, the last as it comes."""
    kept = bytearray()
    for chunk in chunks:
        kept += chunk
        if len(kept) >= BUFFERED:
            end = len(kept) - len(kept) % BLOCK
            yield bytes(kept[:end])
            del kept[:end]
    if kept:
        yield bytes(kept)


# --- reading -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Mapped:
    """A mapped file and where its parts are."""

    path: Path
    mapping: mmap.mmap
    view: memoryview
    header: Mapping[str, Any]
    touched: int = 0
    """Bytes that were looked at since the pages were let go of."""

    @classmethod
    def opened(cls, path: Path) -> Mapped:
        """The file. Raises PreparedError where it is missing, none of ours, cut off, or its header is damaged."""
        try:
            with path.open("rb") as stream:
                mapping = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise PreparedError(str(path), error.strerror or "cannot be read") from error
        except ValueError as error:
            raise PreparedError(str(path), f"is empty; {AGAIN}") from error
        view = memoryview(mapping)
        if bytes(view[: len(MARK)]) != MARK:
            raise PreparedError(str(path), f"is no prepared library of this program; {AGAIN}")
        length = int.from_bytes(view[len(MARK) : len(MARK) + 8], "little")
        raw = bytes(view[max(len(view) - length, 0) :])
        if sha256(raw).digest() != bytes(view[len(MARK) + 8 : HEADER_AT]):
            raise PreparedError(str(path), f"is damaged (header); {AGAIN}")
        header = json.loads(raw)
        if header["size"] + length != len(view):
            raise PreparedError(str(path), f"is damaged (its length); {AGAIN}")
        return cls(path, mapping, view, header)

    def bytes_of(self, name: str) -> memoryview:
        """The bytes of a part, unchecked."""
        start, length, _ = self.header["sections"][name]
        return self.view[start : start + length]

    def part(self, name: str) -> memoryview:
        """The bytes of a part, checked as a whole. Raises PreparedError."""
        found = self.bytes_of(name)
        self.check(name, found, self.header["sections"][name][2])
        return found

    def check(self, name: str, raw: memoryview, total: int) -> None:
        """Raises PreparedError unless that is the sum of these bytes."""
        if crc32(raw) != total:
            raise PreparedError(str(self.path), f"is damaged ({name}); {AGAIN}")

    def touch(self, count: int) -> None:
        """Notes that so many bytes are looked at; lets go of all pages once they are many: the system keeps what it can."""
        self.touched += max(count, AROUND)
        if self.touched > RESIDENT:
            self.touched = 0
            if hasattr(self.mapping, "madvise"):
                self.mapping.madvise(mmap.MADV_DONTNEED)

    def damaged(self) -> list[str]:
        """The names of the parts that are not what was written; reads all of the file."""
        sections: Mapping[str, tuple[int, int, int]] = self.header["sections"]
        return [name for name, (_, _, total) in sections.items() if crc32(self.bytes_of(name)) != total]


class Pieces:
    """The bytes of a part that is too large to be read as a whole."""

    def __init__(self, file: Mapped, name: str) -> None:
        self._file, self._name = file, name
        self._bytes = file.bytes_of(name)
        self._sums = file.part(f"{name}.sums").cast("I")
        self._seen = bytearray(len(self._sums))
        """Of each block whether it was checked."""

    def __getitem__(self, piece: slice) -> memoryview:
        self.look(piece.start, piece.stop)
        return self._bytes[piece]

    def look(self, start: int, stop: int) -> None:
        """Checks the blocks that hold these bytes, unless it was done before. Raises PreparedError."""
        self._file.touch(stop - start)
        behind = (stop + BLOCK - 1) // BLOCK
        at = self._seen.find(0, start // BLOCK, behind)
        while at >= 0:
            self._file.check(self._name, self._bytes[at * BLOCK : (at + 1) * BLOCK], self._sums[at])
            self._seen[at] = 1
            at = self._seen.find(0, at + 1, behind)


class Numbers(Sequence[Any]):
    """Numbers of 4 bytes, read in pieces."""

    def __init__(self, file: Mapped, name: str, form: str) -> None:
        """`form`: as in `struct`, I or f."""
        self._pieces = Pieces(file, name)
        self._items = file.bytes_of(name).cast("B").cast(form)  # type: ignore[call-overload]

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> memoryview: ...
    def __getitem__(self, at: int | slice) -> Any:
        start, stop = (at.start, at.stop) if isinstance(at, slice) else (at, at + 1)
        self._pieces.look(start * 4, stop * 4)
        return self._items[at]


class Ascending(Numbers):
    """Rows of ascending numbers one behind the other."""

    def __init__(self, file: Mapped, name: str) -> None:
        super().__init__(file, name, "I")
        self._firsts = file.part(f"{name}.firsts").cast("I")

    def at_least(self, low: int, start: int, end: int) -> int:
        """Where in the row from start to end the first number stands that is not below; end where none is.

        Looks at one block, however long the row.
        """
        if start >= end:
            return end
        behind = (end - 1) // OF_BLOCK + 1
        block = bisect_left(self._firsts, low, start // OF_BLOCK + 1, behind) - 1
        first, last = max(block * OF_BLOCK, start), min((block + 1) * OF_BLOCK, end)
        self._pieces.look(first * 4, last * 4)
        return bisect_left(self._items, low, first, last)
