"""What a report tells by a difference: the year before's figure, or a wider area's."""

from __future__ import annotations

import pytest

from tests import small

LINES = (
    "运城:2024年全市工作回眸",
    "来源:运城新闻网 | 责任编辑:王云欣 | 发布时间: 2025-02-17 09:08",
    "",
    "一、工作回顾",
    "群众安全感达98.37%，较上年提高0.64个百分点；万人起诉率降至68.4件，低于全省平均水平15.2件。",
    "法官人均结案328.8件，较上年多结21.5件；案件平均审理天数52.4天，同比缩短6.7天。",
    "社会消费品零售总额增长5.4%、高于全国1.9个百分点。",
    "2024年接待游客420万人次，同比增长12%。",
)


@pytest.mark.parametrize(
    ("text", "told", "shown"),
    [
        ("2023年群众安全感是多少", "97.73%", "98.37 − 0.64 = 97.73（%）"),
        ("2023年法官人均结案多少件", "307.3件", "328.8 − 21.5 = 307.3（件）"),
        ("2023年案件平均审理天数是多少天", "59.1天", "52.4 + 6.7 = 59.1（天）"),
        ("全省的万人起诉率是多少件", "83.6件", "68.4 + 15.2 = 83.6（件）"),
        ("全国社会消费品零售总额增长多少", "3.5%", "5.4 − 1.9 = 3.5（%）"),
    ],
)
def test_what_lies_at_a_told_distance_is_computed(text: str, told: str, shown: str) -> None:
    """The report's own figure less what it lies above, or and what it lies below."""
    library = small.library(*LINES)
    answer = library.ask(text)
    small.proved(answer, library)
    assert (answer.text, answer.derivation) == (told, shown)


@pytest.mark.parametrize(
    "text",
    ["2022年群众安全感是多少", "2023年接待游客多少人次", "全国群众安全感是多少", "2024年群众安全感是多少"],
)
def test_nothing_else_is_worked_out(text: str) -> None:
    """Two years back, from a change in per cent, of an area without a distance; nor what stands there itself."""
    assert small.library(*LINES).ask(text).derivation is None


def test_nothing_is_computed_with_a_length_of_time_in_two_units() -> None:
    """6分20秒 less 3分48秒 is not 3分."""
    library = small.library(
        "运城:2024年全市工作回眸", "", "一、工作回顾", "平均到警时间由6分20秒缩短至3分48秒。", "立案由3天压缩至1天。",
    )  # fmt: skip
    answer = library.ask("到警时间缩短了多少")
    assert (answer.text, answer.derivation) == ("平均到警时间由6分20秒缩短至3分48秒", None)
    assert library.ask("立案缩短了几天").derivation == "3 − 1 = 2（天）"
