"""Pieces of the reports that are nearly a text."""

from __future__ import annotations

from knowledge.hearing.nearby import Nearby
from knowledge.lexis.words import Lexicon
from tests import small

LINES = (
    "某市:2024年全市工作回眸",
    "",
    "一、平安建设",
    "受理矛盾纠纷120件，化解率95.5%。",
    "新建幼儿园12所，数字贸易增长。",
)


def nearby() -> Nearby:
    """Over the small report."""
    return Nearby(Lexicon(), small.index(*LINES))


def test_pieces_are_heard_by_every_character() -> None:
    """As long as the text, the most alike first; what is the text itself is no piece that is only nearly it."""
    assert nearby().heard("华姐绿") == ["化解率"]
    assert nearby().heard("矛顿纠份") == ["矛盾纠纷"]
    assert nearby().heard("化解率") == []
    assert nearby().heard("财政收入") == []


def test_pieces_are_one_slip_of_the_fingers_away() -> None:
    """One character too few, too many, or wrong, or two changed about; both ends are right."""
    for typed in ("矛盾纷", "矛盾盾纠纷", "矛盾救纷", "矛盾纠分纷"):
        assert "矛盾纠纷" in set(nearby().one_slip_away(typed)), typed
    assert list(nearby().one_slip_away("财政收入")) == []
