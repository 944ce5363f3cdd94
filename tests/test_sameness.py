"""Whether a figure is one of just the measure that is asked."""

from __future__ import annotations

import pytest

from knowledge.lexis.text import fold, squeeze
from knowledge.many.sameness import Wanted, in_common, of_no_thing
from tests import small


def closeness(question: str, line: str) -> list[int]:
    """How close each figure of a line is to the question."""
    report = small.report("2025年浙江省政府工作报告", "一、2024年工作回顾", line)
    wanted = Wanted.of(small.reader(report).read(question))
    start = report.text.index(line)
    return [
        wanted.closeness(report, fact, squeeze(fold(report.text[start : fact.span.end])))
        for fact in report.facts
        if fact.span.start >= start and wanted.takes(report, fact)
    ]


@pytest.mark.parametrize(
    ("question", "line", "expected"),
    [
        ("2024年GDP增速是多少", "全省生产总值增长5.5%。", [2]),
        ("2024年GDP增速是多少", "海洋生产总值增长6.5%。", [0]),
        ("2024年GDP增速是多少", "单位GDP能耗下降6.9%。", [0]),
        ("2024年GDP是多少", "实现地区生产总值9.86万亿元、增长5.7%。", [2]),
        ("粮食产量是多少", "粮食单产居全国首位，总产量达到853.2亿斤。", [1]),
        ("粮食产量是多少", "粮食丰收，油料产量达到53万吨。", [0]),
        ("一般公共预算收入是多少", "经济总量达5.3万亿元，一般公共预算收入增长4.8%。", [0]),
        ("高速公路通车里程是多少", "高速公路成网，公路通车总里程达9.3万公里。", [0]),
        ("城镇新增就业多少人", "新增城镇就业48.3万人。", [2]),
    ],
)
def test_only_the_very_measure_is_close(question: str, line: str, expected: list[int]) -> None:
    """2: it says so itself; 1: what stands before it does; 0: another measure."""
    assert closeness(question, line) == expected


def test_weights_and_areas_have_a_unit_in_common() -> None:
    """亿斤 and 万吨 can be compared; people and households cannot."""
    report = small.report("某省2024年工作报告", "粮食产量2亿斤，粮食产量10万吨，惠及5万人。")
    units = [in_common(fact.quantity) for fact in report.facts if fact.quantity.unit in ("斤", "吨", "人")]
    assert units[0] == units[1]
    assert units[2][0] == "人"


def test_words_of_moving_and_aiming_name_no_thing() -> None:
    """增长 and 目标 stand in nearly every sentence with a figure."""
    assert of_no_thing("增长")
    assert of_no_thing("目标")
    assert not of_no_thing("粮食")
