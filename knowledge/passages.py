"""Passages: paragraphs ranked by all characters and bigrams of a question; for open reading, where no slot decides.

Unigrams beside bigrams rank better than either, and than words: measured on CMRC2018, where a question is the only hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import nlargest

from knowledge.corpus import Field, Scope
from knowledge.text import fold

RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+(?:\.\d+)?")
"""Characters of one script that stand together."""


def tokens(folded: str) -> Iterator[str]:
    """Characters and bigrams of Chinese, whole words of other scripts, whole numbers.

    >>> list(tokens("全市gdp增5.1%"))
    ['全', '全市', '市', 'gdp', '增', '5.1']
    """
    for run in RUN.findall(folded):
        if run[0].isascii():
            yield run
            continue
        for at, sign in enumerate(run):
            yield sign
            if at + 1 < len(run):
                yield run[at : at + 2]


class Passages:
    """Some texts, each a passage."""

    def __init__(self, texts: Sequence[str]) -> None:
        every = range(len(texts))
        folded = [list(tokens(fold(text))) for text in texts]
        self._scope = Scope(Field(folded, [every]), [every])

    def ranked(self, question: str, most: int) -> list[int]:
        """The numbers of the likeliest passages, best first; the one that stands first among equals."""
        scores: dict[int, float] = {}
        self._scope.add_tokens(dict.fromkeys(tokens(fold(question))), 1.0, scores)
        return nlargest(most, scores, key=lambda number: (scores[number], -number))
