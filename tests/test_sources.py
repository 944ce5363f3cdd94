"""Files to reports: folders, what stands beside a report, and files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import ReportError
from knowledge.library import Library
from knowledge.model import Status
from knowledge.reading.sources import REPORTS, files, source

TEXT = "工作报告\n一、2024年工作回顾\n全市受理矛盾纠纷120件。\n"


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Reports alone: no hidden file, no lock file of an office, no sidecar."""
    for name in ("b.txt", "a.md", "c.PDF", ".hidden.txt", "~$a.docx", "a.toml", "picture.png"):
        (tmp_path / name).touch()
    assert [path.name for path in files(tmp_path)] == ["a.md", "b.txt", "c.PDF"]


def test_what_stands_beside_a_report_is_taken_for_it(tmp_path: Path) -> None:
    """Place, year, kind and body, where the text does not tell them, or tells them wrongly."""
    (tmp_path / "x.txt").write_text(TEXT, "utf-8")
    beside = (
        'place = "运城市"\nyear = 2023\nkind = "法院工作报告"\nbody = "运城市中级人民法院"\nhome = true\n'
    )
    (tmp_path / "x.toml").write_text(beside, "utf-8")
    found = source(tmp_path / "x.txt")
    report = found.report
    assert (report.place, report.year, report.kind, report.body) == (
        "运城市", 2023, "法院工作报告", "运城市中级人民法院",
    )  # fmt: skip
    assert found.home


@pytest.mark.parametrize("beside", ["place = 3", "colour = 'red'", "no table", 'published = "2025"'])
def test_a_broken_file_beside_a_report_is_named(tmp_path: Path, beside: str) -> None:
    """It is not passed over: the report would be taken for another place's."""
    (tmp_path / "x.txt").write_text(TEXT, "utf-8")
    (tmp_path / "x.toml").write_text(beside, "utf-8")
    with pytest.raises(ReportError, match=r"x\.toml"):
        source(tmp_path / "x.txt")


def test_kind_and_body_are_told_by_the_title(tmp_path: Path) -> None:
    """As titles of official reports are made."""
    path = tmp_path / "x.txt"
    path.write_text("2025年浙江省政府工作报告\n一、2024年工作回顾\n粮食产量129.2亿斤。\n", "utf-8")
    assert (source(path).report.kind, source(path).report.body) == ("政府工作报告", "浙江省人民政府")


def test_what_cannot_be_read_is_left_out_and_named(tmp_path: Path) -> None:
    """The others load; without a listener it is an error, and so is nothing left."""
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(TEXT, "utf-8")
    bad.write_bytes(b"\x00\x01")
    heard: list[ReportError] = []
    library = Library.open([bad, good], left_out=heard.append)
    assert [fault.path for fault in heard] == [str(bad)]
    assert library.ask("受理矛盾纠纷多少件").status is Status.ANSWERED
    with pytest.raises(ReportError):
        Library.open([bad, good])
    with pytest.raises(ReportError):
        Library.open([bad], left_out=heard.append)


def test_the_built_in_report_is_at_home_wherever_its_file_lies(tmp_path: Path) -> None:
    """Known by its text: beside others it is the one that is meant; a report that differs from it is not."""
    text = next(REPORTS.glob("*.txt")).read_text("utf-8")
    copy, other = tmp_path / "copy.txt", tmp_path / "other.txt"
    copy.write_text(text, "utf-8")
    other.write_text(text + "\n又一句。\n", "utf-8")
    assert (source(copy).home, source(other).home) == (True, False)
