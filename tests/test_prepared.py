"""A library in one file: the same answers, little read; stale or damaged refused; a killed build harms nothing."""

from __future__ import annotations

import os
import random
import shutil
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from knowledge.errors import PreparedError, ReportError
from knowledge.filing import gathered, mapped, prepared, preparing
from knowledge.filing.mapped import Ascending, Mapped, Writer
from knowledge.filing.prepared import verify
from knowledge.filing.preparing import prepare, rebuild
from knowledge.filing.stored import restored, stored
from knowledge.library import Library
from knowledge.model import Report
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


FEW = (QUESTIONS[0], QUESTIONS[2], QUESTIONS[6])
"""Those that look up no slip: these take their time."""
UNREAD = ("sign.", "measures", "numerals")
"""Parts that these have no need of."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The four provinces as files."""
    for lines in small.PROVINCES:
        (tmp_path / f"{lines[0]}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path


def built(folder: Path) -> Path:
    """The file made of a folder."""
    made = folder / "all.wenbao"
    prepare([folder], made)
    return made


def told(library: Library, questions: Sequence[str] = QUESTIONS) -> list[object]:
    """What it says to all the questions."""
    answers = [library.ask(one, QUESTIONS[:1] if one.endswith("呢") else ()) for one in questions]
    return [(one.text, one.status, one.citations, one.options, one.score) for one in answers]


def test_the_answers_are_the_same(folder: Path) -> None:
    """Byte for byte, with scores, citations and options."""
    read = Library.open(sorted(folder.glob("*.txt")))
    assert told(Library.prepared(built(folder))) == told(read)


def test_what_outgrows_the_memory_is_merged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is the same, byte for byte."""
    made = built(folder)
    before = made.read_bytes()
    monkeypatch.setattr(gathered, "HELD", 200)
    assert built(folder).read_bytes() == before


def test_pages_that_are_let_go_of_are_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little may stay in memory, the answers are the same."""
    made = built(folder)
    right = told(Library.prepared(made), FEW)
    monkeypatch.setattr(mapped, "RESIDENT", 1)
    assert told(Library.prepared(made), FEW) == right


def test_only_the_report_that_is_meant_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named place costs one report, however many there are."""
    read: list[str] = []

    def counted(raw: bytes) -> Report:
        report = restored(raw)
        read.append(report.place)
        return report

    monkeypatch.setattr("knowledge.filing.prepared.restored", counted)
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


ZHEJIANG = "2025年浙江省政府工作报告"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / f"{ZHEJIANG}.txt").write_text("别的", "utf-8"), "has changed"),
        (lambda folder: (folder / f"{ZHEJIANG}.txt").unlink(), f"{ZHEJIANG}.txt is gone"),
        (lambda folder: (folder / "海南.txt").write_text("海南省报告\n", "utf-8"), "海南.txt is new"),
        (lambda folder: (folder / f"{ZHEJIANG}.toml").write_text("year = 2023", "utf-8"), "toml is new"),
    ],
)
def test_a_stale_file_is_refused(folder: Path, change: Callable[[Path], object], said: str) -> None:
    """With what has changed and what to do."""
    made = built(folder)
    change(folder)
    with pytest.raises(PreparedError, match=said) as caught:
        Library.prepared(made)
    assert "wenbao index build" in str(caught.value)


def test_a_file_beside_the_reports_is_no_report(folder: Path) -> None:
    """Nor is a new report in a folder of which only some files were taken."""
    made = folder / "one.wenbao"
    prepare([folder / f"{ZHEJIANG}.txt"], made)
    (folder / "notes.csv").write_text("x", "utf-8")
    (folder / "海南.txt").write_text("海南省报告\n", "utf-8")
    assert len(Library.prepared(made).reports) == 1


def test_a_report_left_out_is_not_new_but_may_be_mended(folder: Path) -> None:
    """It could not be read when the file was made."""
    broken, made = folder / "海南.txt", folder / "all.wenbao"
    broken.write_bytes(b"\0")
    faults: list[ReportError] = []
    prepare([folder], made, left_out=faults.append)
    assert [fault.path for fault in faults] == [str(broken)]
    Library.prepared(made)
    broken.write_text("2025年海南省政府工作报告\n海南好。\n", "utf-8")
    with pytest.raises(PreparedError, match="has changed"):
        Library.prepared(made)


def test_what_only_looks_like_a_report_does_not_make_it_stale(folder: Path) -> None:
    """A folder, a link that leads nowhere, a file that never was: left out then, and nothing new now."""
    (folder / "附件.txt").mkdir()
    (folder / "旧.txt").symlink_to(folder / "none")
    made, missing = folder / "all.wenbao", folder.parent / "missing.txt"
    faults: list[ReportError] = []
    prepare([folder, missing], made, left_out=faults.append)
    assert len(faults) == 3
    assert len(Library.prepared(made).reports) == len(small.PROVINCES)
    missing.write_text("海南省报告\n海南好。\n", "utf-8")
    with pytest.raises(PreparedError, match=r"missing\.txt has changed"):
        Library.prepared(made)


def test_a_stale_file_is_built_again(folder: Path) -> None:
    """From the same folder, with what is new in it."""
    made = built(folder)
    shutil.copy(folder / f"{ZHEJIANG}.txt", folder / "海南.txt")
    rebuild(made)
    assert len(Library.prepared(made).reports) == len(small.PROVINCES) + 1
    made.rename(folder.parent / "alone.wenbao")
    folder.rename(folder.parent / "renamed")
    with pytest.raises(PreparedError, match="cannot be built again here"):
        rebuild(folder.parent / "alone.wenbao")


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


def flipped(made: Path, at: int) -> Path:
    """The same file with a bit of one byte turned over."""
    raw = bytearray(made.read_bytes())
    raw[at] ^= 1
    damaged = made.with_name("damaged.wenbao")
    damaged.write_bytes(raw)
    return damaged


def fault_of(damaged: Path, right: list[object]) -> str:
    """Why it is refused; "" where all its answers are right all the same."""
    try:
        found = told(Library.prepared(damaged), FEW)
    except PreparedError as error:
        return str(error)
    assert found == right
    return ""


def test_damage_is_met_as_an_error_wherever_it_is(folder: Path) -> None:
    """No answer from damaged bytes: refused when opened or when they are read, or never read at all."""
    made = built(folder)
    right = told(Library.prepared(made), FEW)
    sections: dict[str, tuple[int, int, int]] = dict(Mapped.opened(made).header["sections"])
    assert {"reports", "paragraphs", "heads", "sentence.numbers", "paragraph.impacts", "sign.keys"} < set(
        sections
    )
    for name, (start, length, _) in sections.items():
        places = (start, start + length - 1) if length else ()
        faults = [fault_of(flipped(made, at), right) for at in places]
        assert all(f"damaged ({name}); build it again" in fault for fault in faults if fault), name
        assert any(faults) or not length or name.startswith(UNREAD), name
        assert all(verify(flipped(made, at)) == [name] for at in places)
    assert verify(made) == []


@pytest.mark.parametrize("at", [0, 7, 8, 20, -1, -200])
def test_a_damaged_head_is_refused(folder: Path, at: int) -> None:
    """The mark, the lengths, and what the header says."""
    with pytest.raises(PreparedError):
        Library.prepared(flipped(built(folder), at))


def test_the_first_at_least_is_found_in_rows_of_any_length(tmp_path: Path) -> None:
    """By blocks as by one search through all."""
    chance = random.Random(1)
    numbers = [number for _ in range(5) for number in sorted(chance.sample(range(9000), 1500))]
    with (tmp_path / "rows").open("wb") as stream:
        writer = Writer(stream, tmp_path)
        writer.pieces("rows", [array("I", numbers).tobytes()], ascending=True)
        writer.finish({})
    rows = Ascending(Mapped.opened(tmp_path / "rows"), "rows")
    for _ in range(2000):
        row = 1500 * chance.randrange(5)
        start, end, low = (
            row + chance.randrange(700),
            row + chance.randrange(700, 1501),
            chance.randrange(9100),
        )
        assert rows.at_least(low, start, end) == bisect_left(numbers, low, start, end)
    assert rows.at_least(5, 7, 7) == 7


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
