"""Question -> candidates, over the sentences, headings and facts of some reports.

BM25 over words and character bigrams, in two fields: the sentence, and its paragraph with its headings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from heapq import nlargest
from itertools import islice, pairwise
from math import log
from operator import itemgetter, neg

from knowledge.lexis.numerals import CHINESE
from knowledge.lexis.sounds import keys
from knowledge.model import Candidate, Head, Question, Report
from knowledge.search.corpus import Corpus, Place
from knowledge.search.narrowing import MANY, Narrowed, in_question, is_worth_it, rows_of
from knowledge.search.number import Number
from knowledge.search.postings import CACHED, Scope

__all__ = ["CACHED", "Index", "Place"]

CANDIDATES, CANDIDATES_OF_FEW, FEW = 5, 12, 2
"""Sentences that are looked at for a question, and for one of so few words."""
WITHOUT_NUMBER = 3
"""Where a number is asked for, among so many times as many those with one are looked for."""
PARAGRAPH_SHARE = 0.3
"""How much the paragraph and its headings count beside the sentence."""
FEW_TEXTS = 64
"""So many texts are looked through sooner than it is found which of them have all bigrams of a word."""

NUMBERED = re.compile(f"(?:{CHINESE}|首)+(.)")


class Index:
    """The sentences of some reports, found by their words; what is rare is rare among these reports."""

    def __init__(self, reports: Sequence[Report] | Corpus, only: Iterable[int] | None = None) -> None:
        """`only`: the numbers of the reports to be searched, as if there were no others; all where not given."""
        corpus = reports if isinstance(reports, Corpus) else Corpus(reports)
        numbers = range(len(corpus.reports)) if only is None else sorted(only)
        self._corpus = corpus
        self.within = tuple(numbers)
        """The reports that are searched."""
        self.reports = corpus.reports
        """All reports of the library, by their numbers."""
        self.paragraphs, self.headings, self.places = corpus.paragraphs, corpus.headings, corpus.places
        self._sentence_ranges = [corpus.sentences_of_report[number] for number in numbers]
        self._paragraph_ranges = [corpus.paragraphs_of_report[number] for number in numbers]
        self._known: dict[str, bool] = {}
        self._rarities: dict[str, float] = {}
        self._heard: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[tuple[int, int], tuple[Number, ...]] = {}

    @property
    def own(self) -> Iterator[Report]:
        """The reports that are searched."""
        return (self.reports[number] for number in self.within)

    @property
    def own_places(self) -> Iterator[Place]:
        """The sentences that are searched."""
        return (self.places[number] for numbers in self._sentence_ranges for number in numbers)

    @property
    def heads(self) -> Iterator[Head | Report]:
        """What is told of the reports that are searched."""
        return (self._corpus.heads[number] for number in self.within)

    @cached_property
    def this_year(self) -> int | None:
        """The year in which the reports that are searched speak."""
        years = {head.published[:4] for head in self.heads if head.published}
        return max(map(int, years), default=None)

    @cached_property
    def kind(self) -> str:
        """Of what kind the reports are that are searched; "" where of several, or of none that is known."""
        kinds = {head.kind for head in self.heads}
        return kinds.pop() if len(kinds) == 1 else ""

    def by_id(self, report: str) -> Report:
        """A report of the library by its id."""
        return self.reports[self._corpus.numbers[report]]

    @cached_property
    def _sentences(self) -> Scope:
        return Scope(self._corpus.sentence_field, self._sentence_ranges)

    @cached_property
    def _paragraphs(self) -> Scope:
        return Scope(self._corpus.paragraph_field, self._paragraph_ranges)

    def prepare(self) -> None:
        """Works out beforehand what is otherwise worked out when it is first needed."""
        self._sentences.prepare()
        self._paragraphs.prepare()

    @cached_property
    def _characters(self) -> frozenset[str]:
        return self._corpus.characters_of(self.within)

    def holds(self, text: str) -> bool:
        """Whether the text stands in any sentence or heading, folded and without white space."""
        if len(text) == 2:
            return self._paragraphs.has(text)
        known = self._known.get(text)
        if known is None:
            known = self._is_held(text)
            if len(self._known) < CACHED:
                self._known[text] = known
        return known

    def _is_held(self, text: str) -> bool:
        if len(text) < 2:
            return text in self._characters
        has = self._paragraphs.has
        if not (has(text[:2]) and has(text[-2:])):
            return False
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        rarest = min(pairs, key=self._paragraphs.frequency)
        first = islice(self._paragraphs.numbers(rarest), FEW_TEXTS)
        if any(text in self.paragraphs[number] for number in first):
            return True
        many = self._paragraphs.frequency(rarest) > FEW_TEXTS
        return many and any(text in self.paragraphs[number] for number in self._paragraphs.common(pairs))

    def texts_with(self, characters: str) -> Iterator[str]:
        """The sentences that hold all of the characters, folded."""
        holding = (self._corpus.with_character(sign, self._sentence_ranges) for sign in set(characters))
        first, *others = sorted(map(list, holding), key=len)
        numbers = sorted(set(first).intersection(*others)) if others else first
        return (self.places[number].text for number in numbers)

    def texts_with_pair(self, pair: str, most: int = 30) -> Iterator[str]:
        """Some sentences that hold the bigram, folded."""
        return (self.places[number].text for number in islice(self._sentences.numbers(pair), most))

    def rarity(self, text: str) -> float:
        """How telling the text is here, 0 to 1: that of its rarest bigram."""
        known = self._rarities.get(text)
        if known is None:
            rarest = max(map(self._sentences.rarity, map("".join, pairwise(text))), default=0.0)
            known = rarest / log(1 + self._sentences.size)
            if len(self._rarities) < CACHED:
                self._rarities[text] = known
        return known

    def sounding_like(self, pair: str) -> tuple[str, ...]:
        """The bigrams of the reports that can sound like this one, itself left out."""
        known = self._heard.get(pair)
        if known is None:
            by_sound = self._corpus.by_sound
            found = dict.fromkeys(heard for key in keys(pair) for heard in by_sound.get(key, ()))
            found.pop(pair, None)
            known = tuple(heard for heard in found if self._paragraphs.has(heard))
            if len(self._heard) < CACHED:
                self._heard[pair] = known
        return known

    def numbered(self, follows: str) -> tuple[str, ...]:
        """The Chinese numerals that stand before these characters in a number of the reports: 八五, 十四五 for 五."""
        return self._numbered.get(follows, ())

    @property
    def numbered_things(self) -> Iterable[str]:
        """What stands behind such a numeral: 五 of 十四五, 省 of 三省三市."""
        return self._numbered.keys()

    @cached_property
    def _numbered(self) -> dict[str, tuple[str, ...]]:
        table: dict[str, dict[str, None]] = defaultdict(dict)
        for name in self._corpus.numerals_of(self.within):
            for match in NUMBERED.finditer(name):
                table[match[1]][match[0]] = None
        return {follows: tuple(found) for follows, found in table.items()}

    @property
    def measures(self) -> Iterable[str]:
        """What the facts of the reports count, where it is short: 化解率."""
        return self._corpus.measures_of(self.within)

    @property
    def pairs(self) -> Iterable[str]:
        """All bigrams of the library."""
        return self._corpus.paragraph_field.runs.keys()

    def candidates(self, question: Question, most: int = 0) -> list[Candidate]:
        """The sentences likeliest to hold the answer, best first; of a question of few words more, as they tell less."""
        most = most or (CANDIDATES if len(question.terms) > FEW else CANDIDATES_OF_FEW)
        if not question.reports and self._sentences.size > MANY:
            return self._best_of_many(question, most)
        scores = self._scores(question, self._sentences)
        of_paragraphs = self._scores(question, self._paragraphs)
        if question.reports:
            of_sentence = self._corpus.report_of_sentence
            scores = {n: score for n, score in scores.items() if of_sentence(n) in question.reports}
            of_paragraphs = {
                n: score
                for n, score in of_paragraphs.items()
                if self._corpus.report_of_paragraph(n) in question.reports
            }
        return self._bearing(question, scores, self._strong(of_paragraphs, most), most)

    def _bearing(
        self, question: Question, scores: dict[int, float], strong: Mapping[int, float], most: int
    ) -> list[Candidate]:
        """The best sentences; where a number is asked for, of more of them those that hold one of its kind."""
        if not question.kinds:
            return self._candidates(self._ranked(scores, strong, most))
        ranked = self._ranked(scores, strong, WITHOUT_NUMBER * most)
        bearing = (one for one in ranked if _has_number(one[1], question))
        return self._candidates(islice(bearing, most)) or self._candidates(ranked[:most])

    @staticmethod
    def _candidates(ranked: Iterable[tuple[float, Place]]) -> list[Candidate]:
        return [Candidate(place.report, place.sentence, score) for score, place in ranked]

    def _best_of_many(self, question: Question, most: int) -> list[Candidate]:
        """The same among very many sentences."""
        strong = self._strong(self._narrowed(question, self._paragraphs, most), most)
        beside = tuple(self._sentences_of(strong))
        return self._bearing(question, self._narrowed(question, self._sentences, most, beside), strong, most)

    def _narrowed(
        self, question: Question, scope: Scope, most: int, beside: Iterable[int] = ()
    ) -> dict[int, float]:
        """The scores of the texts that can be among the best, and of those beside."""
        rows = rows_of(question, scope)
        if not is_worth_it(rows, scope):
            return self._scores(question, scope)
        found = in_question(rows, scope, most, partial(self._scores, question))
        return self._scores(question, Narrowed(scope, [row.pair for row in rows], found.union(beside)))

    @staticmethod
    def _strong(of_paragraphs: Mapping[int, float], most: int) -> dict[int, float]:
        """What the best paragraphs add to the scores of their sentences."""
        best = nlargest(most, of_paragraphs.items(), key=itemgetter(1))
        return {number: score * PARAGRAPH_SHARE for number, score in best}

    def _ranked(
        self, scores: dict[int, float], strong: Mapping[int, float], most: int
    ) -> list[tuple[float, Place]]:
        """The best sentences with their paragraphs; of equals the one that stands first."""
        for number in self._sentences_of(strong):
            scores[number] = scores.get(number, 0.0) + strong[self.places[number].paragraph]
        best = nlargest(most, zip(scores.values(), map(neg, scores), strict=True))
        return [(score, self.places[-number]) for score, number in best]

    def of_each_report(
        self, question: Question, most: int, fits: Callable[[Place], bool] = lambda _: True
    ) -> dict[int, list[Candidate]]:
        """For each report that has any its likeliest sentences that fit, best first."""
        scores = self._scores(question, self._sentences)
        found: dict[int, list[Candidate]] = {}
        numbers = sorted(scores)
        for report, own in zip(self.within, self._sentence_ranges, strict=True):
            first = bisect_left(numbers, own.start)
            best = sorted(
                numbers[first : bisect_left(numbers, own.stop, first)], key=scores.__getitem__, reverse=True
            )
            fitting = (at for at in map(self.places.__getitem__, best) if fits(at))
            chosen = [
                Candidate(report, at.sentence, scores[own.start + at.sentence])
                for at in islice(fitting, most)
            ]
            if chosen:
                found[report] = chosen
        return found

    @staticmethod
    def _scores(question: Question, field: Scope | Narrowed) -> dict[int, float]:
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

    def _sentences_of(self, paragraphs: Iterable[int]) -> Iterator[int]:
        for paragraph in paragraphs:
            yield from self._corpus.sentences_in(paragraph)

    def place(self, report: int, sentence: int) -> Place:
        """A sentence by its report and number."""
        return self.places[self._corpus.sentences_of_report[report].start + sentence]

    def numbers(self, place: Place) -> tuple[Number, ...]:
        """The numbers of a sentence with the words that belong to each."""
        key = (place.report, place.sentence)
        known = self._numbers.get(key)
        if known is None:
            report = self.reports[place.report]
            known = tuple(Number(report, fact, place) for fact in place.facts)
            if len(self._numbers) < CACHED:
                self._numbers[key] = known
        return known


def _has_number(place: Place, question: Question) -> bool:
    """Whether a sentence holds a number of a kind that is asked for."""
    return any([fact.quantity.kind in question.kinds for fact in place.facts])  # noqa: C419 - the inner loop
