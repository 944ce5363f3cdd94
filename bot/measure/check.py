"""Quality: one question's answer judged against what is expected, and a whole set measured."""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.display.render import reply, squeezed
from bot.measure.questions import Gold
from knowledge import Answer

LONGEST = 160
"""Characters that a figure, fact or derived answer may take, white space aside."""
SHORT = frozenset({"figure", "fact", "derived"})
ANY_CITATION = frozenset({"list", "passage", "derived"})
"""Kinds for which any citation may hold the evidence; elsewhere the first one has to."""
CLOSED = frozenset("。!?…”:;)》")
HARD_WRAP = 60
"""A line longer than this that ends without a closing mark goes on in the next line."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered, as far as it is judged."""

    status: str
    text: str = ""
    quotes: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """The reports that answers have to quote, without white space."""

    text: str
    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, *reports: str) -> Source:
        """The source of these report texts, in this order."""
        lines = [squeezed(line) for report in reports for line in re.split(r"\r\n?|\n", report)]
        paragraphs: list[str] = []
        for line in filter(None, lines):
            if paragraphs and len(paragraphs[-1]) > HARD_WRAP and paragraphs[-1][-1] not in CLOSED:
                paragraphs[-1] += line
            else:
                paragraphs.append(line)
        return cls("".join(lines), tuple(paragraphs))

    def around(self, quote: str) -> Iterator[str]:
        """The paragraphs that hold the quote or lie inside it; the quote itself where none does."""
        home = [p for p in self.paragraphs if quote in p or p in quote]
        return iter(home or [quote])


# --- one question ----------------------------------------------------------------------------------


def fault(gold: Gold, given: Given, source: Source) -> str:
    """What is wrong with an answer; "" where it is right."""
    if gold.status != "answered":
        return "" if given.status == gold.status else f"{gold.status} expected, {given.status} given"
    if given.status != "answered":
        return f"{given.status} instead of answered"
    return next(filter(None, (rule(gold, given, source) for rule in RULES)), "")


def _citation_missing(_: Gold, given: Given, __: Source) -> str:
    return "" if given.quotes else "no citation"


def _quote_altered(_: Gold, given: Given, source: Source) -> str:
    verbatim = all(quote and squeezed(quote) in source.text for quote in given.quotes)
    return "" if verbatim else "quote not verbatim"


def _words_missing(gold: Gold, given: Given, _: Source) -> str:
    said = squeezed(given.text)
    lacking = (group for group in gold.must if not any(squeezed(word) in said for word in group))
    return next(("answer lacks " + "/".join(group) for group in lacking), "")


def _wrong_passage(gold: Gold, given: Given, source: Source) -> str:
    any_counts = gold.kind in ANY_CITATION or (gold.kind == "followup" and not gold.must)
    looked_at = given.quotes if any_counts else given.quotes[:1]
    expected = [squeezed(words) for words in gold.evidence]
    around = (paragraph for quote in looked_at for paragraph in source.around(squeezed(quote)))
    hit = any(words in paragraph for paragraph in around for words in expected)
    return "" if hit else "wrong passage cited"


def _too_long(gold: Gold, given: Given, _: Source) -> str:
    length = len(squeezed(given.text))
    return f"answer of {length} characters" if gold.kind in SHORT and length > LONGEST else ""


RULES: tuple[Callable[[Gold, Given, Source], str], ...] = (
    _citation_missing,
    _quote_altered,
    _words_missing,
    _wrong_passage,
    _too_long,
)
"""What an answer is held against; the first fault found is the cause."""


# --- a set ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question of the set, what was answered, and how fast."""

    gold: Gold
    given: Given
    fault: str
    microseconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A whole set."""

    outcomes: tuple[Outcome, ...]

    @property
    def right(self) -> int:
        """How many are right."""
        return sum(not outcome.fault for outcome in self.outcomes)

    @property
    def accuracy(self) -> float:
        """The share that is right, 0 to 1."""
        return self.right / len(self.outcomes)

    def by(self, name: str) -> dict[str, tuple[int, int]]:
        """(right, all) for each kind or style, the largest first."""
        total = Counter(getattr(outcome.gold, name) for outcome in self.outcomes)
        right = Counter(getattr(outcome.gold, name) for outcome in self.outcomes if not outcome.fault)
        return {one: (right[one], count) for one, count in total.most_common()}

    def turned(self, expected: str, given: str) -> tuple[int, int]:
        """How many of the questions with the expected status were given the other one."""
        statuses = [outcome.given.status for outcome in self.outcomes if outcome.gold.status == expected]
        return statuses.count(given), len(statuses)

    @property
    def causes(self) -> dict[str, int]:
        """How often each kind of fault occurs, the commonest first."""
        kinds = (re.sub(r"(lacks|of) .*", r"\1 …", outcome.fault) for outcome in self.misses)
        return dict(Counter(kinds).most_common())

    @property
    def misses(self) -> tuple[Outcome, ...]:
        """The questions answered wrongly, in the order of the set."""
        return tuple(outcome for outcome in self.outcomes if outcome.fault)

    def latency(self, share: float) -> float:
        """Microseconds within which this share (0 to 1) of the questions was answered, by nearest rank."""
        ordered = sorted(outcome.microseconds for outcome in self.outcomes)
        return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def measure(
    golds: Sequence[Gold],
    ask: Callable[[str, Sequence[str]], Answer],
    source: Source,
    note: Callable[[int, int, str], None] = lambda *_: None,
) -> Measured:
    """Every question asked once, timed and judged; `note` hears how far it has come."""
    outcomes = []
    for number, gold in enumerate(golds):
        note(number, len(golds), gold.q)
        begun = time.perf_counter_ns()
        answer = ask(gold.q, gold.history)
        elapsed = (time.perf_counter_ns() - begun) / 1000
        quotes = tuple(citation.quote for citation in answer.citations)
        given = Given(answer.status.value, reply(answer), quotes, answer.score)
        outcomes.append(Outcome(gold, given, fault(gold, given, source), elapsed))
    return Measured(tuple(outcomes))
