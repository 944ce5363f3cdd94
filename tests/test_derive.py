"""What a report does not say in so many words is computed from what it says, shown and cited."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from knowledge import Library
from knowledge.model import Answer, Status
from tests import small

LINES = (
    "运城:2024年全市工作回眸",
    "来源:运城新闻网 | 责任编辑:王云欣 | 发布时间: 2025-02-17 09:08",
    "",
    "一、工作回顾",
    "全年受理矛盾纠纷120件，成功化解114件，化解率95.0%。",
    "建成书房3家；新建幼儿园12所。",
    "新增养老机构18家、累计达到38家。",
    "粮食产量36.7万吨，棉花产量2.3万吨。",
    "研究审议《工作规则》《实施办法》《实施意见》，形成合力。",
    "办结率87.05%。",
    "2023年接待游客300万人次，2024年接待游客420万人次。",
    "新设经营主体30万户，其中企业6万户。",
    "金丝猴恢复至7群42只。",
    "改造燃气管道12公里、供水管道26公里、排水管道33公里。",
    "共建成市级中心1个、县级中心7个、乡镇中心98个。",
    "为40名农民工追回欠薪74万元；商事案件平均审理天数由61天压减至46天。",
    "运动员在残奥会上勇夺8金9银6铜。",
    "在全省183个县（市、区）划分学区732个。",
    "遴选员额法官3名；现有员额法官37名、法官助理29名、书记员45名。",
    "灾后恢复重建项目83个已完工71个；接警平均到场时间由2023年的7.2分钟压缩到5.6分钟。",
    "低保标准从每人每月820元提高到875元；孤儿、散居儿童补贴标准分别从1500元、1100元提高到1600元、1150元。",
)
SIGNS = {"−": Decimal.__sub__, "+": Decimal.__add__, "÷": Decimal.__truediv__, "×": Decimal.__mul__}


def ask(text: str) -> Answer:
    """The answer, proved."""
    library = small.library(*LINES)
    answer = library.ask(text)
    small.proved(answer, library)
    return answer


def outcome(derivation: str) -> tuple[Decimal, Decimal]:
    """(what the shown arithmetic says, what it comes to when one works it out)."""
    left, right = re.split("[=≈]", derivation.replace("%", ""), maxsplit=1)
    numbers = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", left)]
    total = numbers[0]
    for sign, number in zip(re.findall("[−+÷×]", left), numbers[1:], strict=True):
        total = SIGNS[sign](total, number)
    said = re.search(r"\d+(?:\.\d+)?", right)
    assert said
    return Decimal(said[0]), total


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("受理的矛盾纠纷比化解的多多少件", "6件"),
        ("受理矛盾纠纷和成功化解相差多少件", "6件"),
        ("粮食产量比棉花产量多多少", "34.4万吨"),
        ("化解率比办结率高多少", "7.95个百分点"),
        ("办结率比化解率低多少", "7.95个百分点"),
        ("粮食产量和棉花产量加起来多少", "39万吨"),
        ("接待游客2024年是2023年的多少倍", "1.4倍"),
        ("棉花比粮食产量少多少", "34.4万吨"),
        ("粮食产量加棉花产量总共多少", "39万吨"),
        ("新设经营主体中企业占比约为百分之多少", "20%"),
        ("企业占新设经营主体的百分之几", "20%"),
        ("金丝猴平均下来一群有几只", "6只"),
        ("受理矛盾纠纷平均每个月多少件", "10件"),
        ("受理矛盾纠纷离一百五十件还差多少", "30件"),
        ("粮食产量是棉花产量的多少倍", "约15.96倍"),
        ("还有多少件矛盾纠纷没有化解", "6件"),
        ("低保标准每月比原来多多少元", "55元"),
        ("散居儿童补贴标准比以前提高了多少元", "50元"),
        ("没有办结的比例", "12.95%"),
        ("未办结的占多少", "12.95%"),
        ("养老机构原来有多少家", "20家"),
        ("原有养老机构多少家", "20家"),
        ("审议了几份文件", "3份"),
        ("2024年接待游客比2023年多多少", "120万人次"),
        ("改造的燃气管道、供水管道、排水管道加一起总共多少公里", "71公里"),
        ("燃气供水排水管道合计改造多少公里", "71公里"),
        ("市级、县级、乡镇的中心全部加起来有多少个", "106个"),
        ("粮食产量+棉花产量合计", "39万吨"),
        ("农民工追回的欠薪平均每人多少钱", "1.85万元"),
        ("追回的欠薪摊到每个农民工头上多少钱", "1.85万元"),
        ("按十二个月摊,一个月平均受理多少件矛盾纠纷", "10件"),
        ("商事案件审理缩短了几天", "15天"),
        ("商事案件审理比原先平均少用几天", "15天"),
        ("残奥会上一共拿了几块奖牌", "23枚"),
        ("灾后恢复重建的项目还剩几个没完工", "12个"),
        ("接警到场时间比前年快了几分钟", "1.6分钟"),
        ("低保每个月加了几块", "55元"),
        ("受理的和化解的差多少", "6件"),
        ("给我算算没化解的有多少", "6件"),
        ("平均每月化解多少", "9.5件"),
        ("划分的学区平均一个县有几个", "4个"),
        ("员额法官、法官助理和书记员加起来多少名", "111名"),
    ],
)
def test_what_is_computed(text: str, told: str) -> None:
    """Difference, sum, ratio, rest, complement, before and count: exact, with the unit, the way shown."""
    answer = ask(text)
    assert (answer.status, answer.text) == (Status.ANSWERED, told)
    assert answer.derivation
    said, worked_out = outcome(answer.derivation)
    if "≈" in answer.derivation:
        assert abs(said - worked_out) <= Decimal("0.005")
        assert answer.text.startswith("约")
    else:
        assert said == worked_out


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("粮食产量比棉花产量多多少", ["粮食产量36.7万吨，棉花产量2.3万吨。"]),
        ("化解率比办结率高多少", ["全年受理矛盾纠纷120件，成功化解114件，化解率95.0%。", "办结率87.05%。"]),
        ("没有办结的比例", ["办结率87.05%。"]),
    ],
)
def test_each_operand_is_cited(text: str, quotes: list[str]) -> None:
    """Every sentence that a number was taken from, once."""
    assert sorted(citation.quote for citation in ask(text).citations) == sorted(quotes)


def test_every_operand_stands_in_a_quote() -> None:
    """As written there, or with its 万 worked out."""
    answer = ask("粮食产量比棉花产量多多少")
    assert answer.derivation
    quotes = "".join(citation.quote for citation in answer.citations)
    for number in re.findall(r"\d+(?:\.\d+)?", answer.derivation.split("=")[0]):
        assert number in quotes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("书房比幼儿园少多少", ("家", "所", "单位不同")),
        ("2024年接待游客比2023年多多少", ("2023年", "2024年")),
    ],
)
def test_what_is_not_alike_is_said(text: str, said: tuple[str, ...]) -> None:
    """Two units or two years: the reader is told."""
    derivation = ask(text).derivation or ""
    assert all(words in derivation for words in said)


@pytest.mark.parametrize(
    "text",
    [
        "小麦产量和棉花产量加起来多少", "小麦产量比棉花产量多多少", "受理矛盾纠纷比小麦产量多多少", "医院和书房一共多少家", "粮食产量是小麦产量的多少倍",
        "2020年接待游客比2023年多多少", "北京粮食产量比棉花产量多多少", "失业率比办结率高多少", "还有多少件信访没有化解", "医院原来有多少家",
        "化解率和办结率加起来多少", "粮食产量和书房加起来多少", "棉花比大豆多多少", "平均每天受理多少矛盾纠纷", "没证的纠纷多少件",
    ],
)  # fmt: skip
def test_nothing_is_computed_from_what_is_not_there(text: str) -> None:
    """An operand that the report does not give, for sure and of one kind, spoils the whole."""
    assert ask(text).derivation is None


@pytest.mark.parametrize(
    "text",
    [
        "化解率是多少",
        "没看懂,化解率是多少",
        "我的钱还没拿到,法院也没执行完。请问化解率是多少?",
        "粮食产量是多少",
        "新增养老机构多少家",
        "养老机构累计多少家",
        "办结率同比情况",
        "接待游客多少人次",
    ],
)
def test_what_the_report_says_is_not_computed(text: str) -> None:
    """A figure that stands there is quoted."""
    assert ask(text).derivation is None


def test_a_rate_makes_an_amount_of_the_one_before_it() -> None:
    """Only where the question says so: by this rate, how many were done."""
    library = small.library(*LINES[:4], "综治中心受理案事件4346件,办结率87.05%。")
    answer = library.ask("照综治中心的办结率算下来,大概办结了多少件案事件")
    small.proved(answer, library)
    assert (answer.text, answer.derivation) == ("约3783件", "4346 × 87.05% ≈ 3783（件）")
    assert library.ask("综治中心的办结率是多少").derivation is None


def test_the_smaller_is_not_told_out_over_the_larger() -> None:
    """What each brought is what stands behind, not what stands before."""
    library = small.library(*LINES[:4], "新增创业28.9万人、带动就业47.6万人。")
    assert "0.61" not in library.ask("创业的人平均一个人带动几个人就业").text


def test_what_is_like_before_sets_nothing_side_by_side() -> None:
    """比以前 is the report's own change, not another thing to be found."""
    library = small.library(*LINES[:4], "信访总量下降25.6%，刑事案件下降6%。")
    assert library.ask("信访总量比以前少了百分之多少").text == "信访总量下降25.6%"


def test_decimals_are_exact() -> None:
    """No digits of binary fractions: 0.3 − 0.1 is 0.2."""
    library = small.library(*LINES[:4], "甲镇降水量0.3毫米，乙镇降水量0.1毫米。")
    answer = library.ask("甲镇降水量比乙镇降水量多多少")
    assert answer.text == "0.2毫米"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("还有多少件没化解", "1536件"),
        ("破坏营商环境突出问题和执法突出问题加起来多少个", "9791个"),
        ("化解率比办结率高多少", "8.69个百分点"),
        ("执法突出问题是破坏营商环境突出问题的多少倍", "约7.85倍"),
        ("执法突出问题比破坏营商环境突出问题多多少个", "7579个"),
        ("受理的矛盾纠纷和化解的相差多少件", "1536件"),
        ("没化解的比例是多少", "4.26%"),
        ("审议了几份文件", "4份"),
    ],
)
def test_what_is_computed_of_the_builtin_report(text: str, told: str) -> None:
    """Worked out by hand from the report: 36045 − 34509, 8685 ÷ 1106 and so on."""
    answer = small.builtin().ask(text)
    small.proved(answer, small.builtin())
    assert answer.text == told


@pytest.mark.parametrize("text", ["化解的比受理的少多少件", "受理的和化解的相差多少件"])
def test_a_difference_is_right_or_not_given(text: str) -> None:
    """Words that several numbers fit: the right one, or none; never another figure in its place."""
    answer = small.builtin().ask(text)
    assert answer.text in ("1536件", "")


def test_the_difference_of_two_in_one_word() -> None:
    """低 of 低保 compares nothing; 不低于 sets nothing side by side."""
    library = small.library(*LINES[:4], "城镇和农村面貌一新，城乡低保标准提高到不低于740元/月和485元/月。")
    answer = library.ask("城里的低保比乡下的低保一个月至少高出多少块钱")
    small.proved(answer, library)
    assert answer.derivation == "740 − 485 = 255（元/月）"


def test_what_the_report_tells_itself_is_no_share_to_compute() -> None:
    """化解率 stands there: it is not worked out again from what was done and what came in."""
    answer = ask("成功化解的占受理矛盾纠纷的百分之几")
    assert answer.derivation is None or "÷" not in answer.derivation


def test_a_share_is_not_set_against_a_change() -> None:
    """完成计划的113.4% less 增长6.2% is nothing."""
    library = small.library(*LINES[:4], "农村居民收入增长6.2%。", "城镇新增就业完成年计划的113.4%。")
    assert library.ask("农村居民收入增长比城镇快几个百分点").derivation is None


def test_which_ones_is_no_count() -> None:
    """哪几份 wants their names."""
    assert "工作规则" in ask("审议了哪几份文件").text


def test_a_difference_in_what_was_asked_for_mixes_no_units() -> None:
    """多几家 of houses and kindergartens is none."""
    answer = ask("幼儿园比书房多几家")
    assert answer.derivation is None


def test_what_is_denied_in_the_report_too_is_no_rest() -> None:
    """未就业 names whose rate it is."""
    library = small.library(*LINES[:4], "离校未就业高校毕业生就业率96.1%。")
    answer = library.ask("离校未就业高校毕业生就业率是多少")
    assert (answer.text, answer.derivation) == ("离校未就业高校毕业生就业率96.1%", None)


def test_weights_are_not_compared_with_things() -> None:
    """斤 and 枚 have no difference."""
    library = small.library(*LINES[:4], "粮食产量880亿斤。", "奖牌产量62枚。")
    assert library.ask("粮食产量比奖牌产量多多少").derivation is None


def test_the_second_may_leave_out_the_thing() -> None:
    """比去年开放的: of the same thing."""
    library = small.library(
        "2025年天津市政府工作报告",
        "一、2024年工作回顾", "56个口袋公园向市民开放。", "二、2025年工作安排", "新建提升口袋公园80个。",
    )  # fmt: skip
    answer = library.ask("今年要新建提升的口袋公园比去年开放的多几个")
    assert (answer.text, answer.derivation) == ("24个", "80 − 56 = 24（个，2025年与2024年）")


def test_a_part_may_be_a_fraction_of_the_whole() -> None:
    """相当于……的百分之几 asks for a share."""
    answer = ask("企业相当于新设经营主体的百分之几")
    assert (answer.text, answer.derivation) == ("20%", "60000 ÷ 300000 × 100% = 20%")


@pytest.mark.parametrize(
    "text", ["化解率 办结率 差几个点", "化解率、办结率差几个点", "化解率和办结率相差多少"]
)
def test_two_things_may_stand_side_by_side(text: str) -> None:
    """As people type them: with a space between."""
    assert ask(text).derivation == "95 − 87.05 = 7.95（个百分点）"


@pytest.mark.parametrize(
    ("before", "text", "told"),
    [
        (("化解率是多少", "办结率是多少"), "差多少", "7.95个百分点"),
        (("受理多少件矛盾纠纷", "成功化解多少件"), "这俩加起来多少", "234件"),
        (("化解率是多少", "办结率是多少"), "哪个高", "化解率95.0%"),
    ],
)
def test_the_two_questions_before_are_set_against_each_other(
    before: tuple[str, ...], text: str, told: str
) -> None:
    """差多少 has no things of its own."""
    library = small.library(*LINES)
    answer = library.ask(text, before)
    small.proved(answer, library)
    assert answer.text == told


@pytest.mark.parametrize("before", [("化解率是多少",), ("化解率是多少", "建成书房多少家")])
def test_what_is_not_two_of_a_measure_has_no_difference(before: tuple[str, ...]) -> None:
    """One figure alone, or a rate and a count: declined, not the last figure once more."""
    assert small.library(*LINES).ask("差多少", before).status is Status.DECLINED


def test_points_are_taken_from_no_rate() -> None:
    """6.7% less 3个百分点 of something else says nothing; two rates do."""
    lines = ("甲省2024年工作回顾", "农村居民收入增长6.7%，居民收入增长5.3%，户厕覆盖率提高3个百分点。")
    library = small.library(*lines)
    assert library.ask("农村居民收入增速比户厕覆盖率高几个百分点").derivation is None
    assert library.ask("农村居民收入的增速比全省居民的高几个百分点").text == "1.4个百分点"


TWO_BODIES = small.report(
    "运城:2024年全市工作回眸",
    "来源:运城新闻网 | 发布时间: 2025-02-17 09:08",
    "",
    "一、工作回顾",
    "全市四级矛调中心受理各类矛盾纠纷36045件，成功化解34509件，化解率95.74%。市综治中心共接待群众9719人次，受理案事件4346件，办结率87.05%。",
    "出口3.9万亿元，进口2141.5亿元。",
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("矛调中心受理的比综治中心多几件", "31699件"), ("矛调中心受理的是综治中心的几倍", "约8.29倍"), ("受理的和化解的差多少", "1536件"), ("出口比进口多多少", "36858.5亿元"),
    ],
)  # fmt: skip
def test_of_two_bodies_the_same_is_set_against_each_other(text: str, told: str) -> None:
    """What both received, in one unit; large sums in the smaller of the units that they are written in."""
    answer = Library([TWO_BODIES]).ask(text)
    assert answer.text == told
