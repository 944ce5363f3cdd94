"""Whether a score means what it says."""

from __future__ import annotations

import json

import pytest

from bot.measure.check import Given, Measured, Outcome
from bot.measure.questions import Gold
from bot.measure.trust import calibration_error, coverage_risk, reliability, trust_lines, trust_record

GOLD = Gold("1", "化解率", "figure", "plain", "answered")


def given(score: float, *, right: bool, status: str = "answered") -> Outcome:
    """An answer with this score."""
    return Outcome(GOLD, Given(status, "答", (), score), "" if right else "answer lacks 1", 100.0)


MEASURED = Measured(
    (
        *[given(0.96, right=True)] * 9, given(0.96, right=False), *[given(0.75, right=True)] * 3, given(0.75, right=False),
        given(1.0, right=True), given(0.2, right=True, status="declined"),
    )
)  # fmt: skip


def test_answers_are_counted_by_their_score() -> None:
    """Only those given; a score of 1 belongs to the last row."""
    rows = {(row.low, row.high): (row.answers, row.right) for row in reliability(MEASURED)}
    assert rows == {(0.7, 0.8): (4, 3), (0.95, 1.0): (11, 10)}


def test_the_error_is_the_distance_of_what_was_said_from_what_came() -> None:
    """0.96 said and 10 of 11 right; 0.75 said and 3 of 4 right, which is just so."""
    said = (10 * 0.96 + 1.0) / 11
    assert calibration_error(MEASURED) == pytest.approx(11 * abs(said - 10 / 11) / 15)


def test_the_surest_answers_come_first() -> None:
    """Coverage is of all questions, the declined ones too, and the last point is what was done."""
    points = coverage_risk(MEASURED)
    assert [share for share, _, _ in points] == sorted(share for share, _, _ in points)
    assert points[-1] == (15 / 16, 2 / 15, 0.75)


def test_nothing_given_is_no_curve() -> None:
    """A set on which everything is declined has no risk to show."""
    none = Measured((given(0.2, right=True, status="declined"),))
    assert (reliability(none), calibration_error(none), coverage_risk(none)) == ((), 0.0, ())


def test_people_and_machines_read_the_same() -> None:
    """Both tables and the error."""
    page = "\n".join(line.text for line in trust_lines(MEASURED))
    record = json.loads(json.dumps(trust_record(MEASURED)))
    assert f"{record['ece']:.3f}" in page
    assert record["reliability"][0]["right"] == 0.75
    assert record["coverage_risk"][-1]["risk"] == round(2 / 15, 4)
