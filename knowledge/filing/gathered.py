"""Postings gathered report by report for a file: what outgrows the memory is put aside on disk and merged at the end."""

from __future__ import annotations

import mmap
import tempfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import IO, Any, TypeAlias

from knowledge.filing.mapped import Writer
from knowledge.search.postings import average_of, weighed

HELD = 6_000_000
"""Postings in memory at most, of each kind: 50 to 100 MB."""
COPIED = 1 << 20
NOTED = 1000
"""Rows after which it is told that something goes on."""

Row: TypeAlias = "tuple[int, int, memoryview[Any], memoryview[Any]]"
"""A row of a run: its key, the run's number, its numbers and impacts."""


def pair_key(pair: str) -> int:
    """The number that a bigram is sorted by."""
    return ord(pair[0]) << 32 | ord(pair[1])


@dataclass(slots=True)
class Gathered:
    """Rows of ascending numbers by their keys, with impacts where texts are weighed."""

    key: Callable[[str], int]
    aside: IO[bytes]
    """An empty file for what is put aside."""
    weighed: bool = True
    rows: dict[str, tuple[array[int], array[float]]] = field(default_factory=dict)
    held: int = 0
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each run put aside: where it starts, how many keys and how many postings it has."""

    def add(self, texts: Sequence[str], first: int) -> None:
        """The texts of a report, which are numbered from `first`: their bigrams, else their characters."""
        rows, average = self.rows, average_of(texts)
        for number, text in enumerate(texts, first):
            found = weighed(text, average) if self.weighed else dict.fromkeys(text, 0.0).items()
            self.held += len(found)
            for token, impact in found:
                row = rows.get(token)
                if row is None:
                    row = rows[token] = (array("I"), array("f"))
                row[0].append(number)
                if self.weighed:
                    row[1].append(impact)
        if self.held >= HELD:
            self._put_aside()

    def write(self, writer: Writer, name: str, note: Callable[[], None]) -> None:
        """Writes keys, ends, numbers and impacts; `note` is called now and then."""
        keys, ends = array("Q"), array("Q")
        with tempfile.TemporaryFile(dir=writer.folder) as impacts:
            writer.pieces(f"{name}.numbers", self._merged(keys, ends, impacts, note), ascending=True)
            writer.whole(f"{name}.keys", keys)
            writer.whole(f"{name}.ends", ends)
            if self.weighed:
                impacts.seek(0)
                writer.pieces(f"{name}.impacts", iter(lambda: impacts.read(COPIED), b""))

    def _merged(
        self, keys: array[int], ends: array[int], impacts: IO[bytes], note: Callable[[], None]
    ) -> Iterator[memoryview]:
        """The numbers of all rows in the order of their keys, those of a key in the order of the reports."""
        last = (self._row(token) for token in sorted(self.rows))
        runs = (self._run(number) for number in range(len(self.runs)))
        order = itemgetter(0, 1)
        total = 0
        for at, (key, rows) in enumerate(groupby(merge(*runs, last, key=order), itemgetter(0))):
            for _, _, numbers, adding in rows:
                total += len(numbers)
                impacts.write(adding)
                yield numbers.cast("B")
            keys.append(key)
            ends.append(total)
            if at % NOTED == 0:
                note()

    def _row(self, token: str) -> Row:
        numbers, impacts = self.rows[token]
        return self.key(token), len(self.runs), memoryview(numbers), memoryview(impacts)

    def _put_aside(self) -> None:
        aside = self.aside
        tokens = sorted(self.rows)
        self.runs.append((aside.tell(), len(tokens), self.held))
        array("Q", map(self.key, tokens)).tofile(aside)
        array("Q", (len(self.rows[token][0]) for token in tokens)).tofile(aside)
        for column in (0, 1):
            for token in tokens:
                self.rows[token][column].tofile(aside)
        aside.write(bytes(-aside.tell() % 8))
        aside.flush()
        self.rows, self.held = {}, 0

    def _run(self, number: int) -> Iterator[Row]:
        """The rows of what was put aside, in the order of their keys."""
        start, count, postings = self.runs[number]
        view: memoryview[Any] = memoryview(mmap.mmap(self.aside.fileno(), 0, access=mmap.ACCESS_READ))
        behind = start + 16 * count
        keys, lengths = view[start : start + 8 * count].cast("Q"), view[start + 8 * count : behind].cast("Q")
        numbers = view[behind : behind + 4 * postings].cast("I")
        impacts = view[behind + 4 * postings : behind + 8 * postings].cast("f") if self.weighed else view[:0]
        at = 0
        for key, length in zip(keys, lengths, strict=True):
            yield key, number, numbers[at : at + length], impacts[at : at + length]
            at += length
