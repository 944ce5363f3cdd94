"""Which reports a question means, before anything is searched."""

from __future__ import annotations

import pytest

from knowledge.asking.binding import Binder
from knowledge.lexis.places import Gazetteer
from knowledge.lexis.words import Lexicon

PLACES = ("浙江省", "江苏省", "山东省", "云南省", "上海市", "内蒙古自治区", "广东省")


def binder(*places: str) -> Binder:
    """A binder over reports of these places."""
    return Binder(Lexicon(), Gazetteer(places or PLACES), lambda text: (text, ()))


def meant(question: str, *history: str) -> list[str]:
    """The places whose reports are meant, in order."""
    return [PLACES[min(group)] for group in binder().bind(question, history).groups]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("浙江2024年粮食产量是多少", "浙江省"),
        ("2024年，浙江省的粮食产量", "浙江省"),
        ("我们上海今年投资多少", "上海市"),
        ("内蒙去年挖了多少煤", "内蒙古自治区"),
        ("沪2024年外贸进出口总额", "上海市"),
        ("滇2024旅居人数", "云南省"),
        ("去年沪外贸多少", "上海市"),
        ("粤高速公路通车里程", "广东省"),
        ("鲁2025高速里程", "山东省"),
        ("你好，我是温州人。想问一下，江苏今年的低保标准是多少？", "江苏省"),
    ],
)
def test_a_place_is_meant_by_any_of_its_names(question: str, place: str) -> None:
    """Full, short, of one character at the head of the question; the part that asks decides."""
    assert meant(question) == [place]


def test_a_misheard_place_is_set_right_at_the_head_of_a_question() -> None:
    """One character of the same sound: 三东 for 山东; nothing else is touched."""
    assert meant("三东2024年粮食产量") == ["山东省"]
    assert meant("三农工作怎么做") == []


@pytest.mark.parametrize(
    "question", ["新能源车产量", "川渝合作", "豫剧", "青年就业人数", "黑土地保护面积", "云计算"]
)
def test_a_word_is_no_place(question: str) -> None:
    """A character that stands for a province also begins ordinary words."""
    assert meant(question) == []


def test_several_places_come_in_the_order_in_which_they_are_named() -> None:
    """For comparisons; 苏浙两省 is two of them."""
    assert meant("江苏跟山东去年GDP差多少") == ["江苏省", "山东省"]
    assert meant("苏浙两省GDP") == ["江苏省", "浙江省"]
    assert meant("鲁和苏谁的粮食多") == ["山东省", "江苏省"]


def test_a_city_is_looked_for_in_the_report_of_its_province() -> None:
    """There alone its figure can stand; the city stays in the question."""
    bound = binder().bind("深圳2024年GDP是多少")
    assert [PLACES[min(group)] for group in bound.groups] == ["广东省"]
    assert "深圳" in bound.text


@pytest.mark.parametrize(
    "question", ["香港2024年经济增长多少", "京2025GDP目标", "请问重庆去年造了多少车", "那福建呢"]
)
def test_a_place_without_a_report_is_elsewhere(question: str) -> None:
    """What is about it is answered from nowhere else."""
    bound = binder().bind(question, ("江苏2024年城镇新增就业多少人",) if "呢" in question else ())
    assert bound.groups == ()
    assert bound.elsewhere


def test_a_place_that_is_only_spoken_of_is_not_elsewhere() -> None:
    """What is supplied to Hong Kong is a matter of whoever supplies it."""
    assert binder().bind("供应香港的农产品有多少种").elsewhere == ""


def test_a_follow_up_changes_the_place_and_keeps_the_rest() -> None:
    """The earlier question is handed on without its place."""
    bound = binder().bind("那江苏呢", ("浙江去年GDP增长了多少",))
    assert [PLACES[min(group)] for group in bound.groups] == ["江苏省"]
    assert bound.history == ("去年gdp增长了多少",)


def test_a_follow_up_keeps_the_place_of_the_one_before() -> None:
    """Through several questions: the last that named one counts."""
    assert meant("今年的目标呢", "浙江2024年粮食产量是多少") == ["浙江省"]
    assert meant("今年的目标呢", "浙江2024年粮食产量是多少", "那江苏呢") == ["江苏省"]


@pytest.mark.parametrize("question", ["和江苏比呢", "比江苏高多少", "跟江苏差多少"])
def test_a_follow_up_can_set_a_place_beside_the_one_before(question: str) -> None:
    """Both are meant, with the measure of the earlier question."""
    bound = binder().bind(question, ("浙江2024年GDP增速是多少",))
    assert [PLACES[min(group)] for group in bound.groups] == ["浙江省", "江苏省"]
    assert "gdp增速" in bound.text


def test_where_somebody_came_from_is_not_meant() -> None:
    """A story's place counts only where it is the asker's own."""
    assert meant("我们从深圳自驾过来玩。想问问，游客多了，怎么保证治安？") == []
    assert meant("我家在深圳。想问问，今年低保标准是多少？") == ["广东省"]
