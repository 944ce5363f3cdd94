"""The fit of the signs: it finds the coefficients that made the data, and cuts out what answers."""

from __future__ import annotations

import math
from random import Random

import pytest

from knowledge.model import Ask, Evidence, Question, Reason, Span, Term, Variant
from knowledge.weighing.certainty import LEAD_AT_MOST, NAMES, bare, signs, told_apart
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


# --- weighing/certainty --------------------------------------------------------------------------------


def evidence(points: float, sentence: int = 0) -> Evidence:
    """Evidence of that many points, a tenth of them for likeness."""
    reasons = (Reason("“化解”", points * 0.9), Reason("likeness", points * 0.1))
    return Evidence(0, sentence, Span(0, 9), min(1.0, points), reasons)


def question(*words: str, asks: Ask = Ask.WHICH) -> Question:
    """A question of these words, each in the report's own."""
    terms = tuple(
        Term(Span(at, at + 1), word, 1 / len(words), (Variant(word, 1.0, "same"),))
        for at, word in enumerate(words)
    )
    return Question(
        "".join(words), "".join(words), asks, terms, "", frozenset(), "", "", asked="".join(words)
    )


def test_strength_is_the_sum_of_its_reasons() -> None:
    """What is added has a name and points, and can be taken off again."""
    found = [evidence(0.9), evidence(0.5, 1)]
    for before, after in zip(found, told_apart(question("化解", "多少"), found), strict=True):
        assert after.strength == pytest.approx(min(1.0, max(0.0, sum(r.points for r in after.reasons))))
        assert {r.name for r in after.reasons} - {r.name for r in before.reasons} <= set(NAMES)
        assert bare(after) == before


def test_who_is_ahead_is_surer() -> None:
    """Only of another sentence is one ahead, and no further than so far."""
    alone, tied = ([evidence(0.9), evidence(0.2, 1)], [evidence(0.9), evidence(0.9, 1)])
    asked = question("化解")
    assert told_apart(asked, alone)[0].strength > told_apart(asked, tied)[0].strength
    assert signs(asked, alone).ahead == LEAD_AT_MOST
    assert signs(asked, [evidence(0.9), evidence(0.8)]).ahead == LEAD_AT_MOST
    assert signs(asked, tied).ahead == 0.0


def test_many_words_met_tell_more_than_one() -> None:
    """The same points for more words are worth more."""
    assert told_apart(question("化解", "纠纷", "中心"), [evidence(0.6)])[0].strength > (
        told_apart(question("化解"), [evidence(0.6)])[0].strength
    )


def test_a_question_in_english_is_as_like_as_any() -> None:
    """No clause shares its letters."""
    assert signs(question("resolution rate"), [evidence(0.0)]).alike > 0
    assert told_apart(question("化解"), []) == []
