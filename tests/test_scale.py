"""The measure of scale: what it makes is a library whose answers are known."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from knowledge.filing.preparing import prepare
from knowledge.library import Library
from knowledge.reading.sources import REPORTS
from tests import measure_scale


def test_places_are_invented_once_each() -> None:
    """Thousands of them."""
    names = list(measure_scale.places(5000))
    assert len(set(names)) == 5000


def test_the_same_library_is_made_again() -> None:
    """Seeded: two runs measure the same."""
    pool = measure_scale.sentences(REPORTS)
    texts = [list(measure_scale.invented(130, pool, random.Random(1))) for _ in range(2)]
    assert texts[0] == texts[1]
    assert len(texts[0]) == 3


def test_its_questions_are_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each place by its own report, though all are shuffled from the same sentences."""
    monkeypatch.setattr(measure_scale, "PARAGRAPHS", 12)
    asked, paragraphs = measure_scale.made(120, measure_scale.sentences(REPORTS), tmp_path)
    prepare([tmp_path], tmp_path / "all.wenbao")
    library = Library.prepared(tmp_path / "all.wenbao")
    assert asked
    answers = [library.ask(one.question) for one in asked]
    right = [one.answer in answer.text for one, answer in zip(asked, answers, strict=True)]
    assert sum(right) >= 0.8 * len(asked)
    for one, answer, is_right in zip(asked, answers, right, strict=True):
        assert not is_right or answer.citations[0].quote in paragraphs[one.paragraph]
        assert all(citation.title[5:9] in one.question for citation in answer.citations)
