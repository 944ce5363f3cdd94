"""Many reports: the one that is meant is read as if it stood alone, and none speaks for another."""

from __future__ import annotations

import pytest

from knowledge.library import Library
from knowledge.model import Status
from tests import small


@pytest.mark.parametrize(
    ("question", "history", "text", "report"),
    [
        ("浙江2024年粮食产量是多少", (), "129.2亿斤", "浙江"),
        ("苏2024年城镇新增就业", (), "143.02万人", "江苏"),
        ("那江苏呢", ("浙江去年GDP增长了多少",), "5.8%", "江苏"),
        ("今年的目标呢", ("浙江2024年城镇新增就业多少人",), "100万人", "浙江"),
        ("云南同期呢", ("浙江2024年GDP增长多少",), "3.3%", "云南"),
        ("这份云南的报告是谁作的", (), "丁", "云南"),
    ],
)
def test_the_report_of_the_place_answers(
    question: str, history: tuple[str, ...], text: str, report: str
) -> None:
    """Whether the place is named or taken over."""
    answer = small.land().ask(question, history)
    small.proved(answer, small.land())
    assert text in answer.text
    assert report in answer.citations[0].report
    assert answer.question.raw == question


@pytest.mark.parametrize(
    "question",
    [
        "云南2025年粮食产量目标是多少",
        "杭州2024年GDP是多少",
        "福建2024年粮食产量",
        "浙江2023年粮食产量是多少",
        "山东2024年城镇新增就业多少人",
    ],
)
def test_a_neighbour_is_never_quoted(question: str) -> None:
    """Another place, the province for its city, another year: declined."""
    assert small.land().ask(question).status is Status.DECLINED


def test_without_a_place_the_one_report_that_fits_answers() -> None:
    """Only one speaks of it."""
    answer = small.land().ask("大象怎么保护")
    assert answer.status is Status.ANSWERED
    assert "云南" in answer.citations[0].report


def test_without_a_place_it_is_asked_back_where_several_fit() -> None:
    """The readings offered are questions that can be asked as they stand."""
    answer = small.land().ask("2024年城镇新增就业多少人")
    assert answer.status is Status.CLARIFY
    assert "江苏2024年城镇新增就业多少人" in answer.options
    assert small.land().ask(answer.options[0]).status is Status.ANSWERED


def test_a_home_report_answers_for_whoever_names_no_place() -> None:
    """Beside reports of other places; these are still there by name."""
    library = Library(small.land().reports, home=[1])
    assert "143.02万人" in library.ask("2024年城镇新增就业多少人").text
    assert "51万人" in library.ask("云南2024年城镇新增就业多少人").text


def test_reports_of_one_place_are_one_choice() -> None:
    """Two years of one province: the year tells them apart."""
    before = small.report(
        "2024年浙江省政府工作报告",
        "2024年1月23日在浙江省第十四届人民代表大会第二次会议上浙江省省长王甲作政府工作报告",
        "一、2023年工作回顾",
        "全省生产总值增长6%，粮食产量127.8亿斤。",
        name="before",
    )
    library = Library([before, *small.land().reports])
    assert "127.8亿斤" in library.ask("浙江2023年粮食产量是多少").text
    assert "129.2亿斤" in library.ask("浙江2024年粮食产量是多少").text


def test_a_kind_of_report_is_told_apart_from_another_of_the_same_place() -> None:
    """What the court received is not what the government received."""
    government = small.report(
        "2025年某市政府工作报告", "一、2024年工作回顾", "受理案件120件。", name="government"
    )
    court = small.report(
        "2025年某市中级人民法院工作报告", "一、2024年工作回顾", "受理案件36045件。", name="court"
    )
    library = Library([government, court])
    assert "36045件" in library.ask("法院2024年受理案件多少件").text
    assert "120件" in library.ask("政府工作报告里受理案件多少件").text
