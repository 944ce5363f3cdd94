"""Answers across reports, each cell cited; and what is not comparable left out."""

from __future__ import annotations

import pytest

from knowledge.model import Answer, Status
from tests import small


def answered(question: str, *history: str) -> Answer:
    """The answer of the four provinces, proved."""
    answer = small.land().ask(question, history)
    small.proved(answer, small.land())
    assert answer.status is Status.ANSWERED, (answer.status, answer.reason)
    return answer


def places(answer: Answer) -> list[str]:
    """The places of the table, in order."""
    return [cell.place for cell in answer.table]


@pytest.mark.parametrize(
    ("question", "text", "derivation"),
    [
        ("江苏跟山东去年GDP差了多少", "江苏比山东多3.84万亿元", "13.7 − 9.86 = 3.84万亿元"),
        ("江苏2024年GDP比云南多多少", "江苏比云南多105466亿元", "137000 − 31534 = 105466亿元"),
        ("山东和江苏2024年粮食产量加起来多少", "1904亿斤", "1142 + 762 = 1904亿斤"),
        ("云南和浙江2024年粮食产量差多少", "云南比浙江多", "129.2亿斤 = 646万吨"),
        ("江苏2024年GDP是云南的几倍", "约4.34倍", "137000 ÷ 31534 ≈ 4.34（倍）"),
        ("浙江和江苏2025年GDP增长目标差多少", "浙江比江苏高0.5个百分点", "5.5 − 5 = 0.5个百分点"),
    ],
)
def test_two_places_are_reckoned_with(question: str, text: str, derivation: str) -> None:
    """In the smaller magnitude; another unit of weight is converted, and the conversion shown."""
    answer = answered(question)
    assert text in answer.text
    assert answer.derivation is not None
    assert derivation in answer.derivation or "398.7亿斤" in answer.derivation
    assert len({citation.report for citation in answer.citations}) == 2


def test_the_highest_is_named_with_its_words_and_those_that_follow() -> None:
    """Each report's figure of just that measure and year: no 海洋生产总值, no aim beside a result."""
    answer = answered("哪个省2024年GDP增速最快")
    assert answer.text.startswith("江苏：2024年地区生产总值达13.7万亿元、增长5.8%")
    assert places(answer) == ["江苏", "山东", "浙江", "云南"]
    assert answer.derivation == "5.8%（江苏） > 5.7%（山东） > 5.5%（浙江）"


def test_the_lowest_is_asked_behind_it() -> None:
    """The rest of the question is kept."""
    answer = answered("那最慢的呢", "哪个省2024年GDP增速最快")
    assert answer.text.startswith("云南：")


def test_who_gives_no_figure_is_named() -> None:
    """What is missing is said, not passed over."""
    answer = answered("哪个省2024年城镇新增就业最多")
    assert answer.text.startswith("江苏：")
    assert answer.lacking == ("山东",)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪些省2024年城镇新增就业超过100万人", ["江苏", "浙江"]),
        ("2024年GDP增速低于5%的省有哪些", ["云南"]),
        ("哪些省把2025年GDP增长目标定在5%以上", ["江苏", "山东"]),
        ("哪些省把2025年GDP增长目标定为5%左右", ["云南"]),
    ],
)
def test_those_that_meet_a_limit_are_listed(question: str, expected: list[str]) -> None:
    """5%以上 and 5%左右 are two aims."""
    assert places(answered(question)) == expected


def test_they_are_counted() -> None:
    """The count is shown with those that were counted."""
    answer = answered("有几个省2025年城镇新增就业目标在100万人以上")
    assert answer.text == "3个：江苏、山东、浙江"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪些省提到了低空经济", {"江苏", "山东"}),
        ("《黑神话：悟空》被写进了哪个省的报告", {"浙江"}),
        ("哪个省在保护大象", {"云南"}),
        ("2025年的亚洲冬季运动会是哪个省来办", {"山东"}),
    ],
)
def test_the_reports_that_say_it_are_named(question: str, expected: set[str]) -> None:
    """By the words that are looked for, or what the reports call it in short."""
    assert set(places(answered(question))) == expected


def test_what_each_of_two_places_says_is_given_side_by_side() -> None:
    """In the order in which they are named."""
    assert places(answered("江苏和浙江2024年GDP增速分别是多少")) == ["江苏", "浙江"]


@pytest.mark.parametrize(
    "question", ["哪些省提到了火星基地", "哪些省2024年GDP增速超过20%", "哪个省的森林覆盖率最高"]
)
def test_what_no_report_says_is_declined(question: str) -> None:
    """And not answered from whatever is near."""
    assert small.land().ask(question).status is Status.DECLINED


def test_a_comparison_with_a_missing_figure_is_declined_and_names_it() -> None:
    """The figure that stands is offered."""
    answer = small.land().ask("江苏和山东2024年城镇新增就业差多少")
    assert answer.status is Status.DECLINED
    assert answer.missing == "山东"
    assert any("143.02万人" in option for option in answer.options)
