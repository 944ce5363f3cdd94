"""Words of asking that were mistyped are set right by what stands around them, and nothing else is touched."""

from __future__ import annotations

import pytest

from knowledge.hearing.wording import MAY_BE_OTHERWISE, OTHERWISE, made_whole, rewritten, stand_well
from knowledge.lexis.text import fold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("受理了少多件", "受理了多少件"), ("是位哪领导作的", "是哪位领导作的"), ("是哪为领导作的", "是哪位领导作的"), ("报告是哪省长作的", "报告是哪位省长作的"),
        ("当初啥为选在这里", "当初为啥选在这里"), ("叫什名字", "叫什么名字"), ("扛住了哪个几台风", "扛住了哪几个台风"), ("低保涨了几点", "低保涨了几个点"),
        ("比去年多多亿", "比去年多多少亿"), ("排第位", "排第几位"), ("这份报是谁作的", "这份报告是谁作的"), ("截2024年有多少户", "截至2024年有多少户"),
        ("体是哪两队", "具体是哪两队"), ("一城两区是指拿些", "一城两区是指哪些"), ("二零二四年", "2024年"), ("来玩儿的人", "来玩的人"),
        ("制度是么完善的", "制度是怎么完善的"), ("啥说压力变大了", "为啥说压力变大了"), ("多长时听一回", "多长时间听一回"), ("推广到多大围", "推广到多大范围"),
        ("2025年的标呢", "2025年的目标呢"), ("是哪一天布的", "是哪一天发布的"), ("本文者是谁", "本文作者是谁"), ("叫伸么名字", "叫什么名字"), ("什么时后通车", "什么时候通车"), ("那一年能通车", "那一年能通车"),
    ],
)  # fmt: skip
def test_words_of_asking_are_written_as_usual(typed: str, meant: str) -> None:
    """Characters changed about, left out or mistaken, wherever the words around leave no doubt."""
    assert rewritten(typed)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "那个几岁的孩子", "哪省长江经济带发展快", "下午几点钟开会", "什锦糖多少钱", "主体是哪些企业", "这份报表有多少页", "第一位院士是谁", "哪位领导作的报告",
        "多少人参加了考试", "截止日期是哪天", "以啥为核心", "哪儿来的", "多长时间", "多长间隔", "多大范围", "多大围墙", "啥会上念的", "啥不能做", "哪天公布的",
    ],
)  # fmt: skip
def test_what_is_right_stays(text: str) -> None:
    """Words that only look alike."""
    assert rewritten(text) == (text, ())


@pytest.mark.parametrize(
    ("typed", "meant", "told"),
    [
        ("化解了多件纠纷", "化解了多少件纠纷", ("多", "多少")), ("判完了多桩官司", "判完了多少桩官司", ("多", "多少")), ("总投资多亿", "总投资多少亿", ("多", "多少")), ("企业交了少税和费?", "企业交了多少税和费?", ("少", "多少")),
        ("帮了些么忙", "帮了些什么忙", ("么", "什么")), ("建成的是那家书房", "建成的是哪家书房", ("那", "哪")), ("一共拿了块金牌?", "一共拿了几块金牌?", ("块", "几块")),
        ("办结率高个百分点", "办结率高几个百分点", ("个", "几个")), ("原本有家实验室?", "原本有几家实验室?", ("家", "几家")), ("四大门户是指些", "四大门户是指哪些", ("些", "哪些")),
    ],
)  # fmt: skip
def test_what_is_left_of_a_word_of_asking_is_made_whole(
    typed: str, meant: str, told: tuple[str, str]
) -> None:
    """What was left out is told with the character that it stands before: never with nothing."""
    assert made_whole(typed) == (meant, (told,))


@pytest.mark.parametrize(
    "text", ["化解了多件纠纷，是哪几件", "有没有多家企业", "减少", "至少3件", "许多人", "多部门联动"]
)
def test_where_anything_else_asks_nothing_is_made_of_it(text: str) -> None:
    """多件 may just as well mean several."""
    assert made_whole(text) == (text, ())


def test_the_quick_look_finds_whatever_the_table_knows() -> None:
    """Each row is reached: a text that it changes is not passed over."""
    examples = (
        "甚么 么怎 叫么名字 多钱 省委书是谁 少多 多多亿 啥为 位哪 哪为 哪个几 个哪 些哪 有个几 是家几 届几第届 涨了几点 加起有 具是 这份报 截2024年 是么办 多长时 多大围 2025年的标呢 一天布的 法院院叫 本文者是"
    ).split()
    assert all(MAY_BE_OTHERWISE.search(example) for example in examples)
    assert len(OTHERWISE) <= len(examples)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("演出火得很", "火得"), ("轿车占汽车的百分之几", "占"), ("引进上亿的项目", "上亿"), ("最大的一单是多少", "一单"), ("单位一单独列支", ""), ("占道经营多吗", ""), ("化解率", ""), ("抽了多少吨血呀 献血那个", "呀"), ("前阵子把钱付了", "前阵子把钱付了"), ("出了多少趟车", "趟车")],
)  # fmt: skip
def test_what_only_looks_like_a_slip_is_kept(text: str, kept: str) -> None:
    """占 of a share, 火得很, 上亿: no word of a report is meant."""
    assert "".join(text[at] for at in sorted(stand_well(text))) == kept


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("举措呢，一共多条", "举措呢,一共多少条"), ("书记叫么名字", "书记叫什么名字"), ("追回来多钱", "追回来多少钱"), ("市委记是谁", "市委书记是谁")],
)  # fmt: skip
def test_what_is_left_of_a_word_is_made_whole_where_others_ask_too(typed: str, meant: str) -> None:
    """多条 behind 一共, 么 before 名字, a title that lost a character."""
    assert rewritten(fold(typed))[0] == meant
