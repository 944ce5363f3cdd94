"""The bot as a process: it starts patiently, tells what is wrong, stops in time, and keeps its secrets."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_telegram import FakeTelegram
from tests.serving import ROOT, Serving, answers, ask_many, free_port, webhook


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A server."""
    with FakeTelegram() as server:
        yield server


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings of one of the two ways to get updates."""
    return webhook(free_port()) if request.param == "webhook" else {}


def test_a_question_is_answered(telegram: FakeTelegram, tmp_path: Path, way: dict[str, str]) -> None:
    """Over polling and webhook; each update has its line in the log, without what was asked."""
    with Serving(telegram, tmp_path, **way) as bot:
        number = telegram.say("化解率是多少")
        assert "95.74%" in telegram.wait_sent(1)[0]["text"]
        telegram.wait(lambda: not telegram.pending)
        assert bot.stop() == 0
    lines = [json.loads(line) for line in bot.lines]
    line = next(line for line in lines if line.get("update") == number)
    assert line["status"] == "answered"
    assert line["ms"] > 0
    assert len(line["chat"]) == 8
    assert "化解率" not in bot.log


@pytest.mark.slow
def test_the_log_holds_questions_where_that_is_wanted(telegram: FakeTelegram, tmp_path: Path) -> None:
    """And no token even then, whatever the level."""
    with Serving(telegram, tmp_path, WENBAO_LOG="debug", WENBAO_LOG_TEXT="1") as bot:
        telegram.say("化解率是多少")
        telegram.wait_sent(1)
        bot.stop()
    assert "化解率是多少" in bot.log
    assert telegram.token not in bot.log
    assert telegram.token.partition(":")[2] not in bot.log


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_with_many_waiting_loses_nothing(
    telegram: FakeTelegram, tmp_path: Path, way: dict[str, str], number: signal.Signals
) -> None:
    """What is in hand is finished, the rest is left to the next start; nobody is answered twice."""
    telegram.delay = 0.05
    users = ask_many(telegram, 100)
    with Serving(telegram, tmp_path, **way) as bot:
        telegram.wait_sent(20)
        assert bot.stop(number) == 0
    assert len(answers(telegram)) < 100
    with Serving(telegram, tmp_path, **way) as bot:
        telegram.wait(lambda: set(answers(telegram)) == users)
        telegram.wait(lambda: not telegram.pending)
        bot.stop()
    assert set(answers(telegram).values()) == {1}


@pytest.mark.slow
def test_a_kill_in_mid_work_loses_nothing(
    telegram: FakeTelegram, tmp_path: Path, way: dict[str, str]
) -> None:
    """What was answered and not yet noted is answered twice, nothing more often."""
    telegram.delay = 0.02
    users = ask_many(telegram, 100)
    with Serving(telegram, tmp_path, **way) as bot:
        telegram.wait_sent(30)
        bot.kill()
    with Serving(telegram, tmp_path, **way) as bot:
        telegram.wait(lambda: set(answers(telegram)) == users)
        telegram.wait(lambda: not telegram.pending)
        bot.stop()
    assert set(answers(telegram).values()) <= {1, 2}


@pytest.mark.slow
def test_a_start_without_a_network_waits_and_says_so(tmp_path: Path) -> None:
    """It goes on as soon as there is one; a stop ends the waiting."""
    port = free_port()
    later = FakeTelegram(port=port)
    later.__dict__["_port"] = port
    with Serving(later, tmp_path) as bot:
        later.wait(lambda: "waiting for Telegram" in bot.log)
        with later:
            later.say("化解率是多少")
            later.wait_sent(1)
            bot.stop()
    with Serving(later, tmp_path) as bot:
        later.wait(lambda: "waiting for Telegram" in bot.log)
        assert bot.stop() == 0


@pytest.mark.slow
def test_a_server_that_fails_is_outlasted(telegram: FakeTelegram, tmp_path: Path) -> None:
    """At the start and at the poll: 502, 429, cut, 500."""
    for kind in (502, 429, "cut", 500):
        telegram.fault(kind, "getMe", seconds=0.2)
        telegram.fault(kind, "getUpdates", seconds=0.2)
    with Serving(telegram, tmp_path) as bot:
        telegram.say("化解率是多少")
        telegram.wait_sent(1, seconds=30)
        bot.stop()


@pytest.mark.slow
def test_a_token_that_telegram_does_not_know_is_named(tmp_path: Path, telegram: FakeTelegram) -> None:
    """The end, exit 1, without the token."""
    with Serving(telegram, tmp_path, TELEGRAM_BOT_TOKEN="987654321:" + "x" * 30) as bot:
        assert bot.ended() == 1
    assert "does not know this token" in bot.log
    assert "x" * 30 not in bot.log


@pytest.mark.slow
def test_a_token_that_is_revoked_ends_the_bot(telegram: FakeTelegram, tmp_path: Path) -> None:
    """It would poll in vain."""
    with Serving(telegram, tmp_path) as bot:
        telegram.say("化解率是多少")
        telegram.wait_sent(1)
        telegram.token = "1:another"  # noqa: S105
        telegram.say("化解率是多少")
        assert bot.ended() == 1
    assert "does not know this token" in bot.log


@pytest.mark.parametrize(
    ("name", "typed"),
    [("TELEGRAM_BOT_TOKEN", ""), ("TELEGRAM_BOT_TOKEN", "x"), ("WENBAO_PROXY", "x"), ("WENBAO_LOG", "x"),
     ("WENBAO_DATA", "/dev/null/x"), ("WENBAO_REPORTS", "/nowhere.txt")],
)  # fmt: skip
def test_a_wrong_setting_ends_it_before_anything_is_contacted(
    telegram: FakeTelegram, tmp_path: Path, name: str, typed: str
) -> None:
    """Exit 2, one line."""
    with Serving(telegram, tmp_path, **{name: typed}) as bot:
        assert bot.ended() == 2
    assert telegram.calls() == []
    assert len(bot.lines) == 1
    assert bot.lines[0].startswith("wenbao: ")


@pytest.mark.slow
def test_one_folder_serves_one_bot(telegram: FakeTelegram, tmp_path: Path) -> None:
    """A second one would answer everything once more."""
    with Serving(telegram, tmp_path) as first:
        telegram.say("化解率是多少")
        telegram.wait_sent(1)
        with Serving(telegram, tmp_path) as second:
            assert second.ended() == 2
        assert "another wenbao" in second.log
        assert first.runs()


@pytest.mark.slow
def test_a_webhook_without_the_secret_is_refused(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Anybody may find the address; only Telegram knows the secret."""
    port = free_port()
    with Serving(telegram, tmp_path, **webhook(port)) as bot:
        telegram.say("办结率是多少", 9)
        telegram.wait_sent(1, 9)
        body = json.dumps({"update_id": 1, "message": telegram.message(7, text="化解率是多少")}).encode()
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
            told = {"Content-Type": "application/json", **headers}
            request = urllib.request.Request(f"http://127.0.0.1:{port}/hook", body, told)
            with pytest.raises(urllib.error.HTTPError, match="403"):
                urllib.request.urlopen(request, timeout=10)  # noqa: S310
        telegram.say("办结率是多少", 8)
        telegram.wait_sent(1, 8)
        bot.stop()
    assert telegram.sent(7) == []


@pytest.mark.slow
def test_two_pollers_do_not_lose_a_question(telegram: FakeTelegram, tmp_path: Path) -> None:
    """With a folder each they are told of each other; each question is answered."""
    with Serving(telegram, tmp_path / "a") as first, Serving(telegram, tmp_path / "b") as second:
        telegram.wait(lambda: "Conflict" in first.log + second.log)
        users = ask_many(telegram, 20)
        telegram.wait(lambda: set(answers(telegram)) == users, 40)
        assert first.stop() == 0
        ask_many(telegram, 20, first_user=5000)
        telegram.wait(lambda: len(answers(telegram)) == 40, 40)
        second.stop()


def test_a_question_at_the_terminal_loads_nothing_of_telegram() -> None:
    """Its cold start is measured."""
    code = (
        "import sys; from bot.__main__ import main; main(['ask', '化解率是多少']); "
        "print(sorted({'telegram', 'httpx', 'sqlalchemy', 'tornado', 'asyncio'} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == "[]\n"


def test_a_stop_takes_less_than_a_second(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Also with messages on their way that are never answered; ten are generous for a slow machine."""
    telegram.fault("frozen", times=100)
    ask_many(telegram, 20)
    with Serving(telegram, tmp_path) as bot:
        telegram.wait(lambda: len(telegram.calls("sendMessage")) == 8)
        began = time.monotonic()
        assert bot.stop() == 0
        assert time.monotonic() - began < 10
    telegram.no_more_faults()
    with Serving(telegram, tmp_path) as bot:
        telegram.wait(lambda: len(answers(telegram)) == 20)
        bot.stop()
