"""Questions on the built-in report with what their answers must say: a file that staff can write.

A line of golden/answers.jsonl is an object: `q`; `history`, the earlier questions of the chat; `status`;
`contains` and `not_contains`, what the answer must and must not say; `paragraph` or `section`, where the
first citation stands.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TypedDict

import pytest

from knowledge.model import Status
from tests import small

GOLDEN = Path(__file__).parent / "golden" / "answers.jsonl"


class Case(TypedDict, total=False):
    """A question and what is expected of its answer."""

    q: str
    history: list[str]
    status: str
    contains: list[str]
    not_contains: list[str]
    paragraph: int
    section: str


CASES: list[Case] = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines() if line.strip()]


def test_the_golden_file_is_no_empty_one() -> None:
    """Many questions, answered, declined and small talk; no question twice."""
    statuses = Counter(case["status"] for case in CASES)
    assert len(CASES) >= 60
    assert set(statuses) <= {status.value for status in Status}
    assert statuses["answered"] >= 40
    assert statuses["declined"] >= 10
    assert statuses["chat"] >= 2
    asked = Counter((case["q"], *case.get("history", [])) for case in CASES)
    assert [question for question, count in asked.items() if count > 1] == []


def test_every_case_can_be_judged() -> None:
    """No misspelt field; whoever expects an answer says what is in it and where it stands."""
    for case in CASES:
        assert set(case) <= set(Case.__annotations__), case
        assert case["q"].strip()
        if case["status"] == "answered":
            assert case.get("contains"), case
            assert "paragraph" in case or "section" in case, case


@pytest.mark.parametrize(
    "case", CASES, ids=[" / ".join([*case.get("history", []), case["q"]]) for case in CASES]
)
def test_the_builtin_report_answers_so(case: Case) -> None:
    """Status, words and place are those that staff expect."""
    library = small.builtin()
    answer = library.ask(case["q"], case.get("history", []))
    small.proved(answer, library)
    assert answer.status.value == case["status"], answer.text
    for words in case.get("contains", []):
        assert words in answer.text
    for words in case.get("not_contains", []):
        assert words not in answer.text
    if "paragraph" in case:
        assert answer.citations[0].paragraph == case["paragraph"]
        assert answer.citations[0].section != "报头"
    if "section" in case:
        assert answer.citations[0].section == case["section"]
