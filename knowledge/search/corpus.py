"""Corpus: what all reports of a library say, folded, with the postings that any choice of them is searched by.

A choice of reports is a run of numbers in every posting, so each report can be searched as if it stood alone
without an index of its own.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log
from operator import add, attrgetter

from knowledge.lexis.sounds import keys
from knowledge.lexis.text import HAN, fold, squeeze
from knowledge.model import Fact, Head, Kind, Report

K1, B = 1.2, 0.6
"""BM25. Sentences of reports differ in length by what they list, not by how wordy they are: b below the usual 0.75."""
NOWHERE: tuple[float, int, tuple[tuple[int, int], ...]] = (0.0, 0, ())
"""Of a bigram that no text has: (idf, in how many texts, runs)."""
FEW = 256
"""Texts of a bigram whose scores are kept at hand; a longer list takes its time anyway."""
SOUGHT = 50
"""To look for one number in a row takes as long as to read so many."""
LONGEST_MEASURE = 4
CACHED = 50_000
"""Answers kept about single words; questions are without end, memory is not."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the library, with what is compared of it: folded, without white space."""

    report: int
    sentence: int
    paragraph: int
    """Index into the library's paragraphs."""
    text: str
    clauses: tuple[str, ...]
    facts: tuple[Fact, ...]


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


class Corpus:
    """All sentences and paragraphs of some reports."""

    version = ""
    """Changes with any character of any report, where it is known beforehand."""
    reports: Sequence[Report]
    heads: Sequence[Head | Report]
    """What is told of each report without reading it."""
    paragraphs: Sequence[str]
    """Folded text of each paragraph behind its headings, without white space."""
    headings: Sequence[str]
    """Folded headings above each paragraph, and its first sentence where that is a heading."""
    places: Sequence[Place]

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = tuple(reports)
        self.heads = self.reports
        paragraphs: list[str] = []
        headings: list[str] = []
        places: list[Place] = []
        self.sentences_of_report: list[range] = []
        self.paragraphs_of_report: list[range] = []
        for number, report in enumerate(reports):
            texts, above, found = taken_in(number, report, len(paragraphs))
            self.sentences_of_report.append(range(len(places), len(places) + len(found)))
            self.paragraphs_of_report.append(range(len(paragraphs), len(paragraphs) + len(texts)))
            paragraphs += texts
            headings += above
            places += found
        self.paragraphs, self.headings, self.places = paragraphs, headings, places

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each report by its id."""
        return {head.id: number for number, head in enumerate(self.heads)}

    @property
    def terms(self) -> Iterator[str]:
        """What the reports call by names of their own."""
        return (term for report in self.reports for term in own_terms(report))

    @cached_property
    def characters(self) -> tuple[frozenset[str], ...]:
        """For each report the characters that it is written in."""
        return tuple(characters_in(report) for report in self.reports)

    def characters_of(self, numbers: Sequence[int]) -> frozenset[str]:
        """The characters that some reports are written in."""
        return frozenset().union(*(characters_in(self.reports[number]) for number in numbers))

    def measures_of(self, numbers: Sequence[int]) -> Iterable[str]:
        """What the facts of some reports count, where it is short: 化解率."""
        return dict.fromkeys(name for number in numbers for name in measures_in(self.reports[number]))

    def numerals_of(self, numbers: Sequence[int]) -> Iterable[str]:
        """The numbers of some reports that are named or ordered rather than counted, as written."""
        return dict.fromkeys(name for number in numbers for name in numerals_in(self.reports[number]))

    def report_of_paragraph(self, paragraph: int) -> int:
        """The number of the report that a paragraph stands in."""
        sentences = self.sentences_of_paragraph[paragraph]
        return self.places[sentences[0]].report if sentences else -1

    def report_of_sentence(self, sentence: int) -> int:
        """The number of the report that a sentence stands in."""
        return self.places[sentence].report

    def sentences_in(self, paragraph: int) -> Sequence[int]:
        """The sentences of a paragraph."""
        return self.sentences_of_paragraph[paragraph]

    @cached_property
    def sentence_field(self) -> Field:
        """The postings of the sentences."""
        return Field([place.text for place in self.places], self.sentences_of_report)

    @cached_property
    def paragraph_field(self) -> Field:
        """The postings of the paragraphs with their headings."""
        return Field(self.paragraphs, self.paragraphs_of_report)

    def with_character(self, sign: str, ranges: Iterable[range]) -> Iterator[int]:
        """Those of some sentences that hold a character, in order."""
        return within(self._by_character.get(sign, ()), ranges)

    @cached_property
    def _by_character(self) -> Mapping[str, Sequence[int]]:
        """Character -> the sentences that hold it."""
        table: dict[str, array[int]] = {}
        for number, place in enumerate(self.places):
            for sign in sorted(set(place.text)):
                table.setdefault(sign, array("I")).append(number)
        return table

    @cached_property
    def by_sound(self) -> dict[tuple[str, str], list[str]]:
        """How a bigram can sound -> the bigrams."""
        table: dict[tuple[str, str], list[str]] = defaultdict(list)
        for pair in self.paragraph_field.runs:
            if HAN.fullmatch(pair):
                for key in keys(pair):
                    table[key].append(pair)
        return table

    @cached_property
    def sentences_of_paragraph(self) -> list[list[int]]:
        """For each paragraph its sentences."""
        table: list[list[int]] = [[] for _ in self.paragraphs]
        for number, place in enumerate(self.places):
            table[place.paragraph].append(number)
        return table


def taken_in(number: int, report: Report, first: int) -> tuple[list[str], list[str], list[Place]]:
    """(paragraphs, headings, places) of a report; `first`: the library's number of its first paragraph."""
    headings = [heading(report, at) for at in range(len(report.paragraphs))]
    paragraphs = [
        above + "\n" + squeeze(fold(report.quote(paragraph.span)))
        for above, paragraph in zip(headings, report.paragraphs, strict=True)
    ]
    return paragraphs, headings, [place(number, report, at, first) for at in range(len(report.sentences))]


def place(number: int, report: Report, at: int, first: int) -> Place:
    """A sentence of a report; `number` and `first` as in `taken_in`."""
    sentence = report.sentences[at]
    start = sentence.span.start
    folded = fold(report.quote(sentence.span))
    clauses = (squeeze(folded[clause.start - start : clause.end - start]) for clause in sentence.clauses)
    begin = bisect_left(report.facts, at, key=_sentence_of)
    facts = report.facts[begin : bisect_right(report.facts, at, begin, key=_sentence_of)]
    return Place(number, at, first + sentence.paragraph, squeeze(folded), tuple(clauses), tuple(facts))


def heading(report: Report, paragraph: int) -> str:
    """The titles above a paragraph, the highest first; folded, without white space."""
    titles: list[str] = []
    section: int | None = report.paragraphs[paragraph].section
    while section is not None:
        titles.append(report.quote(report.sections[section].title))
        section = report.sections[section].parent
    return squeeze(fold(" ".join(reversed(titles))))


_sentence_of = attrgetter("sentence")


def own_terms(report: Report) -> Iterator[str]:
    """What a report calls by names of its own, in quotation marks or as an institution that counts something."""
    text = fold(report.text)
    yield from (match[1] for match in re.finditer(r"“([\u4e00-\u9fff]{2,6})”", text))
    subjects = {report.quote(fact.subject) for fact in report.facts if fact.subject is not None}
    yield from (subject for subject in sorted(subjects) if 3 <= len(subject) <= 6)


def measures_in(report: Report) -> Iterator[str]:
    """What its facts count, where it is short."""
    for fact in report.facts:
        if 2 < len(fact.measure) <= LONGEST_MEASURE:
            yield fold(report.quote(fact.measure))


def numerals_in(report: Report) -> Iterator[str]:
    """Its numbers that are named or ordered rather than counted, as written."""
    for fact in report.facts:
        if fact.quantity.kind in (Kind.NAME, Kind.ORDINAL, Kind.COUNT):
            yield squeeze(fold(report.quote(fact.span)))


def characters_in(report: Report) -> frozenset[str]:
    """The characters that it is written in."""
    return frozenset(squeeze(fold(report.text)))


def within(numbers: Sequence[int], ranges: Iterable[range]) -> Iterator[int]:
    """Those of ascending numbers that lie in the ranges."""
    for wanted in ranges:
        first = bisect_left(numbers, wanted.start)
        yield from numbers[first : bisect_left(numbers, wanted.stop, first)]
