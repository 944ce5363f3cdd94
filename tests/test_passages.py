"""Passages ranked by characters and bigrams."""

from __future__ import annotations

from knowledge.passages import Passages, tokens

TEXTS = ("关帝庙始建于隋代", "盐湖的盐度与死海相近", "臺灣鐵路管理局")


def test_the_passage_with_most_of_the_question_comes_first() -> None:
    """And none without any of it."""
    passages = Passages(TEXTS)
    assert passages.ranked("盐湖盐度", 3) == [1]
    assert passages.ranked("关帝庙建于何时", 3)[0] == 0
    assert passages.ranked("火星", 3) == []


def test_scripts_are_folded() -> None:
    """On both sides."""
    assert Passages(TEXTS).ranked("台湾铁路", 1) == [2]
    assert Passages(TEXTS).ranked("鹽湖", 1) == [1]


def test_words_of_other_scripts_are_whole() -> None:
    """gd is no part of gdp."""
    assert list(tokens("gdp 5.1%")) == ["gdp", "5.1"]
    assert Passages(["gdp增长", "gd"]).ranked("gdp", 2) == [0]
