"""The bot's word on its health counts only while it is fresh."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.operate.heartbeat import NAME, STALE, beat, end, heard
from bot.operate.vitals import Verdict

WELL = Verdict(alive=True, ready=True, why="polled 3 s ago, 0 waiting")


def test_what_was_said_is_heard(tmp_path: Path) -> None:
    """Word for word, and nothing else lies in the folder."""
    beat(tmp_path, WELL)
    assert heard(tmp_path) == WELL
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_an_old_word_is_none(tmp_path: Path) -> None:
    """Who hangs or was killed says nothing any more; after a new start of the machine its clock begins anew."""
    beat(tmp_path, WELL, lambda: 1000.0)
    assert heard(tmp_path, lambda: 1000.0 + STALE).ready
    for now in (1001.0 + STALE, 999.0):
        verdict = heard(tmp_path, lambda now=now: now)  # type: ignore[misc]
        assert not verdict.alive
        assert "said nothing" in verdict.why


def test_nobody_there(tmp_path: Path) -> None:
    """Before a start and after a stop."""
    assert "no bot serves" in heard(tmp_path).why
    beat(tmp_path, WELL)
    end(tmp_path)
    end(tmp_path)
    assert "no bot serves" in heard(tmp_path).why


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"at": "x"}', json.dumps({"at": 1.0})])
def test_a_file_of_something_else(tmp_path: Path, content: str) -> None:
    """Is not well, and no crash."""
    (tmp_path / NAME).write_text(content, "utf-8")
    assert heard(tmp_path) == Verdict(alive=False, ready=False, why=f"{tmp_path / NAME} cannot be read")
