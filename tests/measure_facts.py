"""How many of the numbers of some reports are facts: `python -m tests.measure_facts FOLDER`.

A number is a run of digits, or of Chinese numerals that holds more than 一 and 百千万亿, in a sentence.
Not counted: the numbering of lists, footnote marks such as [12], and the numerals of idioms and place names
that `units.txt` lists under `never`. What is missed is shown with its surroundings, the most frequent first.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.lexis.numerals import units
from knowledge.lexis.text import fold
from knowledge.model import Report
from knowledge.reading.facts import with_facts
from knowledge.reading.parse import numbering, parse

NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[零一二两三四五六七八九十百千万亿]+")
COUNTS = re.compile(r"[\d二两三四五六七八九十]")
SHOWN = 40
"""Classes of misses that are shown."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many numbers there are, and those that are no part of a fact."""

    numbers: int
    missed: tuple[str, ...]
    """Each as [number] with two characters on either side."""

    @property
    def share(self) -> float:
        """0 to 1; 1 where there are no numbers."""
        return 1 - len(self.missed) / self.numbers if self.numbers else 1.0


def coverage(report: Report) -> Coverage:
    """The numbers of a report's sentences held against its facts."""
    folded = fold(report.text)
    covered = {position for fact in report.facts for position in range(fact.span.start, fact.span.end)}
    found = list(_numbers(report, folded))
    missed = [
        f"{folded[max(start - 2, 0) : start]}[{folded[start:end]}]{folded[end : end + 2]}".replace("\n", " ")
        for start, end in found
        if covered.isdisjoint(range(start, end))
    ]
    return Coverage(len(found), tuple(missed))


def _numbers(report: Report, folded: str) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that should be facts."""
    never = re.compile(r"\[\d{1,3}\]|" + "|".join(sorted(units()["never"], key=len, reverse=True)))
    for sentence in report.sentences:
        start, end = sentence.span.start, sentence.span.end
        first = start + numbering(folded[start:end])
        idle = {
            at for match in never.finditer(folded, start, end) for at in range(match.start(), match.end())
        }
        for match in NUMBER.finditer(folded, first, end):
            if COUNTS.search(match[0]) and idle.isdisjoint(range(match.start(), match.end())):
                yield match.start(), match.end()


def main(folder: str) -> None:
    """Prints the share of each report and of all, then what is missed."""
    numbers, missed, facts = 0, Counter[str](), 0
    for path in sorted(Path(folder).glob("*.txt")):
        report = with_facts(parse(path.stem, path.read_text("utf-8-sig")))
        one = coverage(report)
        numbers, facts = numbers + one.numbers, facts + len(report.facts)
        missed.update(one.missed)
        sys.stdout.write(f"{one.share:7.2%}  {len(report.facts):5} facts  {path.stem}\n")
    share = 1 - missed.total() / numbers if numbers else 1.0
    sys.stdout.write(f"{share:7.2%}  {facts:5} facts  {numbers} numbers, {missed.total()} missed\n")
    for words, count in missed.most_common(SHOWN):
        sys.stdout.write(f"{count:5}  {words}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
