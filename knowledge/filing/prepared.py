"""Prepared: a library opened from the file that `prepare` wrote; what a question does not need is not read."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, overload

from knowledge.errors import PreparedError
from knowledge.filing.gathered import pair_key
from knowledge.filing.mapped import AGAIN, Ascending, Mapped, Numbers, Pieces
from knowledge.filing.origins import changed, made_by
from knowledge.filing.stored import Made, restored
from knowledge.model import Head, Report
from knowledge.search.corpus import Corpus, Place, heading, place
from knowledge.search.postings import Field

KEPT = 128
"""Reports that are at hand once they were read: about a hundred kilobytes each."""

T = TypeVar("T")


class _Rows(Mapping[str, tuple[int, int]]):
    """Sorted keys and where the row of each starts and ends."""

    def __init__(self, file: Mapped, name: str, key: Callable[[str], int], length: int) -> None:
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


class _StoredField(Field):
    """A field of the file."""

    def __init__(self, file: Mapped, name: str, size: int) -> None:
        self._ascending = Ascending(file, f"{name}.numbers")
        self._keep(
            size, _Rows(file, name, pair_key, 2), self._ascending, Numbers(file, f"{name}.impacts", "f")
        )

    def cut(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """The part of a run whose numbers lie from low to high, the latter excluded."""
        first = self._ascending.at_least(low, start, end)
        return first, self._ascending.at_least(high, first, end)


class _Each(Sequence[T]):
    """A sequence whose members are fetched when they are asked for."""

    def __init__(self, length: int, fetch: Callable[[int], T]) -> None:
        self._length, self._fetch = length, fetch

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self._fetch(number) for number in range(*at.indices(self._length))]
        if not -self._length <= at < self._length:
            raise IndexError(at)
        return self._fetch(at % self._length)


class _Opened:
    """A report that is at hand, with what was looked at of it."""

    __slots__ = ("headings", "places", "report")

    def __init__(self, number: int, report: Report, first: int) -> None:
        """`first`: the library's number of its first paragraph."""
        self.report = report
        self.headings = Made(len(report.paragraphs), lambda at: heading(report, at))
        self.places = Made(len(report.sentences), lambda at: place(number, report, at, first))


class Prepared(Corpus):
    """The corpus of a file that `prepare` wrote."""

    def __init__(self, path: Path) -> None:
        """Raises PreparedError where the file is missing, none of ours, damaged or stale."""
        file = self._file = Mapped.opened(path)
        _fresh(file)
        heads = _table(file, "heads")
        self.heads = tuple(
            Head(name, where, year, kind, published) for name, where, year, kind, published, *_ in heads
        )
        self.home = frozenset(number for number, head in enumerate(heads) if head[5])
        self.version = file.header["version"]
        self.sentences_of_report = _ranges(head[6] for head in heads)
        self.paragraphs_of_report = _ranges(head[7] for head in heads)
        self._first_sentences = [one.start for one in self.sentences_of_report]
        self._first_paragraphs = [one.start for one in self.paragraphs_of_report]
        self._at_hand: dict[int, _Opened] = {}
        self._report_ends = file.part("reports.ends").cast("Q")
        self._report_sums = file.part("reports.sums").cast("I")
        self._texts = Pieces(file, "paragraphs")
        self._text_ends = file.part("paragraphs.ends").cast("Q")
        self.reports = _Each(len(heads), lambda number: self._opened(number).report)
        self.paragraphs = _Each(len(self._text_ends), self._paragraph)
        self.headings = _Each(len(self._text_ends), self._heading)
        self.places = _Each(self.sentences_of_report[-1].stop if heads else 0, self._place)

    # --- one report ----------------------------------------------------------------------------------

    def _opened(self, number: int) -> _Opened:
        found = self._at_hand.get(number)
        if found is None:
            start = self._report_ends[number - 1] if number else 0
            raw = self._file.bytes_of("reports")[start : self._report_ends[number]]
            self._file.touch(len(raw))
            self._file.check("reports", raw, self._report_sums[number])
            found = _Opened(number, restored(raw), self._first_paragraphs[number])
            if len(self._at_hand) >= KEPT:
                self._at_hand.pop(next(iter(self._at_hand)), None)
            self._at_hand[number] = found
        return found

    def _paragraph(self, number: int) -> str:
        start = self._text_ends[number - 1] if number else 0
        return str(self._texts[start : self._text_ends[number]], "utf-8", "surrogatepass")

    def _heading(self, paragraph: int) -> str:
        report = self.report_of_paragraph(paragraph)
        return self._opened(report).headings[paragraph - self._first_paragraphs[report]]

    def _place(self, sentence: int) -> Place:
        report = self.report_of_sentence(sentence)
        return self._opened(report).places[sentence - self._first_sentences[report]]

    def report_of_paragraph(self, paragraph: int) -> int:
        """The number of the report that a paragraph stands in."""
        return bisect_right(self._first_paragraphs, paragraph) - 1

    def report_of_sentence(self, sentence: int) -> int:
        """The number of the report that a sentence stands in."""
        return bisect_right(self._first_sentences, sentence) - 1

    def sentences_in(self, paragraph: int) -> Sequence[int]:
        """The sentences of a paragraph."""
        number = self.report_of_paragraph(paragraph)
        own, start = paragraph - self._first_paragraphs[number], self._first_sentences[number]
        sentences = self._opened(number).report.sentences
        first, end = (bisect_left(sentences, at, key=lambda one: one.paragraph) for at in (own, own + 1))
        return range(start + first, start + end)

    # --- all of them -----------------------------------------------------------------------------------

    @property
    def terms(self) -> Iterator[str]:
        """What the reports call by names of their own."""
        return self._lines("terms")

    def measures_of(self, numbers: Sequence[int]) -> Iterable[str]:
        """What the facts of some reports count, where it is short."""
        return self._lines("measures") if self._all(numbers) else super().measures_of(numbers)

    def numerals_of(self, numbers: Sequence[int]) -> Iterable[str]:
        """The numbers of some reports that are named or ordered rather than counted."""
        return self._lines("numerals") if self._all(numbers) else super().numerals_of(numbers)

    def characters_of(self, numbers: Sequence[int]) -> frozenset[str]:
        """The characters that some reports are written in."""
        known: str = self._file.header["characters"]
        return frozenset(known) if self._all(numbers) else super().characters_of(numbers)

    def _all(self, numbers: Sequence[int]) -> bool:
        return len(numbers) == len(self.reports)

    def _lines(self, name: str) -> Iterator[str]:
        return iter(str(self._file.part(name), "utf-8", "surrogatepass").split("\n"))

    @cached_property
    def sentence_field(self) -> Field:
        """The postings of the sentences."""
        return _StoredField(self._file, "sentence", len(self.places))

    @cached_property
    def paragraph_field(self) -> Field:
        """The postings of the paragraphs with their headings."""
        return _StoredField(self._file, "paragraph", len(self.paragraphs))

    def with_character(self, sign: str, ranges: Iterable[range]) -> Iterator[int]:
        """Those of some sentences that hold a character, in order."""
        start, end = self._by_sign.get(sign, (0, 0))
        for wanted in ranges:
            start = self._signs.at_least(wanted.start, start, end)
            behind = self._signs.at_least(wanted.stop, start, end)
            yield from self._signs[start:behind]

    @cached_property
    def _by_sign(self) -> Mapping[str, tuple[int, int]]:
        return _Rows(self._file, "sign", ord, 1)

    @cached_property
    def _signs(self) -> Ascending:
        return Ascending(self._file, "sign.numbers")


def verify(path: Path) -> list[str]:
    """The names of the parts of a file that are damaged; reads all of it. Raises PreparedError as opening does."""
    file = Mapped.opened(path)
    found = file.damaged()
    if not found:
        _fresh(file)
    return found


def _fresh(file: Mapped) -> None:
    """Raises PreparedError where the program or a report has changed since.

    Reports whose folder is not on this machine are taken as they were.
    """
    if file.header["made_by"] != made_by():
        raise PreparedError(str(file.path), f"was made by another version of the program; {AGAIN}")
    different = changed(_table(file, "origins"), file.header["named"])
    if different:
        raise PreparedError(str(file.path), f"is stale: {different}; {AGAIN}")


def _table(file: Mapped, name: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = json.loads(str(file.part(name), "utf-8", "surrogatepass"))
    return found


def _ranges(counts: Iterable[int]) -> list[range]:
    found: list[range] = []
    for count in counts:
        start = found[-1].stop if found else 0
        found.append(range(start, start + count))
    return found
