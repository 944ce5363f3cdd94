"""Question -> candidates, over the sentences, headings and facts of all reports.

BM25 over words and character bigrams, in two fields: the sentence, and its paragraph with its headings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import pairwise
from math import log
from operator import itemgetter, neg

from knowledge.model import Candidate, Fact, Kind, Question, Report
from knowledge.numerals import CHINESE
from knowledge.sounds import keys
from knowledge.text import HAN, fold, squeeze

K1, B = 1.2, 0.6
"""BM25. Sentences of reports differ in length by what they list, not by how wordy they are: b below the usual 0.75."""
PARAGRAPH_SHARE = 0.3
"""How much the paragraph and its headings count beside the sentence."""

LONGEST_MEASURE = 4
NUMBERED = re.compile(f"(?:{CHINESE}|首)+(.)")
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


class Field:
    """An inverted index of bigrams over numbered texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        """Bigram -> (number of a text, what the bigram adds to its BM25 score)."""
        self.size = len(texts)
        average = sum(map(len, texts)) / max(len(texts), 1) or 1.0
        for number, text in enumerate(texts):
            norm = K1 * (1 - B + B * len(text) / average)
            for pair, count in Counter(map("".join, pairwise(text))).items():
                self.postings[pair].append((number, count * (K1 + 1) / (count + norm)))
        self._rarity = {
            pair: log(1 + (self.size - len(found) + 0.5) / (len(found) + 0.5))
            for pair, found in self.postings.items()
        }
        for pair, idf in self._rarity.items():
            self.postings[pair] = [(number, idf * impact) for number, impact in self.postings[pair]]
        self._impacts = self.postings.get

    def rarity(self, pair: str) -> float:
        """BM25's idf of a bigram; 0 where no text has it."""
        return self._rarity.get(pair, 0.0)

    def add_scores(self, text: str, share: float, scores: dict[int, float]) -> None:
        """Adds the BM25 score of a query text to every number it concerns."""
        for at in range(len(text) - 1):
            for number, impact in self._impacts(text[at : at + 2], ()):
                scores[number] = scores.get(number, 0.0) + share * impact


class Index:
    """All sentences of some reports, found by their words."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = tuple(reports)
        self.paragraphs: list[str] = []
        """Folded text of each paragraph behind its headings, without white space."""
        self.headings: list[str] = []
        """Folded headings above each paragraph, and its first sentence where that is a heading."""
        self.places: list[Place] = []
        for number, report in enumerate(reports):
            self._take_in(number, report)
        self._known: dict[str, bool] = {}
        self._rarities: dict[str, float] = {}
        self._heard: dict[str, tuple[str, ...]] = {}

    def _take_in(self, number: int, report: Report) -> None:
        folded = fold(report.text)
        facts: dict[int, list[Fact]] = defaultdict(list)
        for fact in report.facts:
            facts[fact.sentence].append(fact)
        first = len(self.paragraphs)
        for paragraph in report.paragraphs:
            above = squeeze(" ".join(_headings(report, folded, paragraph.section)))
            self.headings.append(above)
            self.paragraphs.append(above + "\n" + squeeze(folded[paragraph.span.start : paragraph.span.end]))
        for index, sentence in enumerate(report.sentences):
            self.places.append(
                Place(
                    number,
                    index,
                    first + sentence.paragraph,
                    squeeze(folded[sentence.span.start : sentence.span.end]),
                    tuple(squeeze(folded[clause.start : clause.end]) for clause in sentence.clauses),
                    tuple(facts[index]),
                )
            )

    @cached_property
    def _sentences(self) -> Field:
        return Field([place.text for place in self.places])

    @cached_property
    def _paragraphs(self) -> Field:
        return Field(self.paragraphs)

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset().union(*map(set, self.paragraphs)) if self.paragraphs else frozenset()

    def holds(self, text: str) -> bool:
        """Whether the text stands in any sentence or heading, folded and without white space."""
        if len(text) < 2:
            return text in self._characters
        postings = self._paragraphs.postings
        if text[:2] not in postings or text[-2:] not in postings:
            return False
        if len(text) == 2:
            return True
        known = self._known.get(text)
        if known is None:
            rarest = min(map("".join, pairwise(text)), key=lambda pair: len(postings.get(pair, ())))
            known = any(text in self.paragraphs[number] for number, _ in postings.get(rarest, ()))
            if len(self._known) < CACHED:
                self._known[text] = known
        return known

    @cached_property
    def _with_character(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            for sign in set(place.text):
                table[sign].append(number)
        return table

    def texts_with(self, character: str) -> Iterator[str]:
        """The sentences that hold the character, folded."""
        return (self.places[number].text for number in self._with_character.get(character, ()))

    def texts_with_pair(self, pair: str, most: int = 30) -> Iterator[str]:
        """Some sentences that hold the bigram, folded."""
        return (self.places[number].text for number, _ in self._sentences.postings.get(pair, ())[:most])

    def rarity(self, text: str) -> float:
        """How telling the text is here, 0 to 1: that of its rarest bigram."""
        known = self._rarities.get(text)
        if known is None:
            rarest = max(map(self._sentences.rarity, map("".join, pairwise(text))), default=0.0)
            known = rarest / log(1 + self._sentences.size)
            if len(self._rarities) < CACHED:
                self._rarities[text] = known
        return known

    @cached_property
    def _by_sound(self) -> dict[tuple[str, str], list[str]]:
        table: dict[tuple[str, str], list[str]] = defaultdict(list)
        for pair in self._paragraphs.postings:
            if HAN.fullmatch(pair):
                for key in keys(pair):
                    table[key].append(pair)
        return table

    def sounding_like(self, pair: str) -> tuple[str, ...]:
        """The bigrams of the reports that can sound like this one, itself left out."""
        known = self._heard.get(pair)
        if known is None:
            found = dict.fromkeys(heard for key in keys(pair) for heard in self._by_sound.get(key, ()))
            found.pop(pair, None)
            known = tuple(found)
            if len(self._heard) < CACHED:
                self._heard[pair] = known
        return known

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """The numbers of all facts that are named or ordered rather than counted, as written."""
        kinds = (Kind.NAME, Kind.ORDINAL, Kind.COUNT)
        return tuple(
            dict.fromkeys(
                squeeze(fold(report.quote(fact.span)))
                for report in self.reports
                for fact in report.facts
                if fact.quantity.kind in kinds
            )
        )

    def numbered(self, follows: str) -> tuple[str, ...]:
        """The Chinese numerals that stand before these characters in a number of the reports: 八五, 十四五 for 五."""
        return self._numbered.get(follows, ())

    @cached_property
    def _numbered(self) -> dict[str, tuple[str, ...]]:
        table: dict[str, dict[str, None]] = defaultdict(dict)
        for name in self._named:
            for match in NUMBERED.finditer(name):
                table[match[1]][match[0]] = None
        return {follows: tuple(found) for follows, found in table.items()}

    @property
    def measures(self) -> Iterator[str]:
        """What the facts of the reports count, where it is short: 化解率."""
        for report in self.reports:
            for fact in report.facts:
                if 2 < len(fact.measure) <= LONGEST_MEASURE:
                    yield fold(report.quote(fact.measure))

    @property
    def pairs(self) -> Iterable[str]:
        """All bigrams of the reports."""
        return self._paragraphs.postings.keys()

    def candidates(self, question: Question, most: int = 7) -> list[Candidate]:
        """The sentences likeliest to hold the answer, best first."""
        scores = self._scores(question, self._sentences)
        of_paragraphs = self._scores(question, self._paragraphs)
        if question.reports:
            scores = {n: score for n, score in scores.items() if self.places[n].report in question.reports}
            of_paragraphs = {
                n: score for n, score in of_paragraphs.items() if self._report_of(n) in question.reports
            }
        strong = nlargest(most, of_paragraphs.items(), key=itemgetter(1))
        shares = {number: score * PARAGRAPH_SHARE for number, score in strong}
        for number in self._sentences_of(shares):
            scores[number] = scores.get(number, 0.0) + shares[self.places[number].paragraph]
        # Of equals the sentence that stands first.
        best = nlargest(most, zip(scores.values(), map(neg, scores), strict=True))
        ranked = ((score, self.places[-number]) for score, number in best)
        return [Candidate(place.report, place.sentence, score) for score, place in ranked]

    @staticmethod
    def _scores(question: Question, field: Field) -> dict[int, float]:
        """The BM25 score of every text of a field that a term concerns; of each term its best variant counts."""
        scores: dict[int, float] = {}
        for term in question.terms:
            variants = [variant for variant in term.variants if variant.by != "characters"]
            if len(variants) == 1:
                share = variants[0].degree * term.weight
                field.add_scores(variants[0].text, share / max(len(variants[0].text) - 1, 1), scores)
                continue
            best: dict[int, float] = {}
            for variant in variants:
                found: dict[int, float] = {}
                field.add_scores(variant.text, variant.degree / max(len(variant.text) - 1, 1), found)
                if not best:
                    best = found
                    continue
                for number, score in found.items():
                    if score > best.get(number, 0.0):
                        best[number] = score
            for number, score in best.items():
                scores[number] = scores.get(number, 0.0) + score * term.weight
        return scores

    @cached_property
    def _of_paragraph(self) -> dict[int, list[int]]:
        table: dict[int, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            table[place.paragraph].append(number)
        return table

    def _report_of(self, paragraph: int) -> int:
        sentences = self._of_paragraph[paragraph]
        return self.places[sentences[0]].report if sentences else -1

    def _sentences_of(self, paragraphs: Iterable[int]) -> Iterator[int]:
        for paragraph in paragraphs:
            yield from self._of_paragraph[paragraph]

    @cached_property
    def _first_of_report(self) -> tuple[int, ...]:
        starts: list[int] = []
        for number, place in enumerate(self.places):
            if place.report == len(starts):
                starts.append(number)
        return tuple(starts)

    def place(self, report: int, sentence: int) -> Place:
        """A sentence by its report and number."""
        return self.places[self._first_of_report[report] + sentence]


def _headings(report: Report, folded: str, section: int) -> Iterator[str]:
    """The titles above, the highest first."""
    own = report.sections[section]
    if own.parent is not None:
        yield from _headings(report, folded, own.parent)
    yield folded[own.title.start : own.title.end]
