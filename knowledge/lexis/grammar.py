"""Words around a number: which of them say what it counts, and which only lead up to it or go on from it.

All patterns are for folded text (see `text.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.lexis.tables import groups
from knowledge.model import Span

JOINING = re.compile(
    r"[、,]|以及|(?<![总共缓温饱平中])和(?!谐|美|平|解|田)|(?<!参)与|(?<![普涉危遍顾触])及(?!时|早|以[上下]|其)"
)
"""What stands between listed things."""
OPENERS = re.compile(
    r"[一二三四五六七八九十]{1,3}是|(?:其中|同时|此外|另外|特别是|包括|预计|目前|今年|去年|当年|全年|全市共|一年来|过去一年|近年来|五年来)|"
    r"力争|确保|共(?!同|享|建|有|计|产|和|青|富|赢|治|振)|(?:19|20)\d\d年(?:以来|来|度)?|截至.{2,8}?[日底末]|和(?!美|谐|平|解|田)|[是并也与及了的、”,:)）]|[(（][^)）]{1,4}[)）]"
)
"""What stands before the words that count."""
TRAILING = re.compile(
    r"(?:[中上]?(?:荣获|获得|勇夺|斩获|喜摘|夺得)|摆在?|达到?|(?<![行作])为|是|(?<![节合预契])约|超过?|突破|近|由|至|到|在|了|"
    r"(?<![人年户日月])均|也|已|(?<!公)共|各|分别[从由]?|每人|已经|全国|全省|全市|全区|世界|全球|[位稳]?居|[位名]列|排名|(?<!安)排|跃居|跃升|升至|增至|降至|"
    r"缩短?至?|最[短高低多]|[迈站登]上|迈过|跨越|保持|控制|稳定|维持|提高|提升|增长|下降|降低|减少|增加|上升|上涨|扩大|缩小|回落|压减|压降|"
    r"[高低快好优多少]于|高出|同比|环比|[比较][上去]年|比上次|净|累计|总数|总计|合计|共计|占|首次|连续|平均|再|又|前|来|将|继续|力争|确保|预计|年均|的|"
    r"[“（(、,，:：\s])+$"
)
"""What stands between the words that count and the number: 地区生产总值|达到, 区域创新能力|居全国."""
FOLLOWING = re.compile(r"^(?:的|等|为[^,，、]{1,6}的|[(（][^)）]{1,4}[)）]|[”》)）\s])+")
"""What stands between a number and the noun it counts."""
GOES_ON = (
    "居(?!民|家|住|委)|占(?!地)|再?创(?!新|业|作|意|投|建)|达(?!标)|超(?!级|大|高|算|长|低|市)|比(?!例|赛|重)|较|为(?!民|老)|是|"
    "在(?!建|线|职|岗|校|册|营|编)|对(?!外|口|接|虾)|向|将|均|都(?!市|会)|已|仍|还|也|不|未|再(?!生)|列(?!车)|净|来(?!源)|"
    "后(?!备|台)|前(?!沿|端|期)"
)
"""Single characters with which a clause goes on behind a number; not those that begin a noun."""
TURN = re.compile(rf"[、,](?={GOES_ON}|同比|增长|下降|累计|总)")
"""Where a second statement about what was counted begins: 采购商|、创历史新高."""
COMPARISON = re.compile(
    r"(?:(?<![占同环])比(?!重|例|率|值|赛)|较)[^、,]{1,10}?(?=增长|下降|提高|提升|减少|增加|扩大|缩小|多|少|高|低|快|前)"
)
"""A comparison before a number: 比上年同期|增长."""
_ENDS = "、,;: \n(（“《。!?…"
_STARTS = "、,;: \n)）》”。!?…"
_PARTNERS = {"”": "“", "》": "《"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns made of the table of verbs."""

    only_verbs: re.Pattern[str]
    """Words that say nothing but what is done: 累计建成."""
    ends_with_verb: re.Pattern[str]
    """Words whose object is still to come: 在评选中荣获."""
    leading: re.Pattern[str]
    """The verbs before a name: 深入推进."""
    goes_on: re.Pattern[str]
    """What follows a number without being counted: 居全国第一."""
    ends_name: re.Pattern[str]
    """Where the name of a thing ends: 竞赛|中荣获."""
    no_actor: re.Pattern[str]
    """What nobody's name begins with or holds: a verb, an adverb, a preposition."""
    actor: re.Pattern[str]
    """Somebody who acts, up to the end of the name: 全市四级矛调中心."""
    acts: re.Pattern[str]
    """What shows that somebody acts, behind the name; not 开通 of 开通率."""


@cache
def grammar() -> Grammar:
    """The patterns, made once."""
    does, how, leads, who = (_words(name) for name in ("does", "how", "with", "who"))
    return Grammar(
        only_verbs=re.compile(f"(?:{does}|{how}|[、和并了出上好])+"),
        ends_with_verb=re.compile(f"(?:{does})[了出上好]?$"),
        leading=re.compile(f"(?:(?:{does})[了出上好]?|{how}|并|和(?!美|谐|平))+(?=..)"),
        goes_on=re.compile(f"{GOES_ON}|(?:{_words('then')})(?![值额率量数])"),
        ends_name=re.compile(f"(?<=..)(?:{_words('ends')})"),
        no_actor=re.compile(f"{does}|{how}|{leads}"),
        actor=re.compile(
            rf"我们|我[省市区县州国](?!的|{who})|[^,，。；;：:、“”《》\s\d]{{0,14}}?(?:{who})(?:会议)?(?![者员长数])"
        ),
        acts=re.compile(f"(?:{does})(?![率量额数值力度])|{how}|{leads}|受到|得到|听取|报告"),
    )


def _words(name: str) -> str:
    """The verbs of a group as alternatives of a pattern, the longest first."""
    return "|".join(
        sorted(map(re.escape, set(groups("verbs.txt")[name])), key=lambda word: (-len(word), word))
    )


def past_openers(folded: str, span: Span) -> Span:
    """The span without what only opens a statement: 其中, 2024年, （三）."""
    start = span.start
    while start < span.end and (match := OPENERS.match(folded, start, span.end)):
        start = match.end()
    return Span(start, span.end)


def before_trailing(folded: str, span: Span) -> Span:
    """The span without what only leads to the number: 达到, 居全国."""
    match = TRAILING.search(folded, span.start, span.end)
    return Span(span.start, match.start()) if match else span


def past_following(folded: str, span: Span) -> Span:
    """The span without what joins a noun to the number before it: 的, （套）."""
    match = FOLLOWING.match(folded[span.start : span.end])
    return Span(span.start + match.end(), span.end) if match else span


def after_last_separator(folded: str, span: Span) -> Span:
    """The last of listed things: 法检 of 听取政法队伍建设、法检."""
    ends = [match.end() for match in JOINING.finditer(folded, span.start, span.end)]
    return Span(ends[-1] if ends and ends[-1] < span.end else span.start, span.end)


def bare(folded: str, span: Span) -> Span | None:
    """The span without marks and joining words at its ends and without a quotation mark that has no partner.

    None where nothing is left.
    """
    start, end = span.start, span.end
    while start < end and (folded[start] in _STARTS or JOINING.match(folded, start, end)):
        start += 1
    while end > start and (folded[end - 1] in _ENDS or _is_joined(folded, end)):
        end -= 1
    words = folded[start:end]
    if words.startswith("“") and words.count("“") > words.count("”"):
        start += 1
    partner = _PARTNERS.get(words[-1:])
    if partner and words.count(words[-1]) > words.count(partner):
        end -= 1
    return Span(start, end) if end > start else None


def _is_joined(folded: str, end: int) -> bool:
    return folded[end - 1] in "和与及" and folded[end - 2 : end - 1] not in ("谐", "参")
