"""What a question put to several reports wants of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.asking.comparing import Comparing, Way, following, named, unnamed
from knowledge.lexis.places import Gazetteer
from knowledge.lexis.text import fold

PROVINCES = frozenset({0})
OWN = Gazetteer(["江苏省", "山东省", "四川省", "云南省", "吉林省", "辽宁省", "河北省", "江西省", "浙江省"])


def of_places(question: str) -> Comparing | None:
    """What is asked of the places named."""
    text = fold(question)
    return named(text, [one.span for one in OWN.mentions(text)])


@pytest.mark.parametrize(
    ("question", "way", "asked"),
    [
        ("江苏跟山东去年GDP差了多少啊", Way.DIFFERENCE, "去年gdp多少"),
        ("2024年四川的地区生产总值比云南多多少亿元?", Way.DIFFERENCE, "2024年地区生产总值多少亿元"),
        ("山东与江苏2024年粮食产量差距有多大", Way.DIFFERENCE, "2024年粮食产量是多少"),
        ("江苏的GDP是云南的几倍", Way.RATIO, "gdp是多少"),
        ("浙江GDP增速比江苏高吗", Way.DIFFERENCE, "gdp增速是多少"),
        ("吉林和辽宁两省2024年粮食产量加起来是多少亿斤?", Way.SUM, "2024年粮食产量是多少亿斤"),
        ("江苏浙江山东三省2024年粮食产量一共多少", Way.SUM, "2024年粮食产量多少"),
        ("河北跟辽宁去年哪个改造的老旧小区多,多几个", Way.HIGHEST, "去年改造的老旧小区几个"),
        ("江苏、浙江、山东三省中谁的粮食产量最高", Way.HIGHEST, "粮食产量是多少"),
        ("江苏和浙江谁的失业率更低", Way.LOWEST, "失业率是多少"),
        ("江苏和浙江2024年GDP增速分别是多少", Way.EACH, "2024年gdp增速多少"),
        ("浙江和江苏的低空经济怎么发展", Way.EACH, "低空经济怎么发展"),
    ],
)
def test_places_are_compared_in_the_way_that_is_asked(question: str, way: Way, asked: str) -> None:
    """The question is split into the way of comparing and what is asked of each."""
    comparing = of_places(question)
    assert comparing is not None
    assert (comparing.way, comparing.asked) == (way, asked)


@pytest.mark.parametrize("question", ["江苏援助山东的资金是多少", "浙江粮食产量是多少"])
def test_places_that_are_not_joined_are_not_compared(question: str) -> None:
    """One place, or one that does something for another."""
    assert of_places(question) is None


@pytest.mark.parametrize(
    ("question", "way", "asked"),
    [
        ("这些报告里,哪个地方把2025年GDP增长目标定得最高,是多少?", Way.HIGHEST, "2025年gdp增长目标是多少"),
        ("粮食产量最高的是哪个省?", Way.HIGHEST, "粮食产量是多少"),
        ("2024年旅游收入哪个省最多", Way.HIGHEST, "2024年旅游收入是多少"),
        ("谁的GDP增速最快", Way.HIGHEST, "gdp增速是多少"),
        ("最低工资标准最高的省是哪个", Way.HIGHEST, "最低工资标准是多少"),
        ("2025年GDP增长目标最低的省份是哪个", Way.LOWEST, "2025年gdp增长目标是多少"),
        ("2024年居民收入增长最快的省", Way.HIGHEST, "2024年居民收入增长是多少"),
        ("哪些省2024年GDP增速超过6%", Way.ABOVE, "2024年gdp增速是多少"),
        ("2024年经济增速低于5%的省有哪些", Way.BELOW, "2024年经济增速是多少"),
        ("哪些省把经济增长目标定在5.5%左右(不算“5.5%以上”的)?", Way.EQUAL, "经济增长目标是多少"),
        ("哪个省的报告里头提到胖东来了啊", Way.SAYS, "胖东来"),
        ("《黑神话：悟空》被写进了哪个省的政府工作报告?", Way.SAYS, "《黑神话:悟空》"),
        ("提到数字经济的省有哪些", Way.SAYS, "数字经济"),
        ("哪个省有全国最大的海上风电场", Way.SAYS, "全国最大的海上风电场"),
    ],
)
def test_all_reports_are_asked_in_the_way_that_is_asked(question: str, way: Way, asked: str) -> None:
    """Highest and lowest as a predicate, above, below, at a limit, or who says it at all."""
    comparing = unnamed(fold(question), PROVINCES)
    assert comparing is not None
    assert (comparing.way, comparing.asked) == (way, asked)


def test_a_limit_is_read_with_its_unit() -> None:
    """100万人以上 is a million people."""
    comparing = unnamed("有几个省的2025年城镇新增就业目标在100万人以上?", PROVINCES)
    assert comparing is not None
    assert comparing.limit is not None
    assert (comparing.limit.value, comparing.limit.unit, comparing.counts) == (Decimal(1_000_000), "人", True)


@pytest.mark.parametrize(
    "question",
    [
        "化解率是多少",
        "是几省几市的公安一起协作",
        "全国最大的风电场在哪里",
        "哪个市的粮食最多",
        "谁作的报告",
        "什么地方都有",
    ],
)
def test_other_questions_ask_nothing_of_all_reports(question: str) -> None:
    """Without a word for the places of these reports nothing is compared."""
    assert unnamed(fold(question), PROVINCES) is None


def test_a_follow_up_turns_a_comparison_round() -> None:
    """那最低的呢 after the highest; any other follow-up does not."""
    before = unnamed("2025年增长目标最高的省是哪个", PROVINCES)
    assert before is not None
    after = following("那最低的呢", before)
    assert after is not None
    assert (after.way, after.asked) == (Way.LOWEST, before.asked)
    assert following("那江苏呢", before) is None
