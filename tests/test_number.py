"""A number knows the words that belong to it: those beside it, what it counts, whose it is."""

from __future__ import annotations

import pytest

from knowledge.search.index import Index
from knowledge.search.number import Number
from tests import small

REPORT = small.report(
    "运城:2024年全市工作回眸", "来源:运城新闻网 | 发布时间: 2025-02-17 09:08", "", "一、平安建设",
    "市综治中心接待群众9719人次,受理案事件4346件。", "城乡居民人均可支配收入分别增长4.3%、6.1%。",
)  # fmt: skip


def number(written: str) -> Number:
    """The number of the report that is written so."""
    index = Index([REPORT])
    found = [one for place in index.own_places for one in index.numbers(place)]
    return next(one for one in found if one.written == written)


def test_what_stands_between_two_numbers_belongs_to_the_second() -> None:
    """Each has its own words, and the body that both are of."""
    assert "受理" in number("4346件").beside
    assert "接待" not in number("4346件").beside
    assert number("9719人次").subject in number("4346件").beside


@pytest.mark.parametrize(("written", "own", "other"), [("4.3%", "城镇", "农村"), ("6.1%", "农村", "城镇")])
def test_of_things_listed_together_each_has_its_own(written: str, own: str, other: str) -> None:
    """城 and 乡 stand for the longer names."""
    assert own in number(written).beside
    assert other not in number(written).beside


def test_without_a_body_it_is_nobodys() -> None:
    """The subject is empty then."""
    assert number("4.3%").subject == ""


@pytest.mark.parametrize(
    ("written", "elliptic"), [("120件", False), ("114件", True), ("95.0%", True), ("36.7万吨", False)]
)
def test_a_measure_may_leave_out_what_it_is_of(written: str, elliptic: bool) -> None:
    """成功化解114件 and 化解率 need what stands before them, 粮食产量 does not."""
    report = small.report(
        "运城:2024年全市工作回眸", "来源:运城新闻网 | 发布时间: 2025-02-17 09:08", "", "一、平安建设",
        "受理矛盾纠纷120件,成功化解114件,化解率95.0%。", "棉花丰收,粮食产量36.7万吨。",
    )  # fmt: skip
    index = Index([report])
    found = [one for place in index.own_places for one in index.numbers(place)]
    assert next(one for one in found if one.written == written).elliptic is elliptic
