"""Shelf: all reports of a library, and any choice of them taken down as if there were no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.answering.answer import Composer
from knowledge.answering.derive import Deriver
from knowledge.answering.meaning import Meaning
from knowledge.answering.operands import Finder
from knowledge.answering.opinion import Opinion
from knowledge.asking.question import Reader
from knowledge.hearing.mend import Mender
from knowledge.lexis.places import Gazetteer, full_name, rank, short_name
from knowledge.lexis.words import Lexicon
from knowledge.reading.identity import kinds_named
from knowledge.search.corpus import Corpus
from knowledge.search.index import Index

if TYPE_CHECKING:
    from knowledge.asking.binding import Binder

KEPT = 256
"""Choices of reports that are kept at hand: what they have learnt of words comes to a megabyte each."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Some reports with all that it takes to answer from them."""

    index: Index
    reader: Reader
    composer: Composer
    deriver: Deriver
    opinion: Opinion | None
    """Where meaning may be asked."""


class Shelf:
    """The reports of a library; a choice of them shares the postings of all."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon, meaning: Meaning | None = None) -> None:
        self.reports = corpus.reports
        self._heads = corpus.heads
        self.lexicon = lexicon
        self._meaning = meaning
        self._corpus = corpus
        self._places = tuple(head.place for head in corpus.heads)
        index = Index(self._corpus)
        self._mender = Mender(lexicon, index)
        gazetteer = self._gazetteer = Gazetteer(self._places)
        self.whole = self._over(index, self._mender, gazetteer)
        """All reports at once."""
        self.one_place = len(gazetteer.groups) + (not all(self._places)) <= 1
        """Whether all reports are about one place, or about none that is known."""
        self._desks: dict[frozenset[int], Desk] = {}

    @cached_property
    def binder(self) -> Binder:
        """Binds questions to the reports that they mean."""
        from knowledge.asking.binding import Binder  # only several reports pay for it

        return Binder(self.lexicon, self._gazetteer, self._mender.spelled_out)

    def desk(self, numbers: Iterable[int]) -> Desk:
        """These reports as if there were no others."""
        choice = frozenset(numbers)
        if len(choice) == len(self.reports):
            return self.whole
        desk = self._desks.get(choice)
        if desk is None:
            index = Index(self._corpus, choice)
            gazetteer = Gazetteer(map(self._places.__getitem__, index.within), index.within)
            desk = self._over(index, Mender(self.lexicon, index, self._mender), gazetteer)
            if len(self._desks) >= KEPT:
                self._desks.pop(next(iter(self._desks)))
            self._desks[choice] = desk
        return desk

    @property
    def places(self) -> tuple[str, ...]:
        """The full names of the places that the reports are about."""
        return self._gazetteer.own_names

    @cached_property
    def ranks(self) -> frozenset[int]:
        """What ranks more than one of these places has: 0 for provinces."""
        counted = Counter(map(rank, self.places))
        return frozenset(one for one, places in counted.items() if places > 1)

    @property
    def groups(self) -> Iterator[frozenset[int]]:
        """The reports of each place; one without a place by itself."""
        return iter(dict.fromkeys(map(self.beside, range(len(self.reports)))))

    def beside(self, report: int) -> frozenset[int]:
        """A report and those of the same place."""
        return self._gazetteer.group(full_name(self._places[report])) or frozenset({report})

    def of_kind(self, numbers: Iterable[int], question: str) -> frozenset[int]:
        """Of some reports those of the kind that a folded question names (法院工作报告); all, where it names none."""
        group = frozenset(numbers)
        if len(group) < 2 or len({self._heads[number].kind for number in group}) < 2:
            return group
        named = kinds_named(question)
        return frozenset(n for n in group if self._heads[n].kind in named) or group

    def name(self, numbers: Iterable[int]) -> str:
        """What the place of some reports is called: 浙江; the title of one without a place."""
        first = min(numbers)
        place = self._places[first]
        if place:
            return short_name(full_name(place))
        report = self.reports[first]
        return f"《{report.quote(report.title)}》"

    def _over(self, index: Index, mender: Mender, gazetteer: Gazetteer) -> Desk:
        reader = Reader(self.lexicon, index, mender, gazetteer)
        composer = Composer(index)
        opinion = Opinion(self._meaning, self.lexicon, index, composer) if self._meaning else None
        return Desk(index, reader, composer, Deriver.over(Finder(reader, index), composer), opinion)
