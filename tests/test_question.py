"""A text is read as a question: what it asks for, of which kind, unit, year and place; what it follows up."""

from __future__ import annotations

import pytest

from knowledge.asking.asks import core, several
from knowledge.model import Ask, Kind, Question
from tests import small

REPORT = small.report(
    "运城:2024年全市工作回眸",
    "来源:运城新闻网 | 责任编辑:王云欣 | 发布时间: 2025-02-17 09:08",
    "",
    "一、平安建设",
    "2024年受理矛盾纠纷120件，化解率95.5%，办结率87.2%。",
    "建成法治书房3家。",
    "",
    "二、教育",
    "新建幼儿园12所，新增学位3600个。",
    "财政投入教育4.5亿元，增长6.2%。",
)
READER = small.reader(REPORT)


def read(*texts: str) -> Question:
    """The last of the texts, asked after the others."""
    return READER.read(texts[-1], texts[:-1])


def typed(question: Question) -> str:
    """The pieces that carry content."""
    return " ".join(term.typed for term in question.terms)


def weight(question: Question, word: str) -> float:
    """How much of the question the pieces with this word are."""
    return sum(term.weight for term in question.terms if word in term.typed)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("化解率是多少", Ask.RATE), ("矛盾纠纷化解了几成", Ask.RATE), ("占比是多少", Ask.RATE), ("提高了几个百分点", Ask.RATE),
        ("受理矛盾纠纷多少件", Ask.FIGURE), ("新建幼儿园几所", Ask.FIGURE), ("财政投入多少钱", Ask.FIGURE), ("幼儿园的数量", Ask.FIGURE),
        ("法治论坛是第几届", Ask.ORDINAL), ("竞赛得了几等奖", Ask.ORDINAL), ("全省排名第几", Ask.ORDINAL),
        ("书房是什么时候建的", Ask.WHEN), ("多久听取一次汇报", Ask.WHEN), ("哪一年建的书房", Ask.WHEN), ("几月几号开学", Ask.WHEN),
        ("哪里建了书房", Ask.WHERE), ("书房在什么地方", Ask.WHERE),
        ("谁投入教育", Ask.WHO), ("院长叫什么名字", Ask.WHO), ("哪位法官", Ask.WHO),
        ("有哪些书房", Ask.LIST), ("教育、交通的投资分别是多少", Ask.LIST), ("增加多少个上学名额", Ask.FIGURE), ("哪几所幼儿园", Ask.LIST), ("建了哪个书房", Ask.WHICH), ("建了什么", Ask.WHICH),
        ("如何化解矛盾", Ask.HOW), ("教育怎么样", Ask.HOW), ("法院想了啥招", Ask.HOW), ("有没有法子少查几回", Ask.HOW), ("检察院帮了他们什么", Ask.HOW), ("那几天建了什么", Ask.WHICH),
        ("没念过几天书,建了什么", Ask.WHICH), ("周几坐班", Ask.WHEN), ("普法到第几个五年了", Ask.FIGURE), ("书房的电话是多少", Ask.FIGURE), ("把那几份文件列一列", Ask.LIST), ("为什么受理矛盾纠纷", Ask.WHY), ("为啥建书房", Ask.WHY),
        ("有没有建书房", Ask.YES_NO), ("建了书房吗", Ask.YES_NO), ("书房是什么意思", Ask.DEFINE), ("120件是什么", Ask.REVERSE),
        ("平安建设", Ask.TOPIC), ("化解率", Ask.RATE), ("how many schools were built", Ask.FIGURE), ("who paid for it", Ask.WHO),
    ],
)  # fmt: skip
def test_what_is_asked_for(text: str, asks: Ask) -> None:
    """Official and everyday ways to ask, Chinese and English."""
    assert read(text).asks is asks


@pytest.mark.parametrize(
    ("text", "can", "cannot"),
    [
        ("受理矛盾纠纷多少件", Kind.COUNT, Kind.RATE), ("受理矛盾纠纷多少件", Kind.COUNT, Kind.MONEY), ("化解率是多少", Kind.RATE, Kind.COUNT),
        ("财政投入多少钱", Kind.MONEY, Kind.COUNT), ("财政投入多少亿元", Kind.MONEY, Kind.COUNT), ("财政投入多少万元", Kind.MONEY, Kind.RATE),
        ("论坛是第几届", Kind.ORDINAL, Kind.COUNT), ("什么时候建的", Kind.DATE, Kind.COUNT), ("百分之几", Kind.RATE, Kind.COUNT),
        ("拿了几块金牌", Kind.COUNT, Kind.MONEY), ("上几楼", Kind.ORDINAL, Kind.MONEY), ("化解率几个percent", Kind.RATE, Kind.COUNT), ("起诉率是多少件", Kind.COUNT, Kind.RATE),
        ("投入多少钱,不要百分比", Kind.MONEY, Kind.RATE),
    ],
)  # fmt: skip
def test_which_numbers_can_answer(text: str, can: Kind, cannot: Kind) -> None:
    """Money is not answered with cases, nor a rate with a count."""
    kinds = read(text).kinds
    assert can in kinds
    assert cannot not in kinds


@pytest.mark.parametrize("text", ["有哪些书房", "如何化解矛盾", "为什么建书房", "平安建设", "谁投入教育"])
def test_a_question_for_words_wants_no_number(text: str) -> None:
    """It is answered with clauses."""
    assert read(text).kinds == frozenset()


@pytest.mark.parametrize(
    ("text", "unit"),
    [("受理矛盾纠纷多少件", "件"), ("新建幼儿园几所", "所"), ("幼儿园有多少个", "个"), ("接待多少人次", "人次"), ("种了多少万亩", "亩"), ("待几个钟头", "小时"), ("书房好多家", "家"), ("化解率是多少", ""), ("平安建设", "")],
)  # fmt: skip
def test_the_measure_word_is_kept(text: str, unit: str) -> None:
    """It tells which of two numbers is meant."""
    assert read(text).unit == unit


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年化解率多少", "2023"), ("化解率2022", "2022"), ("23年的化解率", "2023"), ("去年化解率多少", "2024"), ("今年化解率多少", "2025"),
        ("前年化解率", "2023"), ("明年的目标", "2026"), ("化解率是多少", ""), ("２０２３年化解率", "2023"), ("受理2023件吗", ""),
    ],
)  # fmt: skip
def test_the_year_asked_about(text: str, period: str) -> None:
    """Said or meant: 去年 is the year before the one in which the report was published."""
    assert read(text).period == period


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("北京化解率", "北京"),
        ("太原市化解率多少", "太原"),
        ("运城化解率", ""),
        ("全市化解率", ""),
        ("化解率", ""),
    ],
)
def test_the_place_asked_about(text: str, place: str) -> None:
    """Another place is kept, the report's own is not: it tells nothing within it."""
    assert read(text).place.startswith(place)
    assert bool(read(text).place) == bool(place)


@pytest.mark.parametrize(
    "text",
    ["化解率是多少", "请问一下化解率是多少", "麻烦您帮我查一下化解率到底是多少呢，谢谢", "我想知道咱们市的化解率", "报告里说的化解率是多少", "运城市2024年的化解率"],
)  # fmt: skip
def test_only_content_is_looked_for(text: str) -> None:
    """Courtesy, words of asking, the own place and the year are no content."""
    assert typed(read(text)) == "化解率"


@pytest.mark.parametrize("text", ["有多少学位", "新增了多少个学位", "学位有多少个", "一共多少学位啊"])
def test_a_thing_that_is_counted_is_content(text: str) -> None:
    """学位 may be a measure word elsewhere; here it is all that is asked about."""
    assert weight(read(text), "学位") > 0.3


@pytest.mark.parametrize(
    "text", ["化解率是多少", "新建幼儿园几所", "财政投入教育多少钱", "我家孩子上学。新增学位多少个？"]
)
def test_the_weights_add_up_to_one(text: str) -> None:
    """Each piece has its share of the whole question."""
    assert sum(term.weight for term in read(text).terms) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "telling", "faint"), [("新建幼儿园几所", "幼儿园", "新建"), ("受理纠纷情况", "纠纷", "情况")]
)
def test_telling_words_weigh_more(text: str, telling: str, faint: str) -> None:
    """A noun more than a verb, a rare word more than one of every report."""
    assert weight(read(text), telling) > weight(read(text), faint)


def test_the_noun_next_to_the_words_of_asking_is_the_focus() -> None:
    """幼儿园 is what is counted."""
    focus = [term.typed for term in read("新建了多少所幼儿园").terms if term.focus]
    assert focus == ["幼儿园"]


# --- long stories ---------------------------------------------------------------------------------

STORY = "我家住在北京，2019年搬来的，前几天和邻居因为停车闹矛盾，差点打起来，后来听人说可以调解。"


@pytest.mark.parametrize(
    "text",
    [
        STORY + "请问去年新建了几所幼儿园？",
        "请问去年新建了几所幼儿园？" + STORY,
        STORY * 3 + "我想问一下去年新建幼儿园几所",
    ],
)
def test_of_a_story_the_asking_part_decides(text: str) -> None:
    """Kind, unit, year, place and the weightiest word come from where something is asked."""
    question = read(text)
    assert (question.asks, question.unit, question.period, question.place) == (Ask.FIGURE, "所", "2024", "")
    assert max(question.terms, key=lambda term: term.weight).typed == "幼儿园"


def test_a_story_in_commas_ends_where_its_question_begins() -> None:
    """If the question says itself what it is about; else the story tells it."""
    told = "前年我哥嫂出车祸走了，留下个侄子跟着我过，这个散居孤儿每个月有补助，"
    text = told + "想问一下新建幼儿园几所"
    assert text[core(text).start :] == "新建幼儿园几所"
    text = told + "想问一下2025年具体涨到每人每月多少钱"
    assert core(text).start == 0


def test_what_others_say_is_no_content() -> None:
    """村干部说, 听邻居说: who told it is not what is asked."""
    assert "干部" not in typed(read("村干部说今年要新建幼儿园，建几所？"))


def test_who_asks_is_not_what_is_asked() -> None:
    """我是北京来的 does not make it a question about 北京."""
    assert read("我是从北京来的游客，化解率是多少？").place == ""


def test_two_questions_in_one_message_are_both_read() -> None:
    """Nothing asked is dropped."""
    question = read("新建幼儿园几所？新增学位多少个？")
    assert weight(question, "幼儿园") > 0.1
    assert weight(question, "学位") > 0.1


@pytest.mark.parametrize(
    "text",
    [
        "一共新建了多少所幼儿园,办结率多高", "总共受理了多少件纠纷,成功了多少件", "打算用几年时间、建多少所幼儿园", "受理了多少件,比上年多了多少",
    ],
)  # fmt: skip
def test_two_amounts_behind_a_comma_are_two_questions(text: str) -> None:
    """一共 before the first of them sums up nothing."""
    assert len(several(text)) == 2


def test_two_amounts_that_are_summed_up_are_one_question() -> None:
    """一共 behind the first of them."""
    assert several("幼儿园多少所,书房多少家,一共多少") == []


def test_a_verb_and_its_object_are_known_together() -> None:
    """Though words of counting stand between them: 招了多少人 is 招人."""
    reader = small.reader(
        small.report("某市:2024年工作回眸", "", "一、就业", "企业招聘120人,煤炭产量5万吨。")
    )
    terms = {
        term.typed: [variant.text for variant in term.variants]
        for term in reader.read("去年一共挖了多少煤呀").terms
    }
    assert "煤炭产量" in terms["挖煤"]


def test_what_is_taken_as_given_is_no_question() -> None:
    """照这个率算, before the comma."""
    assert several("按照受理件数和办结率,大概办结了多少件呢") == []


def test_a_name_in_quotation_marks_is_one_piece() -> None:
    """Where the report has just that, be it of several words; it tells which is meant."""
    reader = small.reader(small.report("某市:2024年工作回眸", "", "一、卫生", "开展“儿科服务年”行动。"))
    asked = reader.read("今年要开展什么“儿科服务年”行动")
    assert [term.tells for term in asked.terms if term.typed == "儿科服务年"] == [True]


@pytest.mark.parametrize("text", ["已经受理多少件纠纷", "受理纠纷的次数是多少", "最后受理了多少件纠纷"])
def test_grammar_and_measures_that_the_report_lacks_are_no_content(text: str) -> None:
    """已经 and 次数 are missed in no report."""
    assert all("纠纷" in term.typed or "受理" in term.typed for term in read(text).terms)


# --- questions that follow another ------------------------------------------------------------------


def test_a_follow_up_takes_over_what_it_leaves_open() -> None:
    """2023年呢 asks for the same thing of another year."""
    question = read("化解率是多少", "2023年呢")
    assert (question.asks, question.period, typed(question)) == (Ask.RATE, "2023", "化解率")
    assert Kind.RATE in question.kinds
    assert question.before == ("化解率是多少",)


def test_a_follow_up_keeps_the_year_it_does_not_name() -> None:
    """办结率呢 after a question about 2023 is about 2023."""
    question = read("2023年化解率是多少", "办结率呢")
    assert question.period == "2023"
    assert weight(question, "办结") > weight(question, "化解")


def test_a_follow_up_keeps_the_place_it_does_not_name() -> None:
    """Who asked about 北京 still does."""
    assert read("北京化解率是多少", "那办结率呢").place.startswith("北京")


def test_its_own_slots_win() -> None:
    """What the follow-up says itself is not overwritten."""
    question = read("2023年受理矛盾纠纷多少件", "那2024年新建幼儿园几所")
    assert (question.period, question.unit) == ("2024", "所")
    assert weight(question, "幼儿园") > weight(question, "纠纷")


def test_a_whole_question_inherits_nothing() -> None:
    """Who asks something complete is not misunderstood for what was said before."""
    assert read("2023年北京化解率是多少", "新建幼儿园几所") == read("新建幼儿园几所")


def test_a_chain_of_follow_ups_is_followed() -> None:
    """Each leans on the one before it, oldest first."""
    question = read("2023年化解率是多少", "那办结率呢", "2024年呢")
    assert question.period == "2024"
    assert weight(question, "办结") > 0.3
    assert question.before == ("2023年化解率是多少", "那办结率呢")


def test_a_first_question_follows_nothing() -> None:
    """Without history 那2023年呢 stands alone."""
    assert read("那2023年呢").before == ()


@pytest.mark.parametrize("text", ["", " ", "？", "。。。", "\n", "的", "\u200f", "😀", "a", "7"])
def test_anything_can_be_read(text: str) -> None:
    """A text without content is a question without terms, or with ones that nothing fits."""
    question = read(text)
    assert question.raw == text
    assert all(0.0 <= term.weight <= 1.0 for term in question.terms)


def test_an_area_of_its_own_takes_the_place_of_the_one_before() -> None:
    """那全国呢 asks no more about 全省."""
    assert "全省" not in typed(read("全省新建幼儿园几所", "那全国的呢"))


def test_a_phrase_tells_as_little_as_what_it_stands_for() -> None:
    """公家 is 政府, and kin are nobody's topic."""
    assert weight(read("公家怎么化解矛盾纠纷"), "公家") < weight(read("法院怎么化解矛盾纠纷"), "法院")
    assert weight(read("我奶奶想问幼儿园几所"), "奶奶") < 0.2


def test_the_head_of_what_is_counted_is_asked_for() -> None:
    """Of 上学的|名额 it is 名额."""
    focus = [term.typed for term in read("新增多少个幼儿园的学位").terms if term.focus]
    assert focus == ["学位"]


@pytest.mark.parametrize(
    ("text", "period"), [("明天幼儿园开门吗", "明天"), ("今晚下雨吗", "今晚"), ("幼儿园几所", "")]
)
def test_a_day_of_this_week_is_no_year(text: str, period: str) -> None:
    """No report of a year speaks of it."""
    assert read(text).period == period


def test_what_was_asked_for_is_asked_again() -> None:
    """那目标定的多少 after a question for growth is one for growth."""
    assert read("财政投入教育增长了多少", "那目标定的多少").asks is Ask.RATE


def test_words_of_ranking_and_of_plans_ask() -> None:
    """排全国第几 and 有哪些打算 are about nothing of themselves."""
    assert "排" not in typed(read("幼儿园学位数排全省第几"))
    assert "打算" not in typed(read("在幼儿园方面有哪些打算"))
    assert read("书房评上几A了").kinds == {Kind.NAME}


@pytest.mark.parametrize(
    ("text", "count"),
    [("新建幼儿园多少所其中书房多少家", 2), ("幼儿园多少所？书房少多家？", 2), ("化解率？多少", 0)],
)
def test_where_another_question_begins(text: str, count: int) -> None:
    """At 其中 between two amounts, and at a mark behind a part that can be asked."""
    assert len(several(text.replace("？", "?"))) == count


def test_a_phrase_is_known_with_words_of_asking_in_its_midst() -> None:
    """财政|一共|收入 is 财政收入."""
    reader = small.reader(small.report("某市:2024年工作回眸", "", "一、财政", "一般公共预算收入120亿元。"))
    terms = {t.typed: [v.text for v in t.variants] for t in reader.read("财政总共收入是多少亿").terms}
    assert "一般公共预算收入" in terms["财政收入"]


@pytest.mark.parametrize("text", ["在哪推广的", "技能型的增加了多少", "化解的一共多少"])
def test_what_names_no_thing_of_its_own_follows_up(text: str) -> None:
    """A verb alone, or a word without its noun."""
    assert weight(read("法治书房做得怎么样", text), "书房") > 0


@pytest.mark.parametrize("text", ["为了什么事来的", "因为啥下降的", "出于哪些考虑", "What was the reason"])
def test_ways_to_ask_for_a_reason(text: str) -> None:
    """Not only 为什么."""
    assert read(text).asks is Ask.WHY


def test_how_often_people_came_is_counted_in_no_thing() -> None:
    """人次 is a measure word, though it stands in dictionaries."""
    assert "人次" not in typed(read("接待了多少人次"))


@pytest.mark.parametrize(
    ("text", "period", "money"),
    [("去年雾霾天比前年少了几天", "2024", False), ("2024年人均到手多少元，不是涨幅", "2024", True), ("前年建了几所", "2023", False)],
)  # fmt: skip
def test_what_it_is_held_against_is_not_asked(text: str, period: str, *, money: bool) -> None:
    """比前年 of 去年 is no question about 前年; what is denied at the end is not asked."""
    question = read(text)
    assert question.period == period
    assert (Kind.MONEY in question.kinds and Kind.RATE not in question.kinds) is money


def test_the_same_of_the_other_residents() -> None:
    """那农村的呢: all of the question before, but for whose figure it is."""
    reader = small.reader(
        small.report("某市:2024年工作回眸", "", "一、民生", "城乡低保标准提高到740元和485元。")
    )
    asked = reader.read("那农村的呢", ["城市低保多少钱"])
    assert [term.typed for term in asked.terms if term.tells][-1] == "农村"
    assert all("城市" not in term.typed for term in asked.terms)
    assert Kind.MONEY in asked.kinds


def test_a_month_is_read_as_the_reports_write_it() -> None:
    """八月份 is 8月; 三个月 is a length of time, and a month that the report never names tells nothing."""
    reader = small.reader(
        small.report("某市:2024年工作回眸", "", "一、文化", "8月举行首场夜市，为期三个月。")
    )
    terms = {
        term.typed: [variant.text for variant in term.variants]
        for term in reader.read("八月份的夜市在哪").terms
    }
    assert terms["八月份"] == ["8月"]
    assert not any("月" in term.typed and term.variants for term in reader.read("九月份的夜市在哪").terms)
