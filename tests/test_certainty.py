"""Right answers are told from wrong ones by more than their points."""

from __future__ import annotations

import pytest

from knowledge.model import Ask, Evidence, Question, Reason, Span, Status, Term, Variant
from knowledge.weighing.certainty import LEAD_AT_MOST, NAMES, VETO, bare, signs, told_apart
from tests import small


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


def test_a_veto_is_outweighed_by_nothing() -> None:
    """Another year is another year, however much else agrees."""
    vetoed = evidence(1.5)
    vetoed = Evidence(0, 0, vetoed.span, 0.5, (*vetoed.reasons, Reason("2025, not 2017", VETO)))
    assert told_apart(question("化解"), [vetoed]) == [vetoed]
    assert small.builtin().ask("2017年全市四级矛调中心受理各类矛盾纠纷多少件").status is Status.DECLINED


def test_of_an_unknown_thing_nothing_is_ahead() -> None:
    """The centre is known, its telephone is not."""
    asked = question("电话")
    unknown = Term(Span(0, 2), "电话", 1.0, (), tells=True, focus=True)
    asked = Question(asked.raw, asked.text, asked.asks, (unknown,), "", frozenset(), "", "", asked="电话")
    assert signs(asked, [evidence(0.9)]).ahead == 0.0
    assert small.builtin().ask("矛调中心的电话是多少").status is Status.DECLINED
