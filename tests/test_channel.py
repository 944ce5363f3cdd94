"""A slip is set right where the text makes no sense as typed, and nothing else is touched."""

from __future__ import annotations

from functools import cache
from itertools import permutations

import pytest

from knowledge.hearing.channel import Channel, _best_apart
from knowledge.hearing.language import Language
from knowledge.hearing.nearby import Nearby
from knowledge.lexis.words import Lexicon
from knowledge.search.index import Index
from tests import small

LINES = (
    "某市:2024年全市工作回眸", "", "一、平安建设", "全市综治中心受理矛盾纠纷120件，化解率95.5%。", "数字贸易额增长9.5%。",
    "建成法治书房3家，新建幼儿园12所。", "居民消费价格上涨0.2%。",
)  # fmt: skip


@cache
def channel() -> Channel:
    """Over the small report."""
    lexicon, index = Lexicon(), small.index(*LINES)
    return Channel(lexicon, index, Language(lexicon, index), Nearby(lexicon, index))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("化戒律是多少", "化解率是多少"), ("综指中心受理多少件", "综治中心受理多少件"), ("矛盾纠份几件", "矛盾纠纷几件"), ("法字书房几家", "法治书房几家"),
        ("综治中心受理跺少件", "综治中心受理多少件"), ("指申么", "指什么"), ("幼儿圆几所", "幼儿园几所"), ("居民消废价格", "居民消费价格"),
        ("矛纠盾纷多少件", "矛盾纠纷多少件"), ("幼儿园园几所", "幼儿园几所"), ("矛盾纷多少件", "矛盾纠纷多少件"), ("矛盾纠纷有少多", "矛盾纠纷有多少"),
        ("二零二四年化解率", "2024年化解率"), ("指甚么", "指什么"), ("化解率是多", "化解率是多少"), ("矛盾纠纷有少件", "矛盾纠纷有多少件"),
        ("总共多件矛盾纠纷", "总共多少件矛盾纠纷"), ("建成的是那家书房", "建成的是哪家书房"), ("化解律和办结绿是多少", "化解率和办结率是多少"),
    ],
)  # fmt: skip
def test_a_slip_is_set_right(typed: str, meant: str) -> None:
    """By sound, by looks, by the fingers; in words of the report, of the thesaurus and of asking."""
    assert channel().restored(typed)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "化解率是多少", "数字贸易额", "那办结率呢", "那家书房叫什么", "减少多少", "至少多少件", "受理的矛盾纠纷比去年少几件", "30多条措施", "想问问幼儿园", "天天来的人",
        "孩子上学要花多少钱", "我妈住在村里", "涨了多少", "老百姓买房", "一二三四五", "十二三年", "二〇一〇", "hello", "", "的", "？！",
    ],
)  # fmt: skip
def test_what_is_typed_right_is_left_alone(text: str) -> None:
    """Though the report says none of it."""
    assert channel().restored(text) == (text, ())


def test_what_the_report_has_beside_a_word_is_no_slip() -> None:
    """化解|率: the rest of a word that the report has with it is not strange."""
    assert channel().restored("数字贸易额比去年的化解率高吗")[1] == ()


def test_what_was_set_right_is_told() -> None:
    """Each slip with what was typed and what it was taken for, in their order."""
    text, turned = channel().restored("综指中心的化戒律跺少")
    assert text == "综治中心的化解率多少"
    assert turned[1:] == (("化戒律", "化解率"), ("跺少", "多少"))
    assert turned[0][0].startswith("综指")


def test_places_are_kept() -> None:
    """What the caller says is no slip stays as it is."""
    assert channel().restored("综指中心", lambda _: range(4)) == ("综指中心", ())


def test_a_part_of_the_reports_uses_the_words_of_all() -> None:
    """The tables of words are made once, but what the part holds decides."""
    lexicon = Lexicon()
    index: Index = small.index(*LINES[:4])
    part = Channel(lexicon, index, Language(lexicon, index), Nearby(lexicon, index), channel())
    assert part.near is channel().near
    assert part.restored("化戒律是多少")[0] == "化解率是多少"


@pytest.mark.parametrize(
    ("typed", "meant"), [("全市综治中心理矛盾", "全市综治中心受理矛盾"), ("新建幼儿园的法书房", "新建幼儿园的法治书房"), ("字数贸易额的总数", "数字贸易额的总数")]
)  # fmt: skip
def test_where_nothing_was_found_more_is_doubted(typed: str, meant: str) -> None:
    """What is left of a word, if the report has it whole with the same characters beside it; characters changed about."""
    assert channel().reread(typed)[0] == meant


def test_a_second_reading_is_less_likely_than_a_first() -> None:
    """名字 for 名自, though 次 can be read zi."""
    assert channel().restored("书房叫什么名自")[0] == "书房叫什么名字"


def test_where_too_much_means_nothing_no_slip_is_to_blame() -> None:
    """A word of a dictionary is doubted among few strange ones, not among many."""
    others = "苹果、香蕉、电影、手机、足球、钢琴、森林、沙漠"
    assert channel().reread("数字贸易鹅多少")[1]
    assert channel().reread(f"{others}和数字贸易鹅多少")[1] == ()


def test_characters_changed_about_anywhere_in_a_short_piece() -> None:
    """心中 is a word by itself: it is doubted only where nothing was found."""
    assert channel().restored("综治心中受理多少件")[0] == "综治心中受理多少件"
    assert channel().reread("综治心中受理多少件")[0] == "综治中心受理多少件"


def test_what_was_typed_in_pinyin_may_be_what_sounds_the_same() -> None:
    """亮相 of liangxiang means nothing here; 数字 of shuzi does."""
    text = "树字贸易额"
    assert channel().heard_otherwise(text, range(len(text)))[0] == "数字贸易额"
    assert channel().heard_otherwise(text, ())[0] == text


def test_of_readings_alike_in_likelihood_always_the_same_is_taken() -> None:
    """In whatever order they come."""
    tries = [(2.0, 0, 2, "甲乙"), (2.0, 0, 2, "丙丁"), (2.0, 1, 3, "戊己")]
    assert {tuple(_best_apart(order)) for order in permutations(tries)} == {(tries[1],)}
