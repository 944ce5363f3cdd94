"""What a command works with: a prepared library that is stale or damaged, and all that an answer depends on."""

from __future__ import annotations

import asyncio
import io
import os
from functools import partial
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.chat.current import Current
from bot.config import Settings
from bot.display.screen import Screen
from bot.errors import Misuse
from bot.operate.reloading import Reports, reloaded, seen
from bot.terminal import command_line
from bot.terminal.desk import Desk
from knowledge import prepare

TOWN = "{town}报告\n\n一、环境\n全县空气优良天数{days}天。\n"
QUESTION = "空气优良天数是多少"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One report of 300 days, and the index made of it beside the folder."""
    folder = tmp_path / "reports"
    folder.mkdir()
    written(folder / "a.txt", 300)
    prepare([folder], tmp_path / "all.wenbao")
    return folder


def written(path: Path, days: int) -> Path:
    """A report, younger than what it replaces."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(TOWN.format(town=path.stem, days=days), "utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))
    return path


def desk(*arguments: str, settings: Settings | None = None) -> tuple[Desk, io.StringIO]:
    """As `wenbao ask …` has it, and what is said on the error stream."""
    options = command_line.parser().parse_args(["ask", *arguments])
    said = io.StringIO()
    screen = Screen(io.StringIO(), said, machine=False, colour=False)
    return Desk(options, settings or Settings(), screen, None), said


def index(folder: Path) -> str:
    """The path of the file."""
    return str(folder.parent / "all.wenbao")


def test_a_stale_index_is_refused_unless_it_may_be_built_again(folder: Path) -> None:
    """By an option or by a setting; what is done is said."""
    written(folder / "a.txt", 310)
    with pytest.raises(Misuse, match="has changed; build it again"):
        desk("--report", index(folder))[0].library()
    allowed, said = desk("--report", index(folder), "--rebuild")
    assert "310" in allowed.library().ask(QUESTION).text
    assert "a.txt has changed: it is built again" in said.getvalue()
    written(folder / "b.txt", 320)
    allowed, said = desk(settings=Settings(reports=(Path(index(folder)),), rebuild=True))
    assert len(allowed.library().reports) == 2
    assert "b.txt is new: it is built again" in said.getvalue()


def test_a_damaged_index_is_built_again_where_its_header_is_whole(folder: Path) -> None:
    """Without that nobody knows what it was made of."""
    path = Path(index(folder))
    whole = path.read_bytes()
    at = whole.index(b'[["a"')
    path.write_bytes(whole[:at] + b"\0" + whole[at + 1 :])
    allowed, said = desk("--report", str(path), "--rebuild")
    assert "300" in allowed.library().ask(QUESTION).text
    assert "is damaged (heads): it is built again" in said.getvalue()
    path.write_bytes(whole[:-1] + b"\0")
    with pytest.raises(Misuse, match="header"):
        desk("--report", str(path), "--rebuild")[0].library()


def test_an_index_that_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the reason."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    written(folder / "a.txt", 310)
    monkeypatch.setattr("knowledge.rebuild", full, raising=False)
    with pytest.raises(Misuse, match="cannot be built again: No space"):
        desk("--report", index(folder), "--rebuild")[0].library()


def test_what_answers_depend_on_is_watched(folder: Path) -> None:
    """The index, the reports it was made of and would be made of now, and words of one's own."""
    words = folder.parent / "words.txt"
    new = written(folder / "b.txt", 320)
    watching, _ = desk("--report", index(folder), settings=Settings(synonyms=(words,)))
    assert watching.watched() == (Path(index(folder)), folder / "a.txt", new, words)
    Path(index(folder)).write_bytes(b"")
    assert watching.watched() == (Path(index(folder)), words)


@pytest.mark.parametrize(("allowed", "outcome", "days"), [(True, "ok", "310"), (False, "failed", "300")])
def test_a_changed_report_reaches_a_bot_that_serves_from_an_index(
    folder: Path, *, allowed: bool, outcome: str, days: str
) -> None:
    """Where it may be built again; else the reports of before are served, and health tells why."""
    serving, _ = desk("--report", index(folder), settings=Settings(rebuild=allowed))
    reports = Reports(serving.watched, partial(serving.library, strict=True), seen(serving.watched()))
    current = Current(serving.library())
    assert reports.fault() == ""
    written(folder / "a.txt", 310)
    assert "have changed" in reports.fault()
    assert asyncio.run(reloaded(reports, current)) == outcome
    assert days in current.library.ask(QUESTION).text
    assert allowed or "a.txt has changed" in reports.fault()


def test_edited_words_of_one_s_own_take_effect_on_a_reload(folder: Path) -> None:
    """They are watched as the reports are."""
    words = folder.parent / "words.txt"
    words.write_text("# ours\n好天气 > 风和日丽\n", "utf-8")
    serving, _ = desk("--report", str(folder), settings=Settings(synonyms=(words,)))
    reports = Reports(serving.watched, partial(serving.library, strict=True), seen(serving.watched()))
    current = Current(serving.library())
    asked = "晴好日子有多少天"
    assert "300" not in current.library.ask(asked).text
    words.write_text("# ours\n晴好日子 > 空气优良天数\n", "utf-8")
    assert "have changed" in reports.fault()
    assert asyncio.run(reloaded(reports, current)) == "ok"
    assert "300" in current.library.ask(asked).text
    assert reports.fault() == ""


def test_damage_that_is_met_late_ends_the_command_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report itself is damaged: it is not looked at before a question needs it."""
    path = Path(index(folder))
    raw = path.read_bytes()
    at = raw.index("空气优良".encode())
    path.write_bytes(raw[:at] + b"\0" + raw[at + 1 :])
    assert main(["ask", "--report", str(path), QUESTION]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith(f"wenbao: {path}: is damaged (reports); build it again")
    assert main(["index", "verify", str(path)]) == 1
    assert "damaged: reports" in capsys.readouterr().out
    assert main(["index", "build", str(folder), "-o", str(path)]) == 0
    assert main(["index", "verify", str(path)]) == 0
    assert "whole" in capsys.readouterr().out
