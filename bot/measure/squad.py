"""Open reading: a file of passages with questions, as SQuAD and CMRC2018 have them, measured for passage and answer.

Every passage of the file is in one library, and nothing but the question says which one is meant.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.display.screen import Line
from bot.errors import Misuse
from knowledge import Library

LOOKED_AT = 10
"""Passages of a ranking that count: R@1, R@3, MRR@10."""
UNITS = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
"""What answers are compared in: characters of Chinese, words of other scripts; marks and blanks do not count."""
PERCENTILES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}


@dataclass(frozen=True, slots=True)
class Reading:
    """A question about one of the passages."""

    question: str
    passage: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """A file of passages and questions."""

    passages: tuple[str, ...]
    questions: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question."""

    reading: Reading
    rank: int
    """Of its passage, from 1; 0 where it is not among the first."""
    given: str
    """The short answer; "" where there was none."""
    exact: bool
    overlap: float
    """F1 over characters, 0 to 1."""
    ranking_us: float
    answering_us: float


@dataclass(frozen=True, slots=True)
class SquadMeasured:
    """A whole file."""

    outcomes: tuple[Outcome, ...]

    def recall(self, most: int) -> float:
        """The share of questions whose passage is among so many."""
        return sum(1 <= outcome.rank <= most for outcome in self.outcomes) / len(self.outcomes)

    @property
    def reciprocal_rank(self) -> float:
        """The mean of 1 / rank."""
        return sum(1 / outcome.rank for outcome in self.outcomes if outcome.rank) / len(self.outcomes)

    @property
    def exact(self) -> float:
        """The share of answers that are one of those expected."""
        return sum(outcome.exact for outcome in self.outcomes) / len(self.outcomes)

    @property
    def overlap(self) -> float:
        """The mean F1."""
        return sum(outcome.overlap for outcome in self.outcomes) / len(self.outcomes)

    def latency(self, share: float, of: Callable[[Outcome], float]) -> float:
        """Microseconds within which this share of the questions was done, by nearest rank."""
        ordered = sorted(map(of, self.outcomes))
        return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


# --- reading -----------------------------------------------------------------------------------------


def read(path: Path) -> Readings:
    """The passages and questions of a file in either form. Raises Misuse where it is in none of them."""
    try:
        table = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Misuse(f"{path}: {error.strerror or 'cannot be read'}") from None
    except ValueError as error:
        raise Misuse(f"{path}: no JSON: {error}") from None
    try:
        pairs = list(_squad(table) if isinstance(table, dict) else _flat(table))
    except (KeyError, TypeError, AttributeError) as error:
        raise Misuse(f"{path}: neither SQuAD nor CMRC2018: {error!r}") from None
    numbers: dict[str, int] = {}
    questions: list[Reading] = []
    for passage, asked in pairs:
        number = numbers.setdefault(passage, len(numbers))
        questions += [Reading(question, number, answers) for question, answers in asked]
    if not questions:
        raise Misuse(f"{path}: holds no question")
    return Readings(tuple(numbers), tuple(questions))


Asked = list[tuple[str, tuple[str, ...]]]


def _squad(table: Mapping[str, Any]) -> Iterator[tuple[str, Asked]]:
    """data -> paragraphs -> qas -> answers -> text; questions without an answer are left out."""
    for article in table["data"]:
        for paragraph in article["paragraphs"]:
            yield (
                paragraph["context"],
                [
                    (one["question"], tuple(answer["text"] for answer in one["answers"]))
                    for one in paragraph["qas"]
                    if one["answers"]
                ],
            )


def _flat(table: list[Mapping[str, Any]]) -> Iterator[tuple[str, Asked]]:
    """context_text, qas -> query_text, answers."""
    for paragraph in table:
        asked = [(one["query_text"], tuple(one["answers"])) for one in paragraph["qas"] if one["answers"]]
        yield paragraph["context_text"], asked


# --- measuring ------------------------------------------------------------------------------------------


def squad_measure(
    wanted: Readings, library: Library, note: Callable[[int, int, str], None] = lambda *_: None
) -> SquadMeasured:
    """Every question once: its passage ranked, then answered; both timed."""
    outcomes: list[Outcome] = []
    for number, reading in enumerate(wanted.questions):
        note(number, len(wanted.questions), reading.question)
        begun = time.perf_counter_ns()
        ranked = library.passages(reading.question, LOOKED_AT)
        ranking = (time.perf_counter_ns() - begun) / 1000
        begun = time.perf_counter_ns()
        given = library.excerpt(reading.question)
        answering = (time.perf_counter_ns() - begun) / 1000
        rank = ranked.index(reading.passage) + 1 if reading.passage in ranked else 0
        outcomes.append(
            Outcome(
                reading,
                rank,
                given,
                any(units(given) == units(expected) for expected in reading.answers),
                max(overlap(given, expected) for expected in reading.answers),
                ranking,
                answering,
            )
        )
    return SquadMeasured(tuple(outcomes))


def units(text: str) -> list[str]:
    """What an answer is compared in.

    >>> units("约 5.1%，GDP")
    ['约', '5', '1', 'gdp']
    """
    return UNITS.findall(text.lower())


def overlap(given: str, expected: str) -> float:
    """F1 of the longest run that both share, as CMRC2018 scores it."""
    a, b = units(given), units(expected)
    shared = _longest_shared(a, b)
    if not shared:
        return 0.0
    precision, recall = shared / len(a), shared / len(b)
    return 2 * precision * recall / (precision + recall)


def _longest_shared(a: list[str], b: list[str]) -> int:
    """The length of the longest run that stands in both."""
    best, before = 0, [0] * (len(b) + 1)
    for one in a:
        here = [0] * (len(b) + 1)
        for at, other in enumerate(b, 1):
            if one == other:
                here[at] = before[at - 1] + 1
                best = max(best, here[at])
        before = here
    return best


# --- showing ---------------------------------------------------------------------------------------------


def squad_lines(measured: SquadMeasured, misses: int) -> Iterator[Line]:
    """The measures for people, after the first passages that were not found."""
    missed = [outcome for outcome in measured.outcomes if outcome.rank != 1][:misses]
    for outcome in missed:
        yield Line(f"第{outcome.rank}位" if outcome.rank else f"不在前{LOOKED_AT}位", "dim")
        yield Line(outcome.reading.question, "ask", indent=2)
    yield Line(
        f"段落  R@1 {measured.recall(1):.1%}  R@3 {measured.recall(3):.1%}  MRR@10 {measured.reciprocal_rank:.4f}",
        "strong",
    )
    yield Line(f"短答案  EM {measured.exact:.1%}  F1 {measured.overlap:.1%}")
    for name, of in (("检索", _ranking), ("作答", _answering)):
        speed = "  ".join(f"{p} {measured.latency(share, of):.0f}" for p, share in PERCENTILES.items())
        yield Line(f"{name}用时  {speed}（微秒，共{len(measured.outcomes)}题）")


def squad_record(measured: SquadMeasured) -> dict[str, object]:
    """The same for machines."""
    return {
        "questions": len(measured.outcomes),
        "r@1": round(measured.recall(1), 4),
        "r@3": round(measured.recall(3), 4),
        "mrr@10": round(measured.reciprocal_rank, 4),
        "em": round(measured.exact, 4),
        "f1": round(measured.overlap, 4),
        "ranking_us": {p: round(measured.latency(s, _ranking), 1) for p, s in PERCENTILES.items()},
        "answering_us": {p: round(measured.latency(s, _answering), 1) for p, s in PERCENTILES.items()},
    }


def _ranking(outcome: Outcome) -> float:
    return outcome.ranking_us


def _answering(outcome: Outcome) -> float:
    return outcome.answering_us
