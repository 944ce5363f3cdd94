"""Plain questions of few words: the one number that is meant, or none."""

from __future__ import annotations

import pytest

from knowledge import Library, Status
from tests import small

YEAR = Library(
    [
        small.report(
            "2025年临山市政府工作报告",
            "来源:临山日报 | 发布时间: 2025-01-16",
            "",
            "一、2024年工作回顾",
            "地区生产总值完成2318亿元、增长5.2%。一般公共预算收入增长4.7%，居民消费价格上涨0.3%。",
            "临山港外贸集装箱吞吐量增长26.6%，船舶出口规模占全国三分之一。规上工业增加值增长7.3%、高于全国1.5个百分点。",
            "粮食面积、总产、单产均有增加，总产76亿斤。城镇新增就业6.1万人，常住人口城镇化率63.5%。",
            "生产安全事故起数下降12.8%。规模化供水工程覆盖94%的农村人口。新建5G基站800个。",
            "临山高新区全国排名53位、提升3位。高新技术企业达到112家。投放新能源汽车公共充电桩2万个。",
            "制造业增加值增长6.4%。外送电量93亿千瓦时。新增硕士学位授予权单位2个。",
            "市信访中心共接待群众9719人次。市公安局推进警务改革。附条件不起诉96人。受理劳动仲裁案件1529件。",
            "在地铁站、学校、景区等公共场所新增自动体外除颤器600台。公立医院办理离院结算时须出示证件，移送非法行医案件11件。",
            "新增国家级5G工厂22家、总数达36家。新增特色产业集群2个、农业产业强镇9个。城乡低保标准提高到每人每月720元。五是办好人民满意教育。居民人均预期寿命80.9岁。城镇调查失业率5.1%。",
            "二、2025年主要目标",
            "地区生产总值增长5.5%左右，粮食产量77亿斤以上，城镇新增就业6万人，力争PM2.5浓度下降到33微克/立方米。",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("GDP多少", "2318亿元"),
        ("去年GDP总量", "2318亿元"),
        ("GDP总额是多少", "2318亿元"),
        ("城镇新增就业多少人", "6.1万人"),
        ("2025年城镇新增就业目标是多少", "6万人"),
        ("工业增长多少", "7.3%"),
        ("高新技术企业有多少家", "112家"),
        ("高新区排名第几", "53位"),
        ("城镇化率多少", "63.5%"),
        ("外送电量", "93亿千瓦时"),
        ("事故下降多少", "12.8%"),
        ("国家级5G工厂总数", "36家"),
        ("我们这儿的人平均能活到多大岁数", "80.9岁"),
        ("失业率在多少上下", "5.1%"),
        ("没证看病的移送了几件", "11件"),
    ],
)
def test_the_number_that_is_meant(text: str, told: str) -> None:
    """A result rather than an aim; an amount rather than a share or a change of it."""
    answer = YEAR.ask(text)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算收入多少",  # only how it grew
        "人口多少",  # only shares of it
        "外贸出口多少",
        "外贸增长多少",  # only of one port
        "居民收入增长多少",  # public revenue is nobody's income
        "工资涨多少",
        "消费增长多少",  # a price is another thing
        "信访量下降多少",  # another thing fell
        "粮食亩产多少",  # 总产 is no 单产
        "PM2.5浓度下降多少",  # to what, not by how much
        "制造业投资增长多少",
        "新能源汽车产量",
        "发电量",
        "学位有多少个",
        "新建学校多少所",
        "高新区多少个",
        "信访中心多少个",
        "信访中心在哪",
        "公安局长",
        "信访中心电话",
        "起诉多少人",  # what was not done
        "离婚案件多少",
        "地铁站里有多少台除颤器",  # of three places together
        "大桥通车了吗",
        "新增高新技术企业多少家",  # how many there are
        "海洋生产总值是多少",
        "低保户有多少",  # money is no families
        "见义勇为的好人",  # 办|好人|民
        "农业增长多少",  # how many came of something else
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    """What is near is offered, never told for an answer."""
    assert YEAR.ask(text).status is Status.DECLINED


def test_a_number_of_another_sort_is_said_to_be_missing() -> None:
    """The thing is in the report, only not so: what does stand there is offered."""
    answer = YEAR.ask("一般公共预算收入多少")
    assert answer.reason == "number"
    assert any("增长4.7%" in option for option in answer.options)
