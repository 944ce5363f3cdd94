"""Passages: paragraphs ranked by all characters and bigrams of a question; for open reading, where no slot decides.

Unigrams beside bigrams rank better than either, and than words or with trigrams. Words of asking are left out, and what
a passage begins with counts twice, for that is what it is about. Set on the trial file of CMRC2018, proved on its dev file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest

from knowledge.lexis.text import fold
from knowledge.search.postings import Field, Scope

RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+(?:\.\d+)?")
"""Characters of one script that stand together."""
ASKING = re.compile(
    "请问|请列举|能给我介绍一下|什么(?:时候|时间|样)?|哪(?:些|个|里|一年|年|几|位|种|家|儿)?|多少|如何|怎么样?|怎样|为什么|为何|有何|何时|何地|谁|几"
    "|是否|吗|呢"
)
"""Words of asking: a passage that has them is no better for it."""
K1 = 0.8
"""BM25: what a passage says again and again tells less than in reports."""
HEAD = 12
"""Characters at the beginning that say what a passage is about."""
COMMON, FEW = 0.33, 30
"""A token of a larger share of the passages tells nothing; but of so few passages every one counts."""


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
        folded = [fold(text).lstrip("。 \n") for text in texts]
        cut = [list(tokens(text)) for text in folded]
        self._scope = Scope(Field(cut, [every], K1), [every])
        self._common = max(COMMON * len(texts), FEW)
        self._heads: dict[str, list[int]] = defaultdict(list)
        """Token -> the passages that begin with it."""
        for number, (text, whole) in enumerate(zip(folded, cut, strict=True)):
            for token in sorted(set(tokens(text[:HEAD])).intersection(whole)):
                self._heads[token].append(number)

    def ranked(self, question: str, most: int) -> list[int]:
        """The numbers of the likeliest passages, best first; the one that stands first among equals."""
        scores: dict[int, float] = {}
        asked = dict.fromkeys(tokens(ASKING.sub(" ", fold(question))))
        telling = [token for token in asked if self._scope.frequency(token) <= self._common]
        self._scope.add_tokens(telling, 1.0, scores)
        for token in telling:
            for number in self._heads.get(token, ()):
                scores[number] += self._scope.rarity(token)
        return nlargest(most, scores, key=lambda number: (scores[number], -number))

    def rarity(self, token: str) -> float:
        """How telling a token is."""
        return self._scope.rarity(token)
