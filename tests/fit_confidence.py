"""Counts what the strength of evidence is worth, and writes knowledge/data/confidence.txt.

    python -m tests.fit_confidence QUESTIONS.jsonl [QUESTIONS.jsonl=REPORT …] [--write]

Every question is answered as if any strength were enough; a question that nobody can answer is then answered
wrongly. For each kind of answer a logistic curve of the strength is fitted to whether it was right (with a weak
prior, as some kinds are rare), and held against isotonic regression: both are cross-checked on halves, the odd
and the even questions of each set. The questions are also asked mistyped, so that there is something to count
where evidence is weak; a question and its mistyped forms stay in one half. Where the extra `meaning` is installed
they are asked with it too: what it found is a kind of its own, without part in the risk; where it is not, that line
of the file is kept.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from bot.display.render import reply
from bot.measure.check import Given, Source, fault
from bot.measure.mutate import mutated, mutation
from bot.measure.questions import golds
from knowledge import Library, Meaning, Status, Typist
from knowledge.weighing.confidence import PATH, STEPS, kind_of

FORMS = ("", "homophone:1", "drop:1")
"""The questions as they are, and mistyped."""
PRIOR = 1.0
"""How strongly the slope is held near STEEP and the middle near MIDDLE: as by so many answers."""
STEEP, MIDDLE = 8.0, 0.5
NEAR = "meaning"
"""The kind of answer that meaning found."""
BINS = 10
ORIGIN = "# Written for this project by tests/fit_confidence.py from {}: for strengths 0, 1/20 … 1 the share of right answers of a kind; risk: of wrong ones from there on"

Curve = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Trial:
    """One answer to one question."""

    half: int
    kind: str
    strength: float
    right: bool


def all_trials(path: Path, report: Path | None) -> Iterator[Trial]:
    """The answers that words find, and those that meaning does, where it is at hand."""
    yield from trials(path, report, None)
    meaning = Meaning.installed()
    if meaning:
        yield from (one for one in trials(path, report, meaning) if one.kind == NEAR)


def trials(path: Path, report: Path | None, meaning: Meaning | None) -> Iterator[Trial]:
    """The answers to a question set, whatever their strength."""
    library = Library.open([report], meaning=meaning) if report else Library.builtin(meaning)
    source = Source.of(*(one.text for one in library.reports))
    typist = Typist()
    for form in FORMS:
        asked = golds(path)
        for number, gold in enumerate(mutated(asked, mutation(form), typist, 1) if form else asked):
            answer = library.unscored(gold.q, gold.history).answer
            if answer.status is Status.ANSWERED:
                given = Given("answered", reply(answer), tuple(one.quote for one in answer.citations))
                yield Trial(number % 2, kind_of(answer), answer.score, not fault(gold, given, source))


# --- curves ----------------------------------------------------------------------------------------


def logistic(counted: Sequence[Trial]) -> Curve:
    """The logistic curve that fits best, by Newton's method; held near the usual one where little was counted."""
    slope, middle = STEEP, -STEEP * MIDDLE
    for _ in range(50):
        g0, g1 = PRIOR * (middle + STEEP * MIDDLE), PRIOR * (slope - STEEP) / STEEP
        h00, h01, h11 = PRIOR, 0.0, PRIOR / STEEP
        for one in counted:
            p = sigmoid(middle + slope * one.strength)
            g0, g1 = g0 + p - one.right, g1 + (p - one.right) * one.strength
            weight = p * (1 - p)
            h00, h01 = h00 + weight, h01 + weight * one.strength
            h11 += weight * one.strength**2
        scale = h00 * h11 - h01 * h01
        middle, slope = middle - (h11 * g0 - h01 * g1) / scale, slope - (h00 * g1 - h01 * g0) / scale
    return lambda strength: sigmoid(middle + slope * strength)


def isotonic(counted: Sequence[Trial]) -> Curve:
    """The rising steps that fit best, by pooling neighbours that fall."""
    pools: list[tuple[float, int, float]] = []
    for one in sorted(counted, key=lambda trial: trial.strength):
        pools.append((float(one.right), 1, one.strength))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            (right, count, first), (more, others, _) = pools[-2], pools[-1]
            pools[-2:] = [(right + more, count + others, first)]
    steps = [(first, right / count) for right, count, first in pools]
    return lambda strength: next(
        (share for first, share in reversed(steps) if first <= strength), steps[0][1]
    )


def sigmoid(x: float) -> float:
    """The logistic function, 0 to 1, of anything."""
    return 1 / (1 + math.exp(-max(min(x, 30.0), -30.0)))


def curves(counted: Sequence[Trial], fit: Callable[[Sequence[Trial]], Curve]) -> dict[str, Curve]:
    """One for each kind of answer."""
    kinds = sorted({one.kind for one in counted})
    return {kind: fit([one for one in counted if one.kind == kind]) for kind in kinds}


# --- how good they are ------------------------------------------------------------------------------


def expected(counted: Sequence[Trial], fit: Callable[[Sequence[Trial]], Curve]) -> list[tuple[float, bool]]:
    """What each half is expected to have right by what the other half was fitted to, and whether it was."""
    found: list[tuple[float, bool]] = []
    for half in (0, 1):
        fitted = curves([one for one in counted if one.half != half], fit)
        found += [
            (fitted[one.kind](one.strength), one.right)
            for one in counted
            if one.half == half and one.kind in fitted
        ]
    return found


def calibration_error(found: Sequence[tuple[float, bool]]) -> float:
    """The mean distance of what was expected from what came, over ten bins."""
    total = 0.0
    for number in range(BINS):
        inside = [(p, right) for p, right in found if min(int(p * BINS), BINS - 1) == number]
        if inside:
            total += abs(sum(p for p, _ in inside) - sum(right for _, right in inside))
    return total / len(found)


def log_loss(found: Sequence[tuple[float, bool]]) -> float:
    """The mean negative logarithm of what was given to what came."""
    kept = ((min(max(p, 0.001), 0.999), right) for p, right in found)
    return -sum(math.log(p if right else 1 - p) for p, right in kept) / len(found)


# --- the file -----------------------------------------------------------------------------------------


def table(counted: Sequence[Trial], origin: str) -> str:
    """The lines of the data file."""
    fitted = curves(counted, logistic)
    steps = [step / STEPS for step in range(STEPS + 1)]
    lines = [f"{kind} {' '.join(f'{curve(step):.3f}' for step in steps)}" for kind, curve in fitted.items()]
    if NEAR not in fitted:
        lines += [line for line in PATH.read_text("utf-8").splitlines() if line.startswith(f"{NEAR} ")]
    wrong: list[float] = []
    for step in steps:
        above = [
            1 - fitted[one.kind](one.strength) for one in counted if one.strength >= step and one.kind != NEAR
        ]
        wrong.append(sum(above) / len(above) if above else wrong[-1])
    falling = [max(wrong[number:]) for number in range(len(wrong))]
    lines.append(f"risk {' '.join(f'{share:.4f}' for share in falling)}")
    return "\n".join([ORIGIN.format(origin), *lines]) + "\n"


def gates_of_the_library() -> list[str]:
    """The modules that turn weak evidence away; one that is loaded later takes over what it finds in these."""
    loaded = sorted(sys.modules.items())
    return [name for name, module in loaded if name.startswith("knowledge.") and hasattr(module, "THRESHOLD")]


def main(arguments: Sequence[str]) -> None:
    """Counts, prints how good the fit is, and writes the file where that is wanted."""
    sets = [argument.partition("=") for argument in arguments if argument != "--write"]
    with ExitStack() as gates:
        for name in gates_of_the_library():
            gates.enter_context(mock.patch(f"{name}.THRESHOLD", 0.0))
        counted = [
            one
            for path, _, report in sets
            for one in all_trials(Path(path), Path(report) if report else None)
        ]
    for name, fit in (("logistic", logistic), ("isotonic", isotonic)):
        found = expected(counted, fit)
        sys.stdout.write(
            f"{name}: cross-checked ECE {calibration_error(found):.3f}, log loss {log_loss(found):.3f}\n"
        )
    for kind in sorted({one.kind for one in counted}):
        of_kind = [one for one in counted if one.kind == kind]
        sys.stdout.write(f"{kind}: {sum(one.right for one in of_kind)} of {len(of_kind)} right\n")
    text = table(counted, ", ".join(Path(path).stem for path, _, _ in sets))
    sys.stdout.write(text)
    if "--write" in arguments:
        PATH.write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
