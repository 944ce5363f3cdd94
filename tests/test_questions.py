"""Question sets and batches: read whole, or refused with the line and the field."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure.questions import Gold, QuestionsError, asked, gold, golds

LINE = '{"id": "A-1", "q": "化解率", "kind": "figure", "style": "terse", "status": "answered"'


def test_a_question_with_all_its_fields() -> None:
    """Lists become tuples; a field that is not known (report) is passed over."""
    line = (
        LINE
        + ', "history": ["前"], "evidence": ["化解率95.74%"], "must": [["95.74%", "九成五"]], "report": []}'
    )
    assert gold(line) == Gold(
        "A-1", "化解率", "figure", "terse", "answered", ("前",), ("化解率95.74%",), (("95.74%", "九成五"),)
    )


def test_a_set_keeps_its_order_and_passes_over_empty_lines(tmp_path: Path) -> None:
    """A byte-order mark, CRLF and empty lines change nothing."""
    path = tmp_path / "set.jsonl"
    second = LINE.replace("A-1", "A-2")
    path.write_text(f"\ufeff{LINE}}}\r\n\r\n  \n{second}}}", "utf-8")
    assert [one.id for one in golds(path)] == ["A-1", "A-2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "a JSON object expected"),
        ("{}", "id: a string expected"),
        (LINE + ', "must": "95"}', "must: a list of lists of strings expected"),
        (LINE + ', "must": ["95"]}', "must: a list of strings expected"),
        (LINE + ', "evidence": [1]}', "evidence: a list of strings expected"),
    ],
)
def test_a_broken_set_is_named_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    """Staff learn the file, the line and the field."""
    path = tmp_path / "set.jsonl"
    path.write_text(f"{LINE}}}\n{line}\n", "utf-8")
    with pytest.raises(QuestionsError) as caught:
        golds(path)
    assert str(caught.value).startswith(f"{path}:2: {reason}")


@pytest.mark.parametrize(("content", "reason"), [(b"", "holds no question"), (b"\xff\xfe", "not UTF-8 text")])
def test_a_set_that_is_none(tmp_path: Path, content: bytes, reason: str) -> None:
    """An empty or binary file is refused as a whole."""
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionsError, match=reason):
        golds(path)


def test_a_missing_set(tmp_path: Path) -> None:
    """The system's own reason is given, without a traceback's noise."""
    with pytest.raises(QuestionsError, match="No such file"):
        golds(tmp_path / "none.jsonl")


@given(st.binary(max_size=60))
def test_any_bytes_are_a_question_or_a_fault(line: bytes) -> None:
    """A line of a batch never raises anything but ValueError."""
    with contextlib.suppress(ValueError):
        question, history = asked(line)
        assert isinstance(question, str)
        assert isinstance(history, tuple)
