"""The doctor finds what is wrong before citizens do, and says what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.errors import Misuse
from bot.operate import heartbeat
from bot.operate.doctor import ERROR, OK, WARNING, Finding, Patient, findings
from bot.operate.vitals import Verdict
from knowledge import KnowledgeError, Library
from tests import small
from tests.fake_telegram import FakeTelegram


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


def opened(paths: tuple[Path, ...]) -> Library:
    """As the terminal's commands do it."""
    try:
        return Library.open(paths) if paths else small.builtin()
    except KnowledgeError as error:
        raise Misuse(str(error)) from error


def found(
    folder: Path, *paths: Path, told: dict[str, str] | None = None, online: bool = False
) -> dict[str, Finding]:
    """By topic, the worst of each; a bot with a good token and this folder, unless told otherwise."""
    told = {"TELEGRAM_BOT_TOKEN": "123456789:" + "x" * 30, "WENBAO_DATA": str(folder)} | (told or {})
    patient = Patient(told, lambda: paths, partial(opened, paths), 10**7, (), online=online)
    worst: dict[str, Finding] = {}
    for one in findings(patient):
        states = (OK, WARNING, ERROR)
        known = worst.get(one.topic)
        if known is None or states.index(one.state) > states.index(known.state):
            worst[one.topic] = one
    return worst


def test_a_sound_bot(tmp_path: Path) -> None:
    """Nothing but ok, and nothing to do."""
    told = found(tmp_path)
    assert {one.state for one in told.values()} <= {OK, WARNING}
    assert {"settings", "reports", "index", "data", "disk", "clock", "proxy", "token"} <= set(told)
    assert "24" not in told["reports"].said
    assert small.builtin().version in told["index"].said


@pytest.mark.parametrize(
    ("topic", "state", "environment"),
    [
        ("settings", ERROR, {"WENBAO_LOG": "loud"}),
        ("token", ERROR, {"TELEGRAM_BOT_TOKEN": ""}),
        ("data", ERROR, {"WENBAO_DATA": "/dev/null/data"}),
        ("proxy", WARNING, {"HTTPS_PROXY": "http://proxy:1"}),
        ("proxy", OK, {"WENBAO_PROXY": "http://user:hush@proxy:1", "HTTPS_PROXY": "http://proxy:1"}),
        ("webhook", ERROR, {"WENBAO_WEBHOOK_URL": "http://bot.example/hook"}),
        ("webhook", ERROR, {"WENBAO_WEBHOOK_URL": "https://bot.example:8080/hook"}),
        ("webhook", OK, {"WENBAO_WEBHOOK_URL": "https://bot.example:8443/hook"}),
        ("monitor", WARNING, {"WENBAO_MONITOR": ":9464"}),
        ("monitor", OK, {"WENBAO_MONITOR": "9464"}),
    ],
)
def test_each_setting_is_looked_at(
    tmp_path: Path, topic: str, state: str, environment: dict[str, str]
) -> None:
    """What is wrong says what to do; no secret is shown."""
    one = found(tmp_path, told=environment)[topic]
    assert one.state == state
    assert bool(one.todo) is (state != OK)
    assert "hush" not in one.said


def test_each_report_is_looked_at(tmp_path: Path) -> None:
    """One that cannot be read is an error, one whose figures contradict each other a warning."""
    good, odd, bad = (tmp_path / name for name in ("good.txt", "odd.txt", "bad.txt"))
    good.write_text("报告\n\n一、环境\n空气优良天数300天。\n", "utf-8")
    odd.write_text("报告\n\n一、纠纷\n受理纠纷100件，化解50件，化解率90%。\n", "utf-8")
    bad.write_bytes(b"\0")
    assert found(tmp_path, good)["reports"].state == OK
    assert found(tmp_path, good, odd)["lint"].state == WARNING
    told = found(tmp_path, good, bad)
    assert (told["reports"].state, told["index"].state) == (ERROR, ERROR)
    assert "bad.txt" in told["reports"].said


def test_a_running_bot_is_asked(tmp_path: Path) -> None:
    """Its own word on its health."""
    assert "bot" not in found(tmp_path)
    heartbeat.beat(tmp_path, Verdict(alive=False, ready=False, why="no poll has ended for 90 s"))
    assert found(tmp_path)["bot"] == Finding(ERROR, "bot", "no poll has ended for 90 s", "see its log")


def test_telegram_is_asked_only_when_told_to(tmp_path: Path, telegram: FakeTelegram) -> None:
    """And then who the bot is, and what waits for it."""
    told = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_BASE_URL": telegram.base_url}
    assert found(tmp_path, told=told)["token"].state == OK
    assert telegram.calls() == []
    telegram.say("化解率是多少")
    asked = found(tmp_path, online=True, told=told)
    assert asked["token"].said == f"is that of @{telegram.state.me['username']}"
    assert asked["telegram"].said == "1 updates wait there"
    assert asked["clock"].state == OK


def test_a_token_that_is_not_taken(tmp_path: Path, telegram: FakeTelegram) -> None:
    """Named without the token."""
    one = found(tmp_path, online=True, told={"TELEGRAM_BASE_URL": telegram.base_url})["token"]
    assert one.state == ERROR
    assert "Unauthorized" in one.said
    assert "x" * 30 not in one.said


def test_a_telegram_that_is_not_there(tmp_path: Path) -> None:
    """The way is what is wrong, not the token."""
    told = found(tmp_path, online=True, told={"TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot"})
    assert told["telegram"].state == ERROR
    assert "x" * 30 not in told["telegram"].said
