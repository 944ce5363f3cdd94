"""Questions mistyped on purpose: named, seeded, and never more than was asked for."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from bot.errors import Misuse
from bot.measure.mutate import STANDARD, mistyped, mutated, mutation
from bot.measure.questions import Gold
from knowledge import Typist

QUESTION = "2024年矛调中心一共受理了多少件矛盾纠纷？"
GOLD = Gold("1", QUESTION, "figure", "plain", "answered", must=(("36045",),))


@cache
def typist() -> Typist:
    """Made once: it learns how 46,000 words are spelled."""
    return Typist()


def typed(name: str, seed: int = 1, text: str = QUESTION) -> str:
    """The text mistyped in this way."""
    return mistyped(text, mutation(name), typist(), Random(seed))


@pytest.mark.parametrize("name", STANDARD)
def test_the_same_seed_gives_the_same_questions(name: str) -> None:
    """A measurement can be repeated; another seed gives other cases."""
    first = [mutated([GOLD], mutation(name), typist(), seed)[0].q for seed in range(8)]
    assert first == [mutated([GOLD], mutation(name), typist(), seed)[0].q for seed in range(8)]
    if ":" in name:
        assert len(set(first)) > 1


@pytest.mark.parametrize("name", STANDARD)
def test_only_the_question_changes(name: str) -> None:
    """What is expected of the answer stays, and so do the digits."""
    (changed,) = mutated([GOLD], mutation(name), typist(), 1)
    assert (changed.id, changed.must, changed.status) == (GOLD.id, GOLD.must, GOLD.status)
    if name not in ("numerals", "width"):
        assert "2024" in changed.q


@pytest.mark.parametrize("times", [1, 2, 3])
def test_so_many_words_are_mistyped(times: int) -> None:
    """Three homophones change at most three words and at least three characters."""
    for seed in range(20):
        text = typed(f"homophone:{times}", seed)
        assert len(text) == len(QUESTION)
        assert sum(a != b for a, b in zip(text, QUESTION, strict=True)) >= times
        assert len(typed(f"drop:{times}", seed)) == len(QUESTION) - times
        assert len(typed(f"double:{times}", seed)) == len(QUESTION) + times
        assert sorted(typed(f"swap:{times}", seed)) == sorted(QUESTION)


def test_ways_can_be_combined() -> None:
    """One after the other, as they are named."""
    assert typed("traditional+width") == "２０２４年矛調中心一共受理了多少件矛盾糾紛?"
    assert typed("drop:1+traditional") != typed("traditional")


def test_a_question_without_words_stays() -> None:
    """There is nothing to mistype in 95.74%."""
    assert typed("homophone:3", text="95.74%？") == "95.74%？"


@pytest.mark.parametrize(
    "name", ["", "typo", "homophone:", "homophone:0", "homophone:x", "width:2", "drop:1+", "drop:999"]
)
def test_a_way_that_is_not_known_is_refused(name: str) -> None:
    """The error lists those that are."""
    with pytest.raises(Misuse, match=r"homophone:1.*pinyin.*all"):
        mutation(name)
