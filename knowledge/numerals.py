"""Numbers as people and reports write them: 一万二千, 3.6万户, 百分之五, 近三成, 第十四届, 4·15.

All functions take folded text (see `text.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from knowledge.model import Bound, Kind, Quantity, Span
from knowledge.tables import groups

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {"万": 10**4, "亿": 10**8}
BOUNDS_BEFORE = {
    **dict.fromkeys(("超过", "超", "突破", "逾", "不低于", "不少于", "至少", "高于", "大于", "最少"), Bound.OVER),
    **dict.fromkeys(("近", "接近", "将近", "不超过", "不高于", "低于", "少于", "小于", "最多"), Bound.UNDER),
    **dict.fromkeys(("约", "大约", "大概", "大致"), Bound.ABOUT),
}
BOUNDS_AFTER = {
    **dict.fromkeys(("以上", "之上"), Bound.OVER),
    **dict.fromkeys(("以下", "以内", "之内", "之下"), Bound.UNDER),
    **dict.fromkeys(("左右", "上下"), Bound.ABOUT),
}
CHINESE = "[零一二两三四五六七八九十百千万亿]"
ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
MAGNITUDE = "(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|千|百)"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number found in a text."""

    span: Span
    """With its bound and unit: 超3000亿元, 5%以上."""
    core: Span
    """With its unit alone: 3000亿元."""
    quantity: Quantity
    written: str
    """The digits and magnitude as written: 3000亿."""


@cache
def units() -> dict[str, tuple[str, ...]]:
    """Measure words by kind of number."""
    return groups("units.txt")


def integer(text: str) -> int | None:
    """The value of a whole Chinese numeral, or None where it is none.

    >>> integer("一万二千"), integer("二零二五"), integer("十四"), integer("万")
    (12000, 2025, 14, None)
    """
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total = section = 0
    digit: int | None = None
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in TENS:
            section += (1 if digit is None else digit) * TENS[sign]
            digit = None
        elif sign in MAGNITUDES:
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * MAGNITUDES[sign] if sign == "亿" else total + section * MAGNITUDES[sign]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


def decimal(text: str) -> Decimal | None:
    """The value of a numeral without unit: 3.6万, 1,024, 三点五, 一万二千; None where it is none."""
    text = text.replace(",", "").replace(" ", "").rstrip("多余来")
    if not text:
        return None
    if text[0].isdigit():
        number = re.match(r"[\d.]+", text)
        assert number is not None
        value = Decimal(number[0].rstrip("."))
        for sign in text[number.end() :].strip("多余来几"):
            value *= {**TENS, **MAGNITUDES}.get(sign, 1)
        return value
    if "点" in text:
        whole, _, part = text.partition("点")
        head, tail = integer(whole), "".join(str(DIGITS[sign]) for sign in part if sign in DIGITS)
        return None if head is None or not tail else Decimal(f"{head}.{tail}")
    found = integer(text)
    return None if found is None else Decimal(found)


def _any(words: tuple[str, ...] | dict[str, Bound]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    """The forms of a number, the first that fits wins; group names say which it is."""
    known = units()
    counted = _any(known["money"] + known["rate"] + known["count"] + known["time"])
    ordered = _any(known["ordinal"])
    before, after = _any(BOUNDS_BEFORE), _any(BOUNDS_AFTER)
    chinese_unit = _any(tuple(u for u in known["money"] + known["rate"] + known["count"] + known["time"]))
    return re.compile(
        rf"""
        (?P<never>{_any(known["never"])})
      | (?P<date>\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:\ +\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?
          | (?:(?:19|20)\d\d|[一二][零一二三四五六七八九]{{3}})\s?年(?:\s?\d{{1,2}}月(?:\s?\d{{1,2}}[日号])?)?
          | \d{{1,2}}月\s?\d{{1,2}}[日号] | (?<![\d.])\d{{1,2}}[-—~至]\d{{1,2}}月 | (?<![\d·.])\d{{1,2}}·\d{{1,2}}(?![\d·.%])
          | 每(?:半年|季度|[年月周天日]) | [一二三四]季度 | [上下]半年 | (?<!\d)\d{{1,2}}:\d{{2}}(?!\d) | (?<![\d.])\d{{1,2}}月(?:份|底|末|初)?)
      | (?P<ordinal>第\s?(?P<nth>{CHINESE}+|\d+)(?:\s?(?P<nth_unit>{ordered}))?
          | [首](?:[届个家次批条例部座所项期座位]|枚) | (?P<prize>[特一二三四]|优秀)等奖 | 全[国省市区]首[位名])
      | (?P<share>(?P<share_before>{before})?百分之(?P<hundredth>{CHINESE}+(?:点{CHINESE}+)?|{ARABIC})(?P<share_after>{after})?)
      | (?P<fraction>\d+/\d+|\d+:\d+|{CHINESE}+分之{CHINESE}+)
      | (?P<tenth>(?P<tenth_before>{before})?(?P<tenths>[一二三四五六七八九])成(?![立功为员果就长熟型本都效分套交品人年])(?P<tenth_after>{after})?)
      | (?P<latin>(?<![a-z])[a-z]+[\d.]*\d | (?<!\d)\d+(?:\.\d+)?[a-z]+(?:级)? | \d+\+\d+)
      | (?P<arabic>(?P<before>{before})?(?P<number>(?:{ARABIC}\s?[-—~至]\s?)?{ARABIC}\s?{MAGNITUDE}?[多余来]?{MAGNITUDE}?)
          \s?(?P<unit>{counted})?(?P<more>多)?(?P<after>{after})?)
      | (?P<chinese>(?P<c_before>{before})?(?P<c_number>{CHINESE}+(?:点{CHINESE}+)?)[多余]?(?P<c_unit>{chinese_unit})(?P<c_after>{after})?)
        """,
        re.VERBOSE,
    )


_QUOTED = re.compile(r"“([^“”、,。!?;:]{1,14})”")
_HAS_NUMBER = re.compile(rf"\d|{CHINESE.replace('万', '').replace('千', '').replace('百', '')}")


def numerals(text: str) -> list[Numeral]:
    """The numbers of a folded text, in order, without overlap.

    >>> [(text[n.core.start : n.core.end], str(n.quantity.value)) for text in ["受理3.6万件"] for n in numerals(text)]
    [('3.6万件', '36000')]
    """
    found = [numeral for match in _pattern().finditer(text) if (numeral := _read(text, match)) is not None]
    taken = {position for numeral in found for position in range(numeral.span.start, numeral.span.end)}
    for match in _QUOTED.finditer(text):
        inner = Span(match.start(1), match.end(1))
        if _HAS_NUMBER.search(match[1]):
            inside = [n for n in found if inner.holds(n.span)]
            if len(inside) == 1 and len(inside[0].span) == len(inner):
                found.remove(inside[0])
            elif inside and any(n.quantity.kind in (Kind.DATE,) for n in inside):
                continue
            elif not taken.isdisjoint(range(inner.start, inner.end)) and not inside:
                continue
            name = Quantity(Decimal(0), "", Bound.EXACT, Kind.NAME)
            found = [n for n in found if not inner.holds(n.span)]
            found.append(Numeral(inner, inner, name, match[1]))
    return sorted(found, key=lambda numeral: numeral.span.start)


def _read(text: str, match: re.Match[str]) -> Numeral | None:
    span = Span(match.start(), match.end())
    if match["never"]:
        return None
    if match["date"]:
        return Numeral(span, span, Quantity(Decimal(0), "", Bound.EXACT, Kind.DATE), match["date"])
    if match["ordinal"]:
        value = decimal(match["nth"] or match["prize"] or "一") if match["prize"] != "优秀" else None
        unit = match["nth_unit"] or ("等奖" if match["prize"] else match[0][-1] if match[0][0] == "首" else "")
        return Numeral(span, span, Quantity(value or Decimal(0), unit, Bound.EXACT, Kind.ORDINAL), match[0])
    if match["fraction"]:
        return Numeral(span, span, Quantity(_fraction(match[0]), "", Bound.EXACT, Kind.RATE), match[0])
    if match["share"]:
        value = decimal(match["hundredth"])
        bound = _bound(match["share_before"], match["share_after"])
        return None if value is None else Numeral(span, span, Quantity(value, "%", bound, Kind.RATE), match[0])
    if match["tenth"]:
        bound = _bound(match["tenth_before"], match["tenth_after"])
        value = Decimal(DIGITS[match["tenths"]] * 10)
        return Numeral(span, span, Quantity(value, "%", bound, Kind.RATE), match[0])
    if match["latin"]:
        return Numeral(span, span, Quantity(Decimal(0), "", Bound.EXACT, Kind.NAME), match[0])
    return _counted(text, match, "" if match["arabic"] else "c_")


def _counted(text: str, match: re.Match[str], prefix: str) -> Numeral | None:
    """A number that counts or measures; `prefix` names the groups of the Chinese form."""
    written, unit = match[f"{prefix}number"], match[f"{prefix}unit"] or ""
    if prefix and (written == "一" or not any(sign in DIGITS or sign == "十" for sign in written)):
        return None
    value = decimal(re.split("[-—~至]", written)[-1])
    if value is None:
        return None
    start, end = match.start(f"{prefix}number"), match.end(f"{prefix}unit")
    core = Span(start, end if end > 0 else match.end(f"{prefix}number"))
    kind = kind_of(unit)
    if kind is Kind.DATE and prefix:
        kind = Kind.COUNT
    quantity = Quantity(value, unit, _bound(match[f"{prefix}before"], match[f"{prefix}after"]), kind)
    return Numeral(Span(match.start(), match.end()), core, quantity, written.strip())


def kind_of(unit: str) -> Kind:
    """The kind of number that a measure word makes."""
    known = units()
    if unit in known["money"]:
        return Kind.MONEY
    if unit in known["rate"]:
        return Kind.RATE
    return Kind.COUNT


def _fraction(written: str) -> Decimal:
    """In per cent: 1/3 and 三分之一 are 33.33; a ratio such as 2:1 is 0, since it is no share."""
    parts = written.split("/") if "/" in written else written.split("分之")[::-1]
    over, under = (decimal(part) for part in parts) if len(parts) == 2 else (None, None)
    return round(100 * over / under, 2) if over and under else Decimal(0)


def _bound(before: str | None, after: str | None) -> Bound:
    return BOUNDS_BEFORE.get(before or "") or BOUNDS_AFTER.get(after or "") or Bound.EXACT
