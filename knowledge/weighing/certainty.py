"""How surely evidence is the answer, beyond the points by which it was found.

The points rank evidence. Whether the first is an answer at all shows in more: how far it is ahead, how many words it had
to meet, whether these are the report's own. Logistic regressions, one for numbers and one for words, told right answers
from wrong ones (587 and 351: of ten question sets, and of the same questions with the answering sentence cut out of the
report), fitted to the odd questions and held against the even ones and the other way round: at as many right answers
wrong ones fall by a third. Each constant is a coefficient beside that of a point of strength.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.model import Evidence, Question, Reason

LEAD_AT_MOST = 0.4
"""Points: further ahead is no surer."""
FOREIGN, USUAL_LIKENESS = 0.5, 0.035
"""A question of which that much is in Latin letters is like no clause, and is taken to be like this."""


@dataclass(frozen=True, slots=True)
class _Worth:
    """What counts how much."""

    likeness: float
    """For each point of likeness, beyond what it counts already."""
    lead: float
    """For each point that the first is ahead of what another sentence holds."""
    few: float
    """Shared among the words and one more: of a single word, half of it."""
    own: float
    """For the share of the question that is in the report's own words: they stand in many a sentence that is no answer."""
    focus: float
    """Where the noun is known that is asked for."""
    base: float


NUMBER = _Worth(likeness=7.0, lead=1.06, few=-1.27, own=-0.21, focus=0.0, base=-0.15)
WORDS = _Worth(likeness=3.1, lead=0.3, few=-0.89, own=-0.27, focus=0.13, base=0.03)


def told_apart(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, the strongest first, with strengths by which right answers are told from wrong ones."""
    if not evidence:
        return []
    worth, best = NUMBER if question.kinds else WORDS, evidence[0]
    rivals = (_points(one) for one in evidence if (one.report, one.sentence) != (best.report, best.sentence))
    lead = min(LEAD_AT_MOST, max(0.0, _points(best) - max(rivals, default=0.0)))
    own = sum(term.weight for term in question.terms if term.variants and term.variants[0].by == "same")
    asked = (
        Reason("few words", worth.few / (1 + len(question.terms))),
        Reason("the report's own words", worth.own * own),
        Reason("a noun is asked for", worth.focus * any(term.focus for term in question.terms)),
        Reason("base", worth.base),
    )
    ahead = Reason("ahead", worth.lead * lead)
    letters = sum(sign.isascii() and sign.isalpha() for sign in question.asked)
    foreign = letters > FOREIGN * len(question.asked)
    found = []
    for one in evidence:
        likeness = USUAL_LIKENESS if foreign else _named(one, "likeness")
        alike = Reason("alike as a whole", worth.likeness * likeness)
        found.append(_with(one, (alike, *asked, ahead) if one is best else (alike, *asked)))
    return found


def _points(evidence: Evidence) -> float:
    return sum(reason.points for reason in evidence.reasons)


def _named(evidence: Evidence, name: str) -> float:
    return sum(reason.points for reason in evidence.reasons if reason.name == name)


def _with(evidence: Evidence, more: Sequence[Reason]) -> Evidence:
    kept = (*evidence.reasons, *(Reason(one.name, round(one.points, 4)) for one in more if one.points))
    strength = min(1.0, max(0.0, sum(reason.points for reason in kept)))
    return replace(evidence, strength=strength, reasons=kept)
