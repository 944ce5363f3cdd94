"""Numbers as people and reports write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexis.numerals import decimal, integer, kind_of, numerals, units
from knowledge.lexis.text import fold
from knowledge.model import Bound, Kind

DIGITS = "零一二三四五六七八九"
ALPHABET = st.sampled_from(
    list(
        "零一二两三四五六七八九十百千万亿点几多余来0123456789.,:/%+-—~·第首前年月日个件元人成分之届次期家以上左右超近约每季度“”、。 gGx"
    )
)


def spoken(number: int) -> str:
    """A whole number below 10**16 as it is read aloud: 12000 is 一万二千, 10010 is 一万零一十."""
    if number == 0:
        return "零"
    text = ""
    for place, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, place)
        if group:
            text += ("零" if text and group < 1000 else "") + _group(group) + name
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


def read(text: str) -> list[tuple[str, str, str, str, str]]:
    """Of each number its words, value, unit, bound and kind."""
    folded = fold(text)
    return [
        (
            text[n.span.start : n.span.end],
            f"{n.quantity.value:f}",
            n.quantity.unit,
            n.quantity.bound.value,
            n.quantity.kind.value,
        )
        for n in numerals(folded)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0), ("十", 10), ("十四", 14), ("二十", 20), ("一百零五", 105), ("一百二", 120), ("三百五", 350),
        ("一千零一", 1001), ("两千", 2000), ("一万二千", 12000), ("两万三", 23000), ("一亿零三百万", 103_000_000),
        ("万", None), ("二零二五", 2025), ("", None), ("一二三", 123), ("多", None), ("三十五万六千", 356_000),
        ("一" * 17, None), ("两万亿", 2 * 10**12),
    ],
)  # fmt: skip
def test_whole_numbers_in_characters(text: str, value: int | None) -> None:
    """As read aloud, as digits in a row, or no number at all."""
    assert integer(text) == value


@given(st.integers(0, 10**16 - 1))
def test_a_number_read_aloud_is_the_number(number: int) -> None:
    """What is written in characters in full has the value it was written for."""
    words = spoken(number)
    if len(words) <= 16:
        assert integer(words) == number
        assert decimal(words) == number


@given(st.decimals(0, 10**12, places=3))
def test_a_decimal_written_out_is_the_decimal(number: Decimal) -> None:
    """Digits give back the number, with or without marks at the thousands."""
    assert decimal(f"{number}") == number
    assert decimal(f"{number:,}") == number
    assert decimal(f"{number}万") == number * 10_000


@pytest.mark.parametrize(
    ("text", "value"),
    [("3.6万", "36000"), ("1,024", "1024"), ("三点五", "3.5"), ("5万亿", "5000000000000"), ("2300多", "2300"), ("", None),
     ("多", None), ("点", None), ("²", None)],
)  # fmt: skip
def test_values(text: str, value: str | None) -> None:
    """Magnitudes multiply, 多 and 余 change nothing, what is no number has no value."""
    assert decimal(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理36045件", ("36045件", "36045", "件", "exact", "count")),
        ("超过1900万户", ("超过1900万户", "19000000", "户", "over", "count")),
        ("约700个", ("约700个", "700", "个", "about", "count")),
        ("新签约30个", ("30个", "30", "个", "exact", "count")),
        ("120万人以上", ("120万人以上", "1200000", "人", "over", "count")),
        ("3%以内", ("3%以内", "3", "%", "under", "rate")),
        ("\uff11．\uff18\uff13％", ("\uff11．\uff18\uff13％", "1.83", "%", "exact", "rate")),
        ("提高4.6个百分点", ("4.6个百分点", "4.6", "个百分点", "exact", "rate")),
        ("近三成", ("近三成", "30", "%", "under", "rate")),
        ("超4成", ("超4成", "40", "%", "over", "rate")),
        ("百分之五十左右", ("百分之五十左右", "50", "%", "about", "rate")),
        ("近1/6", ("近1/6", "16.67", "", "under", "rate")),
        ("三分之一以上", ("三分之一以上", "33.33", "", "over", "rate")),
        ("缩小至2.31：1", ("2.31：1", "0", "", "exact", "rate")),
        ("缩小至2.04\u22361", ("2.04\u22361", "0", "", "exact", "rate")),
        ("1042.8亿元", ("1042.8亿元", "104280000000", "元", "exact", "money")),
        ("突破万亿元", ("突破万亿元", "1000000000000", "元", "over", "money")),
        ("13块金牌", ("13块", "13", "块", "exact", "count")),
        ("13块钱", ("13块钱", "13", "块钱", "exact", "money")),
        ("第十四届", ("第十四届", "14", "届", "exact", "ordinal")),
        ("第8.6代", ("第8.6代", "8.6", "代", "exact", "ordinal")),
        ("首届", ("首届", "1", "届", "exact", "ordinal")),
        ("一等奖", ("一等奖", "1", "等奖", "exact", "ordinal")),
        ("居全国首位", ("首位", "1", "位", "exact", "ordinal")),
        ("进入全国前三。", ("前三", "3", "", "under", "ordinal")),
        ("上二楼", ("二楼", "2", "楼", "exact", "ordinal")),
        ("三期工程", ("三期", "3", "期", "exact", "ordinal")),
        ("党的二十大精神", ("二十大", "20", "大", "exact", "ordinal")),
        ("2025-02-17 09:08", ("2025-02-17 09:08", "0", "", "exact", "date")),
        ("2021—2025年", ("2021—2025年", "0", "", "exact", "date")),
        ("每季度", ("每季度", "0", "", "exact", "date")),
        ("每周三坐班", ("每周三", "0", "", "exact", "date")),
        ("星期五上午", ("星期五", "0", "", "exact", "date")),
        ("水质保持Ⅲ类", ("Ⅲ类", "0", "", "exact", "name")),
        ("III类水", ("III类", "0", "", "exact", "name")),
        ("前移2个位次", ("2个位次", "2", "个位次", "exact", "count")),
        ("前三季度", ("前三季度", "0", "", "exact", "date")),
        ("12·4宪法宣传日", ("12·4", "0", "", "exact", "date")),
        ("“6·16”特大暴雨", ("6·16", "0", "", "exact", "date")),
        ("“一城两区三门户”", ("一城两区三门户", "0", "", "exact", "name")),
        ("“124”工作思路", ("124", "0", "", "exact", "name")),
        ("八五普法", ("八五", "0", "", "exact", "name")),
        ("PM2.5浓度", ("PM2.5", "0", "", "exact", "name")),
        ("G318线", ("G318", "0", "", "exact", "name")),
        ("“跨境通”2.0版", ("2.0版", "0", "", "exact", "name")),
        ("1+3+N体系", ("1+3+N", "0", "", "exact", "name")),
        ("12345热线", ("12345", "0", "", "exact", "name")),
        ("122万千瓦", ("122万千瓦", "1220000", "千瓦", "exact", "count")),
        ("10.62万群众", ("10.62万", "106200", "", "exact", "count")),
        ("2300多人", ("2300多人", "2300", "人", "over", "count")),
        ("振兴新突破三年行动", ("三年", "3", "年", "exact", "count")),
        ("超千亿元", ("超千亿元", "100000000000", "元", "over", "money")),
        ("3-5年", ("3-5年", "5", "年", "exact", "count")),
        ("布局5个点位", ("5个", "5", "个", "exact", "count")),
        ("65岁及以上老人", ("65岁及以上", "65", "岁", "over", "count")),
    ],
)
def test_one_number(text: str, expected: tuple[str, str, str, str, str]) -> None:
    """Its words, value, unit, bound and kind."""
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "units_found"),
    [
        ("第三、第四季度", ["季度", "季度"]),
        ("提高14.5、8.3个百分点", ["个百分点", "个百分点"]),
        ("5万至6万人", ["人", "人"]),
        ("二十届二中、三中全会", ["届", "中", "中全会"]),
        ("十二届五次、六次全会", ["届", "次", "次全会"]),
    ],
)
def test_a_bare_number_shares_the_unit_of_the_next(text: str, units_found: list[str]) -> None:
    """Numbers that are joined by 、 or 至 are of one unit."""
    assert [numeral.quantity.unit for numeral in numerals(fold(text))] == units_found


@pytest.mark.parametrize(
    "text",
    ["千家万户", "千方百计", "四川", "三亚", "九江", "金三角", "领悟[12]", "“一站式”", "“高效办成一件事”", "红十字会", "几十年",
     "数百家", "两位数增长", "第三方", "一年来", "零售", "百度", "近百万群众", "三门峡", "十分重要", "一一一"],
)  # fmt: skip
def test_no_number(text: str) -> None:
    """Idioms, places, footnote marks, articles (一) and vague words count nothing."""
    assert read(text) == []


def test_a_quotation_with_a_number_is_one_name() -> None:
    """A name is taken whole; one without a number of its own is none; a date stays a date."""
    assert [n.written for n in numerals(fold("“两个200万亩”和“绿水青山”和“4·15国家安全日”"))] == [
        "两个200万亩",
        "4·15",
    ]


@given(st.lists(ALPHABET, max_size=40))
def test_numbers_never_overlap(signs: list[str]) -> None:
    """Whatever the text: numbers stand in order, apart, inside it; a core lies inside its number."""
    text = fold("".join(signs))
    end = 0
    for numeral in numerals(text):
        assert end <= numeral.span.start < numeral.span.end <= len(text)
        assert numeral.span.holds(numeral.core)
        assert len(numeral.core)
        assert numeral.quantity.kind in Kind
        assert numeral.quantity.bound in Bound
        end = numeral.span.end


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    """Emoji, control characters, digits of other scripts: no text breaks the reading of numbers."""
    assert numerals(fold(text)) == numerals(fold(text))
    integer(text)
    decimal(text)


@pytest.mark.parametrize(
    "sign", ["一", "1", "百分之", "十分之", "第", "“", "1,", "1.", "a1", "1+", "\u202e", "🙂"]
)
def test_a_sentence_of_garbage_is_read_at_once(sign: str) -> None:
    """The longest sentence there is, of one sign alone, costs no more than milliseconds."""
    numerals(sign * (1500 // len(sign)))


def test_measure_words_have_kinds() -> None:
    """Money and rates by their lists, all else counts; no measure word is empty."""
    assert (kind_of("元"), kind_of("%"), kind_of("件"), kind_of("")) == (
        Kind.MONEY,
        Kind.RATE,
        Kind.COUNT,
        Kind.COUNT,
    )
    assert all(word for words in units().values() for word in words)


def test_a_length_of_time_in_two_units_is_one() -> None:
    """In the larger of the two; 75秒 behind minutes is a number of its own."""
    assert [
        (n.written, str(n.quantity.value), n.quantity.unit) for n in numerals("由6分20秒缩短至1小时30分")
    ] == [
        ("6分20秒", "6.3333", "分钟"),
        ("1小时30分", "1.5000", "小时"),
    ]
    assert [n.written for n in numerals("得3分75秒")] == ["3", "75"]
