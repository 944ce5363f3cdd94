"""Characters: folding, sentences, clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexis.text import BREAKS, LONGEST_SENTENCE, clauses, enclosed, fold, sentences, squeeze, trim
from knowledge.model import Span

MARKS = st.text(
    st.sampled_from("甲乙丙1年。！？!?…，,；;：:、—|“”‘’《》「」（）() \n\u3000\u202e🙂"), max_size=60
)


def whole(text: str) -> Span:
    """All of a text."""
    return Span(0, len(text))


def cut(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[span.start : span.end] for span in sentences(text, whole(text))]


def parts(text: str) -> list[str]:
    """The clauses of a text."""
    return [text[span.start : span.end] for span in clauses(text, whole(text))]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("網路　ＧＤＰ：\uff19\uff15％", "网路 gdp:95%"),
        ("〇八", "零八"),
        ("「甲」『乙』", "“甲”“乙”"),
        ("4・15", "4·15"),
        ("\uff12．\uff10\uff14\u2236\uff11", "2.04:1"),
        ("ABC", "abc"),
        ("甲🙂\u202e乙", "甲🙂\u202e乙"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """Script, width, case and variants of marks make no difference; what has no variant stays."""
    assert fold(text) == folded


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    """A position in the folded text is the same position as written; folding twice is folding once."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("甲3.6万户。乙", ["甲3.6万户。", "乙"]),
        ("他说：“好。”乙。", ["他说：“好。”", "乙。"]),
        ("“您好！”“请上二楼！”乙。", ["“您好！”", "“请上二楼！”", "乙。"]),
        ("推进“甲。乙”行动。丙", ["推进“甲。乙”行动。", "丙"]),
        ("出台《甲！乙》。丙", ["出台《甲！乙》。", "丙"]),
        ("甲？！……乙", ["甲？！……", "乙"]),
        ("甲（乙。丙）丁。", ["甲（乙。丙）丁。"]),
        ("甲。）乙。", ["甲。）", "乙。"]),
        ("“甲。乙。", ["“甲。", "乙。"]),
        ("", []),
        ("  \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Stops end a sentence, but not within quotation or title marks, nor decimal points."""
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲，乙；丙：丁。", ["甲", "乙", "丙", "丁"]),
        ("甲、乙，丙", ["甲、乙", "丙"]),
        ("36,045件, 09:08开始", ["36,045件", "09:08开始"]),
        ("缩小至2.31:1，17个区", ["缩小至2.31:1", "17个区"]),
        ("推进“甲，乙”行动，丙", ["推进“甲，乙”行动", "丙"]),
        ("《甲：乙》上映，丙", ["《甲：乙》上映", "丙"]),
        ("深圳—香港—广州集群，丙", ["深圳—香港—广州集群", "丙"]),
        ("甲——乙", ["甲", "乙"]),
        ("来源：甲 | 编辑：乙", ["来源", "甲", "编辑", "乙"]),
        ("甲（乙，丙）丁", ["甲（乙", "丙）丁"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    """Commas, semicolons, colons and double dashes cut; the enumeration comma, numbers and quotations do not."""
    assert parts(text) == expected


@given(MARKS)
def test_sentences_cover_the_text(text: str) -> None:
    """Sentences are in order, apart, inside, without white space at their ends, and miss nothing but white space."""
    found = sentences(text, whole(text))
    _in_order(text, found)
    covered = "".join(text[span.start : span.end] for span in found)
    assert squeeze(covered) == squeeze(text)


@given(MARKS)
def test_clauses_cover_the_sentence(text: str) -> None:
    """Clauses are in order, apart, inside, and miss nothing but white space and the marks that end them."""
    for sentence in sentences(text, whole(text)):
        found = list(clauses(text, sentence))
        _in_order(text, found)
        held = {at for span in found for at in range(span.start, span.end)}
        lost = {text[at] for at in range(sentence.start, sentence.end) if at not in held}
        assert all(sign in BREAKS or sign.isspace() for sign in lost)
        assert all(sentence.holds(span) for span in found)


def _in_order(text: str, spans: list[Span]) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        end = span.end


@pytest.mark.parametrize(
    "piece", ["甲", "“", "”", "（", "“甲”", "，", "。", "—", " ", "《“", "1,", "\u202e", "🙂"]
)
def test_a_long_text_without_stops_is_cut(piece: str) -> None:
    """100,000 characters of one sign are read at once; no sentence is twice as long as the longest."""
    text = piece * (100_000 // len(piece))
    found = sentences(text, whole(text))
    if piece not in "。 ":
        assert max(map(len, found)) < 2 * LONGEST_SENTENCE
    for span in found[:3]:
        clauses(text, span)


def test_a_quotation_longer_than_any_sentence_encloses_nothing() -> None:
    """A mark whose partner is far away does not make one sentence of all between."""
    text = "“" + "甲乙。" * LONGEST_SENTENCE + "”"
    assert len(sentences(text, whole(text))) > LONGEST_SENTENCE // 2
    assert enclosed(text, whole(text)) == []


def test_enclosed_pairs_are_the_outermost() -> None:
    """A pair within a pair is part of it; a mark without partner is passed over."""
    text = "甲“乙《丙》丁”戊（己”庚）"
    assert [text[start : end + 1] for start, end in enclosed(text, whole(text))] == [
        "“乙《丙》丁”",
        "（己”庚）",
    ]


@given(st.text(max_size=30))
def test_trimming(text: str) -> None:
    """The trimmed span holds the text without the white space at its ends."""
    span = trim(text, whole(text))
    assert text[span.start : span.end] == text.strip()
