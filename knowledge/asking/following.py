"""A question that follows another: what it leaves open is taken from the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.asking.asks import ANY_NUMBER
from knowledge.lexis.places import area
from knowledge.lexis.words import Lexicon
from knowledge.model import Ask, Kind, Question, Term

BEFORE = 0.45
"""Share of a word taken over from an earlier question."""
ASIDE = 0.2
"""Share of a word of a follow-up that names no topic of its own: 今年准备再添几家."""
WHOSE = 0.4
"""The same of a word that only says whose it is: 那农村的呢."""
FOLLOWING = re.compile(
    r"^(?:ok|okay|好的?|嗯+|哦|噢|行|懂了|明白了?|知道了|谢谢)?[,，、!。 ]*(?:那|其中|它|这个?|该|又|再|还|上一?年|同期|凭|比|第[一二三四五六七八九十]个|哪个|今年|去年|后来|然后)|"
    r"^[\u4e00-\u9fff]{1,6}的(?=有|呢|[新又]?增|涨|降|多少|几|占|是多少|怎么|一共|总共)|(?:呢|咧|嘞)(?:[,，][^,，]{1,8})?[?!。]*$"
)
RESIDENTS = re.compile("城镇|城市|城里人?|农村|乡村|乡下|农民|市民")
TOWN_OR_COUNTRY = re.compile(
    rf"[^\u4e00-\u9fff]*(?:那|那么)?(?:{RESIDENTS.pattern})(?:居民|人|户)?的?[呢咧嘞]?[?!。 ]*"
)
"""那农村的呢: the same of the other residents."""
CHANGED = re.compile(
    "(?:又|还|都)?(?:增长|增加|上升|上涨|提高|提升|下降|减少|降低|下跌|[涨升增加降减跌少多])了?"
)
"""By how much, but not of what: 降了多少."""
HEAD = 2
"""Characters that say of what kind a thing is: 案件, 中心, 产量."""
YEAR_BEFORE = re.compile("(?<![比较跟和与])(?:再往)?(?:前一|头一|上一)年(?!度?报)")
"""The year before the one that was asked about."""
NOUN_ALONE = re.compile(r"^[^多几哪什啥谁怎咋吗何]+[呢咧嘞][?。 ]*$")


def leans_on(question: Question, lexicon: Lexicon) -> bool:
    """Whether a question is understood only with the one before: 那办结率呢, 成功了多少, 在哪推广的."""
    if FOLLOWING.search(question.text.strip()):
        return True
    if question.asks is Ask.TOPIC:
        return len(question.terms) < 2
    return not any(lexicon.kind(term.typed) == "n" for term in _topics(question, lexicon))


def _topics(question: Question, lexicon: Lexicon) -> Iterator[Term]:
    """The terms that say what it is about: more than 准备再添几家 or 成功了多少."""
    return (
        term
        for term in question.terms
        if len(term.typed) > 1 and not lexicon.is_faint(term.typed) and not CHANGED.fullmatch(term.typed)
    )


def following(question: Question, before: Question, lexicon: Lexicon, year: int | None = None) -> Question:
    """The question with what it leaves open taken from the one before; `year`: the one that the reports look back on."""
    typed = {term.typed for term in question.terms}
    own_area = bool(area(question.asked))
    own = [_named(thing) for thing in _things(question)]
    kept = [
        term
        for thing in _things(before)
        if not any(_rivals(_named(thing), other) for other in own)
        for term in thing
        if term.typed not in typed and not (own_area and area(term.typed))
    ]
    own_topic = any(_topics(question, lexicon))
    others = TOWN_OR_COUNTRY.fullmatch(question.text) is not None
    if others or own_area:
        kept = [term for term in kept if not RESIDENTS.fullmatch(term.typed)]
    share = BEFORE if own_topic and not others else 1.0
    taken = [
        replace(t, weight=t.weight * share, focus=False, tells=t.tells and (others or not own_topic))
        for t in kept
    ]
    aside = WHOSE if others else 1.0 if own_topic else ASIDE
    added = [replace(t, weight=t.weight * aside, focus=t.focus and not others) for t in question.terms]
    # 那信访总量呢: a noun alone asks for what was asked before, whatever number the noun promises.
    of_money = question.kinds == {Kind.MONEY}
    promises = (
        question.asks is Ask.FIGURE and not of_money and NOUN_ALONE.search(question.text) and before.kinds
    )
    # 那今年的目标定的多少: any number will do, unless the question before wanted one of a kind.
    any_number = question.asks is Ask.FIGURE and question.kinds == ANY_NUMBER and not question.unit
    wanted = any_number and not own_topic and before.kinds
    asks_itself = question.asks is not Ask.TOPIC and not promises and not wanted
    return replace(
        question,
        asks=question.asks if asks_itself else before.asks,
        kinds=question.kinds if asks_itself else before.kinds,
        unit=question.unit if asks_itself else before.unit,
        terms=shared_out([*taken, *added]),
        period=_period(question, before, year),
        place=question.place or ("" if question.reports else before.place),
        reports=question.reports or before.reports,
        before=(*before.before, before.raw),
    )


def _things(question: Question) -> list[list[Term]]:
    """What the question names, words side by side together: 治安|案件."""
    things: list[list[Term]] = []
    for term in question.terms:
        beside = things and things[-1][-1].span.end == term.span.start
        if beside and not CHANGED.fullmatch(term.typed):
            things[-1].append(term)
        else:
            things.append([term])
    return things


def _named(thing: Sequence[Term]) -> str:
    return "".join(term.typed for term in thing)


def _rivals(one: str, other: str) -> bool:
    """Whether two things are of one kind, so that the second takes the place of the first: 刑事案件, 治安案件."""
    return min(len(one), len(other)) > HEAD and one[-HEAD:] == other[-HEAD:]


def _period(question: Question, before: Question, year: int | None) -> str:
    """The year asked about: its own, that of the question before, or the one before that year: 那前一年呢."""
    asked = int(before.period) if before.period.isdigit() else year
    if YEAR_BEFORE.search(question.text) and asked:
        return str(asked - 1)
    return question.period or before.period


def shared_out(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms with weights that add up to 1."""
    total = sum(term.weight for term in terms) or 1.0
    return tuple(Term(t.span, t.typed, t.weight / total, t.variants, t.tells, t.focus) for t in terms)
