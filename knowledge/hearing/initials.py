"""What reports call in short what a question spells out: 亚冬会 for 亚洲冬季运动会."""

from __future__ import annotations

from knowledge.lexis.text import HAN
from knowledge.lexis.words import Lexicon
from knowledge.search.index import Index

FEWEST, MOST = 3, 6
"""Words that are shortened to one."""


def in_short(text: str, lexicon: Lexicon, index: Index) -> str:
    """The folded text with spelled-out names as the reports shorten them, where they never spell them out.

    The first characters of the words, and the last of the last one: 亚(洲)冬(季运动)会.
    """
    cut = [word for word in lexicon.cut(text) if HAN.fullmatch(word[0]) or word[1] == word[2]]
    for count in range(MOST, FEWEST - 1, -1):
        for first in range(len(cut) - count + 1):
            run = cut[first : first + count]
            start, end = run[0][1], run[-1][2]
            if end - start != sum(len(word) for word, _, _ in run) or any(
                len(word) < 2 for word, _, _ in run
            ):
                continue
            for short in _shortened([word for word, _, _ in run]):
                if index.holds(short) and not index.holds(text[start:end]) and not lexicon.knows(short):
                    return in_short(text[:start] + short + text[end:], lexicon, index)
    return text


def _shortened(words: list[str]) -> list[str]:
    """The ways to shorten a name of these words."""
    heads = "".join(word[0] for word in words)
    ends = heads[:-1] + words[-1][-1]
    return [ends, heads]
