"""Feedback: counted by question, exported as cases that a question set can hold, without personal numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import Misuse
from bot.measure import feedback
from bot.measure.questions import golds
from bot.store.inbox import Inbox


@pytest.fixture
def inbox() -> Inbox:
    """An inbox in which something was said."""
    kept = Inbox.open("sqlite://")
    for _ in range(2):
        kept.add_feedback("down", "化解率是多少", (), "answered", "", "v1")
    kept.add_feedback("down", "化解率是多少", (), "answered", "答错了", "v1")
    kept.add_feedback("up", "办结率呢", ("化解率是多少",), "answered", "", "v1")
    kept.add_feedback("declined", "我叫张三，电话13812345678，地铁多少", (), "declined", "nothing", "v1")
    return kept


def test_a_reason_is_no_second_vote(inbox: Inbox) -> None:
    """Two thumbs and one reason are two votes, one of them with a reason."""
    up, down, declined = feedback.cases(inbox.feedback())
    assert (up.kind, up.times, up.history) == ("up", 1, ("化解率是多少",))
    assert (down.kind, down.times, down.why()) == ("down", 2, "答错了")
    assert (declined.times, declined.why()) == (1, "nothing")


def test_the_list_counts_then_names(inbox: Inbox) -> None:
    """Staff see how many of each, and which questions."""
    lines = [line.text for line in feedback.feedback_lines(feedback.cases(inbox.feedback()))]
    assert lines[0] == "👍 1　👎 2　未答 1"
    assert lines[1] == "👎 的原因：答错了 1"
    assert any("化解率是多少" in line and "答错了" in line for line in lines[2:])


def test_the_export_is_a_question_set_without_personal_numbers(inbox: Inbox, tmp_path: Path) -> None:
    """It reads as one; what was kept unmasked by an older version is masked on the way out."""
    path = tmp_path / "cases.jsonl"
    feedback.export(feedback.cases(inbox.feedback()), path)
    assert "13812345678" not in path.read_text("utf-8")
    found = golds(path)
    assert [(gold.id, gold.kind, gold.status) for gold in found] == [
        ("F-0001", "up", "answered"),
        ("F-0002", "down", "answered"),
        ("F-0003", "declined", "declined"),
    ]
    assert found[2].q == "我叫张三，电话【电话】，地铁多少"
    record = feedback.feedback_record(feedback.cases(inbox.feedback()))
    assert json.loads(json.dumps(record))["feedback"][1]["times"] == 2


def test_nothing_yet() -> None:
    """An empty inbox is three zeros."""
    assert [line.text for line in feedback.feedback_lines([])] == ["👍 0　👎 0　未答 0"]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """The operator is told which, in one line."""
    with pytest.raises(Misuse, match="missing"):
        feedback.export([], tmp_path / "missing" / "cases.jsonl")


def test_the_command_lists_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the inbox of the settings; where there is none, it says so and makes none."""
    monkeypatch.setenv("WENBAO_DATA", str(tmp_path / "none"))
    assert main(["feedback"]) == 2
    assert "holds no inbox" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
    monkeypatch.setenv("WENBAO_DATA", str(tmp_path))
    kept = Inbox.open(f"sqlite:///{tmp_path}/wenbao.db")
    kept.add_feedback("down", "化解率是多少", (), "answered", "", "v1")
    kept.close()
    assert main(["feedback", "--export", str(tmp_path / "cases.jsonl")]) == 0
    assert "👎 1" in capsys.readouterr().out
    assert golds(tmp_path / "cases.jsonl")[0].q == "化解率是多少"


def test_a_question_at_the_terminal_loads_nothing_of_telegram() -> None:
    """It would wait half a second for what it does not use."""
    asked = (
        "import sys; from bot.__main__ import main; main(['ask', '化解率']); "
        "sys.exit(bool({'telegram', 'sqlalchemy', 'httpx', 'asyncio'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False).returncode == 0
