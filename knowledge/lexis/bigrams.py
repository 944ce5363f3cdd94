"""Bigrams: words that stand side by side in ordinary text more often than chance has it. For typed pinyin only.

The table is read when somebody first types pinyin: 0.05 s.
"""

from __future__ import annotations

from functools import cache

from knowledge.lexis.tables import DATA, rows

START, NUMBER = "$", "#"
"""What a clause begins and ends with, and any number or word of Latin letters."""
UNSEEN = 15.0
"""How unlikely a character is by itself that the table lacks, as a negative logarithm."""
STEP = 2
"""The table counts in halves."""


@cache
def _tables() -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """(a character by itself -> how unlikely, as a negative logarithm; word -> word behind it -> how much likelier)."""
    alone: dict[str, float] = {}
    beside: dict[str, dict[str, float]] = {}
    for _, line in rows(DATA / "bigrams.txt"):
        left, *groups = line.split(" ")
        for group in groups:
            strength, _, found = group.partition(":")
            if left == "!":
                alone.update(dict.fromkeys(found, int(strength) / STEP))
            else:
                beside.setdefault(left, {}).update(dict.fromkeys(found.split(","), int(strength) / STEP))
    return alone, beside


def alone(character: str) -> float:
    """How unlikely a character is as a word by itself, as a negative logarithm."""
    return _tables()[0].get(character, UNSEEN)


def beside(left: str, right: str) -> float:
    """How much likelier a word is behind this one than elsewhere, as a logarithm; 0 where the table has no such pair."""
    behind = _tables()[1].get(left)
    return behind.get(right, 0.0) if behind else 0.0
