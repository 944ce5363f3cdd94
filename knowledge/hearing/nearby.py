"""Nearby: pieces of the reports that sound like a text, or that one slip of the fingers makes it of."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from knowledge.lexis.words import Lexicon
from knowledge.search.index import CACHED, Index

TEXTS = 12
"""Sentences with a rare pair of characters that are looked through for a slip of the fingers."""
HEARD_AT_MOST = 80
"""Texts that are followed while a window is compared by sound: beyond them stands only what is unlike."""


class Nearby:
    """The texts of some reports, found by what is nearly them."""

    def __init__(self, lexicon: Lexicon, index: Index) -> None:
        self._lexicon = lexicon
        self._index = index
        self._steps: dict[str, tuple[str, ...]] = {}

    def heard(self, window: str) -> list[str]:
        """Pieces of the reports that sound like the window, the most alike first."""
        steps: list[tuple[str, ...]] = []
        for at in range(len(window) - 1):
            step = self._pairs_heard(window[at : at + 2])
            if not step:
                return []
            steps.append(step)
        grown = list(steps[0])
        for step in steps[1:]:
            grown = [chain + pair[1] for chain in grown for pair in step if chain[-1] == pair[0]][
                :HEARD_AT_MOST
            ]
        found = [chain for chain in dict.fromkeys(grown) if chain != window and self._index.holds(chain)]
        if len(found) < 2:
            return found
        return sorted(
            found, key=lambda heard: (-sum(map(str.__eq__, heard, window)), -self._lexicon.likelihood(heard))
        )

    def _pairs_heard(self, pair: str) -> tuple[str, ...]:
        """The bigrams of the reports that sound like this one, and itself where they have it."""
        step = self._steps.get(pair)
        if step is None:
            step = (*self._index.sounding_like(pair), *((pair,) if self._index.holds(pair) else ()))
            if len(self._steps) < CACHED:
                self._steps[pair] = step
        return step

    def one_slip_away(self, window: str) -> Iterator[str]:
        """Pieces of the reports that one slip of the fingers makes the window of; its ends are right."""
        pairs = [at for at in range(len(window) - 1) if self._index.holds(window[at : at + 2])]
        rarest = min(pairs, key=lambda at: -self._index.rarity(window[at : at + 2]), default=None)
        if rarest is not None:
            for text in dict.fromkeys(self._with_same_ends(window, rarest)):
                if OSA.distance(text, window, score_cutoff=1) == 1:
                    yield text

    def _with_same_ends(self, window: str, at: int) -> Iterator[str]:
        """Pieces of the reports that have the window's bigram at about the same place, and its first and last character."""
        pair, length = window[at : at + 2], len(window)
        for text in self._index.texts_with_pair(pair, TEXTS):
            aligned = text.find(pair) - at
            for start in (aligned, aligned - 1, aligned + 1):
                if start >= 0 and text[start : start + 1] == window[0]:
                    for end in (start + length, start + length + 1, start + max(length - 1, 3)):
                        if text[end - 1 : end] == window[-1]:
                            yield text[start:end]
