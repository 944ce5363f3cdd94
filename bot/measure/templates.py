"""Questions made from the facts of a report, so that quality can be measured where nobody wrote any."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from bot.display.render import squeezed
from bot.measure.mutate import drawn_by
from bot.measure.questions import Gold
from knowledge import Fact, Kind, Report

COUNTED = ("{who}{what}有多少{unit}？", "{year}{who}{what}多少{unit}", "请问{who}{what}是多少{unit}")
RATED = ("{who}{what}是多少？", "{year}{who}{what}达到多少", "{who}{what}")
MOVED = {
    "up": ("{year}{who}{what}增长了多少？", "{who}{what}增长百分之几"),
    "down": ("{year}{who}{what}下降了多少？", "{who}{what}下降百分之几"),
}
"""How a figure is asked for: a count, a rate, a rate of change."""
MOVING = re.compile(r"[新净多]增|增加|减少|压减")
"""What the measure of a change says of itself: 新增学位 is a count, 电价 (下降1分) is not."""
UNFIT = re.compile(r"[“”《》、，,%()（）0-9]")
"""Signs of a measure that is no plain name."""
NUMBER = re.compile(r"\D*[\d.,]+[^\d/岁-]*")
"""One number with a plain unit: not 3-5分, 1元/吨, 6岁."""
SHORTEST, LONGEST = 3, 16
"""Characters of a measure that reads like a question: shorter ones name nothing, longer ones are half a sentence."""
LONGEST_SUBJECT = 8
"""Characters of who acts: more than that nobody types."""
ANOTHER_YEAR, ANOTHER_PLACE = 7, "漠河市"
"""What no report speaks of: so many years before its own, and a place far away."""
UNANSWERABLE = 3
"""Of every so many questions one is asked again about another year, one about another place."""


def questions(reports: Sequence[Report], seed: int, most: int) -> tuple[Gold, ...]:
    """At most so many questions a report, drawn by the seed, with what is expected of their answers.

    Where there are several reports, each question names its report by the place.
    """
    found: list[Gold] = []
    for report in reports:
        chance = drawn_by(seed, report.id)
        place = report.place if len(reports) > 1 else ""
        made = [gold for fact in _telling(report) for gold in _asked(report, fact, place, chance)]
        found += made if len(made) <= most else chance.sample(made, most)
    return tuple(found)


def _telling(report: Report) -> Iterator[Fact]:
    """The facts that a question can name without doubt: no other number has the same measure, nor is it part of one."""
    named = [(fact, squeezed(report.quote(fact.measure))) for fact in report.facts]
    often = Counter(words for _, words in named)
    whole = "".join(squeezed(report.text))
    for fact, words in named:
        kinds = (Kind.COUNT, Kind.MONEY, Kind.RATE)
        plain = fact.quantity.kind in kinds and not fact.in_characters and fact.item is None
        alone = often[words] == 1 and whole.count(words) == 1
        moves = fact.quantity.kind is Kind.RATE or not fact.direction or MOVING.search(words)
        reads_well = SHORTEST <= len(words) <= LONGEST and not UNFIT.search(words) and moves
        if plain and alone and reads_well and NUMBER.fullmatch(report.quote(fact.span)):
            yield fact


def _asked(report: Report, fact: Fact, place: str, chance: Random) -> Iterator[Gold]:
    """A question for the fact, and now and then one that the report cannot answer."""
    form = chance.choice(_forms(fact))
    measure = squeezed(report.quote(fact.measure))
    subject = squeezed(report.quote(fact.subject)) if fact.subject else ""
    words = {
        "what": measure,
        "who": "" if subject in measure or len(subject) > LONGEST_SUBJECT else subject,
        "unit": "" if fact.quantity.unit == "%" else fact.quantity.unit,
    }
    name = f"{report.id}:{fact.span.start}"
    year = f"{fact.period}年" if fact.period.isdecimal() else ""
    sentence = squeezed(report.quote(report.sentences[fact.sentence].span))
    digits = "".join(sign for sign in report.quote(fact.span) if sign in "0123456789.,")
    said = place + form.format(**words, year=year)
    yield Gold(name, said, "figure", "made", "answered", evidence=(sentence,), must=((digits,),))
    if year and report.year and chance.randrange(UNANSWERABLE) == 0:
        other = f"{report.year - ANOTHER_YEAR}年{place}"
        yield Gold(f"{name}y", other + form.format(**words, year=""), "unanswerable", "year", "declined")
    if chance.randrange(UNANSWERABLE) == 0:
        elsewhere = ANOTHER_PLACE + form.format(**{**words, "who": ""}, year="")
        yield Gold(f"{name}p", elsewhere, "unanswerable", "place", "declined")


def _forms(fact: Fact) -> Sequence[str]:
    if fact.quantity.kind is not Kind.RATE:
        return COUNTED
    return MOVED.get(fact.direction, RATED)
