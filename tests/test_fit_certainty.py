"""The fit of the signs: it finds the coefficients that made the data, and cuts out what answers."""

from __future__ import annotations

import math
from random import Random

import pytest

from tests.fit_certainty import Trial, likely, logistic, solved, told, without, wrong_at

MADE_BY = (4.0, 2.0, -1.0)
"""Two features and a constant."""


def drawn(count: int) -> list[Trial]:
    """Answers that are right as often as a logistic regression says."""
    chance = Random(7)
    found = []
    for number in range(count):
        features = (chance.random(), chance.random())
        x = sum(a * b for a, b in zip(MADE_BY, (*features, 1.0), strict=True))
        right = chance.random() < 1 / (1 + math.exp(-x))
        found.append(Trial(number % 2, True, features, features[0], right, cut_out=False))
    return found


def test_the_coefficients_that_made_the_data_are_found() -> None:
    """From four thousand answers, each to within half a point."""
    for value, wanted in zip(logistic(drawn(4000)), MADE_BY, strict=True):
        assert abs(value - wanted) < 0.5


def test_equations_are_solved() -> None:
    """Also where rows have to change places."""
    assert solved([[0.0, 2.0], [1.0, 1.0]], [4.0, 5.0]) == pytest.approx([3.0, 2.0])


def test_the_surest_come_first() -> None:
    """Wrong answers are counted until as many right ones have passed; a better order lets fewer pass."""
    counted = drawn(2000)
    fitted = logistic(counted)
    good = [likely(fitted, one) for one in counted]
    bad = [one.features[1] for one in counted]
    assert 0 < wrong_at(counted, good, 800) < wrong_at(counted, bad, 800)
    assert wrong_at(counted, good, 0) == 0


def test_what_answers_is_cut_out() -> None:
    """The whole sentence, wherever the string stands; the line break behind it stays."""
    assert without("甲3件。乙2件,丙1件。\n丁2件", ["2件"]) == "甲3件。\n"
    assert without("甲3件。", ["没有"]) == "甲3件。"


def test_what_is_told_names_each_sign() -> None:
    """A line for numbers, one for words, one for what was cut out."""
    counted = [
        Trial(
            number % 2,
            number % 4 < 2,
            (0.1 * (number % 9), 0, 0.5, 0, 0, 0),
            0.5,
            number % 3 > 0,
            number % 5 == 0,
        )
        for number in range(60)
    ]
    numbers, words, cut = told(counted)
    assert all("ahead" in line and "wrong now" in line for line in (numbers, words))
    assert cut.endswith(str(sum(one.cut_out and not one.right for one in counted)))
