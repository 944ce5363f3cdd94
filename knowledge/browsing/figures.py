"""The figures of a sentence: what each can stand for, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.lexis.numerals import CHINESE
from knowledge.model import Bound, Fact, Kind, Report

WRITTEN = re.compile(rf"\d[\d,]*(?:\.\d+)?[十百千万亿]*|{CHINESE}+")
PLACES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
"""Powers of ten."""


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a stated one can stand for: 3.6万 is anything from 35500 to 36500."""

    low: Decimal
    high: Decimal

    def over(self, other: Range) -> Range:
        """All quotients."""
        return Range(self.low / other.high, self.high / other.low)

    def meets(self, other: Range) -> bool:
        """Whether one number can be both."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Figures:
    """The facts of a sentence and the words around them."""

    report: Report
    folded: str
    facts: Sequence[Fact]
    earlier: Sequence[Fact]
    """The plain amounts of the sentences before it in its paragraph."""

    def words(self, start: int, end: int) -> str:
        """The folded characters between two positions."""
        return self.folded[start:end]

    def left(self, fact: Fact) -> str:
        """The words before a fact in its clause, back to the fact before."""
        sentence = self.report.sentences[fact.sentence]
        start = sentence.clauses[fact.clause].start
        before = [other.span.end for other in self.facts if other.span.end <= fact.span.start]
        return self.words(max([start, *before[-1:]]), fact.span.start)

    def lead(self, fact: Fact) -> str:
        """All words before a fact in its clause."""
        sentence = self.report.sentences[fact.sentence]
        return self.words(sentence.clauses[fact.clause].start, fact.span.start)

    def written(self, fact: Fact) -> str:
        """Its digits and magnitude: 380.8万."""
        words = self.words(fact.span.start, fact.span.end)
        match = WRITTEN.search(words)
        return match[0] if match else words

    def range(self, fact: Fact) -> Range:
        """What its value can be, by half a unit of its last stated digit; a plain count is exact."""
        half = self.unit(fact) / 2
        return Range(fact.quantity.value - half, fact.quantity.value + half)

    def unit(self, fact: Fact) -> Decimal:
        """One unit of the last stated digit; 0 for a whole number of things."""
        written = self.written(fact)
        magnitude = sum(PLACES.get(sign, 0) for sign in written)
        decimals = len(written.partition(".")[2].rstrip("十百千万亿")) if "." in written else 0
        if fact.quantity.kind is not Kind.RATE and not magnitude and not decimals:
            return Decimal(0)
        return Decimal(1).scaleb(magnitude - decimals)

    @property
    def paragraph(self) -> int:
        """The number of their paragraph, from 1."""
        return self.report.paragraphs[self.report.sentences[self.facts[0].sentence].paragraph].number


def is_amount(fact: Fact) -> bool:
    """Whether it counts or measures something, in digits."""
    quantity = fact.quantity
    return quantity.kind in (Kind.COUNT, Kind.MONEY) and quantity.value > 0 and not fact.in_characters


def is_exact(fact: Fact) -> bool:
    """Whether it is meant as it is written: not 近, 超, 左右."""
    return fact.quantity.bound is Bound.EXACT
