"""Masking: personal numbers go, the figures of a report stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.masking import masked

WIDE = {ord("0") + n: 0xFF10 + n for n in range(10)}
"""Full-width digits, as some keyboards type them."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("身份证142701199003071234查一下", "身份证【身份证号】查一下"),
        ("14270119900307123X", "【身份证号】"),
        ("142701 19900307 123x", "【身份证号】"),
        ("142701199003071234".translate(WIDE), "【身份证号】"),
        ("老证142701900307123", "老证【身份证号】"),
        ("打13812345678", "打【电话】"),
        ("138-1234-5678", "【电话】"),
        ("+86 13812345678", "【电话】"),
        ("0359-2022222".translate(WIDE), "【电话】"),
        ("0359-2022222", "【电话】"),
        ("03592022222", "【电话】"),
        ("卡号6222021234567890123", "卡号【银行卡号】"),
        ("6222 0212 3456 7890", "【银行卡号】"),
        ("车牌晋M12345", "车牌【车牌】"),
        ("晋M·D12345停在这", "【车牌】停在这"),
        ("单号202412345678901", "单号【身份证号】"),
        ("一三八一二三四五六七八", "【号码】"),
        ("1381234567813987654321", "【号码】"),
    ],
)
def test_personal_numbers_are_named(typed: str, kept: str) -> None:
    """Each kind, in the ways it is written."""
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "受理各类矛盾纠纷36045件，化解率95.74%",
        "2025-02-17 09:08 发布",
        "2024年比2023年多多少",
        "晋升A级多少个",
        "“124”工作思路",
        "1042.8亿元，12345热线",
        "晋陕豫三省",
    ],
)
def test_figures_of_a_report_stay(typed: str) -> None:
    """A question about them would be worth nothing without."""
    assert masked(typed) == typed


@given(st.text("0123456789 -化X晋M", max_size=60))
def test_masking_twice_is_masking_once(typed: str) -> None:
    """What is kept masked is exported masked, without change."""
    assert masked(masked(typed)) == masked(typed)


@given(st.text("化解率", max_size=9), st.integers(3, 9), st.integers(0, 999_999_999))
def test_no_mobile_number_is_left(around: str, second: int, rest: int) -> None:
    """Wherever it stands."""
    number = f"1{second}{rest:09}"
    assert number not in masked(f"{around}{number}{around}")
