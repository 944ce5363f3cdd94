"""Passages ranked by characters and bigrams."""

from __future__ import annotations

from knowledge.search.passages import Passages, tokens

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


def test_words_of_asking_do_not_count() -> None:
    """A passage is no better for 什么 or 多少."""
    passages = Passages(["什么是多少，谁为什么", "盐湖很大"])
    assert passages.ranked("盐湖是什么？", 1) == [1]
    assert passages.ranked("为什么？", 1) == []


def test_what_a_passage_begins_with_counts_twice() -> None:
    """松鸦 is asked about: the passage of the bird comes before one that compares another with it."""
    others = [
        "星鸦以松子为食，住在山林里，与松鸦相似，分布于山林。",
        "松鸦又名山和尚，是一种鸟，分布于各地的山林之中，喜食橡子。",
    ]
    assert Passages(others).ranked("松鸦分布于哪里？", 1) == [1]
