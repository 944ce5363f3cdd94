"""The same question in another script, width or numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexis.scripts import called_in_taiwan, other_numerals, other_width, traditional
from knowledge.lexis.text import fold
from tests import small


def test_what_is_written_traditional_is_folded_back() -> None:
    """Of the whole built-in report no character is lost on the way there and back."""
    text = small.builtin().reports[0].text
    assert fold(traditional(text)) == fold(text)
    assert sum(a != b for a, b in zip(traditional(text), text, strict=True)) > len(text) / 5


@pytest.mark.parametrize(
    ("simple", "written"),
    [
        ("干部发布了几个制度", "幹部發佈了幾個制度"), ("制造业里的头发", "製造業裡的頭髮"), ("恢复历史后面的台风", "恢復歷史後面的颱風"), ("于是准备", "於是準備"),
    ],
)  # fmt: skip
def test_of_several_forms_the_usual_one_is_written(simple: str, written: str) -> None:
    """面 is seldom flour, 制 seldom to make, but in 制造 it is."""
    assert traditional(simple) == written


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=30))
def test_the_other_width_and_back_is_the_same(text: str) -> None:
    """Every sign of ASCII has its full-width form and back; letters and digits fold to what they were."""
    wide = other_width(text)
    assert other_width(wide).replace("\u3000", " ") == text
    plain = "".join(filter(str.isalnum, text))
    assert fold(other_width(plain)) == fold(plain)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024年", "二〇二四年"), ("新增4个", "新增四个"), ("三个率", "3个率"), ("36045件", "36045件"), ("95.7%", "95.7%"),
        ("第十三届", "第十三届"), ("十三个", "十三个"), ("1.5万亿元", "1.5万亿元"),
    ],
)  # fmt: skip
def test_years_and_small_numbers_have_other_numerals(one: str, other: str) -> None:
    """Nothing else is rewritten: a figure stays a figure."""
    assert other_numerals(one) == other


def test_a_word_of_taiwan_is_another_word() -> None:
    """What only differs in script is no word of its own."""
    assert len(called_in_taiwan()) > 80
    assert [word for word, theirs in called_in_taiwan().items() if fold(theirs) == word] == []
