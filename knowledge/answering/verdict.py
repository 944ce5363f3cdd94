"""Yes or no, where a figure of the report decides it: 化解率超过95%了吗 -> 是, 95.74% > 95%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.answering.derive import Deriver
from knowledge.answering.operands import Operand
from knowledge.answering.telling import asked_part, plain
from knowledge.lexis.numerals import Numeral, numerals
from knowledge.model import Answer, Ask, Bound, Kind, Question
from knowledge.weighing.measuring import PEOPLE

NUMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.RATE})
WAYS: tuple[tuple[str, str], ...] = (
    (r"不超过|不高于|不多于|没超过|没有超过|未超过", "≤"),
    (r"不到|不足|没到|没有到|没达到|未达到|低于|少于|小于|没有达到", "<"),
    (r"不低于|不少于|至少|最少|达到|达|够|满|有|到", "≥"),
    (r"超过|超出|突破|高于|大于|多于|超|逾|高过|多过|过(?!去)", ">"),
    (r"是|为|等于", "="),
)
"""Words before a number that compare with it, the longer ones first."""
BEHIND = re.compile(
    r"(?P<over>及?以上)?(?P<under>及?以[下内])?[了的过呢嘛吧啊呀]*(?:吗|么|没有?|不|没)?[?？。! ]*"
)
OF_A_THING = re.compile(r"的?(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:吗|么|没有?)[?？。! ]*")
"""Behind a number what it counts: 建了100个|老旧小区吗."""
DONE = "了"
"""Before a number that is said to have been reached; a larger one does not make it wrong."""
OPENING = re.compile(r"(?P<first>是|有|能|会|到|过)(?:不是|否|没有|无|不能|不会|没到|没过)")
MOVED = re.compile(r"(?:增长|下降|提高|上升|减少|增加|降低|上涨|回落)$")
"""What a number may follow without a word that compares: 下降了10%吗."""
CLOSE = Decimal("0.2")
"""A figure given as about so much decides nothing about what lies within a fifth of it."""


def verdict(question: Question, deriver: Deriver, history: Sequence[str] = ()) -> Answer | None:
    """The figure that is held against the number in the question, with 是 or 否 where it decides.

    None where the question holds no one number against a figure, or the report does not give the figure.
    """
    if question.asks not in (Ask.YES_NO, Ask.TOPIC):
        return None
    text = OPENING.sub(lambda match: match["first"], asked_part(question))
    numbers = [number for number in numerals(text) if number.quantity.kind in NUMBERS]
    if len(numbers) != 1:
        return None
    number = numbers[0]
    way, before = _way(text[: number.core.start])
    if behind := BEHIND.fullmatch(text, number.core.end):
        way = "≥" if behind["over"] else "≤" if behind["under"] else way
    elif thing := OF_A_THING.fullmatch(text, number.core.end):
        before += thing["thing"]
    else:
        return None
    if not way:
        return None
    found = deriver.finder.number_of(before + "多少", history, number.quantity.kind)
    unit = number.quantity.unit
    if found is None or not (unit in ("", found.unit) or {unit, found.unit} <= PEOPLE):
        return None
    return _held_against(question, found, way, number, deriver)


def _way(before: str) -> tuple[str, str]:
    """(how the number is compared, what stands before the comparing words); "" where nothing compares."""
    done = before.endswith(DONE)
    before = before.rstrip("了过 ")
    for words, sign in WAYS:
        match = re.search(rf"(?:{words})$", before)
        if match:
            return sign, re.sub(r"[是有]$", "", before[: match.start()].rstrip("了过 "))
    return "=" if MOVED.search(before) else DONE if done else "", before


def _held_against(
    question: Question, found: Operand, way: str, number: Numeral, deriver: Deriver
) -> Answer | None:
    value, asked = found.fact.quantity.value, number.quantity.value
    decided = _decides(way, value, found.fact.quantity.bound, asked)
    sign = ">" if value > asked else "<" if value < asked else "="
    answer = deriver.teller.stated(question, found)
    written = number.written if number.quantity.kind is not Kind.RATE else plain(asked)
    shown = f"{found.shown} {sign} {written}{number.quantity.unit or found.unit}"
    said = "" if decided is None else "是" if decided else "否"
    return replace(answer, derivation=shown if said else None, verdict=said)


def _decides(way: str, value: Decimal, bound: Bound, asked: Decimal) -> bool | None:
    """Whether a figure makes the comparison true; None where it leaves it open.

    >>> _decides(">", Decimal(95), Bound.OVER, Decimal(95)), _decides("<", Decimal(95), Bound.OVER, Decimal(96))
    (True, None)
    """
    if bound is Bound.ABOUT and abs(value - asked) <= CLOSE * value:
        return None
    if bound is Bound.OVER and value <= asked:
        return True if way in (">", "≥") and value == asked else None
    if bound is Bound.UNDER and value >= asked:
        return True if way in ("<", "≤") and value == asked else None
    if way == DONE:
        return True if value == asked else False if value < asked else None
    holds = {
        "≤": value <= asked,
        "<": value < asked,
        "≥": value >= asked,
        ">": value > asked,
        "=": value == asked,
    }
    return holds[way]
