"""How much quality is lost when the questions of a set are mistyped: for people and for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.display.columns import clip
from bot.display.screen import Line, tabular
from bot.measure.check import Measured, Outcome, Source, measure
from bot.measure.mutate import Mutation, mutated
from bot.measure.questions import Gold
from knowledge import Answer, Typist

SAID = 110
"""Columns of a wrong answer that are shown."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """A set as it was typed, and mistyped in one way."""

    name: str
    before: Measured
    after: Measured
    """The questions of the set once or several times over, each time with other slips."""

    @property
    def lost(self) -> float:
        """Points of accuracy, 0 to 100; below 0 where the slips did good."""
        return 100 * (self.before.accuracy - self.after.accuracy)

    @property
    def changed(self) -> int:
        """How many questions are not as they were."""
        return sum(old.gold.q != new.gold.q for old, new in self._pairs())

    @property
    def newly_wrong(self) -> tuple[tuple[Outcome, Outcome], ...]:
        """(as typed, as mistyped) of the questions that were right and are no longer."""
        return tuple((old, new) for old, new in self._pairs() if new.fault and not old.fault)

    def _pairs(self) -> Iterator[tuple[Outcome, Outcome]]:
        rounds = len(self.after.outcomes) // len(self.before.outcomes)
        return zip(self.before.outcomes * rounds, self.after.outcomes, strict=True)


def robustness(
    golds: Sequence[Gold],
    before: Measured,
    ways: Sequence[Mutation],
    ask: Callable[[str, Sequence[str]], Answer],
    source: Source,
    seeds: Sequence[int],
    note: Callable[[int, int, str], None] = lambda *_: None,
) -> Iterator[Robustness]:
    """Each way of mistyping tried on the set, once for each seed."""
    typist = Typist()
    for number, way in enumerate(ways):
        note(number, len(ways), way.name)
        cases = [gold for seed in seeds for gold in mutated(golds, way, typist, seed)]
        yield Robustness(way.name, before, measure(cases, ask, source))


def robustness_lines(tried: Sequence[Robustness], misses: int) -> Iterator[Line]:
    """What each way of mistyping costs, and on demand what went wrong."""
    for one in tried:
        for old, new in one.newly_wrong[:misses]:
            yield Line(f"{one.name} {new.gold.id} [{new.gold.kind}/{new.gold.style}] {new.gold.q}", "ask")
            yield Line(f"原题：{old.gold.q}", indent=3)
            yield Line(f"{new.fault}; {new.given.status}: {clip(new.given.text, SAID)}", indent=3)
    rows = [
        (
            one.name,
            str(one.changed),
            str(one.after.right),
            str(len(one.after.outcomes)),
            f"{one.after.accuracy:.1%}",
            f"{one.lost:.1f}",
            "{}/{}".format(*one.after.turned("declined", "answered")),
            f"{one.after.latency(0.5):.0f}",
        )
        for one in tried
    ]
    yield Line()
    yield from tabular(("打字差错", "改动", "对", "共", "比率", "失分", "误答", "p50"), rows)


def robustness_records(tried: Sequence[Robustness], misses: int) -> list[dict[str, object]]:
    """The same for machines."""
    return [
        {
            "mutation": one.name,
            "questions": len(one.after.outcomes),
            "changed": one.changed,
            "right": one.after.right,
            "accuracy": round(one.after.accuracy, 4),
            "before": round(one.before.accuracy, 4),
            "points_lost": round(one.lost, 2),
            "false_answers": list(one.after.turned("declined", "answered")),
            "misses": [
                {
                    "id": new.gold.id,
                    "q": new.gold.q,
                    "meant": old.gold.q,
                    "cause": new.fault,
                    "answer": new.given.text,
                }
                for old, new in one.newly_wrong[:misses]
            ],
        }
        for one in tried
    ]
