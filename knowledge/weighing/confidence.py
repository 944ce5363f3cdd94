"""Confidence: of answers of this strength, how many were right where they were counted; and what is strong enough.

The strength of evidence is a sum of points. What it is worth is counted on question sets by
`python -m tests.fit_confidence`, which makes data/confidence.txt.
"""

from __future__ import annotations

from functools import cache

from knowledge.errors import DataError
from knowledge.lexis.tables import DATA, rows
from knowledge.model import Answer, Status

RISK = 0.0182
"""The share of wrong ones among the answers that is put up with, one of fifty-five, as it is counted when the questions
are also typed wrongly; of questions as they are it is about half of that. `wenbao check` shows
coverage and risk."""
STEPS = 20
"""A table has a share for each strength of 0, 1/20, 2/20 … 1; between them it is drawn straight."""
PATH = DATA / "confidence.txt"
BY_MEANING = "second opinion"
"""How the reason is called that evidence was found by meaning alone."""


def kind_of(answer: Answer) -> str:
    """How an answer came about: report (from its masthead), derived, number, meaning or words."""
    if answer.derivation:
        return "derived"
    best = answer.evidence[0] if answer.evidence else None
    if best is None or not best.reasons:
        return "report"
    if any(reason.name == BY_MEANING for reason in best.reasons):
        return "meaning"
    return "number" if best.fact is not None else "words"


def share_right(kind: str, strength: float) -> float:
    """Of answers that came about so and were that strong (0 to 1), the share that was right, 0 to 1."""
    table = _tables()
    return _at(table.get(kind) or table["words"], strength)


def threshold(risk: float = RISK) -> float:
    """The least strength from which on no more than this share of the answers is wrong; 1 where none will do."""
    wrong = _tables()["risk"]
    for step in range(STEPS, -1, -1):
        if wrong[step] > risk:
            if step == STEPS:
                return 1.0
            return (step + (wrong[step] - risk) / (wrong[step] - wrong[step + 1])) / STEPS
    return 0.0


def scored(answer: Answer) -> float:
    """The score of an answer: the share of answers like it that were right.

    Of one that declines or asks back it is what its best evidence would have been worth as an answer.
    """
    if answer.status is Status.CHAT:
        return 1.0
    if answer.status is Status.DECLINED and not answer.evidence:
        return 0.0
    return share_right(kind_of(answer), answer.score)


def _at(table: tuple[float, ...], strength: float) -> float:
    place = min(max(strength, 0.0), 1.0) * STEPS
    step = min(int(place), STEPS - 1)
    return table[step] + (table[step + 1] - table[step]) * (place - step)


@cache
def _tables() -> dict[str, tuple[float, ...]]:
    """Kind of answer -> its shares; `risk` -> the share of wrong ones among all answers at least so strong.

    Raises DataError where a line has not 21 shares or a table is missing.
    """
    found: dict[str, tuple[float, ...]] = {}
    for number, line in rows(PATH):
        kind, *shares = line.split()
        try:
            found[kind] = tuple(map(float, shares))
        except ValueError:
            raise DataError(str(PATH), "numbers expected", number) from None
        if len(shares) != STEPS + 1 or not all(0 <= share <= 1 for share in found[kind]):
            raise DataError(str(PATH), f"a kind and {STEPS + 1} shares from 0 to 1 expected", number)
    if not {"words", "number", "risk"} <= found.keys():
        raise DataError(str(PATH), "words, number and risk expected")
    return found
