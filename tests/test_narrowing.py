"""Narrowing leaves out only what cannot be among the best: the same candidates, in the same order, with the same scores."""

from __future__ import annotations

import random

import pytest

from knowledge.library import Library
from knowledge.search import index as searching
from knowledge.search import narrowing
from knowledge.search.index import Index
from knowledge.search.narrowing import Narrowed, in_question, rows_of
from tests import small

THINGS = (
    "粮食产量",
    "城镇新增就业",
    "高质量发展",
    "新增污水管网",
    "生态环境",
    "公路里程",
    "企业",
    "产量",
    "就业",
)
QUESTIONS = (
    "粮食产量是多少", "城镇新增就业多少人", "怎样推动高质量发展", "新增管网和企业", "生态环境怎么保护", "就业", "公路多长", "产量增长多少",
)  # fmt: skip


def library(seed: int) -> Library:
    """Some reports of sentences shuffled from the same things, many of them alike."""
    chance = random.Random(seed)
    reports = []
    for number in range(6):
        lines = [f"某{number}县报告", "一、发展"]
        for _ in range(25):
            said = (
                f"{chance.choice(THINGS)}{chance.choice(('', '增长'))}{chance.randrange(9)}万"
                for _ in range(3)
            )
            lines.append("，".join(said) + "。" + chance.choice(("全县企业发展良好。", "")))
        reports.append(small.report(*lines))
    return Library(reports)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("most", [1, 5, 20])
def test_the_candidates_are_the_same(seed: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ties too: of equals the one that stands first."""
    desk = library(seed)._shelf.whole
    read = [desk.reader.read(question) for question in QUESTIONS]
    every = [desk.index.candidates(one, most) for one in read]
    monkeypatch.setattr(searching, "MANY", 0)
    monkeypatch.setattr(narrowing, "MANY", 0)
    monkeypatch.setattr(narrowing, "LARGE", 0)
    assert all(every)
    assert [desk.index.candidates(one, most) for one in read] == every


def test_most_texts_are_left_out() -> None:
    """The few that have the rare word are in question, the many that have the common one alone are not."""
    lines = [f"企业发展第{number}年，企业兴旺。" for number in range(100, 400)]
    index = Index([small.report("某县报告", "一、发展", *lines, "琥珀企业成立。", "琥珀展览开幕。")])
    reader = small.reader(small.report("某县报告", "一、发展", *lines[:2], "琥珀企业成立。"))
    question = reader.read("琥珀企业")
    rows = rows_of(question, index._sentences)
    assert rows == sorted(rows, key=lambda row: row.count)
    assert rows[-1].count > 300

    def scores(field: Narrowed) -> dict[int, float]:
        return index._scores(question, field)

    found = in_question(rows, index._sentences, 2, scores)
    assert len(found) <= 2
