"""Settings: read once, each with its default, each named where it is wrong."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import LARGEST_LIMIT, Settings, SettingsError, read


def test_nothing_set_gives_the_defaults() -> None:
    """An empty environment is a good one, and so is one with empty variables."""
    assert read({}) == Settings() == read({"WENBAO_MAX_BYTES": "", "WENBAO_REPORTS": "", "NO_COLOR": ""})
    assert Settings().max_bytes == 20_000_000


def test_reports_are_split_as_a_path_is() -> None:
    """Reports keep their order; empty pieces name nothing."""
    typed = os.pathsep.join(["一.txt", "", " folder "])
    assert read({"WENBAO_REPORTS": typed}).reports == (Path("一.txt"), Path("folder"))


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"NO_COLOR": "false"}, {"TERM": "dumb"}])
def test_colour_can_be_forbidden(environment: dict[str, str]) -> None:
    """NO_COLOR forbids colour whatever it holds (no-color.org); a dumb terminal has none."""
    assert not read(environment).colour
    assert read({"TERM": "xterm"}).colour


@pytest.mark.parametrize(("typed", "on"), [("", True), ("auto", True), (" OFF ", False), ("off", False)])
def test_meaning_can_be_turned_off(typed: str, on: bool) -> None:
    """It is asked where its package is installed, unless it is turned off."""
    assert read({"WENBAO_MEANING": typed}).meaning is on


def test_any_other_word_for_meaning_is_named() -> None:
    """A setting that cannot be meant is no silent default."""
    with pytest.raises(SettingsError, match="WENBAO_MEANING: 'no' is not auto or off"):
        read({"WENBAO_MEANING": "no"})


@pytest.mark.parametrize(
    "typed", ["0", "-1", "20MB", "1e6", "\uff12\uff10", "3.5", "9" * 5000, str(LARGEST_LIMIT + 1)]
)
def test_a_wrong_limit_is_named_with_what_is_allowed(typed: str) -> None:
    """The error says which setting, what it holds and what it may hold."""
    with pytest.raises(SettingsError) as caught:
        read({"WENBAO_MAX_BYTES": typed})
    assert str(caught.value).startswith("WENBAO_MAX_BYTES: ")
    assert f"from 1 to {LARGEST_LIMIT}" in str(caught.value)
    assert caught.value.value == typed


@given(st.integers(1, LARGEST_LIMIT))
def test_every_allowed_limit_is_read(limit: int) -> None:
    """What the error message allows is accepted."""
    assert read({"WENBAO_MAX_BYTES": f" {limit} "}).max_bytes == limit


@given(st.text())
def test_any_text_is_read_or_named(typed: str) -> None:
    """No text crashes: it is a number, nothing, or a SettingsError."""
    with contextlib.suppress(SettingsError):
        assert 1 <= read({"WENBAO_MAX_BYTES": typed}).max_bytes <= LARGEST_LIMIT
