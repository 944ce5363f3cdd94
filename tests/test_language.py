"""How unlikely words and texts are: order is what counts, of general language and of the reports."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.hearing.language import FREE, NEVER, Language
from knowledge.lexis.words import Lexicon
from tests import small

LINES = (
    "某市:2024年全市工作回眸",
    "",
    "一、平安建设",
    "全市综治中心受理矛盾纠纷120件，综治中心化解率95.5%。",
    "人民检察院办结案件12件。",
)


@cache
def language() -> Language:
    """Of the small report."""
    return Language(Lexicon(), small.index(*LINES))


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        ("矛盾", "抵牾"), ("纠纷", "酒分"), ("受理", "手里面"), ("多少", "躲少"), ("几件", "集建"), ("化解率", "化戒律"), ("综治", "民检"), ("的", "德"),
        ("化解率是多少", "化戒律是多少"), ("综治中心受理", "综指中心受理"),
    ],
)  # fmt: skip
def test_what_is_said_more_costs_less(likelier: str, other: str) -> None:
    """Words of asking, of the report, of the dictionary come before what is none of them."""
    assert language().cost(likelier) < language().cost(other)


def test_what_nobody_knows_is_no_word() -> None:
    """Nor is a word with a mark in it; a single sign is one, so that every text can be cut."""
    assert language().word("躲绍") == NEVER
    assert language().word("件。") == NEVER
    assert language().cost("躲绍。x") < NEVER


def test_the_parts_are_never_likelier_than_the_cut() -> None:
    """The cost of a text is that of its best cut."""
    for text in ("矛盾纠纷化解率是多少", "综治中心有几件"):
        for at in range(1, len(text)):
            assert language().cost(text) <= language().cost(text[:at]) + language().cost(text[at:])


def test_the_vocabulary_is_worth_understanding() -> None:
    """What is asked with, what the report says, everyday words of the thesaurus, common words; no rare ones."""
    known = set(language().vocabulary)
    assert {"多少", "矛盾", "老赖", "准备"} <= known
    assert "抵牾" not in known


def test_side_by_side_is_what_the_report_has() -> None:
    """Whole words before words of which only the ends meet, and these before what never meets."""
    beside = language().beside
    assert beside("综治", "中心") > beside("自治", "中心") > beside("中心", "综治")


def test_the_report_counts_in_its_own_measure_words() -> None:
    """多少 is followed by a measure word, first by one that the report counts in."""
    beside = language().beside
    assert beside("多少", "件") > beside("多少", "艘") > beside("公园", "艘")


def test_who_types_pinyin_asks_by_the_numerals_of_the_report() -> None:
    """几队 where it has 两队; a place within the report's own is likelier than what it has not."""
    small_one = Language(
        Lexicon(),
        small.index("运城市2024年工作回眸", "", "一、平安建设", "落实“两队一室”改革，建成五个书房。"),
    )
    assert small_one.spelled("几队") < small_one.spelled("几对")
    assert small_one.spelled("哪几份") < small_one.spelled("那几份")
    assert small_one.spelled("搞") < NEVER


def test_grammar_stands_by_itself() -> None:
    """的, 了, 是 need no neighbour; 纠 does."""
    assert set("的了是几") <= FREE
    assert language().word("纠") - language().word("几") > 3


def test_places_elsewhere_and_official_words() -> None:
    """A slip seldom makes the name of a place that the report lacks; a word of officials is likelier than its share."""
    lexicon = Lexicon()
    assert language().word("江西") > -lexicon.likelihood("江西")
    assert language().word("低保") < -lexicon.likelihood("低保")


def test_a_piece_stands_whole_where_no_word_is_cut() -> None:
    """院办 of 人民检察院|办结 cuts a word, 综治 does not."""
    assert language().stands_whole("综治中心")
    assert not language().stands_whole("察院办")
