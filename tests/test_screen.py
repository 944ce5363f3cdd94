"""The screen: one record for people and for machines, safe for a terminal, silent where nobody watches."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.display.screen import Line, Progress, Screen, tabular


class Terminal(io.StringIO):
    """A stream that says it is a terminal; without a file behind it, it has 80 columns."""

    def isatty(self) -> bool:
        """Always."""
        return True


LINES = [Line("化解率95.74%", "strong"), Line("引文", "dim", indent=2)]


def test_people_get_plain_lines_in_a_pipe() -> None:
    """No colour and no wrapping where a program reads."""
    out = io.StringIO()
    Screen(out, io.StringIO()).show([*LINES, Line("长" * 100)], {})
    assert out.getvalue() == "化解率95.74%\n  引文\n" + "长" * 100 + "\n"


def test_a_terminal_is_coloured_and_wrapped() -> None:
    """Each row is coloured by itself, so that a pager shows it right; the margin is not."""
    out = Terminal()
    Screen(out, io.StringIO()).show([*LINES, Line("长" * 50)], {})
    rows = out.getvalue().splitlines()
    assert rows[:2] == ["\x1b[1m化解率95.74%\x1b[0m", "  \x1b[2m引文\x1b[0m"]
    assert rows[2:] == ["长" * 40, "长" * 10]


def test_a_terminal_may_refuse_colour() -> None:
    """NO_COLOR reaches the screen."""
    out = Terminal()
    Screen(out, io.StringIO(), colour=False).show(LINES, {})
    assert "\x1b" not in out.getvalue()


def test_machines_get_one_line_of_utf8_whatever_the_locale() -> None:
    """JSON Lines are UTF-8 on a machine that prints ASCII, and lone surrogates can be read back."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, "ascii")
    Screen(out, io.StringIO(), machine=True).show(LINES, {"q": "化解率\n", "odd": "\ud83d"})
    written = raw.getvalue()
    assert written.count(b"\n") == 1
    assert "化解率".encode() in written
    assert json.loads(written) == {"q": "化解率\n", "odd": "\ud83d"}


@given(st.text(), st.sampled_from(["utf-8", "ascii", "gb18030"]))
def test_people_get_any_text_in_any_locale(text: str, encoding: str) -> None:
    """Nothing that stands in a report can crash the output or speak to the terminal."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding, newline="\n")
    Screen(out, io.StringIO()).show([Line(text)], {})
    shown = raw.getvalue().decode(encoding)
    assert shown.endswith("\n")
    assert not set(shown[:-1]) & {"\x1b", "\x07", "\r", "\n", "\x9b", "\u202e"}


def test_a_table_has_a_header_and_is_nothing_without_rows() -> None:
    """The header is dim, the rows plain."""
    assert [line.style for line in tabular(("a",), [("b",), ("c",)])] == ["dim", "plain", "plain"]
    assert list(tabular(("a",), [])) == []


def test_progress_waits_a_second_and_wipes_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done sooner shows nothing; what takes longer leaves a clean line."""
    clock = iter([0.0, 0.5, 1.5, 1.55])
    monkeypatch.setattr("bot.display.screen.time.monotonic", lambda: next(clock))
    out = Terminal()
    with Progress(out, "读取", watched=True) as progress:
        progress(0, 4, "甲.txt")
        assert out.getvalue() == ""
        progress(2, 4, "乙.txt")
        drawn = out.getvalue()
        progress(3, 4, "丙.txt")
        assert out.getvalue() == drawn
    assert "读取 ████████████░░░░░░░░░░░░ 2/4 乙.txt" in drawn
    assert out.getvalue() == drawn + "\r\x1b[K"


def test_progress_is_silent_where_nobody_watches() -> None:
    """A log file, or a machine, gets no bar."""
    err = io.StringIO()
    with Screen(io.StringIO(), err).progress("读取") as piped:
        assert not piped.watched
    with Screen(io.StringIO(), Terminal(), machine=True).progress("读取") as for_machine:
        assert not for_machine.watched
    assert err.getvalue() == ""
