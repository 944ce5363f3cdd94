"""The few words of a passage that answer a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.excerpt import excerpt

TEMPLE = (
    "关帝庙位于山西省运城市解州镇，始建于隋开皇九年，占地22万平方米。1988年1月公布为全国重点文物保护单位。"
    "因为战乱，庙宇曾于1702年毁于大火。石牌坊由泽州工匠修建，工程历时三年。"
)


def told(question: str) -> str:
    """Out of the passage about the temple, every token as telling as any other."""
    return excerpt(question, TEMPLE, lambda _: 1.0)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("关帝庙位于哪里？", "山西省运城市解州镇"), ("关帝庙始建于哪一年？", "隋开皇九年"), ("关帝庙占地多少平方米？", "22万平方米"),
        ("什么时候公布为全国重点文物保护单位？", "1988年1月"), ("庙宇哪年毁于大火？", "1702年"), ("石牌坊由谁修建？", "泽州工匠"), ("石牌坊的工程历时哪几年？", "三年"),
    ],
)  # fmt: skip
def test_what_is_asked_is_read_out(question: str, answer: str) -> None:
    """A place, a year, a number with its unit, a day, a doer; what stands behind the question's words."""
    assert told(question) == answer


def test_a_cause_is_read_from_its_word_on() -> None:
    """因为 begins the answer to why."""
    assert told("庙宇为什么曾毁？").startswith("因为战乱")


def test_of_two_numbers_the_one_that_counts_what_is_asked_is_meant() -> None:
    """A day of a month is no number of games, and the unit asked for decides."""
    text = "5月3日的比赛共有来自64个国家的84名运动员参与。"
    assert excerpt("比赛共有多少名运动员参与？", text, lambda _: 1.0) == "84名"
    assert excerpt("比赛有来自几个国家的运动员？", text, lambda _: 1.0) == "64个"


def test_a_name_stands_behind_the_word_that_is_asked_for() -> None:
    """俗名 is followed by it; 更名为什么 asks for a name and for no cause."""
    fish = "蓝线裸顶鲷，又称蓝线白鲷，俗名龙尖，为鲈形目的一种。1998年更名为海鲷。"
    assert excerpt("蓝线裸顶鲷的俗名是什么？", fish, lambda _: 1.0) == "龙尖"
    assert excerpt("1998年更名为什么？", fish, lambda _: 1.0) == "海鲷"


def test_a_clause_is_told_where_nothing_stands_behind_the_words() -> None:
    """With the next one, where the question's words are all of it."""
    text = "南宁市第二中学，简称南宁二中。"
    assert excerpt("什么简称南宁二中？", text, lambda _: 1.0) in text.strip("。")
    assert len(excerpt("什么简称南宁二中？", text, lambda _: 1.0)) > 4


def test_of_an_empty_passage_nothing_is_read() -> None:
    """There is no sentence in it."""
    assert excerpt("关帝庙在哪里？", "", lambda _: 1.0) == ""
    assert excerpt("关帝庙在哪里？", "\n\n", lambda _: 1.0) == ""


@given(
    st.text("关帝庙位于哪里几多少年什么为因，。？ 1988abc是由", max_size=30),
    st.text("关帝庙位于解州镇年月日由因为，。\n；：1988 ab是", max_size=60),
)
def test_an_excerpt_is_a_slice_of_its_passage(question: str, passage: str) -> None:
    """Whatever is asked, nothing is put in other words."""
    assert excerpt(question, passage, lambda _: 1.0) in passage
