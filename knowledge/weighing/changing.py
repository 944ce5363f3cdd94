"""Whether a number is a level or a change, as it was asked: what it is now, what it was before, by how much it moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.model import Ask, Fact, Kind, Question, Reason
from knowledge.weighing.measuring import KEPT, WRONG_KIND

CHANGE_FOR_LEVEL = -0.3
LEVEL_FOR_CHANGE = -0.6
BY_POINTS = re.compile(r"(?:提高|提升|上升|下降|降低|增长|增加|减少|涨|降)了?(?:几|多少)个?(?:百分)?点")
POINTS = frozenset({"个百分点", "百分点", "个点"})
OF_RATES = re.compile(r"率|[长升降跌涨]了|比|占|强度|系数|份额|覆盖|幅|速|增长|下降|涨|跌|提高|目标")
"""What a question names that is itself a share or a change."""
SHARE_ASKED = re.compile("占|比重|(?<!同)(?<!环)比例|份额")
"""A question for what part of a whole it is."""
HOW_MUCH = re.compile("多少[了呀啊呢吧嘛哦哈?。!]*$")
"""A question for how much the thing is that it names before: 人口多少."""
A_SHARE, OF_A_WHOLE = re.compile("占[^,，]{0,12}$"), "的"
"""Before and behind a number that is a share of something: 占全国|1/3, 94%|的农村人口."""
AHEAD_OF = re.compile("(?:[高低快慢好优]于|高出|超过|[领落]后|比)(?:全[国省市]|[^,，]{0,4}平均)[^,，]{0,6}$")
"""Before the points by which one is ahead of others: 高于全国|0.6个百分点."""
SET_AGAINST = re.compile("[高低快慢好]|比|差|超|领先|落后|全[国省市]|平均")
"""A question that may ask how one stands beside others."""
HOW_MANY_DONE, A_RATE = (
    re.compile("[\u4e00-\u9fff]{2}了多少[呀啊呢吧嘛哦哈?。!]*$"),
    re.compile("率(?:达到?|为|是|超过?)?$"),
)
"""A question for how many were done, which no rate tells: 化解了多少."""
UP_TO = re.compile("[搞做弄提升达降]到了?(?:多少|几|百分之)")
"""A question for the level that something is to reach."""
REACHED = re.compile("[至到达为占](?:了|约|近|超过?)?$")
"""Before the level that something rose or fell to."""
MOVED_TO = re.compile("[至到](?:了|约|近|超过?)?$")
"""Before the level that something moved to, which is not by how much."""
SINCE = re.compile(
    r"比(?:去年|前年|上一?年|往年|以前|之前|过去|原来|同期|(?:19|20)\d\d年).{0,14}?[多少增减涨降高低升].{0,10}?(?:多少|几)|(?:同比|环比).{0,4}[多少增减涨降升].{0,4}(?:多少|几)"
)
"""A question for a change since some time: a level is no answer to it."""
OF_BEFORE = -0.3
FROM = re.compile("[由从](?![此事业严])[^,，至到为]{0,16}$")
BECAME = re.compile("[^,，]{0,16}?(?:[提升增减降压缩扩调]|下|上)[^,，0-9]{0,4}[至到为]")
BEFORE_ASKED = re.compile("原来|原先|之前|以前|过去|从前|去年|前年|此前|本来|早先|调整前|提高前|[从由]多少")
CHANGED_BY = re.compile(
    r"(?:[较比](?:上年|去年|前年|上一年|同期|往年|年初|(?:19|20)\d\d年)|同比|环比)[^,，、]{0,8}(?:增加|减少|增长|下降|提高|降低|提升|[多少])了?(?:约|近|超过?)?$"
)
"""Before the number by which something changed since some time: 较上年减少|602人."""
CHANGE_ASKED = re.compile(
    "[增减涨降升跌提缩压超多少高低快慢](?!少|大|高|长|久)|变化|差|比|便宜|贵|省|优惠|让利"
)
"""A question that may ask for a change."""
ROSE = re.compile(r"增长|增加|提高|提升|上升|上涨|增收|涨了|升了|增了")
FELL = re.compile(r"下降|减少|降低|下跌|回落|缩小|降了|跌了|(?<!多)少了(?!多少[件个户家人])")
DIRECTION = 0.08


def of_before(question: Question, before: str, behind: str) -> bool:
    """Whether a number is what something was raised or lowered from, and that was not asked: 由|61天|压减至46天."""
    return (
        FROM.search(before) is not None
        and BECAME.match(behind) is not None
        and not BEFORE_ASKED.search(question.text)
    )


def level_or_change(question: Question, fact: Fact, before: str) -> Iterator[Reason]:
    """An amount where a change was asked for, or what something changed by, where not; `before` it stands so much."""
    moved_to = MOVED_TO.search(before)
    if (not fact.direction and _since(question.text)) or (moved_to and _asks_for_change(question)):
        yield Reason("a level, not a change", WRONG_KIND)
    elif not fact.direction and _asks_for_change(question):
        yield Reason("a level, not a change", LEVEL_FOR_CHANGE)
    if CHANGED_BY.search(before) and not CHANGE_ASKED.search(question.text):
        yield Reason("a change, not a level", WRONG_KIND)


def _asks_for_change(question: Question) -> bool:
    return question.asks is Ask.RATE and Kind.COUNT in question.kinds


def moves_otherwise(question: Question, direction: str) -> bool:
    """Whether the question says that something rose and the number that it fell, or the other way round."""
    return direction == _other_way(question.text)


@lru_cache(KEPT)
def _other_way(text: str) -> str:
    """The direction that a question rules out: down where it says only that something rose; "" where it says neither."""
    rose, fell = bool(ROSE.search(text)), bool(FELL.search(text))
    return "" if rose == fell else "down" if rose else "up"


@lru_cache(KEPT)
def _since(text: str) -> bool:
    return SINCE.search(text) is not None


def moving(question: Question, fact: Fact, before: str, behind: str) -> Iterator[Reason]:
    """A rate: by how much something changed, or what share it is, as it was asked; what stands before and behind it."""
    changes = _asks_for_change(question)
    if other := _set_against(question, fact, before, changes=changes):
        yield Reason(other, WRONG_KIND)
    elif changes or (question.asks is Ask.RATE and BY_POINTS.search(question.text)):
        moves = (fact.direction and not MOVED_TO.search(before)) or fact.quantity.unit in POINTS
        yield (
            Reason("rate of change", DIRECTION)
            if moves
            else Reason("a level, not a change", LEVEL_FOR_CHANGE)
        )
    elif fact.quantity.unit in POINTS and UP_TO.search(question.asked):
        yield Reason("a difference, not a level", WRONG_KIND)
    elif question.asks is Ask.RATE and SHARE_ASKED.search(question.asked):
        if fact.direction and not REACHED.search(before):
            yield Reason("a change, not a share", WRONG_KIND)
    elif question.asks is Ask.FIGURE:
        yield from _no_amount(question, fact, before, behind)


def _set_against(question: Question, fact: Fact, before: str, *, changes: bool) -> str:
    """What a rate is where it sets one thing against another, which was not asked; "" where it does not."""
    if fact.quantity.unit in POINTS and AHEAD_OF.search(before) and not SET_AGAINST.search(question.text):
        return "a difference from others, not a change"
    if "率" in question.asked and A_SHARE.search(before) and not SHARE_ASKED.search(question.text):
        return "a share, not the rate"
    if changes and not fact.direction and SHARE_ASKED.search(before):
        return "a share, not a change"
    return ""


def _no_amount(question: Question, fact: Fact, before: str, behind: str) -> Iterator[Reason]:
    """A rate where it was asked how much something is."""
    if fact.quantity.unit in POINTS:
        yield Reason("a difference, not a level", WRONG_KIND)
    elif OF_RATES.search(question.text):
        return
    elif HOW_MANY_DONE.search(question.asked) and A_RATE.search(before):
        yield Reason("a rate, not how many", WRONG_KIND)
    elif fact.direction:
        yield Reason("a change, not a level", CHANGE_FOR_LEVEL)
    elif HOW_MUCH.search(question.asked) and (A_SHARE.search(before) or behind.startswith(OF_A_WHOLE)):
        yield Reason("a share, not an amount", WRONG_KIND)
