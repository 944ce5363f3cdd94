"""The fit: it finds the curve that made the data, and writes what the library reads."""

from __future__ import annotations

from random import Random

import pytest

from knowledge.weighing.confidence import PATH, STEPS
from tests.fit_confidence import (
    Trial,
    calibration_error,
    expected,
    gates_of_the_library,
    isotonic,
    log_loss,
    logistic,
    sigmoid,
    table,
)


def drawn(count: int, slope: float = 8.0, middle: float = 0.5, kind: str = "words") -> list[Trial]:
    """Answers that are right as often as a logistic curve says."""
    chance = Random(7)
    strengths = [chance.random() for _ in range(count)]
    return [
        Trial(number % 2, kind, strength, chance.random() < sigmoid(slope * (strength - middle)))
        for number, strength in enumerate(strengths)
    ]


@pytest.mark.parametrize("fit", [logistic, isotonic])
def test_the_curve_that_made_the_data_is_found(fit: type) -> None:
    """From two thousand answers, within six points anywhere."""
    curve = fit(drawn(2000, 6.0, 0.4))
    for step in range(1, 10):
        assert abs(curve(step / 10) - sigmoid(6.0 * (step / 10 - 0.4))) < 0.12
    assert [curve(step / 10) for step in range(11)] == sorted(curve(step / 10) for step in range(11))


def test_with_little_data_the_usual_curve_is_kept() -> None:
    """Three answers that were right do not make everything right."""
    curve = logistic([Trial(0, "words", 0.9, right=True)] * 3)
    assert 0.3 < curve(0.5) < 0.8
    assert curve(0.9) > 0.9


def test_the_cross_check_tells_good_from_bad() -> None:
    """What fits has a small error; half of right answers expected where all came has a large one."""
    assert calibration_error(expected(drawn(2000), logistic)) < 0.04
    assert calibration_error([(0.5, True)] * 10) == pytest.approx(0.5)
    assert log_loss([(0.9, True), (0.1, False)]) < log_loss([(0.5, True), (0.5, False)])


def test_the_file_has_a_share_for_each_step() -> None:
    """Shares rise, the risk falls; the origin stands first, as in the file that is shipped."""
    first, *lines = table([*drawn(500), *drawn(500, kind="number")], "two sets").splitlines()
    tables = {line.split()[0]: [float(share) for share in line.split()[1:]] for line in lines}
    assert "tests/fit_confidence.py from two sets" in first
    assert set(tables) - {"meaning"} == {"words", "number", "risk"}
    assert all(len(shares) == STEPS + 1 for shares in tables.values())
    assert tables["words"] == sorted(tables["words"])
    assert tables["risk"] == sorted(tables["risk"], reverse=True)
    assert PATH.read_text("utf-8").startswith("# Written for this project by tests/fit_confidence.py from ")


def test_every_gate_is_opened() -> None:
    """Whoever turns weak evidence away is found by the name of the threshold."""
    assert {"knowledge.answering.answer", "knowledge.answering.beside"} <= set(gates_of_the_library())
