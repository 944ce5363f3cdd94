"""Number: a fact of a report with the words that belong to it, folded as they are compared; each worked out once."""

from __future__ import annotations

import re
from functools import cached_property

from knowledge.lexis.grammar import grammar
from knowledge.lexis.text import fold, squeeze
from knowledge.model import Fact, Report, Span
from knowledge.search.corpus import Place

ENDS_ITEM = re.compile("[、，,；;]")
"""What stands behind such a mark belongs to the next number."""
JOINING = ("和", "与", "及", "并")
"""What ends the words between two numbers that are of the first; else they are of the second: 122家培育合作社20万家."""
FIRST_MONTHS = "03"
"""The last month in which a report has only aims to tell of its own year."""
PLANNED = re.compile("目标|预期|力争|争取|确保|计划|打算|拟|将")
"""What a sentence says that tells of what is to come."""
PARTS_OF_CONTRACTION = {"城": "城城镇城市", "乡": "乡农村乡村", "进": "进进口", "出": "出出口"}
ELLIPTIC = 5
"""Characters of a measure at most that may leave out what it is of."""
BARE = 2
"""Characters of one that always does: 总量."""


class Number:
    """A number that may answer a question."""

    def __init__(self, report: Report, fact: Fact, place: Place) -> None:
        """`place`: its sentence."""
        self.fact = fact
        self.sentence = place.text
        self._report = report
        self._sentence = place.facts

    @cached_property
    def written(self) -> str:
        """The number itself: 九, 36045件."""
        return self._folded(self._report.quote(self.fact.span))

    @cached_property
    def measure(self) -> str:
        """What it counts."""
        return self._folded(self._report.quote(self.fact.measure))

    @cached_property
    def elliptic(self) -> bool:
        """Whether it says only what was done, not to what: 成功化解34509件, 增长9.5%, 化解率95.74%."""
        measure = self.measure
        if len(measure) > ELLIPTIC:
            return False
        return len(measure) <= BARE or measure.endswith("率") or bool(grammar().acts.match(measure))

    @cached_property
    def units(self) -> str:
        """In what the numbers of its sentence are counted."""
        return " ".join(fact.quantity.unit for fact in self._sentence)

    @cached_property
    def of_some(self) -> bool:
        """Whether its clause tells of some of what was counted before: 其中集中供养238人."""
        return self._report.text.startswith("其中", self._clause.start)

    @cached_property
    def to_come(self) -> bool:
        """Whether it is what the year in which the report speaks is to bring: an aim, no result.

        A report of the year's first months that looks back on the year before has no results of its own year.
        """
        report, fact = self._report, self.fact
        if not report.published or fact.period != report.published[:4]:
            return False
        if report.published[5:7] <= FIRST_MONTHS and report.year == int(fact.period) - 1:
            return True
        return PLANNED.search(report.quote(report.sentences[fact.sentence].span)) is not None

    @cached_property
    def measured(self) -> str:
        """What it is of, where its clause lists several: one of the things listed, else the measure."""
        item = self.fact.item
        return self._folded(self._report.quote(item)) if item else self.measure

    @cached_property
    def subject(self) -> str:
        """Whose number it is, or ""."""
        subject = self.fact.subject
        return self._folded(self._report.quote(subject)) if subject else ""

    @cached_property
    def ahead(self) -> str:
        """What its clause says before it."""
        return self._folded(self._report.text[self._clause.start : self.fact.span.start])

    @cached_property
    def behind(self) -> str:
        """What its clause says behind it."""
        return self._folded(self._report.text[self.fact.span.end : self._clause.end])

    @property
    def _clause(self) -> Span:
        return self._report.sentences[self.fact.sentence].clauses[self.fact.clause]

    @cached_property
    def others(self) -> str:
        """What stands right behind the other numbers of its sentence, as far as the next mark."""
        text, sentence = self._report.text, self._report.sentences[self.fact.sentence]
        rests = (text[fact.span.end : sentence.span.end] for fact in self._sentence if fact is not self.fact)
        return self._folded("，".join(ENDS_ITEM.split(rest)[0] for rest in rests))

    @cached_property
    def beside(self) -> str:
        """The words that belong to it: from the number before it to the one behind it."""
        report, fact = self._report, self.fact
        clause = self._clause
        siblings = [other for other in self._sentence if other.clause == fact.clause]
        at = siblings.index(fact)
        left = siblings[at - 1].span.end if at else clause.start
        right = siblings[at + 1].span.start if at + 1 < len(siblings) else clause.end
        behind = report.text[fact.span.end : max(right, fact.span.end)]
        own = report.text[min(left, fact.span.start) : fact.span.end]
        if right == clause.end or ENDS_ITEM.search(behind) or behind.endswith(JOINING):
            own += ENDS_ITEM.split(behind)[0]
        if fact.item is not None:
            item = report.quote(fact.item)
            last = max(other.item.end for other in siblings if other.item is not None)
            own = PARTS_OF_CONTRACTION.get(item, item) + report.text[last : clause.end]
        else:
            own += report.quote(fact.measure)
        if fact.subject is not None:
            own += report.quote(fact.subject)
        return self._folded(own)

    @staticmethod
    def _folded(text: str) -> str:
        return squeeze(fold(text))
