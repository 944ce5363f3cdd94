"""Whether a number is of the kind that a question asks for: reasons for and against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.lexis.numerals import PLACE, units
from knowledge.model import Ask, Kind, Question, Reason
from knowledge.search.number import Number
from knowledge.weighing.belonging import (
    aged,
    change_of,
    counts_people,
    named_measure,
    of_others,
    owning,
    per_head,
    share_of,
)
from knowledge.weighing.changing import (
    OF_BEFORE,
    OF_RATES,
    level_or_change,
    moves_otherwise,
    moving,
    of_before,
)
from knowledge.weighing.measuring import (
    KEPT,
    PEOPLE,
    PEOPLE_TOO,
    WRONG_KIND,
    another_counted_so,
    levels,
    measured_alike,
    measuring,
    naming,
    only_named,
)
from knowledge.weighing.parts import of_a_part, of_else

RANKING = re.compile(r"排(?:名|在|到|行)?(?:全|世|中|第|几|老)|名次|位次|[位居]居?第几")
PLACES_IN_A_ROW = frozenset(("位次", "个位次"))
MOVED = re.compile("(?:提升|上升|跃升|前移|前进|下降|下滑|后退)了?$")
RANK_ASKED = re.compile("[位名]|排|升|移|前进")
JUST_WHICH, ROUGHLY = re.compile("第几[名位]|名次"), frozenset(("方阵", "梯队"))
"""第一方阵 tells not which place it is."""
RANKS = frozenset(("", "位", "名", "方阵", "大", "等奖"))
"""What stands behind a number that tells a rank: 第4位; 首个 tells none."""
OF_MONEY = re.compile(
    r"(?:gdp|生产总值|增加值|产值|收入|支出|投资|资金|预算|工资|补贴|补助|奖金|利润|营收|税收|债券|贷款|存款|经费|养老金|房价|罚款|[^数名份员]额|价格)$"
)
"""What is counted in money, or as a share or a change of it."""
SINGLED_OUT = re.compile(
    "最[大多高小少低长短贵狠严][^,，。?多少几哪什啥]{0,3}一[单笔起次件个家处条例桩天回场宗户项座](?!月)"
)
"""A question for one of many, 最大的一单; what is told of all is no answer."""
DONE = re.compile("了(?:大概|大约|差不多|一共|总共|拢共)?(?:多少|几|百分之)")
"""A question for what was done: 涨了多少."""
AN_AIM, RATHER_A_RESULT = -1.0, -0.06
AIM_ASKED = re.compile(
    "[要将能会想求]|目标|预期|预计|计划|打算|准备|安排|力争|争取|确保|控制|保持|稳定|今后|未来|下一步|接下来|往后"
)
"""A question that may ask for an aim."""
SINGLE_YEAR = re.compile(
    "当年|(?:这|那|单)一年(?:里|内|中|度|就|的|有|开|发|[\u4e00-\u9fff]{0,4}(?:多少|几))|全年一共"
)
"""A question for what one year brought by itself."""
NEW = re.compile("新[增建修开设添培引加办选招聘]")
SO_MANY_THERE_ARE = re.compile("(?:达到?|超过?|突破|逾|近|共|[现保拥]有|总数|稳定在)[^,，、]{0,3}$")
"""Right before, or in, a number of how many there are by then."""
ALL_ASKED = re.compile("[总一拢]共|总数|现[在有]|如今|目前")
IN_ALL = re.compile("总[里数量规]|累计|保有量|拥有量|存量")
"""What tells how much there is, new or not."""
REACHED_IN_ALL = re.compile("(?:累计|总[数量]|达到?|共有?)(?:了|约|超过?|近)?$")
"""Right before how many there are by then: 新增105万户、达到1025万户."""
UP_TO_NOW = re.compile("累计|历年|[至到]目前|成立以来|开行以来|开通以来|运行以来")
"""What is told of all years together."""
MOST_ASKED = re.compile(
    "(?:顶多|最多|最高|上限)[^,，。?]{0,4}(?:能|可以|可|给|补)[^,，。?]{0,4}(?:多少|几)|(?:能|可以|可)(?:最多|最高|顶多)[^,，。?]{0,4}(?:多少|几)"
)
MOST = re.compile("最高|最多|上限|封顶|以内|不超过|限额|额度")
ON_WHICH_DAY = re.compile("哪一?[天年日月]|几[月号点]|日期|何时")
"""A question for a day, which no 每月 answers."""
OF_PEOPLE = re.compile("人数|人口|[人者员民生工师客户众]$")
"""What counts people without a measure word."""
PERSONS_COUNTED = re.compile("(?:人口|人数)$")
FOLK = re.compile("户$|人[员数口]$|[^发群公]者$|民警$|教师$|医生$|学生$|工人$|农民工$|职工$")
"""What is told in people or families, never in money."""
AREAS, TOO_MANY_AREAS = frozenset("县市区镇"), 10_000
"""No country has so many of them."""


def fitting(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """Whether it is a number of the kind asked for; `clause` is the folded one that it stands in."""
    fact = number.fact
    quantity = fact.quantity
    before = number.ahead
    if quantity.kind not in question.kinds:
        yield Reason("wrong kind of number", WRONG_KIND)
        return
    if (
        only_named(fact)
        and not measured_alike(question.unit, quantity.unit)
        and Kind.ORDINAL not in question.kinds
    ):
        yield Reason("a number in a name", WRONG_KIND)
    yield from _of_another_sort(question, number, clause)
    yield from per_head(question, number, clause)
    yield from aged(question, before)
    yield from of_others(question, number, clause)
    yield from _at_most(question, clause)
    yield from _of_another_time(question, number, clause)
    yield from naming(question, fact, number.written)
    if question.unit:
        yield from measuring(question.unit, quantity)
        yield from levels(question.unit, before)
        yield from another_counted_so(question.unit, number)
    yield from named_measure(question, clause)
    if quantity.kind in (Kind.COUNT, Kind.MONEY):
        yield from level_or_change(question, fact, before)
        yield from change_of(question, number)
    if quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.RATE):
        yield from of_a_part(question, number)
    yield from of_else(question, number)
    if fact.direction and moves_otherwise(question, fact.direction):
        yield Reason("the other way", WRONG_KIND)
    if quantity.kind is Kind.RATE:
        yield from moving(question, fact, before, number.behind)
        yield from share_of(question, number, clause)
    if fact.subject is not None:
        yield from owning(question, number)


def _of_another_sort(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """Whether what was asked for is no such number: a length of time, a rank, an amount of money."""
    quantity = number.fact.quantity
    counted = quantity.kind is Kind.COUNT
    if quantity.kind is not Kind.DATE and "最" not in clause and SINGLED_OUT.search(question.asked):
        yield Reason("not singled out", WRONG_KIND)
    if quantity.kind is Kind.DATE and ON_WHICH_DAY.search(question.asked) and number.written.startswith("每"):
        yield Reason("how often, not when", WRONG_KIND)
    elif counted and question.asks is Ask.WHEN and quantity.unit not in units()["time"]:
        yield Reason("no length of time", WRONG_KIND)
    elif counted and quantity.unit and not question.unit and _of_money(question):
        yield Reason("not of money", WRONG_KIND)
    elif quantity.kind is Kind.MONEY and not question.unit and _of_people(question):
        yield Reason("money, no people", WRONG_KIND)
    elif quantity.kind is Kind.RATE and _amount_of_money(question):
        yield Reason("a rate, not an amount", WRONG_KIND)
    elif counted and _of_places(number) and not RANK_ASKED.search(question.text):
        yield Reason("no rank is asked for", WRONG_KIND)
    elif counted and quantity.unit in AREAS and quantity.value >= TOO_MANY_AREAS:
        yield Reason(f"which {quantity.unit}, not how much", WRONG_KIND)  # 人口超50万|县
    elif counted and _no_people(question, number):
        yield Reason("no people", WRONG_KIND)
    elif question.asks is Ask.ORDINAL and (
        (RANKING.search(question.text) and quantity.unit not in RANKS)
        or (JUST_WHICH.search(question.text) and quantity.unit in ROUGHLY)
    ):
        yield Reason("no rank", WRONG_KIND)


def _of_places(number: Number) -> bool:
    """Whether it counts places in a row: 位次, 提升|3位."""
    unit = number.fact.quantity.unit
    return unit in PLACES_IN_A_ROW or (unit == PLACE and MOVED.search(number.ahead) is not None)


def _of_another_time(question: Question, number: Number, clause: str) -> Iterator[Reason]:
    """What was before, what is to come, and what all years make together, where that was not asked."""
    kind, before = number.fact.quantity.kind, number.ahead
    if SINGLE_YEAR.search(question.asked) and UP_TO_NOW.search(clause):
        yield Reason("in all, not of the year", WRONG_KIND)
    in_all = IN_ALL.search(clause) and not NEW.search(clause)
    if NEW.search(question.asked) and (in_all or (NEW.search(before) and REACHED_IN_ALL.search(before))):
        yield Reason("in all, not new", WRONG_KIND)
    elif kind is Kind.COUNT and NEW.search(question.asked) and _nothing_new(number, clause):
        yield Reason("nothing new", WRONG_KIND)
    some = NEW.search(clause) and not REACHED_IN_ALL.search(before)
    if some and ALL_ASKED.search(question.asked) and IN_ALL.search(number.sentence):
        yield Reason("new, not in all", WRONG_KIND)
    if not question.period and number.to_come:
        if _done(question.asked):
            yield Reason("an aim, no result", AN_AIM)
        elif not AIM_ASKED.search(question.asked):
            yield Reason("rather a result than an aim", RATHER_A_RESULT)
    if kind in (Kind.COUNT, Kind.MONEY, Kind.RATE) and of_before(question, before, number.behind):
        yield Reason("what it was before", OF_BEFORE)


def _nothing_new(number: Number, clause: str) -> bool:
    """Whether it says how many there are, not how many came: 高新技术企业超5.7万家 for 新增."""
    if number.fact.direction or NEW.search(clause):
        return False
    return SO_MANY_THERE_ARE.search(number.ahead + number.written[:2]) is not None


def _no_people(question: Question, number: Number) -> bool:
    """Whether people are asked for, as 人 or as 常住人口, and the number counts none."""
    unit = number.fact.quantity.unit
    if unit and question.unit == "个":
        return unit not in ("个", *PEOPLE_TOO) and counts_people(question)
    if unit:
        persons = any(term.focus and PERSONS_COUNTED.search(term.typed) for term in question.terms)
        return persons and not question.unit and unit not in PEOPLE_TOO
    return question.unit in PEOPLE and not OF_PEOPLE.search(number.measure)


def _at_most(question: Question, clause: str) -> Iterator[Reason]:
    """How much one may get at most is not told by how much was given in all."""
    if MOST_ASKED.search(question.asked) and not MOST.search(clause):
        yield Reason("not the most", WRONG_KIND)


def _of_people(question: Question) -> bool:
    """Whether people or families are asked for, however many: 低保户有多少."""
    asked = next((term for term in question.terms if term.focus), None)
    return asked is not None and Kind.COUNT in question.kinds and FOLK.search(asked.typed) is not None


def _amount_of_money(question: Question) -> bool:
    """Whether it asks how much money something is, not for a share or a change of it: GDP多少."""
    return question.asks is Ask.FIGURE and not OF_RATES.search(question.text) and _of_money(question)


def _of_money(question: Question) -> bool:
    """Whether the thing asked for is counted in money: 6家园区 is no GDP."""
    asked = (*(term for term in question.terms if term.focus), *question.terms[-1:])
    words = (word for term in asked for word in (term.typed, *(v.text for v in term.variants[:1])))
    return any(map(OF_MONEY.search, words))


@lru_cache(KEPT)
def _done(text: str) -> bool:
    return DONE.search(text) is not None
