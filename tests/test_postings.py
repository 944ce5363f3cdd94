"""What is searched: postings, and a report among others as if it stood alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import pytest

from knowledge.search.postings import K1, B, Field, Scope, within

TEXTS = ("法治宣传", "法治宣传走进校园和社区", "法治书房", "幼儿园", "法治法治宣传")


def by_hand(texts: Sequence[str], number: int, pair: str) -> float:
    """BM25 of one bigram in one text, straight from the formula."""
    having = sum(pair in text for text in texts)
    idf = log(1 + (len(texts) - having + 0.5) / (having + 0.5))
    count = texts[number].count(pair)
    average = sum(map(len, texts)) / len(texts)
    norm = K1 * (1 - B + B * len(texts[number]) / average)
    return idf * count * (K1 + 1) / (count + norm)


def scope(*within: range) -> Scope:
    """The toy texts, those of three reports, or of some of them."""
    field = Field(TEXTS, [range(2), range(2, 4), range(4, 5)])
    return Scope(field, within or [range(len(TEXTS))])


def scores(query: str) -> dict[int, float]:
    """The scores of the toy texts."""
    found: dict[int, float] = {}
    scope().add_scores(query, 1.0, found)
    return found


def test_the_scores_are_those_of_the_formula() -> None:
    """Okapi BM25 over bigrams, as the books write it."""
    found: dict[int, float] = {}
    Scope(Field(TEXTS, [range(len(TEXTS))]), [range(len(TEXTS))]).add_scores("法治宣", 1.0, found)
    for number, text in enumerate(TEXTS):
        expected = by_hand(TEXTS, number, "法治") + by_hand(TEXTS, number, "治宣")
        assert found.get(number, 0.0) == pytest.approx(expected), text


@pytest.mark.parametrize("group", [range(2), range(2, 4), range(4, 5)])
def test_a_report_among_others_is_scored_as_if_it_stood_alone(group: range) -> None:
    """Its own rarity, its own average length; the numbers are those of the library."""
    alone = Scope(Field(TEXTS[group.start : group.stop], [range(len(group))]), [range(len(group))])
    among = scope(group)
    for query in ("法治宣传", "幼儿园", "书房"):
        expected: dict[int, float] = {}
        alone.add_scores(query, 1.0, expected)
        found: dict[int, float] = {}
        among.add_scores(query, 1.0, found)
        assert {number - group.start: score for number, score in found.items()} == pytest.approx(expected)
        assert [number - group.start for number in among.numbers(query[:2])] == list(alone.numbers(query[:2]))


def test_numbers_within_ranges_are_cut_from_the_row() -> None:
    """Both ends of a range are held, in the order of the ranges."""
    assert list(within([1, 3, 5, 8, 9], [range(3, 6), range(9, 12)])) == [3, 5, 9]
    assert list(within([], [range(3)])) == []


def test_a_text_without_any_of_the_words_has_no_score() -> None:
    """It is not looked at any further."""
    assert 3 not in scores("法治")
    assert scores("财政") == {}


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    """What few texts hold tells more."""
    field = scope()
    assert field.rarity("书房") > field.rarity("宣传") > field.rarity("法治") > 0
    assert field.rarity("财政") == 0.0


def test_of_two_texts_with_the_word_the_shorter_comes_first() -> None:
    """A long text holds a word more easily."""
    found = scores("宣传")
    assert found[0] > found[1]


def test_the_share_scales_the_scores() -> None:
    """A doubtful variant counts by its degree."""
    half: dict[int, float] = {}
    scope().add_scores("宣传", 0.5, half)
    assert half == pytest.approx({number: score / 2 for number, score in scores("宣传").items()})
