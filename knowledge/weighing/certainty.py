"""How surely evidence is the answer, beyond the points by which it was found.

The points rank evidence. Whether the first is an answer at all shows in more: how far it is ahead, how many words it had
to meet, whether these are the report's own. What each of these signs is worth beside a point was found by logistic
regression, once for numbers and once for words, with `python -m tests.fit_certainty`: it tells right answers from wrong
ones on question sets, and on the same questions with the answering sentence cut out of the report. Fitted to the odd
questions and held against the even ones, and the other way round, wrong answers fall by a third at as many right ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.model import Evidence, Question, Reason
from knowledge.weighing.evidence import NAMING

LEAD_AT_MOST = 0.4
"""Points: further ahead is no surer."""
FOREIGN, USUAL_LIKENESS = 0.5, 0.035
"""A question of which that much is in another script is like no clause, and is taken to be like this."""
LETTERS = re.compile("[a-z]{4}")
VETO = -1.0
"""What speaks so clearly against evidence is outweighed by no sign: another year, place or kind of number."""


class Signs(NamedTuple):
    """What tells right from wrong; or what each of it is worth."""

    alike: float
    """Points of likeness to the clause, beyond what these count already."""
    few_words: float
    """1 / (words + 1): little was asked to be met."""
    own_words: float
    """The share of the question in the report's own words: they stand in many a sentence that is no answer."""
    focus: float
    """1 where the noun is known that is asked for, else 0."""
    ahead: float
    """Points that the first is ahead of what another sentence holds, 0 to LEAD_AT_MOST; of a thing that the reports do not
    know nothing can be ahead."""


LIKENESS, ALIKE, AHEAD, BASE = "likeness", "alike as a whole", "ahead", "base"
ASKED = ("few words", "the report's own words", "a noun is asked for")
NAMES = frozenset((ALIKE, *ASKED, AHEAD, BASE))
"""How the reasons are called."""
OF_NUMBERS, OF_WORDS = Signs(7.0, -1.27, -0.21, 0.0, 1.06), Signs(3.1, -0.89, -0.27, 0.13, 0.3)
"""What each sign is worth."""
BASE_OF_NUMBERS, BASE_OF_WORDS = -0.15, 0.03
"""So that one threshold serves both."""
BASE_OF_NAMES = -0.05
"""Where a name is asked for: a sentence near by seldom tells it."""


def told_apart(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, the strongest first, with strengths by which right answers are told from wrong ones."""
    if not evidence:
        return []
    worth, base = (OF_NUMBERS, BASE_OF_NUMBERS) if question.kinds else (OF_WORDS, BASE_OF_WORDS)
    if not question.kinds and question.asks in NAMING:
        base = BASE_OF_NAMES
    first = signs(question, evidence)
    points = zip(ASKED, worth[1:-1], first[1:-1], strict=True)
    asked = [Reason(name, round(a * b, 4)) for name, a, b in points if a * b]
    asked.append(Reason(BASE, base))
    ahead = [Reason(AHEAD, round(worth.ahead * first.ahead, 4))] if first.ahead else []
    foreign = _is_foreign(question.asked)
    found = []
    for one in evidence:
        if min([reason.points for reason in one.reasons]) <= VETO:
            found.append(one)
            continue
        alike = Reason(ALIKE, round(worth.alike * _alike(one, foreign), 4))
        kept = (*one.reasons, alike, *asked, *(ahead if one is evidence[0] else ()))
        strength = min(1.0, max(0.0, _sum(kept)))
        found.append(Evidence(one.report, one.sentence, one.span, strength, kept, one.fact))
    return found


def signs(question: Question, evidence: Sequence[Evidence]) -> Signs:
    """Those of the first of the evidence, as `weigh` gave it."""
    own = focus = 0.0
    unknown = False
    for term in question.terms:
        if term.variants and term.variants[0].by == "same":
            own += term.weight
        if term.focus:
            focus = 1.0
            unknown = unknown or not term.variants
    return Signs(
        alike=_alike(evidence[0], _is_foreign(question.asked)),
        few_words=1 / (1 + len(question.terms)),
        own_words=own,
        focus=focus,
        ahead=0.0 if unknown else _lead(evidence),
    )


def bare(evidence: Evidence) -> Evidence:
    """The evidence as `weigh` gave it."""
    kept = tuple(reason for reason in evidence.reasons if reason.name not in NAMES)
    return replace(evidence, strength=min(1.0, max(0.0, _sum(kept))), reasons=kept)


def _is_foreign(text: str) -> bool:
    """Whether most of a text is in another script."""
    return sum(map(str.isascii, text)) > FOREIGN * len(text) and LETTERS.search(text) is not None


def _alike(evidence: Evidence, foreign: bool) -> float:
    """Points of likeness to the question; the usual ones where it is in another script."""
    if foreign:
        return USUAL_LIKENESS
    for reason in reversed(evidence.reasons):
        if reason.name == LIKENESS:
            return reason.points
    return 0.0


def _lead(evidence: Sequence[Evidence]) -> float:
    """How far the first is ahead of what other sentences hold."""
    best = evidence[0]
    others = (one for one in evidence if (one.report, one.sentence) != (best.report, best.sentence))
    others = (one for one in others if not _of_another_year(best, one))
    rival = max((_sum(one.reasons) for one in others), default=0.0)
    return min(LEAD_AT_MOST, max(0.0, _sum(best.reasons) - rival))


def _of_another_year(best: Evidence, other: Evidence) -> bool:
    """Whether two numbers are of the same thing in two years: the one is no rival of the other."""
    a, b = best.fact, other.fact
    if a is None or b is None or not a.period or not b.period or a.period == b.period:
        return False
    return a.quantity.unit == b.quantity.unit and met(best) == met(other)


def met(evidence: Evidence) -> dict[str, float]:
    """What of the question is met, and how well."""
    return {reason.name: reason.points for reason in evidence.reasons if reason.name[0] == "“"}


def _sum(reasons: Iterable[Reason]) -> float:
    return sum([reason.points for reason in reasons])
