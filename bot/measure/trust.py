"""Whether a score means what it says: of answers with a score of 0.9, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.display.screen import Line, tabular
from bot.measure.check import Measured, Outcome

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Where the rows of the reliability table begin and end: most answers are sure ones."""
COVERED = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Shares of the answers, the surest first, for which the risk is shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """The answers whose scores lie between two edges."""

    low: float
    high: float
    answers: int
    right: int
    said: float
    """Their mean score."""

    @property
    def came(self) -> float:
        """The share that was right."""
        return self.right / self.answers


def reliability(measured: Measured) -> tuple[Row, ...]:
    """The given answers by their score; rows without any are left out."""
    rows = []
    for low, high in pairwise(EDGES):
        inside = [
            one for one in _given(measured) if low <= one.given.score < high or one.given.score == high == 1.0
        ]
        if inside:
            right = sum(not one.fault for one in inside)
            said = sum(one.given.score for one in inside) / len(inside)
            rows.append(Row(low, high, len(inside), right, said))
    return tuple(rows)


def calibration_error(measured: Measured) -> float:
    """ECE: how far the scores of an answer's row lie from what came, on average, 0 to 1."""
    rows = reliability(measured)
    answers = sum(row.answers for row in rows)
    return sum(row.answers * abs(row.said - row.came) for row in rows) / answers if answers else 0.0


def coverage_risk(measured: Measured) -> tuple[tuple[float, float, float], ...]:
    """(share of all questions answered, share of these that is wrong, the least score): if only the surest were given."""
    surest = sorted(_given(measured), key=lambda one: -one.given.score)
    points = []
    for share in COVERED if surest else ():
        kept = surest[: max(round(share * len(surest)), 1)]
        wrong = sum(bool(one.fault) for one in kept) / len(kept)
        points.append((len(kept) / len(measured.outcomes), wrong, kept[-1].given.score))
    return tuple(points)


def _given(measured: Measured) -> Sequence[Outcome]:
    return [one for one in measured.outcomes if one.given.status == "answered"]


def trust_lines(measured: Measured) -> Iterator[Line]:
    """The reliability table and the coverage-risk curve, for people."""
    rows = [
        (f"{row.low:.2f}–{row.high:.2f}", str(row.answers), f"{row.said:.1%}", f"{row.came:.1%}")
        for row in reliability(measured)
    ]
    yield from tabular(("分数", "回答", "应对", "实对"), rows)
    yield Line(f"校准误差（ECE）  {calibration_error(measured):.3f}")
    curve = [
        (f"{score:.2f}", f"{share:.1%}", f"{risk:.1%}") for share, risk, score in coverage_risk(measured)
    ]
    yield from tabular(("分数起", "答的题", "答错"), curve)
    yield Line()


def trust_record(measured: Measured) -> dict[str, object]:
    """The same for machines."""
    return {
        "ece": round(calibration_error(measured), 4),
        "reliability": [
            {"from": row.low, "to": row.high, "answers": row.answers, "score": round(row.said, 4), "right": round(row.came, 4)}
            for row in reliability(measured)
        ],
        "coverage_risk": [
            {"coverage": round(share, 4), "risk": round(risk, 4), "score": round(score, 4)}
            for share, risk, score in coverage_risk(measured)
        ],
    }  # fmt: skip
