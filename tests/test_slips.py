"""How people mistype: what each kind of slip makes of a word, and what it never touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from knowledge.lexis import sounds
from knowledge.lexis.slips import Slip, Typist, look_alikes
from knowledge.lexis.text import fold
from knowledge.model import Span

QUESTION = "2024年运城市四级矛调中心成功化解了多少件纠纷，去年三家没有办结？"
KINDS = (
    Typist.same_sound, Typist.near_sound, Typist.wrong_shape, Typist.dropped, Typist.swapped, Typist.doubled, Typist.spelled,
)  # fmt: skip


@cache
def typist() -> Typist:
    """Made once: it learns how 46,000 words are spelled."""
    return Typist()


def typed(kind: Callable[[Typist, str, Span], Iterator[Slip]], word: str) -> dict[str, float]:
    """What comes of a word, each with its weight."""
    slips = kind(typist(), word, Span(0, len(word)))
    return {word[: slip.span.start] + slip.typed + word[slip.span.end :]: slip.weight for slip in slips}


@pytest.mark.parametrize(
    ("kind", "word", "expected"),
    [
        (Typist.same_sound, "化解", {"话解", "化姐"}), (Typist.same_sound, "心理", {"心里", "新理"}), (Typist.near_sound, "中心", {"宗心", "中星"}),
        (Typist.near_sound, "法治", {"华治", "法字"}), (Typist.wrong_shape, "未来", {"末来"}), (Typist.dropped, "化解率", {"化解", "化率", "解率"}),
        (Typist.swapped, "化解率", {"解化率", "化率解"}), (Typist.doubled, "化解", {"化化解", "化解解"}), (Typist.spelled, "化解率", {"huajielv"}),
        (Typist.spelled, "银行", {"yinhang"}), (Typist.spelled, "增长", {"zengzhang"}),
    ],
)  # fmt: skip
def test_each_kind_makes_its_slips(
    kind: Callable[[Typist, str, Span], Iterator[Slip]], word: str, expected: set[str]
) -> None:
    """Among what may be typed there is what people do type."""
    assert expected <= set(typed(kind, word))


@pytest.mark.parametrize("kind", KINDS)
def test_no_slip_leaves_the_word_as_it_was(kind: Callable[[Typist, str, Span], Iterator[Slip]]) -> None:
    """A case that changes nothing would measure nothing; every slip can be drawn."""
    found = [slip for word in typist().words(QUESTION) for slip in kind(typist(), QUESTION, word)]
    assert found
    assert [slip for slip in found if QUESTION[slip.span.start : slip.span.end] == slip.typed] == []
    assert all(slip.weight > 0 for slip in found)


def test_a_same_sound_is_the_same_by_the_table() -> None:
    """Every character typed instead is spelled as the right one is."""
    for word, other in (("矛盾", slip) for slip in typed(Typist.same_sound, "矛盾")):
        assert all(sounds.readings(a)[0] in sounds.readings(b) for a, b in zip(word, other, strict=True))


def test_a_common_word_is_likelier() -> None:
    """An input method offers 话 before 桦."""
    weights = typed(Typist.same_sound, "化解")
    assert weights["话解"] > weights.get("桦解", 0.0)


def test_what_changes_the_meaning_is_never_touched() -> None:
    """Digits, numerals, years, words of denying and places stand in no word that may be mistyped."""
    free = "".join(QUESTION[word.start : word.end] for word in typist().words(QUESTION))
    for kept in ("2024", "运城", "四", "去年", "三", "没"):
        assert not set(kept) & set(free), kept
    assert {"矛调", "中心", "化解", "多少", "纠纷"} <= {
        QUESTION[w.start : w.end] for w in typist().words(QUESTION)
    }


@pytest.mark.parametrize(
    ("blanks", "expected"),
    [
        ((" ", ""), "2024nian kuaiji shi zai yinhang zengzhang 5gdp"),
        ((" ", " "), "2024nian kuai ji shi zai yin hang zeng zhang 5gdp"),
        (("", ""), "2024niankuaijishizaiyinhangzengzhang5gdp"),
    ],
)
def test_a_text_is_spelled_as_people_do(blanks: tuple[str, str], expected: str) -> None:
    """A blank behind words, behind syllables or nowhere; words are read as words, marks left out."""
    assert typist().pinyin("2024年会计是在银行增长5 GDP？", *blanks) == expected


def test_taiwan_has_its_own_words() -> None:
    """They are traditional, and what is no word of its own is only written so; places keep their name."""
    assert typist().taiwanese("运城市的网络诈骗和出租车") == "運城市的網路詐騙和計程車"
    assert fold(typist().taiwanese("化解率是多少？")) == "化解率是多少？".replace("？", "?")


def test_looking_alike_is_mutual() -> None:
    """Who mistakes 未 for 末 mistakes 末 for 未; nobody mistakes a character for itself."""
    table = look_alikes()
    assert len(table) > 500
    assert all(sign in table[other] for sign, others in table.items() for other in others)
    assert not [sign for sign, others in table.items() if sign in others]
