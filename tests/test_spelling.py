"""Typed pinyin, read as somebody would who knows the report."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.hearing.language import Language
from knowledge.hearing.spelling import Spelling
from knowledge.lexis.words import Lexicon
from tests import small

LINES = (
    "某市:2024年全市工作回眸",
    "",
    "一、平安建设",
    "全市综治中心受理矛盾纠纷120件，化解率95.5%。",
    "市检察院办结案件12件。",
    "新建敬老院3家。",
)


@cache
def spelling() -> Spelling:
    """Over the small report."""
    lexicon, index = Lexicon(), small.index(*LINES)
    return Spelling(lexicon, index, Language(lexicon, index))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zongzhi zhongxin shouli le duoshao jian", "综治中心受理了多少件"), ("zong zhi zhong xin shou li le duo shao jian", "综治中心受理了多少件"),
        ("zongzhizhongxinshoulileduoshaojian", "综治中心受理了多少件"), ("huajielv", "化解率"), ("shi jianchayuan", "市检察院"), ("jinglaoyuan you ji jia", "敬老院有几家"),
        ("2024nian huajielv", "2024年huajielv"[:5] + "化解率"), ("化jie率是duoshao", "化解率是多少"), ("maodun jiufen 有duoshao", "矛盾纠纷有多少"),
    ],
)  # fmt: skip
def test_pinyin_is_read(typed: str, meant: str) -> None:
    """With blanks behind words, behind syllables, without any, and mixed with characters."""
    text = spelling().spelled_out(typed)[0]
    assert text.replace(" ", "") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zongzhi zhongxin shouli le naxie", "综治中心受理了哪些"), ("shouli le na jijian", "受理了哪几件"), ("na 2024nian huajielv duoshao", "那2024年化解率多少"),
        ("shoulileduoshaojian app huajielv", "受理了多少件app化解率"), ("jinglaoyuan app shi ji ge men hu ma", "敬老院app是几个门户吗"),
        ("huajielv shi duoshao o", "化解率是多少"), ("zan qunian dou gan le dian sha ya", "咱去年都干了点啥呀"), ("huajielv cai bashi duo", "化解率才八十多"),
    ],
)  # fmt: skip
def test_pinyin_is_told_from_what_looks_like_it(typed: str, meant: str) -> None:
    """哪 from 那 by whether anything else asks; men and na are pinyin among pinyin; a long run is pinyin beside English."""
    assert spelling().spelled_out(typed)[0].replace(" ", "") == meant


@pytest.mark.parametrize("text", ["gdp", "hello world", "app", "5g", "化解率", "the plan", ""])
def test_what_is_no_pinyin_stays(text: str) -> None:
    """English and abbreviations are none."""
    assert spelling().spelled_out(text) == (text, ())


def test_what_was_turned_is_told() -> None:
    """The letters, and what they were taken for."""
    assert spelling().spelled_out("huajielv是多少")[1] == (("huajielv", "化解率"),)
