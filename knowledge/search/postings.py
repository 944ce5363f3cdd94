"""Postings: in which texts each bigram stands, with its impact; of all texts of a library, searched in any choice of them.

A choice of reports is a run of numbers in every posting, so each report can be searched as if it stood alone
without an index of its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log
from operator import add

K1, B = 1.2, 0.6
"""BM25. Sentences of reports differ in length by what they list, not by how wordy they are: b below the usual 0.75."""
NOWHERE: tuple[float, int, tuple[tuple[int, int], ...]] = (0.0, 0, ())
"""Of a bigram that no text has: (idf, in how many texts, runs)."""
FEW = 256
"""Texts of a bigram whose scores are kept at hand; a longer list takes its time anyway."""
SOUGHT = 50
"""To look for one number in a row takes as long as to read so many."""
CACHED = 50_000
"""Answers kept about single words; questions are without end, memory is not."""


def average_of(texts: Sequence[str | list[str]]) -> float:
    """The length that the texts of a report are held against."""
    return sum(map(len, texts)) / max(len(texts), 1) or 1.0


def weighed(text: str | list[str], average: float, k1: float = K1) -> list[tuple[str, float]]:
    """Each bigram of a text, or token, with its BM25 impact before rarity."""
    norm = k1 * (1 - B + B * len(text) / average)
    counts = Counter(text if isinstance(text, list) else map(add, text, text[1:]))
    return [(pair, count * (k1 + 1) / (count + norm)) for pair, count in counts.items()]


class Field:
    """An inverted index of bigrams over numbered texts: rows of numbers and impacts, one run of them a bigram."""

    def __init__(self, texts: Sequence[str | list[str]], groups: Sequence[range], k1: float = K1) -> None:
        """`groups`: the numbers of each report's texts; a length is held against the average of its own report.

        A text may also come as a list of tokens, which then stand for its bigrams.
        """
        rows: dict[str, tuple[list[int], list[float]]] = {}
        # There are far fewer impacts than postings: one object for equal ones, as exact as they are stored.
        kept: dict[float, float] = {}
        for group in groups:
            average = average_of([texts[number] for number in group])
            for number in group:
                for pair, impact in weighed(texts[number], average, k1):
                    row = rows.get(pair)
                    if row is None:
                        row = rows[pair] = ([], [])
                    row[0].append(number)
                    if impact not in kept:
                        kept[impact] = array("f", [impact])[0]
                    row[1].append(kept[impact])
        numbers: list[int] = []
        impacts: list[float] = []
        runs: dict[str, tuple[int, int]] = {}
        for pair, (found, adding) in rows.items():
            runs[pair] = (len(numbers), len(numbers) + len(found))
            numbers += found
            impacts += adding
        self._keep(len(texts), runs, numbers, impacts)

    @classmethod
    def stored(
        cls, size: int, runs: Mapping[str, tuple[int, int]], numbers: Sequence[int], impacts: Sequence[float]
    ) -> Field:
        """A field that was made before."""
        field = cls((), ())
        field._keep(size, runs, numbers, impacts)
        return field

    def _keep(
        self,
        size: int,
        runs: Mapping[str, tuple[int, int]],
        numbers: Sequence[int],
        impacts: Sequence[float],
    ) -> None:
        self.size = size
        self.runs = runs
        """Bigram -> where its run of numbers starts and ends."""
        self.numbers, self.impacts = numbers, impacts

    def holds(self, number: int, start: int, end: int) -> bool:
        """Whether a number stands in a run."""
        first, behind = self.cut(start, end, number, number + 1)
        return first < behind

    def cut(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """The part of a run whose numbers lie from low to high, the latter excluded."""
        first = bisect_left(self.numbers, low, start, end)
        return first, bisect_left(self.numbers, high, first, end)


class Scope:
    """A field as far as it belongs to some reports: rarity is theirs alone."""

    def __init__(self, field: Field, within: Sequence[range]) -> None:
        self._field = field
        self._within = [(numbers.start, numbers.stop) for numbers in within]
        self._whole = sum(map(len, within)) == field.size
        self.size = sum(map(len, within))
        self._known: dict[str, tuple[float, int, tuple[tuple[int, int], ...]]] = {}
        self._ready: dict[str, Sequence[tuple[int, float]]] = {}
        self.has: Callable[[str], bool] = field.runs.__contains__ if self._whole else self._cut_has
        """Whether a bigram stands in any of its texts."""

    def prepare(self) -> None:
        """Keeps what each bigram adds to the score of each text at hand; else it is worked out when first asked for."""
        for pair in self._field.runs:
            self._adding(pair)

    def rarity(self, pair: str) -> float:
        """BM25's idf of a bigram; 0 where no text has it."""
        return (self._known.get(pair) or self._found(pair))[0]

    def _cut_has(self, pair: str) -> bool:
        return self.frequency(pair) > 0

    def frequency(self, pair: str) -> int:
        """In how many texts the bigram stands."""
        return (self._known.get(pair) or self._found(pair))[1]

    def numbers(self, pair: str) -> Iterator[int]:
        """The texts that have the bigram."""
        return chain.from_iterable(self._field.numbers[start:end] for start, end in self._found(pair)[2])

    def common(self, pairs: Iterable[str]) -> list[int]:
        """The texts that have all of the bigrams, in order."""
        rarest, *others = sorted(set(pairs), key=self.frequency)
        found = set(self.numbers(rarest))
        for pair in others:
            if self.frequency(pair) > SOUGHT * len(found):
                runs = self._found(pair)[2]
                found = {one for one in found if any(self._field.holds(one, *run) for run in runs)}
            else:
                found.intersection_update(self.numbers(pair))
        return sorted(found)

    def impacts(self, pair: str) -> Iterator[tuple[int, float]]:
        """The texts that have the bigram, with its impact there before rarity."""
        numbers, impacts = self._field.numbers, self._field.impacts
        runs = self._found(pair)[2]
        return chain.from_iterable(zip(numbers[a:b], impacts[a:b], strict=True) for a, b in runs)

    def among(self, pair: str, numbers: Sequence[int], kept: Collection[int]) -> list[tuple[int, float]]:
        """What the bigram adds to the scores of some texts, in order; `kept`: the same numbers as a set."""
        idf, frequency, runs = self._known.get(pair) or self._found(pair)
        if frequency <= SOUGHT * len(numbers):
            return [(number, idf * impact) for number, impact in self.impacts(pair) if number in kept]
        found: list[tuple[int, float]] = []
        for start, end in runs:
            at = start
            for number in numbers:
                at, behind = self._field.cut(at, end, number, number + 1)
                if at < behind:
                    found.append((number, idf * self._field.impacts[at]))
        return found

    def add_scores(self, text: str, share: float, scores: dict[int, float]) -> None:
        """Adds the BM25 score of a query text to every number it concerns."""
        known, ready = scores.get, self._ready.get
        for at in range(len(text) - 1):
            pair = text[at : at + 2]
            for number, impact in ready(pair) or self._adding(pair):
                scores[number] = known(number, 0.0) + share * impact

    def add_tokens(self, tokens: Iterable[str], share: float, scores: dict[int, float]) -> None:
        """The same of a query that is cut into tokens, as the texts of the field are."""
        for token in tokens:
            for number, impact in self._adding(token):
                scores[number] = scores.get(number, 0.0) + share * impact

    def _adding(self, pair: str) -> Iterable[tuple[int, float]]:
        """What the bigram adds to the score of each text that has it."""
        ready = self._ready.get(pair)
        if ready is not None:
            return ready
        idf, frequency, runs = self._known.get(pair) or self._found(pair)
        if frequency > FEW or len(self._ready) >= CACHED:
            return self._scaled(idf, runs)
        ready = self._ready[pair] = list(self._scaled(idf, runs))
        return ready

    def _scaled(self, idf: float, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, float]]:
        numbers, impacts = self._field.numbers, self._field.impacts
        return chain.from_iterable(
            zip(numbers[a:b], map(idf.__mul__, impacts[a:b]), strict=True) for a, b in runs
        )

    def _found(self, pair: str) -> tuple[float, int, tuple[tuple[int, int], ...]]:
        """(idf, in how many texts, the runs of their numbers that belong here)."""
        run = self._field.runs.get(pair)
        if run is None:
            return NOWHERE
        runs = (run,) if self._whole else tuple(self._cut(*run))
        frequency = sum(end - start for start, end in runs)
        idf = log(1 + (self.size - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0
        if len(self._known) < CACHED:
            self._known[pair] = (idf, frequency, runs)
        return idf, frequency, runs

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for low, high in self._within:
            first, last = self._field.cut(start, end, low, high)
            if first < last:
                yield first, last


def within(numbers: Sequence[int], ranges: Iterable[range]) -> Iterator[int]:
    """Those of ascending numbers that lie in the ranges."""
    for wanted in ranges:
        first = bisect_left(numbers, wanted.start)
        yield from numbers[first : bisect_left(numbers, wanted.stop, first)]
