"""Corpus: what all reports of a library say, folded, with the postings that any choice of them is searched by."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from knowledge.lexis.sounds import keys
from knowledge.lexis.text import HAN, fold, squeeze
from knowledge.model import Fact, Head, Kind, Report
from knowledge.search.postings import Field, within

LONGEST_MEASURE = 4


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
