"""Whether a number is counted in what was asked for: measure words, lengths, names that hold a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.lexis.numerals import PHASES
from knowledge.model import Fact, Kind, Quantity, Question, Reason
from knowledge.search.number import Number

WRONG_KIND = -1.0
OF_ANOTHER = -0.5
KEPT = 64
"""Questions whose words are remembered while their numbers are looked at."""
WRONG_UNIT = -0.4
RIGHT_UNIT = 0.06
PHYSICAL = frozenset(
    "吨 公斤 斤 克 千克 吨标准煤 亩 公顷 平方米 平方公里 立方米 米 公里 千米 里 海里 千瓦 千瓦时 兆瓦 度 升 元 美元 微克".split()
)
"""Units of length, weight, area, energy, money: what is measured in one is not measured in another."""
HOURS = frozenset(("小时", "分钟", "秒", "天", "个月", "个工作日", "工作日"))
"""Lengths of time, which count no things."""
NUMERALS = frozenset("一二两三四五六七八九十")
SUCH = 0.4
"""For a number that only few are like: 二楼 for 几楼."""
ROMAN = frozenset(("i", "v", *map(chr, range(0x2160, 0x2180))))
SMALL = 20
DIALLED = re.compile("电话|手机|热线|号码|[打拨].{1,2}号")
DIALLED_NUMBER = re.compile(r"\d{3,}|\d{3}-")
ANY_UNIT = frozenset("个")
"""Measure words that people use for any other."""
FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "个 件 起 宗 例 项 条 处 种 类 批 部 份 篇 本 册 字",
        "个 家 户 所 座 处 站 厂 店 间 栋 校 馆 院 户家庭",
        "个 人 名 位 人次 户 口",
        "个 台 辆 套 架 艘 列 部 只 头",
        "条 艘 只",
        "个 场 次 届 期 趟 班 回",
        "次 人次",
        "级 层 档",
        "块 枚 面 金 银 铜",
        "个 万 张 床 席 学位 托位 车位",
        "吨 斤 公斤 亿斤 万吨",
    )
)
"""Measure words that people use one for another."""
TIMES = frozenset("回 次 趟 遍".split())
"""Those that count how often, which 个 does not."""
PEOPLE = frozenset("人 名 位 人次 口".split())
"""Those that count people."""
LEVELS = frozenset("级层")
NAMES_LEVELS = 0.15
LISTED_LEVELS = re.compile("[省市区县乡镇村]{3,}$")
"""市县乡村|四级."""
THINGS = frozenset("辆台架艘列头只匹棵株套部")
"""What counts things that no report counts in 个, though people do."""
FAMILIES_OF_PEOPLE = frozenset(("户", "户家庭", "户次", "家庭"))
PEOPLE_TOO = PEOPLE | FAMILIES_OF_PEOPLE | {"对", "例"}
"""Those by which reports may count them; 9个 and 17轮 are no people."""


def levels(unit: str, before: str) -> Iterator[Reason]:
    """Whether the levels that are counted are named: 市县乡村|四级."""
    if unit in LEVELS and LISTED_LEVELS.search(before):
        yield Reason("names the levels", NAMES_LEVELS)


def naming(question: Question, fact: Fact, written: str) -> Iterator[Reason]:
    """几查, 几进: it must be a number of just that."""
    asked = [term for term in question.terms if term.typed.startswith("几")]
    if asked and not any(variant.text in written for term in asked for variant in term.variants):
        yield Reason("another number", WRONG_KIND)
    if (
        fact.quantity.kind is Kind.NAME
        and DIALLED.search(question.asked)
        and not DIALLED_NUMBER.search(written)
    ):
        yield Reason("no number to dial", WRONG_KIND)
    if fact.quantity.kind is Kind.NAME and question.unit and not _names(written, question.unit):
        yield Reason("another name", WRONG_KIND)


def measuring(unit: str, quantity: Quantity) -> Iterator[Reason]:
    """Whether it is counted in what was asked for, or in what people say for it."""
    if quantity.kind is Kind.RATE:
        yield Reason("other unit", WRONG_UNIT)
    elif quantity.kind is Kind.ORDINAL and unit in PHASES:
        fits = quantity.unit == unit
        yield Reason("such a number", SUCH) if fits else Reason("another dimension", WRONG_KIND)
    elif quantity.kind in (Kind.COUNT, Kind.MONEY):
        counted = quantity.unit.partition("/")[0]
        if counted.endswith(unit) or quantity.unit.endswith(unit) or unit.endswith(counted or "?"):
            yield Reason("unit", RIGHT_UNIT)
        elif unit in PHYSICAL or quantity.unit in PHYSICAL or (unit in HOURS) != (quantity.unit in HOURS):
            yield Reason("another dimension", WRONG_KIND)
        elif not quantity.unit:
            return
        elif unit in PEOPLE and quantity.unit not in PEOPLE_TOO:
            yield Reason("no people", WRONG_KIND)
        elif unit in PEOPLE and quantity.unit in FAMILIES_OF_PEOPLE:
            yield Reason("families, not people", WRONG_UNIT)
        elif unit in THINGS and quantity.unit not in THINGS:
            yield Reason("no such things", WRONG_KIND)
        elif (unit in TIMES and quantity.unit == "个") or not any(
            unit in family and quantity.unit in family for family in FAMILIES
        ):
            yield Reason("other unit", WRONG_UNIT)


def another_counted_so(unit: str, number: Number) -> Iterator[Reason]:
    """Whether the sentence has another number that is counted as was asked, and this one is not: 74场 beside 26所."""
    if unit not in ANY_UNIT and unit not in number.fact.quantity.unit and unit in number.units:
        yield Reason("another one is counted so", WRONG_KIND)


def measured_otherwise(unit: str, number: Number) -> float:
    """The points against a number by its measure word alone."""
    quantity = number.fact.quantity
    if quantity.kind is Kind.NAME and not _names(number.written, unit):
        return WRONG_KIND
    return sum(reason.points for reason in measuring(unit, quantity))


def measured_alike(asked: str, unit: str) -> bool:
    """Whether two measure words are the same, or one is said for the other alone: 层 for 级."""
    return asked == unit or any(
        asked in family and unit in family for family in FAMILIES if "个" not in family
    )


def _names(written: str, unit: str) -> bool:
    """Whether a name holds a number of just that: 两队一室 for 几队, 5A级 for 几A."""
    at = written.find(unit, 1)
    return at > 0 and (
        written[at - 1] in NUMERALS
        or written[at - 1] in ROMAN
        or (unit.isascii() and written[at - 1].isdigit())
    )


def only_named(fact: Fact) -> bool:
    """Whether a count is written in characters and small: 四大, 三期, 十方面; it names more than it counts."""
    return fact.quantity.kind is Kind.COUNT and fact.in_characters and fact.quantity.value <= SMALL
