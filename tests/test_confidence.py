"""A score is a share of right answers, and what is strong enough follows from the share of wrong ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.answer import THRESHOLD
from knowledge.errors import DataError
from knowledge.model import Status
from knowledge.weighing import confidence
from knowledge.weighing.confidence import RISK, kind_of, scored, share_right, threshold
from tests import small

KINDS = ("number", "words", "derived", "report", "unheard of")


@given(st.sampled_from(KINDS), st.floats(0, 1), st.floats(0, 1))
def test_stronger_is_never_worth_less(kind: str, one: float, other: float) -> None:
    """A share from 0 to 1 that rises with the strength; a kind that was never counted is worth what words are."""
    low, high = sorted((one, other))
    assert 0.0 <= share_right(kind, low) <= share_right(kind, high) <= 1.0
    assert share_right("unheard of", one) == share_right("words", one)


@given(st.floats(0, 0.5), st.floats(0, 0.5))
def test_who_risks_less_declines_more(one: float, other: float) -> None:
    """The threshold falls as the risk rises, and lies between 0 and 1."""
    low, high = sorted((one, other))
    assert 0.0 <= threshold(high) <= threshold(low) <= 1.0
    assert threshold(1.0) == 0.0
    assert threshold(0.0) == 1.0


def test_the_threshold_follows_from_the_risk() -> None:
    """No bare constant: and what just passes is likelier right than wrong."""
    assert threshold(RISK) == THRESHOLD
    assert 0.3 < THRESHOLD < 0.8
    assert share_right("number", THRESHOLD) > 0.5


@pytest.mark.parametrize(
    ("question", "kind"),
    [("化解率是多少", "number"), ("四级矛调中心受理的纠纷里，还有多少件没有化解成功？", "derived"), ("责任编辑是谁", "report"), ("政治轮训", "words")],
)  # fmt: skip
def test_each_way_to_an_answer_has_its_kind(question: str, kind: str) -> None:
    """And its score is what that kind is worth at that strength."""
    answer = small.builtin().unscored(question).answer
    assert answer.status is Status.ANSWERED
    assert kind_of(answer) == kind
    assert small.builtin().ask(question).score == share_right(kind, answer.score)


def test_small_talk_is_sure_and_nothing_is_worth_nothing() -> None:
    """A greeting needs no evidence; without evidence there is nothing to trust."""
    assert small.builtin().ask("你好").score == 1.0
    assert small.builtin().ask("贵州茅台股票现在能买吗").score <= 0.5
    declined = small.builtin().unscored("化解率是多少").answer
    assert scored(replace(declined, status=Status.DECLINED, evidence=())) == 0.0


@pytest.mark.parametrize(
    "lines", ["words 0.1 0.2", "words x" + " 0.5" * 20, "words" + " 2" * 21, "words" + " 0.5" * 21]
)
def test_a_broken_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """Too few shares, no numbers, no shares, or a table that is missing."""
    path = tmp_path / "confidence.txt"
    path.write_text(lines + "\n", "utf-8")
    monkeypatch.setattr(confidence, "PATH", path)
    with pytest.raises(DataError, match=r"confidence\.txt"):
        confidence._tables.__wrapped__()
