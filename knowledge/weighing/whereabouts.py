"""Whether a sentence tells where something is, or which place it is, as it was asked."""

from __future__ import annotations

import re

from knowledge.lexis.places import mentions, rank
from knowledge.model import Question

LOCATED = re.compile(
    r"[省市县区镇乡村州旗](?!级|场|民|委|域|间|别)|街道|社区|[\u4e00-\u9fff](?:路|街|号|楼|园|馆|厅|院|站|港|湾|岛|山|河|湖|海|江|桥|中心|基地|大厅|窗口|机关|大会)|地区|位于|坐落"
)
"""What tells where something is."""
SPREAD = re.compile("推广|推开|铺开|复制")
"""How far something has spread is told by 全国, too."""
ADDRESS = re.compile(
    "地址|地点|(?:在|位于|坐落于?)(?:哪里|哪儿|哪个地方|什么地方|啥地方|哪条[街路]上?)[呀啊呢嘛]*(?:[?。,，]|$)"
)
LIES = re.compile("位于|坐落|设在|建在|地址|地处")
NEEDS_ADDRESS = re.compile("地址|门牌|几号楼?院?$|哪条[街路]")
STREET = re.compile(
    r"[路街道巷弄]\d*号|[\u4e00-\u9fff]{2}(?:[路街巷](?![口边头面灯网径由线])|大道|大街|大厦|广场)|\d+号|[一二三四五六七八九十\d]+[层楼]"
)
TOOK_PLACE = re.compile(
    "在(?![全我此这会其本各省市县年月日上中下过])[\u4e00-\u9fff]{2,6}?(?:成功|隆重|顺利|正式|圆满)*(?:举[办行]|召开|开幕|闭幕|落户|落地|挂牌|揭牌|成立|发布|签约|首发|亮相)"
)
"""Where something was held, whatever the place: 在卢森堡成功举办."""
HELD = re.compile("[摆搞弄]|[举主承]办|举行|召开|开|落户|落地|挂牌|揭牌|成立|发布|签约|首发|亮相|办")
OWN_AREA = re.compile("[我本各][省市县区州旗]|[省市县区乡镇村街道、]{3,}")
PLACE_ASKED = re.compile(
    r"哪[一二两三四五六七八九十几]?[个座些]?(?P<behind>省|城?市|县|区|县区|区县)(?![级委里区局属域场块间段县])|(?P<before>省|市|县)(?:份|区)?(?:都|分别|各)?是哪(?![一二两三四五六七八九十几]?[个座些]?(?:省|市|县))"
)
PROVINCES_IN_SHORT = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘陇青宁新]{2}"
)
"""晋陕豫."""
NAME_OF_PLACE = re.compile(
    r"(?:^|[、,，;；:：“(]|[在与和由被获是对向]|[上下]游)(?P<name>(?![全我各本该此每两三四五六七八九十多几])[\u4e00-\u9fff]{2,4}?"
    r"(?:(?<!示范)(?<!试点)(?<!先进)县|(?<=[、与和游]..)市|(?<=[、与和游]...)市))(?![级委里场民区域属])"
)
"""A name that no table of places may have: 、下游|黎川市中院."""
RANKS = {"省": 0, "市": 1, "城市": 1, "县": 2, "区": 2, "县区": 2, "区县": 2}
"""How many places such a place lies in."""


def is_located(question: Question, sentence: str) -> bool:
    """Whether it tells where something is, by more than its own name; 我市 and 市县乡村 tell no place.

    That is not told by the clauses beside, the address not by what is listed beside it.
    """
    if TOOK_PLACE.search(sentence) and HELD.search(question.asked):
        return True
    if SPREAD.search(question.asked) and SPREAD.search(sentence):
        return True
    things = [v.text for term in question.terms for v in term.variants if len(v.text) > 1]
    items = re.split("[、,，]" if ADDRESS.search(question.text) else "[,，;；]", sentence)
    about = [item for item in items if LIES.match(item) or any(thing in item for thing in things)]
    sentence = "".join(about) or sentence
    for term in question.terms:
        for variant in term.variants:
            if len(variant.text) > 1:
                sentence = re.sub(f"[省市县区]?{re.escape(variant.text)}", "", sentence)
    if NEEDS_ADDRESS.search(question.text):
        return LIES.search(sentence) is not None or STREET.search(sentence) is not None
    told = OWN_AREA.sub("", sentence)
    return LOCATED.search(told) is not None or any(mentions(sentence))


def names_places(question: Question, sentence: str, own_place: str) -> bool:
    """Whether the sentence names a place of the rank that is asked for (哪两个市), another than the question does."""
    match = PLACE_ASKED.search(question.text)
    if not match:
        return True
    asked = RANKS[match["before"] or match["behind"]]
    if asked == 0 and PROVINCES_IN_SHORT.search(sentence):
        return True
    named = {one.full for one in mentions(question.text)}
    if any(rank(one.full) == asked and one.full not in named for one in mentions(sentence)):
        return True
    found = (match["name"] for match in NAME_OF_PLACE.finditer(sentence))
    return any(
        name.endswith(tuple(RANKS))
        and RANKS[name[-1]] == asked
        and name not in (own_place, *named)
        and name not in question.text
        for name in found
    )
