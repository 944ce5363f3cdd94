"""A slip is read as meant, by sound, by shape, by pinyin; what was typed right is left alone."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.hearing.mend import stands_in
from knowledge.lexis.text import fold
from knowledge.model import Status, Variant
from tests import small

LINES = ("运城:2024年全市工作回眸", "", "一、平安建设", "全年受理矛盾纠纷120件，化解率95.5%。", "建成法治书房3家。", "", "二、教育", "新建幼儿园12所，新增学位3600个。", "法治宣传走进校园。")  # fmt: skip

SAME_SOUND = (
    ("话解率是多少", "化解率95.5%"), ("化解绿是多少", "化解率95.5%"), ("幼儿圆多少所", "幼儿园12所"), ("法治书方几家", "法治书房3家"),
    ("毛盾纠纷几件", "120件"), ("建城法治书房几家", "法治书房3家"), ("化姐率是多少", "化解率95.5%"),
)  # fmt: skip
NEAR_SOUND = (
    ("法字书房几家", "法治书房3家"), ("新真学位多少个", "学位3600个"), ("矛盾纠方多少件", "120件"),
    ("矛盾纠份多少件", "120件"), ("法治苏房几家", "法治书房3家"),
)  # fmt: skip
SHAPE = (
    ("矛纠盾纷多少件", "120件"), ("儿幼园多少所", "幼儿园12所"), ("矛盾纠多少件", "120件"), ("法治房书几家", "法治书房3家"),
    ("幼儿园园几所", "幼儿园12所"), ("矛盾盾纠纷几件", "120件"), ("新建幼儿院多少所", "幼儿园12所"), ("法治节房几家", "法治书房3家"),
)  # fmt: skip
PINYIN = (
    ("huajielv是多少", "化解率95.5%"), ("hua jie lv", "化解率95.5%"), ("化解率是duoshao", "化解率95.5%"), ("huajie率", "化解率95.5%"),
    ("法治shufang有几家", "法治书房3家"), ("you'er'yuan duoshao", "幼儿园12所"), ("youeryuan you duoshao suo", "幼儿园12所"),
    ("xuewei you duoshao", "学位3600个"), ("HuaJieLv", "化解率95.5%"), ("ｈｕａｊｉｅｌｖ是多少", "化解率95.5%"),
    ("huajielv shi duoshao", "化解率95.5%"), ("hua jie lü是多少", "化解率95.5%"),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "told"), [*SAME_SOUND, *NEAR_SOUND, *SHAPE, *PINYIN])
def test_a_slip_costs_nothing(typed: str, told: str) -> None:
    """The figure that was meant is found all the same."""
    answer = small.library(*LINES).ask(typed)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


def test_a_long_row_of_digits_is_looked_up_by_pieces_of_bounded_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is looked up grows with the length of the question, not with its square."""
    mender, looked_up = small.mender(*LINES), Counter[str]()
    holds = mender._index.holds
    monkeypatch.setattr(mender._index, "holds", lambda text: bool(looked_up.update([text])) or holds(text))
    mender.variants("税" * 500)
    assert 500 < looked_up.total() < 500 * 30


@pytest.mark.parametrize(
    "typed",
    [
        "huajielv",
        "huajielvshiduoshao",
        "hua jie lv shi duo shao",
        "hua jie lü是多少",
        "huajielü",
        "huajie率是多少",
        "化jie率",
    ],
)
def test_pinyin_is_read_with_the_report_in_mind(typed: str) -> None:
    """化解率 is what the report counts, whatever else the letters could spell; ü is as good as v."""
    assert "95.74%" in small.builtin().ask(typed).text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("话解率是多少", "化解率是多少"), ("幼儿圆多少所", "幼儿园多少所"), ("huajielv是多少", "化解率是多少"),
        ("矛纠盾纷多少件", "矛盾纠纷多少件"), ("化解率多绍", "化解率多少"), ("法治书放几家", "法治书房几家"),
    ],
)  # fmt: skip
def test_the_reader_is_shown_what_was_understood(typed: str, read: str) -> None:
    """Nothing is mended in silence: what was typed and what it was taken for."""
    question = small.library(*LINES).ask(typed).question
    assert question.raw == typed
    assert question.text == read
    assert question.understood
    for before, after in question.understood:
        assert before in fold(typed)
        assert after in read
        assert before != after


@pytest.mark.parametrize(
    "text",
    [
        "有没有新建幼儿园", "是不是新建了幼儿园", "幼儿园够不够", "新建了的幼儿园呢", "法治的书房是在哪里", "化解率怎么样了", "我们的幼儿园都有几所",
        "那边的矛盾纠纷呢", "给我说一下化解率吧", "书房和幼儿园", "受理过的", "还有吗", "是什么", "为什么呢",
    ],
)  # fmt: skip
def test_words_of_grammar_are_left_alone(text: str) -> None:
    """的, 了, 没, 吗 sound like many words; they are none of them."""
    question = small.library(*LINES).ask(text).question
    assert question.understood == ()
    assert question.text == text


@pytest.mark.parametrize(
    "text",
    [
        "医院有多少家",
        "高速公路多少公里",
        "空气质量怎么样",
        "财政收入多少亿元",
        "养老金涨了多少",
        "公交车几路",
        "图书馆在哪",
    ],
)
def test_right_words_that_the_report_lacks_are_not_bent(text: str) -> None:
    """A question about something else stays one about something else."""
    answer = small.library(*LINES).ask(text)
    assert answer.question.text == text
    assert answer.status is Status.DECLINED


@pytest.mark.parametrize(
    "text", ["hello", "gdp多少", "pdf", "5g基站多少个", "app是什么", "vip", "www", "ok", "covid"]
)
def test_english_words_are_not_taken_for_pinyin(text: str) -> None:
    """Abbreviations and English stay as they are."""
    assert small.library(*LINES).ask(text).question.text == text


def test_a_text_typed_right_is_never_changed() -> None:
    """No clause of the built-in report is mended by its own library, nor any sentence of it."""
    report, library = small.builtin().reports[0], small.builtin()
    texts = [report.quote(clause) for sentence in report.sentences for clause in sentence.clauses]
    texts += [report.quote(sentence.span) for sentence in report.sentences]
    assert len(texts) > 200
    changed = {text: found for text in texts if (found := library.ask(text).question.understood)}
    assert changed == {}


def test_questions_typed_right_are_never_changed() -> None:
    """Nor any question made of what the report counts."""
    report, library = small.builtin().reports[0], small.builtin()
    asked = {
        f"{report.quote(fact.measure)}{ending}"
        for fact in report.facts
        for ending in ("是多少", "有多少？", "呢")
    }
    changed = {text: found for text in sorted(asked) if (found := library.ask(text).question.understood)}
    assert changed == {}


@pytest.mark.parametrize(
    ("word", "other"), [("化解率", "化解率"), ("话解率", "化解率"), ("矛盾", "矛盾"), ("纠分", "纠纷")]
)
def test_variants_come_surest_first(word: str, other: str) -> None:
    """What stands there as typed is surer than what only sounds so; degrees lie between 0 and 1."""
    mender = small.mender(*LINES)
    variants = mender.variants(word)
    assert [variant.degree for variant in variants] == sorted((v.degree for v in variants), reverse=True)
    assert all(0.0 < variant.degree <= 1.0 for variant in variants)
    assert (word != other) or (variants[0].text, variants[0].degree, variants[0].by) == (word, 1.0, "same")


def test_what_the_report_lacks_has_no_variants() -> None:
    """Nothing is made up."""
    assert small.mender(*LINES).variants("财政") == ()


def test_a_short_form_stands_in_what_it_is_short_for() -> None:
    """刑案 stands in 刑事案件, its characters in order and near together; other variants must stand whole."""
    short = Variant("刑案", 0.5, "characters")
    assert stands_in(short, "全年刑事案件下降")
    assert not stands_in(short, "案件的刑")
    assert not stands_in(short, "刑法宣传走进千家万户的教案")
    assert not stands_in(Variant("刑案", 1.0, "same"), "全年刑事案件下降")


BANKING = ("某省:2024年全省工作回眸", "", "一、金融工作", "全省不良贷款率0.8%，房贷降息惠及310万户。", "省矛调中心受理纠纷120件。", "新建实验室12个。")  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "told", "meant"),
    [("不良货款率是多少", "0.8%", "贷款"), ("shiyanshi有多少个", "12个", "实验室")],
)  # fmt: skip
def test_a_word_of_its_own_may_be_a_slip_too(typed: str, told: str, meant: str) -> None:
    """货款 is a word, and shiyanshi a city; neither means anything to this report."""
    answer = small.library(*BANKING).ask(typed)
    assert told in answer.text
    assert meant in answer.question.text
    assert answer.question.understood
    assert answer.question.raw == typed


@pytest.mark.parametrize("typed", ["货款多少", "老百姓心中的大事是什么", "银行存款利率是多少"])
def test_but_not_where_nothing_in_the_report_speaks_for_it(typed: str) -> None:
    """What is declined stays declined, and is shown as it was typed."""
    answer = small.library(*BANKING).ask(typed)
    assert answer.status is Status.DECLINED
    assert answer.question.text == typed
