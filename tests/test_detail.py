"""A sentence about the right thing must also say what is asked of it."""

from __future__ import annotations

import pytest

from knowledge.weighing.detail import lacks, names
from tests import small

HEAD = (
    "运城:2024年全市工作回眸",
    "来源:运城新闻网 | 责任编辑:王云欣 | 发布时间: 2025-02-17 09:08",
    "",
    "一、工作回顾",
)


def missing(sentence: str, question: str) -> str:
    """What the sentence, the only one of a report, does not say of the question."""
    return lacks(small.reader(small.report(*HEAD, sentence)).read(question), sentence)


@pytest.mark.parametrize("question", ["市长是谁", "市长叫什么名字", "院长是哪位", "检察长姓什么"])
def test_a_name_is_asked_and_not_said(question: str) -> None:
    """Whoever has an office is not named by it."""
    assert missing("市长、院长和检察长出席会议。", question) == "person"


@pytest.mark.parametrize(
    ("sentence", "question"),
    [("市长王强出席会议。", "市长是谁"), ("院长李小明作报告。", "院长叫什么名字"), ("记者:孙雄", "记者是谁")],
)
def test_a_name_that_is_said_is_enough(sentence: str, question: str) -> None:
    """Office and name stand together."""
    assert missing(sentence, question) == ""


@pytest.mark.parametrize(
    "question", ["没化解多少件", "化解失败了多少件", "化解不了的有多少件", "未能化解多少件"]
)
def test_the_number_of_what_was_done_says_nothing_of_the_rest(question: str) -> None:
    """What failed is not counted by what succeeded."""
    assert missing("全市成功化解纠纷34509件。", question) == "number"


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("全市未化解纠纷1536件。", "没化解多少件"),
        ("全市成功化解纠纷34509件。", "有没有化解多少件的数字"),
        ("全市没收赃款30万元。", "没收赃款多少钱"),
    ],
)
def test_what_is_denied_on_both_sides_is_an_answer(sentence: str, question: str) -> None:
    """A word that only holds 没 denies nothing."""
    assert missing(sentence, question) == ""


@pytest.mark.parametrize("question", ["为什么建书房", "为啥建书房", "建书房是什么原因"])
def test_a_reason_is_asked_and_not_said(question: str) -> None:
    """That something was done is no reason for it."""
    assert missing("全市建书房3家。", question) == "reason"


@pytest.mark.parametrize(
    "sentence",
    ["为了方便群众,全市建书房3家。", "由于群众需要,全市建书房3家。", "因群众需要,因此全市建书房3家。"],
)
def test_a_reason_that_is_said_is_enough(sentence: str) -> None:
    """A word of cause or purpose."""
    assert missing(sentence, "为什么建书房") == ""


@pytest.mark.parametrize("question", ["“六进”是什么意思", "“六进”指的是什么"])
def test_a_meaning_is_asked_and_not_said(question: str) -> None:
    """A name that is only used is not explained."""
    assert missing("深入开展“六进”活动。", question) == "detail"


@pytest.mark.parametrize(
    "sentence",
    ["“六进”是指进机关、进乡村、进社区、进学校、进企业、进单位。", "“六进”活动,即进机关、进乡村、进社区等。"],
)
def test_a_meaning_that_is_said_is_enough(sentence: str) -> None:
    """Words of explanation follow the name."""
    assert missing(sentence, "“六进”是什么意思") == ""


def test_each_of_a_list_is_asked() -> None:
    """哪三家 is answered by a list of three, not by their number."""
    assert missing("建成三家书房。", "建成哪三家书房") == "detail"
    assert missing("建成城东、城西、城南三家书房。", "建成哪三家书房") == ""


@pytest.mark.parametrize("question", ["建成书房几家", "书房怎么样", "书房", "建成书房了吗", "在哪里建书房"])
def test_other_questions_lack_nothing(question: str) -> None:
    """The words decide there."""
    assert missing("全市建成书房3家。", question) == ""


@pytest.mark.parametrize("question", ["95.5%指的是什么", "120件是指什么", "95.5%是什么意思"])
def test_what_a_number_stands_for_is_said_beside_it(question: str) -> None:
    """化解率95.5% explains 95.5%."""
    assert missing("受理矛盾纠纷120件,化解率95.5%。", question) == ""


@pytest.mark.parametrize(
    ("sentence", "question", "lacking"),
    [
        ("严格落实第一议题制度。", "落实的是什么制度", ""), ("严格落实各项要求。", "落实的是什么制度", "detail"),
        ("在深圳市举办展览。", "展览在哪个城市举办", ""), ("举办大型展览。", "展览在哪个城市举办", "detail"),
    ],
)  # fmt: skip
def test_what_is_of_a_kind_is_called_so(sentence: str, question: str, lacking: str) -> None:
    """The name of a 制度 ends with 制度; a city has a name."""
    assert missing(sentence, question) == lacking


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ("建立强制戒毒监督模型", True),
        ("获监督模型竞赛一等奖", False),
        ("模型", False),
        ("建立监督模型,", True),
    ],
)
def test_a_name_ends_with_its_kind(clause: str, named: bool) -> None:
    """模型竞赛 is no 模型, and the bare word names none."""
    question = small.reader(small.report(*HEAD, "建立监督模型。")).read("是哪个模型")
    assert names(question, clause) is named


def test_who_is_somebody() -> None:
    """教育资源 is nobody, a bureau or a company is."""
    assert missing("构建优质教育资源共享体系。", "教育资源是谁") == "person"
    assert missing("市教育局共享优质教育资源。", "教育资源是谁共享的") == ""


def test_what_is_overcome_is_no_reason() -> None:
    """克服影响 tells no cause, 受影响 does."""
    assert missing("克服增速回落影响，经济增长4.8%。", "经济为什么回落") == "reason"
    assert missing("受需求减弱影响，经济增速回落。", "经济为什么回落") == ""


@pytest.mark.parametrize(
    ("sentence", "question", "lacking"),
    [
        ("省长王予波作报告。", "常务副省长是谁", "person"),
        ("副省长王予波作报告。", "副省长是谁", ""),
        ("运动员再夺奥运会金牌。", "拿金牌的运动员叫啥名字", "person"),
        ("市长出席会议。", "市长是哪个人", "person"),
        ("景泰被列为国家级试点。", "咱省是哪个县被选去当试点了", ""),
        ("根据经济普查结果，对历史数据进行了修订。", "历史数据为什么修订", ""),
        ("全市推进法律“六进”活动。", "六进是哪六进", "detail"),
        ("六进即进机关、进乡村、进社区、进学校、进企业、进单位。", "六进是哪六进", ""),
        ("推动良田、良种、良机、良法、良制“五良”融合。", "五良是哪五良", ""),
        ("有5家公立医院收不抵支，3家整改，2家合并。", "收不抵支的那5家医院是哪几家", "detail"),
        ("东湖、西湖、南湖3家医院试行年薪制。", "试行年薪制的3家医院是哪几家", ""),
        ("认真听取群众反映的问题和诉求。", "群众反映的是什么事", "detail"),
        ("群众反映邻里噪音扰民。", "群众反映的是什么事", ""),
        ("窗口春节上班第一天迎来群众。", "窗口几点上班", "detail"),
        ("窗口早上8点上班。", "窗口几点上班", ""),
        ("固定资产投资增长5%，消费增长4%。", "增长最快的是什么", "detail"),
        ("市公安局推进警务改革。", "公安局长", "person"),
        ("迎来首位群众。", "群众是为了什么事来的", "reason"),
    ],
)
def test_what_a_name_or_reason_needs(sentence: str, question: str, lacking: str) -> None:
    """A deputy is not the one deputized for; athletes are persons; a basis is a reason."""
    assert missing(sentence, question) == lacking


@pytest.mark.parametrize(
    ("sentence", "question", "lacking"),
    [
        ("望湖县被命名为全国禁毒示范县。", "哪个县被命名为全国禁毒示范县", ""),
        ("与上游黎州市、下游章台市签订协议。", "跟哪两个市签订协议", ""),
        ("全市建成示范县3个。", "哪个县建成了", "detail"),
        ("建成“河东书房”、指南针教育基地。", "河东书房地址", "detail"),
        ("建成河东书房,位于解放路12号。", "河东书房在哪里", ""),
        ("游客骤增,全市治安压力增大。", "为什么治安压力增大", ""),
        ("调解工作室负责人马秀兰获评模范。", "获评模范的那个人叫什么", ""),
        ("懂金融的人才占检察官总数的6.8%。", "女检察官占百分之几", "number"),
        ("全市打击诈骗工作位居全省第一方阵。", "被诈骗了找谁", "detail"),
        ("信访接待窗口认真听取诉求。", "有诉求找谁", ""),
        ("学习习近平总书记讲话精神。", "政法委书记讲了什么", "detail"),
        ("学习习近平总书记讲话精神。", "总书记讲了什么", ""),
        ("推动各有关部门惩防并举。", "哪个部门最厉害", "detail"),
        ("湖阳县万人成讼率全市最低。", "哪个县的万人成讼率最低", ""),
        ("全年诉前调解成功案件3.56万件。", "还没立案就先调解成功多少件", ""),
        ("市综治中心共接待群众9719人次。", "综治中心的地址在哪里", "detail"),
        ("在卢森堡成功举办国际合作论坛。", "国际合作论坛在哪里举办的", ""),
        ("向社会公布拖欠工资失信主体4家。", "4家失信单位名单", "detail"),
        ("河东人民法庭获评枫桥式人民法庭。", "哪个人民法庭获评枫桥式人民法庭", ""),
        ("全区民政系统坚持以人民为中心。", "民政局局长现在是谁", "person"),
        ("满意度位列全市9个县(市、区)第2位。", "满意度第一是哪个区", "detail"),
        ("新设高等院校7所。", "这七所新设院校的名字都有哪些", "detail"),
        ("配备专职网格员3740名。", "当网格员要啥条件", "detail"),
        ("市群众接待服务中心迎来首位群众。", "首位群众反映的是什么事", "detail"),
        ("一审服判息诉率居全市基层法院第二位。", "服判息诉率排第一的是哪个法院", "detail"),
        ("法官覃晓岚获评优秀法官。", "获评优秀法官的是哪位法官", ""),
        ("“蒲公英”困境儿童关爱项目入选典型案例。", "哪个儿童关爱项目入选了典型案例", ""),
    ],
)  # fmt: skip
def test_what_is_enough(sentence: str, question: str, lacking: str) -> None:
    """Places that no table has, addresses, strains behind what brings them, any persons, women, the foremost, lists."""
    assert missing(sentence, question) == lacking
