"""A report is exchanged at once, and only for one that can be read."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.chat.current import Current
from bot.errors import Misuse
from bot.operate.reloading import Reports, reloaded, reloads, seen, settle, watch
from bot.traffic.pulse import Pulse
from knowledge import KnowledgeError, Library

TOWN = "{town}报告\n\n一、环境\n全县空气优良天数{days}天。\n"


class House:
    """A folder of reports, served from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("a", 300)
        self.reports = Reports(self.named, self.read)
        self.reports.served = self.reports.look()
        self.current = Current(self.read())

    def write(self, name: str, days: int, text: str = TOWN) -> Path:
        """A report, younger than what it replaces."""
        path = self.folder / f"{name}.txt"
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_text(text.format(town=name, days=days), "utf-8")
        os.utime(path, ns=(before + 10**9, before + 10**9))
        return path

    def named(self) -> list[Path]:
        """What the folder holds."""
        return sorted(self.folder.glob("*.txt"))

    def read(self) -> Library:
        """As the terminal's commands do it."""
        try:
            return Library.open(self.named())
        except KnowledgeError as error:
            raise Misuse(str(error)) from error

    def reload(self) -> str:
        """Once."""
        return asyncio.run(reloaded(self.reports, self.current))

    def days(self) -> str:
        """What is answered."""
        return self.current.library.ask("空气优良天数是多少").text


@pytest.fixture
def house(tmp_path: Path) -> House:
    """One report of 300 days."""
    return House(tmp_path)


def test_a_changed_report_is_served(house: House) -> None:
    """Until it is read again, health tells that what is served is not what the file holds."""
    assert house.reports.fault() == ""
    house.write("a", 310)
    assert "have changed" in house.reports.fault()
    assert "300" in house.days()
    assert house.reload() == "ok"
    assert "310" in house.days()
    assert house.reports.fault() == ""


def test_an_added_report_is_served(house: House) -> None:
    """And so is one taken away."""
    added = house.write("b", 299)
    assert house.reload() == "ok"
    assert len(house.current.library.reports) == 2
    added.unlink()
    assert "have changed" in house.reports.fault()
    assert house.reload() == "ok"
    assert len(house.current.library.reports) == 1


def test_the_small_file_beside_a_report_counts(house: House, tmp_path: Path) -> None:
    """Place and year are said there."""
    (tmp_path / "a.toml").write_text("year = 2019\n", "utf-8")
    assert "have changed" in house.reports.fault()
    assert house.reload() == "ok"
    assert house.current.library.reports[0].year == 2019


@pytest.mark.parametrize("broken", [b"", b"\0\1", b"\xff\xfe\xff", b" \n"])
def test_a_broken_report_leaves_the_old_one_serving(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: bytes
) -> None:
    """The log and health name the file; once it is mended it is served."""
    (tmp_path / "b.txt").write_bytes(broken)
    before = house.current.library
    assert house.reload() == "failed"
    assert house.current.library is before
    assert "300" in house.days()
    for told in (house.reports.fault(), caplog.text):
        assert "reports of before" in told
        assert "b.txt" in told
    house.write("b", 310)
    assert "have changed" in house.reports.fault()
    assert house.reload() == "ok"
    assert house.reports.fault() == ""


def test_whatever_a_new_report_does_the_old_one_serves(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of the program itself is logged with its place."""

    def fails() -> Library:
        raise ZeroDivisionError("of the tests")

    house.reports.read = fails
    assert house.reload() == "failed"
    assert "300" in house.days()
    assert "Traceback" in caplog.text


def test_a_folder_that_is_gone(house: House) -> None:
    """No reason to stop serving."""

    def gone() -> list[Path]:
        raise Misuse("folder: holds no report")

    house.reports.named = gone
    assert house.reload() == "failed"
    assert "holds no report" in house.reports.fault()
    assert "300" in house.days()


def test_figures_that_contradict_each_other_are_told(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """They are the report's own, and served."""
    house.write("a", 0, "报告\n\n一、纠纷\n受理纠纷100件，化解50件，化解率90%。\n")
    with caplog.at_level(logging.WARNING):
        assert house.reload() == "ok"
    assert "a: 1 of its figures" in caplog.text


def test_an_answer_never_mixes_two_versions(house: House) -> None:
    """Whoever holds a library goes on with it while another takes its place."""

    async def ask_meanwhile() -> set[tuple[str, str]]:
        met: set[tuple[str, str]] = set()
        for days in (310, 320, 330):
            house.write("a", days)
            reading = asyncio.create_task(reloaded(house.reports, house.current))
            while not reading.done():
                library = house.current.library
                first = library.ask("空气优良天数是多少")
                await asyncio.sleep(0)
                second = library.ask("空气优良天数是多少")
                met.add((first.text, second.text))
                await asyncio.sleep(0.001)  # the reader has its turn, too
            assert await reading == "ok"
        return met

    met = asyncio.run(ask_meanwhile())
    assert len(met) >= 3
    assert all(first == second for first, second in met)


def until(what: Callable[[], bool]) -> Iterator[None]:
    """Turns until something holds; the test fails by its own deadline."""
    while not what():
        yield


def test_the_watcher_waits_until_the_files_stay(house: House) -> None:
    """A file that still grows is not read; a change is read once, without a signal."""

    async def watched() -> None:
        pulse = Pulse()
        tasks = [
            asyncio.create_task(work)
            for work in (watch(house.reports, 0.02), reloads(house.reports, house.current, pulse))
        ]
        house.write("a", 310)
        async with asyncio.timeout(20):
            for _ in until(lambda: pulse.reloads["ok"] == 1):
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)
        for task in tasks:
            task.cancel()
        assert pulse.reloads == {"ok": 1}

    asyncio.run(watched())
    assert "310" in house.days()


def test_the_old_library_is_let_go_of(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where it was kept from the garbage collector."""
    monkeypatch.setattr("bot.operate.reloading.LET_GO", 0.0)
    settle()
    old = weakref.ref(house.current.library)

    async def exchanged() -> None:
        pulse = Pulse()
        task = asyncio.create_task(reloads(house.reports, house.current, pulse))
        house.write("a", 310)
        house.reports.asked.set()
        async with asyncio.timeout(20):
            for _ in until(lambda: old() is None):
                await asyncio.sleep(0.02)
        task.cancel()

    asyncio.run(exchanged())
    gc.unfreeze()
    assert "310" in house.days()


def test_what_is_seen_of_a_file(tmp_path: Path) -> None:
    """Its size and time; of one that is missing, that it is."""
    path = tmp_path / "a.txt"
    assert seen([path]) == ((str(path), -1, -1), (str(tmp_path / "a.toml"), -1, -1))
    path.write_text("x", "utf-8")
    assert seen([path])[0][1] == 1
