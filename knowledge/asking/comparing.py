"""What a question put to several reports wants of them: the highest, those above, a sum, a difference, who says it.

It is split into the way of comparing and the question as it is put to each report alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from knowledge.lexis.numerals import numerals
from knowledge.model import Kind, Quantity, Span

MORE, LESS = "高|大|多|快|长|强|重", "低|小|少|慢|短|弱|轻"


class Way(StrEnum):
    """How what the reports say is set side by side."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    ABOVE = "above"
    BELOW = "below"
    EQUAL = "equal"
    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    """How many times the second the first is."""
    EACH = "each"
    """What each of several named places has: 分别是多少."""
    SAYS = "says"
    """Which reports say it at all."""


@dataclass(frozen=True, slots=True)
class Comparing:
    """A question put to several reports."""

    way: Way
    asked: str
    """As it is put to each of them."""
    limit: Quantity | None = None
    """What ABOVE, BELOW and EQUAL are held against."""
    counts: bool = False
    """Whether it is asked how many they are."""
    several: bool = True
    """Whether more than one may be meant: 哪些省, not 哪个省."""
    literal: bool = False
    """Whether the very words are looked for: 哪些报告提到……."""


HOLDS = re.compile(r"(?:里|中)?(?:都)?(?:有(?!没有)|拥有|建有|设有)")
"""哪个省有自贸港: whoever has it, be it several."""
BY_RANK: tuple[str, ...] = (
    "省市自治区|省区市|省份|省市|省(?!级)|自治区|直辖市",
    "城市|地级市|市(?!级)|州",
    "区县|县区|县|区|旗",
)
"""What the places of reports are called by their rank."""
_ANY = "地方|地区|政府工作报告|工作报告|报告"
_TAIL = r"(?:的)?(?:政府)?(?:工作)?(?:报告)?(?:里头|里面|里边|里|中|上|当中)?"
REPORTED = r"(?:提到|写到|说到|谈到|讲到|提及|写进|写入|提)(?:了|过)?"
WITHIN = re.compile(
    r"(?:在)?(?:这|所有|全部|各|这几|这\d+|\d+|几)?(?:些|个|份)?(?:政府)?(?:工作)?(?:报告|省份?|省区市)(?:里面|里头|里|当中|中|之中|上)[,，]?"
)
"""这些报告里, ……: where to look is not what to look for."""
SUPERLATIVE = re.compile(
    rf"(?:是|排|定得|做得)?最(?:(?P<more>{MORE})|(?P<less>{LESS}))(?:的)?"
    r"(?=(?:是|省份?|自治区|地方|地区|报告|市|县|区|有|一个|那个|哪|谁|呢|吗|啊|呀|吧|了|嘛|[\s\0])*(?:[,，。?？!]|多少|几|$))"
)
"""As a predicate: 定得最高, 最高的是; not 最大的风电场."""
THE_OTHER = re.compile(
    rf"(?:那么?|这?其中)?(?:哪个|谁|哪里)?(?:省|地方)?最(?:(?P<more>{MORE})|(?P<less>{LESS}))(?:的)?(?:又)?(?:是)?(?:哪个|谁|哪里)?(?:省份?|地方)?(?:呢|啊|呀|嘛)*"
)
ABOVE = re.compile(r"(?:超过|超|高于|大于|多于|突破|不低于|不少于|高过|多过)了?$")
BELOW = re.compile(r"(?:低于|少于|小于|不足|不到|不超过|没到|未达到|没达到)了?$")
AT_LEAST, AT_MOST = re.compile(r"^(?:及|或|和|\()?以上"), re.compile(r"^(?:及|或|和)?以下")
SET_AT = re.compile(r"(?:定在|定为|定的是|设在|设为|设定为|确定为|达到|等于|正好|刚好|就是|在|是|为)$")
ASIDE = re.compile(r"[(（][^()（）]*[)）]|[,，]?(?:不算|不含|不包括)[^,，。?？]*")
SUM = re.compile(
    r"加起来|加一起|加在一起|合计|合起来|之和|相加|总和|加总|(?:一共|总共|拢共|共)(?=有?(?:是)?(?:多少|几))"
)
_WHO = r"(?:[中里内])?(?:谁家?|哪边|哪里|哪儿|哪(?:一)?(?:个|家)(?:省份?|地方|市|县|区)?)(?:的)?"
WHO = re.compile(
    rf"{_WHO}(?P<mid>.*?)(?:更|比较|要|得)*(?:(?P<more>{MORE})|(?P<less>{LESS}))(?:一些|一点|些|点)?(?=[,，。?？!呢呀啊嘛吧]|$)"
)
DIFFERENCE = re.compile(
    rf"(?:之间)?(?:相差|差距|差额|差)(?:是|有|了)?(?:多大|(?=多少|几))|(?:还|又|要|能)*(?:{MORE}|{LESS})(?:出|了)*(?=多少|几)|(?:的)?(?:差距|差额|之差)(?=是|$)"
)
RATIO = re.compile(r"(?:是|为|相当于|达到?)*(?:的)?(?:大约|大概|约|差不多)?(?:几|多少)倍")
COMPARED = re.compile(rf"(?:还|更|要)*(?:{MORE}|{LESS})(?:吗|不|没)*$")
ASKED = re.compile("多少|几|多大")
HERE = "\x01"
"""Stands for a place that was taken out."""
PLACES = re.compile(
    rf"{HERE}(?:(?:[和跟与同、,，及比]|以及|还有|还是|对比)*{HERE})+(?:[两二三四五六几]?(?:个)?(?:省份|省|地方|地区|地|市|者|家))?(?:的)?(?:之间|相比|比较|比起来|相比较)?(?:[,，])?"
)
LEFT = re.compile(rf"(?:比|和|跟|与){HERE}(?:的)?(?:相比|比起来|比)?|{HERE}(?:的(?=.*{HERE}))?")
EMPTY = re.compile(r"(?:分别|各自|各)(?:是|有|为)?(?=多少|几)|(?:把|将)(?=.{2,})")


def named(text: str, places: Sequence[Span]) -> Comparing | None:
    """What is asked of the reports of two or more places that the folded text names there; None where it names fewer."""
    if len(places) < 2:
        return None
    for place in sorted(places, key=lambda span: -span.start):
        text = text[: place.start] + HERE + text[place.end :]
    together = PLACES.search(text) is not None or f"比{HERE}" in text
    text = LEFT.sub("", PLACES.sub("", text))
    text = text.strip(" ,，。?？!呢呀啊嘛吧")
    if match := SUM.search(text):
        return Comparing(Way.SUM, _put(text, match))
    if match := RATIO.search(text):
        return Comparing(Way.RATIO, _put(text, match))
    if match := SUPERLATIVE.search(text):
        asked = re.sub(rf"{_WHO}|[,，].*", "", text[: match.start()])
        return Comparing(Way.HIGHEST if match["more"] else Way.LOWEST, _asking(asked))
    if match := WHO.search(text):
        way = Way.HIGHEST if match["more"] else Way.LOWEST
        rest = DIFFERENCE.sub("", text[match.end() :])
        return Comparing(way, _asking(text[: match.start()] + match["mid"] + rest.strip(",，")))
    if match := DIFFERENCE.search(text):
        return Comparing(Way.DIFFERENCE, _put(text, match))
    if together and not ASKED.search(text) and (match := COMPARED.search(text)):
        return Comparing(Way.DIFFERENCE, _asking(text[: match.start()]))
    return Comparing(Way.EACH, EMPTY.sub("", text)) if together else None


def unnamed(text: str, ranks: frozenset[int]) -> Comparing | None:
    """What is asked of all reports by a folded text that names no place; None where it asks nothing of the kind.

    `ranks`: those of the reports' places, 0 for provinces.
    """
    which = _which(ranks).search(text)
    scope = WITHIN.search(text)
    superlative = SUPERLATIVE.search(text)
    of_noun = superlative and re.match(
        rf"(?:的)?(?:{_nouns(ranks)})[,，。?？!呢啊呀]*$", text[superlative.end() :]
    )
    if which is None and not (superlative and (scope or of_noun)):
        return None
    if which is not None and which["who"] and not superlative:
        return None
    counts = which is not None and bool(re.search(r"(?<!哪)几|多少", which[0]))
    holds = which is not None and HOLDS.match(text, which.end()) is not None
    several = which is None or bool(which["some"] or which["some2"]) or counts or holds
    rest = text if which is None else text[: which.start()] + "\0" + text[which.end() :]
    rest = WITHIN.sub("", rest)
    if match := SUPERLATIVE.search(rest):
        way = Way.HIGHEST if match["more"] else Way.LOWEST
        before = rest[: match.start()].strip(" ,，\0的")
        return Comparing(way, _measure(before or rest[match.end() :]), several=several)
    rest = ASIDE.sub("", rest)
    for numeral in numerals(rest):
        before, behind = rest[: numeral.span.start], rest[numeral.span.end :]
        held = _held_against(before, behind, numeral.quantity.bound.value)
        if held is not None and numeral.quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.RATE):
            for pattern in (ABOVE, BELOW, SET_AT):
                before = pattern.sub("", before)
            behind = AT_MOST.sub("", AT_LEAST.sub("", behind))
            return Comparing(held, _measure(before + "\0" + behind), numeral.quantity, counts, several)
    literal = re.search(REPORTED, rest) is not None
    return Comparing(Way.SAYS, _said(rest), None, counts, several, literal)


def _nouns(ranks: frozenset[int]) -> str:
    """What the places of these ranks are called, as alternatives of a pattern."""
    return "|".join([*(BY_RANK[rank] for rank in sorted(ranks) if 0 <= rank < len(BY_RANK)), _ANY])


@cache
def _which(ranks: frozenset[int]) -> re.Pattern[str]:
    """The words that ask which place: 哪个省, 有几份报告, the 省 of …的省有哪些."""
    nouns = _nouns(ranks)
    return re.compile(
        rf"(?:是|被)?(?:(?:有?哪(?P<some>些|几)?(?:一)?(?:个|块|份|家)?|有?(?:几|多少)[个份])(?:{nouns}){_TAIL}|"
        rf"(?:的)?(?:{nouns})(?:是|有|为|分别是)?(?:哪(?:一)?(?:个|里|家)|(?P<some2>哪些|哪几个|几个|多少个|多少|谁))|"
        rf"(?P<who>谁|哪里|哪儿))"
    )


def _held_against(before: str, behind: str, bound: str) -> Way | None:
    """How a number of the question is meant as a limit; None where it is none."""
    if ABOVE.search(before) or bound == "over" or AT_LEAST.match(behind):
        return Way.EQUAL if re.search(r"定[在为]$", before) else Way.ABOVE
    if BELOW.search(before) or bound == "under" or AT_MOST.match(behind):
        return Way.BELOW
    return Way.EQUAL if SET_AT.search(before) else None


def _put(text: str, match: re.Match[str]) -> str:
    """The question without the words of comparing."""
    return _asking(text[: match.start()] + text[match.end() :])


def _asking(text: str) -> str:
    """The question asks for a number, whatever it asked with."""
    text = EMPTY.sub("", text).strip(" ,，。?？!\0的呢呀啊嘛吧")
    return text if re.search(r"多少|几", text) else text + "是多少"


def _measure(text: str) -> str:
    """What is to be measured: the question without 是多少, 是哪个省."""
    text = re.sub(r"\0|把|将|[,，]?(?:是|有|达到?)?(?:多少|几)[^,，。?？]*$", "", text)
    text = re.sub(r"(?:是|的)+(?:省份?|地方|地区|报告)?[,，。?？!呢呀啊嘛吧]*$", "", text.strip(" ,，。?？!"))
    return text.strip(" ,，。?？!的是") + "是多少"


def _said(text: str) -> str:
    """What is to be said: the question without 的报告里提到."""
    text = re.sub(rf"\0[,，]?(?:都|也)?(?:有)?{REPORTED}|{REPORTED}(?=\0|了|$)|^{REPORTED}|\0", "", text)
    return re.sub(
        r"^(?:是|被|有|的)+|(?:来办|来|办|被|的|了)?[,，。?？!啊呀呢吗]*$", "", text.strip()
    ).strip()


def following(text: str, before: Comparing) -> Comparing | None:
    """What a follow-up such as 那最低的呢 asks after a comparison; None where it asks for something else."""
    match = THE_OTHER.fullmatch(text.strip(" ,，。?？!"))
    if match is None or before.way is Way.SAYS:
        return None
    return replace(before, way=Way.HIGHEST if match["more"] else Way.LOWEST)
