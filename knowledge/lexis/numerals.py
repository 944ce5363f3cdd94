"""Numbers as people and reports write them: 一万二千, 3.6万户, 百分之五, 近三成, 第十四届, 4·15.

All functions take folded text (see `text.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from knowledge.lexis.tables import groups
from knowledge.model import Bound, Kind, Quantity, Span

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {"万": 10**4, "亿": 10**8}
SHORTENED = re.compile(r".*[一二两三四五六七八九][百千万亿][一二三四五六七八九]")
"""三百五 is 350 and 两万三 is 23000: the last place is left out in speech."""
BOUNDS_BEFORE = {
    **dict.fromkeys(
        ("超过", "超", "突破", "逾", "不低于", "不少于", "至少", "高于", "大于", "最少"), Bound.OVER
    ),
    **dict.fromkeys(("近", "接近", "将近", "不超过", "不高于", "低于", "少于", "小于", "最多"), Bound.UNDER),
    **dict.fromkeys(("约", "大约", "大概", "大致"), Bound.ABOUT),
}
BOUNDS_AFTER = {
    **dict.fromkeys(("及以上", "以上", "之上"), Bound.OVER),
    **dict.fromkeys(("及以下", "以下", "以内", "之内", "之下"), Bound.UNDER),
    **dict.fromkeys(("左右", "上下"), Bound.ABOUT),
}
CHINESE = "[零一二两三四五六七八九十百千万亿]"
LONGEST = 16
"""Characters of a Chinese numeral at most; 九千九百九十九万亿 has nine, and longer runs cost time squared."""
ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
LATIN_UNITS = "(?:km|mwh?|gwh?|kwh?|twh|kv|pf|p|[tpe]flops|tops|[mgtp]b|mm|cm|m|kg|mg|ml|ha)(?![a-z])"
"""Letters behind a number that measure: 35p of computing; other letters make a name of it: 5g, 415x."""
FORMS = (
    "date", "fraction", "share", "never", "ordinal", "session", "tenth", "latin", "arabic", "chinese",
)  # fmt: skip
"""The named forms of `_pattern`."""
COUNTED_AFTER_ALL = {"块": "金银铜奖牌地", "个点": "位亮"}
"""Units of money and rate that count where one of these follows: 13块金牌, 5个点位."""
PLACE = "位"
RANKED, RANKED_NEAR_BY = (
    re.compile("(?:排名?|名次|位[居列]|稳居|跃居|[升降]至)(?:全[国省市球]|世界|[前后])?$"),
    8,
)
"""Right before a place in a row, in so many characters: 全国排名|53位."""
NO_UNITS = frozenset((("群", "众"), ("省", "外"), ("县", "域"), ("市", "场"), ("国", "家")))
"""A character that is no measure word where the other follows: 10.62万|群众, 2300万|省外劳动力."""
SMALLEST_GOAL = 100
"""What 突破 before a number in characters can mean to exceed; 振兴新突破三年行动 exceeds nothing."""
PHASES = frozenset(("楼", "期"))
"""Measure words that order where the number is written in characters: 二楼, 三期工程; but 两期."""
MAGNITUDE = "(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|千(?![瓦克米伏卡])|百)"


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


def whole_number(text: str) -> int | None:
    """The value of a whole number in digits or in Chinese numerals, or None where it is none.

    >>> whole_number("92"), whole_number("九十二"), whole_number("")
    (92, 92, None)
    """
    return int(text) if text.isdecimal() else integer(text)


def integer(text: str) -> int | None:
    """The value of a whole Chinese numeral, or None where it is none.

    >>> integer("一万二千"), integer("二零二五"), integer("十四"), integer("万")
    (12000, 2025, 14, None)
    """
    if not text or len(text) > LONGEST:
        return None
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    if SHORTENED.fullmatch(text):
        last = {**TENS, **MAGNITUDES}[text[-2]] // 10
        return (integer(text[:-1]) or 0) + DIGITS[text[-1]] * last
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
            total = (
                (total + section) * MAGNITUDES[sign] if sign == "亿" else total + section * MAGNITUDES[sign]
            )
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


def decimal(text: str) -> Decimal | None:
    """The value of a numeral without unit: 3.6万, 1,024, 三点五, 一万二千; None where it is none."""
    text = text.replace(",", "").replace(" ", "").rstrip("多余来")
    if not text:
        return None
    if number := re.match(r"\d+(?:\.\d+)?", text):
        value = Decimal(number[0])
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
    ordered = _any(known["ordinal"] + known["count"] + known["time"])
    plain = _any(tuple(word for word in BOUNDS_BEFORE if word not in ("约", "近")))
    before, after = rf"(?:{plain}|(?<![签合节预契])约|(?<![最附邻靠])近)", _any(BOUNDS_AFTER)
    chinese = f"{CHINESE}{{1,{LONGEST}}}"
    year = r"(?:(?:19|20)\d\d|[一二][零一二三四五六七八九]{3})"
    firsts = {word[0] for word in (*known["never"], *BOUNDS_BEFORE)} | set(
        CHINESE[1:-1] + "第首前每上下特周星礼"
    )
    not_tenth = "(?![立功为员果就长熟型本都效分套交品人年])"
    return re.compile(
        rf"""
        (?=[\da-z\u2160-\u217f\[{"".join(sorted(firsts))}])  # no more than this, but thrice as fast
        (?:(?P<date>\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:\ +\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?
          | (?:{year}\s?[-—~至]\s?)?{year}\s?年(?:\s?\d{{1,2}}月(?:\s?\d{{1,2}}[日号])?)?
          | (?<![\d.])20\d\d(?=中国|世界|全球|国际)
          | \d{{1,2}}月\s?\d{{1,2}}[日号] | (?<![\d.])\d{{1,2}}[-—~至]\d{{1,2}}月 | 前\d{{1,2}}个月
          | (?<![\d·.])\d{{1,2}}·\d{{1,2}}(?![\d·.%])
          | 每?(?:周|星期|礼拜)[一二三四五六日天](?![次回场期批天年])(?<![一二两三四五几\d]周.) | 每(?:半年|季度|[年月周天日]) | 前?[一二三四](?:[、至—-][二三四])?季度 | [上下]半年 | (?<![\d:])\d{{1,2}}:\d{{2}}(?![\d:])
          | (?<![\d.])\d{{1,2}}月(?:份|底|末|初)?)
      | (?P<fraction>(?P<fraction_before>{before})?(?P<parts>\d+/\d+(?!\d*/)|\d+(?:\.\d+)?:\d+(?:\.\d+)?|(?!百分之){chinese}分之{chinese})
          (?P<fraction_after>{after})?)
      | (?P<share>(?P<share_before>{before})?百分之(?P<hundredth>{chinese}(?:点{chinese})?|{ARABIC})(?P<share_after>{after})?)
      | (?P<never>\[\d{{1,3}}\] | {"|".join(sorted(known["never"], key=len, reverse=True))})
      | (?P<ordinal>第\s?(?P<nth>{chinese}|\d+(?:\.\d+)?)(?:\s?(?P<nth_unit>{ordered}))?
          | 首[届个家次批条例部座所项期枚位名宗张台款艘列趟片支只套轮单班颗辆架幅集间]
          | (?P<prize>[特一二三四])等奖
          | (?<![提之以眼目当跨期])前(?P<top>[三四五六七八九十]|十[二五]|二十|\d{{1,3}})(?P<top_unit>[位名]|(?=[,,。;、]|$)))
      | (?P<session>(?:二十|十[一二三四五六七八九])大(?=[和、,。;以来精报的后召]|$)
          | {chinese}届(?={CHINESE}{{1,2}}[中次、]|历次|人大|政协|全国|省|市|自治|中央)
          | {CHINESE}{{1,2}}[中次]全会 | {CHINESE}{{1,2}}次(?=(?:、{CHINESE}{{1,2}}次)*(?:全会|全体会议|会议|党代会))
          | {CHINESE}{{1,2}}中(?=、?{CHINESE}{{1,2}}中全会))
      | (?P<tenth>(?P<tenth_before>{before})?(?P<tenths>[一二三四五六七八九]|(?<![\d.])\d(?:\.\d)?)成(?P<hundredths>[一二三四五六七八九](?![十百千万亿\d个件家户]))?{not_tenth}(?P<tenth_after>{after})?)
      | (?P<latin>(?:(?<![a-z])(?:i{{1,3}}|iv|v)|[\u2160-\u217f])类 | (?<![a-z])[a-z]+[\d.]*\d(?![\d.]*\s?[百千]?[万亿]*(?:美?元|%|个?百分点)) | \d+(?:\+[\dnx]+)+ | (?<![\d.])\d+\.\d+版 | (?<!\d)20\d\d版
          | (?<!\d)\d+(?:\.\d+)?(?!{LATIN_UNITS})[a-z]+级? | (?<!\d)1\d{{2,4}}(?=(?:政务|便民)?(?:热线|服务热线|平台|报警))
          | (?:十[一二三四五六]|[七八九])五(?=规划|时期|期间|普法|$) | 十[四五六]运(?=会))
      | (?P<arabic>(?P<before>{before})?(?P<number>(?:{ARABIC}\s?[-—~至]\s?)?{ARABIC}\s?{MAGNITUDE}?[多余来]?{MAGNITUDE}?)
          \s?(?P<unit>{counted})?(?P<more>多)?(?P<after>{after})?)
      | (?P<chinese>(?P<c_before>{before})?(?<![几数])(?P<c_number>{chinese}(?:点{chinese})?)[多余]?(?P<c_unit>{counted})(?P<c_after>{after})?))
        """,
        re.VERBOSE,
    )


SECONDS = {"小时": 3600, "分钟": 60, "分": 60, "秒": 1}
PARTS = 60
"""Of the next larger one: 75秒 behind minutes would be a number of its own."""
_QUOTED = re.compile(r"“([^“”、,。!?;:]{1,14})”")
_NAMES_NUMBER = re.compile(r"[\d二两三四五六七八九十]|一.*一|第一|一号")
"""What makes a quotation the name of a number; the lone 一 of “高效办成一件事” does not."""


def numerals(text: str) -> list[Numeral]:
    """The numbers of a folded text, in order, without overlap.

    >>> [(numeral.written, str(numeral.quantity.value)) for numeral in numerals("受理3.6万件,近三成")]
    [('3.6万', '36000'), ('近三成', '30')]
    """
    found = [numeral for match in _pattern().finditer(text) if (numeral := _read(match)) is not None]
    for match in _QUOTED.finditer(text):
        if _NAMES_NUMBER.search(match[1]):
            found = _with_name(found, match)
    return _lasting(text, _sharing_units(text, found))


def _with_name(found: list[Numeral], quoted: re.Match[str]) -> list[Numeral]:
    """The numbers with those inside a quotation made one name: “一城两区三门户”; a date stays a date."""
    inner = Span(quoted.start(1), quoted.end(1))
    touched = [n for n in found if n.span.start < inner.end and inner.start < n.span.end]
    if any(n.quantity.kind is Kind.DATE or not inner.holds(n.span) for n in touched):
        return found
    name = Numeral(inner, inner, Quantity(Decimal(0), "", Bound.EXACT, Kind.NAME), quoted[1])
    return sorted([*(n for n in found if n not in touched), name], key=lambda n: n.span.start)


def _sharing_units(text: str, found: list[Numeral]) -> list[Numeral]:
    """The numbers, a bare one with the unit of the next: 第三、第四季度; 提高14.5、8.3个百分点."""
    for index in range(len(found) - 2, -1, -1):
        this, following = found[index], found[index + 1]
        bare = not this.quantity.unit and this.quantity.kind in (Kind.COUNT, Kind.ORDINAL)
        alike = following.quantity.kind is Kind.ORDINAL
        if bare and alike is (this.quantity.kind is Kind.ORDINAL) and following.quantity.unit:
            between = text[this.span.end : following.core.start]
            if between in ("、", "和", "至", "-", "—", "或"):
                unit, kind = following.quantity.unit, following.quantity.kind
                found[index] = replace(this, quantity=replace(this.quantity, unit=unit, kind=kind))
    return found


def _lasting(text: str, found: list[Numeral]) -> list[Numeral]:
    """The numbers, a length of time in two units made one, in the larger: 3分48秒 is 3.8分钟."""
    kept: list[Numeral] = []
    for numeral in found:
        before = kept[-1] if kept else None
        longer = SECONDS.get(before.quantity.unit, 0) if before else 0
        shorter = SECONDS.get(numeral.quantity.unit, 0)
        if (
            before is not None
            and before.span.end == numeral.span.start
            and longer > shorter > 0
            and numeral.quantity.value < PARTS
        ):
            value = before.quantity.value + round(numeral.quantity.value * shorter / longer, 4)
            quantity = replace(
                before.quantity, value=_plain(value), unit="小时" if longer > PARTS else "分钟"
            )
            span, core = (
                Span(before.span.start, numeral.span.end),
                Span(before.core.start, numeral.core.end),
            )
            kept[-1] = Numeral(span, core, quantity, text[core.start : core.end])
        else:
            kept.append(numeral)
    return kept


def _read(match: re.Match[str]) -> Numeral | None:
    form = next(name for name in FORMS if match[name])
    if form == "never":
        return None
    if form in ("arabic", "chinese"):
        return _counted(match, "" if form == "arabic" else "c_")
    span = Span(match.start(), match.end())
    quantity = _quantity(match, form)
    return None if quantity is None else Numeral(span, span, quantity, match[0])


def _quantity(match: re.Match[str], form: str) -> Quantity | None:
    """What a number other than a counted one is meant as."""
    if form == "ordinal":
        return _ordinal(match)
    if form == "session":
        number = re.match(f"{CHINESE}+", match[0])
        assert number is not None
        value = decimal(number[0])
        return Quantity(value or Decimal(0), match[0][number.end() :], Bound.EXACT, Kind.ORDINAL)
    if form in ("date", "latin"):
        return Quantity(Decimal(0), "", Bound.EXACT, Kind.DATE if form == "date" else Kind.NAME)
    bound = _bound(match[f"{form}_before"], match[f"{form}_after"])
    if form == "fraction":
        return Quantity(_fraction(match["parts"]), "", bound, Kind.RATE)
    if form == "tenth":
        tenths = decimal(match["tenths"])
        hundredths = decimal(match["hundredths"] or "") or Decimal(0)
        return None if tenths is None else Quantity(_plain(tenths * 10 + hundredths), "%", bound, Kind.RATE)
    share = decimal(match["hundredth"])
    return None if share is None else Quantity(share, "%", bound, Kind.RATE)


def _ordinal(match: re.Match[str]) -> Quantity:
    """第十四届, 首届, 一等奖; 前三 is the third or better."""
    if match["top"]:
        return Quantity(
            decimal(match["top"]) or Decimal(0), match["top_unit"] or "", Bound.UNDER, Kind.ORDINAL
        )
    if match["prize"]:
        return Quantity(Decimal(DIGITS.get(match["prize"], 0)), "等奖", Bound.EXACT, Kind.ORDINAL)
    if match["nth"]:
        return Quantity(
            decimal(match["nth"]) or Decimal(0), match["nth_unit"] or "", Bound.EXACT, Kind.ORDINAL
        )
    return Quantity(Decimal(1), match[0][-1], Bound.EXACT, Kind.ORDINAL)


def _counted(match: re.Match[str], prefix: str) -> Numeral | None:
    """A number that counts or measures; `prefix` names the groups of the Chinese form."""
    written, unit = match[f"{prefix}number"], match[f"{prefix}unit"] or ""
    before, after = match[f"{prefix}before"], match[f"{prefix}after"]
    start, end = match.start(f"{prefix}number"), match.end(f"{prefix}number")
    last = match.end(f"{prefix}unit") if unit else end
    follows = match.string[last : last + 1]
    if (unit, follows) in NO_UNITS:
        unit, last, after = "", end, None
    if prefix and (not unit or written in ("一", "零") or (unit == "级" and written[-1] in MAGNITUDES)):
        return None
    bare_place = bool(prefix) and not any(sign in DIGITS or sign == "十" for sign in written)
    value = (
        decimal(re.split("[-—~至]", written)[-1]) if not bare_place else _round(written) if before else None
    )
    if value is None:
        return None
    if prefix and before == "突破" and value < SMALLEST_GOAL:
        before = None
    kind = kind_of(unit)
    if follows and follows in COUNTED_AFTER_ALL.get(unit, ""):
        kind, last, unit = Kind.COUNT, last - len(unit) + 1, unit[0]
    if (prefix and unit in PHASES and "两" not in written) or (
        unit == PLACE and RANKED.search(match.string, max(start - RANKED_NEAR_BY, 0), start)
    ):
        kind = Kind.ORDINAL
    bound = _bound(before, after)
    if bound is Bound.EXACT and re.search("[多余]", match.string[start:last] + (match["more"] or "")):
        bound = Bound.OVER
    span = Span(match.start() if before else start, match.end() if after else max(last, match.end("more")))
    return Numeral(span, Span(start, last), Quantity(_plain(value), unit, bound, kind), written.strip())


def _round(written: str) -> Decimal | None:
    """What 超千亿 and 突破万亿 are over: a place alone."""
    value = Decimal(1)
    for sign in written:
        value *= {**TENS, **MAGNITUDES}[sign]
    return value


def _plain(value: Decimal) -> Decimal:
    """A whole number without the zeros behind its point: 57000 for 5.7万."""
    return value.to_integral_value() if value == value.to_integral_value() else value


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
