"""Narrowing: which of very many texts can be among the best for a question, found without scoring them all.

Each row of a bigram is read once, the shortest first, for what a text could score at most. Once what the rows left could add
cannot lift a text that is in none of those read among the best (MaxScore: Turtle and Flood 1995), only the texts still in
question are looked up in them. Who is left is then scored as all would be: what comes out is the same to the last digit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from knowledge.model import Question
from knowledge.search.postings import K1, Scope

MANY, LARGE = 20_000, 5_000
"""Texts of a scope, and postings of the question's rows, from which it is worth it."""
SLACK = 1e-9
"""Sums in another order differ by less."""
HIGHEST = K1 + 1
"""No impact is higher."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bigram of the question."""

    pair: str
    count: int
    """Texts that have it."""
    share: float
    """What it adds to a score at most, for an impact of 1."""


class Narrowed:
    """A scope as far as it concerns some texts and some bigrams."""

    def __init__(self, scope: Scope, pairs: Iterable[str], texts: Iterable[int]) -> None:
        numbers = sorted(texts)
        kept = frozenset(numbers)
        self._rows = {pair: scope.among(pair, numbers, kept) for pair in pairs}

    def add_scores(self, text: str, share: float, scores: dict[int, float]) -> None:
        """As `Scope.add_scores`."""
        known = scores.get
        for at in range(len(text) - 1):
            for number, impact in self._rows.get(text[at : at + 2], ()):
                scores[number] = known(number, 0.0) + share * impact


def rows_of(question: Question, scope: Scope) -> list[Row]:
    """The bigrams of the question that the texts have, the rarest first."""
    shares: dict[str, float] = defaultdict(float)
    for term in question.terms:
        most: dict[str, float] = {}
        for variant in term.variants:
            if variant.by != "characters":
                text, alone = variant.text, variant.degree / max(len(variant.text) - 1, 1)
                for pair, count in Counter(text[at : at + 2] for at in range(len(text) - 1)).items():
                    most[pair] = max(most.get(pair, 0.0), count * alone)
        for pair, share in most.items():
            shares[pair] += share * term.weight
    rows = (Row(pair, scope.frequency(pair), share * scope.rarity(pair)) for pair, share in shares.items())
    return sorted((row for row in rows if row.count), key=lambda row: row.count)


def is_worth_it(rows: Sequence[Row], scope: Scope) -> bool:
    """Whether there is much to be left out."""
    return scope.size > MANY and sum(row.count for row in rows) > LARGE


def in_question(
    rows: Sequence[Row], scope: Scope, most: int, scores: Callable[[Narrowed], dict[int, float]]
) -> set[int]:
    """The texts that can be among the `most` best; `scores`: gives those of a narrowed scope."""
    pairs = [row.pair for row in rows]

    def least() -> float:
        """A score that so many texts reach; 0 where there are fewer."""
        likely = nlargest(most, could, key=could.__getitem__)
        reached = scores(Narrowed(scope, pairs, likely)).values()
        return min(reached) - SLACK if len(reached) == most else 0.0

    could: dict[int, float] = {}
    left = sum(row.share for row in rows) * HIGHEST
    for row in rows:
        if row.count > len(could) and left < (reach := least()):
            could = {number: score for number, score in could.items() if score + left >= reach}
            numbers = sorted(could)
            for number, impact in scope.among(row.pair, numbers, could.keys()):
                could[number] += row.share / scope.rarity(row.pair) * impact
        else:
            known = could.get
            for number, impact in scope.impacts(row.pair):
                could[number] = known(number, 0.0) + row.share * impact
        left -= row.share * HIGHEST
    reach = least()
    return {number for number, score in could.items() if score >= reach}
