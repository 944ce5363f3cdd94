"""A library in one file: the same answers, little read; stale or damaged refused; a killed build harms nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import prepared, preparing
from knowledge.errors import PreparedError
from knowledge.library import Library
from knowledge.model import Report
from knowledge.preparing import prepare
from knowledge.stored import restored, stored
from tests import small

QUESTIONS = (
    "浙江2024年粮食产量是多少",
    "那江苏呢",
    "哪个省2024年GDP增速最快",
    "江苏跟山东去年GDP差了多少",
    "哪些省提到了低空经济",
    "2024年城镇新增就业多少人",
    "大象怎么保护",
    "yunnan 2024nian liangshi chanliang duoshao",
    "福建2024年粮食产量",
    "云南2024年良食产量是多少",
    "火星基地",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The four provinces as files."""
    for lines in small.PROVINCES:
        (tmp_path / f"{lines[0]}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path


def built(folder: Path) -> Path:
    """The file made of a folder."""
    made = folder / "all.wenbao"
    prepare(sorted(folder.glob("*.txt")), made)
    return made


def test_the_answers_are_the_same(folder: Path) -> None:
    """Byte for byte, with scores, citations and options."""
    kept = Library.prepared(built(folder))
    read = Library.open(sorted(folder.glob("*.txt")))
    for question in QUESTIONS:
        history = QUESTIONS[:1] if question.endswith("呢") else ()
        mine, other = kept.ask(question, history), read.ask(question, history)
        assert (mine.text, mine.status, mine.citations, mine.options, mine.score) == (
            other.text, other.status, other.citations, other.options, other.score,
        ), question  # fmt: skip


def test_only_the_report_that_is_meant_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named place costs one report, however many there are."""
    read: list[str] = []

    def counted(raw: bytes) -> Report:
        report = restored(raw)
        read.append(report.place)
        return report

    monkeypatch.setattr("knowledge.prepared.restored", counted)
    library = Library.prepared(built(folder))
    assert read == []
    assert library.ask("江苏2024年城镇新增就业多少人").text
    assert read == ["江苏省"]


@pytest.mark.parametrize("lines", small.PROVINCES)
def test_a_report_is_stored_without_loss(lines: tuple[str, ...]) -> None:
    """Text, structure and facts."""
    report = small.report(*lines)
    assert restored(stored(report)) == report


def test_the_builtin_report_is_stored_without_loss() -> None:
    """All that is in a report of full length."""
    report = small.builtin().reports[0]
    assert restored(stored(report)) == report


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / "2025年浙江省政府工作报告.txt").write_text("别的", "utf-8"), "has changed"),
        (lambda folder: (folder / "2025年浙江省政府工作报告.txt").unlink(), "is gone"),
    ],
)
def test_a_stale_file_is_refused(folder: Path, change: Callable[[Path], object], said: str) -> None:
    """With what has changed and what to do."""
    made = built(folder)
    change(folder)
    with pytest.raises(PreparedError, match=said) as caught:
        Library.prepared(made)
    assert "wenbao index build" in str(caught.value)


def test_a_report_that_was_only_touched_is_not_stale(folder: Path) -> None:
    """Another time with the same bytes."""
    made = built(folder)
    os.utime(folder / "2025年浙江省政府工作报告.txt", (1, 1))
    Library.prepared(made)


def test_reports_need_not_be_where_the_file_is_used(folder: Path) -> None:
    """It is made in one place and carried to another."""
    made = built(folder)
    made.rename(folder.parent / "carried.wenbao")
    moved = folder.rename(folder.parent / "elsewhere")
    assert moved.is_dir()
    assert Library.prepared(folder.parent / "carried.wenbao").ask(QUESTIONS[0]).text


def test_another_version_of_the_program_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it knows of words and figures may differ."""
    made = built(folder)
    monkeypatch.setattr(prepared, "made_by", lambda: "another")
    with pytest.raises(PreparedError, match="another version"):
        Library.prepared(made)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_a_file_that_was_cut_off_is_refused(folder: Path, share: float) -> None:
    """Wherever it ends."""
    made = built(folder)
    raw = made.read_bytes()
    made.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(PreparedError):
        Library.prepared(made)


def test_a_damaged_report_is_refused_when_it_is_read(folder: Path) -> None:
    """Its sum does not agree."""
    made = built(folder)
    raw = bytearray(made.read_bytes())
    at = raw.index("《黑神话".encode())
    raw[at] ^= 1
    made.write_bytes(bytes(raw))
    library = Library.prepared(made)
    with pytest.raises(PreparedError, match="damaged"):
        library.ask("浙江2024年粮食产量是多少")


def test_a_build_that_fails_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing beside it."""
    made = built(folder)
    before = made.read_bytes()

    def killed(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(preparing, "stored", killed)
    with pytest.raises(KeyboardInterrupt):
        prepare(sorted(folder.glob("*.txt")), made)
    assert made.read_bytes() == before
    assert [path for path in folder.iterdir() if path.suffix == ".tmp"] == []
