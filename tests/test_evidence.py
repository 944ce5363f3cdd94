"""Candidates are weighed: words add up, wrong slots veto."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.answering.answer import THRESHOLD
from knowledge.model import Evidence, Report, Status
from knowledge.search.index import Index
from knowledge.weighing.certainty import told_apart
from knowledge.weighing.evidence import weigh
from tests import small

HEAD = ("运城:2024年全市工作回眸", "来源:运城新闻网 | 责任编辑:王云欣 | 发布时间: 2025-02-17 09:08", "")


def report(*lines: str) -> Report:
    """A report of 运城 looking back on 2024, with these lines under one heading."""
    return small.report(*HEAD, "一、工作回顾", *lines)


def weighed(of: Report, text: str) -> list[Evidence]:
    """The evidence that the report holds for a question."""
    index = Index([of])
    question = small.reader(of).read(text)
    return weigh(question, index.candidates(question), index)


def values(evidence: list[Evidence]) -> list[Decimal]:
    """The numbers that are strong enough to answer, the strongest first."""
    return [one.fact.quantity.value for one in evidence if one.fact is not None and one.strength >= THRESHOLD]


PLAIN = report(
    "全年受理矛盾纠纷120件，成功化解114件，化解率95%。",
    "建成法治书房3家，投入1.5亿元。",
    "法治宣传走进校园。",
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("受理矛盾纠纷多少件", "120"), ("成功化解多少件", "114"), ("化解率", "95"), ("法治书房几家", "3"), ("法治书房投入多少钱", "150000000")],
)  # fmt: skip
def test_the_number_that_was_asked_for_is_the_strongest(text: str, value: str) -> None:
    """Of several numbers in one sentence the one beside the words."""
    assert values(weighed(PLAIN, text))[0] == Decimal(value)


@pytest.mark.parametrize(
    "text", ["受理矛盾纠纷多少件", "化解率", "法治", "教育怎么样", "北京书房几家", "2019年书房几家", "？"]
)
def test_strength_lies_between_0_and_1_strongest_first(text: str) -> None:
    """Whatever speaks for or against it."""
    strengths = [one.strength for one in weighed(PLAIN, text)]
    assert all(0.0 <= strength <= 1.0 for strength in strengths)
    assert strengths == sorted(strengths, reverse=True)


def test_every_point_has_a_name() -> None:
    """The reasons explain the strength: they add up to it, but for the bounds 0 and 1."""
    for one in weighed(PLAIN, "法治书房几家"):
        assert all(reason.name and reason.points for reason in one.reasons)
        total = sum(reason.points for reason in one.reasons)
        assert one.strength == pytest.approx(min(1.0, max(0.0, total)))


def test_evidence_lies_in_its_sentence() -> None:
    """Span, sentence and fact belong together."""
    for one in weighed(PLAIN, "化解率"):
        assert PLAIN.sentences[one.sentence].span.holds(one.span)
        assert one.fact is None or one.span.holds(one.fact.span)


# --- vetoes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2023年受理矛盾纠纷多少件", "前年化解率是多少", "2019年法治书房几家"])
def test_another_year_vetoes(text: str) -> None:
    """The report's figures are of 2024: they answer for no other year."""
    assert values(weighed(PLAIN, text)) == []


@pytest.mark.parametrize("text", ["2024年受理矛盾纠纷多少件", "去年化解率是多少"])
def test_its_own_year_does_not(text: str) -> None:
    """Said or meant."""
    assert values(weighed(PLAIN, text))


@pytest.mark.parametrize(
    "text", ["北京受理矛盾纠纷多少件", "太原市化解率是多少", "浙江省法治书房几家", "盐湖区化解率"]
)
def test_another_place_vetoes(text: str) -> None:
    """Nor for another place, be it one inside the own."""
    assert values(weighed(PLAIN, text)) == []


def test_another_place_is_no_veto_where_the_sentence_names_it() -> None:
    """A report may well count something elsewhere."""
    of = report("全市建成书房12家。", "盐湖区建成书房5家。")
    assert values(weighed(of, "盐湖区建成书房几家")) == [Decimal(5)]


@pytest.mark.parametrize("text", ["法治书房百分之几", "法治书房第几届", "法治书房几成"])
def test_another_kind_of_number_vetoes(text: str) -> None:
    """A count is no rate and no rank."""
    assert values(weighed(PLAIN, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "受理矛盾纠纷多少亿元",
        "受理矛盾纠纷多少公里",
        "受理矛盾纠纷多少万元",
        "法治书房多少公里",
        "法治书房多少吨",
    ],
)
def test_another_unit_vetoes(text: str) -> None:
    """120件 is no length, no weight and no money."""
    assert values(weighed(PLAIN, text)) == []


@pytest.mark.parametrize(
    ("text", "value"), [("受理矛盾纠纷多少起", 120), ("法治书房有几个", 3), ("法治书房多少所", 3)]
)
def test_a_unit_of_the_same_family_does_not(text: str, value: int) -> None:
    """People say 个 for 家 and 起 for 件."""
    assert values(weighed(PLAIN, text))[:1] == [Decimal(value)]


def test_a_period_of_the_section_vetoes_too() -> None:
    """What stands under 2025年工作安排 is of 2025, though no sentence says so."""
    of = small.report(
        *HEAD, "一、2024年工作回顾", "新建幼儿园12所。", "", "二、2025年工作安排", "新建幼儿园30所。"
    )  # fmt: skip
    assert values(weighed(of, "2024年新建幼儿园几所"))[:1] == [Decimal(12)]
    assert values(weighed(of, "2025年新建幼儿园几所"))[:1] == [Decimal(30)]
    assert values(weighed(of, "2020年新建幼儿园几所")) == []


def test_a_change_that_names_what_changed_is_of_nothing_else() -> None:
    """电诈 is spoken of in the same sentence, but it is not what fell."""
    of = report("深入打击电信网络诈骗，全年刑事案件同比下降10.97%。", "工业投资100亿元，增长9.5%。")
    assert values(weighed(of, "刑事案件下降多少")) == [Decimal("10.97")]
    assert values(weighed(of, "电信网络诈骗下降多少")) == []
    assert values(weighed(of, "工业投资增长多少"))[0] == Decimal("9.5")


def test_a_change_is_no_level() -> None:
    """Asked how much it grew, the rate of growth answers; asked how much it is, the amount."""
    of = report("财政收入45亿元，增长6.2%。")
    assert values(weighed(of, "财政收入增长多少"))[0] == Decimal("6.2")
    assert values(weighed(of, "财政收入是多少"))[0] == Decimal(4_500_000_000)


# --- where the words stand --------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "value"), [("低保标准", 1167), ("特困标准", 1937)])
def test_of_things_listed_together_each_has_its_own_number(text: str, value: int) -> None:
    """分别: the first number is of the first thing."""
    of = report("低保、特困人均月标准分别提高到1167元、1937元。")
    assert values(weighed(of, text + "提高到多少元"))[0] == Decimal(value)


def test_the_subject_is_carried_over() -> None:
    """What a sentence says of its subject it says in each of its clauses."""
    of = report("市法院受理案件300件，审结280件。", "市检察院受理案件200件，审结190件。")
    assert values(weighed(of, "市法院审结多少件"))[0] == Decimal(280)
    assert values(weighed(of, "市检察院审结多少件"))[0] == Decimal(190)


def test_a_heading_lends_its_words() -> None:
    """Under 教育 a sentence need not say 教育."""
    of = small.report(*HEAD, "一、教育", "全年投入4亿元。", "", "二、交通", "全年投入9亿元。")
    assert values(weighed(of, "教育投入多少钱"))[0] == Decimal(400_000_000)
    assert values(weighed(of, "交通投入多少钱"))[0] == Decimal(900_000_000)


def test_what_no_report_knows_answers_nothing() -> None:
    """One shared word is not enough where the thing asked about is unknown."""
    assert values(weighed(PLAIN, "高铁站受理旅客多少件")) == []
    assert weighed(PLAIN, "zzzz") == []


def test_words_without_numbers_are_weighed_too() -> None:
    """A clause bears the answer where no number is asked for."""
    best = weighed(PLAIN, "法治宣传走进哪里")[0]
    assert PLAIN.quote(best.span) == "法治宣传走进校园"
    assert best.fact is None


@pytest.mark.parametrize(
    "text",
    [
        "全国化解率是多少", "化解率同比提高多少", "办结率比去年提高几个百分点", "接待率是多少", "市综治中心化解率是多少",
        "矛调中心办结率是多少", "刑事案件一共多少件", "接待了多少人民币", "外地游客有多少", "成功率是多少", "市公安局受理多少件", "化解率上升了多少",
    ],
)  # fmt: skip
def test_a_figure_of_something_near_by_is_no_answer(text: str) -> None:
    """The built-in report holds most of the words, but not this figure: it is declined, not replaced by another."""
    answer = small.builtin().ask(text)
    assert (answer.status, answer.text) == (Status.DECLINED, "")


def test_another_area_is_another_thing() -> None:
    """What was spread over the province was not spread over the country."""
    of = report("铁路护路经验在全省推广。", "社会心理服务经验在全国推广。")
    best = weighed(of, "哪项经验在全国推广了")[0]
    assert "全国" in of.quote(best.span)


def test_words_of_a_year_that_the_report_never_names_are_no_answer() -> None:
    """A year that it names may be that of a plan."""
    assert weighed(PLAIN, "2017年法治宣传")[0].strength < THRESHOLD <= weighed(PLAIN, "法治宣传")[0].strength


CITY = report(
    "全体居民人均可支配收入增长5%，农村居民人均可支配收入增长6.1%。",
    "数字经济核心产业增加值增长8%，区域创新能力保持全国第4位，全国首个实践基地建成。",
    "用好240小时过境免签政策，建成6家园区，游客120万人次。",
    "贡献不小，投资654.7亿元用于水利建设。",
    "实行育儿补贴制度。新增护理型床位1万张。",
    "落实战略，培育新兴产业。",
)


@pytest.mark.parametrize(
    "question",
    [
        "城镇居民人均可支配收入增长多少", "战略新兴产业增加值增长多少", "实践基地排全国第几", "园区收入多少", "育儿补贴发多少",
    ],
)  # fmt: skip
def test_a_number_of_something_else_is_no_answer(question: str) -> None:
    """Of other residents, of another kind of thing, no rank, no money, of the sentence before."""
    assert values(weighed(CITY, question)) == []


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("农村居民人均可支配收入增长多少", "6.1"), ("区域创新能力排全国第几", "4"), ("过境免签能待多长时间", "240"), ("水利投资额是多少", "65470000000"),
    ],
)  # fmt: skip
def test_a_number_of_just_that_is(question: str, value: str) -> None:
    """Whose it is, which rank, how long, how much."""
    assert values(weighed(CITY, question))[:1] == [Decimal(value)]


WHOLE = report(
    "全年发放城乡低保金1900万元。",
    "人均GDP13.6万元。",
    "全市96户177人建档立卡贫困人口实现了“两不愁、三保障”。",
    "过境免签扩展到9个州并延长至240小时，接待入境游客增长168%。",
    "新能源汽车产量增长94.5%。",
    "PM2.5平均浓度35.2微克/立方米。",
)


@pytest.mark.parametrize(
    "text",
    [
        "低保每人每月发多少钱", "GDP一共是多少", "全市一共多少人口", "入境游客有多少人次", "新能源汽车占汽车产量的比重是多少", "PM10平均是多少微克",
    ],
)  # fmt: skip
def test_a_number_of_another_measure_is_no_answer(text: str) -> None:
    """A total for what falls to each, and the other way round; some of the people for all; things for people; a change for
    a share; a piece of a name for the name.
    """
    index = Index([WHOLE])
    question = small.reader(WHOLE).read(text)
    found = told_apart(question, weigh(question, index.candidates(question), index))
    assert values(found) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("发放低保金多少钱", "19000000"), ("人均GDP是多少", "136000"), ("PM2.5平均多少微克", "35.2")],
)
def test_a_number_of_just_this_measure_is(text: str, value: str) -> None:
    """Also where the unit names a volume too: 微克 for 微克/立方米."""
    assert values(weighed(WHOLE, text))[0] == Decimal(value)


def test_a_place_named_in_an_earlier_clause_is_spoken_of() -> None:
    """Unless another one comes between."""
    of = report("盐湖区探索牛油果利益分配，农户占30%。", "盐湖区先行，河津市跟进，企业占40%。")
    assert Decimal(30) in values(weighed(of, "盐湖区牛油果农户占百分之几"))
    assert Decimal(40) not in values(weighed(of, "盐湖区企业占百分之几"))


def test_what_else_was_done_is_not_what_was_asked_for() -> None:
    """接的纠纷 are those received: 成功化解 names no thing of its own, and something else."""
    of = report("全市矛调中心受理各类矛盾纠纷120件，成功化解114件。")
    assert values(weighed(of, "矛调中心接的纠纷有多少件"))[0] == Decimal(120)
    assert values(weighed(of, "矛调中心化解的纠纷有多少件"))[0] == Decimal(114)


def test_an_aim_is_no_result() -> None:
    """涨了多少 asks what was reached; 目标 and a year of its own ask for the aim."""
    of = small.report(
        "2025年吉林省政府工作报告",
        "2025年1月14日在吉林省第十四届人民代表大会第四次会议上吉林省省长王甲作政府工作报告",
        "一、2024年工作回顾", "城镇新增就业21万人。", "二、2025年工作安排", "主要预期目标是：地区生产总值增长5.5%左右，粮食产量880亿斤以上。",
    )  # fmt: skip
    assert Decimal("5.5") not in values(weighed(of, "地区生产总值涨了多少"))
    assert values(weighed(of, "今年地区生产总值增长目标是多少"))[0] == Decimal("5.5")


OTHERS = report(
    "现有吸毒人员较上年减少602人。",
    "平均办理时间由12.5天缩短至7.2天。",
    "全市四级矛调中心受理36045件，市县乡村四级矛调中心全部建成。",
    "“板凳议事会”已在1147个行政村推开，一年议事1.9万余次。",
    "公安机关侦破案件207起；公众号粉丝达23.6万。",
    "春节上班第一天迎来首位群众，请上二楼。",
    "安全感比2023年前移2个位次。",
    "选派法官到校，开展法治课430场，听众9.3万人次。",
    "诈骗止付冻结资金2.47亿元。",
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("平均办理时间多少天", "7.2"), ("原来平均办理时间多少天", "12.5"), ("板凳议事会议事多少次", "19000"), ("板凳议事会推开了多少个村", "1147"), ("群众上几楼", "2"), ("法官开展法治课上了多少场", "430"),
    ],
)  # fmt: skip
def test_the_number_that_is_meant_comes_first(text: str, first: str) -> None:
    """What it is, not what it was; what is counted so; a floor and no day."""
    assert values(weighed(OTHERS, text))[:1] == [Decimal(first)]


@pytest.mark.parametrize(
    "text",
    [
        "现有吸毒人员总数",
        "全市有多少个公安机关",
        "公众号有多少人",
        "安全感打了多少分",
        "板凳议事会议了多少起",
        "诈骗最大的一笔冻结了多少钱",
    ],
)
def test_what_looks_like_the_number_answers_nothing(text: str) -> None:
    """A change, the deeds of whoever is counted, followers, steps in a ranking."""
    assert values(weighed(OTHERS, text)) == []


def test_levels_are_told_where_they_are_named() -> None:
    """市县乡村四级, rather than 全市四级中心."""
    best = weighed(OTHERS, "矛调中心一共分几级")[0]
    assert OTHERS.quote(best.span).startswith("市县乡村四级")


def test_an_unknown_word_says_which_kind_is_meant() -> None:
    """毒品案件 is more than 案件."""
    of = report("全年破获刑事案件3217起。")
    known, unknown = (weighed(of, text)[0] for text in ("破获刑事案件多少起", "破获毒品案件多少起"))
    assert "of another kind" not in {reason.name for reason in known.reasons}
    assert "of another kind" in {reason.name for reason in unknown.reasons}


ALLOWANCES = report(
    "高龄津贴80至89周岁每人每月60元，90至99周岁每人每月120元，100周岁以上每人每月500元。",
    "粮食播种面积稳定在68.4万亩、总产量30.2万吨，油料总产量2.1万吨。",
    "办理公证1.52万件，办理法律援助案件5812件。",
    "中欧班列累计开行1.3万列；引进亿元以上项目超500个、资金90亿元。",
    "自2024年7月1日起，低保标准由每人每月890元提高到945元。",
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("我奶奶92岁了，高龄津贴每个月多少钱", "120"), ("我爷爷今年85了，高龄津贴每个月多少钱", "60"), ("满100岁高龄津贴每个月多少钱", "500"), ("粮食总产量是多少", "302000"), ("法律援助办了多少件", "5812"), ("引进多少个亿元以上的项目", "500"), ("中欧班列开行多少列", "13000"),
    ],
)  # fmt: skip
def test_a_number_belongs_to_what_is_asked(text: str, first: str) -> None:
    """For people of that age; of what the clause before names; of cases, as the measure word says."""
    assert values(weighed(ALLOWANCES, text))[:1] == [Decimal(first)]


def test_what_all_years_make_together_is_not_the_number_of_one() -> None:
    """累计 is no answer for 这一年."""
    assert values(weighed(ALLOWANCES, "2024年这一年中欧班列开行多少列")) == []


def test_how_often_is_not_since_when() -> None:
    """每月 is no day."""
    first, *_ = weighed(ALLOWANCES, "低保标准从哪天开始提高")
    assert first.fact
    assert ALLOWANCES.quote(first.fact.span) == "2024年7月1日"


COUNTED = report(
    "治安压力增大，全年刑事案件下降10.97%。",
    "进出口总额8202亿元。",
    "在9个人口20万以上的县建成学校，培育城区人口超50万县。",
    "在册低保对象3126户4587人，其中集中供养238人。",
    "配备社区民警和辅警2438名。",
    "招募17.7万名“爱心妈妈”，结对关爱21.9万名留守儿童。",
    "为敬老院老人户均补助3000元。",
    "接警平均到场时间由2023年的7.2分钟压缩到5.6分钟，接报警情31.5万起。",
)


@pytest.mark.parametrize(
    "text",
    [
        "出口额是多少",
        "常住人口是多少",
        "单单辅警有多少名",
        "老人住敬老院要交多少钱",
        "治安案件去年下降了多少",
    ],
)
def test_what_is_of_others_answers_nothing(text: str) -> None:
    """Of both ways of trade; which counties; of both together; given, not paid; of another kind."""
    assert values(weighed(COUNTED, text)) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("有多少人吃低保", "4587"), ("招募了多少个“爱心妈妈”关爱留守儿童", "177000"), ("民警和辅警一共多少名", "2438"), ("2024年接报警情多少起", "315000"),
    ],
)  # fmt: skip
def test_the_thing_asked_for_is_counted(text: str, first: str) -> None:
    """All, not some of them; the thing behind 多少个; in its own year, whatever another number was before."""
    assert values(weighed(COUNTED, text))[:1] == [Decimal(first)]


INCOMES = report(
    "农村居民人均可支配收入增长6.7%，居民人均可支配收入增长5.3%，覆盖率均提高3个百分点。",
    "生活垃圾处理设施覆盖率达到78%。",
    "创业担保贷款最高额度提高到30万元，全年发放创业担保贷款1.63亿元。",
    "支持农民工起诉274件，为1836名农民工追回欠薪4270万元。",
    "新院区设床位500张。",
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("全省居民人均可支配收入增长百分之几", "5.3"), ("居民人均可支配收入增长百分之几", "5.3"), ("农村居民人均可支配收入增长百分之几", "6.7"), ("生活垃圾处理设施覆盖率要搞到多少", "78"), ("创业担保贷款最高能给多少", "300000"), ("帮了几个农民工", "1836"), ("新院区有几张床位", "500"),
    ],
)  # fmt: skip
def test_whose_and_how_much_is_told_apart(text: str, first: str) -> None:
    """Of all residents, not those of the country; a level, a limit; people, not cases; 床位 is no measure word."""
    assert values(weighed(INCOMES, text))[:1] == [Decimal(first)]


def test_the_product_of_one_trade_is_not_that_of_all() -> None:
    """海洋生产总值 for GDP; 全省 beside 全国 is still of the province."""
    of = report("海洋生产总值突破2万亿元。", "预计全省地区生产总值迈上14万亿元新台阶、连续36年居全国首位。")
    assert values(weighed(report("海洋生产总值突破2万亿元。"), "生产总值是多少")) == []
    assert values(weighed(of, "全省地区生产总值是多少元"))[:1] == [Decimal(14 * 10**12)]


COURT = small.report(
    "澄川县人民法院工作报告",
    "全年受理各类案件14265件，审执结13703件，居全市9个基层法院第二位；受理执行案件4216件。",
    "18名法官担任26所中小学法治副校长，开展法治授课74场次。",
    "白水、石桥、青坪3个人民法庭审结案件3185件，平均审理天数31天。",
    "新增选任人民陪审员60名，总数达到148名。",
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("县法院一共受理了多少件案件", "14265"), ("人民陪审员总共有多少名", "148"), ("新增人民陪审员多少名", "60"), ("白水、石桥、青坪3个人民法庭审结多少件案件", "3185"),
    ],
)  # fmt: skip
def test_a_court_tells_of_itself(text: str, first: str) -> None:
    """县法院 says nothing in the report of a court; 各类 is more than 执行; all, or the new ones alone."""
    assert values(weighed(COURT, text))[:1] == [Decimal(first)]


@pytest.mark.parametrize(
    "text", ["青坪法庭审结多少件案件", "县公安局受理多少件案件", "法治副校长上了多少场课"]
)
def test_a_court_tells_of_no_one_else(text: str) -> None:
    """Of one court among those counted together; of another body; what is counted otherwise beside it."""
    assert Decimal(3185) not in values(weighed(COURT, text))
    assert Decimal(14265) not in values(weighed(COURT, text))
    assert Decimal(26) not in values(weighed(COURT, text))


LAND = report(
    "经营主体新增105万户、达到1025万户。",
    "新建新能源汽车公共充电桩1.17万个，新能源汽车等15个产业集聚发展。",
    "研发经费支出占GDP比重突破2%，地区生产总值增长5%左右。",
    "在餐饮行业开展“瓶改管”6.9万户，消防死亡人数下降。",
)


@pytest.mark.parametrize("text", ["新能源汽车产量", "新能源汽车生产了多少辆", "旅游总收入增长多少"])
def test_another_measure_answers_nothing(text: str) -> None:
    """充电桩 are no 产量, 产业 no 辆, GDP no income."""
    assert values(weighed(LAND, text)) == []


@pytest.mark.parametrize(
    ("text", "first"), [("新增经营主体多少户", "1050000"), ("GDP目标", "5"), ("研发经费占GDP多少", "2")]
)
def test_the_measure_that_is_asked_for(text: str, first: str) -> None:
    """New ones, not all; what it is to grow by, not what is a share of it."""
    assert values(weighed(LAND, text))[:1] == [Decimal(first)]
