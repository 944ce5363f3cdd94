"""What holds for every text whatsoever: random search, the same on every run."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.library import Library
from knowledge.model import Answer, Fact, Kind, Status
from knowledge.reading.facts import with_facts
from knowledge.reading.parse import parse
from tests import small

SHORT = 160
"""Characters of the answer to a figure at most, as DESIGN promises."""
REPORT = small.builtin().reports[0]
TEMPLATES = ("{}是多少", "{}", "{}有多少？", "去年{}", "请问{}是多少，谢谢", "2023年{}", "北京{}多少", "{}呢", "为什么{}", "{}比办结率高多少", "还有多少{}没化解", "{}和{}一共多少")  # fmt: skip
NOISE = "0123456789，。？！、“”《》（）%·\n\t \0\u200b\u200f\u202e\ufeff\u0301😀👩‍👩‍👧𠮷ⅠＡａé"
FACTS = tuple(fact for fact in REPORT.facts if len(fact.measure) >= 2)

anything = st.text(max_size=80)
signs = st.text(st.sampled_from(NOISE), max_size=40)
pieces = st.builds(
    lambda start, length: REPORT.text[start : start + length],
    st.integers(0, len(REPORT.text)),
    st.integers(0, 30),
)
mixtures = st.lists(st.one_of(pieces, signs, st.sampled_from(TEMPLATES), anything), max_size=4).map("".join)
questions = st.one_of(anything, signs, pieces, mixtures)


def lawful(text: str, *history: str) -> Answer:
    """The answer, which keeps every law."""
    library = small.builtin()
    answer = library.ask(text, history)
    assert answer.status in set(Status)
    assert answer.question.raw == text
    assert 0.0 <= answer.score <= 1.0
    small.proved(answer, library)
    for one in answer.parts or (answer,):
        if one.status is Status.ANSWERED and (one.derivation or one.evidence[0].fact is not None):
            assert len(one.text) <= SHORT
    assert library.ask(text, history) == answer
    return answer


@given(questions)
@settings(max_examples=400)
@example("")
@example("\0")
@example("\u202e化解率是多少\u202c")
@example("化解率\u200b是多少")
@example("化\n解\n率")
@example("👩‍👩‍👧" * 50)
@example("（" * 300)
@example("“" * 300 + "《" * 300)
@example("9" * 500)
@example("0.0.0.0%%%万亿万亿")
@example("第第第几几几")
@example("一" * 400 + "亿")
@example("1e999")
@example("几" * 100)
@example("化解率是多少？办结率呢？书记是谁？" * 3)
@example("多少" * 200 + "件")
@example("²³¹½٣๓")
def test_any_text_is_answered_lawfully(text: str) -> None:
    """No crash; one of four statuses; cited exactly when answered; verbatim; every digit proved; repeatable."""
    lawful(text)


@given(st.lists(questions, max_size=4), questions)
@settings(max_examples=120)
def test_any_conversation_is_answered_lawfully(history: list[str], text: str) -> None:
    """Whatever was said before."""
    lawful(text, *history)


@pytest.mark.parametrize(
    "text",
    [
        "化解率是多少" * 16_667, "x" * 100_000, "hua jie lv " * 9_091, "1" * 100_000, "（" * 100_000, "\u202e" * 100_000, "😀" * 100_000,
        "我家和邻居闹矛盾。" * 11_111 + "化解率是多少？", "\n" * 100_000, "多少件" * 33_333,
    ],
    ids=["question", "letters", "pinyin", "digits", "brackets", "marks", "emoji", "story", "lines", "counting"],
)  # fmt: skip
def test_a_very_long_text_is_answered_lawfully(text: str) -> None:
    """A hundred thousand characters are no trouble."""
    assert len(text) >= 99_990
    lawful(text)


@given(st.sampled_from(FACTS), st.sampled_from(FACTS), st.sampled_from(TEMPLATES))
@settings(max_examples=250)
def test_questions_of_the_report_s_own_facts_are_answered_lawfully(
    fact: Fact, other: Fact, template: str
) -> None:
    """What the report counts, asked for in many ways."""
    lawful(template.format(REPORT.quote(fact.measure), REPORT.quote(other.measure)))


@given(st.sampled_from(FACTS), st.sampled_from(TEMPLATES), st.randoms(use_true_random=False))
@settings(max_examples=250)
def test_mistyped_questions_are_answered_lawfully(fact: Fact, template: str, chance: random.Random) -> None:
    """Characters left out, doubled, swapped, replaced: right or wrong, the answer is proved."""
    signs = list(template.replace("{}", REPORT.quote(fact.measure)))
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(signs))
        signs[at : at + 2] = chance.choice(
            [
                signs[at + 1 : at + 2],
                [signs[at], *signs[at : at + 2]],
                signs[at : at + 2][::-1],
                [chance.choice(REPORT.text)],
            ]
        )
        signs = signs or ["率"]
    lawful("".join(signs))


def figures() -> list[Fact]:
    """The facts that a question with their own words must find: counted in digits, of a measure of some length."""
    counted = (Kind.COUNT, Kind.MONEY, Kind.RATE)
    return [
        fact
        for fact in FACTS
        if fact.quantity.kind in counted and not fact.in_characters and len(fact.measure) > 2
    ]


@pytest.mark.parametrize("fact", figures(), ids=lambda fact: REPORT.quote(fact.measure))
def test_a_figure_is_found_by_its_own_words(fact: Fact) -> None:
    """Who asks with the words of the report gets its number."""
    assert len(figures()) >= 8
    answer = lawful(f"{REPORT.quote(fact.measure)}是多少")
    assert answer.status is Status.ANSWERED
    assert REPORT.quote(fact.span) in answer.text


@pytest.mark.parametrize("fact", figures(), ids=lambda fact: REPORT.quote(fact.measure))
@pytest.mark.parametrize("slot", ["2019年", "北京市", "太原"])
def test_no_figure_is_given_for_another_year_or_place(fact: Fact, slot: str) -> None:
    """The same words with another slot are declined."""
    assert lawful(f"{slot}{REPORT.quote(fact.measure)}是多少").status is Status.DECLINED


@cache
def again() -> Library:
    """Another library of the same report, made anew."""
    return Library.builtin()


@given(questions)
def test_another_library_gives_the_same_answer(text: str) -> None:
    """Nothing depends on what was asked before, nor on the order of sets."""
    assert again().ask(text) == small.builtin().ask(text)


lines = st.lists(st.one_of(st.text(max_size=40), pieces, signs, st.sampled_from(["一、", "（一）", "——", "来源:", "责任编辑:", "2024年"])), max_size=12)  # fmt: skip


@given(lines, st.sampled_from(["化解率是多少", "谁写的", "有多少", "2024年多少件", "标题是什么", "法治"]))
@settings(max_examples=25)
@example(["—"], "标题是什么")
def test_any_report_can_be_asked(text: list[str], question: str) -> None:
    """A report of garbage gives lawful answers too."""
    library = Library([with_facts(parse("x", "\n".join(text)))])
    small.proved(library.ask(question), library)
