"""第二个呢: one of the things that were listed before."""

from __future__ import annotations

import pytest

from knowledge import Status
from tests import small

LINES = (
    "运城:2024年全市工作回眸",
    "来源:运城新闻网 | 发布时间: 2025-02-17 09:08",
    "",
    "一、工作回顾",
    "研究审议《工作规则》《实施办法》《实施意见》，形成合力。",
    "扎实开展“检护民生”“护航企业”专项行动。",
    "化解率95.0%。",
)
BEFORE = "审议了哪些文件"


@pytest.mark.parametrize(
    ("text", "before", "told"),
    [
        ("第二个呢", BEFORE, "《实施办法》"), ("那第一个是什么", BEFORE, "《工作规则》"), ("第3份文件叫什么名字？", BEFORE, "《实施意见》"), ("最后一个呢", BEFORE, "《实施意见》"),
        ("第二个呢", "开展了哪些专项行动", "“护航企业”"),
    ],
)  # fmt: skip
def test_one_of_what_was_listed(text: str, before: str, told: str) -> None:
    """The very words of the report, with the sentence that lists them."""
    library = small.library(*LINES)
    answer = library.ask(text, [before])
    assert (answer.status, answer.text) == (Status.ANSWERED, told)
    small.proved(answer, library)


def test_there_is_no_fourth_of_three() -> None:
    """It is declined, and the list is offered."""
    answer = small.library(*LINES).ask("第四个呢", [BEFORE])
    assert (answer.status, answer.reason) == (Status.DECLINED, "detail")


@pytest.mark.parametrize("text", ["第二季度呢", "化解率是多少", "第二个目标的化解率是多少"])
def test_other_questions_are_read_as_ever(text: str) -> None:
    """Only a question that names nothing but a number is meant."""
    assert "《" not in small.library(*LINES).ask(text, [BEFORE]).text


def test_without_a_question_before_nothing_was_listed() -> None:
    """第二个呢 as the first message."""
    assert small.library(*LINES).ask("第二个呢").status is not Status.ANSWERED
